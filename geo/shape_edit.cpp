#include "geo/shape_edit.hpp"

#include "geo/geos.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>
#include <utility>

namespace geo {

namespace {

struct GeosText {
  char* text = nullptr;
  ~GeosText() {
    if (text) GEOSFree_r(geos_context(), text);
  }
};

/// Our own sentence for what GEOS found.
Message why_invalid(const GEOSGeometry* g) {
  char* text = nullptr;
  GEOSisValidDetail_r(geos_context(), g, 0, &text, nullptr);
  const GeosText reason{text};
  const std::string_view said = text ? std::string_view(text) : std::string_view();
  if (said.find("Self-intersection") != std::string_view::npos) return say("The outline would cross itself.");
  if (said.find("Hole lies outside") != std::string_view::npos) return say("A hole would lie outside the area.");
  if (said.find("Nested") != std::string_view::npos || said.find("Interior is disconnected") != std::string_view::npos)
    return say("The holes and parts would lie over each other.");
  return say("The shape would not be a valid area.");
}

Ring closed(Ring ring) {
  if (!ring.empty() && ring.front() != ring.back()) ring.push_back(ring.front());
  return ring;
}

bool is_ring(const Geometry& g) {
  return g.kind == GeometryKind::polygon;
}

GeosGeometry checked_polygon(const Geometry& polygon) {
  if (polygon.kind != GeometryKind::polygon) return nullptr;
  GeosGeometry g = geos_from(polygon);
  if (g && GEOSisValid_r(geos_context(), g.get()) != 1) g.reset();
  return g;
}

/// Inside, without touching the edge.
bool holds(const GEOSGeometry* whole, const GEOSGeometry* inner) {
  return GEOSRelatePattern_r(geos_context(), whole, inner, "T**FF*FF*") == 1;
}

Message only_areas() {
  return say("Only areas can be changed so. Choose an area.");
}

}  // namespace

std::size_t corner_count(const Geometry& geometry, std::size_t part, std::size_t ring) {
  const std::size_t size = geometry.parts.at(part).rings.at(ring).size();
  return is_ring(geometry) && size > 0 ? size - 1 : size;
}

MapPoint corner(const Geometry& geometry, VertexPlace at) {
  return geometry.parts.at(at.part).rings.at(at.ring).at(at.index);
}

std::vector<VertexPlace> corners(const Geometry& geometry) {
  std::vector<VertexPlace> places;
  for (std::size_t p = 0; p < geometry.parts.size(); ++p)
    for (std::size_t r = 0; r < geometry.parts[p].rings.size(); ++r)
      for (std::size_t i = 0; i < corner_count(geometry, p, r); ++i) places.push_back({p, r, i});
  return places;
}

std::vector<VertexPlace> edges(const Geometry& geometry) {
  std::vector<VertexPlace> places;
  if (geometry.kind == GeometryKind::point) return places;
  for (std::size_t p = 0; p < geometry.parts.size(); ++p)
    for (std::size_t r = 0; r < geometry.parts[p].rings.size(); ++r)
      for (std::size_t i = 0; i + 1 < geometry.parts[p].rings[r].size(); ++i) places.push_back({p, r, i});
  return places;
}

MapPoint edge_middle(const Geometry& geometry, VertexPlace edge) {
  const MapPoint a = corner(geometry, edge);
  const MapPoint b = corner(geometry, {edge.part, edge.ring, edge.index + 1});
  return {a.x_m + (b.x_m - a.x_m) / 2, a.y_m + (b.y_m - a.y_m) / 2};
}

Outcome<Geometry> checked(Geometry geometry) {
  if (geometry.empty()) return say("Nothing would be left of the shape.");
  const GeosGeometry g = geos_from(geometry);
  if (!g) return say("The shape has too few corners.");
  if (geometry.kind == GeometryKind::polygon && GEOSisValid_r(geos_context(), g.get()) != 1)
    return why_invalid(g.get());
  if (geometry.kind == GeometryKind::line)
    for (const Part& part : geometry.parts)
      if (std::all_of(part.rings.front().begin(), part.rings.front().end(),
                      [&](MapPoint p) { return p == part.rings.front().front(); }))
        return say("The line would have no length.");
  return geometry;
}

Geometry with_corner_at(const Geometry& geometry, VertexPlace at, MapPoint to) {
  assert(at.index < corner_count(geometry, at.part, at.ring));
  Geometry after = geometry;
  Ring& ring = after.parts[at.part].rings[at.ring];
  ring[at.index] = to;
  if (is_ring(after) && at.index == 0) ring.back() = to;
  return after;
}

Geometry with_new_corner(const Geometry& geometry, VertexPlace edge, MapPoint at) {
  Geometry after = geometry;
  Ring& ring = after.parts.at(edge.part).rings.at(edge.ring);
  assert(edge.index + 1 < ring.size());
  ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(edge.index) + 1, at);
  return after;
}

