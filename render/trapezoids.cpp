#include "render/trapezoids.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>

namespace render {

namespace {

using geo::MapPoint;

/// An edge upwards, not level.
struct Edge {
  MapPoint low;
  MapPoint high;
  double slope = 0;  ///< dx / dy
  [[nodiscard]] double x_at(double y) const { return low.x_m + (y - low.y_m) * slope; }
};

/// Left and right border of a trapezoid that is open since a level.
struct Crossing {
  std::uint32_t left = 0;
  std::uint32_t right = 0;
  double since = 0;
};

std::vector<Edge> edges_of(std::span<const std::span<const MapPoint>> rings) {
  std::vector<Edge> edges;
  for (const auto& ring : rings) {
    const bool finite =
        std::all_of(ring.begin(), ring.end(), [](MapPoint p) { return std::isfinite(p.x_m) && std::isfinite(p.y_m); });
    if (!finite || ring.size() < 3) continue;
    for (std::size_t i = 0; i < ring.size(); ++i) {
      MapPoint a = ring[i];
      MapPoint b = ring[(i + 1) % ring.size()];
      if (a.y_m == b.y_m) continue;
      if (a.y_m > b.y_m) std::swap(a, b);
      edges.push_back({a, b, (b.x_m - a.x_m) / (b.y_m - a.y_m)});
    }
  }
  std::sort(edges.begin(), edges.end(), [](const Edge& a, const Edge& b) { return a.low.y_m < b.low.y_m; });
  return edges;
}

std::vector<double> levels_of(const std::vector<Edge>& edges) {
  std::vector<double> levels;
  levels.reserve(2 * edges.size());
  for (const Edge& edge : edges) {
    levels.push_back(edge.low.y_m);
    levels.push_back(edge.high.y_m);
  }
  std::sort(levels.begin(), levels.end());
  levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
  return levels;
}

class Sweep {
public:
  explicit Sweep(std::span<const std::span<const MapPoint>> rings)
      : edges_(edges_of(rings)), kept_(edges_.size(), false) {}

  std::vector<MapPoint> run() {
    const std::vector<double> levels = levels_of(edges_);
    for (std::size_t i = 0; i + 1 < levels.size(); ++i) {
      step(levels[i], (levels[i] + levels[i + 1]) / 2);
    }
    if (!levels.empty())
      for (const Crossing& span : open_) emit(span, levels.back());
    return std::move(triangles_);
  }

private:
  /// From `level` on the edges lie in the order that they have at `middle`.
  void step(double level, double middle) {
    std::erase_if(active_, [&](std::uint32_t e) { return edges_[e].high.y_m <= level; });
    for (; next_ < edges_.size() && edges_[next_].low.y_m <= level; ++next_) active_.push_back(next_);
    // Nearly in order already: insertion is linear then.
    at_.resize(active_.size());
    for (std::size_t i = 0; i < active_.size(); ++i) {
      const std::uint32_t edge = active_[i];
      const double x = edges_[edge].x_at(middle);
      std::size_t k = i;
      for (; k > 0 && at_[k - 1] > x; --k) {
        at_[k] = at_[k - 1];
        active_[k] = active_[k - 1];
      }
      at_[k] = x;
      active_[k] = edge;
    }
    // Spans that go on keep their beginning; the others end here.
    for (const Crossing& span : open_) since_[span.left] = span;
    std::vector<Crossing>& now = scratch_;
    now.clear();
    for (std::size_t i = 0; i + 1 < active_.size(); i += 2) {
      Crossing span{active_[i], active_[i + 1], level};
      if (kept_[span.left] && since_[span.left].right == span.right) {
        span.since = since_[span.left].since;
        kept_[span.left] = false;
      }
      now.push_back(span);
    }
    for (const Crossing& span : open_)
      if (kept_[span.left]) {
        emit(span, level);
        kept_[span.left] = false;
      }
    for (const Crossing& span : now) kept_[span.left] = true;
    std::swap(open_, scratch_);
  }

  void emit(const Crossing& span, double until) {
    const Edge& left = edges_[span.left];
    const Edge& right = edges_[span.right];
    const MapPoint a{left.x_at(span.since), span.since}, b{right.x_at(span.since), span.since};
    const MapPoint c{right.x_at(until), until}, d{left.x_at(until), until};
    if (b.x_m > a.x_m) triangles_.insert(triangles_.end(), {a, b, c});
    if (c.x_m > d.x_m) triangles_.insert(triangles_.end(), {a, c, d});
  }

  std::vector<Edge> edges_;
  std::uint32_t next_ = 0;
  std::vector<std::uint32_t> active_;
  std::vector<double> at_;  ///< x of the active edges
  std::vector<Crossing> open_;
  std::vector<Crossing> scratch_;
  std::vector<bool> kept_;  ///< by left edge: its span is open and not met again yet
  std::vector<Crossing> since_ = std::vector<Crossing>(edges_.size());
  std::vector<MapPoint> triangles_;
};

}  // namespace

std::vector<MapPoint> trapezoids(std::span<const std::span<const MapPoint>> rings) {
  return Sweep(rings).run();
}

}  // namespace render
