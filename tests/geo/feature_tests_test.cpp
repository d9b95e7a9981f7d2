#include "geo/feature_tests.hpp"

#include "geo/spatial_index.hpp"

#include <chrono>
#include <cmath>
#include <numbers>
#include <random>

namespace {

using geo::Geometry;
using geo::MapBox;
using geo::MapPoint;

geo::Ring square(double x, double y, double side) {
  return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}, {x, y}};
}

/// Stars, lines and points, some with holes and several parts, over a kilometre.
geo::Features anything(std::size_t count, unsigned seed) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> place(0, 1000), size(1, 60);
  geo::Features features;
  for (std::size_t i = 0; i < count; ++i) {
    const MapPoint c{place(random), place(random)};
    const double r = size(random);
    geo::Ring star;
    for (int k = 0; k < 9; ++k) {
      const double turn = 2 * std::numbers::pi * k / 9;
      const double reach = r * (k % 2 == 0 ? 1 : 0.5);
      star.push_back({c.x_m + reach * std::cos(turn), c.y_m + reach * std::sin(turn)});
    }
    Geometry geometry = Geometry::polygon(star);
    if (i % 4 == 1) geometry = Geometry::line(star);
    if (i % 4 == 2) geometry = Geometry::point(c);
    if (i % 4 == 3) {
      geometry.parts[0].rings.push_back(square(c.x_m - r / 8, c.y_m - r / 8, r / 4));
      geometry.parts.push_back({{square(c.x_m + 2 * r, c.y_m, r)}});
    }
    features.append(geometry, static_cast<std::int64_t>(i));
  }
  features.append({}, 999);
  return features;
}

TEST(FeatureTests, DistanceIsThatOfTheCopiedGeometryUpToTheLimit) {
  const geo::Features features = anything(200, 1);
  std::mt19937 random(2);
  std::uniform_real_distribution<double> place(-50, 1050);
  for (int i = 0; i < 300; ++i) {
    const MapPoint p{place(random), place(random)};
    for (std::size_t f = 0; f < features.size(); ++f) {
      const double exact = geo::distance_m(features.geometry(f), p);
      const double found = geo::distance_m(features, f, p, 30);
      if (exact > 30 + 1e-9) {
        ASSERT_TRUE(std::isinf(found)) << f;
      } else {
        ASSERT_NEAR(found, exact, 1e-9) << f;
      }
    }
  }
}

TEST(FeatureTests, AreaIsThatOfTheCopiedGeometry) {
  const geo::Features features = anything(40, 5);
  for (std::size_t f = 0; f < features.size(); ++f)
    EXPECT_DOUBLE_EQ(geo::planar_area_m2(features, f), geo::planar_area_m2(features.geometry(f)));
}

TEST(FeatureTests, ABoxMeetsWhatItTouchesCutsHoldsOrLiesIn) {
  geo::Features features;
  Geometry ring = Geometry::polygon(square(0, 0, 100));
  ring.parts[0].rings.push_back(square(40, 40, 20));
  features.append(ring, 1);
  features.append(Geometry::line({{0, 200}, {100, 300}}), 2);
  features.append(Geometry::point({500, 500}), 3);
  features.append({}, 4);
  EXPECT_TRUE(geo::meets(features, 0, {10, 10, 20, 20})) << "inside the area, no edge near";
  EXPECT_FALSE(geo::meets(features, 0, {45, 45, 55, 55})) << "inside the hole";
  EXPECT_TRUE(geo::meets(features, 0, {45, 45, 65, 50})) << "over the hole's edge";
  EXPECT_TRUE(geo::meets(features, 0, {-10, -10, 200, 200})) << "round it all";
  EXPECT_FALSE(geo::meets(features, 0, {101, 0, 200, 200}));
  EXPECT_TRUE(geo::meets(features, 1, {40, 240, 60, 260})) << "the line passes without a corner inside";
  EXPECT_FALSE(geo::meets(features, 1, {60, 200, 90, 230})) << "in the line's box, beside the line";
  EXPECT_TRUE(geo::meets(features, 2, {500, 500, 500, 500})) << "a box without size on the point";
  EXPECT_FALSE(geo::meets(features, 3, {-1e9, -1e9, 1e9, 1e9})) << "nothing has no place";
  EXPECT_FALSE(geo::meets(features, 0, MapBox{}));
}

TEST(FeatureTests, TheBoxHoldsEveryFeatureThatHasASampledPlaceInIt) {
  const geo::Features features = anything(120, 7);
  const geo::SpatialIndex index(geo::feature_boxes(features));
  std::mt19937 random(8);
  std::uniform_real_distribution<double> place(0, 900), size(1, 200);
  for (int i = 0; i < 50; ++i) {
    const double x = place(random), y = place(random);
    const MapBox box{x, y, x + size(random), y + size(random)};
    const geo::RowSet found = geo::features_in_box(features, index, box);
    for (std::size_t f = 0; f < features.size(); ++f) {
      bool sampled = false;
      for (int k = 0; k < 400 && !sampled; ++k)
        sampled = geo::distance_m(features.geometry(f), {box.min_x_m + box.width_m() * (k % 20) / 19,
                                                         box.min_y_m + box.height_m() * (k / 20) / 19}) < 1e-9;
      ASSERT_TRUE(!sampled || found.contains(f)) << "feature " << f << ", box " << i;
      ASSERT_TRUE(!found.contains(f) || geo::bounds(features, f).intersects(box));
    }
  }
}

TEST(FeaturesAt, ListsOverlappingOnesTheSmallestAreaFirstAndPointsBeforeAll) {
  geo::Features features;
  features.append(Geometry::polygon(square(0, 0, 100)), 0);
  features.append(Geometry::polygon(square(20, 20, 40)), 1);
  features.append(Geometry::line({{0, 50}, {100, 50}}), 2);
  features.append(Geometry::point({51, 50}), 3);
  features.append(Geometry::polygon(square(300, 300, 10)), 4);
  const geo::SpatialIndex index(geo::feature_boxes(features));
  EXPECT_THAT(geo::features_at(features, index, {50, 50}, 3), testing::ElementsAre(3, 2, 1, 0));
  geo::RowSet shown(features.size(), true);
  shown.set(3, false);
  shown.set(1, false);
  EXPECT_THAT(geo::features_at(features, index, {50, 50}, 3, &shown), testing::ElementsAre(2, 0));
  EXPECT_TRUE(geo::features_at(features, index, {200, 200}, 3).empty());
}

TEST(FeaturesAt, FindsTheOneThatAFilterLeftAmongThousandsAtTheSamePlace) {
  geo::Features features;
  for (int i = 0; i < 5000; ++i) features.append(Geometry::polygon(square(0, 0, 100)), i);
  const geo::SpatialIndex index(geo::feature_boxes(features));
  geo::RowSet shown(features.size());
  shown.set(4321);
  EXPECT_THAT(geo::features_at(features, index, {50, 50}, 3, &shown), testing::ElementsAre(4321));
}

}  // namespace
