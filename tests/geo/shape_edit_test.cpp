#include "geo/shape_edit.hpp"

#include "geo/crs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace {

using geo::Geometry;
using geo::GeometryKind;
using geo::MapPoint;
using geo::VertexPlace;

constexpr MapPoint far_corner{25496000, 6672000};

Geometry box(double x_m, double y_m, double w_m, double h_m) {
  return Geometry::polygon({{x_m, y_m}, {x_m + w_m, y_m}, {x_m + w_m, y_m + h_m}, {x_m, y_m + h_m}});
}

/// A star with its corners at odd places; always simple.
Geometry star(std::mt19937& random, int corners) {
  std::uniform_real_distribution<double> radius(20, 400);
  geo::Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double r = radius(random);
    const double angle = i * 2 * M_PI / corners;
    ring.push_back({far_corner.x_m + r * std::cos(angle), far_corner.y_m + r * std::sin(angle)});
  }
  return Geometry::polygon(ring);
}

double area_of(const std::vector<Geometry>& pieces) {
  return std::accumulate(pieces.begin(), pieces.end(), 0.0,
                         [](double sum, const Geometry& g) { return sum + geo::planar_area_m2(g); });
}

TEST(ShapeEdit, MovingACornerAndBackIsTheIdentity) {
  std::mt19937 random(3);
  for (int n = 0; n < 50; ++n) {
    Geometry shape = star(random, 13);
    shape.parts.front().rings.push_back(
        geo::circle({far_corner.x_m, far_corner.y_m}, 5, 8));  // the star keeps 20 m round its middle
    if (!geo::is_valid(shape)) continue;
    for (const VertexPlace at : geo::corners(shape)) {
      const MapPoint was = geo::corner(shape, at);
      const Geometry there = geo::with_corner_at(shape, at, {was.x_m + 0.1, was.y_m - 0.7});
      EXPECT_NE(there, shape);
      EXPECT_EQ(there.parts[at.part].rings[at.ring].front(), there.parts[at.part].rings[at.ring].back());
      EXPECT_EQ(geo::with_corner_at(there, at, was), shape);
    }
  }
}

TEST(ShapeEdit, InsertingAndRemovingACornerIsTheIdentity) {
  const Geometry shape = box(10, 10, 50, 40);
  for (const VertexPlace edge : geo::edges(shape)) {
    const auto more = geo::corner_inserted(shape, edge, geo::edge_middle(shape, edge));
    ASSERT_TRUE(more);
    EXPECT_EQ(geo::corners(*more).size(), 5u);
    EXPECT_DOUBLE_EQ(geo::planar_area_m2(*more), 2000);
    const auto less = geo::corner_removed(*more, {edge.part, edge.ring, edge.index + 1});
    ASSERT_TRUE(less);
    EXPECT_EQ(*less, shape);
  }
}

TEST(ShapeEdit, WhatWouldNotBeValidIsRefusedWithASentence) {
  const Geometry square = box(0, 0, 10, 10);
  const auto crossed = geo::corner_moved(square, {0, 0, 0}, {20, 5});
  EXPECT_FALSE(crossed);
  EXPECT_FALSE(crossed.refusal.text.empty());
  const Geometry triangle = Geometry::polygon({{0, 0}, {10, 0}, {0, 10}});
  EXPECT_EQ(geo::corner_removed(triangle, {0, 0, 1}).refusal.text, "An area needs three corners.");
  EXPECT_FALSE(geo::corner_removed(Geometry::point({1, 2}), {0, 0, 0}));
  EXPECT_FALSE(geo::corner_removed(Geometry::line({{0, 0}, {1, 1}}), {0, 0, 0}));
  EXPECT_FALSE(geo::corner_moved(Geometry::line({{0, 0}, {1, 1}}), {0, 0, 0}, {1, 1}));
  EXPECT_FALSE(geo::corner_moved(square, {0, 0, 0}, {std::numeric_limits<double>::quiet_NaN(), 5}));
}

