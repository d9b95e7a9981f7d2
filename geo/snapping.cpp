#include "geo/snapping.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace geo {

namespace {

/// So many features, and edges near enough to cross, are looked at: more can not be told apart by the person.
constexpr std::size_t most_features = 400;
constexpr std::size_t most_near_edges = 48;

struct NearEdge {
  MapPoint a, b;
  double distance_m = 0;
  std::size_t source = 0;
  std::uint32_t feature = 0;
};

double distance(MapPoint a, MapPoint b) {
  return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

MapPoint nearest_on(MapPoint a, MapPoint b, MapPoint p) {
  const double dx = b.x_m - a.x_m;
  const double dy = b.y_m - a.y_m;
  const double length2 = dx * dx + dy * dy;
  if (!(length2 > 0)) return a;
  const double t = std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length2, 0.0, 1.0);
  // At its ends exactly: a snapped place has the corner's own coordinates.
  return t == 0 ? a : t == 1 ? b : MapPoint{a.x_m + t * dx, a.y_m + t * dy};
}

/// The best place of each rank so far.
class Choosing {
public:
  explicit Choosing(const SnapWish& wish) : wish_(wish) {}

  void offer(SnapKind kind, MapPoint place, MapPoint a, MapPoint b, std::size_t source, std::uint32_t feature) {
    const double far_m = distance(place, wish_.place);
    if (!(far_m <= wish_.tolerance_m)) return;
    const int rank = kind == SnapKind::midpoint ? 1 : kind == SnapKind::edge ? 2 : 0;
    if (best_ && (rank > rank_ || (rank == rank_ && far_m >= far_m_))) return;
    rank_ = rank;
    far_m_ = far_m;
    best_ = Snap{kind, place, {a, b}, source, feature};
  }
  [[nodiscard]] const std::optional<Snap>& best() const { return best_; }

private:
  const SnapWish& wish_;
  int rank_ = 3;
  double far_m_ = 0;
  std::optional<Snap> best_;
};

void offer_feature(const SnapSource& source, std::size_t at, std::uint32_t f, const SnapWish& wish, Choosing& choosing,
                   std::vector<NearEdge>& near) {
  const Features& features = *source.features;
  const MapBox box = MapBox{wish.place.x_m, wish.place.y_m, wish.place.x_m, wish.place.y_m}.grown(wish.tolerance_m);
  const std::uint32_t first_ring = features.part_start[features.feature_start[f]];
  const std::uint32_t last_ring = features.part_start[features.feature_start[f + 1]];
  for (std::uint32_t r = first_ring; r < last_ring; ++r) {
    const auto ring = features.ring(r);
    for (std::size_t i = 0; i < ring.size(); ++i) {
      const MapPoint b = ring[i];
      if (box.contains(b)) choosing.offer(SnapKind::vertex, b, b, b, at, f);
      if (i == 0) continue;
      const MapPoint a = ring[i - 1];
      if (std::min(a.x_m, b.x_m) > box.max_x_m || std::max(a.x_m, b.x_m) < box.min_x_m ||
          std::min(a.y_m, b.y_m) > box.max_y_m || std::max(a.y_m, b.y_m) < box.min_y_m || a == b)
        continue;
      const MapPoint on = nearest_on(a, b, wish.place);
      const double far_m = distance(on, wish.place);
      if (!(far_m <= wish.tolerance_m)) continue;
      choosing.offer(SnapKind::edge, on, a, b, at, f);
      choosing.offer(SnapKind::midpoint, {a.x_m + (b.x_m - a.x_m) / 2, a.y_m + (b.y_m - a.y_m) / 2}, a, b, at, f);
      near.push_back({a, b, far_m, at, f});
    }
  }
}

}  // namespace

std::optional<MapPoint> segments_cross(MapPoint a, MapPoint b, MapPoint c, MapPoint d) {
  const double rx = b.x_m - a.x_m;
  const double ry = b.y_m - a.y_m;
  const double sx = d.x_m - c.x_m;
  const double sy = d.y_m - c.y_m;
  const double across = rx * sy - ry * sx;
  if (!(std::abs(across) > 1e-12 * (std::hypot(rx, ry) * std::hypot(sx, sy)))) return std::nullopt;
  const double t = ((c.x_m - a.x_m) * sy - (c.y_m - a.y_m) * sx) / across;
  const double u = ((c.x_m - a.x_m) * ry - (c.y_m - a.y_m) * rx) / across;
  if (!(t >= 0 && t <= 1 && u >= 0 && u <= 1)) return std::nullopt;
  return MapPoint{a.x_m + t * rx, a.y_m + t * ry};
}

std::optional<Snap> snapped(std::span<const SnapSource> sources, const SnapWish& wish) {
  if (!(wish.tolerance_m > 0) || !std::isfinite(wish.place.x_m + wish.place.y_m + wish.tolerance_m))
    return std::nullopt;
  Choosing choosing(wish);
  if (wish.own_start)
    choosing.offer(SnapKind::own_start, *wish.own_start, *wish.own_start, *wish.own_start, sources.size(), 0);
  std::vector<NearEdge> near;
  for (std::size_t s = 0; s < sources.size(); ++s) {
    if (!sources[s].features || !sources[s].index) continue;
    for (const std::uint32_t f : sources[s].index->near(wish.place, wish.tolerance_m, most_features, sources[s].shown))
      if (sources[s].left_out != f && f < sources[s].features->size())
        offer_feature(sources[s], s, f, wish, choosing, near);
  }
  if (near.size() > most_near_edges) {
    const auto middle = near.begin() + static_cast<std::ptrdiff_t>(most_near_edges);
    std::nth_element(near.begin(), middle, near.end(),
                     [](const NearEdge& x, const NearEdge& y) { return x.distance_m < y.distance_m; });
    near.erase(middle, near.end());
  }
  for (std::size_t i = 0; i < near.size(); ++i)
    for (std::size_t k = i + 1; k < near.size(); ++k) {
      const NearEdge& one = near[i];
      const NearEdge& two = near[k];
      // Where two edges share an end there is a vertex, not a crossing.
      if (one.a == two.a || one.a == two.b || one.b == two.a || one.b == two.b) continue;
      if (const auto cross = segments_cross(one.a, one.b, two.a, two.b))
        choosing.offer(SnapKind::crossing, *cross, one.a, one.b, one.source, one.feature);
    }
  return choosing.best();
}

}  // namespace geo
