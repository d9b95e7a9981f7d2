// A raster file, opened: also one inside a zip or a GeoPackage. Internal to layers/.
#pragma once

#include "layers/gdal_access.hpp"

#include <string>

namespace layers {

/// The dataset of the path itself, or the first raster in it (a GeoPackage or a zip may hold several). Throws
/// geo::Error.
[[nodiscard]] DatasetPtr open_raster(const std::string& path, GdalWords& words);

}  // namespace layers
