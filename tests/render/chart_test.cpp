#include "render/chart.hpp"

#include "tests/render/recording_canvas.hpp"

#include <cmath>

namespace {

using render::BalanceChart;
using render::ThemeKind;
using render::test::RecordingCanvas;

geo::BalanceYear year(int y, double landfill_t, double energy_t, double removal_t) {
  geo::BalanceYear out;
  out.year = y;
  out.emission_t[0] = landfill_t;
  out.emission_t[1] = energy_t;
  out.known[0] = true;
  out.removal = {removal_t, removal_t * 0.8, removal_t * 1.2};
  return out;
}

BalanceChart example() {
  BalanceChart chart;
  chart.years = {year(2020, 900, 500, 100), year(2021, 800, 400, 200), year(2022, 700, 300, 300)};
  chart.number = [](double v) { return std::to_string(static_cast<int>(v)); };
  chart.unit = "t CO₂e/a";
  return chart;
}

TEST(AxisSteps, CoverTheRangeInFourToSixStepsOrSoAndHoldZero) {
  for (const double size : {1e-6, 0.7, 3.0, 44.0, 999.0, 1.2e7})
    for (const double below : {0.0, 0.1, 0.5, 2.0}) {
      const render::AxisSteps steps = render::axis_steps(-below * size, size);
      EXPECT_LE(steps.low, -below * size * (1 - 1e-6));
      EXPECT_GE(steps.high, size * (1 - 1e-6));
      const double count = (steps.high - steps.low) / steps.step;
      EXPECT_GE(count, 2.5);
      EXPECT_LE(count, 7.5);
      EXPECT_NEAR(steps.low / steps.step, std::round(steps.low / steps.step), 1e-6);
    }
  EXPECT_GT(render::axis_steps(0, 0).high, 0);
  EXPECT_GT(render::axis_steps(std::nan(""), INFINITY).high, 0);
}

TEST(BalanceChartDrawing, StacksSectorsUpwardsAndRemovalsDownwardsInProportion) {
  RecordingCanvas canvas;
  draw_balance_chart(canvas, example(), 0, 0, 300, 200, 17, ThemeKind::light);
  const auto bars = [&](render::Colour colour) {
    std::vector<RecordingCanvas::Rect> found;
    for (const auto& r : canvas.rects)
      if (r.colour == colour) found.push_back(r);
    return found;
  };
  const auto landfill = bars(render::sector_colour(geo::Sector::landfill, ThemeKind::light));
  const auto energy = bars(render::sector_colour(geo::Sector::energy, ThemeKind::light));
  const auto sink = bars(render::sink_colour(ThemeKind::light));
  ASSERT_EQ(landfill.size(), 3u);
  ASSERT_EQ(energy.size(), 3u);
  ASSERT_EQ(sink.size(), 3u);
  const double gap = 0.6;  // between segments
  EXPECT_NEAR((landfill[0].h + gap) / (energy[0].h + gap), 900.0 / 500, 0.01);
  EXPECT_NEAR((landfill[0].h + gap) / (sink[0].h + gap), 900.0 / 100, 0.05);
  EXPECT_LT(energy[0].y, landfill[0].y) << "energy stands on the landfill";
  EXPECT_GT(sink[0].y, landfill[0].y + landfill[0].h - 1) << "removals lie below zero";
  EXPECT_NEAR(landfill[1].x - landfill[0].x, landfill[2].x - landfill[1].x, 1e-9);
  EXPECT_NEAR(landfill[0].w / (landfill[1].x - landfill[0].x), 0.84, 1e-9);
}

TEST(BalanceChartDrawing, ShowsNothingForAYearWithoutFiguresAndBreaksTheNetLine) {
  BalanceChart chart = example();
  chart.years = {year(2018, 9, 1, 0), year(2019, 9, 1, 0), {}, year(2021, 5, 1, 0), year(2022, 5, 1, 0)};
  chart.years[2].year = 2020;
  RecordingCanvas canvas;
  draw_balance_chart(canvas, chart, 0, 0, 300, 200, 17, ThemeKind::light);
  std::size_t net_lines = 0;
  for (const auto& line : canvas.lines)
    if (line.colour == render::map_theme(ThemeKind::light).text) ++net_lines;
  EXPECT_EQ(net_lines, 2u);
}

TEST(BalanceChartDrawing, PlotFindsTheYearUnderAPlace) {
  RecordingCanvas canvas;
  BalanceChart chart = example();
  chart.chosen_year = 2021;
  const render::ChartPlot plot = draw_balance_chart(canvas, chart, 10, 0, 300, 200, 17, ThemeKind::dark);
  for (int y = 2020; y <= 2022; ++y) EXPECT_EQ(plot.year_at(plot.x_of(y)), y);
  EXPECT_EQ(plot.year_at(-1e9), 2020);
  EXPECT_EQ(plot.year_at(1e9), 2022);
  EXPECT_TRUE(canvas.says("2021"));
  EXPECT_GE(canvas.extent.left, 10);
  EXPECT_LE(canvas.extent.right, 310.001);
  EXPECT_LE(canvas.extent.bottom, 200);
}

TEST(BalanceChartDrawing, KeepsYearNumbersApart) {
  BalanceChart chart;
  for (int y = 1903; y < 2099; ++y) chart.years.push_back(year(y, 10, 0, 0));
  for (const double width : {60.0, 150.0, 400.0, 900.0}) {
    RecordingCanvas canvas;
    chart.chosen_year = 2031;
    draw_balance_chart(canvas, chart, 0, 0, width, 200, 17, ThemeKind::light);
    double right = -1e9;
    std::vector<RecordingCanvas::Text> years;
    for (const auto& t : canvas.texts)
      if (t.words.size() == 4 && t.middle > 150) years.push_back(t);
    std::sort(years.begin(), years.end(), [](const auto& a, const auto& b) { return a.left < b.left; });
    for (const auto& t : years) {
      EXPECT_GE(t.left, right) << t.words << " at width " << width;
      right = t.right();
    }
  }
}

TEST(BalanceChartDrawing, OfNothingOrOneYearOrBrokenNumbersDoesNotFail) {
  RecordingCanvas canvas;
  draw_balance_chart(canvas, {}, 0, 0, 300, 200, 17, ThemeKind::light);
  draw_balance_chart(canvas, {}, 0, 0, 0, 0, 17, ThemeKind::light);
  BalanceChart chart;
  chart.years = {year(2020, 5, 5, 1)};
  draw_balance_chart(canvas, chart, 0, 0, 300, 200, 17, ThemeKind::light);
  chart.years = {year(2020, std::nan(""), INFINITY, 1), year(2021, -5, 0, -3)};
  chart.target = {{2019, 5}, {2020, 4}};
  draw_balance_chart(canvas, chart, 0, 0, 300, 200, 17, ThemeKind::light);
  EXPECT_EQ(canvas.open_clips, 0);
}

TEST(ChartLegend, WrapsIntoRowsAndMeasuresWhatItDraws) {
  std::vector<render::ChartLegendEntry> entries;
  for (const char* word : {"Kaatopaikka", "Energia", "Prosessit", "Jätteenkäsittely", "Logistiikka", "Nielut"})
    entries.push_back({word, render::hex("#DB4C12")});
  RecordingCanvas canvas, dry;
  const double height = draw_chart_legend(canvas, entries, 5, 7, 220, 17, ThemeKind::light);
  EXPECT_EQ(draw_chart_legend(dry, entries, 5, 7, 220, 17, ThemeKind::light, true), height);
  EXPECT_TRUE(dry.texts.empty());
  EXPECT_LE(canvas.extent.right, 225);
  EXPECT_LE(canvas.extent.bottom, 7 + height);
  EXPECT_EQ(canvas.texts.size(), entries.size());
  EXPECT_EQ(draw_chart_legend(dry, {}, 0, 0, 100, 17, ThemeKind::light), 0);
}

}  // namespace
