#include "layers/plan_store/migration.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace layers {

namespace {

namespace fs = std::filesystem;
using geo::say;

std::string free_copy_name(const fs::path& plan, int version) {
  for (int n = 1;; ++n) {
    const std::string suffix = n == 1 ? "" : fmt::format("-{}", n);
    const fs::path copy = plan.parent_path() /
                          fmt::format("{}.v{}{}{}", plan.stem().string(), version, suffix, plan.extension().string());
    if (!fs::exists(copy)) return copy.string();
  }
}

}  // namespace

std::span<const MigrationStep> migration_steps() {
  return {};
}

std::string migrate(Database& database, std::span<const MigrationStep> steps, int to_version) {
  const int from_version = static_cast<int>(database.number("PRAGMA user_version"));
  if (from_version >= to_version) return {};
  std::string copy;
  try {
    Transaction transaction(database, Transaction::Kind::write);  // nobody writes between the copy and the steps
    copy = free_copy_name(database.path(), from_version);
    fs::copy_file(database.path(), copy);
    for (int version = from_version; version < to_version; ++version) {
      const auto step =
          std::find_if(steps.begin(), steps.end(), [&](const MigrationStep& s) { return s.from_version == version; });
      if (step == steps.end())
        throw geo::Error(database.path(), say("The plan is of version {0}, which this program can not bring forward.",
                                              std::to_string(version)));
      step->apply(database);
    }
    database.run(fmt::format("PRAGMA user_version = {}", to_version));
    transaction.commit();
  } catch (const fs::filesystem_error& error) {
    throw geo::Error(database.path(),
                     say("A copy of the older file can not be kept beside it: {0}.", error.code().message()),
                     say("Make room on the disk, or check that the folder may be changed."));
  } catch (const geo::Error&) {
    std::error_code ignored;
    if (!copy.empty()) fs::remove(copy, ignored);
    throw;
  }
  return copy;
}

}  // namespace layers
