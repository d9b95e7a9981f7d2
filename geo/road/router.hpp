// Routes on a road graph: from a place to a place, by length, time or CO2e.
#pragma once

#include "geo/road/hierarchy.hpp"
#include "geo/road/road_graph.hpp"
#include "geo/spatial_index.hpp"

#include <memory>
#include <optional>

namespace geo {

/// A place on a road.
struct RoadPlace {
  std::uint32_t edge = 0;
  double along_m = 0;  ///< from the edge's beginning
  MapPoint place;
  double distance_m = 0;  ///< in the map's plane, from the place that was asked for
};

/// A graph with what routes on it need. Made once, then shared by routers of all threads.
class RoadNetwork {
public:
  /// Without a hierarchy routes are searched plainly, which takes longer but needs no preparation.
  explicit RoadNetwork(RoadGraph graph);
  /// Makes the hierarchy of what is to be least, if it is not there. Throws Cancelled.
  void prepare(RouteBy by, Progress& progress);
  /// A hierarchy made earlier of the same graph.
  void adopt(RouteBy by, std::shared_ptr<const road::Hierarchy> hierarchy);

  [[nodiscard]] const RoadGraph& graph() const { return graph_; }
  [[nodiscard]] const RoadArcs& arcs(RouteBy by) const;
  [[nodiscard]] const std::shared_ptr<const road::Hierarchy>& hierarchy(RouteBy by) const;
  /// The nearest place on a road; none within `within_m`.
  [[nodiscard]] std::optional<RoadPlace> nearest(MapPoint place, double within_m) const;

private:
  RoadGraph graph_;
  RoadArcs by_length_;
  RoadArcs by_time_;
  std::shared_ptr<const road::Hierarchy> length_hierarchy_;
  std::shared_ptr<const road::Hierarchy> time_hierarchy_;
  struct Stretch {
    std::uint32_t edge = 0;
    std::uint32_t first = 0;  ///< position in the graph's shape
    std::uint32_t last = 0;
  };
  std::vector<Stretch> stretches_;  ///< of edges, each with a box in the index
  std::unique_ptr<SpatialIndex> index_;
};

/// A route along roads, from the road's place nearest to the start to the one nearest to the end.
struct Route {
  double length_m = 0;  ///< along roads, geodesic
  double time_s = 0;
  std::vector<MapPoint> positions;  ///< two or more; both the same when the places are one
  double from_road_m = 0;           ///< straight from the start to the road
  double to_road_m = 0;             ///< and from the road to the end
};

enum class NoRoute : std::uint8_t {
  no_roads,       ///< the graph is empty
  start_too_far,  ///< no road near the start
  end_too_far,
  separate_pieces,  ///< the roads there are nowhere joined
  one_ways          ///< joined, but one-way roads lead only the other way
};
/// A sentence about it.
[[nodiscard]] Message reason(NoRoute why);

struct RouteFound {
  std::optional<Route> route;
  NoRoute why = NoRoute::no_roads;  ///< meaningless with a route
};

/// Has its own working memory: one for each thread.
class Router {
public:
  /// `within_m`: a place farther from every road has no route.
  explicit Router(std::shared_ptr<const RoadNetwork> network, double within_m = farthest_road_m);
  /// Places of work lie inside their yards: half a kilometre reaches the gate of most.
  static constexpr double farthest_road_m = 500;

  [[nodiscard]] RouteFound route(MapPoint from, MapPoint to, RouteBy by);
  /// The same by plain search, for comparison.
  [[nodiscard]] RouteFound plain_route(MapPoint from, MapPoint to, RouteBy by) const;
  /// The cost from one place on a road to another, by the hierarchy or plainly; road::unreachable if there is no way.
  [[nodiscard]] double cost(const RoadPlace& from, const RoadPlace& to, RouteBy by);
  [[nodiscard]] double plain_cost(const RoadPlace& from, const RoadPlace& to, RouteBy by) const;
  [[nodiscard]] const RoadNetwork& network() const { return *network_; }

private:
  [[nodiscard]] RouteFound found(MapPoint from, MapPoint to, RouteBy by, bool plain);
  [[nodiscard]] road::HierarchySearch* search(RouteBy by);

  std::shared_ptr<const RoadNetwork> network_;
  double within_m_ = 0;
  std::optional<road::HierarchySearch> by_length_;
  std::optional<road::HierarchySearch> by_time_;
};

}  // namespace geo
