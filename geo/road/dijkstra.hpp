// Dijkstra's search, plain: the reference for the fast one, and the costs from one place to all.
#pragma once

#include "geo/road/arcs.hpp"

namespace geo::road {

/// Costs from the gates to every node.
[[nodiscard]] std::vector<double> costs_from(const Arcs& arcs, std::span<const Gate> from);
/// The cheapest way; the search ends when no cheaper one can be left.
[[nodiscard]] Way dijkstra(const Arcs& arcs, std::span<const Gate> from, std::span<const Gate> to);

}  // namespace geo::road
