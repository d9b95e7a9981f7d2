#include "geo/feature_tests.hpp"

#include <cmath>
#include <limits>

namespace geo {

namespace {

template <class F>
void for_each_ring(const Features& features, std::size_t feature, F&& f) {
  for (std::uint32_t p = features.feature_start[feature]; p < features.feature_start[feature + 1]; ++p)
    for (std::uint32_t r = features.part_start[p]; r < features.part_start[p + 1]; ++r)
      f(features.ring(r), r == features.part_start[p]);
}

double segment_distance2_m2(MapPoint a, MapPoint b, MapPoint p) {
  const double dx = b.x_m - a.x_m, dy = b.y_m - a.y_m;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length2, 0.0, 1.0) : 0;
  const double ex = p.x_m - a.x_m - t * dx, ey = p.y_m - a.y_m - t * dy;
  return ex * ex + ey * ey;
}

/// Whether the edge's crossing with the level line through p lies east of p.
bool crosses_east_of(MapPoint a, MapPoint b, MapPoint p) {
  return (a.y_m > p.y_m) != (b.y_m > p.y_m) && p.x_m < a.x_m + (p.y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m);
}

/// Whether a segment passes through the box: what remains of it between the four sides.
bool passes(MapPoint a, MapPoint b, const MapBox& box) {
  double from = 0, to = 1;
  const auto cut = [&](double start, double change, double low, double high) {
    if (change == 0) return start >= low && start <= high;
    double in = (low - start) / change, out = (high - start) / change;
    if (in > out) std::swap(in, out);
    from = std::max(from, in);
    to = std::min(to, out);
    return from <= to;
  };
  return cut(a.x_m, b.x_m - a.x_m, box.min_x_m, box.max_x_m) && cut(a.y_m, b.y_m - a.y_m, box.min_y_m, box.max_y_m);
}

}  // namespace

double distance_m(const Features& features, std::size_t feature, MapPoint place, double within_m) {
  const bool is_polygon = features.kind[feature] == GeometryKind::polygon;
  const double west = place.x_m - within_m, east = place.x_m + within_m;
  const double south = place.y_m - within_m, north = place.y_m + within_m;
  double nearest2 = std::numeric_limits<double>::infinity();
  bool inside = false;
  for_each_ring(features, feature, [&](std::span<const MapPoint> ring, bool) {
    if (ring.size() == 1) nearest2 = std::min(nearest2, segment_distance2_m2(ring[0], ring[0], place));
    for (std::size_t i = 1; i < ring.size(); ++i) {
      const MapPoint a = ring[i - 1], b = ring[i];
      if (is_polygon && crosses_east_of(a, b, place)) inside = !inside;
      if ((a.x_m < west && b.x_m < west) || (a.x_m > east && b.x_m > east) || (a.y_m < south && b.y_m < south) ||
          (a.y_m > north && b.y_m > north))
        continue;
      nearest2 = std::min(nearest2, segment_distance2_m2(a, b, place));
    }
  });
  if (inside) return 0;
  const double nearest = std::sqrt(nearest2);
  return nearest <= within_m ? nearest : std::numeric_limits<double>::infinity();
}

double planar_area_m2(const Features& features, std::size_t feature) {
  if (features.kind[feature] != GeometryKind::polygon) return 0;
  double area_m2 = 0;
  for_each_ring(features, feature, [&](std::span<const MapPoint> ring, bool is_exterior) {
    area_m2 += (is_exterior ? 1 : -1) * std::abs(signed_area_m2(ring));
  });
  return area_m2;
}

bool meets(const Features& features, std::size_t feature, const MapBox& box) {
  if (box.empty()) return false;
  const bool is_polygon = features.kind[feature] == GeometryKind::polygon;
  const MapPoint corner{box.min_x_m, box.min_y_m};
  bool met = false, holds_corner = false;
  for_each_ring(features, feature, [&](std::span<const MapPoint> ring, bool) {
    if (met) return;
    if (ring.size() == 1) met = box.contains(ring[0]);
    for (std::size_t i = 1; i < ring.size() && !met; ++i) {
      met = box.contains(ring[i]) || passes(ring[i - 1], ring[i], box);
      if (is_polygon && crosses_east_of(ring[i - 1], ring[i], corner)) holds_corner = !holds_corner;
    }
  });
  // No edge passes through the box: it lies wholly inside or wholly outside.
  return met || holds_corner;
}

}  // namespace geo
