// What was done to the plan, with the way back to any step; and the versions that were given a name.
#pragma once

#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <string>

namespace app {

class HistoryPanel {
public:
  void draw(Workspace& workspace, ImVec2 min, ImVec2 size);

private:
  void draw_steps(Workspace& workspace);
  void draw_versions(Workspace& workspace);
  std::string name_;
};

/// Changes are not in the file and the plan is about to be left: what to do.
void draw_unsaved_question(Workspace& workspace, ImVec2 min, ImVec2 size);

}  // namespace app
