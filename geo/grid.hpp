// A metric grid of numbers in the plan's map CRS.
#pragma once

#include "geo/space.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace geo {

/// Where the cells lie. Column 0 is the westernmost, row 0 the southernmost; cells are half-open (their western and
/// southern edges belong to them).
struct GridFrame {
  MapPoint corner;  ///< south-western corner of cell (0, 0)
  double cell_m = 0;
  std::size_t columns = 0;
  std::size_t rows = 0;

  bool operator==(const GridFrame&) const = default;
  [[nodiscard]] MapBox box() const;
  [[nodiscard]] MapPoint cell_centre(std::size_t column, std::size_t row) const;
  [[nodiscard]] std::size_t cell_count() const { return columns * rows; }
  /// Index into `Grid::values` of the cell that holds the position, if it lies in the grid.
  [[nodiscard]] std::optional<std::size_t> cell_at(MapPoint p) const;
  /// The smallest frame of whole cells, aligned to multiples of `cell_m`, that covers the box.
  static GridFrame covering(const MapBox& box, double cell_m);
};

struct Grid {
  GridFrame frame;
  std::vector<double> values;  ///< row by row, row 0 first
  [[nodiscard]] double at(std::size_t column, std::size_t row) const { return values[row * frame.columns + column]; }
};

}  // namespace geo
