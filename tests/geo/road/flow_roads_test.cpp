#include "geo/road/flow_roads.hpp"

#include <gtest/gtest.h>

namespace {

using geo::MapPoint;

constexpr MapPoint corner{240'000, 6'710'000};
MapPoint at(double x_m, double y_m) {
  return {corner.x_m + x_m, corner.y_m + y_m};
}

/// One road east of the corner and, a kilometre north, another that is not joined to it.
std::shared_ptr<const geo::RoadNetwork> two_roads() {
  geo::Features features;
  features.append(geo::Geometry::line({at(0, 0), at(500, 400), at(1000, 0)}), 1);
  features.append(geo::Geometry::line({at(0, 1000), at(1000, 1000)}), 2);
  const std::vector<geo::RoadUse> use(2, {geo::Travel::both, 50, 0});
  geo::Progress progress;
  auto network =
      std::make_shared<geo::RoadNetwork>(geo::build_road_graph(features, use, geo::Crs::tm35fin(), {}, progress).value);
  network->prepare(geo::RouteBy::length, progress);
  return network;
}

geo::Plan plan_with(const std::vector<geo::Geometry>& flows) {
  geo::Plan plan;
  std::int64_t id = 0;
  for (const geo::Geometry& geometry : flows) {
    geo::MaterialFlow flow;
    flow.geometry = geometry;
    plan.table<geo::MaterialFlow>() =
        plan.table<geo::MaterialFlow>().with({++id}, std::make_shared<const geo::MaterialFlow>(flow));
  }
  return plan;
}

TEST(FlowRoads, AFlowFollowsTheRoadAndCountsTheLegsToIt) {
  const geo::Plan plan = plan_with({geo::Geometry::line({at(0, -100), at(1000, -50)})});
  geo::Progress progress;
  const auto roads = std::make_shared<const geo::FlowRoads>(plan, two_roads(), nullptr, progress);
  const geo::RoadSearch search = geo::road_search(roads);
  const auto way = search(at(0, -100), at(1000, -50));
  ASSERT_TRUE(way);
  const double road_km =
      geo::geodesic_length_m(geo::Geometry::line({at(0, 0), at(500, 400), at(1000, 0)}), geo::Crs::tm35fin()) / 1000;
  EXPECT_NEAR(way->km, road_km + 0.15, 1e-6);
  EXPECT_EQ(way->way.size(), 3U);
  EXPECT_TRUE(roads->without_road().empty());
  EXPECT_FALSE(search(at(0, 0), at(1, 1))) << "was not asked for";
}

TEST(FlowRoads, AFlowWithoutARoadSaysWhy) {
  const geo::Plan plan = plan_with({geo::Geometry::line({at(0, 0), at(500, 1000)}),
                                    geo::Geometry::line({at(0, 0), at(9000, 9000)}), geo::Geometry{}});
  geo::Progress progress;
  const geo::FlowRoads roads(plan, two_roads(), nullptr, progress);
  ASSERT_EQ(roads.without_road().size(), 2U);
  EXPECT_EQ(roads.without_road()[0].why, geo::NoRoute::separate_pieces);
  EXPECT_EQ(roads.without_road()[1].why, geo::NoRoute::end_too_far);
}

TEST(FlowRoads, KnowsWhetherItCoversAPlan) {
  const geo::Plan one = plan_with({geo::Geometry::line({at(0, 0), at(1000, 0)})});
  const geo::Plan two =
      plan_with({geo::Geometry::line({at(0, 0), at(1000, 0)}), geo::Geometry::line({at(1000, 0), at(0, 0)})});
  geo::Progress progress;
  const auto network = two_roads();
  const geo::FlowRoads roads(one, network, nullptr, progress);
  EXPECT_TRUE(roads.covers(one));
  EXPECT_FALSE(roads.covers(two));
  EXPECT_TRUE(geo::FlowRoads(two, network, &roads, progress).covers(two));
}

TEST(FlowRoads, NoRoadsAreNoSearch) {
  EXPECT_FALSE(geo::road_search(std::shared_ptr<const geo::FlowRoads>()));
  EXPECT_FALSE(geo::road_search(std::shared_ptr<const geo::RoadNetwork>()));
}

TEST(FlowRoads, ANetworkAnswersForPlacesThatNoFlowJoins) {
  const geo::RoadSearch search = geo::road_search(two_roads());
  const auto way = search(at(0, 0), at(1000, 0));
  ASSERT_TRUE(way);
  EXPECT_GT(way->km, 1.2);
  EXPECT_FALSE(search(at(0, 0), at(500, 1000)));
}

TEST(FlowRoads, EndsWhenItIsCancelled) {
  const geo::Plan plan = plan_with({geo::Geometry::line({at(0, 0), at(1000, 0)})});
  geo::Progress progress;
  progress.cancel();
  EXPECT_THROW(geo::FlowRoads(plan, two_roads(), nullptr, progress), geo::Cancelled);
}

}  // namespace
