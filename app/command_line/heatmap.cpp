#include "geo/heatmap/heatmap.hpp"

#include "app/command_line/commands.hpp"
#include "app/heatmap_picture.hpp"
#include "app/text.hpp"
#include "layers/grid_file.hpp"

#include <fmt/format.h>

namespace app {

void run(const HeatmapCommand& command) {
  if (command.what != "emission")
    throw geo::Error("--what " + command.what, geo::say("Only the emission heatmap can be computed."),
                     geo::say("Write --what emission."));
  const auto figures = read_figures(command.plan);
  const geo::PlanPtr plan = figures->counted;
  geo::HeatmapOptions options;
  options.year = command.year.value_or(default_year(figures->with_given_years()));
  options.gwp_set = command.gwp.empty() ? plan->info().gwp_set : parse_word<geo::GwpSet>("--gwp", command.gwp);
  options.only_gas = parse_gas(command.gas);
  const HeatmapScale scale = heatmap_scale(*plan);
  options.cell_m = command.cell_m.value_or(scale.cell_m);
  options.radius_m = command.radius_m.value_or(scale.radius_m);
  if (!command.bbox.empty()) options.window = parse_bbox(command.bbox);
  geo::Progress progress;
  const geo::EmissionGrid grid = geo::emission_grid(*plan, options, progress);
  if (grid.source_count == 0)
    throw geo::Error(command.plan,
                     geo::say("No emission source has a place and a mass in {0}.", std::to_string(options.year)),
                     geo::say("Choose another year, or adopt emission sources first."));
  const std::string description = fmt::format(
      "Emission density {}, GWP100 {}{}, kernel radius {} m, cell {} m", options.year, geo::text_of(options.gwp_set),
      options.only_gas ? ", " + std::string(geo::text_of(*options.only_gas)) : std::string(), options.radius_m,
      options.cell_m);
  layers::write_geotiff(command.out, grid.density, geo::Crs::from_text(plan->info().map_crs), "t CO2e/ha/a",
                        description);
  fmt::print(
      stderr, "{}\n",
      translated(geo::say("{0}: {1} sources, {2} t CO₂e in all, {3} t outside the grid, {4} × {5} cells", command.out,
                          std::to_string(grid.source_count), number(grid.total_t, 1), number(grid.outside_t, 1),
                          std::to_string(grid.density.frame.columns), std::to_string(grid.density.frame.rows))));
  if (grid.unplaced_t > 0)
    fmt::print(stderr, "{}\n",
               translated(geo::say("{0} t CO₂e have no place and are in no cell.", number(grid.unplaced_t, 1))));
  if (grid.error_bound_share > 0)
    fmt::print(stderr, "{}\n",
               translated(geo::say("Fast method: each cell is within {0} % of the largest value.",
                                   number(grid.error_bound_share * 100, 3))));
}

}  // namespace app
