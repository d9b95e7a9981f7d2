#include "render/legend.hpp"
#include "render/type_sizes.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace render {

namespace {

/// Whole numbers with a narrow no-break space between thousands.
std::string whole(double value) {
  std::string digits = std::to_string(static_cast<long long>(std::llround(value)));
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, "\u202F");
  return digits;
}

bool is_whole(double value) {
  return std::abs(value - std::round(value)) < 1e-9 * std::max(1.0, value);
}

}  // namespace

ScaleBar scale_bar(double m_per_px, double max_px) {
  ScaleBar bar;
  const double max_m = m_per_px * max_px;
  if (!std::isfinite(max_m) || !(max_m > 0)) return bar;
  const double decade = std::pow(10, std::floor(std::log10(max_m)));
  for (const double step : {1.0, 2.0, 2.5, 5.0, 10.0})
    if (step * decade <= max_m * (1 + 1e-12)) bar.length_m = step * decade;
  bar.length_px = bar.length_m / m_per_px;
  // Digits alone serve every language, so a length that would need a decimal sign is given in the smaller unit.
  const double length = bar.length_m;
  if (length >= 1000 && is_whole(length / 1000) && (is_whole(length / 2000) || length >= 5000)) {
    bar.end = whole(length / 1000) + "\u00A0km";
    if (is_whole(length / 2000)) bar.middle = whole(length / 2000);
  } else if (length >= 1 && is_whole(length)) {
    bar.end = whole(length) + "\u00A0m";
    if (is_whole(length / 2)) bar.middle = whole(length / 2);
  } else if (length >= 0.01) {
    bar.end = whole(length * 100) + "\u00A0cm";
  } else {
    bar.end = whole(std::max(1.0, length * 1000)) + "\u00A0mm";
  }
  return bar;
}

double draw_scale_bar(Canvas& canvas, const Camera& camera, double x, double y, double u, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  const TypeSizes size(u);
  const ScaleBar bar = scale_bar(camera.m_per_px, std::floor(7.5 * u));
  if (!(bar.length_px > 0)) return x;
  const double height = std::floor(0.3 * u), hairline = std::max(1.0, std::floor(u / 17)), top = y - height;
  const Colour halo = with_alpha(t.halo, 0.88);
  canvas.fill_rect(x - hairline, top - hairline, bar.length_px + 2 * hairline, height + 2 * hairline, halo);
  canvas.fill_rect(x, top, bar.length_px, height, t.panel);
  for (int box = 0; box < 4; box += 2)
    canvas.fill_rect(x + bar.length_px * box / 4, top, bar.length_px / 4, height, t.text);
  canvas.stroke_rect(x + hairline / 2, top + hairline / 2, bar.length_px - hairline, height - hairline, t.text,
                     hairline);

  const double middle_y = top - std::floor(0.58 * u), halo_width = 3 * u / 17;
  const auto number = [&](double at, const std::string& words, Align align) {
    canvas.text_over_map(at, middle_y, words, size.micro, Weight::medium, t.text, halo, halo_width, align);
  };
  const auto width = [&](const std::string& words) { return canvas.text_width(words, size.micro, Weight::medium); };
  // The end number stands with its digits under the end of the bar and its unit beyond it.
  const std::size_t digits = bar.end.find("\u00A0");
  const double end_left = x + bar.length_px - width(bar.end.substr(0, digits)) / 2;
  number(x, "0", Align::left);
  number(end_left, bar.end, Align::left);
  const double half = width(bar.middle) / 2, gap = 0.3 * u, middle_x = x + bar.length_px / 2;
  if (!bar.middle.empty() && middle_x - half - gap > x + width("0") && middle_x + half + gap < end_left)
    number(middle_x, bar.middle, Align::centre);
  return std::max(x + bar.length_px, end_left + width(bar.end));
}

void draw_north_arrow(Canvas& canvas, double x, double y, double size, ThemeKind theme, std::string_view letter) {
  const MapTheme& t = map_theme(theme);
  const double letter_em = letter.empty() ? 0 : size * 0.38;
  const double top = y + letter_em * 1.05, height = size - letter_em * 1.05, half = height * 0.38;
  const double cx = x + size / 2;
  const CanvasPoint outline[] = {
      {cx, top}, {cx + half, top + height}, {cx, top + height * 0.78}, {cx - half, top + height}, {cx, top}};
  canvas.line(outline, with_alpha(t.halo, 0.88), size * 0.1);
  const CanvasPoint left[] = {{cx, top}, {cx, top + height * 0.78}, {cx - half, top + height}};
  const CanvasPoint right[] = {{cx, top}, {cx + half, top + height}, {cx, top + height * 0.78}};
  canvas.fill_polygon(left, t.text);
  canvas.fill_polygon(right, t.text3);
  if (!letter.empty())
    canvas.text_over_map(cx, y + letter_em * 0.42, letter, letter_em, Weight::strong, t.text, with_alpha(t.halo, 0.88),
                         size * 0.1, Align::centre);
}

}  // namespace render
