// A line's or a polygon's mass shared to the cells of a grid: by length, or by exact overlap.
#pragma once

#include "geo/geometry.hpp"
#include "geo/grid.hpp"
#include "geo/progress.hpp"

#include <optional>
#include <span>

namespace geo {

/// Positions farther from the origin than this [m], infinite or not a number, are no place on a map.
inline constexpr double farthest_m = 1e12;
/// True if every position can be used.
[[nodiscard]] bool has_usable_positions(const Geometry& geometry);

/// Adds mass x length in cell / length to `cells` [t in the cell] and returns the part outside the frame. A piece
/// along a cell's edge belongs to the cell east or north of it. None (and nothing added) if the line has no length.
[[nodiscard]] std::optional<double> add_line(const GridFrame& frame, const Geometry& line, double mass_t,
                                             Progress& progress, std::span<double> cells);

/// Adds mass x overlap with cell / area to `cells` and returns the part outside the frame. Holes are subtracted
/// whatever the rings' turn; a polygon that is not valid (rings that cross, parts that overlap) is repaired first. None
/// (and nothing added) if the polygon has no area. `known_valid`: it is not checked.
[[nodiscard]] std::optional<double> add_polygon(const GridFrame& frame, const Geometry& polygon, double mass_t,
                                                Progress& progress, std::span<double> cells, bool known_valid = false);

}  // namespace geo
