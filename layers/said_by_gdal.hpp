// What GDAL says while it reads, as problems in our own words where they are known. Internal to layers/.
#pragma once

#include "geo/error.hpp"
#include "layers/gdal_access.hpp"

#include <vector>

namespace layers {

/// What is asked for: of a file with mixed rows (OpenStreetMap) GDAL also tells about the layers that are not read.
enum class Concern { whole_file, layer_with_areas, layer_without_areas };

/// One problem for each different thing said that concerns what is read.
[[nodiscard]] std::vector<geo::Problem> problems_said(const GdalWords& words, Concern concern);

}  // namespace layers
