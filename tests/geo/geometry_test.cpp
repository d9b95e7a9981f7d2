#include "geo/geometry.hpp"

#include "geo/features.hpp"
#include "geo/spatial_index.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using geo::Geometry;
using geo::GeometryKind;

Geometry box_at(double x_m, double y_m, double w_m, double h_m) {
  return Geometry::polygon({{x_m, y_m}, {x_m + w_m, y_m}, {x_m + w_m, y_m + h_m}, {x_m, y_m + h_m}});
}

TEST(Geometry, AreaStaysExactFarFromTheOrigin) {
  // At GK25 eastings a naive shoelace sum loses square metres.
  EXPECT_DOUBLE_EQ(geo::planar_area_m2(box_at(25496000, 6672000, 0.5, 0.25)), 0.125);
}

TEST(Geometry, HoleIsNotInside) {
  Geometry ring = box_at(-300, -300, 300, 300);
  ring.parts[0].rings.push_back(box_at(-200, -200, 100, 100).parts[0].rings[0]);
  EXPECT_DOUBLE_EQ(geo::planar_area_m2(ring), 80000);
  EXPECT_FALSE(geo::contains(ring, {-150, -150}));
  EXPECT_TRUE(geo::contains(ring, {-250, -150}));
  EXPECT_NEAR(geo::distance_m(ring, {-150, -150}), 50, 1e-9);
}

TEST(Geometry, LabelPointOfAnyPolygonIsInsideIt) {
  std::mt19937 random(4);
  std::uniform_real_distribution<double> radius(0.05, 1);
  for (int n = 0; n < 300; ++n) {
    geo::Ring star;  // spiky, with its centre often outside any simple guess
    for (int i = 0; i < 17; ++i) {
      const double r = 100 * radius(random);
      star.push_back({2.4e7 + r * std::cos(i * 2 * M_PI / 17), 6.8e6 + r * std::sin(i * 2 * M_PI / 17)});
    }
    const Geometry polygon = Geometry::polygon(star);
    EXPECT_TRUE(geo::contains(polygon, geo::label_point(polygon)));
  }
}

TEST(Geometry, LabelPointOfABentLineIsOnIt) {
  const Geometry line = Geometry::line({{0, 0}, {0, 10}, {100, 10}});
  EXPECT_NEAR(geo::distance_m(line, geo::label_point(line)), 0, 1e-9);
}

TEST(Features, KeepWhatWasAppended) {
  geo::Features features;
  Geometry two = box_at(0, 0, 4, 4);
  two.parts.push_back(box_at(10, 0, 2, 2).parts[0]);
  two.parts[0].rings.push_back(box_at(1, 1, 1, 1).parts[0].rings[0]);
  features.append(two, 7);
  features.append({}, 8);
  features.append(Geometry::point({-5, -6}), 9);
  ASSERT_EQ(features.size(), 3U);
  EXPECT_EQ(features.geometry(0), two);
  EXPECT_TRUE(features.geometry(1).empty());
  EXPECT_TRUE(geo::bounds(features, 1).empty());
  EXPECT_EQ(features.geometry(2), Geometry::point({-5, -6}));
  EXPECT_EQ(features.source_id[2], 9);
  EXPECT_DOUBLE_EQ(geo::bounds(features).min_y_m, -6);
}

TEST(Features, PointIsFoundBeforeTheAreaUnderIt) {
  geo::Features features;
  features.append(box_at(0, 0, 1000, 1000), 0);
  features.append(box_at(400, 400, 50, 50), 1);
  features.append(Geometry::point({420, 420}), 2);
  features.append({}, 3);
  const geo::SpatialIndex index(geo::feature_boxes(features));
  EXPECT_EQ(geo::feature_at(features, index, {421, 421}, 5), 2U);
  EXPECT_EQ(geo::feature_at(features, index, {440, 440}, 5), 1U) << "the smaller of two areas";
  EXPECT_EQ(geo::feature_at(features, index, {100, 900}, 5), 0U);
  EXPECT_EQ(geo::feature_at(features, index, {-100, 900}, 5), std::nullopt);
}

TEST(SpatialIndex, FindsWhatALinearSearchFinds) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> at(-1000, 1000);
  std::uniform_real_distribution<double> size(0, 60);
  std::vector<geo::MapBox> boxes;
  for (int i = 0; i < 2000; ++i) {
    const double x_m = at(random);
    const double y_m = at(random);
    boxes.push_back({x_m, y_m, x_m + size(random), y_m + size(random)});
  }
  boxes[77] = {};
  const geo::SpatialIndex index(boxes);
  for (int n = 0; n < 200; ++n) {
    const double x_m = at(random);
    const double y_m = at(random);
    const geo::MapBox window{x_m, y_m, x_m + 3 * size(random), y_m + 3 * size(random)};
    std::vector<std::uint32_t> expected;
    for (std::uint32_t i = 0; i < boxes.size(); ++i)
      if (!boxes[i].empty() && boxes[i].intersects(window)) expected.push_back(i);
    EXPECT_EQ(index.in_box(window), expected);
  }
}

}  // namespace
