// Routes that share a road, side by side on it. Internal to the shapes of flows.
#pragma once

#include "render/flow_shape.hpp"

#include <span>
#include <vector>

namespace render {

/// A route in pixels, in the direction of travel.
struct RouteTrack {
  std::vector<FlowPoint> way;
  double width_px = 0;
};

/// How far to the right of its way each track begins, so that those that run the same way on one road lie beside one
/// another: what comes first lies nearest to the road. Tracks in opposite directions run on their own sides of it. At
/// most `most_px`, beyond which they lie over one another.
[[nodiscard]] std::vector<double> lanes_px(std::span<const RouteTrack> tracks, double cell_px, double most_px);

}  // namespace render
