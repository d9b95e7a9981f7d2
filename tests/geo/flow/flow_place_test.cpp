// Ends, ways and distances of flows, mass balance, and what is said of odd flows.
#include "geo/flow/flow_place.hpp"

#include "geo/flow/flow_figures.hpp"
#include "geo/flow/mass_balance.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

namespace geo {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

class Flows : public testing::Test {
protected:
  Flows() {
    add(partner("Mill", MapPoint{0, 0}));
    add(partner("Kiln", MapPoint{3000, 4000}));
    add(partner("Nowhere", {}));
    Material ash;
    ash.id = "ash";
    catalogues.materials.push_back(ash);
    Factor detour;
    detour.id = detour_factor_id;
    detour.unit = "1";
    detour.constant = {0, 1.3, 1.2, 1.45};
    catalogues.factors.add(detour);
  }
  static Partner partner(const char* name, std::optional<MapPoint> place) {
    Partner made;
    made.name = name;
    if (place) made.geometry = Geometry::point(*place);
    return made;
  }
  template <class T>
  Id<T> add(T value) {
    auto& table = plan.table<T>();
    const Id<T> id = table.next_id();
    table = table.with(id, std::make_shared<const T>(std::move(value)));
    return id;
  }
  static MaterialFlow flow(std::int64_t from, std::int64_t to) {
    MaterialFlow made;
    made.from = {from};
    made.to = {to};
    made.material = "ash";
    made.amounts = {{2020, 100}};
    return made;
  }
  std::vector<std::string> findings() const {
    std::vector<std::string> all;
    for (const FlowFinding& finding : flow_findings(plan, catalogues))
      all.push_back(std::to_string(finding.flow.value) + ": " + english(finding.what));
    return all;
  }
  Plan plan;
  Catalogues catalogues;
  static constexpr std::int64_t mill = 1, kiln = 2, nowhere = 3;
};

TEST_F(Flows, AnEndIsThePartnersPlaceElseTheEndOfTheOwnLine) {
  MaterialFlow to_outside = flow(mill, 0);
  EXPECT_FALSE(flow_ends(plan, to_outside).ends);
  EXPECT_EQ(flow_ends(plan, to_outside).missing.size(), 1U);
  to_outside.geometry = Geometry::line({{9, 9}, {10, 10}});
  const auto ends = flow_ends(plan, to_outside).ends;
  ASSERT_TRUE(ends);
  EXPECT_EQ(ends->from, (MapPoint{0, 0})) << "the partner's place comes before the line's end";
  EXPECT_EQ(ends->to, (MapPoint{10, 10}));
  EXPECT_EQ(flow_ends(plan, flow(nowhere, 0)).missing.size(), 2U);
  EXPECT_EQ(english(flow_ends(plan, flow(mill, 0)).missing.at(0)), "Its receiver is not told.");
}

TEST_F(Flows, ADistanceGivenComesBeforeADrawnWayThatBeforeARoadAndThatBeforeTheEstimate) {
  MaterialFlow between = flow(mill, kiln);
  const auto estimate = flow_distance(plan, between, catalogues.factors);
  ASSERT_TRUE(estimate);
  EXPECT_EQ(estimate->kind, DistanceKind::estimated);
  EXPECT_DOUBLE_EQ(estimate->km(), 5 * 1.3);
  EXPECT_NEAR(estimate->detour_uncertainty_pct, 0.125 / 1.3 * 100, 1e-12);
  const RoadSearch road = [](MapPoint, MapPoint) { return std::optional(RoadWay{7.5, {{1, 1}, {2, 2}}}); };
  EXPECT_EQ(flow_distance(plan, between, catalogues.factors, road)->kind, DistanceKind::road);
  EXPECT_DOUBLE_EQ(flow_distance(plan, between, catalogues.factors, road)->km(), 7.5);
  EXPECT_EQ(flow_way(plan, between, road).size(), 4U);
  const RoadSearch no_road = [](MapPoint, MapPoint) { return std::optional<RoadWay>(); };
  EXPECT_EQ(flow_distance(plan, between, catalogues.factors, no_road)->kind, DistanceKind::estimated);
  between.geometry = Geometry::line({{5, 5}, {3000, 0}, {6, 6}});
  EXPECT_EQ(flow_distance(plan, between, catalogues.factors, road)->kind, DistanceKind::drawn);
  EXPECT_DOUBLE_EQ(flow_distance(plan, between, catalogues.factors, road)->km(), 7) << "3 km east, then 4 km north";
  between.distance_km = 42;
  EXPECT_EQ(flow_distance(plan, between, catalogues.factors, road)->kind, DistanceKind::given);
  EXPECT_DOUBLE_EQ(flow_distance(plan, between, catalogues.factors, road)->km(), 42);
}

TEST_F(Flows, AMaterialsMassBalanceClosesWhereAllIsToldAndElseShowsTheRest) {
  add(flow(mill, kiln));
  MaterialFlow back = flow(kiln, mill);
  back.amounts = {{2020, 30}};
  add(back);
  const auto open = mass_balances(plan, 2020);
  ASSERT_EQ(open.size(), 2U);
  EXPECT_DOUBLE_EQ(open[0].residual_t(), 30 - 100);
  EXPECT_DOUBLE_EQ(open[1].residual_t(), 100 - 30);
  add(MaterialAccount{{mill}, "ash", AccountKind::generated, {{2020, 80}}, {}, {}});
  add(MaterialAccount{{mill}, "ash", AccountKind::stock, {{2020, 10}}, {}, {}});
  add(MaterialAccount{{kiln}, "ash", AccountKind::used, {{2020, 70}}, {}, {}});
  const auto closed = mass_balances(plan, 2020);
  EXPECT_DOUBLE_EQ(closed[0].residual_t(), 0);
  EXPECT_DOUBLE_EQ(closed[1].residual_t(), 0);
  EXPECT_EQ(mass_balances(plan, 2021)[0].unknown_flows, 2U) << "a year without a row is not known, never zero";
  double sum_in = 0, sum_out = 0;
  for (const MassBalance& balance : closed) {
    sum_in += balance.in_t;
    sum_out += balance.out_t;
  }
  EXPECT_DOUBLE_EQ(sum_in, sum_out) << "all flows are between partners";
}

TEST_F(Flows, OddFlowsAreSaidAndTheRestIsNot) {
  add(flow(mill, kiln));
  EXPECT_THAT(findings(), IsEmpty());
  add(flow(mill, mill));
  MaterialFlow odd = flow(mill, nowhere);
  odd.material = "unobtainium'; --";
  odd.amounts = {{2019, 0}, {2020, -5}, {2021, std::numeric_limits<double>::infinity()}};
  add(odd);
  EXPECT_THAT(findings(), Contains(HasSubstr("2: The flow goes from a site to itself.")));
  EXPECT_THAT(findings(), Contains(HasSubstr("3: It has no place to go to.")));
  EXPECT_THAT(findings(), Contains(HasSubstr("3: The material \"unobtainium'; --\" is not known")));
  EXPECT_THAT(findings(), Contains(HasSubstr("3: Nothing moves in 2019")));
  EXPECT_THAT(findings(), Contains(HasSubstr("3: The tonnes of 2020 are negative")));
  EXPECT_THAT(findings(), Contains(HasSubstr("3: The tonnes of 2021 are negative or no number")));
  EXPECT_THAT(findings(), testing::Not(Contains(testing::StartsWith("1: "))));
}

TEST_F(Flows, ACircleIsFoundOncePerMaterialHoweverLong) {
  constexpr std::int64_t sites = 20'000;
  for (std::int64_t i = 4; i <= sites; ++i) add(partner("Site", MapPoint{static_cast<double>(i), 0}));
  std::vector<Table<MaterialFlow>::Row> rows;
  for (std::int64_t i = 1; i < sites; ++i) rows.push_back({{i}, std::make_shared<const MaterialFlow>(flow(i, i + 1))});
  plan.table<MaterialFlow>() = Table<MaterialFlow>::from_rows(rows);
  EXPECT_THAT(findings(), testing::Not(Contains(HasSubstr("circle")))) << "a chain is no circle";
  MaterialFlow other = flow(sites, 1);
  other.material = "slag";
  const auto id = add(other);
  EXPECT_THAT(findings(), testing::Not(Contains(HasSubstr("circle")))) << "another material closes no circle";
  plan.table<MaterialFlow>() = plan.material_flows().with(id, std::make_shared<const MaterialFlow>(flow(sites, 1)));
  const auto all = findings();
  EXPECT_EQ(std::count_if(all.begin(), all.end(), [](const auto& f) { return f.find("circle") != f.npos; }), 1);
}

}  // namespace
}  // namespace geo
