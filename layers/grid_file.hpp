// Writes a grid as a GeoTIFF that says what it is.
#pragma once

#include "geo/crs.hpp"
#include "geo/grid.hpp"

#include <string>

namespace layers {

/// Float64, north-up, in `crs`, band unit and description set, e.g. "t CO2e/ha/a". Throws geo::Error if it can not
/// be written; nothing half-written is left.
void write_geotiff(const std::string& path, const geo::Grid& grid, const geo::Crs& crs, const std::string& unit,
                   const std::string& description);

}  // namespace layers