TEST(ShapeEdit, AHoleWithTooFewCornersGoesWithItsCorner) {
  Geometry shape = box(0, 0, 100, 100);
  shape.parts[0].rings.push_back({{10, 10}, {20, 10}, {10, 20}, {10, 10}});
  const auto after = geo::corner_removed(shape, {0, 1, 0});
  ASSERT_TRUE(after);
  EXPECT_EQ(*after, box(0, 0, 100, 100));
}

TEST(ShapeEdit, SplittingKeepsTheArea) {
  std::mt19937 random(8);
  std::uniform_real_distribution<double> angle(0, M_PI);
  int split = 0;
  for (int n = 0; n < 100; ++n) {
    const Geometry shape = star(random, 5 + n % 30);
    const double a = angle(random);
    const MapPoint reach{700 * std::cos(a), 700 * std::sin(a)};
    const auto pieces = geo::split(shape, {{far_corner.x_m - reach.x_m, far_corner.y_m - reach.y_m},
                                           {far_corner.x_m + 3, far_corner.y_m + 1},
                                           {far_corner.x_m + reach.x_m, far_corner.y_m + reach.y_m}});
    ASSERT_TRUE(pieces) << geo::english(pieces.refusal);
    ++split;
    EXPECT_GE(pieces->size(), 2u);
    EXPECT_NEAR(area_of(*pieces) / geo::planar_area_m2(shape), 1, 1e-9);
    for (const Geometry& piece : *pieces) EXPECT_TRUE(geo::is_valid(piece));
    EXPECT_GE(geo::planar_area_m2(pieces->front()), geo::planar_area_m2(pieces->back()));
  }
  EXPECT_EQ(split, 100);
}

TEST(ShapeEdit, SplittingThroughAHoleOpensItAndOtherPartsStayWhole) {
  Geometry shape = box(0, 0, 100, 100);
  shape.parts[0].rings.push_back(box(40, 40, 20, 20).parts[0].rings[0]);
  shape.parts.push_back(box(500, 0, 10, 10).parts[0]);
  const auto pieces = geo::split(shape, {{-10, 50}, {110, 50}});
  ASSERT_TRUE(pieces);
  ASSERT_EQ(pieces->size(), 2u);
  EXPECT_NEAR(area_of(*pieces), 9600 + 100, 1e-6);
  EXPECT_EQ(pieces->front().parts.size(), 2u);
  for (const Geometry& piece : *pieces) EXPECT_EQ(piece.parts.front().rings.size(), 1u);
}

TEST(ShapeEdit, ALineThatDoesNotCutIsRefused) {
  const Geometry square = box(0, 0, 10, 10);
  for (const geo::Ring& line :
       {geo::Ring{{-5, 5}, {5, 5}}, {{20, 0}, {20, 10}}, {{2, 2}, {8, 8}}, {{0, 0}, {10, 0}}, {{3, 3}}, {}})
    EXPECT_FALSE(geo::split(square, line));
  EXPECT_FALSE(geo::split(Geometry::line({{0, 0}, {9, 9}}), {{0, 9}, {9, 0}}));
}

TEST(ShapeEdit, AHoleAndTheRestAreWhatWasThere) {
  const Geometry field = box(far_corner.x_m, far_corner.y_m, 300, 200);
  const Geometry pond = geo::moved(box(0, 0, 31.7, 17.3), far_corner.x_m + 50, far_corner.y_m + 60);
  const auto inside = geo::hole_cut(field, pond.parts[0].rings[0]);
  ASSERT_TRUE(inside);
  ASSERT_EQ(inside->parts[0].rings.size(), 2u);
  EXPECT_EQ(inside->parts[0].rings[0], field.parts[0].rings[0]);
  EXPECT_EQ(inside->parts[0].rings[1], pond.parts[0].rings[0]);
  EXPECT_NEAR(geo::planar_area_m2(*inside) + geo::planar_area_m2(pond), 60000, 60000e-9);

  const Geometry shore = box(far_corner.x_m - 20, far_corner.y_m + 30, 70, 40);
  const auto bitten = geo::hole_cut(field, shore.parts[0].rings[0]);
  ASSERT_TRUE(bitten);
  EXPECT_NEAR(geo::planar_area_m2(*bitten) + geo::planar_area_m2(geo::common_area(field, shore)), 60000, 60000e-9);

  EXPECT_FALSE(geo::hole_cut(field, box(0, 0, 10, 10).parts[0].rings[0]));
  EXPECT_FALSE(geo::hole_cut(field, geo::bounds(field).grown(5).contains(far_corner)
                                        ? box(far_corner.x_m - 5, far_corner.y_m - 5, 400, 400).parts[0].rings[0]
                                        : geo::Ring{}));
  EXPECT_FALSE(geo::hole_cut(field, {{0, 0}, {10, 10}, {10, 0}, {0, 10}}));
  EXPECT_FALSE(geo::hole_cut(field, {}));
}

