// Well-known binary geometries into the columns of geo::Features.
#pragma once

#include "geo/features.hpp"

#include <cstdint>
#include <span>

namespace layers {

/// What was met while one geometry was read. All but `mixed` and `surface` leave the feature without geometry, or
/// without the part in question.
struct WkbFaults {
  bool broken = false;      ///< truncated, or of a type that WKB does not have: no geometry
  bool curved = false;      ///< holds arcs: no geometry; make it linear and read again
  bool not_finite = false;  ///< a coordinate is infinite or not a number: no geometry
  bool too_short = false;   ///< a line of one position or a ring of fewer than four was left out
  bool open_ring = false;   ///< a ring was closed
  bool mixed = false;       ///< a collection of several kinds: the parts of lower dimension were left out
  bool surface = false;     ///< a TIN or polyhedral surface was taken as polygons
};

/// Appends one feature to `features` (kind, parts, rings, positions, not its source_id or columns). Heights and
/// measures are dropped. An empty geometry gives kind `none`. Reads OGC, ISO and EWKB types in both byte orders.
WkbFaults append_wkb(geo::Features& features, std::span<const std::uint8_t> wkb);

}  // namespace layers
