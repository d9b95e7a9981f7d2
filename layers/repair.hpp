// Finds invalid polygons among many and repairs them.
#pragma once

#include "geo/features.hpp"
#include "geo/progress.hpp"
#include "layers/problem_list.hpp"

#include <span>

namespace layers {

/// True only if the closed ring certainly is a simple polygon: its segments do not touch but at shared ends.
/// False says nothing: ask GEOS. Quadratic in the ring's length.
[[nodiscard]] bool certainly_simple(std::span<const geo::MapPoint> ring);

/// Checks all polygons (on all cores; small rings by `certainly_simple`, the others by GEOS), replaces the invalid
/// ones by their repaired form and lists them. One that leaves nothing becomes a feature without geometry.
void repair_polygons(geo::Features& features, ProblemList& problems, geo::Progress& progress);

}  // namespace layers
