// The chart of the climate balance by year, drawn on any canvas: bars by sector upwards, removals downwards, net line,
// target, the chosen year (look.md section 8, "Charts").
#pragma once

#include "geo/balance/balance.hpp"
#include "render/canvas.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace render {

struct BalanceChart {
  std::vector<geo::BalanceYear> years;         ///< ascending; years that are missing stay empty
  std::optional<int> chosen_year;              ///< a line through the chart
  std::optional<int> last_measured_year;       ///< bars after it are paler
  std::vector<std::pair<int, double>> target;  ///< year and t CO2e, ascending; empty: none
  double unit_t = 1;                           ///< tonnes in one unit of the axis, 1000 for kt
  std::string unit;                            ///< "kt CO₂e/a", translated
  std::function<std::string(double)> number;   ///< writes a number of the axis, in units
};

/// Where the chart's years lie, for a slider under it and for picking a year.
struct ChartPlot {
  double left = 0, right = 0, top = 0, bottom = 0;
  int first_year = 0, last_year = 0;
  /// The middle of a year's bar.
  [[nodiscard]] double x_of(double year) const {
    return left + (right - left) * (year - first_year + 0.5) / (last_year - first_year + 1);
  }
  [[nodiscard]] int year_at(double x) const;
};

/// Draws into the rectangle and returns where the years lie. Without years nothing but the unit is drawn.
ChartPlot draw_balance_chart(Canvas& canvas, const BalanceChart& chart, double x, double y, double w, double h,
                             double u, ThemeKind theme, bool year_numbers = true);

/// One word of a chart's legend with its sign.
struct ChartLegendEntry {
  std::string text;
  Colour colour;
  enum class Sign { box, line, dashes } sign = Sign::box;
};

/// The entries in rows from (x, y), as many in a row as fit; returns the height. With `dry` only measured.
double draw_chart_legend(Canvas& canvas, const std::vector<ChartLegendEntry>& entries, double x, double y, double width,
                         double u, ThemeKind theme, bool dry = false);

/// Values of an axis: about four to six steps of the 1-2-5 series that cover the range and hold 0.
struct AxisSteps {
  double low = 0, high = 1, step = 1;
};
[[nodiscard]] AxisSteps axis_steps(double low, double high);

}  // namespace render
