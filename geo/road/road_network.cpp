#include "geo/road/router.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo {

RoadNetwork::RoadNetwork(RoadGraph graph)
    : graph_(std::move(graph)),
      by_length_(road_arcs(graph_, RouteBy::length)),
      by_time_(road_arcs(graph_, RouteBy::time)) {
  // Boxes of a few positions each: an edge's own box can be much larger than the edge is near.
  constexpr std::uint32_t positions_per_box = 16;
  std::vector<MapBox> boxes;
  for (std::uint32_t e = 0; e < graph_.edges.size(); ++e)
    for (std::uint32_t first = graph_.shape_start[e]; first + 1 < graph_.shape_start[e + 1];
         first += positions_per_box) {
      const std::uint32_t last = std::min(first + positions_per_box, graph_.shape_start[e + 1] - 1);
      MapBox box;
      for (std::uint32_t i = first; i <= last; ++i) box.extend(graph_.shape[i]);
      boxes.push_back(box);
      stretches_.push_back({e, first, last});
    }
  index_ = std::make_unique<SpatialIndex>(boxes);
}

void RoadNetwork::prepare(RouteBy by, Progress& progress) {
  if (!hierarchy(by))
    adopt(by, std::make_shared<const road::Hierarchy>(road::build_hierarchy(arcs(by).arcs, progress)));
}

void RoadNetwork::adopt(RouteBy by, std::shared_ptr<const road::Hierarchy> hierarchy) {
  (by == RouteBy::time ? time_hierarchy_ : length_hierarchy_) = std::move(hierarchy);
}

const RoadArcs& RoadNetwork::arcs(RouteBy by) const {
  return by == RouteBy::time ? by_time_ : by_length_;
}

const std::shared_ptr<const road::Hierarchy>& RoadNetwork::hierarchy(RouteBy by) const {
  return by == RouteBy::time ? time_hierarchy_ : length_hierarchy_;
}

std::optional<RoadPlace> RoadNetwork::nearest(MapPoint place, double within_m) const {
  if (!std::isfinite(place.x_m) || !std::isfinite(place.y_m) || !(within_m >= 0)) return std::nullopt;
  std::optional<RoadPlace> best;
  const auto look_at = [&](std::uint32_t number, const MapBox&) {
    const Stretch& stretch = stretches_[number];
    for (std::uint32_t i = stretch.first; i < stretch.last; ++i) {
      const MapPoint a = graph_.shape[i];
      const MapPoint b = graph_.shape[i + 1];
      const double dx = b.x_m - a.x_m;
      const double dy = b.y_m - a.y_m;
      const double squared = dx * dx + dy * dy;
      const double share =
          squared > 0 ? std::clamp(((place.x_m - a.x_m) * dx + (place.y_m - a.y_m) * dy) / squared, 0.0, 1.0) : 0.0;
      const MapPoint at = share == 1 ? b : MapPoint{a.x_m + share * dx, a.y_m + share * dy};
      const double distance_m = std::hypot(at.x_m - place.x_m, at.y_m - place.y_m);
      if (distance_m > within_m) continue;
      // Of roads equally near the first, whatever the order in which the index shows them.
      if (best && std::pair(distance_m, stretch.edge) >= std::pair(best->distance_m, best->edge)) continue;
      const double along_m = graph_.along_m[i] + share * (graph_.along_m[i + 1] - graph_.along_m[i]);
      best = {stretch.edge, share == 1 ? graph_.along_m[i + 1] : along_m, at, distance_m};
    }
  };
  // A small square first: most places lie beside a road.
  for (double reach_m = std::min(50.0, within_m);; reach_m = std::min(2 * reach_m, within_m)) {
    MapBox box;
    box.extend(place);
    index_->for_each_in_box(box.grown(reach_m), look_at);
    if ((best && best->distance_m <= reach_m) || reach_m >= within_m) return best;
  }
}

}  // namespace geo
