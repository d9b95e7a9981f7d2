// The numbers of a raster's cells in its own coordinates, for exact sums over polygons (geo/sink/raster_overlap.hpp).
// For pictures of a raster on the map there is RasterSource.
#pragma once

#include "geo/crs.hpp"
#include "geo/sink/raster_overlap.hpp"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace layers {

class RasterCells {
public:
  /// A raster of one band of numbers in a projected CRS in metres; `crs` says or overrides the file's own. Throws
  /// geo::Error: not a raster, several bands, a palette, no place, no CRS, degrees.
  [[nodiscard]] static RasterCells open(const std::string& path, const std::string& crs = {});
  ~RasterCells();
  RasterCells(RasterCells&&) noexcept;
  RasterCells& operator=(RasterCells&&) noexcept;

  [[nodiscard]] const geo::RasterPlace& place() const;
  [[nodiscard]] const geo::Crs& crs() const;
  /// The values of a window, row by row, by the file's scale and offset. NaN where the file has no data, and where a
  /// number (before the scale) is one of `nodata`. Throws geo::Error when the file can not be read there.
  [[nodiscard]] std::vector<double> read(const geo::RasterWindow& window, std::span<const double> nodata = {}) const;

private:
  struct State;
  explicit RasterCells(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace layers
