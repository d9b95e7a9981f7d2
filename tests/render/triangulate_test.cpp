#include "geo/geometry.hpp"
#include "render/batch.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <random>

namespace render {
namespace {

using geo::MapPoint;
using Rings = std::vector<geo::Ring>;

double triangles_area_m2(const Rings& rings) {
  std::vector<std::span<const MapPoint>> spans(rings.begin(), rings.end());
  geo::Ring all;
  for (const geo::Ring& ring : rings) all.insert(all.end(), ring.begin(), ring.end());
  const std::vector<std::uint32_t> indices = triangulate(spans);
  EXPECT_EQ(indices.size() % 3, 0U);
  double area_m2 = 0;
  for (std::size_t i = 0; i + 2 < indices.size(); i += 3) {
    const MapPoint a = all.at(indices[i]);
    const MapPoint b = all.at(indices[i + 1]);
    const MapPoint c = all.at(indices[i + 2]);
    area_m2 += std::abs((b.x_m - a.x_m) * (c.y_m - a.y_m) - (c.x_m - a.x_m) * (b.y_m - a.y_m)) / 2;
  }
  return area_m2;
}

double rings_area_m2(const Rings& rings) {
  geo::Geometry polygon;
  polygon.kind = geo::GeometryKind::polygon;
  polygon.parts.push_back({rings});
  return geo::planar_area_m2(polygon);
}

geo::Ring wiggly(MapPoint centre, double radius_m, int positions, double wiggle, int waves) {
  geo::Ring ring;
  for (int i = 0; i < positions; ++i) {
    const double angle = 2 * std::numbers::pi * i / positions;
    const double r = radius_m * (1 + wiggle * std::sin(angle * waves));
    ring.push_back({centre.x_m + r * std::cos(angle), centre.y_m + r * std::sin(angle)});
  }
  ring.push_back(ring.front());
  return ring;
}

TEST(Triangulate, TheTrianglesOfASquareCoverItWhicheverWayItTurns) {
  geo::Ring ring{{10, 10}, {20, 10}, {20, 20}, {10, 20}, {10, 10}};
  EXPECT_DOUBLE_EQ(triangles_area_m2({ring}), 100);
  std::ranges::reverse(ring);
  EXPECT_DOUBLE_EQ(triangles_area_m2({ring}), 100);
  ring.pop_back();  // not closed
  EXPECT_DOUBLE_EQ(triangles_area_m2({ring}), 100);
}

TEST(Triangulate, AreasAddUpForLargeRingsFarFromTheOrigin) {
  const Rings rings{wiggly({3.3e5, 7e6}, 20'000, 100'000, 0.2, 300)};
  EXPECT_NEAR(triangles_area_m2(rings) / rings_area_m2(rings), 1, 1e-9);
}

TEST(Triangulate, EveryOneOfManyHolesIsCutOut) {
  Rings rings{wiggly({0, 0}, 30'000, 50'000, 0.1, 40)};
  for (int row = -68; row <= 68; ++row)
    for (int column = -68; column <= 68; ++column) rings.push_back(wiggly({column * 250.0, row * 250.0}, 90, 9, 0, 0));
  ASSERT_GT(rings.size(), 18'589U);
  EXPECT_NEAR(triangles_area_m2(rings) / rings_area_m2(rings), 1, 1e-9);
}

TEST(Triangulate, HolesThatLieAboutAreCutOut) {
  for (const unsigned seed : {1U, 2U, 3U}) {
    std::mt19937 random(seed);
    std::uniform_int_distribution<int> metres(0, 59);  // whole: many corners stand in line
    Rings rings{wiggly({0, 0}, 30'000, 200, 0.1, 4)};
    for (int row = -30; row <= 30; ++row)
      for (int column = -30; column <= 30; ++column) {
        const int east = metres(random);
        const int north = metres(random);
        rings.push_back(wiggly({column * 250.0 + east, row * 250.0 + north}, 90, 9, 0, 0));
      }
    EXPECT_NEAR(triangles_area_m2(rings) / rings_area_m2(rings), 1, 1e-9) << seed;
  }
}

TEST(Triangulate, HolesThatTouchAreCutOut) {
  const Rings rings{{{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 0}},
                    {{2, 2}, {2, 4}, {4, 4}, {4, 2}, {2, 2}},
                    {{4, 4}, {4, 6}, {6, 6}, {6, 4}, {4, 4}},  // corner to corner
                    {{0, 5}, {2, 7}, {2, 5.5}, {0, 5}}};       // on the outer ring
  EXPECT_NEAR(triangles_area_m2(rings), rings_area_m2(rings), 1e-9);
}

TEST(Triangulate, WhatIsNoPolygonGivesNoTriangle) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double inf = std::numeric_limits<double>::infinity();
  EXPECT_EQ(triangles_area_m2({}), 0);
  EXPECT_EQ(triangles_area_m2({{}}), 0);
  EXPECT_EQ(triangles_area_m2({{{1, 1}}}), 0);
  EXPECT_EQ(triangles_area_m2({{{1, 1}, {2, 2}, {1, 1}}}), 0);
  EXPECT_EQ(triangles_area_m2({{{1, 1}, {1, 1}, {1, 1}, {1, 1}}}), 0);
  EXPECT_EQ(triangles_area_m2({{{0, 0}, {nan, 0}, {1, 1}, {0, 0}}}), 0);
  EXPECT_EQ(triangles_area_m2({{{0, 0}, {inf, 0}, {1, 1}, {0, 0}}}), 0);
  EXPECT_EQ(triangles_area_m2({{{0, 0}, {1, 1}, {2, 2}, {3, 3}, {0, 0}}}), 0);
}

TEST(Triangulate, RingsThatCrossThemselvesEnd) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> any(0, 1000);
  for (const int positions : {5, 40, 70, 3000}) {
    geo::Ring ring;
    for (int i = 0; i < positions; ++i) ring.push_back({any(random), any(random)});
    ring.push_back(ring.front());
    geo::Ring hole = ring;  // the same positions twice
    EXPECT_GE(triangles_area_m2({ring, hole}), 0);
    EXPECT_GT(triangles_area_m2({ring}), 0);
  }
}

}  // namespace
}  // namespace render
