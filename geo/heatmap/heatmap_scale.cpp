#include "geo/heatmap/heatmap_scale.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

/// The least of 1, 2, 5, 10, 20 ... that is not below `size`.
double step_from(double size) {
  const double decade = std::pow(10, std::floor(std::log10(size)));
  for (const double step : {1.0, 2.0, 5.0})
    if (step * decade >= size) return step * decade;
  return 10 * decade;
}

}  // namespace

HeatmapScale heatmap_scale(const Plan& plan) {
  MapBox box;
  for (const auto& source : plan.emission_sources()) box.extend(bounds(source->geometry));
  constexpr double wanted_cells = 4e6;
  constexpr double smallest_cell_m = 20;
  constexpr double cells_per_radius = 10;
  const double side_m = std::sqrt(box.width_m() * box.height_m() / wanted_cells);
  HeatmapScale scale;
  if (side_m > smallest_cell_m) {
    scale.cell_m = step_from(side_m);
    scale.radius_m = cells_per_radius * scale.cell_m;
  }
  const PlanInfo& info = plan.info();
  if (info.heatmap_radius_m) {
    scale.radius_m = *info.heatmap_radius_m;
    // Cells that show the radius, as far as they do not become too many.
    scale.cell_m = std::max(step_from(scale.radius_m / cells_per_radius), side_m > 1 ? step_from(side_m) : 1.0);
  }
  if (info.heatmap_cell_m) scale.cell_m = *info.heatmap_cell_m;
  return scale;
}

}  // namespace geo
