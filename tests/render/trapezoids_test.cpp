#include "render/trapezoids.hpp"

#include "geo/geometry.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using geo::MapPoint;
using Rings = std::vector<std::vector<MapPoint>>;

std::vector<MapPoint> filled(const Rings& rings) {
  return render::trapezoids(std::vector<std::span<const MapPoint>>(rings.begin(), rings.end()));
}

double area_m2(const std::vector<MapPoint>& triangles) {
  double sum = 0;
  for (std::size_t i = 0; i < triangles.size(); i += 3)
    sum += std::abs(geo::signed_area_m2(std::span(triangles).subspan(i, 3)));
  return sum;
}

std::vector<MapPoint> box(double x_m, double y_m, double side_m) {
  return {{x_m, y_m}, {x_m + side_m, y_m}, {x_m + side_m, y_m + side_m}, {x_m, y_m + side_m}};
}

TEST(Trapezoids, OfAStarHaveItsArea) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> radius(0.1, 1);
  for (int n = 0; n < 100; ++n) {
    std::vector<MapPoint> star;
    for (int i = 0; i < 41; ++i) {
      const double r = radius(random);
      star.push_back({-7 + r * std::cos(i * 2 * M_PI / 41), 5 + r * std::sin(i * 2 * M_PI / 41)});
    }
    std::vector<MapPoint> closed = star;
    closed.push_back(star.front());
    EXPECT_NEAR(area_m2(filled({star})), std::abs(geo::signed_area_m2(closed)), 1e-12);
  }
}

TEST(Trapezoids, HolesThatTouchEachOtherAndTheShoreStayEmpty) {
  const Rings land{box(0, 0, 100),
                   box(0, 10, 20),
                   box(20, 10, 20),
                   box(20, 30, 20),
                   {{60, 60}, {70, 70}, {80, 60}, {70, 50}},
                   {{70, 70}, {80, 80}, {60, 80}}};
  EXPECT_NEAR(area_m2(filled(land)), 1e4 - 3 * 400 - 200 - 100, 1e-9);
}

TEST(Trapezoids, ManyTouchingLakesInARowKeepTheArea) {
  Rings land{box(0, 0, 1000)};
  for (int i = 0; i < 30; ++i)
    for (int k = 0; k < 30; ++k) {  // diamonds that touch at their corners
      const double x = 20 + 30.0 * i;
      const double y = 20 + 30.0 * k;
      land.push_back({{x, y + 15}, {x + 15, y}, {x + 30, y + 15}, {x + 15, y + 30}});
    }
  EXPECT_NEAR(area_m2(filled(land)), 1e6 - 900 * 450.0, 1e-6);
}

TEST(Trapezoids, CrossingEdgesNeverSpillOverTheirBox) {
  const auto triangles = filled({{{0, 0}, {10, 10}, {10, 0}, {0, 10}}});
  EXPECT_GE(area_m2(triangles), 50 - 1e-9);
  for (const MapPoint p : triangles) EXPECT_TRUE((geo::MapBox{0, 0, 10, 10}.contains(p)));
}

TEST(Trapezoids, OfNothingAreNothing) {
  EXPECT_TRUE(filled({}).empty());
  EXPECT_TRUE(filled({{}}).empty());
  EXPECT_TRUE(filled({{{1, 1}, {2, 2}}}).empty());
  EXPECT_TRUE(filled({{{0, 0}, {5, 0}, {9, 0}}}).empty());
  EXPECT_TRUE(filled({{{0, 0}, {NAN, 5}, {9, 9}}}).empty());
  EXPECT_TRUE(filled({{{0, 0}, {INFINITY, 5}, {9, 9}}}).empty());
}

}  // namespace
