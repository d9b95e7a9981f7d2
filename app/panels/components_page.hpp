// All controls in all their states on one page, beside which the look's pictures can be laid. For building the program.
#pragma once

#include "app/panels/table_panel.hpp"
#include "app/workspace.hpp"

#include <imgui/imgui.h>

#include <vector>

namespace app {

class ComponentsPage {
public:
  /// With the table and the dock of the plan when one is open.
  void draw(Workspace& workspace, ImVec2 size);

private:
  std::vector<float> heights_;  ///< of the cards' contents, as they were in the last frame
  TablePanel table_;
};

}  // namespace app
