#include "render/simplify.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace render {
namespace {

double squared_distance(Vec2f p, Vec2f a, Vec2f b) {
  const double dx = double(b.x) - a.x;
  const double dy = double(b.y) - a.y;
  double px = double(p.x) - a.x;
  double py = double(p.y) - a.y;
  const double length2 = dx * dx + dy * dy;
  if (length2 > 0) {
    const double t = std::clamp((px * dx + py * dy) / length2, 0.0, 1.0);
    px -= t * dx;
    py -= t * dy;
  }
  return px * px + py * py;
}

struct Span {
  std::size_t first;
  std::size_t last;
  float limit_m;
};

}  // namespace

void write_importance_m(std::span<const Vec2f> positions, std::span<float> importance_m) {
  constexpr float always = std::numeric_limits<float>::infinity();
  std::ranges::fill(importance_m, 0.0F);
  if (positions.empty()) return;
  importance_m.front() = always;
  importance_m.back() = always;
  std::vector<Span> open{{0, positions.size() - 1, always}};
  while (!open.empty()) {
    const Span span = open.back();
    open.pop_back();
    double largest = -1;
    std::size_t split = 0;
    for (std::size_t i = span.first + 1; i < span.last; ++i) {
      const double distance = squared_distance(positions[i], positions[span.first], positions[span.last]);
      if (distance > largest) {
        largest = distance;
        split = i;
      }
    }
    if (largest < 0) continue;
    const float own = std::min(span.limit_m, static_cast<float>(std::sqrt(largest)));
    importance_m[split] = own;
    // A spiral splits off one position at a time; past this depth of work the rest keeps its parent's importance,
    // which only means that it is drawn.
    open.push_back({span.first, split, own});
    open.push_back({split, span.last, own});
  }
}

}  // namespace render
