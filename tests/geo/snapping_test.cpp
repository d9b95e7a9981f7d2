#include "geo/snapping.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <ctime>
#include <limits>
#include <random>

namespace {

using geo::MapPoint;
using geo::SnapKind;

/// A layer with its index.
struct Layer {
  geo::Features features;
  std::unique_ptr<geo::SpatialIndex> index;
  void add(const geo::Geometry& geometry) {
    features.append(geometry, static_cast<std::int64_t>(features.size()));
    index = std::make_unique<geo::SpatialIndex>(geo::feature_boxes(features));
  }
  [[nodiscard]] geo::SnapSource source() const { return {&features, index.get(), nullptr, {}}; }
};

std::optional<geo::Snap> snap(const Layer& layer, MapPoint place, double tolerance_m) {
  const geo::SnapSource source = layer.source();
  return geo::snapped({&source, 1}, {place, tolerance_m, {}});
}

Layer square() {
  Layer layer;
  layer.add(geo::Geometry::polygon({{0, 0}, {100, 0}, {100, 100}, {0, 100}}));
  return layer;
}

TEST(Snapping, ACornerWinsOverItsEdgesAndIsBitForBitTheSame) {
  Layer layer;
  const MapPoint odd{334622.123456789, 6820704.987654321};
  layer.add(geo::Geometry::polygon({odd, {335000, 6820700}, {334800, 6821000}}));
  const auto found = snap(layer, {odd.x_m + 3, odd.y_m + 1}, 5);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, SnapKind::vertex);
  EXPECT_EQ(found->place, odd);
  EXPECT_EQ(found->feature, 0u);
}

TEST(Snapping, FarFromCornersAnEdgeOrItsMiddleIsFound) {
  const Layer layer = square();
  const auto edge = snap(layer, {20, 3}, 5);
  ASSERT_TRUE(edge);
  EXPECT_EQ(edge->kind, SnapKind::edge);
  EXPECT_EQ(edge->place, (MapPoint{20, 0}));
  EXPECT_EQ(edge->edge, (std::array<MapPoint, 2>{MapPoint{0, 0}, MapPoint{100, 0}}));
  const auto middle = snap(layer, {52, 3}, 5);
  ASSERT_TRUE(middle);
  EXPECT_EQ(middle->kind, SnapKind::midpoint);
  EXPECT_EQ(middle->place, (MapPoint{50, 0}));
  EXPECT_FALSE(snap(layer, {50, 50}, 5));
  EXPECT_FALSE(snap(layer, {-6, 50}, 5));
}

TEST(Snapping, EdgesOfDifferentThingsAndLayersCross) {
  const Layer layer = square();
  Layer roads;
  roads.add(geo::Geometry::line({{30, -50}, {30, 50}}));
  const geo::SnapSource sources[] = {layer.source(), roads.source()};
  const auto found = geo::snapped(sources, {{31, 1}, 4, {}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, SnapKind::crossing);
  EXPECT_EQ(found->place, (MapPoint{30, 0}));
}

TEST(Snapping, TheOwnStartIsTakenBeforeACornerOnTheSamePlace) {
  const Layer layer = square();
  const geo::SnapSource source = layer.source();
  const auto found = geo::snapped({&source, 1}, {{1, 1}, 4, MapPoint{0, 0}});
  ASSERT_TRUE(found);
  EXPECT_EQ(found->kind, SnapKind::own_start);
  EXPECT_EQ(found->source, 1u);
}

TEST(Snapping, TheEditedThingDoesNotSnapToItself) {
  const Layer layer = square();
  geo::SnapSource source = layer.source();
  source.left_out = 0;
  EXPECT_FALSE(geo::snapped({&source, 1}, {{1, 1}, 4, {}}));
}

TEST(Snapping, NothingOddIsEverFound) {
  Layer layer;
  layer.add({});
  layer.add(geo::Geometry::line({{5, 5}, {5, 5}, {5, 5}}));
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  const geo::SnapSource sources[] = {layer.source(), geo::SnapSource{}};
  for (const geo::SnapWish& wish : {geo::SnapWish{{nan, 5}, 4, {}}, geo::SnapWish{{5, 5}, nan, {}},
                                    geo::SnapWish{{5, 5}, -1, {}}, geo::SnapWish{{1e300, 5}, 4, {}}})
    EXPECT_FALSE(geo::snapped(sources, wish));
  const auto on_lump = geo::snapped(sources, {{6, 5}, 4, {}});
  ASSERT_TRUE(on_lump);
  EXPECT_EQ(on_lump->place, (MapPoint{5, 5}));
}

TEST(Snapping, TheResultIsTheNearestOfItsKindInABruteForceSearch) {
  std::mt19937 random(11);
  std::uniform_real_distribution<double> at(0, 1000);
  Layer layer;
  std::vector<MapPoint> all;
  for (int i = 0; i < 200; ++i) {
    geo::Ring line;
    for (int k = 0; k < 4; ++k) line.push_back({at(random), at(random)});
    all.insert(all.end(), line.begin(), line.end());
    layer.features.append(geo::Geometry::line(line), i);
  }
  layer.index = std::make_unique<geo::SpatialIndex>(geo::feature_boxes(layer.features));
  for (int n = 0; n < 300; ++n) {
    const MapPoint place{at(random), at(random)};
    const double tolerance_m = 12;
    double nearest_m = 1e9;
    for (const MapPoint p : all) nearest_m = std::min(nearest_m, std::hypot(p.x_m - place.x_m, p.y_m - place.y_m));
    const auto found = snap(layer, place, tolerance_m);
    if (nearest_m > tolerance_m) {
      if (found) {
        EXPECT_NE(found->kind, SnapKind::vertex);
      }
      continue;
    }
    ASSERT_TRUE(found);
    const double far_m = std::hypot(found->place.x_m - place.x_m, found->place.y_m - place.y_m);
    EXPECT_LE(far_m, nearest_m);
    if (found->kind == SnapKind::vertex) {
      EXPECT_EQ(far_m, nearest_m);
    }
  }
}

TEST(Snapping, AMillionBuildingsAreSearchedInUnderTwoMilliseconds) {
  Layer layer;
  for (int x = 0; x < 1000; ++x)
    for (int y = 0; y < 1000; ++y) {
      const double x_m = 300000 + 30.0 * x;
      const double y_m = 6800000 + 30.0 * y;
      layer.features.append(geo::Geometry::polygon({{x_m, y_m}, {x_m + 12, y_m}, {x_m + 12, y_m + 9}, {x_m, y_m + 9}}),
                            x);
    }
  layer.index = std::make_unique<geo::SpatialIndex>(geo::feature_boxes(layer.features));
  for (const double tolerance_m : {2.0, 50.0, 5000.0}) {  // near and from far, where thousands lie in reach
    const std::clock_t start = std::clock();  // the work of it: what else runs on the machine does not count
    int found = 0;
    for (int n = 0; n < 20; ++n)
      found += snap(layer, {300001 + 1400.0 * n, 6800001 + 1380.0 * n}, tolerance_m).has_value() ? 1 : 0;
    const double ms = 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC / 20;
    EXPECT_GT(found, 10) << tolerance_m;
    EXPECT_LT(ms, 2) << tolerance_m;
  }
}

}  // namespace
