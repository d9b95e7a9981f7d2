// Older plan files are brought forward step by step.
#pragma once

#include "layers/plan_store/database.hpp"

#include <functional>
#include <span>
#include <string>

namespace layers {

/// From one user_version to the next one.
struct MigrationStep {
  int from_version = 0;
  std::function<void(Database&)> apply;
};

/// The steps of this program, from version 1 on.
[[nodiscard]] std::span<const MigrationStep> migration_steps();

/// Takes the file from its version to `to_version` in one transaction, after keeping a copy of it beside it
/// (NAME.v1.sqlite). On any failure throws Error and the file is as before. Returns the copy's path; empty if there was
/// nothing to do.
std::string migrate(Database& database, std::span<const MigrationStep> steps, int to_version);

}  // namespace layers
