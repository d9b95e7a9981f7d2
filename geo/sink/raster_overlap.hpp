// Exact overlap of a polygon with the cells of a raster, at any size: by shares of cells, never by cell centres.
#pragma once

#include "geo/geometry.hpp"
#include "geo/progress.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace geo {

/// How a raster lies in its CRS: x = t[0] + column t[1] + row t[2], y = t[3] + column t[4] + row t[5], with (0, 0) the
/// first cell's outer corner, as GDAL has it. Cells may be of any shape and turn.
struct RasterPlace {
  std::array<double, 6> map_from_cell{0, 1, 0, 0, 0, 1};
  std::size_t columns = 0;
  std::size_t rows = 0;
  [[nodiscard]] double cell_area_m2() const;
};

struct RasterWindow {
  std::size_t column = 0;
  std::size_t row = 0;
  std::size_t columns = 0;
  std::size_t rows = 0;
  bool operator==(const RasterWindow&) const = default;
};

/// The cells that the polygon's box touches; empty (0 columns) when it lies outside.
[[nodiscard]] RasterWindow window_of(const RasterPlace& place, const Geometry& polygon);

/// The share of each cell of the window that lies inside the polygon, row by row from the window's first. Holes are
/// subtracted; a polygon that is not valid is repaired first (see `repaired`). Empty for a polygon without area.
[[nodiscard]] std::vector<double> cell_shares(const RasterPlace& place, const RasterWindow& window,
                                              const Geometry& polygon, Progress& progress);

/// Sums over the polygon. A cell partly inside counts by its share.
struct RasterSum {
  double polygon_m2 = 0;  ///< planar area of the polygon
  double valid_m2 = 0;    ///< of it over cells with a value
  double nodata_m2 = 0;   ///< over cells without a value
  double outside_m2 = 0;  ///< outside the raster
  double value_m2 = 0;    ///< Σ value x area
  [[nodiscard]] double nodata_share() const { return polygon_m2 > 0 ? (polygon_m2 - valid_m2) / polygon_m2 : 0; }
  /// Of the part with values; none without any.
  [[nodiscard]] std::optional<double> mean() const {
    return valid_m2 > 0 ? std::optional(value_m2 / valid_m2) : std::nullopt;
  }
};

/// Reads a window's values, row by row; NaN is no value. Never asked for more than a million cells at once.
using ReadWindow = std::function<std::vector<double>(const RasterWindow&)>;
/// `polygon` is in the raster's coordinates. A polygon that is not valid is repaired first; all is 0 for one without
/// area or with a position that is no place on a map.
[[nodiscard]] RasterSum raster_sum(const RasterPlace& place, const Geometry& polygon, const ReadWindow& read,
                                   Progress& progress);

/// What the numbers of a known raster mean.
struct RasterPreset {
  std::string_view name;  ///< "luke", "syke"
  std::string_view description;
  std::string_view unit;         ///< of a cell's value
  std::string_view result_unit;  ///< of value x ha x to_result_per_ha: "t C", "t CO2e/a"
  double to_result_per_ha = 1;   ///< a stock or a removal per hectare; removals positive
  std::array<double, 2> nodata{};
  std::size_t nodata_count = 0;
  std::string_view source;
};
[[nodiscard]] std::span<const RasterPreset> raster_presets();
/// Null when unknown.
[[nodiscard]] const RasterPreset* find_raster_preset(std::string_view name);

}  // namespace geo
