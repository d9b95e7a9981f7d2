#include "render/legend.hpp"

#include "render/designed_symbol.hpp"
#include "render/style.hpp"
#include "tests/render/recording_canvas.hpp"

namespace {

using geo::GeometryKind;
using render::Legend;
using render::ThemeKind;
using render::test::RecordingCanvas;

Legend example(ThemeKind theme) {
  render::HeatmapLegend heatmap{"Päästötiheys 2023",
                                "t CO₂e/ha/a",
                                "Säde 400 m, ruutu 50 m, GWP100 AR5",
                                {"2", "5", "10", "20", "50", "100", "200", "500"},
                                render::ramp_classes("emissions", theme, 9),
                                0};
  render::LegendGroup plan{"Suunnitelma",
                           {{"Yritysalue", render::business_area_symbol(theme)},
                            {"Kaatopaikka", render::landfill_symbol(false, theme)},
                            {"Suljettu", render::landfill_symbol(true, theme)},
                            {"Kumppani", render::partner_marker(render::icon::domain, theme), GeometryKind::point},
                            {"Suunniteltu", render::sink_symbol(geo::SinkKind::sink, geo::SinkState::planned, theme)}}};
  render::LegendGroup background{
      "Tausta",
      {{"Katu", render::role_symbol(geo::Role::road_network, GeometryKind::line, theme), GeometryKind::line}}};
  return {{heatmap}, {plan, background}};
}

/// Texts on one line may touch nothing: their boxes are apart.
void expect_texts_apart(const RecordingCanvas& canvas) {
  for (std::size_t i = 0; i < canvas.texts.size(); ++i)
    for (std::size_t j = i + 1; j < canvas.texts.size(); ++j) {
      const auto &a = canvas.texts[i], &b = canvas.texts[j];
      const bool apart =
          a.right() <= b.left || b.right() <= a.left || std::abs(a.middle - b.middle) >= (a.em + b.em) / 2 * 0.99;
      EXPECT_TRUE(apart) << a.words << " | " << b.words;
    }
}

TEST(LegendDrawing, MeasuresWhatItDraws) {
  for (const double width : {120.0, 265.0, 500.0})
    for (const double u : {13.0, 17.0, 34.0}) {
      RecordingCanvas drawn, measured;
      const Legend legend = example(ThemeKind::light);
      const double height = draw_legend(drawn, legend, 10, 20, width, u, ThemeKind::light);
      EXPECT_EQ(draw_legend(measured, legend, 10, 20, width, u, ThemeKind::light, true), height);
      EXPECT_TRUE(measured.texts.empty() && measured.rects.empty() && measured.lines.empty());
      EXPECT_GE(drawn.extent.left, 10);
      EXPECT_GE(drawn.extent.top, 20);
      EXPECT_LE(drawn.extent.right, 10 + width);
      EXPECT_LE(drawn.extent.bottom, 20 + height);
      EXPECT_GT(drawn.extent.bottom, 20 + height - u) << "no empty space is counted";
      EXPECT_EQ(drawn.open_clips, 0);
      expect_texts_apart(drawn);
    }
}

TEST(LegendDrawing, DrawsOneBoxAClassEdgeToEdgeAndLeavesTheClearOneEmpty) {
  RecordingCanvas canvas;
  Legend legend = example(ThemeKind::light);
  legend.groups.clear();
  draw_legend(canvas, legend, 0, 0, 270, 17, ThemeKind::light);
  const auto& colours = legend.heatmaps[0].colours;
  double end = -1;
  for (std::size_t i = 1; i < colours.size(); ++i) {
    const auto box =
        std::find_if(canvas.rects.begin(), canvas.rects.end(), [&](const auto& r) { return r.colour == colours[i]; });
    ASSERT_NE(box, canvas.rects.end());
    EXPECT_EQ(box->h, 13);
    if (end >= 0) {
      EXPECT_EQ(box->x, end);
    }
    end = box->x + box->w;
  }
  EXPECT_EQ(end, 270);
  EXPECT_TRUE(
      std::none_of(canvas.rects.begin(), canvas.rects.end(), [&](const auto& r) { return r.colour == colours[0]; }));
  for (const std::string& number : legend.heatmaps[0].break_texts) EXPECT_TRUE(canvas.says(number));
}

TEST(LegendDrawing, LeavesOutNumbersThatWouldTouch) {
  RecordingCanvas canvas;
  Legend legend = example(ThemeKind::light);
  legend.groups.clear();
  legend.heatmaps[0].break_texts.assign(8, "1 000 000");
  draw_legend(canvas, legend, 0, 0, 270, 17, ThemeKind::light);
  expect_texts_apart(canvas);
  EXPECT_TRUE(canvas.says("1 000 000"));
}

TEST(LegendDrawing, PutsShortWordsInTwoColumnsAndGivesLongOnesARowOfTheirOwn) {
  RecordingCanvas two, one, none;
  Legend legend = example(ThemeKind::light);
  legend.heatmaps.clear();
  const double low = draw_legend(two, legend, 0, 0, 300, 17, ThemeKind::light);
  legend.groups[0].entries[0].text = "Kaupunkiseudun kiertotaloussuunnitelman selvitysalue";
  const double high = draw_legend(one, legend, 0, 0, 300, 17, ThemeKind::light);
  EXPECT_GT(high, low);
  for (auto& entry : legend.groups[0].entries) entry.text = "Kaupunkiseudun kiertotaloussuunnitelman selvitysalue";
  EXPECT_GT(draw_legend(none, legend, 0, 0, 300, 17, ThemeKind::light), high + 17);
  EXPECT_LE(one.extent.right, 300);
  EXPECT_LE(none.extent.right, 300);
}

TEST(LegendDrawing, StaysInItsBoxForHostileWords) {
  std::vector<std::string> hostile{"", "\xFF\xFEx", "\n\n\n", "a\u202Eb"};
  hostile.emplace_back(100'000, 'W');
  hostile.emplace_back(3000, ' ');
  hostile.back() += 'x';
  for (const std::string& words : hostile) {
    RecordingCanvas canvas;
    Legend legend = example(ThemeKind::dark);
    legend.heatmaps[0].title = legend.heatmaps[0].unit = legend.heatmaps[0].method = words;
    for (auto& text : legend.heatmaps[0].break_texts) text = words;
    for (auto& entry : legend.groups[0].entries) entry.text = words;
    legend.groups[0].title = words;
    const double height = draw_legend(canvas, legend, 0, 0, 200, 17, ThemeKind::dark);
    EXPECT_GE(canvas.extent.left, 0);
    EXPECT_LE(canvas.extent.right, 200);
    EXPECT_LE(canvas.extent.bottom, height);
  }
}

TEST(LegendDrawing, OfNothingHasNoHeight) {
  RecordingCanvas canvas;
  EXPECT_EQ(draw_legend(canvas, {}, 0, 0, 200, 17, ThemeKind::light), 0);
  EXPECT_EQ(draw_legend(canvas, {{}, {{"Tyhjä", {}}}}, 0, 0, 200, 17, ThemeKind::light), 0);
  EXPECT_TRUE(canvas.texts.empty());
}

TEST(Swatch, ShowsTheHatchTheDashAndTheMarker) {
  const auto drawn = [](const render::Symbol& symbol, GeometryKind kind) {
    RecordingCanvas canvas;
    draw_swatch(canvas, symbol, kind, 5, 5, 20, 14, ThemeKind::light);
    EXPECT_GE(canvas.extent.left, 5);
    EXPECT_LE(canvas.extent.right, 25);
    EXPECT_GE(canvas.extent.top, 5);
    EXPECT_LE(canvas.extent.bottom, 19);
    return canvas;
  };
  const auto open = drawn(render::landfill_symbol(false, ThemeKind::light), GeometryKind::polygon);
  EXPECT_GE(open.lines.size(), 4u);
  for (const auto& line : open.lines)  // falls to the right
    EXPECT_GT((line.points[1].y - line.points[0].y) * (line.points[1].x - line.points[0].x), 0);
  const auto planned =
      drawn(render::sink_symbol(geo::SinkKind::sink, geo::SinkState::planned, ThemeKind::light), GeometryKind::polygon);
  EXPECT_LT((planned.lines[0].points[1].y - planned.lines[0].points[0].y) *
                (planned.lines[0].points[1].x - planned.lines[0].points[0].x),
            0)
      << "rises to the right";
  EXPECT_GT(planned.lines.back().dash_on, 0);
  const auto compensation =
      drawn(render::sink_symbol(geo::SinkKind::compensation, geo::SinkState::existing, ThemeKind::light),
            GeometryKind::polygon);
  EXPECT_GE(compensation.circles, 4u);
  const auto partner = drawn(render::partner_marker(render::icon::factory, ThemeKind::light), GeometryKind::point);
  EXPECT_TRUE(partner.says(render::utf8_from(render::icon::factory)));
}

// ---- furniture -------------------------------------------------------------------------------------------------

TEST(ScaleBar, HasARoundLengthThatIsTrueOnTheMap) {
  for (double m_per_px = 0.003; m_per_px < 5e4; m_per_px *= 1.17) {
    const render::ScaleBar bar = render::scale_bar(m_per_px, 127);
    EXPECT_LE(bar.length_px, 127.0001);
    EXPECT_GE(bar.length_px, 127 / 2.01);
    EXPECT_NEAR(bar.length_px * m_per_px, bar.length_m, 1e-9 * bar.length_m);
    const double leading = bar.length_m / std::pow(10, std::floor(std::log10(bar.length_m) + 1e-9));
    EXPECT_TRUE(std::abs(leading - 1) < 1e-6 || std::abs(leading - 2) < 1e-6 || std::abs(leading - 2.5) < 1e-6 ||
                std::abs(leading - 5) < 1e-6)
        << leading;
    EXPECT_EQ(bar.end.find_first_of(".,"), std::string::npos) << bar.end;
  }
}

TEST(ScaleBar, SaysMetresAndKilometresInWholeNumbers) {
  EXPECT_EQ(render::scale_bar(5, 110).end, "500\u00A0m");
  EXPECT_EQ(render::scale_bar(5, 110).middle, "250");
  EXPECT_EQ(render::scale_bar(10, 110).end, "1\u202F000\u00A0m");
  EXPECT_EQ(render::scale_bar(20, 110).end, "2\u00A0km");
  EXPECT_EQ(render::scale_bar(20, 110).middle, "1");
  EXPECT_EQ(render::scale_bar(50, 110).end, "5\u00A0km");
  EXPECT_EQ(render::scale_bar(50, 110).middle, "");
  EXPECT_EQ(render::scale_bar(0.025, 110).end, "250\u00A0cm");
  EXPECT_EQ(render::scale_bar(0, 110).length_px, 0);
  EXPECT_EQ(render::scale_bar(std::nan(""), 110).length_px, 0);
}

TEST(ScaleBar, IsDrawnInFourBoxesOfItsLength) {
  RecordingCanvas canvas;
  render::Camera camera;
  camera.m_per_px = 5;
  const double right = draw_scale_bar(canvas, camera, 12, 100, 17, ThemeKind::light);
  const double length = render::scale_bar(5, 127).length_px;
  const auto& t = render::map_theme(ThemeKind::light);
  std::vector<double> dark;
  for (const auto& r : canvas.rects)
    if (r.colour == t.text) dark.push_back(r.x);
  ASSERT_EQ(dark.size(), 2u);
  EXPECT_DOUBLE_EQ(dark[0], 12);
  EXPECT_DOUBLE_EQ(dark[1], 12 + length / 2);
  EXPECT_GE(right, 12 + length);
}

}  // namespace
