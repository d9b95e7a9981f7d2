#include "geo/road/dijkstra.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <utility>

namespace geo::road {

namespace {

struct Tree {
  std::vector<double> cost;
  std::vector<std::uint32_t> arc_to;       ///< of a gate no_arc
  std::vector<std::uint32_t> node_before;  ///< of a gate its number
};

/// `enough` is asked before each node is settled, with its cost.
Tree grow(const Arcs& arcs, std::span<const Gate> from, const std::function<bool(std::uint32_t, double)>& enough) {
  Tree tree{std::vector<double>(arcs.node_count(), unreachable), std::vector<std::uint32_t>(arcs.node_count(), no_arc),
            std::vector<std::uint32_t>(arcs.node_count(), no_node)};
  using Entry = std::pair<double, std::uint32_t>;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
  for (std::uint32_t g = 0; g < from.size(); ++g) {
    if (from[g].cost >= tree.cost[from[g].node]) continue;
    tree.cost[from[g].node] = from[g].cost;
    tree.node_before[from[g].node] = g;
    queue.emplace(from[g].cost, from[g].node);
  }
  while (!queue.empty()) {
    const auto [cost, node] = queue.top();
    queue.pop();
    if (cost > tree.cost[node]) continue;
    if (enough(node, cost)) break;
    for (std::uint32_t a = arcs.start[node]; a < arcs.start[node + 1]; ++a) {
      const double next = cost + arcs.weight[a];
      if (next >= tree.cost[arcs.head[a]]) continue;
      tree.cost[arcs.head[a]] = next;
      tree.arc_to[arcs.head[a]] = a;
      tree.node_before[arcs.head[a]] = node;
      queue.emplace(next, arcs.head[a]);
    }
  }
  return tree;
}

}  // namespace

std::vector<double> costs_from(const Arcs& arcs, std::span<const Gate> from) {
  return grow(arcs, from, [](std::uint32_t, double) { return false; }).cost;
}

Way dijkstra(const Arcs& arcs, std::span<const Gate> from, std::span<const Gate> to) {
  Way way;
  const Tree tree = grow(arcs, from, [&](std::uint32_t node, double cost) {
    if (cost >= way.cost) return true;
    for (std::uint32_t g = 0; g < to.size(); ++g)
      if (to[g].node == node && cost + to[g].cost < way.cost) {
        way.cost = cost + to[g].cost;
        way.last_gate = g;
      }
    return false;
  });
  if (!way.found()) return way;
  std::uint32_t node = to[way.last_gate].node;
  for (; tree.arc_to[node] != no_arc; node = tree.node_before[node]) way.arcs.push_back(tree.arc_to[node]);
  way.first_gate = tree.node_before[node];
  std::reverse(way.arcs.begin(), way.arcs.end());
  return way;
}

}  // namespace geo::road
