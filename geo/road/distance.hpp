// How far goods are driven from a place to a place: along roads where a graph covers both, else estimated.
#pragma once

#include "geo/crs.hpp"
#include "geo/message.hpp"
#include "geo/road/router.hpp"

#include <optional>
#include <vector>

namespace geo {

/// Distance along roads by straight distance, where no road graph covers both ends (methods 4.3): default 1.3, range
/// 1.2 (Newell 1980) to 1.45; 1.343 is the mean radial detour in 300 European cities.
struct Circuity {
  double value = 1.3;
  double low = 1.2;
  double high = 1.45;
};
inline constexpr Circuity default_circuity{};

struct HaulDistance {
  double km = 0;
  double low_km = 0;  ///< the same as km when it is not estimated
  double high_km = 0;
  bool estimated = false;           ///< straight line times circuity
  std::optional<Message> why;       ///< why it is estimated
  std::vector<MapPoint> positions;  ///< the way: along roads, or straight
};

/// Straight geodesic distance times circuity.
[[nodiscard]] HaulDistance estimated_distance(MapPoint from, MapPoint to, const Crs& map, Message why,
                                              const Circuity& circuity = default_circuity);
/// Along the shortest way of the router's roads, with the straight legs from the places to the road and back; by
/// straight line times circuity without a router or a way.
[[nodiscard]] HaulDistance haul_distance(MapPoint from, MapPoint to, const Crs& map, Router* router);

}  // namespace geo
