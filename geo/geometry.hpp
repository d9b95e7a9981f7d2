// The geometry of one thing in the plan, in map metres. Large layers use geo/features.hpp instead.
#pragma once

#include "geo/space.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

class Progress;

enum class GeometryKind : std::uint8_t { none, point, line, polygon };

using Ring = std::vector<MapPoint>;

/// One part: a point (one ring of one position), a line (one ring of two or more positions) or a polygon
/// (exterior ring first, then holes; rings closed, the first position repeated at the end).
struct Part {
  std::vector<Ring> rings;
  bool operator==(const Part&) const = default;
};

/// A point, line or polygon of one or more parts; `none` has no part.
struct Geometry {
  GeometryKind kind = GeometryKind::none;
  std::vector<Part> parts;

  bool operator==(const Geometry&) const = default;
  [[nodiscard]] bool empty() const { return parts.empty(); }

  static Geometry point(MapPoint p);
  static Geometry line(Ring positions);
  /// Closes the ring if its ends differ.
  static Geometry polygon(Ring exterior);
};

[[nodiscard]] MapBox bounds(const Geometry& geometry);
/// Planar area of all parts, holes subtracted, whatever the rings' turn [m2]; 0 for points and lines.
[[nodiscard]] double planar_area_m2(const Geometry& geometry);
/// Planar length of lines, planar perimeter of polygons [m]; 0 for points.
[[nodiscard]] double planar_length_m(const Geometry& geometry);
/// Signed area of a closed ring, positive anticlockwise [m2]. Summed about the first position, so that
/// it stays exact far from the origin.
[[nodiscard]] double signed_area_m2(std::span<const MapPoint> ring);
/// A position for a label or a marker: on the point, on the middle of the longest line, inside the largest polygon.
[[nodiscard]] MapPoint label_point(const Geometry& geometry);
/// True inside a polygon (even-odd over all rings of all parts).
[[nodiscard]] bool contains(const Geometry& polygon, MapPoint p);
/// Distance to the nearest position of the geometry [m]; 0 inside a polygon; infinite when empty.
[[nodiscard]] double distance_m(const Geometry& geometry, MapPoint p);
/// A sentence-less test of OGC validity by GEOS (self-crossing rings, holes outside, too few positions).
[[nodiscard]] bool is_valid(const Geometry& geometry);
/// The geometry made valid, keeping polygon parts for polygons; unchanged if it is valid already. Every other face of
/// a polygon's rings is filled, as GEOSMakeValid does. Rings that touch nothing stay as they are.
[[nodiscard]] Geometry repaired(const Geometry& geometry);
/// The same; throws `Cancelled` soon after it was asked to stop.
[[nodiscard]] Geometry repaired(const Geometry& geometry, const Progress& progress);

}  // namespace geo
