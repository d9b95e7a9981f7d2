// What stands on the map's edges: scale bar, sources, zoom buttons over the north arrow.
#pragma once

#include "app/map/map_rect.hpp"
#include "app/workspace.hpp"

namespace app {

/// Scale bar and sources.
void draw_furniture(const Workspace& workspace, ImDrawList& list, const MapRect& map);

/// In the map's lower right corner.
void draw_zoom_buttons(Workspace& workspace, const MapRect& map);

}  // namespace app
