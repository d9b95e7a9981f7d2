// The axes that charts by year share: round steps of values at the left, years below, a line at the chosen year.
#pragma once

#include "render/canvas.hpp"
#include "render/type_sizes.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace render {

/// Writes a number of an axis with so many decimals.
using NumberText = std::function<std::string(double value, int decimals)>;

/// Values of an axis: steps of the 1-2-5 series that cover the range and hold 0; about `wanted` of them.
struct AxisSteps {
  double low = 0, high = 1, step = 1;
};
[[nodiscard]] AxisSteps axis_steps(double low, double high, double wanted = 5);

/// Where the chart's years and values lie, for a slider under it and for what is under the pointer.
struct ChartPlot {
  double left = 0, right = 0, top = 0, bottom = 0;
  int first_year = 0, last_year = 0;
  double low = 0, high = 1;  ///< at the bottom and at the top, in units of the axis
  /// The middle of a year's column.
  [[nodiscard]] double x_of(double year) const {
    return left + (right - left) * (year - first_year + 0.5) / (last_year - first_year + 1);
  }
  [[nodiscard]] double y_of(double units) const { return bottom - (units - low) / (high - low) * (bottom - top); }
  [[nodiscard]] int year_at(double x) const;
  [[nodiscard]] double units_at(double y) const;
  [[nodiscard]] bool contains(CanvasPoint p) const { return p.x >= left && p.x < right && p.y >= top && p.y <= bottom; }
};

/// Draws the frame of a chart round what `ChartAxes` says is the plot. Internal to render/.
class ChartAxes {
public:
  ChartAxes(Canvas& canvas, double u, ThemeKind theme)
      : canvas_(canvas), t_(map_theme(theme)), size_(u), u_(u), px_(u / 17) {}

  struct Place {
    double x, y, w, h;
    bool year_numbers;
  };
  struct Range {
    int first_year, last_year;
    double low, high;  ///< in units of the axis
  };
  /// Unit, numbers and grid lines; nothing but the unit without a range or where there is no room.
  ChartPlot begin(const Place& place, const std::string& unit, const std::optional<Range>& range,
                  const NumberText& number);
  void zero(const ChartPlot& plot) { level(plot, 0, t_.axis); }
  void chosen_year(const ChartPlot& plot, std::optional<int> year);
  /// Each year if there is room, else each fifth, tenth ...; the chosen one stands out and drives others away.
  void year_numbers(const ChartPlot& plot, std::optional<int> chosen_year);

private:
  /// Draws the numbers of the steps that lie in the plot; returns their width.
  double numbers(const ChartPlot& plot, double x, double step, const NumberText& number);
  void level(const ChartPlot& plot, double value, Colour colour);

  Canvas& canvas_;
  const MapTheme& t_;
  TypeSizes size_;
  double u_;
  double px_;
};

/// Finite and small enough to be drawn.
[[nodiscard]] bool drawable(double value);

/// Runs of consecutive years for which `known` holds, as [first, last + 1) places in `years`.
struct YearRun {
  std::size_t first = 0, end = 0;
};
[[nodiscard]] std::vector<YearRun> year_runs(std::span<const int> years, const std::function<bool(std::size_t)>& known);

}  // namespace render
