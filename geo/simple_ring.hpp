// Quick certain answers about rings and segments, so that GEOS is asked only about the few in doubt.
#pragma once

#include "geo/space.hpp"

#include <span>

namespace geo {

/// True only if the segments ab and cd certainly share no position. False says nothing.
[[nodiscard]] bool certainly_apart(MapPoint a, MapPoint b, MapPoint c, MapPoint d);
/// True only if ab and bc certainly turn at b: neither straight on, nor back, nor of no length. False says nothing.
[[nodiscard]] bool certainly_turns(MapPoint a, MapPoint b, MapPoint c);
/// True only if the closed ring certainly is a simple polygon: its segments do not touch but at shared ends.
/// False says nothing: ask GEOS. Quadratic in the ring's length.
[[nodiscard]] bool certainly_simple(std::span<const MapPoint> ring);

}  // namespace geo
