#include "geo/road/road_gates.hpp"

#include <algorithm>

namespace geo::road {

namespace {

bool drives(const RoadEdge& edge, Travel way) {
  return edge.travel == Travel::both || edge.travel == way;
}

}  // namespace

double cost_to(const RoadGraph& graph, const RoadPlace& place, RouteBy by) {
  const RoadEdge& edge = graph.edges[place.edge];
  const double all = edge_cost(edge, by);
  if (place.along_m <= 0 || edge.length_m <= 0) return 0;
  return std::min(all, road::on_weight_step(all * std::min(1.0, place.along_m / edge.length_m)));
}

Gates gates_of(const RoadGraph& graph, const RoadPlace& place, RouteBy by, bool leaving) {
  const RoadEdge& edge = graph.edges[place.edge];
  const double before = cost_to(graph, place, by);
  const double after = edge_cost(edge, by) - before;
  Gates gates;
  if (drives(edge, leaving ? Travel::backward : Travel::forward) || place.along_m <= 0) gates.add(edge.from, before);
  if (drives(edge, leaving ? Travel::forward : Travel::backward) || place.along_m >= edge.length_m)
    gates.add(edge.to, after);
  return gates;
}

double cost_within_edge(const RoadGraph& graph, const RoadPlace& from, const RoadPlace& to, RouteBy by) {
  if (from.edge != to.edge) return unreachable;
  const double first = cost_to(graph, from, by);
  const double last = cost_to(graph, to, by);
  const RoadEdge& edge = graph.edges[from.edge];
  if (from.along_m == to.along_m) return 0;
  if (from.along_m < to.along_m && drives(edge, Travel::forward)) return last - first;
  if (from.along_m > to.along_m && drives(edge, Travel::backward)) return first - last;
  return unreachable;
}

}  // namespace geo::road
