// The shape that is being drawn, with its handles, and the hint line under it.
#pragma once

#include "app/map/map_rect.hpp"
#include "app/workspace.hpp"

namespace app {

/// Needs `workspace.drawing`.
void draw_drawing(const Workspace& workspace, ImDrawList& list, const MapRect& map);
void draw_hint(const Workspace& workspace, ImDrawList& list, const MapRect& map);

}  // namespace app
