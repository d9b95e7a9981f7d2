// Horizontal bars: what contributes how much.
#include "render/chart.hpp"
#include "render/text_fit.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

double pitch_of(double u) {
  return std::floor(2.4 * u);
}

}  // namespace

double contribution_bars_height(std::size_t count, double u) {
  return static_cast<double>(count) * pitch_of(u);
}

void draw_contribution_bars(Canvas& canvas, const std::vector<ContributionBar>& bars, double x, double y, double w,
                            double u, ThemeKind theme) {
  const MapTheme& t = map_theme(theme);
  const TypeSizes size(u);
  double low = 0, high = 0, figure_width = 0;
  for (const ContributionBar& bar : bars) {
    figure_width = std::max(figure_width, canvas.text_width(bar.figure, size.small, Weight::medium));
    if (!drawable(bar.value)) continue;
    low = std::min(low, bar.value);
    high = std::max(high, bar.value);
  }
  const double pitch = pitch_of(u), gap = std::floor(0.5 * u), thickness = std::floor(0.5 * u);
  const double track = w - figure_width - gap;
  const double per_unit = high > low && track > 0 ? track / (high - low) : 0;
  const double zero = x - low * per_unit;
  for (std::size_t i = 0; i < bars.size(); ++i) {
    const ContributionBar& bar = bars[i];
    const double top = y + static_cast<double>(i) * pitch, words = top + 0.7 * u, middle = top + 1.7 * u;
    canvas.text(x, words, ellipsised(canvas, bar.name, size.small, Weight::regular, w), size.small, Weight::regular,
                t.text2);
    canvas.text(x + w, middle, ellipsised(canvas, bar.figure, size.small, Weight::medium, w), size.small,
                Weight::medium, t.text, Align::right);
    if (track <= 0) continue;
    canvas.fill_rect(x, middle - thickness / 2, track, thickness, t.grid);
    if (low < 0 && high > 0) {
      const CanvasPoint line[] = {{zero, middle - thickness}, {zero, middle + thickness}};
      canvas.line(line, t.axis, u / 17);
    }
    if (!drawable(bar.value)) continue;
    const double length = std::abs(bar.value) * per_unit;
    if (length > 0)
      fill_patterned(canvas, bar.value < 0 ? zero - length : zero, middle - thickness / 2, length, thickness,
                     bar.colour, 1, u, theme);
  }
}

std::optional<std::size_t> hit(const std::vector<ContributionBar>& bars, double below, double u) {
  if (!(below >= 0) || below >= contribution_bars_height(bars.size(), u)) return std::nullopt;
  return std::min(bars.size() - 1, static_cast<std::size_t>(below / pitch_of(u)));
}

}  // namespace render
