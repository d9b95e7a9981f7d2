// Where ways begin and end: the nodes next to a place on a road, and the way between two places of one edge. Internal.
#pragma once

#include "geo/road/router.hpp"

#include <array>

namespace geo::road {

/// What the edge costs from its beginning to a place on it.
[[nodiscard]] double cost_to(const RoadGraph& graph, const RoadPlace& place, RouteBy by);

/// Nodes at which a way can begin or end, with the cost of the part of the edge before.
struct Gates {
  std::array<Gate, 2> gates;
  std::size_t count = 0;
  void add(std::uint32_t node, double cost) { gates[count++] = {node, cost}; }
  [[nodiscard]] std::span<const Gate> all() const { return std::span(gates).first(count); }
};
/// Of a way that begins there (`leaving`) or ends. Who stands on a node may go any way from it, also where the edge is
/// one-way.
[[nodiscard]] Gates gates_of(const RoadGraph& graph, const RoadPlace& place, RouteBy by, bool leaving);

/// Along one edge, without passing a node; unreachable if that can not be driven.
[[nodiscard]] double cost_within_edge(const RoadGraph& graph, const RoadPlace& from, const RoadPlace& to, RouteBy by);

}  // namespace geo::road
