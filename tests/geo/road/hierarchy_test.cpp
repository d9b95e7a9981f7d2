#include "geo/road/hierarchy.hpp"

#include "geo/road/dijkstra.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace {

using namespace geo::road;

struct Arc {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
  double weight = 0;
};

Arcs arcs_of(std::uint32_t nodes, const std::vector<Arc>& list) {
  Arcs arcs;
  arcs.start.assign(nodes + 1, 0);
  for (const Arc& a : list) ++arcs.start[a.from + 1];
  for (std::uint32_t n = 0; n < nodes; ++n) arcs.start[n + 1] += arcs.start[n];
  arcs.head.resize(list.size());
  arcs.weight.resize(list.size());
  std::vector<std::uint32_t> next = arcs.start;
  for (const Arc& a : list) {
    const std::uint32_t place = next[a.from]++;
    arcs.head[place] = a.to;
    arcs.weight[place] = on_weight_step(a.weight);
  }
  return arcs;
}

HierarchySearch search_of(const Arcs& arcs) {
  geo::Progress progress;
  return HierarchySearch(std::make_shared<const Hierarchy>(build_hierarchy(arcs, progress)));
}

Way way(HierarchySearch& search, std::uint32_t from, std::uint32_t to) {
  const Gate first{from, 0};
  const Gate last{to, 0};
  return search.way({&first, 1}, {&last, 1});
}

Way plain(const Arcs& arcs, std::uint32_t from, std::uint32_t to) {
  const Gate first{from, 0};
  const Gate last{to, 0};
  return dijkstra(arcs, {&first, 1}, {&last, 1});
}

/// The arcs of a way lead from the one to the other and cost what it says.
void expect_leads(const Arcs& arcs, const Way& way, std::uint32_t from, std::uint32_t to) {
  double cost = 0;
  std::uint32_t at = from;
  for (const std::uint32_t a : way.arcs) {
    ASSERT_GE(a, arcs.start[at]);
    ASSERT_LT(a, arcs.start[at + 1]);
    at = arcs.head[a];
    cost += arcs.weight[a];
  }
  EXPECT_EQ(at, to);
  EXPECT_EQ(cost, way.cost);
}

/// A grid of streets, some missing, some one-way.
Arcs street_grid(std::uint32_t side, std::uint64_t seed, double equal_share) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> share(0, 1);
  std::vector<Arc> list;
  for (std::uint32_t y = 0; y < side; ++y)
    for (std::uint32_t x = 0; x < side; ++x)
      for (const bool across : {true, false}) {
        if ((across ? x : y) + 1 >= side || share(random) < 0.1) continue;
        const std::uint32_t a = y * side + x;
        const std::uint32_t b = across ? a + 1 : a + side;
        const double weight = share(random) < equal_share ? 100 : 80 + 60 * share(random);
        const double kind = share(random);
        if (kind < 0.9) list.push_back({a, b, weight});
        if (kind < 0.8 || kind >= 0.9) list.push_back({b, a, weight});
      }
  return arcs_of(side * side, list);
}

TEST(RoadHierarchy, EqualsDijkstraOnRandomGraphsWithTiesZerosParallelsAndLoops) {
  std::mt19937_64 random(11);
  for (int graph = 0; graph < 300; ++graph) {
    const auto nodes = static_cast<std::uint32_t>(1 + random() % 60);
    std::vector<Arc> list;
    const std::size_t arc_count = random() % (nodes * 5);
    const std::uint64_t kinds = 1 + random() % 6;  // few different weights: many ties, some zero
    for (std::size_t a = 0; a < arc_count; ++a)
      list.push_back({static_cast<std::uint32_t>(random() % nodes), static_cast<std::uint32_t>(random() % nodes),
                      static_cast<double>(random() % kinds)});
    const Arcs arcs = arcs_of(nodes, list);
    HierarchySearch search = search_of(arcs);
    for (std::uint32_t from = 0; from < nodes; ++from) {
      const Gate gate{from, 0};
      const std::vector<double> costs = costs_from(arcs, {&gate, 1});
      for (std::uint32_t to = 0; to < nodes; ++to) {
        const Way found = way(search, from, to);
        ASSERT_EQ(found.cost, costs[to]) << "graph " << graph << ", " << from << " to " << to;
        if (found.found()) expect_leads(arcs, found, from, to);
      }
    }
  }
}

/// Nodes joined at random: no node is less needed than the next, so many stay in the core.
Arcs tangle(std::uint32_t nodes, std::uint64_t seed, std::uint64_t weight_kinds) {
  std::mt19937_64 random(seed);
  std::vector<Arc> list;
  for (std::uint32_t i = 0; i < 2 * nodes; ++i) {
    const auto a = static_cast<std::uint32_t>(random() % nodes);
    const auto b = static_cast<std::uint32_t>(random() % nodes);
    const auto weight = static_cast<double>(random() % weight_kinds);
    list.push_back({a, b, weight});
    if (random() % 4 != 0) list.push_back({b, a, weight});
  }
  return arcs_of(nodes, list);
}

