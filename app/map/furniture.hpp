// What stands on the map's edges: scale bar, sources.
#pragma once

#include "app/map/map_rect.hpp"
#include "app/workspace.hpp"

namespace app {

void draw_furniture(const Workspace& workspace, ImDrawList& list, const MapRect& map);

}  // namespace app
