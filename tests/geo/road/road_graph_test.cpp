#include "geo/road/road_graph.hpp"

#include "geo/road/router.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace {

using geo::MapPoint;
using geo::NoRoute;
using geo::RoadGraph;
using geo::RoadUse;
using geo::RouteBy;
using geo::RouteFound;
using geo::Travel;
using testing::DoubleNear;

// Off the origin: near Turku in TM35FIN.
constexpr MapPoint corner{240'000, 6'710'000};

MapPoint at(double x_m, double y_m) {
  return {corner.x_m + x_m, corner.y_m + y_m};
}

/// Lines with their use, in metres from the corner.
struct Roads {
  geo::Features features;
  std::vector<RoadUse> use;

  void add(const std::vector<MapPoint>& positions, RoadUse how = {Travel::both, 36, 0}) {
    geo::Ring ring;
    for (const MapPoint p : positions) ring.push_back(at(p.x_m, p.y_m));
    features.append(geo::Geometry::line(ring), static_cast<std::int64_t>(features.size() + 1));
    use.push_back(how);
  }
  [[nodiscard]] geo::Loaded<RoadGraph> loaded(double snap_m = 1) const {
    geo::Progress progress;
    return geo::build_road_graph(features, use, geo::Crs::tm35fin(), {snap_m}, progress);
  }
  [[nodiscard]] RoadGraph graph(double snap_m = 1) const { return loaded(snap_m).value; }
  [[nodiscard]] geo::Router router(double within_m = 500) const {
    auto network = std::make_shared<geo::RoadNetwork>(graph());
    geo::Progress progress;
    network->prepare(RouteBy::length, progress);
    network->prepare(RouteBy::time, progress);
    return geo::Router(network, within_m);
  }
};

constexpr RoadUse forward{Travel::forward, 36, 0};
constexpr RoadUse backward{Travel::backward, 36, 0};

/// Metres on the ground per metre of the map, there.
double ground_scale() {
  return geo::geodesic_length_m(geo::Geometry::line({at(0, 0), at(1000, 0)}), geo::Crs::tm35fin()) / 1000;
}

double length_m(geo::Router& router, MapPoint from, MapPoint to) {
  const RouteFound found = router.route(at(from.x_m, from.y_m), at(to.x_m, to.y_m), RouteBy::length);
  return found.route ? found.route->length_m : std::numeric_limits<double>::infinity();
}

TEST(RoadGraph, ACrossingWithASharedPositionIsANode) {
  Roads roads;
  roads.add({{0, 0}, {100, 0}, {200, 0}});
  roads.add({{100, -100}, {100, 0}, {100, 100}});
  const RoadGraph graph = roads.graph();
  EXPECT_EQ(graph.nodes.size(), 5U);
  EXPECT_EQ(graph.edges.size(), 4U);
  EXPECT_EQ(graph.piece_count, 1U);
}

TEST(RoadGraph, ACrossingWithoutASharedPositionIsNone) {
  Roads roads;
  roads.add({{0, 0}, {200, 0}});
  roads.add({{100, -100}, {100, 100}});
  const RoadGraph graph = roads.graph();
  EXPECT_EQ(graph.edges.size(), 2U);
  EXPECT_EQ(graph.piece_count, 2U);
}

TEST(RoadGraph, ABridgeDoesNotMeetTheRoadBelowThoughTheySharePosition) {
  Roads roads;
  roads.add({{0, 0}, {100, 0}, {200, 0}});
  roads.add({{100, -100}, {100, 0}, {100, 100}}, {Travel::both, 36, 1});
  EXPECT_EQ(roads.graph().piece_count, 2U);
}

TEST(RoadGraph, ABridgeMeetsTheRoadsAtItsEnds) {
  Roads roads;
  roads.add({{0, 0}, {100, 0}});
  roads.add({{100, 0}, {200, 0}, {300, 0}}, {Travel::both, 36, 1});
  roads.add({{300, 0}, {400, 0}});
  roads.add({{200, -100}, {200, 0}, {200, 100}});  // below the bridge
  roads.add({{100, -50}, {100, 0}, {100, 50}});    // a street on which the bridge begins
  EXPECT_EQ(roads.graph().piece_count, 2U);
  geo::Router router = roads.router();
  EXPECT_LT(length_m(router, {0, 0}, {400, 0}), 401);
  EXPECT_LT(length_m(router, {100, 50}, {400, 0}), 351);
  EXPECT_EQ(router.route(at(0, 0), at(200, 100), RouteBy::length).why, NoRoute::separate_pieces);
}

TEST(RoadGraph, AnEndOnTheLevelOfOneOfTwoRoadsMeetsThatOneAlone) {
  Roads roads;
  roads.add({{0, 0}, {100, 0}, {200, 0}});
  roads.add({{100, -100}, {100, 0}, {100, 100}}, {Travel::both, 36, 1});
  roads.add({{100, 0}, {150, 80}}, {Travel::both, 36, 1});
  const RoadGraph graph = roads.graph();
  EXPECT_EQ(graph.piece_count, 2U);
  geo::Router router = roads.router();
  EXPECT_TRUE(router.route(at(150, 80), at(100, 100), RouteBy::length).route);
  EXPECT_FALSE(router.route(at(150, 80), at(0, 0), RouteBy::length).route);
}

TEST(RoadGraph, EndsAreSnappedWithinTheDistanceOnly) {
  for (const double gap_m : {0.2, 0.9, 1.1, 5.0}) {
    Roads roads;
    roads.add({{0, 0}, {100, 0}});
    roads.add({{100 + gap_m, 0}, {200, 0}});        // an end near an end
    roads.add({{50, gap_m}, {50, 100}});            // an end near the middle of a line
    roads.add({{0, 300}, {100, 300}, {200, 300}});  // an end near a position
    roads.add({{100, 300 + gap_m}, {100, 400}});
    EXPECT_EQ(roads.graph().piece_count, gap_m <= 1 ? 2U : 5U) << gap_m;
    EXPECT_EQ(roads.graph(0).piece_count, 5U);
  }
}

TEST(RoadGraph, AnEndIsNotSnappedToARoadOnAnotherLevel) {
  Roads roads;
  roads.add({{0, 0}, {200, 0}}, {Travel::both, 36, 1});
  roads.add({{100, 0.5}, {100, 100}});
  EXPECT_EQ(roads.graph().piece_count, 2U);
}

TEST(RoadGraph, ARingThatMissesItsStartByLittleIsClosed) {
  Roads roads;
  roads.add({{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0.5}});
  const RoadGraph graph = roads.graph();
  ASSERT_EQ(graph.edges.size(), 1U);
  EXPECT_EQ(graph.edges[0].from, graph.edges[0].to);
}

TEST(RoadGraph, AnEndIsNotSnappedToItsOwnLine) {
  Roads roads;
  roads.add({{0, 0}, {0.4, 0}, {0.8, 0}, {100, 0}});
  const RoadGraph graph = roads.graph();
  ASSERT_EQ(graph.edges.size(), 1U);
  EXPECT_EQ(graph.nodes.size(), 2U);
  EXPECT_NEAR(graph.edges[0].length_m, 100 * ground_scale(), 1e-3);
}

TEST(RoadGraph, PiecesOfOneRoadBecomeOneEdgeWithItsShape) {
  Roads roads;
  roads.add({{0, 0}, {50, 10}, {100, 0}});
  roads.add({{200, 0}, {150, -10}, {100, 0}});  // drawn the other way
  roads.add({{200, 0}, {300, 0}});
  const RoadGraph graph = roads.graph();
  ASSERT_EQ(graph.edges.size(), 1U);
  EXPECT_EQ(graph.shape_of(0).size(), 6U);
  EXPECT_EQ(graph.along_of(0).size(), 6U);
  EXPECT_EQ(graph.along_of(0).back(), graph.edges[0].length_m);
}

TEST(RoadGraph, ARoadIsNotOneEdgeWhereSpeedOrDirectionChanges) {
  Roads roads;
  roads.add({{0, 0}, {100, 0}});
  roads.add({{100, 0}, {200, 0}}, {Travel::both, 80, 0});
  roads.add({{200, 0}, {300, 0}}, {Travel::forward, 80, 0});
  roads.add({{400, 0}, {300, 0}}, {Travel::backward, 80, 0});  // the same way as the one before
  const RoadGraph graph = roads.graph();
  EXPECT_EQ(graph.edges.size(), 3U);
}

TEST(RoadGraph, LengthsAreGeodesic) {
  Roads roads;
  roads.add({{0, 0}, {5000, 3000}, {9000, 3000}});
  const double expected_m = geo::geodesic_length_m(roads.features.geometry(0), geo::Crs::tm35fin());
  EXPECT_NEAR(roads.graph().edges.at(0).length_m, expected_m, 1e-6);
  EXPECT_NE(std::round(expected_m), std::round(std::hypot(5000, 3000) + 4000)) << "the map's own length differs";
}

TEST(RoadGraph, WhatIsNoRoadIsLeftOutAndTheRestWorks) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  Roads roads;
  roads.add({{0, 0}, {100, 0}});
  roads.add({{0, nan}, {100, 0}});
  roads.add({{5, 5}, {5, 5}});
  roads.features.append(geo::Geometry{}, 4);
  roads.features.append(geo::Geometry::point(at(0, 0)), 5);
  roads.features.append(geo::Geometry::polygon({at(0, 0), at(10, 0), at(0, 10)}), 6);
  roads.use.resize(6, RoadUse{Travel::both, 36, 0});
  const auto loaded = roads.loaded();
  EXPECT_EQ(loaded.value.edges.size(), 1U);
  std::vector<std::int64_t> left_out;
  for (const geo::Problem& p : loaded.problems) left_out.push_back(p.feature.value_or(0));
  EXPECT_THAT(left_out, testing::ElementsAre(2, 3, 5, 6));
}

