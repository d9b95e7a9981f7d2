#include "geo/road/hierarchy_table.hpp"

#include <algorithm>
#include <functional>
#include <utility>

namespace geo::road {

HierarchyTable::HierarchyTable(std::shared_ptr<const Hierarchy> hierarchy, std::span<const std::vector<Gate>> targets)
    : hierarchy_(std::move(hierarchy)), cost_(hierarchy_->node_count(), unreachable) {
  const Hierarchy& h = *hierarchy_;
  std::vector<bool> seen(h.node_count(), false);
  std::vector<std::uint32_t> open;
  const auto see = [&](std::uint32_t rank) {
    if (seen[rank] || rank >= h.core_first) return;
    seen[rank] = true;
    open.push_back(rank);
  };
  for (const std::vector<Gate>& target : targets) {
    std::vector<Gate>& gates = targets_.emplace_back();
    for (const Gate& gate : target) {
      gates.push_back({h.rank[gate.node], gate.cost});
      see(gates.back().node);
    }
  }
  while (!open.empty()) {
    const std::uint32_t rank = open.back();
    open.pop_back();
    down_.push_back(rank);
    for (std::uint32_t a = h.backward_start[rank]; a < h.backward_start[rank + 1]; ++a) see(h.backward[a].other);
  }
  std::sort(down_.begin(), down_.end(), std::greater{});
}

void HierarchyTable::improve(std::uint32_t rank, double cost) {
  if (cost >= cost_[rank]) return;
  if (cost_[rank] == unreachable) reached_.push_back(rank);
  cost_[rank] = cost;
  heap_.emplace_back(cost, rank);
  std::push_heap(heap_.begin(), heap_.end(), std::greater{});
}

std::vector<double> HierarchyTable::costs(std::span<const Gate> from) {
  const Hierarchy& h = *hierarchy_;
  // Up and through the core in one search: arcs of the core's nodes stay in the core.
  for (const Gate& gate : from) improve(h.rank[gate.node], gate.cost);
  while (!heap_.empty()) {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater{});
    const auto [cost, rank] = heap_.back();
    heap_.pop_back();
    if (cost > cost_[rank]) continue;
    for (std::uint32_t a = h.forward_start[rank]; a < h.forward_start[rank + 1]; ++a)
      improve(h.forward[a].other, cost + h.forward[a].weight);
  }
  for (const std::uint32_t rank : down_) {
    double least = cost_[rank];
    for (std::uint32_t a = h.backward_start[rank]; a < h.backward_start[rank + 1]; ++a)
      least = std::min(least, cost_[h.backward[a].other] + h.backward[a].weight);
    if (least == cost_[rank]) continue;
    if (cost_[rank] == unreachable) reached_.push_back(rank);
    cost_[rank] = least;
  }
  std::vector<double> costs;
  for (const std::vector<Gate>& gates : targets_) {
    double least = unreachable;
    for (const Gate& gate : gates) least = std::min(least, cost_[gate.node] + gate.cost);
    costs.push_back(least);
  }
  for (const std::uint32_t rank : reached_) cost_[rank] = unreachable;
  reached_.clear();
  return costs;
}

}  // namespace geo::road
