// Which kernel method runs.
#pragma once

#include "geo/heatmap/heatmap.hpp"

namespace geo {

/// `exact` or `fast`. Fast needs a radius of some cells; `automatic` is exact as long as that takes below 0.2 s.
[[nodiscard]] KernelMethod chosen_method(KernelMethod wanted, const GridFrame& frame, std::size_t source_count,
                                         double radius_m);

}  // namespace geo
