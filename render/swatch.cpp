#include "render/designed_symbol.hpp"
#include "render/legend.hpp"
#include "render/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace render {

namespace {

/// Hatches are drawn closer than on the map, so that a swatch shows several lines.
constexpr double hatch_shrink = 0.62;

bool seen(Colour colour) {
  return colour.a != 0;
}

void draw_hatch(Canvas& canvas, const Symbol& symbol, double x, double y, double w, double h, double scale) {
  if (symbol.hatch == geo::Hatch::none || !seen(symbol.hatch_colour) || !(symbol.hatch_step_px > 0)) return;
  const double step = std::max(2.0 * scale, symbol.hatch_step_px * hatch_shrink * scale);
  canvas.push_clip(x, y, w, h);
  if (symbol.hatch == geo::Hatch::dots) {
    const double radius = symbol.hatch_width_px / 2 * 0.75 * scale, row_step = step * std::sqrt(3.0) / 2;
    int row = 0;
    for (double cy = y + row_step / 2; cy < y + h + radius; cy += row_step, ++row)
      for (double cx = x + (row % 2 == 0 ? step / 2 : step); cx < x + w + radius; cx += step)
        canvas.circle({cx, cy}, radius, symbol.hatch_colour, {}, 0);
  } else {
    std::vector<std::array<CanvasPoint, 2>> lines;
    if (symbol.hatch == geo::Hatch::level) {
      for (double cy = y + step / 2; cy < y + h; cy += step) lines.push_back({{{x, cy}, {x + w, cy}}});
    } else {
      // The step is measured across the lines, which lie at 45 degrees.
      for (double d = step * 0.7; d < w + h; d += step * std::sqrt(2.0))
        lines.push_back(symbol.hatch == geo::Hatch::rising
                            ? std::array<CanvasPoint, 2>{{{x + d, y}, {x + d - h, y + h}}}
                            : std::array<CanvasPoint, 2>{{{x + d - h, y}, {x + d, y + h}}});
    }
    if (symbol.hatch_casing_width_px > 0)
      for (const auto& l : lines) canvas.line(l, symbol.hatch_casing, symbol.hatch_casing_width_px * 0.8 * scale);
    for (const auto& l : lines) canvas.line(l, symbol.hatch_colour, symbol.hatch_width_px * scale);
  }
  canvas.pop_clip();
}

void draw_area(Canvas& canvas, const Symbol& symbol, double x, double y, double w, double h, ThemeKind theme,
               double scale) {
  const double line_width = std::min(symbol.line_width_px, 2.6) * scale, inset = std::max(line_width / 2, 0.5 * scale);
  const double radius = 2 * scale;
  // The ground of the map under what is seen through.
  canvas.fill_rect(x, y, w, h, map_theme(theme).land, radius);
  if (seen(symbol.fill)) canvas.fill_rect(x, y, w, h, symbol.fill, radius);
  if (symbol.band_width_px > 0 && seen(symbol.band)) {
    if (seen(symbol.fill)) {
      const double band = std::min(symbol.band_width_px * scale * 0.7, h / 3);
      canvas.stroke_rect(x + band / 2, y + band / 2, w - band, h - band, symbol.band, band, radius);
    } else {
      canvas.fill_rect(x, y, w, h, symbol.band, radius);
    }
  }
  draw_hatch(canvas, symbol, x + inset, y + inset, w - 2 * inset, h - 2 * inset, scale);
  if (!(line_width > 0) || !seen(symbol.line)) return;
  if (symbol.dash_on_px > 0) {
    const double l = x + inset, t = y + inset, r = x + w - inset, b = y + h - inset;
    const CanvasPoint outline[] = {{l, t}, {r, t}, {r, b}, {l, b}, {l, t}};
    canvas.line(outline, symbol.line, line_width, symbol.dash_on_px * 0.6 * scale, symbol.dash_off_px * 0.6 * scale);
  } else {
    canvas.stroke_rect(x + inset, y + inset, w - 2 * inset, h - 2 * inset, symbol.line, line_width, radius);
  }
}

void draw_line(Canvas& canvas, const Symbol& symbol, double x, double y, double w, double h, double scale) {
  std::vector<CanvasPoint> points;
  constexpr int segments = 12;
  for (int i = 0; i <= segments; ++i) {
    const double t = static_cast<double>(i) / segments, s = t * t * (3 - 2 * t);
    points.push_back({x + t * w, y + h * (0.8 - 0.6 * s)});
  }
  const double width = std::min(symbol.line_width_px * scale, h * 0.5);
  if (symbol.casing_width_px > 0 && seen(symbol.casing))
    canvas.line(points, symbol.casing, std::min(symbol.casing_width_px * scale, h * 0.7));
  canvas.line(points, symbol.line, width, symbol.dash_on_px * scale, symbol.dash_off_px * scale);
}

void draw_point(Canvas& canvas, const Symbol& symbol, double x, double y, double w, double h, double scale) {
  const double cx = x + w / 2, cy = y + h / 2;
  // A marker fills the swatch's height, circles keep their size as far as there is room.
  const double radius = std::min(symbol.point_radius_px * scale, h / 2);
  const double ring =
      radius < symbol.point_radius_px * scale ? 0 : std::min(symbol.casing_width_px * scale, h / 2 - radius);
  if (symbol.square_marker) {
    if (ring > 0)
      canvas.fill_rect(cx - radius - ring, cy - radius - ring, 2 * (radius + ring), 2 * (radius + ring), symbol.casing,
                       radius / 2 + ring);
    canvas.fill_rect(cx - radius, cy - radius, 2 * radius, 2 * radius, symbol.fill, radius / 2);
  } else {
    if (ring > 0 && seen(symbol.casing)) canvas.circle({cx, cy}, radius + ring, symbol.casing, {}, 0);
    canvas.circle({cx, cy}, radius - symbol.line_width_px * scale / 2, symbol.fill, symbol.line,
                  symbol.line_width_px * scale);
  }
  if (symbol.icon != 0)
    canvas.text(cx, cy, utf8_from(symbol.icon), radius * 1.3, Weight::regular, symbol.icon_colour, Align::centre);
}

}  // namespace

void draw_swatch(Canvas& canvas, const Symbol& symbol, geo::GeometryKind kind, double x, double y, double w, double h,
                 ThemeKind theme) {
  if (!(w > 2) || !(h > 2)) return;
  const double scale = h / 14;  // 14 px high at u = 17
  switch (kind) {
    case geo::GeometryKind::point: draw_point(canvas, symbol, x, y, w, h, scale); break;
    case geo::GeometryKind::line: draw_line(canvas, symbol, x, y, w, h, scale); break;
    case geo::GeometryKind::polygon:
    case geo::GeometryKind::none: draw_area(canvas, symbol, x, y, w, h, theme, scale); break;
  }
}

}  // namespace render
