#include "geo/spatial_index.hpp"

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace geo {

namespace {

namespace bg = boost::geometry;
using TreePoint = bg::model::point<double, 2, bg::cs::cartesian>;
using TreeBox = bg::model::box<TreePoint>;
using Entry = std::pair<TreeBox, std::uint32_t>;

TreeBox tree_box(const MapBox& box) {
  return {{box.min_x_m, box.min_y_m}, {box.max_x_m, box.max_y_m}};
}

}  // namespace

struct SpatialIndex::Tree {
  bg::index::rtree<Entry, bg::index::quadratic<16>> entries;
};

SpatialIndex::SpatialIndex(std::span<const MapBox> boxes) : tree_(std::make_unique<Tree>()) {
  std::vector<Entry> entries;
  entries.reserve(boxes.size());
  for (std::size_t i = 0; i < boxes.size(); ++i)
    if (!boxes[i].empty() && std::isfinite(boxes[i].width_m() + boxes[i].height_m()))
      entries.emplace_back(tree_box(boxes[i]), static_cast<std::uint32_t>(i));
  tree_->entries = decltype(tree_->entries)(entries);
}

SpatialIndex::~SpatialIndex() = default;
SpatialIndex::SpatialIndex(SpatialIndex&&) noexcept = default;
SpatialIndex& SpatialIndex::operator=(SpatialIndex&&) noexcept = default;

std::vector<std::uint32_t> SpatialIndex::in_box(const MapBox& box) const {
  std::vector<std::uint32_t> found;
  if (box.empty()) return found;
  for (auto entry = tree_->entries.qbegin(bg::index::intersects(tree_box(box))); entry != tree_->entries.qend();
       ++entry)
    found.push_back(entry->second);
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::uint32_t> SpatialIndex::nearest(MapPoint place, double reach_m, std::size_t most) const {
  std::vector<std::uint32_t> found;
  if (!std::isfinite(place.x_m + place.y_m + reach_m) || most == 0) return found;
  const TreePoint at{place.x_m, place.y_m};
  for (auto entry = tree_->entries.qbegin(bg::index::nearest(at, static_cast<unsigned>(most)));
       entry != tree_->entries.qend() && bg::distance(at, entry->first) <= reach_m; ++entry)
    found.push_back(entry->second);
  return found;
}

std::optional<std::uint32_t> feature_at(const Features& features, const SpatialIndex& index, MapPoint place,
                                        double tolerance_m) {
  MapBox around;
  around.extend(place);
  // Better is smaller: kind first, then distance, then area of the polygon that holds the place.
  using Rank = std::tuple<int, double, double>;
  std::optional<std::uint32_t> best;
  Rank best_rank;
  for (const std::uint32_t f : index.in_box(around.grown(tolerance_m))) {
    const Geometry geometry = features.geometry(f);
    const double distance = distance_m(geometry, place);
    if (!(distance <= tolerance_m)) continue;
    const bool is_polygon = geometry.kind == GeometryKind::polygon;
    const Rank rank{static_cast<int>(geometry.kind), distance, is_polygon ? planar_area_m2(geometry) : 0};
    if (!best || rank < best_rank) {
      best = f;
      best_rank = rank;
    }
  }
  return best;
}

}  // namespace geo
