// Exact tests of one feature's geometry where it lies in its columns, without copying it: a coastline of 150,000
// positions is tested in a single pass.
#pragma once

#include "geo/features.hpp"

namespace geo {

/// Distance of a feature to a place [m], 0 inside a polygon; infinite when it is more than `within_m`.
[[nodiscard]] double distance_m(const Features& features, std::size_t feature, MapPoint place, double within_m);
/// Planar area of a polygon feature, holes subtracted [m2]; 0 for others.
[[nodiscard]] double planar_area_m2(const Features& features, std::size_t feature);
/// True if the feature and the box have a place in common: points and lines on the box, polygons also when the box
/// lies inside them.
[[nodiscard]] bool meets(const Features& features, std::size_t feature, const MapBox& box);

}  // namespace geo
