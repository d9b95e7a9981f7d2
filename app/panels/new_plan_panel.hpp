// What is asked for a new plan.
#pragma once

#include "app/new_plan.hpp"
#include "app/workspace.hpp"

#include <imgui/imgui.h>

namespace app {

class NewPlanPanel {
public:
  void draw(Workspace& workspace, ImVec2 min, ImVec2 size);

private:
  NewPlan plan_;
  bool other_crs_ = false;
  bool asked_ = false;  ///< troubles are said once the person wanted to make it
};

}  // namespace app
