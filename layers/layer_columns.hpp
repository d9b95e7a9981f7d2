// One layer of an open file into columns, in the layer's own coordinates. Internal to layers/.
#pragma once

#include "geo/features.hpp"
#include "geo/progress.hpp"
#include "layers/problem_list.hpp"
#include "layers/vector_file.hpp"

#include <optional>
#include <string>
#include <vector>

namespace layers {

/// All rows of the layer: geometry, source ids, and the named columns (nothing named: all). Faults of geometries are
/// listed with the source's id. Rows that the driver gives up on are listed by its own words.
[[nodiscard]] geo::Features read_columns(const OpenLayer& layer, const std::optional<std::vector<std::string>>& columns,
                                         GdalWords& words, ProblemList& problems, geo::Progress& progress);

}  // namespace layers
