// Costs from one place after another to the same many places, in a contraction hierarchy: up from the place, through
// the core, and down along the nodes from which one of the many can be reached, from the most important one on (PHAST,
// Delling, Goldberg, Nowatzyk, Werneck 2011, restricted to what leads to the targets).
#pragma once

#include "geo/road/hierarchy.hpp"

#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace geo::road {

/// Has its own working memory, so each thread needs its own.
class HierarchyTable {
public:
  /// A target is reached by any of its gates.
  HierarchyTable(std::shared_ptr<const Hierarchy> hierarchy, std::span<const std::vector<Gate>> targets);

  /// To each target, equal to `dijkstra` over the same arcs; unreachable where there is no way.
  [[nodiscard]] std::vector<double> costs(std::span<const Gate> from);

private:
  void improve(std::uint32_t rank, double cost);

  std::shared_ptr<const Hierarchy> hierarchy_;
  std::vector<std::vector<Gate>> targets_;  ///< their nodes by rank
  std::vector<std::uint32_t> down_;         ///< ranks below the core that lead to a target, descending
  std::vector<double> cost_;                ///< of each rank
  std::vector<std::uint32_t> reached_;
  std::vector<std::pair<double, std::uint32_t>> heap_;
};

}  // namespace geo::road