TEST(ShapeEdit, AHoleInAHoleTakesNothing) {
  Geometry field = box(0, 0, 100, 100);
  field.parts[0].rings.push_back(box(20, 20, 50, 50).parts[0].rings[0]);
  EXPECT_FALSE(geo::hole_cut(field, box(30, 30, 10, 10).parts[0].rings[0]));
}

TEST(ShapeEdit, MergingSplitPiecesGivesTheAreaBack) {
  std::mt19937 random(21);
  for (int n = 0; n < 20; ++n) {
    const Geometry shape = star(random, 9);
    const auto pieces =
        geo::split(shape, {{far_corner.x_m - 900, far_corner.y_m + 1}, {far_corner.x_m + 900, far_corner.y_m - 7}});
    ASSERT_TRUE(pieces);
    const auto whole = geo::merged(*pieces);
    ASSERT_TRUE(whole) << geo::english(whole.refusal);
    EXPECT_NEAR(geo::planar_area_m2(*whole) / geo::planar_area_m2(shape), 1, 1e-9);
  }
  const Geometry apart[] = {box(0, 0, 1, 1), box(5, 5, 1, 1)};
  ASSERT_TRUE(geo::merged(apart));
  EXPECT_EQ(geo::merged(apart)->parts.size(), 2u);
  EXPECT_FALSE(geo::merged(std::span(apart).first(1)));
  const Geometry mixed[] = {box(0, 0, 1, 1), Geometry::point({0, 0})};
  EXPECT_FALSE(geo::merged(mixed));
}

TEST(ShapeEdit, MovingAndTurningKeepTheAreaAndComeBack) {
  std::mt19937 random(5);
  const Geometry shape = star(random, 15);
  const double area_m2 = geo::planar_area_m2(shape);
  const Geometry away = geo::moved(shape, 123.456, -7.89);
  EXPECT_NEAR(geo::planar_area_m2(away) / area_m2, 1, 1e-9);
  const Geometry back = geo::moved(away, -123.456, 7.89);
  const Geometry turned = geo::rotated(geo::rotated(shape, far_corner, 33), far_corner, -33);
  for (const VertexPlace at : geo::corners(shape)) {
    const MapPoint was = geo::corner(shape, at);
    for (const Geometry* other : {&back, &turned})
      EXPECT_LT(std::hypot(geo::corner(*other, at).x_m - was.x_m, geo::corner(*other, at).y_m - was.y_m), 1e-7);
  }
  EXPECT_NEAR(geo::planar_area_m2(geo::rotated(shape, far_corner, 77)) / area_m2, 1, 1e-9);
}

