#include "render/chart.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

/// Share of a year's width that stays free between columns, while columns are wide enough to be seen apart.
constexpr double chart_column_gap = 0.16;
constexpr double narrowest_apart_px = 3;
/// A column of the only year is no wall [u].
constexpr double widest_column = 5;

/// Values of a chart as units of its axis; a list that is too short is not known at its end.
class Values {
public:
  explicit Values(const BalanceChart& chart) : unit_t_(chart.unit_t > 0 ? chart.unit_t : 1) {}
  [[nodiscard]] double of(double mass_t) const { return drawable(mass_t) ? mass_t / unit_t_ : not_known; }
  [[nodiscard]] double at(const std::vector<double>& masses_t, std::size_t i) const {
    return i < masses_t.size() ? of(masses_t[i]) : not_known;
  }

private:
  double unit_t_;
};

/// From where to where each stack reaches in a year; nothing where it has no figure.
std::vector<std::optional<std::pair<double, double>>> segments_of(const BalanceChart& chart, std::size_t year) {
  const Values values(chart);
  std::vector<std::optional<std::pair<double, double>>> segments;
  double up = 0, down = 0;
  for (const ChartStack& stack : chart.stacks) {
    const double value = values.at(stack.values_t, year);
    double& reach = value < 0 ? down : up;
    if (drawable(value) && value != 0) {
      segments.emplace_back(std::pair{reach, reach + value});
      reach += value;
    } else {
      segments.emplace_back(std::nullopt);
    }
  }
  return segments;
}

std::optional<ChartAxes::Range> range_of(const BalanceChart& chart) {
  if (chart.years.empty()) return std::nullopt;
  const Values values(chart);
  ChartAxes::Range range{chart.years.front(), chart.years.back(), 0, 0};
  const auto cover = [&](double value) {
    if (!drawable(value)) return;
    range.low = std::min(range.low, value);
    range.high = std::max(range.high, value);
  };
  for (std::size_t i = 0; i < chart.years.size(); ++i) {
    for (const auto& segment : segments_of(chart, i))
      if (segment) cover(segment->second);
    for (const auto* line : {&chart.net_t, &chart.net_low_t, &chart.net_high_t}) cover(values.at(*line, i));
  }
  for (const auto& [year, mass_t] : chart.target) cover(values.of(mass_t));
  return range;
}

class BalanceDrawing {
public:
  BalanceDrawing(Canvas& canvas, const BalanceChart& chart, const ChartPlot& plot, double u, ThemeKind theme)
      : canvas_(canvas),
        chart_(chart),
        plot_(plot),
        values_(chart),
        t_(map_theme(theme)),
        theme_(theme),
        u_(u),
        px_(u / 17) {}

  void columns() {
    const double pitch = plot_.x_of(1) - plot_.x_of(0);
    const bool apart = pitch >= narrowest_apart_px * px_;
    const double width = std::min(apart ? pitch * (1 - chart_column_gap) : pitch, widest_column * u_);
    const double between = apart ? 0.6 * px_ : 0;
    for (std::size_t i = 0; i < chart_.years.size(); ++i) {
      const double left = plot_.x_of(chart_.years[i]) - width / 2;
      const bool paler = chart_.last_measured_year && chart_.years[i] > *chart_.last_measured_year;
      const auto segments = segments_of(chart_, i);
      for (std::size_t s = 0; s < segments.size(); ++s) {
        if (!segments[s]) continue;
        const auto [from, to] = *segments[s];
        const double top = plot_.y_of(std::max(from, to)), bottom = plot_.y_of(std::min(from, to));
        fill_patterned(canvas_, left, top + between / 2, width, std::max(bottom - top - between, 0.0),
                       chart_.stacks[s].colour, paler ? 0.8 : 1, u_, theme_);
      }
    }
  }