Outcome<Geometry> corner_moved(const Geometry& geometry, VertexPlace at, MapPoint to) {
  return checked(with_corner_at(geometry, at, to));
}

Outcome<Geometry> corner_inserted(const Geometry& geometry, VertexPlace edge, MapPoint at) {
  return checked(with_new_corner(geometry, edge, at));
}

Outcome<Geometry> corner_removed(const Geometry& geometry, VertexPlace at) {
  assert(at.index < corner_count(geometry, at.part, at.ring));
  Geometry after = geometry;
  auto& rings = after.parts[at.part].rings;
  Ring& ring = rings[at.ring];
  const std::size_t least = is_ring(after) ? 3 : geometry.kind == GeometryKind::line ? 2 : 1;
  if (corner_count(after, at.part, at.ring) <= least) {
    if (is_ring(after) && at.ring > 0)
      rings.erase(rings.begin() + static_cast<std::ptrdiff_t>(at.ring));
    else if (after.parts.size() > 1)
      after.parts.erase(after.parts.begin() + static_cast<std::ptrdiff_t>(at.part));
    else
      return is_ring(geometry) ? say("An area needs three corners.") : say("Nothing would be left of the shape.");
    return checked(std::move(after));
  }
  ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(at.index));
  if (is_ring(after) && at.index == 0) ring.back() = ring.front();
  return checked(std::move(after));
}

Geometry moved(const Geometry& geometry, double dx_m, double dy_m) {
  Geometry after = geometry;
  for (Part& part : after.parts)
    for (Ring& ring : part.rings)
      for (MapPoint& p : ring) p = {p.x_m + dx_m, p.y_m + dy_m};
  return after;
}

Geometry rotated(const Geometry& geometry, MapPoint about, double angle_deg) {
  const double angle = angle_deg * std::numbers::pi / 180;
  const double c = std::cos(angle);
  const double s = std::sin(angle);
  Geometry after = geometry;
  for (Part& part : after.parts)
    for (Ring& ring : part.rings)
      for (MapPoint& p : ring) {
        const double x = p.x_m - about.x_m;
        const double y = p.y_m - about.y_m;
        p = {about.x_m + c * x - s * y, about.y_m + s * x + c * y};
      }
  return after;
}

Outcome<std::vector<Geometry>> split(const Geometry& polygon, const Ring& line) {
  if (polygon.kind != GeometryKind::polygon) return only_areas();
  const auto context = geos_context();
  const GeosGeometry blade = geos_from(Geometry::line(line));
  if (!blade || !checked_polygon(polygon)) return say("The line does not cut the area from edge to edge.");
  std::vector<Geometry> pieces;
  Geometry uncut{GeometryKind::polygon, {}};
  bool cut = false;
  for (const Part& part : polygon.parts) {
    const Geometry alone{GeometryKind::polygon, {part}};
    const GeosGeometry g = geos_from(alone);
    const GeosGeometry boundary(g ? GEOSBoundary_r(context, g.get()) : nullptr);
    const GeosGeometry noded(boundary ? GEOSUnion_r(context, boundary.get(), blade.get()) : nullptr);
    if (!noded) return say("The line does not cut the area from edge to edge.");
    const GEOSGeometry* const edges_of[] = {noded.get()};
    const GeosGeometry faces(GEOSPolygonize_r(context, edges_of, 1));
    std::vector<Geometry> found;
    const int count = faces ? GEOSGetNumGeometries_r(context, faces.get()) : 0;
    for (int i = 0; i < count; ++i) {
      const GEOSGeometry* face = GEOSGetGeometryN_r(context, faces.get(), i);
      const GeosGeometry inside(GEOSPointOnSurface_r(context, face));
      if (inside && GEOSContains_r(context, g.get(), inside.get()) == 1)
        found.push_back(geometry_from(face, GeometryKind::polygon));
    }
    if (found.size() < 2) {
      uncut.parts.push_back(part);
      continue;
    }
    cut = true;
    pieces.insert(pieces.end(), found.begin(), found.end());
  }
  if (!cut) return say("The line does not cut the area from edge to edge.");
  std::stable_sort(pieces.begin(), pieces.end(),
                   [](const Geometry& a, const Geometry& b) { return planar_area_m2(a) > planar_area_m2(b); });
  pieces.front().parts.insert(pieces.front().parts.end(), uncut.parts.begin(), uncut.parts.end());
  for (Geometry& piece : pieces) {
    auto sound = checked(std::move(piece));
    if (!sound) return sound.refusal;
    piece = *sound;
  }
  return pieces;
}

