// The emission heatmap as it is shown: the grid of one year and class limits that hold for all years.
#pragma once

#include "geo/balance/count_choice.hpp"
#include "geo/heatmap/heatmap.hpp"
#include "geo/heatmap/heatmap_scale.hpp"
#include "render/legend.hpp"
#include "render/scene.hpp"

#include <memory>
#include <vector>

namespace app {

struct HeatmapPicture {
  geo::HeatmapOptions options;
  geo::CountChoice counted;               ///< for the legend
  std::shared_ptr<const geo::Grid> grid;  ///< null when no source has a mass in the year
  geo::EmissionGrid summary;              ///< totals; its grid is empty
  std::vector<double> breaks;             ///< the same for all years
  std::shared_ptr<const geo::ContributorIndex> contributors;
};

/// Computes the grid of options.year and the class limits over all years that have masses.
[[nodiscard]] HeatmapPicture heatmap_picture(const geo::Plan& plan, const geo::HeatmapOptions& options,
                                             geo::Progress& progress);

[[nodiscard]] render::HeatmapLayer heatmap_layer(const HeatmapPicture& picture, render::ThemeKind theme);
[[nodiscard]] render::HeatmapLegend heatmap_legend(const HeatmapPicture& picture, render::ThemeKind theme);

}  // namespace app
