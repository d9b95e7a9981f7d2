// Snapping: the corner, crossing, middle or edge near a place, among things with a spatial index.
#pragma once

#include "geo/features.hpp"
#include "geo/spatial_index.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace geo {

/// In the order in which they are preferred: a corner before the edge that it ends.
enum class SnapKind : std::uint8_t { own_start, vertex, crossing, midpoint, edge };

/// What can be snapped to: the features of a layer or of the plan, with the index of their boxes.
struct SnapSource {
  const Features* features = nullptr;
  const SpatialIndex* index = nullptr;
  const RowSet* shown = nullptr;          ///< only these features; null for all
  std::optional<std::uint32_t> left_out;  ///< the feature that is being edited
};

struct SnapWish {
  MapPoint place;
  double tolerance_m = 1;
  /// First position of the line or ring that is being drawn, once it can be closed.
  std::optional<MapPoint> own_start;
};

struct Snap {
  SnapKind kind = SnapKind::vertex;
  MapPoint place;  ///< for a vertex bit for bit the other thing's own position
  /// The edge that the place lies on; for a vertex and the own start both ends are the place.
  std::array<MapPoint, 2> edge;
  std::size_t source = 0;     ///< in the list of sources; one past its end for the own start
  std::uint32_t feature = 0;  ///< in that source
};

/// The best snap within the tolerance: points (own start, vertices, crossings) before midpoints before edges, the
/// nearest of a kind; on equal distance the earlier source. Only the features whose boxes are nearest are looked at,
/// so that the time does not grow with the size of a layer that is seen from far.
[[nodiscard]] std::optional<Snap> snapped(std::span<const SnapSource> sources, const SnapWish& wish);

/// Where the segments ab and cd cross or touch; none if they are parallel or apart.
[[nodiscard]] std::optional<MapPoint> segments_cross(MapPoint a, MapPoint b, MapPoint c, MapPoint d);

}  // namespace geo
