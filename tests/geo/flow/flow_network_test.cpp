// The flows of a plan as places and bands between them.
#include "geo/flow/flow_network.hpp"

#include "geo/flow/flow_place.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>

namespace geo {
namespace {

using testing::ElementsAre;

class Network : public testing::Test {
protected:
  template <class T>
  Id<T> add(T value) {
    auto& table = plan.table<T>();
    const Id<T> id = table.next_id();
    table = table.with(id, std::make_shared<const T>(std::move(value)));
    return id;
  }
  Id<Partner> partner(const char* name, std::optional<MapPoint> place) {
    Partner made;
    made.name = name;
    if (place) made.geometry = Geometry::point(*place);
    return add(made);
  }
  static MaterialFlow between(Ref<Partner> from, Ref<Partner> to, const char* material = "ash", double amount_t = 100) {
    MaterialFlow made;
    made.from = from;
    made.to = to;
    made.material = material;
    made.amounts = {{2020, amount_t}};
    return made;
  }
  /// From a place outside to a place outside.
  static MaterialFlow outside(const char* from, MapPoint from_at, const char* to, MapPoint to_at) {
    MaterialFlow made = between({}, {});
    made.from_place = from;
    made.to_place = to;
    made.geometry = Geometry::line({from_at, to_at});
    return made;
  }
  [[nodiscard]] FlowNetwork network(const RoadSearch& road = {}) const {
    Progress progress;
    return flow_network(plan, road, progress);
  }
  Plan plan;
};

TEST_F(Network, ManyFlowsOfOnePartnerMeetInOnePlace) {
  const auto mill = partner("Mill", MapPoint{-400'000.5, 7'300'000});
  const auto kiln = partner("Kiln", MapPoint{10, -20});
  for (int i = 0; i < 5; ++i) add(between(mill, kiln));
  add(between(kiln, mill));
  const FlowNetwork made = network();
  ASSERT_EQ(made.places.size(), 2U);
  EXPECT_EQ(made.flows.size(), 6U);
  EXPECT_EQ(made.places[0].at, (MapPoint{-400'000.5, 7'300'000}));
  EXPECT_EQ(made.places[0].name, "Mill");
  EXPECT_EQ(made.places[1].partner, kiln);
  EXPECT_EQ(made.flows[0].from, made.flows[5].to);
  EXPECT_TRUE(made.unplaced.empty());
}

TEST_F(Network, PlacesOutsideAreOneWhenNameAndPositionAreTheSameAndNotOtherwise) {
  const MapPoint a{0, 0}, b{1000, 0}, c{0, 1000};
  add(outside("Port", a, "Quarry", b));
  add(outside("Port", a, "Quarry", c));
  add(outside("Port", a, "Sawmill", b));
  const FlowNetwork made = network();
  EXPECT_EQ(made.places.size(), 4U) << "the port, the quarry at two positions, the sawmill beside one of them";
  EXPECT_EQ(made.flows[0].from, made.flows[2].from);
  EXPECT_NE(made.flows[0].to, made.flows[1].to);
  EXPECT_NE(made.flows[0].to, made.flows[2].to);
}

TEST_F(Network, TwoPartnersOfOneNameAndPlaceStayTwo) {
  const auto one = partner("Mill", MapPoint{0, 0});
  const auto two = partner("Mill", MapPoint{0, 0});
  add(between(one, two));
  EXPECT_EQ(network().places.size(), 2U);
}

TEST_F(Network, AFlowWithoutAnEndOnTheMapIsNamedAndTheRestIsThere) {
  const auto mill = partner("Mill", MapPoint{0, 0});
  const auto lost = partner("Nowhere", {});
  const auto astray = partner("Astray", MapPoint{std::numeric_limits<double>::infinity(), 0});
  add(between(mill, mill));
  const auto first = add(between(mill, lost));
  const auto second = add(between(astray, mill));
  const auto third = add(between({}, {}));
  const FlowNetwork made = network();
  EXPECT_EQ(made.flows.size(), 1U);
  EXPECT_EQ(made.flows[0].from, made.flows[0].to) << "a flow to itself is a flow of one place";
  EXPECT_THAT(made.unplaced, ElementsAre(first, second, third));
}

TEST_F(Network, MaterialsStandByTheirLargestAmountsOfAnyYear) {
  const auto mill = partner("Mill", MapPoint{0, 0});
  const auto kiln = partner("Kiln", MapPoint{1, 0});
  MaterialFlow slag = between(mill, kiln, "slag", 1);
  slag.amounts = {{1990, 900}, {2020, 1}};
  add(between(mill, kiln, "ash", 500));
  add(slag);
  add(between(mill, kiln, "lime", 300));
  add(between(kiln, mill, "lime", 300));
  add(between(kiln, mill, "void", -1e9));
  const FlowNetwork made = network();
  EXPECT_THAT(made.materials, ElementsAre("slag", "lime", "ash", "void"));
  for (const NetworkFlow& flow : made.flows) EXPECT_EQ(made.materials[flow.material], flow.flow->material);
}

TEST_F(Network, InsideIsWhatLiesInABusinessAreaAndWithoutOneWhatIsAPartners) {
  const auto mill = partner("Mill", MapPoint{50, 50});
  const auto kiln = partner("Kiln", MapPoint{5000, 50});
  MaterialFlow away = between(mill, {});
  away.to_place = "Port";
  away.geometry = Geometry::line({{0, 0}, {9000, 0}});
  add(away);
  add(between(kiln, mill));
  const auto ways = [](const FlowNetwork& made) {
    return std::vector{made.way_of(made.flows[0]), made.way_of(made.flows[1])};
  };
  EXPECT_THAT(ways(network()), ElementsAre(FlowWay::out, FlowWay::within)) << "partners are the hub";
  BusinessArea area;
  area.name = "Hub";
  area.geometry = Geometry::polygon({{0, 0}, {100, 0}, {100, 100}, {0, 100}});
  const auto id = add(area);
  const FlowNetwork made = network();
  EXPECT_THAT(ways(made), ElementsAre(FlowWay::out, FlowWay::in)) << "the kiln lies outside";
  EXPECT_EQ(made.places[made.flows[0].from].area, id);
  EXPECT_FALSE(made.places[made.flows[0].to].area);
  BusinessArea far;
  far.geometry = Geometry::polygon({{-900, -900}, {-800, -900}, {-800, -800}});
  plan.table<BusinessArea>() = plan.business_areas().with(id, std::make_shared<const BusinessArea>(far));
  EXPECT_THAT(ways(network()), ElementsAre(FlowWay::out, FlowWay::within))
      << "an area that no flow touches says nothing of what is inside";
}

TEST_F(Network, AWayIsThatWhichWasDrawnWithInnerPoints) {
  const auto mill = partner("Mill", MapPoint{0, 0});
  const auto kiln = partner("Kiln", MapPoint{1000, 0});
  MaterialFlow drawn = between(mill, kiln);
  drawn.geometry = Geometry::line({{7, 7}, {500, 500}, {8, 8}});
  MaterialFlow straight = between(mill, kiln);
  straight.geometry = Geometry::line({{0, 0}, {1000, 0}});
  add(drawn);
  add(straight);
  const FlowNetwork made = network();
  EXPECT_THAT(made.flows[0].way, ElementsAre(MapPoint{0, 0}, MapPoint{500, 500}, MapPoint{1000, 0}))
      << "it starts and ends at the partners, wherever the line does";
  EXPECT_TRUE(made.flows[1].way.empty());
  const RoadSearch road = [](MapPoint from, MapPoint to) {
    return std::optional(RoadWay{1.5, {from, {400, -300}, to}});
  };
  const FlowNetwork by_road = network(road);
  EXPECT_EQ(by_road.flows[0].way, made.flows[0].way) << "what was drawn comes before the road";
  EXPECT_THAT(by_road.flows[1].way, testing::Contains(MapPoint{400, -300}));
}

TEST_F(Network, AmountsAreThoseOfTheYearAndUnknownOnesAreNotZero) {
  const auto mill = partner("Mill", MapPoint{0, 0});
  const auto kiln = partner("Kiln", MapPoint{1, 0});
  MaterialFlow many = between(mill, kiln);
  many.amounts = {{2019, 5}, {2020, std::numeric_limits<double>::infinity()}, {2021, 7}};
  add(many);
  MaterialFlow none = between(mill, kiln);
  none.amounts.clear();
  add(none);
  const FlowNetwork made = network();
  EXPECT_EQ(network_amounts_t(made, 2021)[0], 7);
  EXPECT_TRUE(std::isnan(network_amounts_t(made, 2021)[1]));
  EXPECT_TRUE(std::isnan(network_amounts_t(made, 1999)[0]));
  EXPECT_EQ(network_most_t(made)[0], 7) << "an infinite amount is not the most";
  EXPECT_TRUE(std::isnan(network_most_t(made)[1]));
  const auto placed = placed_flows(made, network_amounts_t(made, 2019));
  ASSERT_EQ(placed.size(), 2U);
  EXPECT_EQ(placed[0].amount_t, 5);
}

TEST_F(Network, ClustersHoldAllPlacesAtEveryScaleAndTheirTonnes) {
  std::vector<Id<Partner>> sites;
  for (int i = 0; i < 40; ++i)
    sites.push_back(partner("Site", MapPoint{std::pow(1.6, i % 20) * (i < 20 ? 1 : -1), 100.0 * (i % 7)}));
  for (std::size_t i = 0; i + 1 < sites.size(); ++i)
    add(between(sites[i], sites[i + 1], "ash", static_cast<double>(i) + 1));
  const FlowNetwork made = network();
  Progress progress;
  const PlaceClusters clusters = network_clusters(made, progress);
  const double ends_t = 2 * 39.0 * 40 / 2;  // each flow weighs at both of its ends
  ASSERT_GT(clusters.level_count(), 1U);
  for (std::size_t level = 0; level < clusters.level_count(); ++level) {
    double weight_t = 0;
    std::size_t places = 0;
    for (const auto& cluster : clusters.clusters(level)) weight_t += cluster.weight_t, places += cluster.place_count;
    EXPECT_DOUBLE_EQ(weight_t, ends_t) << level;
    EXPECT_EQ(places, made.places.size()) << level;
  }
}

TEST_F(Network, APlanWithoutFlowsHasNoNetwork) {
  partner("Mill", MapPoint{0, 0});
  const FlowNetwork made = network();
  EXPECT_TRUE(made.places.empty());
  EXPECT_TRUE(made.materials.empty());
  EXPECT_TRUE(made.unplaced.empty());
}

}  // namespace
}  // namespace geo
