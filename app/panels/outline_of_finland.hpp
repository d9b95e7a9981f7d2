// A coarse outline of Finland for the start page, drawn by hand through well-known places of its borders and coast.
#pragma once

#include "app/look.hpp"

namespace app {

/// Draws the land with three towns into the box, in its own proportions.
void draw_outline_of_finland(ImDrawList& list, ImVec2 min, ImVec2 max);

}  // namespace app
