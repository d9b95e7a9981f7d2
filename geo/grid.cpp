#include "geo/grid.hpp"

#include <cmath>

namespace geo {

MapBox GridFrame::box() const {
  if (columns == 0 || rows == 0) return {};
  return {corner.x_m, corner.y_m, corner.x_m + static_cast<double>(columns) * cell_m,
          corner.y_m + static_cast<double>(rows) * cell_m};
}

MapPoint GridFrame::cell_centre(std::size_t column, std::size_t row) const {
  return {corner.x_m + (static_cast<double>(column) + 0.5) * cell_m,
          corner.y_m + (static_cast<double>(row) + 0.5) * cell_m};
}

std::optional<std::size_t> GridFrame::cell_at(MapPoint p) const {
  const double column = std::floor((p.x_m - corner.x_m) / cell_m), row = std::floor((p.y_m - corner.y_m) / cell_m);
  // False for NaN too.
  const bool inside =
      column >= 0 && row >= 0 && column < static_cast<double>(columns) && row < static_cast<double>(rows);
  if (!inside) return std::nullopt;
  return static_cast<std::size_t>(row) * columns + static_cast<std::size_t>(column);
}

GridFrame GridFrame::covering(const MapBox& box, double cell_m) {
  GridFrame frame{{}, cell_m, 0, 0};
  if (box.empty()) return frame;
  const double first_column = std::floor(box.min_x_m / cell_m), first_row = std::floor(box.min_y_m / cell_m);
  const double last_column = std::max(first_column + 1, std::ceil(box.max_x_m / cell_m));
  const double last_row = std::max(first_row + 1, std::ceil(box.max_y_m / cell_m));
  frame.corner = {first_column * cell_m, first_row * cell_m};
  frame.columns = static_cast<std::size_t>(last_column - first_column);
  frame.rows = static_cast<std::size_t>(last_row - first_row);
  return frame;
}

}  // namespace geo
