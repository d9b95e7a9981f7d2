// The legend of a chart: words with the sign that stands for them in the chart.
#pragma once

#include "geo/plan/entity.hpp"
#include "render/chart_colour.hpp"

#include <string>
#include <vector>

namespace render {

struct ChartLegendEntry {
  std::string text;
  ChartColour colour;
  enum class Sign { box, line, dashes, band, target, mark } sign = Sign::box;
  geo::MassMethod method = geo::MassMethod::measured;  ///< of a mark
};

/// The entries in rows from (x, y), as many in a row as fit; returns the height. With `dry` only measured.
double draw_chart_legend(Canvas& canvas, const std::vector<ChartLegendEntry>& entries, double x, double y, double width,
                         double u, ThemeKind theme, bool dry = false);

/// The mark of a yearly figure: measured a disc, calculated a ring, estimated a diamond, entered a square, unknown a
/// cross.
void draw_method_mark(Canvas& canvas, CanvasPoint at, geo::MassMethod method, Colour colour, Colour ground, double px);

}  // namespace render
