#include "geo/spatial_index.hpp"

#include "geo/feature_tests.hpp"

#include <boost/geometry/geometries/box.hpp>
#include <boost/geometry/geometries/point.hpp>
#include <boost/geometry/index/rtree.hpp>
#include <boost/geometry/strategies/strategies.hpp>

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

void SpatialIndex::for_each_in_box(const MapBox& box,
                                   const std::function<void(std::uint32_t, const MapBox&)>& f) const {
  if (box.empty()) return;
  for (auto entry = tree_->entries.qbegin(bg::index::intersects(tree_box(box))); entry != tree_->entries.qend();
       ++entry) {
    const auto& low = entry->first.min_corner();
    const auto& high = entry->first.max_corner();
    f(entry->second, {low.get<0>(), low.get<1>(), high.get<0>(), high.get<1>()});
  }
}

std::vector<std::uint32_t> SpatialIndex::in_box(const MapBox& box) const {
  std::vector<std::uint32_t> found;
  for_each_in_box(box, [&](std::uint32_t index, const MapBox&) { found.push_back(index); });
  std::sort(found.begin(), found.end());
  return found;
}

std::vector<std::uint32_t> SpatialIndex::near(MapPoint place, double within_m, std::size_t most,
                                              const RowSet* of) const {
  std::vector<std::uint32_t> found;
  const TreePoint at{place.x_m, place.y_m};
  const unsigned count = static_cast<unsigned>(std::min(most, tree_->entries.size()));
  if (count == 0 || !std::isfinite(place.x_m + place.y_m)) return found;
  const auto is_wanted = [of](const Entry& entry) { return !of || of->contains(entry.second); };
  // The first condition bounds the search: without it a filter that hides nearly all would be looked for everywhere.
  MapBox around;
  around.extend(place);
  const auto wanted = bg::index::intersects(tree_box(around.grown(within_m))) && bg::index::nearest(at, count) &&
                      bg::index::satisfies(is_wanted);
  for (auto entry = tree_->entries.qbegin(wanted); entry != tree_->entries.qend(); ++entry)
    found.push_back(entry->second);
  return found;
}

std::vector<std::uint32_t> features_at(const Features& features, const SpatialIndex& index, MapPoint place,
                                       double tolerance_m, const RowSet* shown) {
  constexpr std::size_t most_looked_at = 512;
  // Better is smaller: kind first, then distance, then area of the polygon that holds the place; of equals the later
  // one, which is drawn on top.
  using Rank = std::tuple<int, double, double, std::int64_t>;
  std::vector<std::pair<Rank, std::uint32_t>> ranked;
  for (const std::uint32_t f : index.near(place, tolerance_m, most_looked_at, shown)) {
    const double distance = distance_m(features, f, place, tolerance_m);
    if (!(distance <= tolerance_m)) continue;
    ranked.push_back(
        {{static_cast<int>(features.kind[f]), distance, planar_area_m2(features, f), -std::int64_t{f}}, f});
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::uint32_t> found;
  for (const auto& [rank, feature] : ranked) found.push_back(feature);
  return found;
}

std::optional<std::uint32_t> feature_at(const Features& features, const SpatialIndex& index, MapPoint place,
                                        double tolerance_m) {
  const std::vector<std::uint32_t> found = features_at(features, index, place, tolerance_m);
  if (found.empty()) return std::nullopt;
  return found.front();
}

RowSet features_in_box(const Features& features, const SpatialIndex& index, const MapBox& box, const RowSet* shown) {
  RowSet found(features.size());
  index.for_each_in_box(box, [&](std::uint32_t f, const MapBox& feature_box) {
    if (shown && !shown->contains(f)) return;
    const bool is_within = box.contains({feature_box.min_x_m, feature_box.min_y_m}) &&
                           box.contains({feature_box.max_x_m, feature_box.max_y_m});
    if (is_within || meets(features, f, box)) found.set(f);
  });
  return found;
}

}  // namespace geo