TEST(RoadGraph, AnEmptyLayerIsAnEmptyGraph) {
  const Roads roads;
  EXPECT_TRUE(roads.graph().edges.empty());
  geo::Router router = roads.router();
  EXPECT_EQ(router.route(at(0, 0), at(1, 1), RouteBy::length).why, NoRoute::no_roads);
}

TEST(RoadGraph, BuildingEndsWhenItIsCancelled) {
  Roads roads;
  roads.add({{0, 0}, {100, 0}});
  geo::Progress progress;
  progress.cancel();
  EXPECT_THROW(static_cast<void>(geo::build_road_graph(roads.features, roads.use, geo::Crs::tm35fin(), {}, progress)),
               geo::Cancelled);
}

TEST(Router, APlaceBesideARoadIsReachedFromItsNearestPlace) {
  Roads roads;
  roads.add({{0, 0}, {1000, 0}});
  geo::Router router = roads.router();
  const RouteFound found = router.route(at(100, 30), at(700, -40), RouteBy::length);
  ASSERT_TRUE(found.route);
  EXPECT_NEAR(found.route->length_m, 600 * ground_scale(), 1e-4);
  EXPECT_NEAR(found.route->time_s, 60 * ground_scale(), 1e-5);  // 36 km/h
  EXPECT_NEAR(found.route->from_road_m, 30, 1e-6);
  EXPECT_NEAR(found.route->to_road_m, 40, 1e-6);
  ASSERT_EQ(found.route->positions.size(), 2U);
  EXPECT_NEAR(found.route->positions[0].x_m, corner.x_m + 100, 1e-6);
  EXPECT_NEAR(found.route->positions[1].x_m, corner.x_m + 700, 1e-6);
}

