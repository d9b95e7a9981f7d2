// A plan geometry as a SpatiaLite BLOB and back.
// Format: https://www.gaia-gis.it/gaia-sins/BLOB-Geometry.html
#pragma once

#include "geo/geometry.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace layers {

/// The geometry as a little-endian XY BLOB; one part as a simple type, more as a MULTI type.
/// Asserts that it has parts and that its positions are finite.
[[nodiscard]] std::vector<std::byte> blob_of(const geo::Geometry& geometry, int srid);

struct BlobGeometry {
  int srid = 0;
  geo::Geometry geometry;
};

/// None if the BLOB is not a whole XY point, line or polygon (or several) with finite positions. Never reads past
/// the end and never reserves more than the BLOB can hold.
[[nodiscard]] std::optional<BlobGeometry> geometry_of(std::span<const std::byte> blob);

}  // namespace layers
