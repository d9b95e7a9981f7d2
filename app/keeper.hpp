// Keeps what the person prefers and the pictures of their plans, as long as the window is open.
#pragma once

#include "app/workspace.hpp"
#include "render/picture.hpp"

#include <filesystem>
#include <optional>

namespace app {

/// The recent plans' picture of the plan, as its map was seen last. A cache that can not be written is no cache.
void keep_picture(const Workspace& workspace, const std::optional<render::Picture>& map);

/// Writes what the person prefers whenever it changed.
class Keeper {
public:
  /// An empty `file`: nothing is kept.
  Keeper(std::filesystem::path file, const Workspace& workspace);
  /// Says once (in a toast) when the file can not be written.
  void look(Workspace& workspace);

private:
  std::filesystem::path file_;
  Preferences seen_;
  bool failed_ = false;
};

}  // namespace app
