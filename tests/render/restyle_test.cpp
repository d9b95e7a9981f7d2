// Another style or filter changes what is drawn and nothing else; layers are blended, hidden by scale and outlined.
#include "render/chunk_mesh.hpp"
#include "render/slot_symbols.hpp"
#include "render/style.hpp"
#include "tests/render/drawing.hpp"

#include <cmath>

namespace render {
namespace {

using namespace testing;  // NOLINT: render::testing, the helpers of these tests

using Restyling = Drawing;

/// Houses, lines and points over each other, some of them smaller than a pixel.
std::vector<geo::Geometry> mixed() {
  std::vector<geo::Geometry> all;
  for (int i = 0; i < 80; ++i) {
    const double x = 21.0 * (i % 9) + 3.3;
    const double y = 17.0 * (i / 9) + 2.1;
    if (i % 5 == 0) all.push_back(geo::Geometry::point(at(x, y)));
    if (i % 5 == 1) all.push_back(geo::Geometry::line({at(x, y), at(x + 30, y + 11), at(x + 12, y + 25)}));
    if (i % 5 == 2) all.push_back(geo::Geometry::polygon(rectangle(x, y, 1.2, 2.1)));
    if (i % 5 > 2) all.push_back(geo::Geometry::polygon(rectangle(x, y, 19.4, 14.9)));
  }
  return all;
}

SymbolTable table_of(std::size_t count, int kind) {
  SymbolTable table;
  const Symbol outlined{.fill = {210, 200, 60, 255}, .line = {20, 40, 60, 255}, .line_width_px = 1.5};
  const Symbol bare{.fill = {60, 160, 90, 255}, .point_radius_px = 6};
  const Symbol pale{.fill = {190, 30, 60, 120},
                    .line = {90, 0, 0, 160},
                    .line_width_px = 2,
                    .casing = {255, 255, 255, 200},
                    .casing_width_px = 4,
                    .hatch = geo::Hatch::falling,
                    .hatch_colour = {10, 10, 10, 255}};
  if (kind == 0) table.symbols = {outlined};
  if (kind == 1) table.symbols = {bare};
  if (kind == 2) table.symbols = {outlined, bare, pale};
  if (kind == 3) table.symbols = {pale};
  if (kind == 2)
    for (std::size_t f = 0; f < count; ++f) table.symbol_of_feature.push_back(static_cast<std::uint16_t>(f % 3));
  return table;
}

TEST_F(Restyling, ARestyledBatchIsAFreshlyMadeOnePixelForPixel) {
  const std::vector<geo::Geometry> geometries = mixed();
  const Camera camera = camera_at(at(-3, -4), 200, 170);
  Scene kept = scene(layer(geometries, table_of(geometries.size(), 0)));
  for (const int kind : {0, 1, 2, 3, 2, 0, 3, 1}) {
    kept.below[0].symbols = std::make_shared<const SymbolTable>(table_of(geometries.size(), kind));
    renderer_.draw(kept, camera);
    MapRenderer fresh;
    fresh.draw(scene(layer(geometries, table_of(geometries.size(), kind))), camera);
    EXPECT_EQ(renderer_.read_back().rgba, fresh.read_back().rgba) << kind;
  }
}

TEST_F(Restyling, MakesNoMeshThatIsThere) {
  const std::vector<geo::Geometry> geometries = mixed();
  const Camera camera = camera_at({}, 200, 170);
  SymbolTable table = table_of(geometries.size(), 0);
  Scene kept = scene(layer(geometries, table));
  renderer_.draw(kept, camera);
  const std::size_t bytes = renderer_.work().mesh_bytes;
  table.symbols[0].fill = {1, 2, 3, 255};
  table.symbols[0].line_width_px = 4;
  kept.below[0].symbols = std::make_shared<const SymbolTable>(table);
  renderer_.draw(kept, camera);
  EXPECT_EQ(renderer_.work().mesh_bytes, bytes);
  EXPECT_EQ(renderer_.work().batches, 1u);
}

TEST_F(Restyling, AHiddenFeatureIsGoneAtEveryScale) {
  const std::vector<geo::Geometry> geometries = mixed();
  for (const double m_per_px : {0.4, 1.0, 9.0}) {
    const auto size = static_cast<int>(180 / m_per_px);
    const Camera camera = camera_at({}, size, size, m_per_px);
    SymbolTable every = table_of(geometries.size(), 2);
    SymbolTable some = every;
    std::vector<geo::Geometry> left;
    SymbolTable of_left = every;
    of_left.symbol_of_feature.clear();
    for (std::size_t f = 0; f < geometries.size(); ++f)
      if (f % 7 == 3 || geometries[f].kind == geo::GeometryKind::line) {
        some.symbol_of_feature[f] = hidden_symbol;
      } else {
        left.push_back(geometries[f]);
        of_left.symbol_of_feature.push_back(every.symbol_of_feature[f]);
      }
    renderer_.draw(scene(layer(geometries, some)), camera);
    MapRenderer fresh;
    fresh.draw(scene(layer(left, of_left)), camera);
    // What is smaller than a pixel is painted in the order of places, which follows from what there is.
    if (m_per_px < 2)
      EXPECT_EQ(renderer_.read_back().rgba, fresh.read_back().rgba) << m_per_px;
    else
      EXPECT_NEAR(covered_px(renderer_.read_back()), covered_px(fresh.read_back()), 2) << m_per_px;
    some.symbol_of_feature.assign(geometries.size(), hidden_symbol);
    renderer_.draw(scene(layer(geometries, some)), camera);
    EXPECT_NEAR(covered_px(renderer_.read_back()), 0, 0.01) << m_per_px;
  }
}

TEST_F(Restyling, ASmallAreaWithoutALineLiesOverALargeOne) {
  const Colour red{200, 0, 0, 255};
  SymbolTable table;
  table.symbols = {{.fill = black}, {.fill = red}};
  table.symbol_of_feature = {1, 0, 1};
  renderer_.draw(
      scene(layer({geo::Geometry::polygon(rectangle(15, 15, 10, 10)), geo::Geometry::polygon(rectangle(0, 0, 60, 60)),
                   geo::Geometry::polygon(rectangle(40, 40, 12, 12))},
                  table)),
      camera_at({}, 60, 60));
  const Picture picture = renderer_.read_back();
  EXPECT_EQ(pixel(picture, 20, 20), red);
  EXPECT_EQ(pixel(picture, 45, 45), red);
  EXPECT_EQ(pixel(picture, 5, 5), black);
}

TEST_F(Restyling, AMarkerWithoutAFillIsARing) {
  const Colour blue{0, 0, 200, 255};
  renderer_.draw(
      scene(layer({geo::Geometry::point(at(20, 20))}, {.line = blue, .line_width_px = 3, .point_radius_px = 10})),
      camera_at({}, 40, 40));
  const Picture picture = renderer_.read_back();
  EXPECT_EQ(pixel(picture, 20, 20), map_theme(ThemeKind::light).land);
  EXPECT_EQ(pixel(picture, 28, 20), blue);
  EXPECT_EQ(pixel(picture, 34, 20), map_theme(ThemeKind::light).land);
}

// ---- blending and scales ---------------------------------------------------------------------------------------

TEST_F(Restyling, MultiplyDarkensAndScreenLightensAsTheirFormulasSay) {
  const Colour low{200, 120, 40, 255};
  const Colour high{100, 180, 220, 255};
  for (const double opacity : {1.0, 0.6}) {
    for (const geo::Blend blend : {geo::Blend::normal, geo::Blend::multiply, geo::Blend::screen}) {
      Scene two = scene(layer({geo::Geometry::polygon(rectangle(-10, -10, 60, 60))}, {.fill = low}));
      // Two that overlap: within a layer nothing is multiplied by itself.
      two.below.push_back(
          layer({geo::Geometry::polygon(rectangle(0, 0, 30, 40)), geo::Geometry::polygon(rectangle(10, 0, 30, 40))},
                {.fill = high}));
      two.below.back().blend = blend;
      two.below.back().opacity = opacity;
      renderer_.draw(two, camera_at({}, 40, 40));
      const auto mixed_channel = [&](double d, double s) {
        const double whole = blend == geo::Blend::normal     ? s
                             : blend == geo::Blend::multiply ? s * d / 255
                                                             : 255 - (255 - s) * (255 - d) / 255;
        return d + (whole - d) * opacity;
      };
      for (const int column : {4, 20, 35}) {
        const Colour seen = pixel(renderer_.read_back(), column, 20);
        EXPECT_NEAR(seen.r, mixed_channel(low.r, high.r), 1.6) << static_cast<int>(blend);
        EXPECT_NEAR(seen.g, mixed_channel(low.g, high.g), 1.6) << static_cast<int>(blend);
        EXPECT_NEAR(seen.b, mixed_channel(low.b, high.b), 1.6) << static_cast<int>(blend);
        EXPECT_EQ(seen.a, 255);
      }
    }
  }
}

TEST_F(Restyling, ALayerIsDrawnWithinItsScalesAlone) {
  Scene limited = scene(layer({geo::Geometry::polygon(rectangle(-1e4, -1e4, 2e4, 2e4))}, {.fill = black}));
  limited.below[0].scales = {.finest = 5'000, .coarsest = 20'000};
  LabelCandidate name;
  name.text = "Halinen";
  name.place = at(0, 0);
  name.colour = {255, 0, 0, 255};
  name.scales = limited.below[0].scales;
  limited.labels = {name};
  for (const double scale : {4'000.0, 5'001.0, 19'999.0, 20'100.0}) {
    Camera camera{.centre = at(0, 0), .m_per_px = scale * 0.0254 / 96, .width_px = 120, .height_px = 60};
    renderer_.draw(limited, camera);
    const Picture picture = renderer_.read_back();
    const bool is_in = scale > 5'000 && scale < 20'000;
    EXPECT_EQ(pixel(picture, 5, 5), is_in ? black : map_theme(ThemeKind::light).land) << scale;
    bool red = false;
    for (int column = 0; column < 120; ++column)
      for (int row = 0; row < 60; ++row)
        red = red || pixel(picture, column, row).r > pixel(picture, column, row).g + 80;
    EXPECT_EQ(red, is_in) << scale;
  }
}

// ---- overlay, selection ----------------------------------------------------------------------------------------

TEST_F(Restyling, TheOverlayChangesWithoutDrawingTheRestAgain) {
  Scene map = scene(layer(mixed(), table_of(80, 0)));
  const Camera camera = camera_at({}, 100, 100);
  renderer_.draw(map, camera);
  const Picture bare = renderer_.read_back();
  map.overlay = {one_thing(geo::Geometry::polygon(rectangle(40, 40, 20, 20)), {.fill = black}, {})};
  renderer_.draw(map, camera);
  EXPECT_EQ(pixel(renderer_.read_back(), 50, 50), black);
  map.overlay = {one_thing(geo::Geometry::polygon(rectangle(70, 40, 20, 20)), {.fill = black}, {})};
  renderer_.draw(map, camera);
  EXPECT_EQ(pixel(renderer_.read_back(), 80, 50), black);
  map.overlay = {one_thing({}, {.fill = black}, {})};
  renderer_.draw(map, camera);
  EXPECT_EQ(renderer_.read_back().rgba, bare.rgba);
  map.overlay.clear();
  renderer_.draw(map, camera);
  EXPECT_EQ(renderer_.read_back().rgba, bare.rgba);
  EXPECT_EQ(renderer_.work().whole, 1u);
  EXPECT_EQ(renderer_.work().batches, 1u);
}

TEST_F(Restyling, WhatIsSelectedIsOutlinedAndWhatIsHiddenIsNot) {
  const std::vector<geo::Geometry> geometries{
      geo::Geometry::polygon(rectangle(10, 10, 30, 30)), geo::Geometry::polygon(rectangle(60, 10, 30, 30)),
      geo::Geometry::polygon(rectangle(10, 60, 30, 30)), geo::Geometry::point(at(75, 75))};
  SymbolTable drawn;
  drawn.symbols = {{.fill = {230, 230, 230, 255}, .point_radius_px = 6}};
  drawn.symbol_of_feature = {0, 0, hidden_symbol, 0};
  geo::RowSet selected(4, true);
  selected.set(1, false);
  Scene map = scene(layer(geometries, drawn));
  map.selection.push_back({.batch = map.below[0].batch,
                           .symbols = std::make_shared<const SymbolTable>(
                               selected_symbols(features(geometries), drawn, selected, ThemeKind::light))});
  renderer_.draw(map, camera_at({}, 100, 100));
  const Picture picture = renderer_.read_back();
  const Colour select = map_theme(ThemeKind::light).select;
  EXPECT_EQ(pixel(picture, 10, 25), select) << "the edge of the first";
  EXPECT_NE(pixel(picture, 25, 25), (Colour{230, 230, 230, 255})) << "its fill is tinted";
  EXPECT_EQ(pixel(picture, 60, 25), (Colour{230, 230, 230, 255})) << "not selected";
  EXPECT_EQ(pixel(picture, 10, 75), map_theme(ThemeKind::light).land) << "selected but hidden";
  EXPECT_EQ(pixel(picture, 75, 75), (Colour{230, 230, 230, 255})) << "a point keeps its own colour";
  EXPECT_EQ(pixel(picture, 75 + 8, 75), select) << "and has a ring round it";
}

// ---- many points -----------------------------------------------------------------------------------------------

TEST_F(Restyling, ManyPointsOnAPixelLookTheSameAsTheLastOfThem) {
  // Some 20,000 points within 40 px; what is left out lies under others.
  std::vector<geo::Geometry> points;
  for (int i = 0; i < 20'000; ++i)
    points.push_back(geo::Geometry::point(at(1000 + 397 * std::fmod(i * 0.618034, 1), 1000 + 397 * (i / 20'000.0))));
  const Symbol dot{.fill = black, .point_radius_px = 4};
  SymbolTable table;
  table.symbols = {dot};
  const Camera camera = camera_at(at(0, 0), 240, 240, 10);
  renderer_.draw(scene(layer(points, table)), camera);
  // A square of 39.7 px with 4 px round it; its outline may draw back by a pixel.
  const double whole_px = 39.7 * 39.7 + 4 * 39.7 * 4 + 3.14 * 16;
  EXPECT_LE(covered_px(renderer_.read_back()), whole_px + 5);
  EXPECT_GE(covered_px(renderer_.read_back()), whole_px - 4 * 47.7);
  const Picture thinned = renderer_.read_back();
  for (int row = 101; row < 139; ++row)
    for (int column = 101; column < 139; ++column) EXPECT_GT(coverage(thinned, column, row), 0.9);
  EXPECT_LT(renderer_.work().mesh_bytes, 20'000 * sizeof(PointVertex) / 4);
  // When the last of each square are hidden, those below are seen.
  table.symbol_of_feature.assign(points.size(), 0);
  for (std::size_t f = 0; f < points.size(); ++f)
    if (f % 9 != 0) table.symbol_of_feature[f] = hidden_symbol;
  renderer_.draw(scene(layer(points, table)), camera);
  EXPECT_GT(covered_px(renderer_.read_back()), 40 * 40);
}

TEST(SlotSymbols, KnowWhatEachChunkDraws) {
  const std::vector<geo::Geometry> geometries{geo::Geometry::polygon(rectangle(0, 0, 9, 9)),
                                              geo::Geometry::line({at(0, 0), at(9, 9)}),
                                              geo::Geometry::point(at(3, 3))};
  SymbolTable table;
  table.symbols = {{.fill = black}, {.line = black, .line_width_px = 1}};
  table.symbol_of_feature = {0, 1, hidden_symbol};
  const SceneLayer made = layer(geometries, table);
  const SlotSymbols slots(*made.batch, made.symbols);
  EXPECT_EQ(slots.parts(), shown_bit | fill_bit | fill_edge_bit | line_bit);
  table.symbol_of_feature = {7, 1};  // not a symbol; and a feature that the table does not reach
  const SlotSymbols other(*made.batch, std::make_shared<const SymbolTable>(table));
  for (const std::uint16_t symbol : other.of_slot()) EXPECT_LT(symbol, 2);
}

}  // namespace
}  // namespace render
