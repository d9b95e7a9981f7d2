// Lengths of the ways by road from one place to many at once.
#pragma once

#include "geo/road/router.hpp"

#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace geo {

/// Lengths by road in km, the straight legs to and from the road included; NaN where no road leads.
using RoadLengths = std::function<std::vector<double>(MapPoint from, std::span<const MapPoint> to)>;

/// Over a network; an empty function for null. Quick when it is asked for the same places from one start after another
/// (about a millisecond each on a prepared network). From one thread at a time, the others waiting. A length is that of
/// Router's route to a millimetre; a place farther than Router::farthest_road_m from every road is not reached.
[[nodiscard]] RoadLengths road_lengths(std::shared_ptr<const RoadNetwork> network);

}  // namespace geo
