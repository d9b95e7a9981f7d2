#include "geo/road/distance.hpp"

#include <utility>

namespace geo {

HaulDistance estimated_distance(MapPoint from, MapPoint to, const Crs& map, Message why, const Circuity& circuity) {
  const double straight_km = geodesic_length_m(Geometry::line({from, to}), map) / 1000;
  return {straight_km * circuity.value,
          straight_km * circuity.low,
          straight_km * circuity.high,
          true,
          std::move(why),
          {from, to}};
}

HaulDistance haul_distance(MapPoint from, MapPoint to, const Crs& map, Router* router) {
  if (router == nullptr) return estimated_distance(from, to, map, say("The plan has no road network."));
  RouteFound found = router->route(from, to, RouteBy::length);
  if (!found.route) return estimated_distance(from, to, map, reason(found.why));
  Route& route = *found.route;
  const double km = (route.from_road_m + route.length_m + route.to_road_m) / 1000;
  HaulDistance distance{km, km, km, false, std::nullopt, {}};
  distance.positions.push_back(from);
  distance.positions.insert(distance.positions.end(), route.positions.begin(), route.positions.end());
  distance.positions.push_back(to);
  return distance;
}

}  // namespace geo
