#include "geo/flow/clusters.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>
#include <tuple>

namespace geo {

namespace {

/// The ladder of reaches starts below what two places of one yard are apart.
constexpr double first_reach_m = 8;
constexpr std::uint32_t no_cluster = std::numeric_limits<std::uint32_t>::max();

double counted(double weight_t) {
  return std::isfinite(weight_t) && weight_t > 0 ? weight_t : 0;
}

/// Puts the heaviest first (then by position, so that the order hangs on nothing else) and says where each has gone.
std::vector<std::uint32_t> put_heaviest_first(std::vector<PlaceCluster>& clusters) {
  struct Key {
    double weight_t, x_m, y_m;
    std::uint32_t index;
  };
  std::vector<Key> keys;
  keys.reserve(clusters.size());
  for (std::uint32_t i = 0; i < clusters.size(); ++i)
    keys.push_back({clusters[i].weight_t, clusters[i].centre.x_m, clusters[i].centre.y_m, i});
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    if (a.weight_t != b.weight_t) return a.weight_t > b.weight_t;
    return std::tie(a.x_m, a.y_m, a.index) < std::tie(b.x_m, b.y_m, b.index);
  });
  std::vector<PlaceCluster> ordered;
  ordered.reserve(clusters.size());
  std::vector<std::uint32_t> rank(clusters.size());
  for (const Key& key : keys) {
    rank[key.index] = static_cast<std::uint32_t>(ordered.size());
    ordered.push_back(clusters[key.index]);
  }
  clusters = std::move(ordered);
  return rank;
}

/// Sums places or clusters to one.
class Sum {
public:
  void add(const PlaceCluster& c) {
    if (count_ == 0) first_ = c.centre;
    // Offsets from the first, so that a cluster of equal places lies exactly on them.
    const double dx = c.centre.x_m - first_.x_m, dy = c.centre.y_m - first_.y_m;
    weight_ += c.weight_t;
    x_ += dx * c.weight_t, y_ += dy * c.weight_t;
    plain_x_ += dx * c.place_count, plain_y_ += dy * c.place_count;
    count_ += c.place_count;
    if (heaviest_ == no_cluster || c.weight_t > heaviest_weight_) heaviest_ = c.heaviest, heaviest_weight_ = c.weight_t;
  }
  [[nodiscard]] PlaceCluster cluster() const {
    const double by = weight_ > 0 ? weight_ : count_;
    const MapPoint centre{first_.x_m + (weight_ > 0 ? x_ : plain_x_) / by,
                          first_.y_m + (weight_ > 0 ? y_ : plain_y_) / by};
    return {centre, weight_, count_, heaviest_};
  }

private:
  MapPoint first_;
  double weight_ = 0, x_ = 0, y_ = 0, plain_x_ = 0, plain_y_ = 0;
  std::uint32_t count_ = 0;
  std::uint32_t heaviest_ = no_cluster;
  double heaviest_weight_ = 0;
};

/// Clusters in square cells twice as wide as the reach: all within reach of a place lie in four cells at most.
class Cells {
public:
  Cells(std::span<const PlaceCluster> clusters, double reach_m)
      : clusters_(clusters), reach_m_(reach_m), cell_m_(2 * reach_m) {
    std::size_t size = 16;
    while (size < 2 * clusters.size()) size *= 2;
    mask_ = size - 1;
    head_.assign(size, no_cluster);
    next_.resize(clusters.size());
    for (std::size_t i = clusters.size(); i-- > 0;) {  // so that each list begins with the heaviest
      const std::size_t slot = slot_of(column(clusters[i].centre.x_m), column(clusters[i].centre.y_m));
      next_[i] = head_[slot];
      head_[slot] = static_cast<std::uint32_t>(i);
    }
  }
  /// Calls f(index) for all within reach of a place. Another cell may share the list: the distance decides.
  template <class F>
  void for_each_near(MapPoint place, F&& f) const {
    std::size_t seen[9];  // four, and more only where rounding at a cell's edge asks for it
    std::size_t* seen_end = seen;
    const std::int64_t last_row = column(place.y_m + reach_m_), last_column = column(place.x_m + reach_m_);
    for (std::int64_t row = column(place.y_m - reach_m_); row <= last_row; ++row)
      for (std::int64_t col = column(place.x_m - reach_m_); col <= last_column; ++col) {
        const std::size_t slot = slot_of(col, row);
        if (std::find(seen, seen_end, slot) != seen_end) continue;
        *seen_end++ = slot;
        for (std::uint32_t i = head_[slot]; i != no_cluster; i = next_[i]) {
          const double dx = clusters_[i].centre.x_m - place.x_m, dy = clusters_[i].centre.y_m - place.y_m;
          if (dx * dx + dy * dy <= reach_m_ * reach_m_) f(i);
        }
      }
  }

private:
  [[nodiscard]] std::int64_t column(double x_m) const { return static_cast<std::int64_t>(std::floor(x_m / cell_m_)); }
  [[nodiscard]] std::size_t slot_of(std::int64_t x, std::int64_t y) const {
    std::uint64_t h = static_cast<std::uint64_t>(x) * 0x9E3779B97F4A7C15U ^ static_cast<std::uint64_t>(y);
    h = (h ^ (h >> 29)) * 0xBF58476D1CE4E5B9U;
    return static_cast<std::size_t>(h ^ (h >> 32)) & mask_;
  }

