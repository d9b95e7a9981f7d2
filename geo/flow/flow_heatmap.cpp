#include "geo/flow/flow_heatmap.hpp"

#include <memory>

namespace geo {

std::optional<double> flow_measure(const FlowFigures& figures, FlowMeasure measure) {
  if (measure == FlowMeasure::tonne_km) return figures.tonne_km;
  return figures.transport ? std::optional(figures.transport->value_t) : std::nullopt;
}

FlowGrid flow_grid(const Plan& plan, const Catalogues& catalogues, const FlowHeatmapOptions& options,
                   Progress& progress, const RoadSearch& road) {
  FlowGrid result;
  // Lines with a mass are what the emission heatmap spreads by length already: the measure goes as a mass of CO2e,
  // whose potential is 1 in every set.
  Plan lines(plan.info());
  std::vector<Table<EmissionSource>::Row> rows;
  for (const auto& row : plan.material_flows()) {
    if (progress.cancelled()) throw Cancelled();
    const MaterialFlow& flow = *row;
    if (!options.material.empty() && flow.material != options.material) continue;
    const auto measure = flow_measure(flow_figures(plan, flow, catalogues, options.year, road), options.measure);
    if (!measure) {
      ++result.unknown;
      continue;
    }
    const std::vector<MapPoint> way = flow_way(plan, flow, road);
    if (way.empty()) {
      result.without_way += *measure;
      continue;
    }
    EmissionSource line;
    line.geometry = Geometry::line(way);
    line.series = {{options.year, Gas::co2e, *measure, MassMethod::calculated}};
    rows.push_back({{row.id.value}, std::make_shared<const EmissionSource>(std::move(line))});
  }
  lines.table<EmissionSource>() = Table<EmissionSource>::from_rows(std::move(rows));
  HeatmapOptions heatmap;
  heatmap.year = options.year;
  heatmap.cell_m = options.cell_m;
  heatmap.radius_m = 4 * options.cell_m;  // of flows without a length alone
  heatmap.window = options.window;
  EmissionGrid grid = emission_grid(lines, heatmap, progress);
  result.density = std::move(grid.density);
  result.total = grid.total_t;
  result.outside = grid.outside_t;
  result.without_way += grid.unplaced_t;
  result.flow_count = grid.source_count;
  return result;
}

}  // namespace geo
