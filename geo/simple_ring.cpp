#include "geo/simple_ring.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

/// Twice the signed area of the triangle; 0 when rounding could have changed its sign.
double turn(MapPoint a, MapPoint b, MapPoint c) {
  const double left = (b.x_m - a.x_m) * (c.y_m - a.y_m);
  const double right = (b.y_m - a.y_m) * (c.x_m - a.x_m);
  const double value = left - right;
  // Shewchuk's first error bound for the orientation test: (3 + 16 eps) eps with eps = 2^-53.
  constexpr double bound = 3.3306690738754716e-16;
  return std::abs(value) > bound * (std::abs(left) + std::abs(right)) ? value : 0;
}

}  // namespace

bool certainly_apart(MapPoint a, MapPoint b, MapPoint c, MapPoint d) {
  if (std::max(a.x_m, b.x_m) < std::min(c.x_m, d.x_m) || std::max(c.x_m, d.x_m) < std::min(a.x_m, b.x_m) ||
      std::max(a.y_m, b.y_m) < std::min(c.y_m, d.y_m) || std::max(c.y_m, d.y_m) < std::min(a.y_m, b.y_m))
    return true;
  if (turn(a, b, c) * turn(a, b, d) > 0) return true;
  return turn(c, d, a) * turn(c, d, b) > 0;
}

bool certainly_turns(MapPoint a, MapPoint b, MapPoint c) {
  return turn(a, b, c) != 0;
}

bool certainly_simple(std::span<const MapPoint> ring) {
  if (ring.size() < 4 || ring.front() != ring.back()) return false;
  const std::size_t n = ring.size() - 1;
  for (std::size_t i = 0; i < n; ++i) {
    const MapPoint a = ring[i];
    const MapPoint b = ring[i + 1];
    if (!certainly_turns(a, b, ring[i + 2 <= n ? i + 2 : 1])) return false;
    const std::size_t last = i == 0 ? n - 1 : n;
    for (std::size_t k = i + 2; k < last; ++k)
      if (!certainly_apart(a, b, ring[k], ring[k + 1])) return false;
  }
  return true;
}

}  // namespace geo
