#include "render/flow_picture.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

constexpr double narrowest_px = 1.2;
constexpr double widest_pair_px = 20;
constexpr double widest_joined_px = 40;

/// The least number of the 1-2-5 series that is not below `value`.
double round_up(double value) {
  const double power = std::pow(10, std::floor(std::log10(value)));
  for (const double step : {1.0, 2.0, 5.0})
    if (step * power >= value * (1 - 1e-12)) return step * power;
  return 10 * power;
}

}  // namespace

double band_width_px(const std::vector<FlowStripe>& stripes) {
  double width_px = 0;
  for (const FlowStripe& s : stripes) width_px += s.width_px;
  return width_px;
}

double FlowWidthScale::width_px(double amount_t) const {
  return std::max(narrowest_px, amount_t / t_per_px);
}

FlowWidthScale flow_width_scale(double largest_pair_t, double largest_joined_t) {
  const double t_per_px = std::max(largest_pair_t / widest_pair_px, largest_joined_t / widest_joined_px);
  return {std::isfinite(t_per_px) && t_per_px > 0 ? round_up(t_per_px) : 1};
}

std::vector<double> legend_amounts(const FlowWidthScale& scale) {
  return {2 * scale.t_per_px, round_up(6 * scale.t_per_px), 20 * scale.t_per_px};
}

double place_radius_px(double amount_t, const FlowWidthScale& scale) {
  // 3 + sqrt(t) / 48 at the design's scale of 2 600 t a pixel.
  return std::min(3 + std::sqrt(std::max(0.0, amount_t) * 2600 / scale.t_per_px) / 48, 13.0);
}

}  // namespace render
