#include "render/substitutes.hpp"
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
  const auto square = layer({geo::Geometry::polygon(rectangle(10, 10, 10.25, 20.5))}, {.fill = black});
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
  renderer_.draw(scene(layer({polygon}, {.fill = black})), camera_at({}, 100, 100));
  EXPECT_NEAR(covered_px(renderer_.read_back()), geo::planar_area_m2(polygon), 0.01 * geo::planar_area_m2(polygon));
}

TEST_F(MapDrawing, AHoleIsNotFilled) {
  geo::Geometry ring = geo::Geometry::polygon(rectangle(5, 5, 30, 30));
  ring.parts[0].rings.push_back(rectangle(12, 12, 10, 10));
  renderer_.draw(scene(layer({ring}, {.fill = black})), camera_at({}, 40, 40));
  const Picture picture = renderer_.read_back();
  EXPECT_NEAR(coverage(picture, 17, 17), 0, byte);
  EXPECT_NEAR(coverage(picture, 8, 17), 1, byte);
  EXPECT_NEAR(covered_px(picture), 800, 8);
}

TEST_F(MapDrawing, ALineIsAsWideAsItSays) {
  const auto line =
      layer({geo::Geometry::line({at(-50, 20), at(10, 20), at(90, 20)})}, {.line = black, .line_width_px = 3.6});
  renderer_.draw(scene(line), camera_at({}, 40, 40));
  const Picture picture = renderer_.read_back();
  for (const int column : {3, 9, 10, 11, 30}) {
    double width_px = 0;
    for (int row = 0; row < 40; ++row) width_px += coverage(picture, column, row);
    EXPECT_NEAR(width_px, 3.6, 0.03) << column;
  }
}

TEST_F(MapDrawing, TheGroundDoesNotShineThroughBetweenNeighbours) {
  const auto halves = layer({geo::Geometry::polygon({at(-10, -10), at(13.3, -10), at(27.7, 50), at(-10, 50)}),
                             geo::Geometry::polygon({at(13.3, -10), at(60, -10), at(60, 50), at(27.7, 50)})},
                            {.fill = black});
  renderer_.draw(scene(halves), camera_at({}, 40, 40));
  const Picture picture = renderer_.read_back();
  for (int row = 0; row < 40; ++row)
    for (int column = 0; column < 40; ++column) EXPECT_NEAR(coverage(picture, column, row), 1, 0.03);
}

