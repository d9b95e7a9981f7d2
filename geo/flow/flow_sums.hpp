// Flows summed between clusters of places (geo/flow/clusters.hpp): by direction and material, inner flows apart, and
// how much of all is drawn.
#pragma once

#include "geo/progress.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

/// A flow between two places of a list. The amount is tonnes a year of material, or of CO2e where emissions are drawn.
struct PlacedFlow {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  std::uint32_t material = 0;
  double amount_t = 0;
};

/// All flows of one material from one cluster to another, or within one.
struct FlowStrand {
  std::uint32_t from = 0;  ///< clusters
  std::uint32_t to = 0;
  std::uint32_t material = 0;
  double amount_t = 0;
  std::uint32_t first = 0, end = 0;  ///< its flows, in `FlowSums::flows`

  [[nodiscard]] bool is_inner() const { return from == to; }
  [[nodiscard]] std::size_t flow_count() const { return end - first; }
};

/// What goes into a cluster, out of it and round within it, in all.
struct ClusterThroughput {
  double in_t = 0, out_t = 0, inner_t = 0;
};

struct FlowSums {
  std::vector<FlowStrand> strands;             ///< the largest first
  std::vector<std::uint32_t> flows;            ///< indices of flows, those of a strand together, the largest first
  std::vector<ClusterThroughput> throughputs;  ///< by cluster
  double amount_t = 0;                         ///< of all strands
  std::size_t flow_count = 0;
  std::size_t not_counted = 0;  ///< flows whose amount is not positive and finite
};

/// Sums the flows that `counted` names (indices into `flows`).
[[nodiscard]] FlowSums flow_sums(std::span<const PlacedFlow> flows, std::span<const std::uint32_t> counted,
                                 std::span<const std::uint32_t> cluster_of_place, std::size_t cluster_count,
                                 Progress& progress);

/// How much of all is drawn, to be printed beside the map.
struct ShownShare {
  std::size_t strands = 0;  ///< the first so many of `FlowSums::strands` are drawn
  std::size_t flows_shown = 0, flows_all = 0;
  double shown_t = 0, all_t = 0;
  double smallest_shown_t = 0;  ///< of a strand
};
/// The largest strands are drawn, at most `most` and each of `least_t` or more.
[[nodiscard]] ShownShare shown_share(const FlowSums& sums, std::size_t most, double least_t);

}  // namespace geo