TEST(Router, AOneWayIsNotDrivenAgainstAlsoWithinOneEdge) {
  Roads roads;
  roads.add({{0, 0}, {1000, 0}}, forward);
  roads.add({{1000, 0}, {1000, 500}, {0, 500}, {0, 0}});
  geo::Router router = roads.router();
  EXPECT_NEAR(length_m(router, {200, 0}, {800, 0}), 600 * ground_scale(), 1e-3);
  EXPECT_NEAR(length_m(router, {800, 0}, {200, 0}), (200 + 2000 + 200) * ground_scale(), 1e-2);
}

TEST(Router, BackwardMeansAgainstTheLine) {
  Roads roads;
  roads.add({{0, 0}, {1000, 0}}, backward);
  geo::Router router = roads.router();
  EXPECT_LT(length_m(router, {800, 0}, {200, 0}), 601);
  EXPECT_EQ(router.route(at(200, 0), at(800, 0), RouteBy::length).why, NoRoute::one_ways);
}

TEST(Router, ARingOfOneWayIsDrivenRound) {
  Roads roads;
  roads.add({{0, 0}, {100, 0}, {100, 100}, {0, 100}, {0, 0}}, forward);
  geo::Router router = roads.router();
  EXPECT_NEAR(length_m(router, {50, 0}, {100, 50}), 100 * ground_scale(), 1e-3);
  EXPECT_NEAR(length_m(router, {100, 50}, {50, 0}), 300 * ground_scale(), 1e-3);
}

