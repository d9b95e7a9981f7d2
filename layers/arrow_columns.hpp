// A layer's rows through GDAL's Arrow batches, where the driver makes them faster than single rows. Internal.
#pragma once

#include "geo/features.hpp"
#include "geo/progress.hpp"
#include "layers/problem_list.hpp"

class OGRLayer;

namespace layers {

/// True for drivers with batches of their own (GeoPackage, FlatGeobuf) and fields of types that `read_arrow` knows.
[[nodiscard]] bool can_read_arrow(OGRLayer& layer);
[[nodiscard]] geo::Features read_arrow(OGRLayer& layer, ProblemList& problems, geo::Progress& progress);

}  // namespace layers
