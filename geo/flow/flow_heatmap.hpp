// The heatmap of transport: what each flow emits or moves, spread along its way by length, mass-conserving like the
// emission heatmap.
#pragma once

#include "geo/flow/flow_figures.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <string>

namespace geo {

enum class FlowMeasure { co2e, tonne_km };
template <>
struct EnumText<FlowMeasure> {
  static constexpr std::array names{"co2e", "tonne-km"};
};

struct FlowHeatmapOptions {
  int year = 2023;
  FlowMeasure measure = FlowMeasure::co2e;
  std::string material;  ///< this one alone; empty: all
  double cell_m = 100;
  std::optional<MapBox> window;  ///< default: all ways
};

struct FlowGrid {
  Grid density;            ///< t CO2e/ha/a or tonne-km/ha/a
  double total = 0;        ///< of the flows with a way [t CO2e/a or tonne-km/a]
  double outside = 0;      ///< of that, what lies outside the grid: sum of cells x ha + outside = total to 1e-9
  double without_way = 0;  ///< flows with a figure but without a place: in no cell and not in total
  std::size_t flow_count = 0;
  std::size_t unknown = 0;  ///< flows that have no figure for the year
};

/// The measure of one flow in the year; none: not known.
[[nodiscard]] std::optional<double> flow_measure(const FlowFigures& figures, FlowMeasure measure);

/// All flows, whether the balance counts their transport or not. Throws Error as emission_grid.
[[nodiscard]] FlowGrid flow_grid(const Plan& plan, const Catalogues& catalogues, const FlowHeatmapOptions& options,
                                 Progress& progress, const RoadSearch& road = {});

}  // namespace geo
