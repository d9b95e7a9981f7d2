#include "geo/road/router.hpp"

#include "geo/road/dijkstra.hpp"
#include "geo/road/road_gates.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace geo {

namespace {

using namespace road;

/// Appends an edge's shape between two lengths along it, in either direction.
void append_shape(const RoadGraph& graph, std::uint32_t edge, double from_m, double to_m,
                  std::vector<MapPoint>& positions) {
  const std::span<const MapPoint> shape = graph.shape_of(edge);
  const std::span<const double> along = graph.along_of(edge);
  const auto put = [&](MapPoint p) {
    if (positions.empty() || positions.back() != p) positions.push_back(p);
  };
  const auto at = [&](double along_m) {
    const auto after = std::lower_bound(along.begin(), along.end(), along_m);
    if (after == along.begin()) return shape.front();
    if (after == along.end()) return shape.back();
    const auto i = static_cast<std::size_t>(after - along.begin());
    const double share = (along_m - along[i - 1]) / (along[i] - along[i - 1]);
    return share >= 1 ? shape[i]
                      : MapPoint{shape[i - 1].x_m + share * (shape[i].x_m - shape[i - 1].x_m),
                                 shape[i - 1].y_m + share * (shape[i].y_m - shape[i - 1].y_m)};
  };
  put(at(from_m));
  if (from_m <= to_m) {
    for (std::size_t i = 0; i < shape.size(); ++i)
      if (along[i] > from_m && along[i] < to_m) put(shape[i]);
  } else {
    for (std::size_t i = shape.size(); i-- > 0;)
      if (along[i] < from_m && along[i] > to_m) put(shape[i]);
  }
  put(at(to_m));
}

/// A stretch of an edge that the route drives.
struct Leg {
  std::uint32_t edge = 0;
  double from_m = 0;
  double to_m = 0;
};

Route route_of(const RoadGraph& graph, std::span<const Leg> legs) {
  Route route;
  for (const Leg& leg : legs) {
    const RoadEdge& edge = graph.edges[leg.edge];
    const double length_m = std::abs(leg.to_m - leg.from_m);
    route.length_m += length_m;
    route.time_s += length_m / (edge.speed_kmh / 3.6);
    append_shape(graph, leg.edge, leg.from_m, leg.to_m, route.positions);
  }
  if (route.positions.size() == 1) route.positions.push_back(route.positions.front());
  return route;
}

}  // namespace

Message reason(NoRoute why) {
  switch (why) {
    case NoRoute::no_roads: return say("There are no roads.");
    case NoRoute::start_too_far: return say("No road is near the start.");
    case NoRoute::end_too_far: return say("No road is near the end.");
    case NoRoute::separate_pieces: return say("The road at the start is nowhere joined to the road at the end.");
    case NoRoute::one_ways: return say("One-way roads lead only the other way.");
  }
  return {};
}

Router::Router(std::shared_ptr<const RoadNetwork> network, double within_m)
    : network_(std::move(network)), within_m_(within_m) {
}

road::HierarchySearch* Router::search(RouteBy by) {
  std::optional<road::HierarchySearch>& search = by == RouteBy::time ? by_time_ : by_length_;
  if (!search && network_->hierarchy(by)) search.emplace(network_->hierarchy(by));
  return search ? &*search : nullptr;
}

double Router::cost(const RoadPlace& from, const RoadPlace& to, RouteBy by) {
  road::HierarchySearch* fast = search(by);
  if (fast == nullptr) return plain_cost(from, to, by);
  const RoadGraph& graph = network_->graph();
  return std::min(cost_within_edge(graph, from, to, by),
                  fast->cost(gates_of(graph, from, by, true).all(), gates_of(graph, to, by, false).all()));
}

double Router::plain_cost(const RoadPlace& from, const RoadPlace& to, RouteBy by) const {
  const RoadGraph& graph = network_->graph();
  return std::min(cost_within_edge(graph, from, to, by),
                  road::dijkstra(network_->arcs(by).arcs, gates_of(graph, from, by, true).all(),
                                 gates_of(graph, to, by, false).all())
                      .cost);
}

RouteFound Router::route(MapPoint from, MapPoint to, RouteBy by) {
  return found(from, to, by, false);
}

RouteFound Router::plain_route(MapPoint from, MapPoint to, RouteBy by) const {
  return Router(network_, within_m_).found(from, to, by, true);
}

RouteFound Router::found(MapPoint from, MapPoint to, RouteBy by, bool plain) {
  const RoadGraph& graph = network_->graph();
  if (graph.edges.empty()) return {std::nullopt, NoRoute::no_roads};
  const std::optional<RoadPlace> start = network_->nearest(from, within_m_);
  if (!start) return {std::nullopt, NoRoute::start_too_far};
  const std::optional<RoadPlace> end = network_->nearest(to, within_m_);
  if (!end) return {std::nullopt, NoRoute::end_too_far};
  const RoadEdge& first = graph.edges[start->edge];
  const RoadEdge& last = graph.edges[end->edge];
  if (graph.piece[first.from] != graph.piece[last.from]) return {std::nullopt, NoRoute::separate_pieces};

  const Gates leave = gates_of(graph, *start, by, true);
  const Gates reach = gates_of(graph, *end, by, false);
  road::HierarchySearch* fast = plain ? nullptr : search(by);
  const RoadArcs& arcs = network_->arcs(by);
  const road::Way way =
      fast != nullptr ? fast->way(leave.all(), reach.all()) : road::dijkstra(arcs.arcs, leave.all(), reach.all());
  const double within = cost_within_edge(graph, *start, *end, by);
  std::vector<Leg> legs;
  if (within <= way.cost) {
    if (within == road::unreachable) return {std::nullopt, NoRoute::one_ways};
    legs.push_back({start->edge, start->along_m, end->along_m});
  } else {
    const std::uint32_t first_node = leave.gates[way.first_gate].node;
    const std::uint32_t last_node = reach.gates[way.last_gate].node;
    // A loop begins and ends at one node: which way round shows in what it costs.
    const auto end_of = [&](const RoadPlace& place, std::uint32_t node, double cost) {
      const RoadEdge& edge = graph.edges[place.edge];
      const bool to_begin = edge.from == node && (edge.to != node || cost == cost_to(graph, place, by));
      return to_begin ? 0 : edge.length_m;
    };
    legs.push_back({start->edge, start->along_m, end_of(*start, first_node, leave.gates[way.first_gate].cost)});
    for (const std::uint32_t a : way.arcs) {
      const std::uint32_t edge = arcs.edge[a];
      const double length_m = graph.edges[edge].length_m;
      legs.push_back(arcs.backward[a] ? Leg{edge, length_m, 0} : Leg{edge, 0, length_m});
    }
    legs.push_back({end->edge, end_of(*end, last_node, reach.gates[way.last_gate].cost), end->along_m});
  }
  RouteFound found{route_of(graph, legs), NoRoute::no_roads};
  found.route->from_road_m = start->distance_m;
  found.route->to_road_m = end->distance_m;
  return found;
}

}  // namespace geo
