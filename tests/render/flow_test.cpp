#include "render/flow_mesh.hpp"
#include "render/flow_shape.hpp"
#include "tests/render/drawing.hpp"

#include <algorithm>
#include <cmath>

namespace render {
namespace {

using namespace testing;  // NOLINT: render::testing, the helpers of these tests

constexpr Colour red{200, 0, 0, 255}, blue{0, 0, 200, 255};

FlowPicture two_places(double width_px, double apart_m = 300) {
  FlowPicture picture;
  picture.places = {{at(0, 0), 5}, {at(apart_m, 0), 5}};
  picture.bands = {{0, 1, {{red, width_px}}, {}}};
  return picture;
}

/// Brute force: is the pixel of this colour, halo and ground apart?
bool is_like(Colour c, Colour wanted) {
  return std::abs(c.r - wanted.r) + std::abs(c.g - wanted.g) + std::abs(c.b - wanted.b) < 40;
}

TEST(FlowShapeTest, ABandEndsAtTheCirclesAndBulgesToItsLeft) {
  const FlowPicture picture = two_places(6);
  const FlowShapes shapes = flow_shapes(picture, {}, 1, 1);
  const FlowShape& shape = shapes.bands[0];
  EXPECT_NEAR(std::hypot(shape.axis.front().x, shape.axis.front().y), 6, 0.01);
  EXPECT_NEAR(std::hypot(shape.tip.x - 300, shape.tip.y), 6, 0.01);
  const geo::MapPoint middle = band_middle(shapes, 0);
  EXPECT_NEAR(middle.y_m, 0.16 * 300 + 6.0 / 3, 2) << "travelling east, left is north";
  EXPECT_NEAR(shape.head_px, 0.75 * 6 + 4, 1e-9);
  EXPECT_NEAR(shape.head_width_px, 6 + 2 * 3.2, 1e-9);
}

TEST(FlowShapeTest, TwoWaysBetweenTwoPlacesDoNotCoverEachOther) {
  for (const double width_px : {1.2, 5.0, 20.0, 40.0}) {
    FlowPicture picture = two_places(width_px);
    picture.bands.push_back({1, 0, {{blue, width_px}}, {}});
    const FlowShapes shapes = flow_shapes(picture, {}, 1, 1);
    const auto there = band_middle(shapes, 0), back = band_middle(shapes, 1);
    EXPECT_GT(there.y_m - back.y_m, width_px + 2.8) << width_px;
    // A routed pair runs on one road, each on its right side.
    const std::vector<geo::MapPoint> way{at(0, 0), at(100, 0), at(200, 0), at(300, 0)};
    picture.bands[0].way = way;
    picture.bands[1].way = {way.rbegin(), way.rend()};
    const FlowShapes routed = flow_shapes(picture, {}, 1, 1);
    EXPECT_LT(band_middle(routed, 0).y_m, -width_px / 2) << "travelling east, right is south";
    EXPECT_GT(band_middle(routed, 1).y_m, width_px / 2);
  }
}

TEST(FlowShapeTest, RoutesOnOneRoadLieBesideOneAnother) {
  // Two that leave different places meet on a road of 400 m and part again.
  FlowPicture picture;
  picture.places = {{at(0, 0), 4}, {at(0, 200), 4}, {at(600, 0), 4}, {at(600, 200), 4}};
  picture.bands = {{0, 2, {{red, 10}}, {at(0, 0), at(100, 100), at(500, 100), at(600, 0)}},
                   {1, 3, {{blue, 6}}, {at(0, 200), at(100, 100), at(500, 100), at(600, 200)}}};
  const FlowShapes shapes = flow_shapes(picture, {}, 1, 1);
  const double first_y = band_middle(shapes, 0).y_m, second_y = band_middle(shapes, 1).y_m;
  EXPECT_NEAR(first_y, 100 - 5 - 0.8, 0.5) << "right of the road, its edge on it";
  EXPECT_GE(first_y - second_y, 5 + 3) << "the second beside the first";
  EXPECT_LE(first_y - second_y, 5 + 3 + 3);
  // One that only crosses the road keeps to its own.
  picture.bands[1] = {1, 2, {{blue, 6}}, {at(300, 300), at(300, -300)}};
  const FlowShapes crossing = flow_shapes(picture, {}, 1, 1);
  EXPECT_NEAR(band_middle(crossing, 1).x_m, 300 - 3 - 0.8, 0.5);
}

TEST(FlowShapeTest, ARouteTooShortToReadIsACurve) {
  FlowPicture picture = two_places(6);
  picture.bands[0].way = {at(0, 0), at(150, -80), at(300, 0)};
  EXPECT_LT(band_middle(flow_shapes(picture, {}, 1, 1), 0).y_m, -60) << "on its way in the south";
  EXPECT_GT(band_middle(flow_shapes(picture, {}, 10, 1), 0).y_m, 20) << "left of the straight line";
}

TEST(FlowShapeTest, PlacesThatCoincideOrNearlyDoGiveNoBrokenBand) {
  for (const double apart_m : {0.0, 1e-9, 0.5, 3.0, 11.0}) {
    const FlowPicture picture = two_places(8, apart_m);
    const FlowShapes shapes = flow_shapes(picture, {}, 1, 1);
    for (const FlowVertex& v : flow_mesh(picture, shapes).vertices) {
      EXPECT_TRUE(std::isfinite(v.x) && std::isfinite(v.y)) << apart_m;
      EXPECT_LT(std::hypot(v.x, v.y), 100);
    }
  }
}

TEST(FlowPick, TheBandUnderThePointerIsFoundAtAnyScaleAndItsStripeToo) {
  FlowPicture picture = two_places(6);
  picture.bands[0].stripes = {{red, 6}, {blue, 4}};  // red lies left
  for (const double m_per_px : {0.2, 1.0, 4.0}) {
    const FlowShapes shapes = flow_shapes(picture, at(50, 70), m_per_px, 1);
    geo::MapPoint on = band_middle(shapes, 0);
    on.y_m += 2.5 * m_per_px;
    EXPECT_EQ(flow_at(picture, shapes, on, 4), (FlowHit{{}, {}, 0, 0})) << m_per_px;
    on.y_m -= 5 * m_per_px;
    EXPECT_EQ(flow_at(picture, shapes, on, 4), (FlowHit{{}, {}, 0, 1})) << m_per_px;
    EXPECT_EQ(flow_at(picture, shapes, at(0, 0), 4), (FlowHit{0, {}, {}, 0}));
    EXPECT_EQ(flow_at(picture, shapes, at(150, -400), 4), std::nullopt);
  }
}

TEST(FlowPick, WhatLiesOnTopIsTaken) {
  FlowPicture picture;
  picture.places = {{at(-100, 0), 3}, {at(100, 0), 3}, {at(0, -100), 3}, {at(0, 100), 3}};
  picture.bands = {{0, 1, {{red, 20}}, {at(-100, 0), at(100, 0)}}, {2, 3, {{blue, 6}}, {at(0, -100), at(0, 100)}}};
  const FlowShapes shapes = flow_shapes(picture, {}, 1, 1);
  const auto hit = flow_at(picture, shapes, at(4, -10), 4);
  ASSERT_TRUE(hit);
  EXPECT_EQ(hit->band, 1U);
}

TEST(FlowPick, ARingIsFoundRoundItsPlace) {
  FlowPicture picture = two_places(3);
  picture.rings = {{0, {{red, 4}, {blue, 4}}}};
  const FlowShapes shapes = flow_shapes(picture, {}, 1, 1);
  const double inner_px = ring_radius_px(picture.places[0]);
  EXPECT_EQ(flow_at(picture, shapes, at(0, inner_px + 1), 4), (FlowHit{{}, 0, {}, 0}));
  EXPECT_EQ(flow_at(picture, shapes, at(0, inner_px + 6), 4), (FlowHit{{}, 0, {}, 1}));
}

TEST(FlowWidths, AreLinearAndTheScaleIsRound) {
  const FlowWidthScale scale = flow_width_scale(31'000, 40'000);
  EXPECT_EQ(scale.t_per_px, 2'000);
  EXPECT_NEAR(scale.width_px(20'000), 10, 1e-12);
  EXPECT_NEAR(scale.width_px(40'000), 20, 1e-12);
  EXPECT_EQ(scale.width_px(1), 1.2);
  EXPECT_EQ(flow_width_scale(650'000, 2e6).t_per_px, 50'000) << "joined places may be 40 px wide";
  EXPECT_EQ(flow_width_scale(0, 0).t_per_px, 1);
  EXPECT_EQ(legend_amounts(scale), (std::vector<double>{4'000, 20'000, 40'000}));
}

using FlowDrawing = Drawing;

SceneLayer layer_of(FlowPicture picture) {
  return {.flows = std::make_shared<const FlowPicture>(std::move(picture))};
}

TEST_F(FlowDrawing, ABandIsAsWideAsItSaysWithAHaloRoundIt) {
  FlowPicture picture = two_places(10);
  picture.bands[0].way = {at(0, 0), at(300, 0)};
  renderer_.draw(scene(layer_of(picture)), camera_at({0, -40}, 300, 80));
  const Picture drawn = renderer_.read_back();
  double red_px = 0;
  for (int row = 0; row < 80; ++row) red_px += is_like(pixel(drawn, 150, row), red) ? 1 : 0;
  EXPECT_NEAR(red_px, 10, 1.01);
  // Its axis lies 5.8 px to the right of the way, so that its left edge is at 39.2; the halo reaches 1.4 px farther.
  EXPECT_GT(pixel(drawn, 150, 40).b, map_theme(ThemeKind::light).land.b + 5);
  EXPECT_EQ(pixel(drawn, 150, 42), map_theme(ThemeKind::light).land);
}

TEST_F(FlowDrawing, TheHeadPointsToTheReceiver) {
  FlowPicture picture = two_places(12);
  picture.bands[0].way = {at(0, 0), at(300, 0)};
  renderer_.draw(scene(layer_of(picture)), camera_at({0, -40}, 300, 80));
  const Picture drawn = renderer_.read_back();
  const auto red_in = [&](int column) {
    int count = 0;
    for (int row = 0; row < 80; ++row) count += is_like(pixel(drawn, column, row), red) ? 1 : 0;
    return count;
  };
  const FlowShapes shapes = flow_shapes(picture, {}, 1, 1);
  const int back = static_cast<int>(shapes.bands[0].axis.back().x);
  EXPECT_GT(red_in(back + 2), red_in(back - 4) + 1) << "wider than the shaft at its back";
  EXPECT_LT(red_in(back + 11), 4) << "and narrow at its tip";
}

TEST_F(FlowDrawing, NarrowBandsLieOverWideOnes) {
  FlowPicture picture;
  picture.places = {{at(-100, 0), 3}, {at(100, 0), 3}, {at(0, -100), 3}, {at(0, 100), 3}};
  picture.bands = {{0, 1, {{red, 20}}, {at(-100, 0), at(100, 0)}}, {2, 3, {{blue, 6}}, {at(0, -100), at(0, 100)}}};
  renderer_.draw(scene(layer_of(picture)), camera_at({-100, -100}, 200, 200));
  EXPECT_TRUE(is_like(pixel(renderer_.read_back(), 103, 89), blue));
}

TEST_F(FlowDrawing, ADimmedBandLetsTheGroundThroughAndASelectedOneHasAnAccent) {
  FlowPicture picture = two_places(10);
  picture.bands[0].way = {at(0, 0), at(300, 0)};
  picture.bands[0].stripes[0].selected = true;
  renderer_.draw(scene(layer_of(picture)), camera_at({0, -40}, 300, 80));
  EXPECT_TRUE(is_like(pixel(renderer_.read_back(), 150, 40), map_theme(ThemeKind::light).accent));
  picture.bands[0].stripes[0] = {red, 10, true, false};
  renderer_.draw(scene(layer_of(picture)), camera_at({0, -40}, 300, 80));
  const Colour pale = pixel(renderer_.read_back(), 150, 34);
  EXPECT_FALSE(is_like(pale, red));
  EXPECT_GT(pale.g, 120);
  EXPECT_GT(pale.r, pale.g + 20);
}

TEST_F(FlowDrawing, MovedByWholePixelsThePictureIsTheSameAsDrawnAnew) {
  FlowPicture picture = two_places(7);
  picture.bands.push_back({1, 0, {{blue, 3}, {red, 2}}, {}});
  picture.rings = {{0, {{blue, 5}}}};
  const Scene flows = scene(layer_of(picture));
  const Camera first = camera_at({-40, -90}, 260, 180);
  renderer_.draw(flows, first);
  const Camera second = first.moved(-70, 33);
  renderer_.draw(flows, second);
  EXPECT_EQ(renderer_.work().moved, 1U);
  const Picture moved = renderer_.read_back();
  MapRenderer fresh;
  fresh.draw(flows, second);
  const Picture anew = fresh.read_back();
  int different = 0;
  for (std::size_t i = 0; i < moved.rgba.size(); ++i) different += std::abs(moved.rgba[i] - anew.rgba[i]) > 8 ? 1 : 0;
  EXPECT_EQ(different, 0);
}

TEST_F(FlowDrawing, FarFromTheOriginAndVeryNearBandsStayWhereTheyAre) {
  FlowPicture picture;
  picture.places = {{at(200'000, 6'700'000), 5}, {at(900'000, 7'400'000), 5}};
  picture.bands = {{0, 1, {{red, 10}}, {at(200'000, 6'700'000), at(900'000, 7'400'000)}}};
  // At 0.1 m a pixel the band is ten million pixels long.
  const Camera near{at(550'000, 7'050'000), 0.1, 200, 200};
  renderer_.draw(scene(layer_of(picture)), near);
  const Picture drawn = renderer_.read_back();
  double red_px = 0;
  for (int row = 0; row < 200; ++row) red_px += is_like(pixel(drawn, 100, row), red) ? 1 : 0;
  EXPECT_NEAR(red_px, 10 * std::sqrt(2.0), 2);
}

}  // namespace
}  // namespace render
