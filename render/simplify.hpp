// How much each position of a line or ring matters for its shape, once for all scales.
#pragma once

#include "render/batch_data.hpp"

#include <span>

namespace render {

/// Douglas and Peucker 1973: for each position the largest tolerance at which it is still kept, never more than that of
/// the position it was split off from. Ends get infinity; of a closed ring also the position farthest from its start.
void write_importance_m(std::span<const Vec2f> positions, std::span<float> importance_m);

}  // namespace render
