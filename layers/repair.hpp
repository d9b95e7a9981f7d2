// Finds invalid polygons among many and repairs them.
#pragma once

#include "geo/features.hpp"
#include "geo/progress.hpp"
#include "layers/problem_list.hpp"

namespace layers {

/// Checks all polygons (on all cores; small rings by `geo::certainly_simple`, the others by GEOS), replaces the invalid
/// ones by their repaired form and lists them. One that leaves nothing becomes a feature without geometry.
void repair_polygons(geo::Features& features, ProblemList& problems, geo::Progress& progress);

}  // namespace layers
