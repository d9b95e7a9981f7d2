#include "render/chart_colour.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace render {

namespace {

enum class Pattern { plain, rising, falling, level, dots, cross };

/// By place in the palette. Two colours of one pattern differ much in lightness.
constexpr std::array patterns{Pattern::falling, Pattern::plain,  Pattern::dots,   Pattern::level,
                              Pattern::cross,   Pattern::plain,  Pattern::rising, Pattern::level,
                              Pattern::dots,    Pattern::rising, Pattern::plain,  Pattern::plain};

/// Relative luminance as WCAG defines it.
double luminance(Colour c) {
  const auto linear = [](int byte) {
    const double s = byte / 255.0;
    return s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * linear(c.r) + 0.7152 * linear(c.g) + 0.0722 * linear(c.b);
}

struct HatchedBox {
  double left, top, right, bottom;
};

/// The lines x + slope y = k pitch inside the box; slope 1 rises to the right, -1 falls.
void diagonals(Canvas& canvas, const HatchedBox& box, double slope, double pitch, Colour ink, double width) {
  const double a = box.left + slope * box.top, b = box.right + slope * box.bottom;
  const double c = box.left + slope * box.bottom, d = box.right + slope * box.top;
  const double first = std::ceil(std::min({a, b, c, d}) / pitch), last = std::floor(std::max({a, b, c, d}) / pitch);
  for (double k = first; k <= last; ++k) {
    // On the line x = k pitch - slope y: where y runs through the box and x stays inside.
    const double at_left = (k * pitch - box.left) * slope, at_right = (k * pitch - box.right) * slope;
    const double y0 = std::max(box.top, std::min(at_left, at_right));
    const double y1 = std::min(box.bottom, std::max(at_left, at_right));
    if (y1 - y0 < 0.5) continue;
    const CanvasPoint line[] = {{k * pitch - slope * y0, y0}, {k * pitch - slope * y1, y1}};
    canvas.line(line, ink, width);
  }
}

void levels(Canvas& canvas, const HatchedBox& box, double pitch, Colour ink, double width) {
  for (double y = std::ceil(box.top / pitch) * pitch; y < box.bottom; y += pitch)
    if (y > box.top + width / 2 && y < box.bottom - width / 2)
      canvas.fill_rect(box.left, y - width / 2, box.right - box.left, width, ink);
}

void dots(Canvas& canvas, const HatchedBox& box, double pitch, Colour ink, double radius) {
  for (double row = std::ceil(box.top / pitch); row * pitch < box.bottom; ++row) {
    const double shift = std::fmod(row, 2) == 0 ? 0 : pitch / 2;
    for (double x = std::ceil((box.left - shift) / pitch) * pitch + shift; x < box.right; x += pitch)
      if (x - radius > box.left && x + radius < box.right && row * pitch - radius > box.top &&
          row * pitch + radius < box.bottom)
        canvas.fill_rect(x - radius, row * pitch - radius, 2 * radius, 2 * radius, ink, radius);
  }
}

}  // namespace

Colour ChartColour::in(ThemeKind theme) const {
  if (place_ < 9) return sector_colour(static_cast<geo::Sector>(place_), theme);
  if (place_ == 9) return sink_colour(theme);
  return place_ == 10 ? map_theme(theme).text : map_theme(theme).text3;
}

void fill_patterned(Canvas& canvas, double x, double y, double w, double h, ChartColour colour, double opacity,
                    double u, ThemeKind theme) {
  const Colour fill = colour.in(theme);
  canvas.fill_rect(x, y, w, h, with_alpha(fill, opacity));
  const double px = u / 17, pitch = 5 * px;
  if (w < 4 * px || h < 4 * px) return;
  const bool strong = is_high_contrast(theme);
  const Colour ink = luminance(fill) > 0.35 ? Colour{0, 0, 0, static_cast<unsigned char>(strong ? 150 : 48)}
                                            : Colour{255, 255, 255, static_cast<unsigned char>(strong ? 190 : 66)};
  const HatchedBox box{x, y, x + w, y + h};
  switch (patterns[colour.place_]) {
    case Pattern::plain: break;
    case Pattern::rising: diagonals(canvas, box, 1, 1.4 * pitch, ink, px); break;
    case Pattern::falling: diagonals(canvas, box, -1, 1.4 * pitch, ink, px); break;
    case Pattern::level: levels(canvas, box, pitch, ink, px); break;
    case Pattern::dots: dots(canvas, box, pitch, ink, 0.9 * px); break;
    case Pattern::cross:
      diagonals(canvas, box, 1, 1.8 * pitch, ink, px);
      diagonals(canvas, box, -1, 1.8 * pitch, ink, px);
      break;
  }
}

}  // namespace render