  void interval() {
    const auto known = [&](std::size_t i) {
      return drawable(values_.at(chart_.net_low_t, i)) && drawable(values_.at(chart_.net_high_t, i));
    };
    const Colour ink = with_alpha(t_.text, is_dark(theme_) ? 0.22 : 0.16);
    for (const YearRun run : year_runs(chart_.years, known)) {
      std::vector<CanvasPoint> band;
      for (std::size_t i = run.first; i < run.end; ++i) band.push_back(point(chart_.net_low_t, i));
      for (std::size_t i = run.end; i-- > run.first;) band.push_back(point(chart_.net_high_t, i));
      if (band.size() > 2) {
        canvas_.fill_polygon(band, ink);
      } else if (std::abs(band[0].y - band[1].y) > px_) {
        canvas_.line(band, t_.text, px_);
      }
    }
  }

  void net() {
    const auto known = [&](std::size_t i) { return drawable(values_.at(chart_.net_t, i)); };
    for (const YearRun run : year_runs(chart_.years, known)) {
      std::vector<CanvasPoint> line;
      for (std::size_t i = run.first; i < run.end; ++i) line.push_back(point(chart_.net_t, i));
      if (line.size() == 1) {
        canvas_.circle(line.front(), 2.5 * px_, t_.text, t_.panel, px_);
        continue;
      }
      canvas_.line(line, t_.panel, 4 * px_);
      canvas_.line(line, t_.text, 2 * px_);
    }
  }

  void target() {
    std::vector<CanvasPoint> line;
    for (const auto& [year, mass_t] : chart_.target)
      if (year >= plot_.first_year && year <= plot_.last_year && drawable(values_.of(mass_t)))
        line.push_back({plot_.x_of(year), plot_.y_of(values_.of(mass_t))});
    if (line.size() < 2) return;
    canvas_.line(line, t_.panel, 3.6 * px_);
    canvas_.line(line, t_.accent, 1.8 * px_, 5 * px_, 3 * px_);
  }

private:
  [[nodiscard]] CanvasPoint point(const std::vector<double>& masses_t, std::size_t i) const {
    return {plot_.x_of(chart_.years[i]), plot_.y_of(values_.at(masses_t, i))};
  }

  Canvas& canvas_;
  const BalanceChart& chart_;
  const ChartPlot& plot_;
  Values values_;
  const MapTheme& t_;
  ThemeKind theme_;
  double u_;
  double px_;
};

}  // namespace

ChartPlot draw_balance_chart(Canvas& canvas, const BalanceChart& chart, double x, double y, double w, double h,
                             double u, ThemeKind theme, bool year_numbers) {
  ChartAxes axes(canvas, u, theme);
  const auto range = range_of(chart);
  const ChartPlot plot = axes.begin({x, y, w, h, year_numbers}, chart.unit, range, chart.number);
  if (!range || plot.bottom - plot.top < u || plot.right <= plot.left) return plot;
  BalanceDrawing drawing(canvas, chart, plot, u, theme);
  drawing.columns();
  drawing.interval();
  axes.zero(plot);
  drawing.target();
  drawing.net();
  axes.chosen_year(plot, chart.chosen_year);
  if (year_numbers) axes.year_numbers(plot, chart.chosen_year);
  return plot;
}

std::optional<BalanceChartHit> hit(const BalanceChart& chart, const ChartPlot& plot, CanvasPoint at) {
  if (chart.years.empty() || !plot.contains(at)) return std::nullopt;
  BalanceChartHit found{plot.year_at(at.x), std::nullopt};
  const auto year = std::lower_bound(chart.years.begin(), chart.years.end(), found.year);
  if (year == chart.years.end() || *year != found.year) return found;
  const auto segments = segments_of(chart, static_cast<std::size_t>(year - chart.years.begin()));
  const double units = plot.units_at(at.y);
  for (std::size_t s = 0; s < segments.size(); ++s)
    if (segments[s] && units >= std::min(segments[s]->first, segments[s]->second) &&
        units < std::max(segments[s]->first, segments[s]->second))
      found.stack = s;
  return found;
}

}  // namespace render