Outcome<Geometry> hole_cut(const Geometry& polygon, const Ring& ring) {
  if (polygon.kind != GeometryKind::polygon) return only_areas();
  const auto context = geos_context();
  const Geometry hole = Geometry::polygon(ring);
  const GeosGeometry whole = checked_polygon(polygon);
  const GeosGeometry cutter = checked_polygon(hole);
  if (!whole) return say("The shape would not be a valid area.");
  if (!cutter) return say("The outline of the hole crosses itself.");
  const Geometry shared = common_area(polygon, hole);
  if (!(planar_area_m2(shared) > 0)) return say("The hole does not lie on the area.");
  if (holds(whole.get(), cutter.get()))
    for (std::size_t p = 0; p < polygon.parts.size(); ++p) {
      const GeosGeometry part = geos_from({GeometryKind::polygon, {polygon.parts[p]}});
      if (!part || !holds(part.get(), cutter.get())) continue;
      Geometry after = polygon;
      after.parts[p].rings.push_back(hole.parts.front().rings.front());
      return checked(std::move(after));
    }
  const GeosGeometry rest(GEOSDifference_r(context, whole.get(), cutter.get()));
  Geometry after = rest ? geometry_from(rest.get(), GeometryKind::polygon) : Geometry{};
  if (after.empty()) return say("The hole would take the whole area.");
  return checked(std::move(after));
}

Outcome<Geometry> merged(std::span<const Geometry> polygons) {
  Geometry all{GeometryKind::polygon, {}};
  std::vector<GEOSGeometry*> members;
  std::vector<GeosGeometry> owned;
  for (const Geometry& polygon : polygons) {
    if (polygon.kind != GeometryKind::polygon) return only_areas();
    owned.push_back(checked_polygon(polygon));
    if (!owned.back()) return say("The shape would not be a valid area.");
  }
  if (owned.size() < 2) return say("Merging needs two areas.");
  for (GeosGeometry& g : owned) members.push_back(g.release());
  const GeosGeometry together(GEOSGeom_createCollection_r(geos_context(), GEOS_GEOMETRYCOLLECTION, members.data(),
                                                          static_cast<unsigned>(members.size())));
  const GeosGeometry whole(together ? GEOSUnaryUnion_r(geos_context(), together.get()) : nullptr);
  return checked(whole ? geometry_from(whole.get(), GeometryKind::polygon) : Geometry{});
}

Outcome<Geometry> buffered(const Geometry& geometry, double distance_m) {
  if (!std::isfinite(distance_m) || distance_m == 0) return say("The distance must not be 0.");
  const GeosGeometry g = geos_from(geometry);
  const GeosGeometry wide(g ? GEOSBuffer_r(geos_context(), g.get(), distance_m, 16) : nullptr);
  return checked(wide ? geometry_from(wide.get(), GeometryKind::polygon) : Geometry{});
}

Geometry common_area(const Geometry& one, const Geometry& other) {
  if (!bounds(one).intersects(bounds(other))) return {};
  const GeosGeometry a = checked_polygon(one);
  const GeosGeometry b = checked_polygon(other);
  const GeosGeometry shared(a && b ? GEOSIntersection_r(geos_context(), a.get(), b.get()) : nullptr);
  return shared ? geometry_from(shared.get(), GeometryKind::polygon) : Geometry{};
}

Geometry line_inside(const Geometry& line, const Geometry& polygon) {
  if (line.kind != GeometryKind::line || !bounds(line).intersects(bounds(polygon))) return {};
  const GeosGeometry a = geos_from(line);
  const GeosGeometry b = checked_polygon(polygon);
  const GeosGeometry shared(a && b ? GEOSIntersection_r(geos_context(), a.get(), b.get()) : nullptr);
  return shared ? geometry_from(shared.get(), GeometryKind::line) : Geometry{};
}

Ring rectangle(MapPoint corner, MapPoint opposite) {
  return {corner, {opposite.x_m, corner.y_m}, opposite, {corner.x_m, opposite.y_m}};
}

Ring rectangle(MapPoint a, MapPoint b, MapPoint c) {
  const double dx = b.x_m - a.x_m;
  const double dy = b.y_m - a.y_m;
  const double length = std::hypot(dx, dy);
  if (!(length > 0)) return {a, b, c};
  const double depth = ((c.x_m - a.x_m) * -dy + (c.y_m - a.y_m) * dx) / length;
  const MapPoint in{-dy / length * depth, dx / length * depth};
  return {a, b, {b.x_m + in.x_m, b.y_m + in.y_m}, {a.x_m + in.x_m, a.y_m + in.y_m}};
}

Ring circle(MapPoint centre, double radius_m, std::size_t corner_count) {
  Ring ring;
  for (std::size_t i = 0; i < corner_count; ++i) {
    const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corner_count);
    ring.push_back({centre.x_m + radius_m * std::sin(angle), centre.y_m + radius_m * std::cos(angle)});
  }
  return closed(std::move(ring));
}

}  // namespace geo