TEST(RoadHierarchy, EqualsDijkstraWhereACoreIsLeft) {
  for (const std::uint64_t weight_kinds : {2U, 20U, 100'000U}) {
    const Arcs arcs = tangle(3000, 5, weight_kinds);
    geo::Progress progress;
    const auto hierarchy = std::make_shared<const Hierarchy>(build_hierarchy(arcs, progress));
    EXPECT_GT(hierarchy->node_count() - hierarchy->core_first, 50U) << "the core is what is to be tested";
    HierarchySearch search(hierarchy);
    std::mt19937_64 random(3);
    for (int pair = 0; pair < 1000; ++pair) {
      const auto from = static_cast<std::uint32_t>(random() % arcs.node_count());
      const auto to = static_cast<std::uint32_t>(random() % arcs.node_count());
      const Way found = way(search, from, to);
      ASSERT_EQ(found.cost, plain(arcs, from, to).cost);
      if (found.found()) expect_leads(arcs, found, from, to);
    }
  }
}

TEST(RoadHierarchy, EqualsDijkstraOnAGridOfStreets) {
  for (const double equal_share : {0.0, 0.5, 1.0}) {
    const Arcs arcs = street_grid(60, 5, equal_share);
    HierarchySearch search = search_of(arcs);
    std::mt19937_64 random(3);
    for (int pair = 0; pair < 1000; ++pair) {
      const auto from = static_cast<std::uint32_t>(random() % arcs.node_count());
      const auto to = static_cast<std::uint32_t>(random() % arcs.node_count());
      const Way found = way(search, from, to);
      ASSERT_EQ(found.cost, plain(arcs, from, to).cost);
      if (found.found()) expect_leads(arcs, found, from, to);
    }
  }
}

TEST(RoadHierarchy, SearchesBetweenSeveralGates) {
  const Arcs arcs = street_grid(40, 8, 0.3);
  HierarchySearch search = search_of(arcs);
  std::mt19937_64 random(4);
  const auto gates = [&] {
    std::vector<Gate> some;
    for (std::uint64_t i = 0; i < 1 + random() % 3; ++i)
      some.push_back({static_cast<std::uint32_t>(random() % arcs.node_count()), static_cast<double>(random() % 500)});
    return some;
  };
  for (int pair = 0; pair < 1000; ++pair) {
    const std::vector<Gate> from = gates();
    const std::vector<Gate> to = gates();
    const Way found = search.way(from, to);
    ASSERT_EQ(found.cost, dijkstra(arcs, from, to).cost);
    if (!found.found()) continue;
    Way inner = found;
    inner.cost -= from[found.first_gate].cost + to[found.last_gate].cost;
    expect_leads(arcs, inner, from[found.first_gate].node, to[found.last_gate].node);
  }
}

TEST(RoadHierarchy, NoGateHasNoWay) {
  const Arcs arcs = street_grid(5, 1, 0);
  HierarchySearch search = search_of(arcs);
  const Gate gate{0, 0};
  EXPECT_FALSE(search.way({}, {&gate, 1}).found());
  EXPECT_FALSE(search.way({&gate, 1}, {}).found());
}

TEST(RoadHierarchy, CostsKeepTheTriangleInequality) {
  const Arcs arcs = street_grid(30, 2, 0.2);
  HierarchySearch search = search_of(arcs);
  std::mt19937_64 random(9);
  for (int i = 0; i < 1000; ++i) {
    const auto node = [&] { return static_cast<std::uint32_t>(random() % arcs.node_count()); };
    const std::uint32_t a = node();
    const std::uint32_t b = node();
    const std::uint32_t c = node();
    EXPECT_LE(way(search, a, c).cost, way(search, a, b).cost + way(search, b, c).cost);
  }
}

TEST(RoadHierarchy, AGraphWithoutNodesOrArcsIsNoFault) {
  geo::Progress progress;
  EXPECT_EQ(build_hierarchy(Arcs{}, progress).node_count(), 0U);
  HierarchySearch search = search_of(arcs_of(3, {}));
  EXPECT_FALSE(way(search, 0, 1).found());
  EXPECT_EQ(way(search, 2, 2).cost, 0);
}

TEST(RoadHierarchy, PreparationEndsWhenItIsCancelled) {
  geo::Progress progress;
  progress.cancel();
  EXPECT_THROW(static_cast<void>(build_hierarchy(street_grid(50, 1, 0), progress)), geo::Cancelled);
}

TEST(RoadWeights, SumsOnTheStepAreTheSameInAnyOrder) {
  std::mt19937_64 random(6);
  std::uniform_real_distribution<double> length_m(0.001, 5000);
  std::vector<double> weights;
  for (int i = 0; i < 100'000; ++i) weights.push_back(on_weight_step(length_m(random)));
  double there = 0;
  for (const double w : weights) there += w;
  double back = 0;
  for (auto w = weights.rbegin(); w != weights.rend(); ++w) back += *w;
  EXPECT_EQ(there, back);
}

}  // namespace
