#include "app/heatmap_picture.hpp"

#include "app/text.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <cmath>

namespace app {

HeatmapPicture heatmap_picture(const geo::Plan& plan, const geo::HeatmapOptions& options, geo::Progress& progress) {
  HeatmapPicture picture;
  picture.options = options;
  double largest = 0;
  for (const int year : geo::years_with_masses(plan)) {
    geo::HeatmapOptions of_year = options;
    of_year.year = year;
    geo::EmissionGrid grid = geo::emission_grid(plan, of_year, progress);
    if (grid.source_count == 0) continue;
    largest = std::max(largest, *std::max_element(grid.density.values.begin(), grid.density.values.end()));
    if (year == options.year) {
      picture.grid = std::make_shared<const geo::Grid>(std::move(grid.density));
      grid.density = {};
      picture.summary = grid;
    }
  }
  picture.breaks = geo::locked_breaks(largest);
  picture.contributors = std::make_shared<const geo::ContributorIndex>(plan, options);
  return picture;
}

HeatmapScale default_heatmap_scale(const geo::Plan& plan) {
  geo::MapBox box;
  for (const auto& source : plan.emission_sources()) box.extend(geo::bounds(source->geometry));
  constexpr double wanted_cells = 4e6;
  constexpr double smallest_cell_m = 20;
  const double side_m = std::sqrt(box.width_m() * box.height_m() / wanted_cells);
  HeatmapScale scale;
  if (!(side_m > smallest_cell_m)) return scale;
  const double decade = std::pow(10, std::floor(std::log10(side_m)));
  for (const double step : {1.0, 2.0, 5.0, 10.0})
    if (step * decade >= side_m) {
      scale.cell_m = step * decade;
      break;
    }
  scale.radius_m = 10 * scale.cell_m;
  return scale;
}

render::HeatmapLayer heatmap_layer(const HeatmapPicture& picture, render::ThemeKind theme) {
  render::HeatmapLayer layer;
  layer.grid = picture.grid;
  layer.breaks = picture.breaks;
  layer.colours = render::ramp_classes("emissions", theme, static_cast<int>(picture.breaks.size()) + 1);
  return layer;
}

render::HeatmapLegend heatmap_legend(const HeatmapPicture& picture, render::ThemeKind theme) {
  render::HeatmapLegend legend;
  const geo::HeatmapOptions& options = picture.options;
  const std::string what = options.only_gas ? word(*options.only_gas) : std::string(tr("Emission density"));
  legend.title = what + " " + year_text(options.year);
  legend.unit = tr("t CO₂e/ha/a");
  legend.method =
      translated(geo::say("Radius {0} m, cell {1} m, GWP100 {2}, same scale in all years", number(options.radius_m, 0),
                          number(options.cell_m, 0), geo::text_of(options.gwp_set)));
  for (const double limit : picture.breaks) legend.break_texts.push_back(number(limit, limit < 1 ? 1 : 0));
  legend.colours = render::ramp_classes("emissions", theme, static_cast<int>(picture.breaks.size()) + 1);
  return legend;
}

}  // namespace app
