#include "geo/geos.hpp"

#include <cmath>

namespace geo {

namespace {

struct Context {
  GEOSContextHandle_t handle = GEOS_init_r();
  Context() = default;
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;
  ~Context() { GEOS_finish_r(handle); }
};

GEOSCoordSequence* sequence(const Ring& ring) {
  GEOSCoordSequence* s = GEOSCoordSeq_create_r(geos_context(), static_cast<unsigned>(ring.size()), 2);
  for (std::size_t i = 0; i < ring.size(); ++i)
    GEOSCoordSeq_setXY_r(geos_context(), s, static_cast<unsigned>(i), ring[i].x_m, ring[i].y_m);
  return s;
}

bool usable(const Geometry& geometry) {
  const std::size_t least = geometry.kind == GeometryKind::polygon ? 4 : geometry.kind == GeometryKind::line ? 2 : 1;
  for (const Part& part : geometry.parts) {
    if (part.rings.empty()) return false;
    for (const Ring& ring : part.rings) {
      if (ring.size() < least) return false;
      if (least == 4 && ring.front() != ring.back()) return false;
      for (const MapPoint p : ring)
        if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) return false;
    }
  }
  return true;
}

GEOSGeometry* part_geometry(GeometryKind kind, const Part& part) {
  const auto context = geos_context();
  if (kind == GeometryKind::point) return GEOSGeom_createPoint_r(context, sequence(part.rings.front()));
  if (kind == GeometryKind::line) return GEOSGeom_createLineString_r(context, sequence(part.rings.front()));
  std::vector<GEOSGeometry*> holes;
  for (std::size_t i = 1; i < part.rings.size(); ++i)
    holes.push_back(GEOSGeom_createLinearRing_r(context, sequence(part.rings[i])));
  GEOSGeometry* exterior = GEOSGeom_createLinearRing_r(context, sequence(part.rings.front()));
  return GEOSGeom_createPolygon_r(context, exterior, holes.data(), static_cast<unsigned>(holes.size()));
}

Ring ring_from(const GEOSGeometry* g) {
  const auto context = geos_context();
  const GEOSCoordSequence* s = GEOSGeom_getCoordSeq_r(context, g);
  unsigned count = 0;
  GEOSCoordSeq_getSize_r(context, s, &count);
  Ring ring(count);
  for (unsigned i = 0; i < count; ++i) GEOSCoordSeq_getXY_r(context, s, i, &ring[i].x_m, &ring[i].y_m);
  return ring;
}

void add_parts(const GEOSGeometry* g, Geometry& out) {
  const auto context = geos_context();
  if (GEOSisEmpty_r(context, g) == 1) return;
  switch (GEOSGeomTypeId_r(context, g)) {
    case GEOS_POINT:
      if (out.kind == GeometryKind::point) out.parts.push_back({{ring_from(g)}});
      break;
    case GEOS_LINESTRING:
    case GEOS_LINEARRING:
      if (out.kind == GeometryKind::line) out.parts.push_back({{ring_from(g)}});
      break;
    case GEOS_POLYGON:
      if (out.kind == GeometryKind::polygon) {
        Part part{{ring_from(GEOSGetExteriorRing_r(context, g))}};
        for (int i = 0; i < GEOSGetNumInteriorRings_r(context, g); ++i)
          part.rings.push_back(ring_from(GEOSGetInteriorRingN_r(context, g, i)));
        out.parts.push_back(std::move(part));
      }
      break;
    default:
      for (int i = 0; i < GEOSGetNumGeometries_r(context, g); ++i) add_parts(GEOSGetGeometryN_r(context, g, i), out);
  }
}

}  // namespace

void GeosDelete::operator()(GEOSGeometry* g) const {
  GEOSGeom_destroy_r(geos_context(), g);
}

GEOSContextHandle_t geos_context() {
  static thread_local Context context;
  return context.handle;
}

GeosGeometry geos_from(const Geometry& geometry) {
  if (geometry.empty() || !usable(geometry)) return nullptr;
  std::vector<GEOSGeometry*> parts;
  parts.reserve(geometry.parts.size());
  for (const Part& part : geometry.parts) parts.push_back(part_geometry(geometry.kind, part));
  if (parts.size() == 1) return GeosGeometry(parts.front());
  const int type = geometry.kind == GeometryKind::point  ? GEOS_MULTIPOINT
                   : geometry.kind == GeometryKind::line ? GEOS_MULTILINESTRING
                                                         : GEOS_MULTIPOLYGON;
  return GeosGeometry(
      GEOSGeom_createCollection_r(geos_context(), type, parts.data(), static_cast<unsigned>(parts.size())));
}

Geometry geometry_from(const GEOSGeometry* g, GeometryKind kind) {
  Geometry out{kind, {}};
  if (g != nullptr) add_parts(g, out);
  if (out.parts.empty()) out.kind = GeometryKind::none;
  return out;
}

}  // namespace geo
