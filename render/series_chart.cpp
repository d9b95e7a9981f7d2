// Modelled lines with their bands beside measured points.
#include "render/chart.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

double units(const SeriesChart& chart, double mass_t) {
  return drawable(mass_t) ? mass_t / (chart.unit_t > 0 ? chart.unit_t : 1) : not_known;
}

std::optional<ChartAxes::Range> range_of(const SeriesChart& chart) {
  std::optional<ChartAxes::Range> range;
  const auto cover = [&](int year, double mass_t) {
    const double value = units(chart, mass_t);
    if (!drawable(value)) return;
    if (!range) range = {year, year, 0, 0};
    range->first_year = std::min(range->first_year, year);
    range->last_year = std::max(range->last_year, year);
    range->low = std::min(range->low, value);
    range->high = std::max(range->high, value);
  };
  for (const ModelledSeries& series : chart.modelled)
    for (const ModelledYear& y : series.years)
      for (const double mass_t : {y.value_t, y.low_t, y.high_t}) cover(y.year, mass_t);
  for (const MeasuredSeries& series : chart.measured)
    for (const MeasuredYear& y : series.years) cover(y.year, y.value_t);
  return range;
}

class SeriesDrawing {
public:
  SeriesDrawing(Canvas& canvas, const SeriesChart& chart, const ChartPlot& plot, double u, ThemeKind theme)
      : canvas_(canvas), chart_(chart), plot_(plot), t_(map_theme(theme)), theme_(theme), px_(u / 17) {}

  void band(const ModelledSeries& series) {
    const auto known = [&](std::size_t i) {
      return drawable(units(chart_, series.years[i].low_t)) && drawable(units(chart_, series.years[i].high_t));
    };
    const Colour ink = with_alpha(series.colour.in(theme_), is_dark(theme_) ? 0.3 : 0.22);
    for (const YearRun run : year_runs(years_of(series.years), known)) {
      std::vector<CanvasPoint> outline;
      for (std::size_t i = run.first; i < run.end; ++i)
        outline.push_back(point(series.years[i].year, series.years[i].low_t));
      for (std::size_t i = run.end; i-- > run.first;)
        outline.push_back(point(series.years[i].year, series.years[i].high_t));
      if (outline.size() > 2) {
        canvas_.fill_polygon(outline, ink);
      } else {
        canvas_.line(outline, series.colour.in(theme_), px_);
      }
    }
  }

  void line(const ModelledSeries& series) {
    const Colour ink = series.colour.in(theme_);
    const auto known = [&](std::size_t i) { return drawable(units(chart_, series.years[i].value_t)); };
    for (const YearRun run : year_runs(years_of(series.years), known)) {
      std::vector<CanvasPoint> points;
      for (std::size_t i = run.first; i < run.end; ++i)
        points.push_back(point(series.years[i].year, series.years[i].value_t));
      if (points.size() == 1) {
        const CanvasPoint dash[] = {{points[0].x - 3 * px_, points[0].y}, {points[0].x + 3 * px_, points[0].y}};
        canvas_.line(dash, ink, 2 * px_);
      } else if (series.dashed) {
        canvas_.line(points, ink, 2 * px_, 6 * px_, 3.5 * px_);
      } else {
        canvas_.line(points, t_.panel, 4 * px_);
        canvas_.line(points, ink, 2 * px_);
      }
    }
  }

  void marks(const MeasuredSeries& series) {
    const Colour ink = series.colour.in(theme_);
    const auto known = [&](std::size_t i) { return drawable(units(chart_, series.years[i].value_t)); };
    for (const YearRun run : year_runs(years_of(series.years), known)) {
      std::vector<CanvasPoint> points;
      for (std::size_t i = run.first; i < run.end; ++i)
        points.push_back(point(series.years[i].year, series.years[i].value_t));
      if (points.size() > 1) canvas_.line(points, with_alpha(ink, 0.6), px_);
      for (std::size_t i = run.first; i < run.end; ++i)
        draw_method_mark(canvas_, points[i - run.first], series.years[i].method, ink, t_.panel, px_);
    }
  }

private:
  template <class Year>
  static std::vector<int> years_of(const std::vector<Year>& years) {
    std::vector<int> numbers;
    for (const Year& y : years) numbers.push_back(y.year);
    return numbers;
  }
  [[nodiscard]] CanvasPoint point(int year, double mass_t) const {
    return {plot_.x_of(year), plot_.y_of(units(chart_, mass_t))};
  }

  Canvas& canvas_;
  const SeriesChart& chart_;
  const ChartPlot& plot_;
  const MapTheme& t_;
  ThemeKind theme_;
  double px_;
};

}  // namespace

ChartPlot draw_series_chart(Canvas& canvas, const SeriesChart& chart, double x, double y, double w, double h, double u,
                            ThemeKind theme, bool year_numbers) {
  ChartAxes axes(canvas, u, theme);
  const auto range = range_of(chart);
  const ChartPlot plot = axes.begin({x, y, w, h, year_numbers}, chart.unit, range, chart.number);
  if (!range || plot.bottom - plot.top < u || plot.right <= plot.left) return plot;
  SeriesDrawing drawing(canvas, chart, plot, u, theme);
  for (const ModelledSeries& series : chart.modelled) drawing.band(series);
  axes.zero(plot);
  axes.chosen_year(plot, chart.chosen_year);
  for (const ModelledSeries& series : chart.modelled) drawing.line(series);
  for (const MeasuredSeries& series : chart.measured) drawing.marks(series);
  if (year_numbers) axes.year_numbers(plot, chart.chosen_year);
  return plot;
}

std::optional<SeriesChartHit> hit(const SeriesChart& chart, const ChartPlot& plot, CanvasPoint at, double reach) {
  if (!plot.contains(at) || plot.last_year == 0) return std::nullopt;
  SeriesChartHit found{plot.year_at(at.x), std::nullopt, std::nullopt};
  double nearest = reach;
  const auto near = [&](int year, double mass_t) {
    if (year != found.year || !drawable(units(chart, mass_t))) return false;
    const double away = std::abs(plot.y_of(units(chart, mass_t)) - at.y);
    if (!(away <= nearest)) return false;
    nearest = away;
    return true;
  };
  for (std::size_t s = 0; s < chart.modelled.size(); ++s)
    for (const ModelledYear& y : chart.modelled[s].years)
      if (near(y.year, y.value_t)) found.modelled = s;
  for (std::size_t s = 0; s < chart.measured.size(); ++s)
    for (const MeasuredYear& y : chart.measured[s].years)
      if (near(y.year, y.value_t)) {
        found.measured = s;
        found.modelled.reset();
      }
  return found;
}

}  // namespace render
