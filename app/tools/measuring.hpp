// The figures of a measured path: geodesic, and apart from them what the grid of the map says.
#pragma once

#include "geo/crs.hpp"
#include "geo/geometry.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

struct MeasuredEdge {
  double geodesic_m = 0;
  double grid_m = 0;
  double geodesic_direction_deg = 0;  ///< from true north
  double grid_direction_deg = 0;      ///< from grid north
  double total_geodesic_m = 0;        ///< up to the end of this edge
};

struct MeasuredArea {
  double geodesic_ha = 0;
  double grid_ha = 0;
  double geodesic_edge_m = 0;  ///< all round
};

struct Measured {
  std::vector<MeasuredEdge> edges;
  double geodesic_m = 0;
  double grid_m = 0;
  std::optional<MeasuredArea> area;  ///< of the ring that the path would close, if it does not cross itself
};

[[nodiscard]] Measured measured(const std::vector<geo::MapPoint>& path, const geo::Crs& map);
/// Rows and totals with tabs between, for a spreadsheet; numbers as the person's language writes them.
[[nodiscard]] std::string measured_text(const Measured& figures);

}  // namespace app
