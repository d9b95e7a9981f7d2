#include "geo/geos.hpp"

#include <cmath>

namespace geo {

namespace {

/// Fewer positions than this are no ring, line or point for GEOS.
std::size_t fewest_positions(GeometryKind kind) {
  return kind == GeometryKind::polygon ? 4 : kind == GeometryKind::line ? 2 : 1;
}

/// What GEOS can not even hold is mended or dropped: positions that are not finite, open rings, too short ones.
Geometry holdable(const Geometry& geometry) {
  Geometry clean{geometry.kind, {}};
  for (const Part& part : geometry.parts) {
    Part kept;
    for (std::size_t i = 0; i < part.rings.size(); ++i) {
      Ring ring;
      for (const MapPoint p : part.rings[i])
        if (std::isfinite(p.x_m) && std::isfinite(p.y_m)) ring.push_back(p);
      if (geometry.kind == GeometryKind::polygon && !ring.empty() && ring.front() != ring.back())
        ring.push_back(ring.front());
      if (ring.size() >= fewest_positions(geometry.kind))
        kept.rings.push_back(std::move(ring));
      else if (i == 0)
        break;
    }
    if (!kept.rings.empty()) clean.parts.push_back(std::move(kept));
  }
  return clean;
}

Geometry made_valid(const Geometry& geometry) {
  const GeosGeometry g = geos_from(geometry);
  if (!g) return {};
  const GeosGeometry valid(GEOSMakeValid_r(geos_context(), g.get()));
  return geometry_from(valid.get(), geometry.kind);
}

/// Mends each ring that crosses itself on its own and leaves the others as they are. Most faults are such rings, and
/// GEOS's repair of the whole is quadratic in the number of rings: half a minute for a coast with 20,000 lakes.
/// Empty if a ring falls into something that can not stand in its place.
Geometry with_mended_rings(const Geometry& polygon) {
  Geometry mended{GeometryKind::polygon, {}};
  for (const Part& part : polygon.parts) {
    Part out;
    for (std::size_t i = 0; i < part.rings.size(); ++i) {
      const Geometry alone{GeometryKind::polygon, {Part{{part.rings[i]}}}};
      if (is_valid(alone)) {
        out.rings.push_back(part.rings[i]);
        continue;
      }
      Geometry pieces = made_valid(alone);
      if (i == 0 && pieces.parts.size() != 1) return {};
      for (Part& piece : pieces.parts) {
        if (piece.rings.size() != 1) return {};
        out.rings.push_back(std::move(piece.rings.front()));
      }
    }
    mended.parts.push_back(std::move(out));
  }
  return mended;
}

}  // namespace

Geometry repaired(const Geometry& geometry) {
  if (is_valid(geometry)) return geometry;
  const Geometry clean = holdable(geometry);
  if (clean.kind == GeometryKind::polygon) {
    Geometry mended = with_mended_rings(clean);
    if (!mended.empty() && is_valid(mended)) return mended;
  }
  return made_valid(clean);
}

}  // namespace geo
