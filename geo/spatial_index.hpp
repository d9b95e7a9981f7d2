// Which features are near a place: a packed R-tree over their boxes, with exact tests after it.
#pragma once

#include "geo/features.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

namespace geo {

class SpatialIndex {
public:
  /// Empty boxes are left out. The index of a box is its place in `boxes`.
  explicit SpatialIndex(std::span<const MapBox> boxes);
  ~SpatialIndex();
  SpatialIndex(SpatialIndex&&) noexcept;
  SpatialIndex& operator=(SpatialIndex&&) noexcept;

  /// Indices of the boxes that meet `box`, ascending.
  [[nodiscard]] std::vector<std::uint32_t> in_box(const MapBox& box) const;
  /// Indices of the at most `most` boxes nearest to the place that are within `reach_m` of it, nearest first.
  [[nodiscard]] std::vector<std::uint32_t> nearest(MapPoint place, double reach_m, std::size_t most) const;

private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

/// The feature at a place: of those within `tolerance_m`, points before lines before polygons, then the nearest, then
/// the smallest polygon.
[[nodiscard]] std::optional<std::uint32_t> feature_at(const Features& features, const SpatialIndex& index,
                                                      MapPoint place, double tolerance_m);

}  // namespace geo