TEST(Router, TheShorterWayRoundALoopIsTaken) {
  Roads roads;
  roads.add({{-500, 0}, {0, 0}});
  roads.add({{0, 0}, {100, -50}, {200, 0}, {100, 50}, {0, 0}});
  geo::Router router = roads.router();
  for (const double y_m : {-50.0, 50.0}) {
    const RouteFound found = router.route(at(-500, 0), at(100, y_m), RouteBy::length);
    ASSERT_TRUE(found.route);
    EXPECT_NEAR(found.route->length_m, (500 + std::hypot(100, 50)) * ground_scale(), 1e-2);
    EXPECT_NEAR(geo::geodesic_length_m(geo::Geometry::line(found.route->positions), geo::Crs::tm35fin()),
                found.route->length_m, 1e-3)
        << "the shape is that of the way";
  }
}

TEST(Router, ByTimeTheFasterRoadIsTaken) {
  Roads roads;
  roads.add({{0, 0}, {1000, 0}}, {Travel::both, 30, 0});
  roads.add({{0, 0}, {0, 100}, {1000, 100}, {1000, 0}}, {Travel::both, 100, 0});
  geo::Router router = roads.router();
  const RouteFound fast = router.route(at(0, 0), at(1000, 0), RouteBy::time);
  const RouteFound near = router.route(at(0, 0), at(1000, 0), RouteBy::length);
  ASSERT_TRUE(fast.route && near.route);
  EXPECT_NEAR(near.route->length_m, 1000 * ground_scale(), 1e-3);
  EXPECT_NEAR(fast.route->length_m, 1200 * ground_scale(), 1e-3);
  EXPECT_LT(fast.route->time_s, near.route->time_s);
}

TEST(Router, FromAPlaceToItselfIsNoWay) {
  Roads roads;
  roads.add({{0, 0}, {1000, 0}});
  geo::Router router = roads.router();
  const RouteFound found = router.route(at(300, 5), at(300, 5), RouteBy::length);
  ASSERT_TRUE(found.route);
  EXPECT_EQ(found.route->length_m, 0);
  EXPECT_EQ(found.route->positions.size(), 2U);
}

TEST(Router, APlaceTooFarFromEveryRoadIsSaid) {
  Roads roads;
  roads.add({{0, 0}, {1000, 0}});
  geo::Router router = roads.router(500);
  EXPECT_EQ(router.route(at(0, 501), at(1000, 0), RouteBy::length).why, NoRoute::start_too_far);
  EXPECT_EQ(router.route(at(0, 0), at(1502, 0), RouteBy::length).why, NoRoute::end_too_far);
  EXPECT_TRUE(router.route(at(0, 499), at(1499, 0), RouteBy::length).route);
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(router.route({nan, 0}, at(0, 0), RouteBy::length).why, NoRoute::start_too_far);
}

TEST(Router, OnANodeOneMayLeaveByEveryRoadThatMeetsThere) {
  Roads roads;  // the first road is one-way towards the node
  roads.add({{-1000, 0}, {0, 0}}, forward);
  roads.add({{0, 0}, {0, 800}}, forward);
  roads.add({{0, 0}, {700, 0}}, backward);
  geo::Router router = roads.router();
  EXPECT_LT(length_m(router, {0, 0}, {0, 800}), 801);
  EXPECT_LT(length_m(router, {700, 0}, {0, 0}), 701);
}

