#include "tests/render/drawing.hpp"

#include <cmath>
#include <limits>
#include <numbers>

namespace render {
namespace {

using namespace testing;  // NOLINT: render::testing, the helpers of these tests

using MapDrawing = Drawing;

constexpr double byte = 1.0 / 255;

TEST_F(MapDrawing, AnEmptySceneIsLand) {
  renderer_.draw({}, camera_at({}, 8, 4));
  const Picture picture = renderer_.read_back();
  ASSERT_EQ(picture.width_px, 8);
  ASSERT_EQ(picture.height_px, 4);
  for (int row = 0; row < 4; ++row)
    for (int column = 0; column < 8; ++column) EXPECT_EQ(pixel(picture, column, row), map_theme(ThemeKind::light).land);
}

TEST_F(MapDrawing, ASquareCoversItsPixelsAndSharesOfThoseOnItsEdge) {
  // East edge at 20.25, north edge at 30.5.
  const auto square = batch({geo::Geometry::polygon(rectangle(10, 10, 10.25, 20.5))}, {.fill = black});
  renderer_.draw(scene(square), camera_at({}, 40, 40));
  const Picture picture = renderer_.read_back();
  EXPECT_NEAR(coverage(picture, 15, 15), 1, byte);
  EXPECT_NEAR(coverage(picture, 10, 15), 1, 2 * byte);
  EXPECT_NEAR(coverage(picture, 9, 15), 0, 2 * byte);
  EXPECT_NEAR(coverage(picture, 20, 15), 0.25, 0.02);
  EXPECT_NEAR(coverage(picture, 21, 15), 0, byte);
  EXPECT_NEAR(coverage(picture, 15, 30), 0.5, 0.02);
  EXPECT_NEAR(coverage(picture, 15, 31), 0, byte);
  EXPECT_NEAR(covered_px(picture), 10.25 * 20.5, 0.01 * 10.25 * 20.5);
}

TEST_F(MapDrawing, ATurnedPolygonCoversItsArea) {
  geo::Ring ring;
  for (int i = 0; i < 7; ++i)
    ring.push_back(at(50 + 41.3 * std::cos(0.3 + i * 2 * std::numbers::pi / 7),
                      50 + 37.1 * std::sin(0.3 + i * 2 * std::numbers::pi / 7)));
  const geo::Geometry polygon = geo::Geometry::polygon(ring);
  renderer_.draw(scene(batch({polygon}, {.fill = black})), camera_at({}, 100, 100));
  EXPECT_NEAR(covered_px(renderer_.read_back()), geo::planar_area_m2(polygon), 0.01 * geo::planar_area_m2(polygon));
}

TEST_F(MapDrawing, AHoleIsNotFilled) {
  geo::Geometry ring = geo::Geometry::polygon(rectangle(5, 5, 30, 30));
  ring.parts[0].rings.push_back(rectangle(12, 12, 10, 10));
  renderer_.draw(scene(batch({ring}, {.fill = black})), camera_at({}, 40, 40));
  const Picture picture = renderer_.read_back();
  EXPECT_NEAR(coverage(picture, 17, 17), 0, byte);
  EXPECT_NEAR(coverage(picture, 8, 17), 1, byte);
  EXPECT_NEAR(covered_px(picture), 800, 8);
}

TEST_F(MapDrawing, ALineIsAsWideAsItSays) {
  const auto line =
      batch({geo::Geometry::line({at(-50, 20), at(10, 20), at(90, 20)})}, {.line = black, .line_width_px = 3.6});
  renderer_.draw(scene(line), camera_at({}, 40, 40));
  const Picture picture = renderer_.read_back();
  for (const int column : {3, 9, 10, 11, 30}) {
    double width_px = 0;
    for (int row = 0; row < 40; ++row) width_px += coverage(picture, column, row);
    EXPECT_NEAR(width_px, 3.6, 0.03) << column;
  }
}

TEST_F(MapDrawing, TheGroundDoesNotShineThroughBetweenNeighbours) {
  const auto halves = batch({geo::Geometry::polygon({at(-10, -10), at(13.3, -10), at(27.7, 50), at(-10, 50)}),
                             geo::Geometry::polygon({at(13.3, -10), at(60, -10), at(60, 50), at(27.7, 50)})},
                            {.fill = black});
  renderer_.draw(scene(halves), camera_at({}, 40, 40));
  const Picture picture = renderer_.read_back();
  for (int row = 0; row < 40; ++row)
    for (int column = 0; column < 40; ++column) EXPECT_NEAR(coverage(picture, column, row), 1, 0.03);
}

TEST_F(MapDrawing, APointIsADiscOfItsRadius) {
  const auto point = batch({geo::Geometry::point(at(20, 20))}, {.fill = black, .point_radius_px = 7});
  renderer_.draw(scene(point), camera_at({}, 40, 40));
  EXPECT_NEAR(covered_px(renderer_.read_back()), std::numbers::pi * 49, 0.01 * std::numbers::pi * 49);
}

TEST_F(MapDrawing, ClassColoursStandWhereTheGridHasTheirValues) {
  // Three columns of nine cells each in three classes; the northern third is in the last class throughout.
  auto grid = std::make_shared<geo::Grid>();
  grid->frame = {.corner = at(0, 0), .cell_m = 10, .columns = 27, .rows = 27};
  for (std::size_t row = 0; row < 27; ++row)
    for (std::size_t column = 0; column < 27; ++column)
      grid->values.push_back(row >= 18 || column >= 18 ? 90 : column >= 9 ? 30 : 2);
  const Colour orange{200, 100, 0, 255};
  const Colour dark{90, 0, 10, 255};
  Scene heat;
  heat.heatmaps.push_back({.grid = grid,
                           .breaks = {10, 50},
                           .colours = {Colour{255, 255, 255, 255}, orange, dark},
                           .clear_class = 0,
                           .opacity = 1});
  for (const double m_per_px : {1.0, 5.0, 10.0}) {  // bicubic, bilinear, a pixel a cell
    const int size_px = static_cast<int>(270 / m_per_px);
    renderer_.draw(heat, camera_at({}, size_px, size_px, m_per_px));
    const Picture picture = renderer_.read_back();
    const auto colour_at = [&](double x_m, double y_m) {
      return pixel(picture, static_cast<int>(x_m / m_per_px), static_cast<int>(y_m / m_per_px));
    };
    EXPECT_EQ(colour_at(45, 45), map_theme(ThemeKind::light).land) << m_per_px;
    EXPECT_EQ(colour_at(135, 45), orange) << m_per_px;
    EXPECT_EQ(colour_at(225, 45), dark) << m_per_px;
    EXPECT_EQ(colour_at(45, 225), dark) << m_per_px;
  }
}

}  // namespace
}  // namespace render
