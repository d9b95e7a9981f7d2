#include "render/chart_axes.hpp"

#include "render/text_fit.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

namespace render {

bool drawable(double value) {
  return std::abs(value) < 1e300;
}

int ChartPlot::year_at(double x) const {
  if (!(right > left)) return first_year;
  const double share = std::clamp((x - left) / (right - left), 0.0, 1.0);
  return std::min(last_year, first_year + static_cast<int>(share * (last_year - first_year + 1)));
}

double ChartPlot::units_at(double y) const {
  return bottom > top ? low + (bottom - y) / (bottom - top) * (high - low) : low;
}

AxisSteps axis_steps(double low, double high, double wanted) {
  low = drawable(low) ? std::min(low, 0.0) : 0;
  high = drawable(high) ? std::max(high, 0.0) : 0;
  if (!(high - low > 1e-290)) return {0, 1, 1};
  const double rough = (high - low) / std::max(wanted, 1.0);
  const double decade = std::pow(10, std::floor(std::log10(rough)));
  double step = 10 * decade;
  for (const double s : {5.0, 2.0, 1.0})
    if (s * decade >= rough * 0.999) step = s * decade;
  return {std::floor(low / step + 1e-9) * step, std::ceil(high / step - 1e-9) * step, step};
}

namespace {

/// The outermost step at an end is left out where less than this share of it is used and two steps stay.
constexpr double used_share = 0.4;
constexpr double chart_margin = 0.03;

std::pair<double, double> ends_of(const AxisSteps& steps, double low, double high) {
  double bottom = steps.low, top = steps.high;
  const double room = chart_margin * (high - low);
  if (high > steps.step && high - (steps.high - steps.step) < used_share * steps.step) top = high + room;
  const bool two_stay = top >= steps.step;
  if (two_stay && low < 0 && (steps.low + steps.step) - low < used_share * steps.step) bottom = low - room;
  return {bottom, top};
}

/// The steps in the plot, counted from zero, so that zero is exactly zero.
template <class F>
void for_steps(const ChartPlot& plot, double step, const F& f) {
  const double last = std::floor(plot.high / step + 1e-9);
  for (double k = std::ceil(plot.low / step - 1e-9); k <= last; ++k) f(k * step);
}

}  // namespace

std::vector<YearRun> year_runs(std::span<const int> years, const std::function<bool(std::size_t)>& known) {
  std::vector<YearRun> runs;
  bool open = false;
  for (std::size_t i = 0; i < years.size(); ++i) {
    if (!known(i)) {
      open = false;
    } else if (open && years[i] == years[i - 1] + 1) {
      runs.back().end = i + 1;
    } else {
      runs.push_back({i, i + 1});
      open = true;
    }
  }
  return runs;
}

ChartPlot ChartAxes::begin(const Place& place, const std::string& unit, const std::optional<Range>& range,
                           const NumberText& number) {
  const double head = std::floor(1.3 * u_);
  canvas_.text(place.x + place.w, place.y + head / 2, ellipsised(canvas_, unit, size_.small, Weight::regular, place.w),
               size_.small, Weight::regular, t_.text3, Align::right);
  ChartPlot plot;
  plot.left = place.x;
  plot.right = place.x + place.w;
  plot.top = place.y + head;
  plot.bottom = place.y + place.h - (place.year_numbers ? std::floor(1.35 * u_) : 0);
  if (!range || plot.bottom - plot.top < u_) return plot;
  plot.first_year = range->first_year;
  plot.last_year = std::max(range->first_year, range->last_year);
  // A number needs about a line and a half.
  const double wanted = std::clamp((plot.bottom - plot.top) / (1.6 * u_), 1.0, 5.0);
  const AxisSteps steps = axis_steps(range->low, range->high, wanted);
  std::tie(plot.low, plot.high) = ends_of(steps, range->low, range->high);
  plot.left = place.x + std::ceil(numbers(plot, place.x, steps.step, number) + 0.5 * u_);
  for_steps(plot, steps.step, [&](double value) {
    if (value != 0) level(plot, value, t_.grid);
  });
  return plot;
}

double ChartAxes::numbers(const ChartPlot& plot, double x, double step, const NumberText& number) {
  if (!number) return 0;
  const int decimals = static_cast<int>(std::clamp(-std::floor(std::log10(step * 1.0001)), 0.0, 9.0));
  double width = 0;
  for_steps(plot, step, [&](double value) {
    width = std::max(width, canvas_.text_width(number(value, decimals), size_.micro, Weight::medium));
  });
  const double line = 1.1 * u_;
  double free_below = HUGE_VAL;
  for_steps(plot, step, [&](double value) {
    const double y = plot.y_of(value);
    if (y + line / 2 > free_below) return;
    canvas_.text(x + width, y, number(value, decimals), size_.micro, Weight::medium, t_.text3, Align::right);
    free_below = y - line / 2;
  });
  return width;
}

void ChartAxes::level(const ChartPlot& plot, double value, Colour colour) {
  const double y = std::floor(plot.y_of(value)) + 0.5 * px_;
  const CanvasPoint line[] = {{plot.left, y}, {plot.right, y}};
  canvas_.line(line, colour, px_);
}

void ChartAxes::chosen_year(const ChartPlot& plot, std::optional<int> year) {
  if (!year || *year < plot.first_year || *year > plot.last_year) return;
  const double x = std::floor(plot.x_of(*year));
  const CanvasPoint line[] = {{x, plot.top}, {x, plot.bottom}};
  canvas_.line(line, t_.accent, 1.5 * px_);
}

void ChartAxes::year_numbers(const ChartPlot& plot, std::optional<int> chosen_year) {
  const double middle = plot.bottom + 0.75 * u_;
  const auto words = [](int year) { return std::to_string(year); };
  const double width = canvas_.text_width(words(plot.last_year), size_.micro, Weight::medium) + 0.6 * u_;
  const double pitch = plot.x_of(1) - plot.x_of(0);
  int step = 1;
  for (const int s : {1, 5, 10, 20, 50, 100}) {
    step = s;
    if (pitch * s >= width) break;
  }
  const bool chosen = chosen_year && *chosen_year >= plot.first_year && *chosen_year <= plot.last_year;
  const auto kept_inside = [&](double at, double half) {
    return std::clamp(at, std::min(plot.left + half, plot.right - half), std::max(plot.left + half, plot.right - half));
  };
  const double half = width / 2 - 0.3 * u_;
  double free_from = -HUGE_VAL;
  for (int year = plot.first_year; year <= plot.last_year; ++year) {
    if (year % step != 0 || (chosen && std::abs(plot.x_of(year) - plot.x_of(*chosen_year)) < width)) continue;
    const double at = kept_inside(plot.x_of(year), half);
    if (at - half < free_from) continue;
    canvas_.text(at, middle, words(year), size_.micro, Weight::medium, t_.text3, Align::centre);
    free_from = at + half + 0.3 * u_;
  }
  if (chosen)
    canvas_.text(kept_inside(plot.x_of(*chosen_year), half), middle, words(*chosen_year), size_.small, Weight::strong,
                 t_.accent, Align::centre);
}

}  // namespace render