  std::span<const PlaceCluster> clusters_;
  double reach_m_;
  double cell_m_;
  std::size_t mask_ = 0;
  std::vector<std::uint32_t> head_, next_;
};

}  // namespace

PlaceClusters::PlaceClusters(std::span<const WeightedPlace> places, Progress& progress) {
  assert(places.size() < no_cluster);
  join_coinciding(places);
  MapBox box;
  for (const PlaceCluster& c : levels_.front().clusters) box.extend(c.centre);
  const double across_m = std::hypot(box.width_m(), box.height_m());
  const double steps = std::max(1.0, std::log2(std::max(1.0, across_m / first_reach_m)) + 2);
  double reach_m = first_reach_m;
  for (double step = 0; levels_.back().clusters.size() > 1; ++step, reach_m *= 2) {
    progress.advance(std::min(1.0, step / steps));
    join_near(reach_m);
  }
  progress.advance(1);
}

void PlaceClusters::join_coinciding(std::span<const WeightedPlace> places) {
  struct Key {
    MapPoint at;
    double weight_t;
    std::uint32_t place;
  };
  std::vector<Key> order;
  order.reserve(places.size());
  for (std::uint32_t i = 0; i < places.size(); ++i) {
    assert(std::isfinite(places[i].at.x_m) && std::isfinite(places[i].at.y_m));
    order.push_back({places[i].at, counted(places[i].weight_t), i});
  }
  std::sort(order.begin(), order.end(), [](const Key& a, const Key& b) {
    if (a.at.x_m != b.at.x_m) return a.at.x_m < b.at.x_m;
    if (a.at.y_m != b.at.y_m) return a.at.y_m < b.at.y_m;
    return a.weight_t != b.weight_t ? a.weight_t > b.weight_t : a.place < b.place;
  });
  Level level{0, {}, std::vector<std::uint32_t>(places.size())};
  for (std::size_t i = 0; i < order.size();) {
    const MapPoint at = order[i].at;
    Sum sum;
    for (; i < order.size() && order[i].at == at; ++i) {
      sum.add({at, order[i].weight_t, 1, order[i].place});
      level.cluster_of[order[i].place] = static_cast<std::uint32_t>(level.clusters.size());
    }
    level.clusters.push_back(sum.cluster());
  }
  const std::vector<std::uint32_t> rank = put_heaviest_first(level.clusters);
  for (std::uint32_t& c : level.cluster_of) c = rank[c];
  levels_.push_back(std::move(level));
}

void PlaceClusters::join_near(double reach_m) {
  const std::vector<PlaceCluster>& before = levels_.back().clusters;
  const Cells cells(before, reach_m);
  Level level{reach_m, {}, std::vector<std::uint32_t>(before.size(), no_cluster)};
  std::vector<std::uint32_t> near;
  for (std::uint32_t i = 0; i < before.size(); ++i) {  // the heaviest first
    if (level.cluster_of[i] != no_cluster) continue;
    near.clear();
    cells.for_each_near(before[i].centre, [&](std::uint32_t j) {
      if (level.cluster_of[j] == no_cluster) near.push_back(j);
    });
    std::sort(near.begin(), near.end());  // the order of a sum must not hang on the cells
    Sum sum;
    for (const std::uint32_t j : near) {
      sum.add(before[j]);
      level.cluster_of[j] = static_cast<std::uint32_t>(level.clusters.size());
    }
    level.clusters.push_back(sum.cluster());
  }
  const std::vector<std::uint32_t> rank = put_heaviest_first(level.clusters);
  for (std::uint32_t& c : level.cluster_of) c = rank[c];
  levels_.push_back(std::move(level));
}

std::size_t PlaceClusters::level_for(double reach_m) const {
  std::size_t level = 0;
  while (level + 1 < levels_.size() && levels_[level + 1].reach_m <= reach_m) ++level;
  return level;
}

std::vector<std::uint32_t> PlaceClusters::cluster_of_place(std::size_t level) const {
  std::vector<std::uint32_t> cluster = levels_.front().cluster_of;
  for (std::size_t l = 1; l <= level; ++l)
    for (std::uint32_t& c : cluster) c = levels_[l].cluster_of[c];
  return cluster;
}

}  // namespace geo
