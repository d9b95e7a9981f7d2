#include "geo/geometry.hpp"

#include "geo/geos.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace geo {

namespace {

double ring_length_m(std::span<const MapPoint> ring) {
  double length_m = 0;
  for (std::size_t i = 1; i < ring.size(); ++i)
    length_m += std::hypot(ring[i].x_m - ring[i - 1].x_m, ring[i].y_m - ring[i - 1].y_m);
  return length_m;
}

double part_area_m2(const Part& part) {
  double area_m2 = 0;
  for (std::size_t i = 0; i < part.rings.size(); ++i)
    area_m2 += (i == 0 ? 1 : -1) * std::abs(signed_area_m2(part.rings[i]));
  return area_m2;
}

MapPoint middle_of_line(const Ring& line) {
  double rest_m = ring_length_m(line) / 2;
  for (std::size_t i = 1; i < line.size(); ++i) {
    const double step_m = std::hypot(line[i].x_m - line[i - 1].x_m, line[i].y_m - line[i - 1].y_m);
    if (step_m >= rest_m && step_m > 0) {
      const double t = rest_m / step_m;
      return {line[i - 1].x_m + t * (line[i].x_m - line[i - 1].x_m),
              line[i - 1].y_m + t * (line[i].y_m - line[i - 1].y_m)};
    }
    rest_m -= step_m;
  }
  return line.front();
}

double segment_distance_m(MapPoint a, MapPoint b, MapPoint p) {
  const double dx = b.x_m - a.x_m;
  const double dy = b.y_m - a.y_m;
  const double length2 = dx * dx + dy * dy;
  const double t = length2 > 0 ? std::clamp(((p.x_m - a.x_m) * dx + (p.y_m - a.y_m) * dy) / length2, 0.0, 1.0) : 0;
  return std::hypot(p.x_m - a.x_m - t * dx, p.y_m - a.y_m - t * dy);
}

/// Inside point of a polygon part: on the horizontal line through the middle of the box (or, when that only grazes,
/// a little beside it), the middle of the widest stretch inside.
MapPoint inside_point(const Part& part) {
  Geometry alone{GeometryKind::polygon, {part}};
  const MapBox box = bounds(alone);
  MapPoint best = part.rings.front().front();
  double best_width_m = -1;
  for (const double share : {0.5, 0.45, 0.55, 0.35, 0.65}) {
    const double y_m = box.min_y_m + share * box.height_m();
    std::vector<double> crossings;
    for (const Ring& ring : part.rings)
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const MapPoint a = ring[i - 1];
        const MapPoint b = ring[i];
        if ((a.y_m <= y_m) != (b.y_m <= y_m))
          crossings.push_back(a.x_m + (y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m));
      }
    std::sort(crossings.begin(), crossings.end());
    for (std::size_t i = 1; i < crossings.size(); i += 2)
      if (crossings[i] - crossings[i - 1] > best_width_m * 1.2) {
        best_width_m = crossings[i] - crossings[i - 1];
        best = {(crossings[i] + crossings[i - 1]) / 2, y_m};
      }
  }
  return best;
}

}  // namespace

Geometry Geometry::point(MapPoint p) {
  return {GeometryKind::point, {Part{{Ring{p}}}}};
}

Geometry Geometry::line(Ring positions) {
  return {GeometryKind::line, {Part{{std::move(positions)}}}};
}

Geometry Geometry::polygon(Ring exterior) {
  if (!exterior.empty() && exterior.front() != exterior.back()) exterior.push_back(exterior.front());
  return {GeometryKind::polygon, {Part{{std::move(exterior)}}}};
}

MapBox bounds(const Geometry& geometry) {
  MapBox box;
  for (const Part& part : geometry.parts)
    for (const Ring& ring : part.rings)
      for (const MapPoint p : ring) box.extend(p);
  return box;
}

double signed_area_m2(std::span<const MapPoint> ring) {
  if (ring.size() < 3) return 0;
  const MapPoint o = ring.front();
  double twice_m2 = 0;
  for (std::size_t i = 1; i < ring.size(); ++i)
    twice_m2 += (ring[i - 1].x_m - o.x_m) * (ring[i].y_m - o.y_m) - (ring[i].x_m - o.x_m) * (ring[i - 1].y_m - o.y_m);
  return twice_m2 / 2;
}

double planar_area_m2(const Geometry& geometry) {
  if (geometry.kind != GeometryKind::polygon) return 0;
  double area_m2 = 0;
  for (const Part& part : geometry.parts) area_m2 += part_area_m2(part);
  return area_m2;
}

double planar_length_m(const Geometry& geometry) {
  if (geometry.kind != GeometryKind::line && geometry.kind != GeometryKind::polygon) return 0;
  double length_m = 0;
  for (const Part& part : geometry.parts)
    for (const Ring& ring : part.rings) length_m += ring_length_m(ring);
  return length_m;
}

MapPoint label_point(const Geometry& geometry) {
  if (geometry.empty()) return {};
  const auto& parts = geometry.parts;
  if (geometry.kind == GeometryKind::line) {
    const auto longest = std::max_element(parts.begin(), parts.end(), [](const Part& a, const Part& b) {
      return ring_length_m(a.rings.front()) < ring_length_m(b.rings.front());
    });
    return middle_of_line(longest->rings.front());
  }
  if (geometry.kind == GeometryKind::polygon) {
    const auto largest = std::max_element(
        parts.begin(), parts.end(), [](const Part& a, const Part& b) { return part_area_m2(a) < part_area_m2(b); });
    return inside_point(*largest);
  }
  return parts.front().rings.front().front();
}

bool contains(const Geometry& polygon, MapPoint p) {
  if (polygon.kind != GeometryKind::polygon) return false;
  bool inside = false;
  for (const Part& part : polygon.parts)
    for (const Ring& ring : part.rings)
      for (std::size_t i = 1; i < ring.size(); ++i) {
        const MapPoint a = ring[i - 1];
        const MapPoint b = ring[i];
        if ((a.y_m > p.y_m) != (b.y_m > p.y_m) && p.x_m < a.x_m + (p.y_m - a.y_m) / (b.y_m - a.y_m) * (b.x_m - a.x_m))
          inside = !inside;
      }
  return inside;
}

double distance_m(const Geometry& geometry, MapPoint p) {
  if (contains(geometry, p)) return 0;
  double nearest_m = std::numeric_limits<double>::infinity();
  for (const Part& part : geometry.parts)
    for (const Ring& ring : part.rings) {
      if (ring.size() == 1) nearest_m = std::min(nearest_m, std::hypot(p.x_m - ring[0].x_m, p.y_m - ring[0].y_m));
      for (std::size_t i = 1; i < ring.size(); ++i)
        nearest_m = std::min(nearest_m, segment_distance_m(ring[i - 1], ring[i], p));
    }
  return nearest_m;
}

bool is_valid(const Geometry& geometry) {
  if (geometry.empty()) return true;
  const GeosGeometry g = geos_from(geometry);
  return g && GEOSisValid_r(geos_context(), g.get()) == 1;
}

}  // namespace geo
