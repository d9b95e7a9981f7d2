// The command palette over the window.
#pragma once

#include "app/palette.hpp"

#include <imgui/imgui.h>

#include <string>
#include <vector>

namespace app {

class PalettePanel {
public:
  void draw(Workspace& workspace, ImVec2 window_size);

private:
  std::string typed_;
  int chosen_ = 0;
  bool follow_ = false;  ///< scroll to the chosen row
};

}  // namespace app
