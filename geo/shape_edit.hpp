// Changing the shape of one thing: corners, whole shapes, splitting, holes, merging. Each result is valid, or the
// change is refused with a sentence.
#pragma once

#include "geo/geometry.hpp"
#include "geo/message.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace geo {

/// A value, or the sentence that says why there is none.
template <class T>
struct Outcome {
  std::optional<T> value;
  Message refusal;

  Outcome(T v) : value(std::move(v)) {}
  Outcome(Message m) : refusal(std::move(m)) {}
  explicit operator bool() const { return value.has_value(); }
  const T& operator*() const { return *value; }
  const T* operator->() const { return &*value; }
};

/// One corner of a geometry. The last position of a polygon's ring is its first and has no place of its own.
struct VertexPlace {
  std::size_t part = 0;
  std::size_t ring = 0;
  std::size_t index = 0;
  auto operator<=>(const VertexPlace&) const = default;
};

/// Number of corners of the ring (closed rings without their repeated position).
[[nodiscard]] std::size_t corner_count(const Geometry& geometry, std::size_t part, std::size_t ring);
/// Asserts that the geometry has the place.
[[nodiscard]] MapPoint corner(const Geometry& geometry, VertexPlace at);
/// All corners, in order of part, ring and index.
[[nodiscard]] std::vector<VertexPlace> corners(const Geometry& geometry);
/// Places after which a new corner can be put: each edge by its first corner.
[[nodiscard]] std::vector<VertexPlace> edges(const Geometry& geometry);
/// The middle of the edge that starts at the corner.
[[nodiscard]] MapPoint edge_middle(const Geometry& geometry, VertexPlace edge);

/// What `is_valid` says and why not, as a sentence.
[[nodiscard]] Outcome<Geometry> checked(Geometry geometry);

/// The shape while a corner is dragged: not checked, so that it can be seen before it is let go.
[[nodiscard]] Geometry with_corner_at(const Geometry& geometry, VertexPlace at, MapPoint to);
[[nodiscard]] Geometry with_new_corner(const Geometry& geometry, VertexPlace edge, MapPoint at);
[[nodiscard]] Outcome<Geometry> corner_moved(const Geometry& geometry, VertexPlace at, MapPoint to);
/// A new corner on the edge that starts at `edge`.
[[nodiscard]] Outcome<Geometry> corner_inserted(const Geometry& geometry, VertexPlace edge, MapPoint at);
/// A hole or a part of several that has too few corners left goes with its corner; refused when nothing would be left.
[[nodiscard]] Outcome<Geometry> corner_removed(const Geometry& geometry, VertexPlace at);

[[nodiscard]] Geometry moved(const Geometry& geometry, double dx_m, double dy_m);
/// Anticlockwise about a place.
[[nodiscard]] Geometry rotated(const Geometry& geometry, MapPoint about, double angle_deg);

/// The pieces of a polygon along a line, the largest first; the parts that the line does not cut stay with it. Their
/// areas sum up to the polygon's (1e-9). Refused when the line cuts nothing off.
[[nodiscard]] Outcome<std::vector<Geometry>> split(const Geometry& polygon, const Ring& line);
/// The polygon without what lies in the ring. A ring inside it becomes a hole as it is.
[[nodiscard]] Outcome<Geometry> hole_cut(const Geometry& polygon, const Ring& ring);
/// What any of the polygons covers.
[[nodiscard]] Outcome<Geometry> merged(std::span<const Geometry> polygons);
/// All places within `distance_m` of the geometry; a negative distance shrinks a polygon.
[[nodiscard]] Outcome<Geometry> buffered(const Geometry& geometry, double distance_m);
/// What two polygons share; `none` when they share no area.
[[nodiscard]] Geometry common_area(const Geometry& one, const Geometry& other);
/// The part of a line inside a polygon; `none` when there is none.
[[nodiscard]] Geometry line_inside(const Geometry& line, const Geometry& polygon);

/// The four corners of the rectangle with these two opposite corners and sides along the axes.
[[nodiscard]] Ring rectangle(MapPoint corner, MapPoint opposite);
/// The four corners of the rectangle with the side ab that reaches as far as c, on c's side.
[[nodiscard]] Ring rectangle(MapPoint a, MapPoint b, MapPoint c);
/// A closed ring of so many corners on the circle; 96 keep the area to 0.1 %.
[[nodiscard]] Ring circle(MapPoint centre, double radius_m, std::size_t corner_count = 96);

}  // namespace geo
