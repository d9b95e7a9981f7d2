#include "geo/heatmap/heatmap.hpp"

#include "app/command_line/commands.hpp"
#include "app/flow_text.hpp"
#include "app/heatmap_picture.hpp"
#include "app/text.hpp"
#include "geo/flow/flow_heatmap.hpp"
#include "layers/grid_file.hpp"

#include <fmt/format.h>

namespace app {

namespace {

void write_flow_heatmap(const HeatmapCommand& command) {
  for (const auto& [option, is_given] : {std::pair{"--gas", !command.gas.empty()},
                                         {"--gwp", !command.gwp.empty()},
                                         {"--radius", command.radius_m.has_value()}})
    if (is_given)
      throw geo::Error(option, geo::say("The option belongs to the emission heatmap."),
                       geo::say("Leave it out, or write --what emission."));
  const auto figures = read_figures(command.plan);
  const geo::Plan& plan = *figures->plan;
  geo::FlowHeatmapOptions options;
  options.year = command.year.value_or(default_flow_year(plan));
  if (!command.unit.empty()) options.measure = parse_word<geo::FlowMeasure>("--unit", command.unit);
  options.material = command.material;
  options.cell_m = command.cell_m.value_or(geo::heatmap_scale(plan).cell_m);
  if (!command.bbox.empty()) options.window = parse_bbox(command.bbox);
  geo::Progress progress;
  const geo::FlowGrid grid = geo::flow_grid(plan, *figures->catalogues, options, progress, figures->road);
  if (grid.flow_count == 0)
    throw geo::Error(command.plan, geo::say("No flow has a way and a figure in {0}.", std::to_string(options.year)),
                     geo::say("Choose another year, or add flows first."));
  const bool is_co2e = options.measure == geo::FlowMeasure::co2e;
  const std::string unit = is_co2e ? "t CO2e/ha/a" : "tonne-km/ha/a";
  layers::write_geotiff(
      command.out, grid.density, geo::Crs::from_text(plan.info().map_crs), unit,
      fmt::format("Transport of material flows {}, {}, cell {} m", options.year, unit, options.cell_m));
  const std::string total_unit = is_co2e ? "t CO₂e" : "tkm";
  fmt::print(
      stderr, "{}\n",
      translated(geo::say("{0}: {1} flows, {2} {3} in all, {4} outside the grid, {5} × {6} cells", command.out,
                          std::to_string(grid.flow_count), number(grid.total, 1), total_unit, number(grid.outside, 1),
                          std::to_string(grid.density.frame.columns), std::to_string(grid.density.frame.rows))));
  if (grid.unknown > 0)
    fmt::print(stderr, "{}\n",
               translated(geo::say("{0} flows have no figure for the year.", std::to_string(grid.unknown))));
  if (grid.without_way > 0)
    fmt::print(
        stderr, "{}\n",
        translated(geo::say("{0} {1} have no place and are in no cell.", number(grid.without_way, 1), total_unit)));
}

}  // namespace

void run(const HeatmapCommand& command) {
  if (command.what == "flow") return write_flow_heatmap(command);
  if (command.what != "emission")
    throw geo::Error("--what " + command.what, geo::say("This is not one of the words that the option takes."),
                     geo::say("Choose one of: {0}.", "emission, flow"));
  if (!command.unit.empty() || !command.material.empty())
    throw geo::Error(command.unit.empty() ? "--material" : "--unit",
                     geo::say("The option belongs to the flow heatmap."),
                     geo::say("Leave it out, or write --what flow."));
  const auto figures = read_figures(command.plan);
  const geo::PlanPtr plan = figures->counted;
  geo::HeatmapOptions options;
  options.year = command.year.value_or(default_year(figures->with_given_years()));
  options.gwp_set = command.gwp.empty() ? plan->info().gwp_set : parse_word<geo::GwpSet>("--gwp", command.gwp);
  options.only_gas = parse_gas(command.gas);
  const geo::HeatmapScale scale = geo::heatmap_scale(*plan);
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
