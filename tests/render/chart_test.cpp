// The charts' geometry on a canvas that remembers what was drawn.
#include "render/chart.hpp"

#include "tests/render/recording_canvas.hpp"

#include <cmath>
#include <set>

namespace {

using render::BalanceChart;
using render::CanvasPoint;
using render::ChartColour;
using render::not_known;
using render::SeriesChart;
using render::ThemeKind;
using render::test::RecordingCanvas;

constexpr double u = 17;

std::string plain_number(double value, int decimals) {
  std::string text = std::to_string(value);
  return text.substr(0, text.find('.') + (decimals > 0 ? static_cast<std::size_t>(decimals) + 1 : 0));
}

BalanceChart example() {
  BalanceChart chart;
  chart.years = {2020, 2021, 2022};
  chart.stacks = {{"landfill", geo::Sector::landfill, {900, 800, 700}},
                  {"energy", geo::Sector::energy, {500, 400, 300}},
                  {"sinks", ChartColour::sinks(), {-100, -200, -300}}};
  chart.net_t = {1300, 1000, 700};
  chart.net_low_t = {1200, 900, 600};
  chart.net_high_t = {1400, 1100, 800};
  chart.number = plain_number;
  chart.unit = "t CO₂e/a";
  return chart;
}

std::vector<RecordingCanvas::Rect> rects_of(const RecordingCanvas& canvas, ChartColour colour, ThemeKind theme) {
  std::vector<RecordingCanvas::Rect> found;
  for (const auto& r : canvas.rects)
    if (r.colour == colour.in(theme)) found.push_back(r);
  return found;
}

std::size_t lines_of(const RecordingCanvas& canvas, render::Colour colour) {
  return static_cast<std::size_t>(
      std::count_if(canvas.lines.begin(), canvas.lines.end(), [&](const auto& l) { return l.colour == colour; }));
}

TEST(AxisSteps, CoverTheRangeInFourToSixStepsOrSoAndHoldZero) {
  for (const double size : {1e-200, 1e-6, 0.7, 3.0, 44.0, 999.0, 1.2e7, 1e200})
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

TEST(AxisSteps, AreRound) {
  for (const double high : {3.3, 47.0, 812.0, 0.0123}) {
    const double step = render::axis_steps(0, high).step;
    const double leading = step / std::pow(10, std::floor(std::log10(step) + 1e-9));
    EXPECT_TRUE(std::abs(leading - 1) < 1e-9 || std::abs(leading - 2) < 1e-9 || std::abs(leading - 5) < 1e-9) << step;
  }
}

TEST(BalanceChartDrawing, StacksSectorsUpwardsAndRemovalsDownwardsInProportion) {
  RecordingCanvas canvas;
  draw_balance_chart(canvas, example(), 0, 0, 300, 200, u, ThemeKind::light);
  const auto landfill = rects_of(canvas, geo::Sector::landfill, ThemeKind::light);
  const auto energy = rects_of(canvas, geo::Sector::energy, ThemeKind::light);
  const auto sink = rects_of(canvas, ChartColour::sinks(), ThemeKind::light);
  ASSERT_EQ(landfill.size(), 3u);
  ASSERT_EQ(energy.size(), 3u);
  ASSERT_EQ(sink.size(), 3u);
  const double gap = 0.6;  // between segments
  EXPECT_NEAR((landfill[0].h + gap) / (energy[0].h + gap), 900.0 / 500, 0.01);
  EXPECT_NEAR((landfill[0].h + gap) / (sink[0].h + gap), 900.0 / 100, 0.05);
  EXPECT_NEAR(energy[0].y + energy[0].h + gap, landfill[0].y, 1e-9) << "energy stands on the landfill";
  EXPECT_GT(sink[0].y, landfill[0].y + landfill[0].h - 1) << "removals lie below zero";
  EXPECT_NEAR(landfill[1].x - landfill[0].x, landfill[2].x - landfill[1].x, 1e-9);
  EXPECT_NEAR(landfill[0].w / (landfill[1].x - landfill[0].x), 0.84, 1e-9);
}

TEST(BalanceChartDrawing, TheHeightOfAColumnIsTheSumOfItsStacks) {
  RecordingCanvas canvas;
  const BalanceChart chart = example();
  const render::ChartPlot plot = draw_balance_chart(canvas, chart, 0, 0, 300, 200, u, ThemeKind::light);
  const auto energy = rects_of(canvas, geo::Sector::energy, ThemeKind::light);
  for (std::size_t i = 0; i < 3; ++i)
    EXPECT_NEAR(energy[i].y, plot.y_of(chart.stacks[0].values_t[i] + chart.stacks[1].values_t[i]) + 0.3, 1e-9);
  for (const auto& text : canvas.texts)
    if (text.words == "1000") {
      EXPECT_NEAR(text.middle, plot.y_of(1000), 1e-9);
    }
  EXPECT_TRUE(canvas.says("1000") && canvas.says("0"));
}

// Every pixel of data lies between the lowest and the highest step.
TEST(BalanceChartDrawing, TheStepsCoverColumnsBandAndTarget) {
  BalanceChart chart = example();
  chart.net_high_t = {2300, not_known, 800};
  chart.net_low_t = {-1700, not_known, 0};
  chart.target = {{2020, 3100}, {2022, 0}};
  RecordingCanvas canvas;
  const render::ChartPlot plot = draw_balance_chart(canvas, chart, 0, 0, 400, 200, u, ThemeKind::dark);
  EXPECT_GE(plot.high, 3100);
  EXPECT_LE(plot.low, -1700);
  for (const auto& line : canvas.lines)
    for (const CanvasPoint p : line.points) {
      EXPECT_GE(p.y, plot.top - 1);
      EXPECT_LE(p.y, plot.bottom + 1);
    }
}

TEST(BalanceChartDrawing, ShowsNothingForAYearWithoutFiguresAndBreaksTheNetLine) {
  BalanceChart chart;
  chart.years = {2018, 2019, 2020, 2021, 2022, 2024, 2025};
  chart.stacks = {{"landfill", geo::Sector::landfill, {9, 9, not_known, 5, 5, 4, 4}}};
  chart.net_t = chart.stacks[0].values_t;
  RecordingCanvas canvas;
  draw_balance_chart(canvas, chart, 0, 0, 300, 200, u, ThemeKind::light);
  EXPECT_EQ(lines_of(canvas, render::map_theme(ThemeKind::light).text), 3u) << "2020 is not known, 2023 is missing";
  EXPECT_EQ(rects_of(canvas, geo::Sector::landfill, ThemeKind::light).size(), 6u);
}

TEST(BalanceChartDrawing, PlotFindsTheYearUnderAPlace) {
  RecordingCanvas canvas;
  BalanceChart chart = example();
  chart.chosen_year = 2021;
  const render::ChartPlot plot = draw_balance_chart(canvas, chart, 10, 0, 300, 200, u, ThemeKind::dark);
  for (int y = 2020; y <= 2022; ++y) EXPECT_EQ(plot.year_at(plot.x_of(y)), y);
  EXPECT_EQ(plot.year_at(-1e9), 2020);
  EXPECT_EQ(plot.year_at(1e9), 2022);
  EXPECT_TRUE(canvas.says("2021"));
  EXPECT_GE(canvas.extent.left, 10);
  EXPECT_LE(canvas.extent.right, 310.001);
  EXPECT_LE(canvas.extent.bottom, 200);
}

TEST(BalanceChartDrawing, WhatIsUnderThePointerIsWhatIsDrawnThere) {
  RecordingCanvas canvas;
  const BalanceChart chart = example();
  const render::ChartPlot plot = draw_balance_chart(canvas, chart, 0, 0, 300, 200, u, ThemeKind::light);
  const auto under = [&](int year, double units) { return hit(chart, plot, {plot.x_of(year), plot.y_of(units)}); };
  for (std::size_t s = 0; s < 3; ++s)
    for (const auto& r : rects_of(canvas, chart.stacks[s].colour, ThemeKind::light)) {
      const auto found = hit(chart, plot, {r.x + r.w / 2, r.y + r.h / 2});
      ASSERT_TRUE(found);
      EXPECT_EQ(found->stack, s);
    }
  EXPECT_EQ(under(2021, 799)->stack, 0u);
  EXPECT_EQ(under(2021, 801)->stack, 1u);
  EXPECT_EQ(under(2022, -299)->stack, 2u);
  EXPECT_EQ(under(2021, 1300)->year, 2021);
  EXPECT_FALSE(under(2021, 1300)->stack) << "above the column";
  EXPECT_FALSE(hit(chart, plot, {plot.left - 1, 50}));
  EXPECT_FALSE(hit(BalanceChart(), plot, {100, 50}));
}

TEST(BalanceChartDrawing, KeepsYearNumbersApart) {
  BalanceChart chart;
  for (int y = 1903; y < 2099; ++y) chart.years.push_back(y);
  chart.stacks = {{"landfill", geo::Sector::landfill, std::vector<double>(chart.years.size(), 10)}};
  for (const double width : {60.0, 150.0, 400.0, 900.0}) {
    RecordingCanvas canvas;
    chart.chosen_year = 2031;
    draw_balance_chart(canvas, chart, 0, 0, width, 200, u, ThemeKind::light);
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

TEST(BalanceChartDrawing, KeepsTheNumbersOfTheAxisApartAtAnyHeight) {
  for (const double height : {45.0, 60.0, 90.0, 150.0, 400.0}) {
    RecordingCanvas canvas;
    const render::ChartPlot plot = draw_balance_chart(canvas, example(), 0, 0, 300, height, u, ThemeKind::light, false);
    std::vector<double> middles;
    for (const auto& t : canvas.texts)
      if (t.right() <= plot.left) middles.push_back(t.middle);
    std::sort(middles.begin(), middles.end());
    for (std::size_t i = 1; i < middles.size(); ++i) EXPECT_GE(middles[i] - middles[i - 1], u) << height;
  }
}

// Removals of a few tonnes below emissions of thousands do not take a fifth of the height, and never leave the plot.
TEST(BalanceChartDrawing, AStepThatIsHardlyUsedTakesNoRoom) {
  BalanceChart chart = example();
  for (const double removed : {5.0, 60.0, 100.0, 300.0, 4000.0}) {
    chart.stacks[2].values_t = {-removed, -removed, -removed};
    chart.net_t.clear();
    chart.net_low_t.clear();
    chart.net_high_t.clear();
    RecordingCanvas canvas;
    const render::ChartPlot plot = draw_balance_chart(canvas, chart, 0, 0, 300, 200, u, ThemeKind::light);
    EXPECT_LE(plot.low, -removed);
    EXPECT_GE(plot.high, 1400);
    EXPECT_LT((plot.high - plot.low) / (1400 + removed), 1.35) << removed;
    std::size_t numbers = 0;
    for (const auto& t : canvas.texts) numbers += t.right() <= plot.left ? 1 : 0;
    EXPECT_GE(numbers, 2u);
  }
}

/// Everything that was drawn has a place and lies in the rectangle that the chart was given, but for halves of lines.
void expect_sound(const RecordingCanvas& canvas, double w, double h, const std::string& what) {
  EXPECT_EQ(canvas.open_clips, 0) << what;
  const auto sound = [](double v) { return std::isfinite(v) && std::abs(v) < 1e5; };
  for (const auto& r : canvas.rects) {
    EXPECT_TRUE(sound(r.x) && sound(r.y) && sound(r.w) && sound(r.h)) << what;
    EXPECT_GE(r.w, 0) << what;
    EXPECT_GE(r.h, 0) << what;
  }
  for (const auto& l : canvas.lines)
    for (const CanvasPoint p : l.points) EXPECT_TRUE(sound(p.x) && sound(p.y)) << what;
  for (const auto& p : canvas.polygons)
    for (const CanvasPoint q : p) EXPECT_TRUE(sound(q.x) && sound(q.y)) << what;
  for (const auto& t : canvas.texts) EXPECT_TRUE(sound(t.left) && sound(t.middle)) << what;
  if (canvas.extent.right > canvas.extent.left) {
    EXPECT_GE(canvas.extent.left, -1) << what;
    EXPECT_LE(canvas.extent.right, w + 1) << what;
    EXPECT_GE(canvas.extent.top, -1) << what;
    EXPECT_LE(canvas.extent.bottom, h + 1) << what;
  }
}

std::vector<BalanceChart> odd_charts() {
  std::vector<BalanceChart> charts(1);
  charts.push_back(example());
  charts.push_back(example());
  for (auto& stack : charts.back().stacks) stack.values_t = {not_known, INFINITY, -INFINITY};
  charts.back().net_t = {not_known, INFINITY, 5};
  charts.push_back(example());
  charts.back().stacks[0].values_t = {5};  // too short
  charts.back().net_low_t = {1, not_known, 3};
  charts.push_back(example());
  charts.back().unit_t = 0;
  charts.push_back(BalanceChart{});
  charts.back().years = {2020};
  charts.back().stacks = {{"one", geo::Sector::energy, {5}}};
  charts.back().net_t = {5};
  charts.back().net_low_t = {4};
  charts.back().net_high_t = {6};
  for (const double size : {0.0, 1e-300, 1e-5, 1e12, 1e299, 1e308}) {
    charts.push_back(example());
    for (auto& stack : charts.back().stacks)
      for (double& v : stack.values_t) v *= size;
    charts.back().net_t = {-size, size, 0};
    charts.back().target = {{2020, size}, {2021, -size}};
  }
  BalanceChart long_one;
  for (int y = 1900; y < 2100; ++y) long_one.years.push_back(y);
  for (std::size_t s = 0; s < geo::EnumText<geo::Sector>::names.size(); ++s) {
    long_one.stacks.push_back({"s", static_cast<geo::Sector>(s), {}});
    for (int y = 0; y < 200; ++y) long_one.stacks.back().values_t.push_back(100 + 10 * std::sin(y * 0.1));
  }
  charts.push_back(long_one);
  for (BalanceChart& chart : charts) {
    chart.unit = "kt CO₂e/a";
    chart.number = [](double v, int) { return std::to_string(static_cast<int>(std::fmod(v, 1e6))); };
    chart.chosen_year = 2021;
  }
  return charts;
}

TEST(BalanceChartDrawing, OfNothingOneYearTwoHundredYearsBrokenHugeAndTinyNumbersIsSound) {
  const auto charts = odd_charts();
  for (std::size_t i = 0; i < charts.size(); ++i)
    for (const double width : {1600.0, 260.0, 90.0})
      for (const double height : {200.0, 40.0}) {
        RecordingCanvas canvas;
        draw_balance_chart(canvas, charts[i], 0, 0, width, height, u, ThemeKind::dark_contrast);
        expect_sound(canvas, width, height, "chart " + std::to_string(i) + " at " + std::to_string(width));
      }
  RecordingCanvas canvas;
  draw_balance_chart(canvas, example(), 0, 0, 0, 0, u, ThemeKind::light);
}

TEST(ChartColours, EachHasAPatternOrALightnessOfItsOwn) {
  // What was drawn over the fill, as the directions of its lines and the sizes of its rectangles.
  const auto pattern = [](ChartColour colour) {
    RecordingCanvas canvas;
    fill_patterned(canvas, 0, 0, 60, 60, colour, 1, u, ThemeKind::light);
    std::set<std::string> parts;
    for (const auto& line : canvas.lines)
      parts.insert((line.points[0].x - line.points[1].x) * (line.points[0].y - line.points[1].y) > 0 ? "\\" : "/");
    for (std::size_t i = 1; i < canvas.rects.size(); ++i) parts.insert(canvas.rects[i].w > 10 ? "-" : ".");
    return parts;
  };
  const auto lightness = [](render::Colour c) { return (0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b) / 255; };
  std::vector<ChartColour> colours;
  for (std::size_t s = 0; s < 9; ++s) colours.emplace_back(static_cast<geo::Sector>(s));
  colours.push_back(ChartColour::sinks());
  for (const ThemeKind theme : {ThemeKind::light, ThemeKind::dark})
    for (std::size_t i = 0; i < colours.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (pattern(colours[i]) == pattern(colours[j])) {
          EXPECT_GT(std::abs(lightness(colours[i].in(theme)) - lightness(colours[j].in(theme))), 0.12) << i << " " << j;
        }
}

TEST(ChartColours, APatternStaysInItsRectangle) {
  for (std::size_t s = 0; s < 9; ++s)
    for (const double w : {1.0, 4.0, 7.3, 50.0})
      for (const double h : {0.5, 5.0, 80.0}) {
        RecordingCanvas canvas;
        fill_patterned(canvas, 13.7, 20.2, w, h, static_cast<geo::Sector>(s), 1, u, ThemeKind::light);
        EXPECT_GE(canvas.extent.left, 13.7 - 1e-9);
        EXPECT_LE(canvas.extent.right, 13.7 + w + 1e-9);
        EXPECT_GE(canvas.extent.top, 20.2 - 1e-9);
        EXPECT_LE(canvas.extent.bottom, 20.2 + h + 1e-9);
      }
}

SeriesChart model_and_register() {
  SeriesChart chart;
  render::ModelledSeries model{"model", geo::Sector::landfill, false, {}};
  for (int y = 2010; y < 2030; ++y)
    model.years.push_back({y, 1000.0 - 20 * (y - 2010), 900.0 - 20 * (y - 2010), 1100.0 - 20 * (y - 2010)});
  chart.modelled = {model};
  chart.measured = {{"register",
                     {},
                     {{2017, 914, geo::MassMethod::measured},
                      {2018, 781, geo::MassMethod::measured},
                      {2020, 843, geo::MassMethod::calculated},
                      {2021, not_known, geo::MassMethod::measured},
                      {2022, 808, geo::MassMethod::estimated}}}};
  chart.number = plain_number;
  chart.unit = "t CH₄/a";
  return chart;
}

TEST(SeriesChartDrawing, AYearWithoutAFigureIsAGapAndNeverZero) {
  RecordingCanvas canvas;
  const render::ChartPlot plot = draw_series_chart(canvas, model_and_register(), 0, 0, 500, 200, u, ThemeKind::light);
  // 2017-2018 are joined; 2020 and 2022 stand alone.
  const render::Colour joined = render::with_alpha(render::map_theme(ThemeKind::light).text, 0.6);
  ASSERT_EQ(lines_of(canvas, joined), 1u);
  for (const auto& line : canvas.lines)
    if (line.colour == joined) {
      ASSERT_EQ(line.points.size(), 2u);
      EXPECT_NEAR(line.points[0].y, plot.y_of(914), 1e-9);
      EXPECT_NEAR(line.points[1].x, plot.x_of(2018), 1e-9);
    }
  EXPECT_EQ(canvas.circles, 3u) << "two measured, one calculated; the estimated one is a diamond";
}

TEST(SeriesChartDrawing, ABandAndALineForEachRunOfYears) {
  SeriesChart chart = model_and_register();
  auto& years = chart.modelled[0].years;
  years[5].value_t = not_known;
  years[10].low_t = not_known;
  RecordingCanvas canvas;
  draw_series_chart(canvas, chart, 0, 0, 500, 200, u, ThemeKind::light);
  EXPECT_EQ(lines_of(canvas, render::sector_colour(geo::Sector::landfill, ThemeKind::light)), 2u);
  EXPECT_EQ(std::count_if(canvas.polygons.begin(), canvas.polygons.end(), [](const auto& p) { return p.size() > 8; }),
            2);
}

TEST(SeriesChartDrawing, WhatIsNearThePointerIsFoundWithItsYear) {
  const SeriesChart chart = model_and_register();
  RecordingCanvas canvas;
  const render::ChartPlot plot = draw_series_chart(canvas, chart, 0, 0, 600, 300, u, ThemeKind::light);
  const auto near = [&](int year, double units) { return hit(chart, plot, {plot.x_of(year), plot.y_of(units)}, 6); };
  EXPECT_EQ(near(2018, 785)->measured, 0u);
  EXPECT_EQ(near(2018, 840)->modelled, 0u);
  EXPECT_FALSE(near(2018, 840)->measured);
  EXPECT_EQ(near(2019, 300)->year, 2019);
  EXPECT_FALSE(near(2019, 300)->modelled);
  EXPECT_FALSE(near(2021, 0)->measured) << "an unknown year is not at zero";
  EXPECT_FALSE(hit(SeriesChart(), {}, {5, 5}, 6));
}

TEST(SeriesChartDrawing, OfNothingOneYearAndBrokenNumbersIsSound) {
  std::vector<SeriesChart> charts(2);
  charts[1].modelled = {{"one", geo::Sector::energy, true, {{2020, 5, 4, 6}}}};
  charts[1].measured = {{"one", {}, {{2020, INFINITY, {}}}}};
  for (const double size : {0.0, 1e-299, 1e9, 1e299, 1e308}) {
    charts.push_back(model_and_register());
    for (auto& y : charts.back().modelled[0].years) y = {y.year, y.value_t * size, -y.low_t * size, y.high_t * size};
  }
  for (std::size_t i = 0; i < charts.size(); ++i)
    for (const double width : {1600.0, 260.0}) {
      charts[i].number = [](double v, int) { return std::to_string(static_cast<int>(std::fmod(v, 1e6))); };
      RecordingCanvas canvas;
      draw_series_chart(canvas, charts[i], 0, 0, width, 200, u, ThemeKind::light_contrast);
      // A single line through the year's middle stands for a point: within the plot too.
      expect_sound(canvas, width, 200, "chart " + std::to_string(i));
    }
}

TEST(ContributionBars, AreInProportionOnOneScale) {
  const std::vector<render::ContributionBar> bars{{"Landfill DOC", "61 %", 0.61, geo::Sector::landfill},
                                                  {"Recovery", "30 %", 0.305, {}},
                                                  {"Nothing", "0 %", 0, {}},
                                                  {"Unknown", "–", not_known, {}}};
  RecordingCanvas canvas;
  draw_contribution_bars(canvas, bars, 0, 0, 300, u, ThemeKind::light);
  const auto first = rects_of(canvas, geo::Sector::landfill, ThemeKind::light);
  const auto second = rects_of(canvas, {}, ThemeKind::light);
  ASSERT_EQ(first.size(), 1u);
  ASSERT_EQ(second.size(), 1u) << "neither zero nor the unknown has a bar";
  EXPECT_NEAR(first[0].w, 2 * second[0].w, 1e-9);
  expect_sound(canvas, 300, render::contribution_bars_height(bars.size(), u), "bars");
  EXPECT_TRUE(canvas.says("61 %"));
}

TEST(ContributionBars, BelowZeroGoesLeftOfAbove) {
  const std::vector<render::ContributionBar> bars{{"more", "+5", 5, geo::Sector::energy},
                                                  {"less", "−5", -5, ChartColour::sinks()}};
  RecordingCanvas canvas;
  draw_contribution_bars(canvas, bars, 0, 0, 300, u, ThemeKind::light);
  const auto more = rects_of(canvas, geo::Sector::energy, ThemeKind::light);
  const auto less = rects_of(canvas, ChartColour::sinks(), ThemeKind::light);
  EXPECT_NEAR(less.at(0).x + less[0].w, more.at(0).x, 1e-9);
  EXPECT_NEAR(less[0].w, more[0].w, 1e-9);
}

TEST(ContributionBars, TheRowUnderThePointerIsFound) {
  const std::vector<render::ContributionBar> bars(3);
  const double row = render::contribution_bars_height(1, u);
  EXPECT_EQ(hit(bars, 0, u), 0u);
  EXPECT_EQ(hit(bars, 2.5 * row, u), 2u);
  EXPECT_FALSE(hit(bars, 3 * row, u));
  EXPECT_FALSE(hit(bars, -1, u));
  EXPECT_FALSE(render::hit({}, 0, u));
}

TEST(ChartLegend, WrapsIntoRowsAndMeasuresWhatItDraws) {
  using Sign = render::ChartLegendEntry::Sign;
  std::vector<render::ChartLegendEntry> entries;
  for (const char* word : {"Kaatopaikka", "Energia", "Prosessit", "Jätteenkäsittely", "Logistiikka", "Nielut"})
    entries.push_back({word, geo::Sector::energy});
  for (const Sign sign : {Sign::line, Sign::dashes, Sign::band, Sign::target, Sign::mark})
    entries.push_back({"A word that is much too long for the width that it has here", {}, sign});
  RecordingCanvas canvas, dry;
  const double height = draw_chart_legend(canvas, entries, 5, 7, 220, u, ThemeKind::light);
  EXPECT_EQ(draw_chart_legend(dry, entries, 5, 7, 220, u, ThemeKind::light, true), height);
  EXPECT_TRUE(dry.texts.empty());
  EXPECT_LE(canvas.extent.right, 225);
  EXPECT_LE(canvas.extent.bottom, 7 + height);
  ASSERT_EQ(canvas.texts.size(), entries.size());
  for (std::size_t i = 0; i < canvas.texts.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      EXPECT_TRUE(canvas.texts[i].middle != canvas.texts[j].middle || canvas.texts[i].left >= canvas.texts[j].right() ||
                  canvas.texts[j].left >= canvas.texts[i].right());
  EXPECT_EQ(draw_chart_legend(dry, {}, 0, 0, 100, u, ThemeKind::light), 0);
}

}  // namespace