TEST(ShapeEdit, RectanglesHaveRightAnglesAndCirclesTheirArea) {
  const geo::Ring r = geo::rectangle({0, 0}, {30, 40}, {-100, 20});
  ASSERT_EQ(r.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    const MapPoint a = r[i];
    const MapPoint b = r[(i + 1) % 4];
    const MapPoint c = r[(i + 2) % 4];
    EXPECT_NEAR((b.x_m - a.x_m) * (c.x_m - b.x_m) + (b.y_m - a.y_m) * (c.y_m - b.y_m), 0, 1e-9);
  }
  // The far side goes through the third place.
  EXPECT_NEAR(
      geo::distance_m(Geometry::line({{r[2].x_m + (r[2].x_m - r[3].x_m) * 9, r[2].y_m + (r[2].y_m - r[3].y_m) * 9},
                                      {r[3].x_m - (r[2].x_m - r[3].x_m) * 9, r[3].y_m - (r[2].y_m - r[3].y_m) * 9}}),
                      {-100, 20}),
      0, 1e-9);
  EXPECT_DOUBLE_EQ(geo::planar_area_m2(Geometry::polygon(geo::rectangle({2, 3}, {-8, 5}))), 20);
  EXPECT_NEAR(geo::planar_area_m2(Geometry::polygon(geo::circle(far_corner, 100))) / (M_PI * 1e4), 1, 1e-3);
}

TEST(ShapeEdit, ABufferGrowsAndShrinks) {
  const Geometry square = box(0, 0, 100, 100);
  const auto wide = geo::buffered(square, 10);
  ASSERT_TRUE(wide);
  EXPECT_NEAR(geo::planar_area_m2(*wide), 10000 + 4000 + M_PI * 100, 5);
  EXPECT_FALSE(geo::buffered(square, -60));
  EXPECT_FALSE(geo::buffered(square, std::numeric_limits<double>::infinity()));
  const auto road = geo::buffered(Geometry::line({{0, 0}, {100, 0}}), 5);
  ASSERT_TRUE(road);
  EXPECT_EQ(road->kind, GeometryKind::polygon);
}

TEST(ShapeEdit, ALineInsideAnAreaIsMeasuredWhereItIsInside) {
  const Geometry inside = geo::line_inside(Geometry::line({{-50, 50}, {150, 50}}), box(0, 0, 100, 100));
  EXPECT_DOUBLE_EQ(geo::planar_length_m(inside), 100);
  EXPECT_TRUE(geo::line_inside(Geometry::line({{-50, 150}, {150, 150}}), box(0, 0, 100, 100)).empty());
}

TEST(Measuring, ATypedLengthIsTheGeodesicLengthOfTheEdge) {
  for (const geo::Crs& map : {geo::Crs::tm35fin(), geo::Crs::from_text("EPSG:3879")}) {
    const MapPoint from = geo::map_from_lonlat(map, {24.9, 60.2});
    for (const double direction_deg : {0.0, 37.5, 90.0, 233.0, 359.9})
      for (const double length_m : {0.01, 1.0, 119.0, 25'000.0}) {
        const MapPoint to = geo::place_at(from, direction_deg, length_m, map);
        // Positions 25 000 km east are 4 nm apart.
        EXPECT_NEAR(geo::geodesic_length_m(Geometry::line({from, to}), map), length_m, 1e-8 + 1e-8 * length_m);
        EXPECT_NEAR(std::remainder(geo::grid_direction_deg(from, to) - direction_deg, 360), 0, 1e-3 / length_m);
      }
    EXPECT_EQ(geo::place_at(from, 12, 0, map), from);
  }
}

TEST(Measuring, TrueAndGridDirectionDifferByTheConvergence) {
  const geo::Crs map = geo::Crs::tm35fin();
  const MapPoint from = geo::map_from_lonlat(map, {24.0, 61.0});
  const MapPoint north = geo::map_from_lonlat(map, {24.0, 61.01});
  EXPECT_NEAR(std::remainder(geo::geodesic_direction_deg(from, north, map), 360), 0, 1e-6);
  // Convergence of a transverse Mercator grid: (lon - 27) sin(lat), 3 degrees west of the middle.
  EXPECT_NEAR(geo::grid_direction_deg(from, north), 3 * std::sin(61 * M_PI / 180), 0.01);
  EXPECT_EQ(geo::geodesic_direction_deg(from, from, map), 0);
  EXPECT_DOUBLE_EQ(geo::grid_direction_deg({0, 0}, {-1, 0}), 270);
}

}  // namespace
