// Lengths from one place to many, against the router's routes one by one.
#include "geo/road/road_table.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using geo::MapPoint;

/// Streets of a town and a piece that is joined to nothing; some are one-way.
geo::RoadGraph town(std::size_t side, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> unit(0, 1);
  geo::Features features;
  std::vector<geo::RoadUse> use;
  const auto at = [](std::size_t x, std::size_t y) {
    return MapPoint{400'000.0 + 100 * static_cast<double>(x), 6'700'000.0 + 100 * static_cast<double>(y)};
  };
  std::int64_t id = 0;
  const auto add = [&](MapPoint a, MapPoint b, geo::Travel travel) {
    features.append(geo::Geometry::line({a, b}), ++id);
    use.push_back({travel, 50, 0});
  };
  for (std::size_t y = 0; y < side; ++y)
    for (std::size_t x = 0; x < side; ++x) {
      const auto travel = [&] { return unit(random) < 0.2 ? geo::Travel::forward : geo::Travel::both; };
      if (x + 1 < side && unit(random) < 0.9) add(at(x, y), at(x + 1, y), travel());
      if (y + 1 < side && unit(random) < 0.9) add(at(x, y), at(x, y + 1), travel());
    }
  add({500'000, 6'700'000}, {501'000, 6'700'000}, geo::Travel::both);
  geo::Progress progress;
  return geo::build_road_graph(features, use, geo::Crs::tm35fin(), {}, progress).value;
}

std::vector<MapPoint> places(std::size_t count, double span_m, std::uint64_t seed) {
  std::mt19937_64 random(seed);
  std::uniform_real_distribution<double> along(-300, span_m + 300);
  std::vector<MapPoint> list;
  while (list.size() < count) list.push_back({400'000 + along(random), 6'700'000 + along(random)});
  list.push_back({500'500, 6'700'010});  // on the other piece
  list.push_back({450'000, 6'700'000});  // far from every road
  list.push_back(list.front());
  return list;
}

void expect_router_agrees(std::size_t side, bool prepared) {
  auto network = std::make_shared<geo::RoadNetwork>(town(side, side));
  geo::Progress progress;
  if (prepared) network->prepare(geo::RouteBy::length, progress);
  const double span_m = 100 * static_cast<double>(side);
  const std::vector<MapPoint> from = places(25, span_m, 1), to = places(40, span_m, 2);
  const geo::RoadLengths lengths = geo::road_lengths(network);
  geo::Router router(network);
  std::size_t found = 0;
  for (const MapPoint start : from) {
    const std::vector<double> km = lengths(start, to);
    ASSERT_EQ(km.size(), to.size());
    for (std::size_t i = 0; i < to.size(); ++i) {
      const geo::RouteFound route = router.route(start, to[i], geo::RouteBy::length);
      ASSERT_EQ(route.route.has_value(), !std::isnan(km[i])) << i;
      if (!route.route) continue;
      ++found;
      EXPECT_NEAR(route.route->from_road_m + route.route->length_m + route.route->to_road_m, km[i] * 1000, 1e-3);
    }
  }
  EXPECT_GT(found, from.size() * to.size() / 2);
}

TEST(RoadTable, LengthsAreThoseOfTheRouter) {
  expect_router_agrees(8, true);
  expect_router_agrees(40, true);
  expect_router_agrees(90, true);  // large enough for a core
}

TEST(RoadTable, ANetworkThatIsNotPreparedGivesTheSame) {
  expect_router_agrees(12, false);
}

TEST(RoadTable, OtherPlacesMayBeAskedForInBetween) {
  auto network = std::make_shared<geo::RoadNetwork>(town(10, 3));
  const geo::RoadLengths lengths = geo::road_lengths(network);
  const std::vector<MapPoint> some = places(5, 1000, 4), others = places(9, 1000, 5);
  const std::vector<double> first = lengths(some[0], some);
  EXPECT_EQ(lengths(some[0], others).size(), others.size());
  const std::vector<double> again = lengths(some[0], some);
  for (std::size_t i = 0; i < first.size(); ++i)
    EXPECT_TRUE(first[i] == again[i] || (std::isnan(first[i]) && std::isnan(again[i])));
}

TEST(RoadTable, NoRoadsAreNoLengths) {
  EXPECT_FALSE(geo::road_lengths(nullptr));
  EXPECT_FALSE(geo::road_lengths(std::make_shared<const geo::RoadNetwork>(geo::RoadGraph())));
}

}  // namespace
