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
  const std::string what = options.only_gas         ? word(*options.only_gas)
                           : !picture.counted.all() ? word(picture.counted)
                                                    : std::string(tr("Emission density"));
  legend.title = what + " " + year_text(options.year);
  legend.unit = tr("t CO₂e/ha/a");
  legend.method =
      translated(geo::say("Radius {0} m, cell {1} m, GWP100 {2}, same scale in all years", number(options.radius_m, 0),
                          number(options.cell_m, 0), geo::text_of(options.gwp_set)));
  // Limits are 1, 2 or 5 of their decade: as many decimals as show that digit.
  for (const double limit : picture.breaks)
    legend.break_texts.push_back(number(limit, std::max(0, static_cast<int>(std::ceil(-std::log10(limit) - 1e-9)))));
  legend.colours = render::ramp_classes("emissions", theme, static_cast<int>(picture.breaks.size()) + 1);
  return legend;
}

}  // namespace app