TEST_F(MapDrawing, APointIsADiscOfItsRadius) {
  const auto point = layer({geo::Geometry::point(at(20, 20))}, {.fill = black, .point_radius_px = 7});
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

TEST_F(MapDrawing, AHatchStaysWithTheMap) {
  for (const geo::Hatch hatch : {geo::Hatch::falling, geo::Hatch::rising, geo::Hatch::level, geo::Hatch::dots}) {
    const auto field =
        layer({geo::Geometry::polygon(rectangle(6.7e6, 7e6, 400, 400))},
              {.hatch = hatch, .hatch_colour = black, .hatch_step_px = 7, .hatch_width_px = 1.4}, at(6.7e6, 7e6));
    const Camera camera = camera_at(at(6.7e6 + 50, 7e6 + 50), 80, 60);
    renderer_.draw(scene(field), camera);
    const Picture before = renderer_.read_back();
    renderer_.draw(scene(field), camera.moved(13, -5));  // the map goes right and up
    const Picture after = renderer_.read_back();
    double marks = 0;
    for (int row = 10; row < 50; ++row)
      for (int column = 20; column < 60; ++column) {
        EXPECT_NEAR(coverage(after, column + 13, row + 5), coverage(before, column, row), 0.03);
        marks += coverage(before, column, row);
      }
    EXPECT_GT(marks, 0.02 * 40 * 40);
    EXPECT_LT(marks, 0.5 * 40 * 40);
  }
}

TEST_F(MapDrawing, FallingHatchesFallToTheRight) {
  const auto hatched = [&](geo::Hatch hatch) {
    return layer({geo::Geometry::polygon(rectangle(0, 0, 100, 100))},
                 {.hatch = hatch, .hatch_colour = black, .hatch_step_px = 12, .hatch_width_px = 2});
  };
  const auto along = [&](int down) {  // how alike pixels are with those one to the right and one down (or up)
    const Picture picture = renderer_.read_back();
    double difference = 0;
    for (int row = 20; row < 60; ++row)
      for (int column = 20; column < 60; ++column)
        difference += std::abs(coverage(picture, column, row) - coverage(picture, column + 1, row - down));
    return difference;
  };
  renderer_.draw(scene(hatched(geo::Hatch::falling)), camera_at({}, 80, 80));
  EXPECT_LT(along(1), 0.01 * 1600);
  EXPECT_GT(along(-1), 0.1 * 1600);
  renderer_.draw(scene(hatched(geo::Hatch::rising)), camera_at({}, 80, 80));
  EXPECT_LT(along(-1), 0.01 * 1600);
}

TEST_F(MapDrawing, DashesRepeatAlongTheLine) {
  const auto line = layer({geo::Geometry::line({at(0, 10), at(35, 10), at(200, 10)})},
                          {.line = black, .line_width_px = 3, .dash_on_px = 7, .dash_off_px = 4});
  renderer_.draw(scene(line), camera_at({}, 140, 20));
  const Picture picture = renderer_.read_back();
  double on_px = 0;
  for (int column = 11; column < 11 + 11 * 10; ++column) {
    on_px += coverage(picture, column, 10);
    EXPECT_NEAR(coverage(picture, column, 10), coverage(picture, column + 11, 10), 0.02) << column;
  }
  EXPECT_NEAR(on_px, 7 * 10, 1);
}

TEST_F(MapDrawing, ABuildingOfATenthOfAPixelIsSeen) {
  const auto house = layer({geo::Geometry::polygon(rectangle(503, 503, 10, 10))}, {.fill = black});
  renderer_.draw(scene(house), camera_at({}, 20, 20, 100));
  EXPECT_GE(covered_px(renderer_.read_back()), 0.4);
}

TEST_F(MapDrawing, ABuildingKeepsItsAreaAtEveryScale) {
  const auto house = layer({geo::Geometry::polygon(rectangle(-15, -15, 30, 30))}, {.fill = black});
  for (const double m_per_px : {0.7, 3.0, 7.0, 9.0, 11.0, 14.0, 20.0, 28.0}) {
    renderer_.draw(scene(house), camera_at(at(-40 * m_per_px + 0.3, -40 * m_per_px), 80, 80, m_per_px));
    const double area_px = 900 / m_per_px / m_per_px;
    // At a corner the two antialiased edges meet as 1 - max(u, v) instead of (1 - u)(1 - v): at most a quarter of a
    // pixel each. Substitutes have exact boxes.
    const double corners_px = 30 / m_per_px >= substitute_below_px ? 4 * 0.25 : 0.05;
    EXPECT_NEAR(covered_px(renderer_.read_back()), area_px, corners_px) << m_per_px;
  }
}

TEST_F(MapDrawing, LaterLayersLieOverEarlierOnes) {
  const Colour red{200, 0, 0, 255};
  Scene layers = scene(layer({geo::Geometry::polygon(rectangle(0, 0, 40, 40))}, {.fill = black}));
  layers.below.push_back(layer({geo::Geometry::polygon(rectangle(0, 0, 20, 40))}, {.fill = red}));
  renderer_.draw(layers, camera_at({}, 40, 40));
  const Picture picture = renderer_.read_back();
  EXPECT_EQ(pixel(picture, 10, 20), red);
  EXPECT_EQ(pixel(picture, 30, 20), black);
}

TEST_F(MapDrawing, OpacityMixesExactly) {
  const Colour colour{30, 90, 200, 255};
  const Colour land = map_theme(ThemeKind::light).land;
  const auto mixed = [&](unsigned char over, unsigned char under, double share) {
    return over * share + under * (1 - share);
  };
  // Two that overlap: inside one layer nothing darkens, neither by the layer's opacity nor by the fill's.
  const std::vector<geo::Geometry> two{geo::Geometry::polygon(rectangle(0, 0, 30, 40)),
                                       geo::Geometry::polygon(rectangle(10, 0, 30, 40))};
  Colour translucent = colour;
  translucent.a = 92;
  struct Case {
    Scene scene;
    double share;
  };
  for (const Case& c :
       {Case{scene(layer(two, {.fill = colour}), 0.6), 0.6}, Case{scene(layer(two, {.fill = translucent})), 92 / 255.0},
        Case{scene(layer(two, {.fill = translucent}), 0.5), 46 / 255.0}}) {
    renderer_.draw(c.scene, camera_at({}, 40, 40));
    const Picture picture = renderer_.read_back();
    for (const int column : {4, 20, 35}) {
      const Colour p = pixel(picture, column, 20);
      EXPECT_NEAR(p.r, mixed(colour.r, land.r, c.share), 1.01);
      EXPECT_NEAR(p.g, mixed(colour.g, land.g, c.share), 1.01);
      EXPECT_NEAR(p.b, mixed(colour.b, land.b, c.share), 1.01);
    }
  }
}

TEST_F(MapDrawing, TheFirstRowOfARasterIsItsNorth) {
  auto raster = std::make_shared<layers::RasterPicture>();
  raster->box = {100, 200, 120, 220};
  raster->width_px = 2;
  raster->height_px = 2;
  raster->rgba = {255, 0, 0, 255, 0, 255, 0, 255, 0, 0, 255, 255, 0, 0, 0, 0};
  Scene picture_scene;
  picture_scene.below.push_back({.raster = raster});
  renderer_.draw(picture_scene, camera_at(at(95, 195), 30, 30));
  const Picture picture = renderer_.read_back();
  const Colour land = map_theme(ThemeKind::light).land;
  EXPECT_EQ(pixel(picture, 7, 22), (Colour{255, 0, 0, 255}));
  EXPECT_EQ(pixel(picture, 22, 22), (Colour{0, 255, 0, 255}));
  EXPECT_EQ(pixel(picture, 7, 7), (Colour{0, 0, 255, 255}));
  EXPECT_EQ(pixel(picture, 23, 6), land);
  EXPECT_EQ(pixel(picture, 3, 22), land);
  EXPECT_EQ(pixel(picture, 26, 22), land);
}

TEST_F(MapDrawing, CentimetresHoldAtAFinnishNorthing) {
  const geo::MapPoint corner = at(500'000.37, 7'000'000.11);
  const auto plate = layer({geo::Geometry::polygon(rectangle(corner.x_m, corner.y_m, 0.1, 0.1))}, {.fill = black},
                           at(440'000, 6'950'000));
  renderer_.draw(scene(plate), camera_at(at(corner.x_m - 0.05, corner.y_m - 0.05), 20, 20, 0.01));
  const Picture picture = renderer_.read_back();
  for (const auto& [column, row, wanted] :
       {std::array{6, 6, 1}, std::array{13, 13, 1}, std::array{3, 10, 0}, std::array{16, 10, 0}, std::array{10, 3, 0}})
    EXPECT_NEAR(coverage(picture, column, row), wanted, 0.02) << column << " " << row;
  EXPECT_NEAR(covered_px(picture), 100, 1);
}

TEST_F(MapDrawing, FeaturesThatAreNoNumbersAreLeftOutAndTheRestIsDrawn) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double inf = std::numeric_limits<double>::infinity();
  const auto all =
      layer({geo::Geometry{}, geo::Geometry::point(at(nan, 3)), geo::Geometry::point(at(inf, 3)),
             geo::Geometry::line({at(0, 0), at(nan, 1)}), geo::Geometry::line({at(3, 3), at(3, 3)}),
             geo::Geometry::polygon(rectangle(0, 0, inf, 10)), geo::Geometry::polygon(rectangle(10, 10, 10, 10))},
            {.fill = black});
  renderer_.draw(scene(all), camera_at({}, 40, 40));
  EXPECT_NEAR(coverage(renderer_.read_back(), 15, 15), 1, byte);
  renderer_.draw(scene(layer({}, {.fill = black})), camera_at({}, 40, 40));
  EXPECT_NEAR(covered_px(renderer_.read_back()), 0, 0.01);
}

TEST_F(MapDrawing, ABandLiesInsideTheEdge) {
  const auto area = layer({geo::Geometry::polygon(rectangle(20, 20, 60, 60))}, {.band_width_px = 7, .band = black});
  renderer_.draw(scene(area), camera_at({}, 100, 100));
  const Picture picture = renderer_.read_back();
  EXPECT_NEAR(covered_px(picture), 60 * 60 - 46 * 46, 0.02 * (60 * 60 - 46 * 46));
  EXPECT_NEAR(coverage(picture, 23, 50), 1, byte);
  EXPECT_NEAR(coverage(picture, 18, 50), 0, byte);
  EXPECT_NEAR(coverage(picture, 50, 50), 0, byte);
}

TEST_F(MapDrawing, NothingIsDrawnAgainWhenNothingChanged) {
  const Scene same = scene(layer({geo::Geometry::polygon(rectangle(0, 0, 10, 10))}, {.fill = black}));
  const unsigned first = renderer_.draw(same, camera_at({}, 40, 40));
  glFinish();
  EXPECT_EQ(renderer_.draw(same, camera_at({}, 40, 40)), first);
  EXPECT_EQ(renderer_.work().whole, 1U);
  EXPECT_EQ(renderer_.work().moved, 0U);
  EXPECT_EQ(covered_px(renderer_.read_back()), covered_px(renderer_.read_back()));
  renderer_.draw({}, camera_at({}, 40, 40));
  EXPECT_NEAR(covered_px(renderer_.read_back()), 0, 0.01);
}

/// Everything a batch can show: fills of two opacities, hatch, band, casing, dashes, discs, and substitutes.
Scene varied_scene() {
  std::vector<geo::Geometry> geometries;
  for (int i = 0; i < 60; ++i) {
    const double x = 37.0 * (i % 10) - 60.3;
    const double y = 41.0 * (i / 10) - 50.7;
    if (i % 4 == 0) geometries.push_back(geo::Geometry::point(at(x + 7.1, y + 4.9)));
    if (i % 4 == 1) geometries.push_back(geo::Geometry::line({at(x, y), at(x + 90, y + 13), at(x + 60, y + 44)}));
    if (i % 4 == 2) geometries.push_back(geo::Geometry::polygon(rectangle(x, y, 31.4, 27.9)));
    if (i % 4 == 3) geometries.push_back(geo::Geometry::polygon(rectangle(x, y, 1.3, 2.2)));
  }
  const Colour red{200, 30, 20, 255};
  SymbolTable table;
  table.symbols = {{.fill = {10, 90, 160, 120},
                    .line = red,
                    .line_width_px = 2.3,
                    .casing = {255, 255, 255, 160},
                    .casing_width_px = 5,
                    .dash_on_px = 7,
                    .dash_off_px = 4,
                    .hatch = geo::Hatch::rising,
                    .hatch_colour = black,
                    .band_width_px = 5,
                    .band = {0, 120, 0, 90}},
                   {.fill = {90, 200, 60, 255}, .point_radius_px = 9}};
  for (std::size_t i = 0; i < geometries.size(); ++i)
    table.symbol_of_feature.push_back(static_cast<std::uint16_t>(i / 3 % 2));
  Scene out = scene(layer(geometries, table), 0.7);
  out.above.push_back(layer({geo::Geometry::line({at(-30, 5), at(290, 190)})}, {.line = black, .line_width_px = 1}));
  return out;
}

TEST_F(MapDrawing, AMovedPictureIsTheOneThatIsDrawnThere) {
  const Scene varied = varied_scene();
  MapRenderer fresh;
  Camera camera = camera_at(at(3.3, 1.7), 220, 160, 1.37);
  renderer_.draw(varied, camera);
  std::uint64_t moved = 0;
  for (const auto& [right, down] :
       {std::array{9, 0}, std::array{0, -5}, std::array{-3, 8}, std::array{40, 31}, std::array{-100, -70}}) {
    camera = camera.moved(right, down);
    renderer_.draw(varied, camera);
    EXPECT_EQ(renderer_.work().moved, ++moved);
    fresh.draw({}, camera_at({}, 10, 10));  // so that it draws all of the next
    fresh.draw(varied, camera);
    const Picture wanted = fresh.read_back();
    const Picture got = renderer_.read_back();
    // Edges may fall on the other side of a 256th of a pixel.
    std::size_t others = 0;
    int most = 0;
    for (std::size_t i = 0; i < wanted.rgba.size(); ++i) {
      const int difference = std::abs(int(wanted.rgba[i]) - int(got.rgba[i]));
      others += difference > 3 ? 1 : 0;
      most = std::max(most, difference);
    }
    EXPECT_LE(others, wanted.rgba.size() / 1000) << right << " " << down;
    EXPECT_LE(most, 32) << right << " " << down;
  }
  EXPECT_EQ(renderer_.work().whole, 1U);
}

TEST_F(MapDrawing, AMoveByPartOfAPixelIsDrawnAnew) {
  const Scene varied = varied_scene();
  const Camera camera = camera_at({}, 100, 80);
  renderer_.draw(varied, camera);
  renderer_.draw(varied, camera.moved(3.5, 0));
  EXPECT_EQ(renderer_.work().whole, 2U);
  // Small parts do not add up either.
  Camera creeping = camera.moved(3.5, 0);
  for (int i = 0; i < 100; ++i) {
    creeping = creeping.moved(1.004, 0);
    renderer_.draw(varied, creeping);
  }
  EXPECT_GT(renderer_.work().whole, 20U);
}

TEST_F(MapDrawing, WhatIsSelectedIsDrawnAboveTheRest) {
  const Colour red{200, 0, 0, 255};
  Scene selected = scene(layer({geo::Geometry::polygon(rectangle(0, 0, 40, 40))}, {.fill = black}));
  selected.above = selected.below;
  renderer_.draw(selected, camera_at({}, 40, 40));
  EXPECT_EQ(pixel(renderer_.read_back(), 10, 20), black);
  selected.selection = {layer({geo::Geometry::line({at(10, 0), at(10, 40)})}, {.line = red, .line_width_px = 4})};
  renderer_.draw(selected, camera_at({}, 40, 40));
  EXPECT_EQ(pixel(renderer_.read_back(), 10, 20), red);
  EXPECT_EQ(pixel(renderer_.read_back(), 30, 20), black);
}

TEST_F(MapDrawing, WhatIsGoneFromTheSceneIsForgotten) {
  renderer_.draw(varied_scene(), camera_at({}, 200, 200));
  EXPECT_EQ(renderer_.work().batches, 2U);
  EXPECT_GT(renderer_.work().mesh_bytes, 0U);
  const auto count_buffers = [] {
    int buffers = 0;
    for (GLuint name = 1; name < 4096; ++name) buffers += glIsBuffer(name) == GL_TRUE ? 1 : 0;
    return buffers;
  };
  const int before = count_buffers();
  renderer_.draw({}, camera_at({}, 200, 200));
  EXPECT_EQ(renderer_.work().batches, 0U);
  EXPECT_EQ(renderer_.work().mesh_bytes, 0U);
  EXPECT_LT(count_buffers(), before);
  for (int i = 0; i < 5; ++i) {
    renderer_.draw(varied_scene(), camera_at({}, 200, 200));
    EXPECT_EQ(count_buffers(), before);
  }
}

TEST_F(MapDrawing, NoneOfManyFeaturesVanishesAtFullExtent) {
  // 40,000 houses of 12 m on a grid of 4 km: each in a pixel of its own at 2 km a pixel.
  std::vector<geo::Geometry> houses;
  for (int row = 0; row < 200; ++row)
    for (int column = 0; column < 200; ++column)
      houses.push_back(geo::Geometry::polygon(rectangle(column * 4000.0 + 900, row * 4000.0 + 900, 12, 12)));
  renderer_.draw(scene(layer(houses, {.fill = black})), camera_at({}, 400, 400, 2000));
  const Picture picture = renderer_.read_back();
  for (int row = 0; row < 400; ++row)
    for (int column = 0; column < 400; ++column) {
      if (row % 2 == 0 && column % 2 == 0)
        EXPECT_GE(coverage(picture, column, row), least_coverage - 0.01) << column << " " << row;
      else
        EXPECT_NEAR(coverage(picture, column, row), 0, byte);
    }
}

}  // namespace
}  // namespace render
