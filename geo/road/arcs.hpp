// Weighted arcs between numbered nodes, and what a search over them starts from and ends at. Roads without their shape.
#pragma once

#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace geo::road {

inline constexpr std::uint32_t no_node = std::numeric_limits<std::uint32_t>::max();
inline constexpr std::uint32_t no_arc = std::numeric_limits<std::uint32_t>::max();
inline constexpr double unreachable = std::numeric_limits<double>::infinity();

/// Weights are multiples of this (2^-20: a micrometre, a microsecond), so that a sum of them is exact and the same in
/// whatever order it is added up, as long as it stays under 2^33 (eight million kilometres). Two searches that find
/// equally short ways find the same number.
inline constexpr double weight_step = 1.0 / (1 << 20);
[[nodiscard]] double on_weight_step(double weight);

/// Arcs of node n are [start[n], start[n + 1]). No weight is negative or NaN.
struct Arcs {
  std::vector<std::uint32_t> start{0};
  std::vector<std::uint32_t> head;
  std::vector<double> weight;

  [[nodiscard]] std::uint32_t node_count() const { return static_cast<std::uint32_t>(start.size() - 1); }
};

/// A node that a search starts from or ends at, and what it costs from the start to it or from it to the end.
struct Gate {
  std::uint32_t node = no_node;
  double cost = 0;
};

/// The cheapest way from one of the first gates to one of the last.
struct Way {
  double cost = unreachable;
  std::uint32_t first_gate = 0;  ///< which of the gates it uses; meaningless when unreachable
  std::uint32_t last_gate = 0;
  std::vector<std::uint32_t> arcs;  ///< in order; empty when both gates are one node
  [[nodiscard]] bool found() const { return cost < unreachable; }
};

}  // namespace geo::road
