// The CRS that GDAL states for a layer, as ours. Internal to layers/.
#pragma once

#include "geo/crs.hpp"

#include <optional>

class OGRLayer;
class OGRSpatialReference;

namespace layers {

struct LayerCrs {
  std::optional<geo::Crs> crs;  ///< empty: none stated, a local one, or one that PROJ can not read
  bool north_first = false;     ///< the driver hands out the numbers in the CRS's official north, east order
};

[[nodiscard]] LayerCrs crs_of(const OGRSpatialReference* reference);
[[nodiscard]] LayerCrs crs_of(OGRLayer& layer);

}  // namespace layers
