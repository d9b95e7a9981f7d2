// Roads as a graph: nodes where roads meet or end, edges with their shape between them.
#pragma once

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/progress.hpp"
#include "geo/road/arcs.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

/// In which direction of the line one may drive.
enum class Travel : std::uint8_t { none, forward, backward, both };

/// How one line of a source is used. `none`: not a road for this graph, left out without a word.
struct RoadUse {
  Travel travel = Travel::both;
  double speed_kmh = 0;  ///< positive
  /// Bridges above, tunnels below 0: lines that cross on different levels do not meet, unless one of them ends there.
  int level = 0;
};

struct RoadEdge {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double length_m = 0;  ///< geodesic
  double speed_kmh = 0;
  Travel travel = Travel::both;
};

struct RoadGraph {
  std::vector<MapPoint> nodes;
  std::vector<RoadEdge> edges;
  /// Edge e has positions [shape_start[e], shape_start[e + 1]) from its first node to its last, both included.
  std::vector<std::uint32_t> shape_start{0};
  std::vector<MapPoint> shape;
  std::vector<double> along_m;       ///< geodesic length from the edge's beginning to each position
  std::vector<std::uint32_t> piece;  ///< of each node: roads of different pieces are nowhere joined
  std::uint32_t piece_count = 0;

  [[nodiscard]] std::span<const MapPoint> shape_of(std::uint32_t edge) const {
    return std::span(shape).subspan(shape_start[edge], shape_start[edge + 1] - shape_start[edge]);
  }
  [[nodiscard]] std::span<const double> along_of(std::uint32_t edge) const {
    return std::span(along_m).subspan(shape_start[edge], shape_start[edge + 1] - shape_start[edge]);
  }
};

struct RoadGraphOptions {
  /// A line's end that meets nothing is joined to the nearest other end, position or line within this distance, on its
  /// own level. 1 m: less than the width of a lane, more than the rounding of any source.
  double snap_m = 1.0;
};

/// `use` has one entry per feature. Lines meet where they share a position and level, and where one ends on the other;
/// lines that only cross do not meet. Nodes at which just two edges of the same speed and direction meet are taken
/// into one edge. What is not a line, or has fewer than two places, is in the problems. Throws Cancelled.
[[nodiscard]] Loaded<RoadGraph> build_road_graph(const Features& features, std::span<const RoadUse> use, const Crs& map,
                                                 const RoadGraphOptions& options, Progress& progress);

/// What is to be least. CO2e is taken as proportional to length as long as a vehicle has one figure per kilometre.
enum class RouteBy : std::uint8_t { length, time, co2e };

/// What all of an edge costs in either direction: metres or seconds, on road::weight_step.
[[nodiscard]] double edge_cost(const RoadEdge& edge, RouteBy by);

/// The graph's edges as arcs. `edge[a]` is the edge of arc a, `backward[a]` if it is driven from its end.
struct RoadArcs {
  road::Arcs arcs;
  std::vector<std::uint32_t> edge;
  std::vector<bool> backward;
};
[[nodiscard]] RoadArcs road_arcs(const RoadGraph& graph, RouteBy by);

}  // namespace geo
