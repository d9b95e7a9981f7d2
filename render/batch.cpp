#include "render/batch.hpp"

#include "render/batch_data.hpp"
#include "render/simplify.hpp"

#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>
#include <tbb/parallel_sort.h>

#include <algorithm>
#include <bit>
#include <cmath>

namespace render {
namespace {

constexpr std::size_t chunk_features = 2048;
constexpr std::size_t chunk_positions = 32768;
/// Chunks whose features have more positions than this on average are simplified by scale.
constexpr std::size_t simplified_from = 12;

/// Place along a Hilbert curve of 65536 x 65536 cells (Warren, Hacker's Delight, 16-1).
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
  std::uint32_t d = 0;
  for (std::uint32_t s = 1U << 15; s > 0; s >>= 1) {
    const std::uint32_t rx = (x & s) != 0 ? 1 : 0;
    const std::uint32_t ry = (y & s) != 0 ? 1 : 0;
    d = (d << 2) | ((3 * rx) ^ ry);
    if (ry == 0) {
      if (rx == 1) {
        x = ~x;
        y = ~y;
      }
      std::swap(x, y);
    }
  }
  return d;
}

struct Ordered {
  std::uint64_t key;
  std::uint32_t feature;
};

bool finite(const geo::MapBox& box) {
  return std::isfinite(box.min_x_m) && std::isfinite(box.min_y_m) && std::isfinite(box.max_x_m) &&
         std::isfinite(box.max_y_m);
}

/// The box of the feature's positions; not finite as soon as one position is not.
geo::MapBox strict_box(const geo::Features& features, std::size_t f) {
  geo::MapBox box;
  const std::uint32_t first = features.ring_start[features.part_start[features.feature_start[f]]];
  const std::uint32_t last = features.ring_start[features.part_start[features.feature_start[f + 1]]];
  double sum = 0;
  for (std::uint32_t i = first; i < last; ++i) {
    box.extend(features.positions[i]);
    sum += features.positions[i].x_m + features.positions[i].y_m;
  }
  if (!std::isfinite(sum)) return {};  // `extend` passes over NaN
  return box;
}

constexpr std::uint64_t kind_rank(geo::GeometryKind kind) {
  return kind == geo::GeometryKind::polygon ? 0 : kind == geo::GeometryKind::line ? 1 : 2;
}

/// Drawing order: polygons from large to small, lines, points; neighbours together.
std::uint64_t order_key(geo::GeometryKind kind, const geo::MapBox& own, const geo::MapBox& all) {
  const double size = kind == geo::GeometryKind::point ? 0 : std::max(own.width_m(), own.height_m());
  const auto size_class = static_cast<std::uint64_t>(255 - std::clamp(std::ilogb(size + 1e-3) + 16, 0, 255));
  const double extent = std::max({all.width_m(), all.height_m(), 1e-9});
  const geo::MapPoint c = own.centre();
  const auto x = static_cast<std::uint32_t>(std::clamp((c.x_m - all.min_x_m) / extent * 65535, 0.0, 65535.0));
  const auto y = static_cast<std::uint32_t>(std::clamp((c.y_m - all.min_y_m) / extent * 65535, 0.0, 65535.0));
  return kind_rank(kind) << 40 | size_class << 32 | hilbert(x, y);
}

class Maker {
public:
  Maker(const geo::Features& features, geo::MapPoint origin, geo::Progress& progress, FeatureOrder order)
      : features_(features), progress_(progress), wanted_order_(order) {
    batch_->origin = origin;
  }

  std::shared_ptr<const Batch> run() {
    order_features();
    progress_.advance(0.3);
    lay_out();
    progress_.advance(0.5);
    tbb::parallel_for(std::size_t{0}, batch_->chunks.size(), [&](std::size_t c) {
      if (!progress_.cancelled()) fill(c);
    });
    progress_.advance(1);
    return batch_;
  }

private:
  void order_features();
  void lay_out();
  void fill(std::size_t chunk);

