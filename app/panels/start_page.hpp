// What is seen without a plan: what one can do first, the example, and the plans opened last.
#pragma once

#include "app/picture_shelf.hpp"
#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <filesystem>
#include <set>
#include <string>

namespace app {

class StartPage {
public:
  /// Fills the window. Needs the OpenGL context.
  void draw(Workspace& workspace, ImVec2 size);
  /// The page is left: files and pictures are looked for again when it comes back.
  void leave();

private:
  void draw_left(Workspace& workspace, ImVec2 min, ImVec2 max);
  void draw_example(Workspace& workspace, float left, float right);
  void draw_recent(Workspace& workspace, float left, float right);
  void draw_plan_card(Workspace& workspace, const RecentPlan& plan, ImVec2 min, ImVec2 size);
  void look_for_files(Workspace& workspace);
  [[nodiscard]] std::filesystem::path example_picture(Workspace& workspace, ImVec2 size);

  PictureShelf shelf_;
  std::string typed_;
  std::set<std::string> missing_;  ///< paths of recent plans that are not there
  bool looked_ = false;
  std::set<std::string> drawing_;  ///< pictures of the example that are being made
};

}  // namespace app
