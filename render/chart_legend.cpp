#include "render/chart_legend.hpp"

#include "render/text_fit.hpp"
#include "render/type_sizes.hpp"

#include <cmath>

namespace render {

namespace {

using Sign = ChartLegendEntry::Sign;

double sign_width(Sign sign, double box) {
  return sign == Sign::box || sign == Sign::mark ? box : 1.6 * box;
}

void draw_sign(Canvas& canvas, const ChartLegendEntry& entry, double left, double middle, double box, double u,
               ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  const double px = u / 17, width = sign_width(entry.sign, box);
  const CanvasPoint line[] = {{left, middle}, {left + width, middle}};
  switch (entry.sign) {
    case Sign::box:
      fill_patterned(canvas, left, std::floor(middle - box / 2), box, box, entry.colour, 1, u, theme);
      break;
    case Sign::line: canvas.line(line, entry.colour.in(theme), 2 * px); break;
    case Sign::dashes: canvas.line(line, entry.colour.in(theme), 2 * px, 4 * px, 2.4 * px); break;
    case Sign::target: canvas.line(line, t.accent, 1.8 * px, 5 * px, 3 * px); break;
    case Sign::band:
      canvas.fill_rect(left, std::floor(middle - box / 2), width, box,
                       with_alpha(entry.colour.in(theme), is_dark(theme) ? 0.3 : 0.22));
      break;
    case Sign::mark:
      draw_method_mark(canvas, {left + box / 2, middle}, entry.method, entry.colour.in(theme), t.panel, px);
      break;
  }
}

}  // namespace

double draw_chart_legend(Canvas& canvas, const std::vector<ChartLegendEntry>& entries, double x, double y, double width,
                         double u, ThemeKind theme, bool dry) {
  const TypeSizes size(u);
  const double pitch = std::floor(1.3 * u), box = std::floor(0.65 * u), gap = std::floor(0.35 * u), between = 0.9 * u;
  double left = x, top = y;
  for (const ChartLegendEntry& entry : entries) {
    const double sign = sign_width(entry.sign, box);
    const std::string words = ellipsised(canvas, entry.text, size.small, Weight::regular, width - sign - gap);
    const double needed = sign + gap + canvas.text_width(words, size.small, Weight::regular);
    if (left > x && left + needed > x + width) {
      left = x;
      top += pitch;
    }
    if (!dry) {
      draw_sign(canvas, entry, left, top + pitch / 2, box, u, theme);
      canvas.text(left + sign + gap, top + pitch / 2, words, size.small, Weight::regular, map_theme(theme).text2);
    }
    left += needed + between;
  }
  return entries.empty() ? 0 : top + pitch - y;
}

void draw_method_mark(Canvas& canvas, CanvasPoint at, geo::MassMethod method, Colour colour, Colour ground, double px) {
  const double r = 3.5 * px;
  switch (method) {
    case geo::MassMethod::measured: canvas.circle(at, r, colour, ground, px); break;
    case geo::MassMethod::calculated: canvas.circle(at, r - 0.6 * px, ground, colour, 1.6 * px); break;
    case geo::MassMethod::estimated: {
      const double d = 1.35 * r;
      const CanvasPoint diamond[] = {{at.x, at.y - d}, {at.x + d, at.y}, {at.x, at.y + d}, {at.x - d, at.y}};
      canvas.fill_polygon(diamond, colour);
      break;
    }
    case geo::MassMethod::entered: canvas.fill_rect(at.x - 0.9 * r, at.y - 0.9 * r, 1.8 * r, 1.8 * r, colour); break;
    case geo::MassMethod::unknown: {
      const CanvasPoint rising[] = {{at.x - r, at.y + r}, {at.x + r, at.y - r}};
      const CanvasPoint falling[] = {{at.x - r, at.y - r}, {at.x + r, at.y + r}};
      canvas.line(rising, colour, 1.6 * px);
      canvas.line(falling, colour, 1.6 * px);
      break;
    }
  }
}

}  // namespace render
