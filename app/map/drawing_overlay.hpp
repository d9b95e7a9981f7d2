// What is being drawn, edited or measured, with its handles, the snap marker, typed values and the hint line.
#pragma once

#include "app/map/map_rect.hpp"
#include "app/tools/hint.hpp"
#include "app/workspace.hpp"

namespace app {

void draw_marking(const Workspace& workspace, ImDrawList& list, const MapRect& map);
/// In the middle of the map's lower edge.
void draw_hint(Hint hint, ImDrawList& list, const MapRect& map);

}  // namespace app
