// Cell and kernel radius of a plan's heatmaps.
#pragma once

#include "geo/plan/plan.hpp"

namespace geo {

/// The plan's own, else what suits the stretch of land over which its sources lie: about four million cells of a 1-2-5
/// size of at least 20 m, and a radius of ten cells. They belong to the plan, not to the view: zooming changes nothing.
struct HeatmapScale {
  double cell_m = 20;
  double radius_m = 200;
};
[[nodiscard]] HeatmapScale heatmap_scale(const Plan& plan);

}  // namespace geo
