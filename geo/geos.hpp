// GEOS behind a small door: a context per thread and geometries that free themselves.
#pragma once

#include "geo/geometry.hpp"

#include <geos_c.h>

#include <memory>

namespace geo {

struct GeosDelete {
  void operator()(GEOSGeometry* g) const;
};
using GeosGeometry = std::unique_ptr<GEOSGeometry, GeosDelete>;

/// The thread's GEOS context. GEOS's messages are dropped: callers say in their own words what failed.
[[nodiscard]] GEOSContextHandle_t geos_context();

/// Null if a ring has too few positions for GEOS or a position is not finite.
[[nodiscard]] GeosGeometry geos_from(const Geometry& geometry);
/// Parts of other kinds than `kind` are left out (a repair can give lines beside polygons).
[[nodiscard]] Geometry geometry_from(const GEOSGeometry* g, GeometryKind kind);

}  // namespace geo
