// Whether a Shapefile's attribute table agrees with itself: GDAL reads what it can of a broken one without a word.
#pragma once

#include "geo/error.hpp"

#include <string>
#include <vector>

namespace layers {

/// Problems of the .dbf beside `gdal_path` (a .shp, also inside a zip; other files have none): missing, shorter than
/// its header says, with columns that do not fill its rows, or with rows that are
/// not built as its header says.
[[nodiscard]] std::vector<geo::Problem> dbase_problems(const std::string& gdal_path);

}  // namespace layers