  const geo::Features& features_;
  geo::Progress& progress_;
  FeatureOrder wanted_order_;
  std::shared_ptr<Batch> batch_ = std::make_shared<Batch>();
  std::vector<geo::MapBox> boxes_;
  std::vector<Ordered> order_;
};

void Maker::order_features() {
  const std::size_t n = features_.size();
  boxes_.resize(n);
  const tbb::blocked_range<std::size_t> all(0, n, 4096);
  tbb::parallel_for(all, [&](const auto& range) {
    for (std::size_t f = range.begin(); f < range.end(); ++f)
      if (features_.kind[f] != geo::GeometryKind::none) boxes_[f] = strict_box(features_, f);
  });
  for (std::size_t f = 0; f < n; ++f)
    if (!boxes_[f].empty() && finite(boxes_[f])) batch_->box.extend(boxes_[f]);
  order_.resize(n);
  tbb::parallel_for(all, [&](const auto& range) {
    for (std::size_t f = range.begin(); f < range.end(); ++f) {
      const bool drawable = !boxes_[f].empty() && finite(boxes_[f]);
      const std::uint64_t key = !drawable ? ~std::uint64_t{0}
                                : wanted_order_ == FeatureOrder::by_size
                                    ? order_key(features_.kind[f], boxes_[f], batch_->box)
                                    : kind_rank(features_.kind[f]) << 40;
      order_[f] = {key, static_cast<std::uint32_t>(f)};
    }
  });
  tbb::parallel_sort(order_.begin(), order_.end(), [](const Ordered& a, const Ordered& b) {
    return a.key != b.key ? a.key < b.key : a.feature < b.feature;
  });
  // What can not be drawn (no geometry, or a position that is not finite) is at the end.
  const auto end = std::ranges::partition_point(order_, [](const Ordered& o) { return o.key != ~std::uint64_t{0}; });
  order_.erase(end, order_.end());
}

/// Offsets of everything, and where each chunk begins.
void Maker::lay_out() {
  Batch& b = *batch_;
  const std::size_t n = order_.size();
  b.feature_ring.resize(n + 1);
  b.substitutes.resize(n);
  b.source_feature.resize(n);
  std::uint32_t rings = 0;
  std::uint32_t positions = 0;
  std::uint64_t chunk_class = ~std::uint64_t{0};
  std::vector<std::uint32_t> first_position(n + 1);
  for (std::size_t i = 0; i < n; ++i) {
    const std::uint32_t f = order_[i].feature;
    const std::uint32_t first_ring = features_.part_start[features_.feature_start[f]];
    const std::uint32_t last_ring = features_.part_start[features_.feature_start[f + 1]];
    const std::uint32_t own = features_.ring_start[last_ring] - features_.ring_start[first_ring];
    const std::uint64_t own_class = order_[i].key >> 32;
    const bool full = b.chunks.empty() || own_class != chunk_class ||
                      i - b.chunks.back().feature_begin >= chunk_features ||
                      b.chunks.back().position_count + own > chunk_positions;
    if (full) {
      chunk_class = own_class;
      Chunk chunk;
      chunk.kind = features_.kind[f];
      chunk.feature_begin = static_cast<std::uint32_t>(i);
      b.chunks.push_back(std::move(chunk));
    }
    Chunk& chunk = b.chunks.back();
    chunk.feature_end = static_cast<std::uint32_t>(i + 1);
    chunk.position_count += own;
    chunk.box.extend(boxes_[f]);
    b.feature_ring[i] = rings;
    b.source_feature[i] = f;
    first_position[i] = positions;
    rings += last_ring - first_ring;
    positions += own;
  }
  b.feature_ring[n] = rings;
  b.ring_start.resize(rings + 1);
  b.ring_start[0] = 0;
  b.ring_is_exterior.resize(rings);
  b.positions.resize(positions);
  for (std::size_t i = 0; i < n; ++i)
    if (b.feature_ring[i] < rings) b.ring_start[b.feature_ring[i]] = first_position[i];
  b.ring_start[rings] = positions;
  bool any_importance = false;
  for (Chunk& chunk : b.chunks) {
    chunk.origin = chunk.box.centre();
    chunk.has_importance = chunk.kind != geo::GeometryKind::point &&
                           chunk.position_count > simplified_from * (chunk.feature_end - chunk.feature_begin);
    any_importance |= chunk.has_importance;
  }
  if (any_importance) b.importance_m.resize(positions);
}

void Maker::fill(std::size_t c) {
  Batch& b = *batch_;
  Chunk& chunk = b.chunks[c];
  for (std::uint32_t i = chunk.feature_begin; i < chunk.feature_end; ++i) {
    const std::uint32_t f = order_[i].feature;
    const geo::MapBox& box = boxes_[f];
    std::uint32_t ring = b.feature_ring[i];
    std::uint32_t position = b.ring_start[ring];
    double area_m2 = 0;
    for (std::uint32_t p = features_.feature_start[f]; p < features_.feature_start[f + 1]; ++p)
      for (std::uint32_t r = features_.part_start[p]; r < features_.part_start[p + 1]; ++r, ++ring) {
        b.ring_start[ring] = position;
        const bool exterior = r == features_.part_start[p];
        b.ring_is_exterior[ring] = exterior ? 1 : 0;
        const std::span<const geo::MapPoint> source = features_.ring(r);
        double twice = 0;
        for (std::size_t k = 0; k < source.size(); ++k) {
          b.positions[position + k] = {static_cast<float>(source[k].x_m - chunk.origin.x_m),
                                       static_cast<float>(source[k].y_m - chunk.origin.y_m)};
          if (k > 0)
            twice += (source[k - 1].x_m - source[0].x_m) * (source[k].y_m - source[0].y_m) -
                     (source[k].x_m - source[0].x_m) * (source[k - 1].y_m - source[0].y_m);
        }
        area_m2 += (exterior ? 0.5 : -0.5) * std::abs(twice);
        if (chunk.has_importance && !source.empty())
          write_importance_m(std::span(b.positions).subspan(position, source.size()),
                             std::span(b.importance_m).subspan(position, source.size()));
        position += static_cast<std::uint32_t>(source.size());
      }
    const geo::MapPoint centre = box.centre();
    const auto size_m = static_cast<float>(std::max(box.width_m(), box.height_m()));
    double width_m = box.width_m();
    double height_m = box.height_m();
    if (chunk.kind == geo::GeometryKind::polygon && area_m2 > 0) {
      const double shrink = std::min(1.0, std::sqrt(area_m2 / (width_m * height_m)));
      width_m *= shrink;
      height_m *= shrink;
    }
    b.substitutes[i] = {
        {static_cast<float>(centre.x_m - chunk.origin.x_m), static_cast<float>(centre.y_m - chunk.origin.y_m)},
        {static_cast<float>(width_m), static_cast<float>(height_m)}};
    chunk.largest_m = std::max(chunk.largest_m, size_m);
  }
}

}  // namespace

std::shared_ptr<const Batch> make_batch(const geo::Features& features, geo::MapPoint origin, geo::Progress& progress,
                                        FeatureOrder order) {
  return Maker(features, origin, progress, order).run();
}

}  // namespace render
