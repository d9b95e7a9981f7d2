// The command palette over the window.
#pragma once

#include "app/palette.hpp"

#include <imgui/imgui.h>

#include <string>
#include <vector>

namespace app {

inline constexpr float palette_row_k = 2.1f;
/// One entry, `width` wide from `min`.
void draw_palette_row(ImDrawList& list, const PaletteEntry& entry, ImVec2 min, float width, bool is_chosen);

class PalettePanel {
public:
  void draw(Workspace& workspace, ImVec2 window_size);

private:
  std::string typed_;
  int chosen_ = 0;
  bool follow_ = false;  ///< scroll to the chosen row
};

}  // namespace app
