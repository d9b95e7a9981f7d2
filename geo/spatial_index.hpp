// Which features are near a place: a packed R-tree over their boxes, with exact tests after it.
#pragma once

#include "geo/features.hpp"
#include "geo/row_set.hpp"

#include <cstdint>
#include <functional>
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
  /// Calls f(index, its box) for each of them, in no order.
  void for_each_in_box(const MapBox& box, const std::function<void(std::uint32_t, const MapBox&)>& f) const;
  /// At most `most` indices of boxes that meet the square of `within_m` round a place, the nearest first; only those in
  /// `of`, if given.
  [[nodiscard]] std::vector<std::uint32_t> near(MapPoint place, double within_m, std::size_t most,
                                                const RowSet* of = nullptr) const;

private:
  struct Tree;
  std::unique_ptr<Tree> tree_;
};

/// The features at a place, within `tolerance_m`: points before lines before polygons, then the nearest, then the
/// smallest polygon. Where very many lie there (a whole town under the pointer), those are looked at whose boxes are
/// nearest. `shown`: only these features; null for all.
[[nodiscard]] std::vector<std::uint32_t> features_at(const Features& features, const SpatialIndex& index,
                                                     MapPoint place, double tolerance_m, const RowSet* shown = nullptr);
/// The first of them.
[[nodiscard]] std::optional<std::uint32_t> feature_at(const Features& features, const SpatialIndex& index,
                                                      MapPoint place, double tolerance_m);
/// The features that meet a box. `shown` as above.
[[nodiscard]] RowSet features_in_box(const Features& features, const SpatialIndex& index, const MapBox& box,
                                     const RowSet* shown = nullptr);

}  // namespace geo
