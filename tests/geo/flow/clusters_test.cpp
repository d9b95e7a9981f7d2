#include "geo/flow/clusters.hpp"

#include "geo/flow/flow_sums.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <random>
#include <set>
#include <thread>

namespace {

using namespace geo;

std::vector<WeightedPlace> towns(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::vector<MapPoint> centres(40);
  std::uniform_real_distribution<double> east(70'000, 730'000), north(6'610'000, 7'770'000);
  for (MapPoint& c : centres) c = {east(random), north(random)};
  std::normal_distribution<double> spread(0, 6'000);
  std::lognormal_distribution<double> weight(6, 2);
  std::vector<WeightedPlace> places;
  for (std::size_t i = 0; i < count; ++i) {
    const MapPoint c = centres[random() % centres.size()];
    places.push_back({{c.x_m + spread(random), c.y_m + spread(random)}, weight(random)});
  }
  return places;
}

std::vector<PlacedFlow> flows_between(std::size_t count, std::size_t places, unsigned seed) {
  std::mt19937 random(seed);
  std::lognormal_distribution<double> amount(5, 1.5);
  std::vector<PlacedFlow> flows;
  for (std::size_t i = 0; i < count; ++i)
    flows.push_back({static_cast<std::uint32_t>(random() % places), static_cast<std::uint32_t>(random() % places),
                     static_cast<std::uint32_t>(random() % 6), amount(random)});
  return flows;
}

std::vector<std::uint32_t> all_of(std::size_t count) {
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

PlaceClusters clustered(const std::vector<WeightedPlace>& places) {
  Progress progress;
  return PlaceClusters(places, progress);
}

FlowSums sums_at(const PlaceClusters& clusters, std::size_t level, const std::vector<PlacedFlow>& flows,
                 const std::vector<std::uint32_t>& counted) {
  Progress progress;
  return flow_sums(flows, counted, clusters.cluster_of_place(level), clusters.clusters(level).size(), progress);
}

TEST(FlowClusters, TonnesAreConservedAtEveryLevel) {
  const auto places = towns(700, 1);
  const auto flows = flows_between(4'000, places.size(), 2);
  const PlaceClusters clusters = clustered(places);
  double all_t = 0;
  for (const PlacedFlow& f : flows) all_t += f.amount_t;
  std::map<std::uint32_t, double> by_material_t;
  for (const PlacedFlow& f : flows) by_material_t[f.material] += f.amount_t;
  ASSERT_GT(clusters.level_count(), 5U);
  for (std::size_t level = 0; level < clusters.level_count(); ++level) {
    const FlowSums sums = sums_at(clusters, level, flows, all_of(flows.size()));
    EXPECT_NEAR(sums.amount_t, all_t, 1e-9 * all_t);
    EXPECT_EQ(sums.flow_count, flows.size());
    double in_t = 0, out_t = 0, inner_t = 0;
    for (const ClusterThroughput& t : sums.throughputs) in_t += t.in_t, out_t += t.out_t, inner_t += t.inner_t;
    EXPECT_NEAR(in_t, out_t, 1e-9 * all_t);
    EXPECT_NEAR(in_t + inner_t, all_t, 1e-9 * all_t);
    std::map<std::uint32_t, double> strands_t;
    std::set<std::uint32_t> seen;
    for (const FlowStrand& s : sums.strands) {
      strands_t[s.material] += s.amount_t;
      double flows_t = 0;
      for (std::uint32_t i = s.first; i < s.end; ++i) {
        EXPECT_TRUE(seen.insert(sums.flows[i]).second) << "a flow is in two strands";
        flows_t += flows[sums.flows[i]].amount_t;
      }
      EXPECT_NEAR(flows_t, s.amount_t, 1e-9 * flows_t);
    }
    for (const auto& [material, t] : by_material_t) EXPECT_NEAR(strands_t[material], t, 1e-9 * t);
  }
}

TEST(FlowClusters, TheLastLevelIsOneClusterWhoseFlowsAreAllInner) {
  const auto places = towns(300, 3);
  const auto flows = flows_between(900, places.size(), 4);
  const PlaceClusters clusters = clustered(places);
  const std::size_t last = clusters.level_count() - 1;
  ASSERT_EQ(clusters.clusters(last).size(), 1U);
  EXPECT_EQ(clusters.clusters(last)[0].place_count, places.size());
  const FlowSums sums = sums_at(clusters, last, flows, all_of(flows.size()));
  EXPECT_TRUE(std::ranges::all_of(sums.strands, &FlowStrand::is_inner));
  EXPECT_EQ(sums.throughputs[0].in_t, 0);
}

TEST(FlowClusters, ClustersOfALevelJoinThoseOfTheOneBefore) {
  const PlaceClusters clusters = clustered(towns(500, 5));
  for (std::size_t level = 1; level < clusters.level_count(); ++level) {
    const auto before = clusters.cluster_of_place(level - 1), now = clusters.cluster_of_place(level);
    std::map<std::uint32_t, std::uint32_t> parent;
    for (std::size_t i = 0; i < now.size(); ++i)
      EXPECT_EQ(parent.try_emplace(before[i], now[i]).first->second, now[i]) << "company was changed";
    EXPECT_LE(clusters.clusters(level).size(), clusters.clusters(level - 1).size());
  }
}

TEST(FlowClusters, AFilterNeverMovesACluster) {
  const auto places = towns(400, 6);
  const auto flows = flows_between(2'000, places.size(), 7);
  const PlaceClusters clusters = clustered(places);
  std::vector<std::uint32_t> only_one;
  for (std::uint32_t i = 0; i < flows.size(); ++i)
    if (flows[i].material == 2) only_one.push_back(i);
  const std::size_t level = clusters.level_for(40'000);
  const FlowSums all = sums_at(clusters, level, flows, all_of(flows.size()));
  const FlowSums part = sums_at(clusters, level, flows, only_one);
  std::map<std::pair<std::uint32_t, std::uint32_t>, double> of_all;
  for (const FlowStrand& s : all.strands)
    if (s.material == 2) of_all[{s.from, s.to}] = s.amount_t;
  ASSERT_EQ(part.strands.size(), of_all.size());
  for (const FlowStrand& s : part.strands) EXPECT_EQ((of_all[{s.from, s.to}]), s.amount_t);
}

TEST(FlowClusters, TheSameSetInAnotherOrderMakesTheSameClusters) {
  auto places = towns(600, 8);
  for (std::size_t i = 0; i < 60; ++i) places.push_back(places[i * 3]);  // some coincide
  const PlaceClusters first = clustered(places);
  std::vector<std::uint32_t> order = all_of(places.size());
  std::shuffle(order.begin(), order.end(), std::mt19937(9));
  std::vector<WeightedPlace> shuffled;
  for (const std::uint32_t i : order) shuffled.push_back(places[i]);
  const PlaceClusters second = clustered(shuffled);
  ASSERT_EQ(first.level_count(), second.level_count());
  for (std::size_t level = 0; level < first.level_count(); ++level) {
    ASSERT_EQ(first.clusters(level).size(), second.clusters(level).size());
    for (std::size_t c = 0; c < first.clusters(level).size(); ++c) {
      EXPECT_EQ(first.clusters(level)[c].centre, second.clusters(level)[c].centre);
      EXPECT_EQ(first.clusters(level)[c].weight_t, second.clusters(level)[c].weight_t);
    }
    const auto of_first = first.cluster_of_place(level), of_second = second.cluster_of_place(level);
    for (std::size_t i = 0; i < order.size(); ++i) EXPECT_EQ(of_second[i], of_first[order[i]]);
  }
}

TEST(FlowClusters, PlacesThatCoincideAreOneFromTheStart) {
  const PlaceClusters clusters =
      clustered({{{500'000, 6'700'000}, 3}, {{500'000, 6'700'000}, 5}, {{500'900, 6'700'000}, 1}});
  ASSERT_EQ(clusters.clusters(0).size(), 2U);
  EXPECT_EQ(clusters.clusters(0)[0].weight_t, 8);
  EXPECT_EQ(clusters.clusters(0)[0].heaviest, 1U);
  EXPECT_EQ(clusters.clusters(0)[0].centre, (MapPoint{500'000, 6'700'000}));
}

TEST(FlowClusters, TheCentreIsTheMeanByWeightAndPlainWithoutAny) {
  const PlaceClusters weighted = clustered({{{0, 0}, 3}, {{100, 0}, 1}});
  const auto last = weighted.clusters(weighted.level_count() - 1);
  EXPECT_NEAR(last[0].centre.x_m, 25, 1e-9);
  const PlaceClusters plain = clustered({{{0, 0}, 0}, {{100, 0}, -4}, {{50, 60}, std::nan("")}});
  const auto all = plain.clusters(plain.level_count() - 1);
  EXPECT_NEAR(all[0].centre.x_m, 50, 1e-9);
  EXPECT_NEAR(all[0].centre.y_m, 20, 1e-9);
  EXPECT_EQ(all[0].weight_t, 0);
}

TEST(FlowClusters, NothingIsJoinedBeyondTheReach) {
  const PlaceClusters clusters = clustered({{{0, 0}, 9}, {{1'000, 0}, 5}, {{1'000, 40}, 1}});
  EXPECT_EQ(clusters.clusters(clusters.level_for(16)).size(), 3U);
  EXPECT_EQ(clusters.clusters(clusters.level_for(64)).size(), 2U);
  EXPECT_EQ(clusters.clusters(clusters.level_for(1e9)).size(), 1U);
  EXPECT_EQ(clusters.level_for(0), 0U);
}

TEST(FlowClusters, NoPlaceAndOnePlaceHaveOneLevel) {
  const PlaceClusters none = clustered({});
  EXPECT_EQ(none.level_count(), 1U);
  EXPECT_TRUE(none.clusters(0).empty());
  EXPECT_EQ(sums_at(none, 0, {}, {}).amount_t, 0);
  const PlaceClusters one = clustered({{{1, 2}, 7}});
  EXPECT_EQ(one.level_count(), 1U);
  EXPECT_EQ(one.clusters(0)[0].centre, (MapPoint{1, 2}));
  EXPECT_EQ(one.cluster_of_place(0), std::vector<std::uint32_t>{0});
}

TEST(FlowClusters, StopsSoonAfterItWasAskedTo) {
  Progress progress;
  progress.cancel();
  const auto places = towns(100, 11);
  EXPECT_THROW(PlaceClusters(places, progress), Cancelled);
}

TEST(FlowSumsOfStrands, TwoWaysAndTwoMaterialsStayApart) {
  const std::vector<PlacedFlow> flows{{0, 1, 0, 10}, {1, 0, 0, 4}, {0, 1, 1, 7}, {0, 1, 0, 5}, {1, 1, 0, 2}};
  const PlaceClusters clusters = clustered({{{0, 0}, 26}, {{1'000, 0}, 28}});
  const FlowSums sums = sums_at(clusters, 0, flows, all_of(5));
  const auto of = clusters.cluster_of_place(0);
  ASSERT_EQ(sums.strands.size(), 4U);
  EXPECT_EQ(sums.strands[0].amount_t, 15);
  EXPECT_EQ(sums.strands[0].from, of[0]);
  EXPECT_EQ(sums.strands[0].flow_count(), 2U);
  EXPECT_EQ(sums.flows[sums.strands[0].first], 0U) << "the larger flow is named first";
  EXPECT_EQ(sums.strands[1].amount_t, 7);
  EXPECT_EQ(sums.strands[2].amount_t, 4);
  EXPECT_TRUE(sums.strands[3].is_inner());
  EXPECT_EQ(sums.throughputs[of[1]].inner_t, 2);
  EXPECT_EQ(sums.throughputs[of[1]].in_t, 22);
}

TEST(FlowSumsOfStrands, AmountsThatAreNoneAreNotCounted) {
  const std::vector<PlacedFlow> flows{{0, 1, 0, 0}, {0, 1, 0, -3}, {0, 1, 0, std::nan("")}, {0, 1, 0, INFINITY}};
  const PlaceClusters clusters = clustered({{{0, 0}, 1}, {{9, 9}, 1}});
  const FlowSums sums = sums_at(clusters, 0, flows, all_of(4));
  EXPECT_TRUE(sums.strands.empty());
  EXPECT_EQ(sums.not_counted, 4U);
}

TEST(FlowSumsOfStrands, TheShareShownIsExact) {
  const std::vector<PlacedFlow> flows{{0, 1, 0, 50}, {0, 1, 0, 30}, {1, 0, 0, 15}, {0, 1, 1, 4}, {1, 0, 1, 1}};
  const PlaceClusters clusters = clustered({{{0, 0}, 1}, {{900, 900}, 1}});
  const FlowSums sums = sums_at(clusters, 0, flows, all_of(5));
  const ShownShare two = shown_share(sums, 2, 0);
  EXPECT_EQ(two.strands, 2U);
  EXPECT_EQ(two.flows_shown, 3U);
  EXPECT_EQ(two.flows_all, 5U);
  EXPECT_EQ(two.shown_t, 95);
  EXPECT_EQ(two.all_t, 100);
  EXPECT_EQ(two.smallest_shown_t, 15);
  const ShownShare least = shown_share(sums, 100, 4);
  EXPECT_EQ(least.strands, 3U);
  EXPECT_EQ(least.shown_t, 99);
  EXPECT_EQ(shown_share({}, 10, 0).shown_t, 0);
}

}  // namespace