/// Crooked streets with one-ways, bridges and several speeds.
Roads random_town(std::uint64_t seed, bool two_way) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> jitter_m(-30, 30);
  constexpr int side = 18;
  std::vector<MapPoint> corners;
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x) corners.push_back({x * 100 + jitter_m(random), y * 100 + jitter_m(random)});
  Roads roads;
  constexpr std::array speeds_kmh{30.0, 50.0, 80.0};
  for (int y = 0; y < side; ++y)
    for (int x = 0; x < side; ++x)
      for (const bool across : {true, false}) {
        if ((across ? x : y) + 1 >= side || random() % 8 == 0) continue;
        const MapPoint a = corners[static_cast<std::size_t>(y * side + x)];
        const MapPoint b = corners[static_cast<std::size_t>(across ? y * side + x + 1 : (y + 1) * side + x)];
        const std::uint64_t kind = two_way ? 9 : random() % 10;
        roads.add({a, {(a.x_m + b.x_m) / 2 + jitter_m(random) / 3, (a.y_m + b.y_m) / 2}, b},
                  {kind == 0   ? Travel::forward
                   : kind == 1 ? Travel::backward
                               : Travel::both,
                   speeds_kmh[random() % speeds_kmh.size()], 0});
      }
  return roads;
}

TEST(Router, EqualsPlainSearchBetweenAnyPlaces) {
  for (std::uint64_t seed = 1; seed <= 4; ++seed) {
    geo::Router router = random_town(seed, false).router();
    std::mt19937_64 random(seed);
    std::uniform_real_distribution<double> place_m(-50, 1800);
    for (int pair = 0; pair < 500; ++pair) {
      const MapPoint from = at(place_m(random), place_m(random));
      const MapPoint to = at(place_m(random), place_m(random));
      for (const RouteBy by : {RouteBy::length, RouteBy::time}) {
        const auto start = router.network().nearest(from, 500);
        const auto end = router.network().nearest(to, 500);
        ASSERT_TRUE(start && end);
        ASSERT_EQ(router.cost(*start, *end, by), router.plain_cost(*start, *end, by));
        const RouteFound fast = router.route(from, to, by);
        const RouteFound plain = router.plain_route(from, to, by);
        ASSERT_EQ(fast.route.has_value(), plain.route.has_value());
        if (!fast.route) continue;
        const double fast_cost = by == RouteBy::time ? fast.route->time_s : fast.route->length_m;
        ASSERT_NEAR(fast_cost, router.cost(*start, *end, by), 1e-3);
        ASSERT_NEAR(geo::geodesic_length_m(geo::Geometry::line(fast.route->positions), geo::Crs::tm35fin()),
                    fast.route->length_m, 1e-3)
            << "the shape is that of the way";
      }
    }
  }
}

TEST(Router, TwoWayStreetsAreAsLongThereAsBack) {
  geo::Router router = random_town(7, true).router();
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> place_m(0, 1700);
  for (int pair = 0; pair < 500; ++pair) {
    const auto a = router.network().nearest(at(place_m(random), place_m(random)), 500);
    const auto b = router.network().nearest(at(place_m(random), place_m(random)), 500);
    ASSERT_TRUE(a && b);
    EXPECT_EQ(router.cost(*a, *b, RouteBy::length), router.cost(*b, *a, RouteBy::length));
  }
}

TEST(Router, AWayIsNeverShorterThanTheStraightLine) {
  geo::Router router = random_town(3, false).router();
  std::mt19937_64 random(5);
  std::uniform_real_distribution<double> place_m(0, 1700);
  for (int pair = 0; pair < 300; ++pair) {
    const RouteFound found =
        router.route(at(place_m(random), place_m(random)), at(place_m(random), place_m(random)), RouteBy::length);
    if (!found.route) continue;
    const double straight_m = geo::geodesic_length_m(
        geo::Geometry::line({found.route->positions.front(), found.route->positions.back()}), geo::Crs::tm35fin());
    EXPECT_GE(found.route->length_m, straight_m - 1e-6);
  }
}

}  // namespace
