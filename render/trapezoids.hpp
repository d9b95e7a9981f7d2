// The inside of rings as trapezoids between horizontal lines: slower and with more triangles than ear clipping, but
// right for rings that touch, and never outside the rings' box for rings that cross each other.
#pragma once

#include "geo/space.hpp"

#include <span>
#include <vector>

namespace render {

/// Three positions a triangle, of the places that an odd number of rings enclose. Rings are not closed (the first
/// position is not repeated). Rings with positions that are not finite count as absent. A sweep over all different y:
/// time grows with positions x edges that one horizontal line meets.
[[nodiscard]] std::vector<geo::MapPoint> trapezoids(std::span<const std::span<const geo::MapPoint>> rings);

}  // namespace render
