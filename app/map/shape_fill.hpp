// The inside of a shape that changes from frame to frame, filled and hatched through ImGui.
#pragma once

#include "app/theme.hpp"

#include <imgui/imgui.h>

#include <vector>

namespace app {

enum class LiveHatch { none, rising, falling, dots };

/// Closed or open rings on the screen; even-odd, so holes stay empty. `anchor`: a place that moves with the map, so
/// that the hatch does too.
void fill_shape(ImDrawList& list, const std::vector<std::vector<ImVec2>>& rings, Colour fill, LiveHatch hatch,
                Colour ink, ImVec2 anchor);

}  // namespace app
