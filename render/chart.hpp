// Charts by year and bars of shares, drawn on any canvas, so that the window and a report show the same picture
// (look.md section 8, "Charts"). Masses are in tonnes; a number that is not finite is not known: it leaves a gap, it is
// never zero.
#pragma once

#include "geo/plan/entity.hpp"
#include "render/canvas.hpp"
#include "render/chart_axes.hpp"
#include "render/chart_legend.hpp"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace render {

inline constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// What all charts by year have.
struct YearChart {
  std::optional<int> chosen_year;  ///< a line through the chart
  double unit_t = 1;               ///< tonnes in one unit of the axis, 1000 for kt
  std::string unit;                ///< "kt CO₂e/a", translated
  NumberText number;               ///< writes a number of the axis, in units, in the person's language
};

// ---- Stacked columns with the net line ----------------------------------------------------------------------------

struct ChartStack {
  std::string name;
  ChartColour colour;
  std::vector<double> values_t;  ///< one for each year; below zero it is stacked downwards
};

/// Every list of values has one for each year or is empty.
struct BalanceChart : YearChart {
  std::vector<int> years;  ///< ascending; years that are missing stay empty
  std::vector<ChartStack> stacks;
  std::vector<double> net_t;
  std::vector<double> net_low_t, net_high_t;   ///< the 95 % range
  std::optional<int> last_measured_year;       ///< columns after it are paler
  std::vector<std::pair<int, double>> target;  ///< year and t CO2e, ascending; empty: none
};

/// Draws into the rectangle and returns where the years lie. Without years nothing but the unit is drawn.
ChartPlot draw_balance_chart(Canvas& canvas, const BalanceChart& chart, double x, double y, double w, double h,
                             double u, ThemeKind theme, bool year_numbers = true);

struct BalanceChartHit {
  int year = 0;
  std::optional<std::size_t> stack;  ///< none: beside the column
};
/// What is under a point of the plot.
[[nodiscard]] std::optional<BalanceChartHit> hit(const BalanceChart& chart, const ChartPlot& plot, CanvasPoint at);

// ---- Modelled lines beside measured points ------------------------------------------------------------------------

struct ModelledYear {
  int year = 0;
  double value_t = not_known;
  double low_t = not_known, high_t = not_known;  ///< the 95 % range
};
struct ModelledSeries {
  std::string name;
  ChartColour colour;
  bool dashed = false;              ///< a second method beside the first
  std::vector<ModelledYear> years;  ///< ascending; a year that is missing is a gap
};

struct MeasuredYear {
  int year = 0;
  double value_t = not_known;
  geo::MassMethod method = geo::MassMethod::unknown;  ///< shown by the mark's shape
};
struct MeasuredSeries {
  std::string name;
  ChartColour colour;
  std::vector<MeasuredYear> years;  ///< ascending
};

struct SeriesChart : YearChart {
  std::vector<ModelledSeries> modelled;
  std::vector<MeasuredSeries> measured;
};
ChartPlot draw_series_chart(Canvas& canvas, const SeriesChart& chart, double x, double y, double w, double h, double u,
                            ThemeKind theme, bool year_numbers = true);

struct SeriesChartHit {
  int year = 0;
  std::optional<std::size_t> modelled, measured;  ///< the series that is near, at most one of them
};
/// The year under a point of the plot and the series within `reach` of it.
[[nodiscard]] std::optional<SeriesChartHit> hit(const SeriesChart& chart, const ChartPlot& plot, CanvasPoint at,
                                                double reach);

// ---- Bars of shares -----------------------------------------------------------------------------------------------

struct ContributionBar {
  std::string name;
  std::string figure;  ///< "34 %", written at the right
  double value = 0;    ///< the bar's length; below zero it goes to the left
  ChartColour colour;
};
/// Height that the bars need.
[[nodiscard]] double contribution_bars_height(std::size_t count, double u);
/// One row for each bar: the name, below it the bar and at its right the figure. Bars share one scale.
void draw_contribution_bars(Canvas& canvas, const std::vector<ContributionBar>& bars, double x, double y, double w,
                            double u, ThemeKind theme);
/// The bar whose row is `below` the upper edge.
[[nodiscard]] std::optional<std::size_t> hit(const std::vector<ContributionBar>& bars, double below, double u);

}  // namespace render
