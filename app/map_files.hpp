// Files that the window writes beside the plan: the plan for other programs, and the map as a picture.
#pragma once

#include "app/workspace.hpp"

#include <filesystem>
#include <string>

namespace app {

/// "plan.png" beside "plan.sqlite"; with a number when a file of that name is there: nothing is written over.
[[nodiscard]] std::filesystem::path free_path_beside(const std::filesystem::path& plan, const std::string& ending);

/// Both work in the background and then say the file's name.
void export_plan(Workspace& workspace);
/// The part of the map that is seen, with legend, scale bar and sources.
void save_map_picture(Workspace& workspace);

}  // namespace app
