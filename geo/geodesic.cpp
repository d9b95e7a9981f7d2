// Geodesic area and length on the map CRS's ellipsoid. A straight edge of the map is not a geodesic: it is split
// into pieces short enough that the difference does not matter (the sagitta of a 1 km piece is under a millimetre
// per kilometre in a transverse Mercator zone, an area error below 1e-7 of a 100 ha field).
#include "geo/crs.hpp"

#include <proj.h>

#include <cmath>
#include <geodesic.h>
#include <memory>
#include <numbers>
#include <string>
#include <vector>

namespace geo {

namespace {

constexpr double longest_piece_m = 1000;

/// What all figures of one map CRS need. Making it takes milliseconds, and a figure is asked for in every frame of a
/// drag, so each thread keeps its last ones.
struct Surface {
  std::string crs;
  geod_geodesic ellipsoid{};
  Transform lonlat_of_map;

  explicit Surface(const Crs& map) : crs(map.text()), lonlat_of_map(map, map.geographic()) {
    const Crs::Ellipsoid shape = map.ellipsoid();
    geod_init(&ellipsoid, shape.semi_major_m, shape.flattening);
  }
};

const Surface& surface_of(const Crs& map) {
  static thread_local std::vector<std::unique_ptr<Surface>> kept;
  for (const auto& surface : kept)
    if (surface->crs == map.text()) return *surface;
  if (kept.size() >= 4) kept.erase(kept.begin());
  kept.push_back(std::make_unique<Surface>(map));
  return *kept.back();
}

/// Calls add(lat_deg, lon_deg) for each position of the ring with long edges split.
template <class Add>
void for_each_piece(const Transform& lonlat_of_map, std::span<const MapPoint> ring, Add&& add) {
  std::vector<MapPoint> dense;
  for (std::size_t i = 0; i < ring.size(); ++i) {
    if (i > 0) {
      const MapPoint a = ring[i - 1];
      const MapPoint b = ring[i];
      const double pieces = std::ceil(std::hypot(b.x_m - a.x_m, b.y_m - a.y_m) / longest_piece_m);
      for (double k = 1; k < std::min(pieces, 10000.0); ++k)
        dense.push_back({a.x_m + (b.x_m - a.x_m) * k / pieces, a.y_m + (b.y_m - a.y_m) * k / pieces});
    }
    dense.push_back(ring[i]);
  }
  lonlat_of_map.apply(dense);
  for (const MapPoint p : dense)
    if (std::isfinite(p.x_m)) add(p.y_m, p.x_m);
}

}  // namespace

double geodesic_area_m2(const Geometry& polygon, const Crs& map) {
  if (polygon.kind != GeometryKind::polygon) return 0;
  const Surface& surface = surface_of(map);
  const geod_geodesic& g = surface.ellipsoid;
  const Transform& lonlat_of_map = surface.lonlat_of_map;
  double area_m2 = 0;
  for (const Part& part : polygon.parts)
    for (std::size_t i = 0; i < part.rings.size(); ++i) {
      geod_polygon ring;
      geod_polygon_init(&ring, 0);
      std::size_t added = 0;
      for_each_piece(lonlat_of_map, part.rings[i], [&](double lat_deg, double lon_deg) {
        geod_polygon_addpoint(&g, &ring, lat_deg, lon_deg);
        ++added;
      });
      double ring_m2 = 0;
      if (added >= 3) geod_polygon_compute(&g, &ring, 0, 1, &ring_m2, nullptr);
      area_m2 += (i == 0 ? 1 : -1) * std::abs(ring_m2);
    }
  return area_m2;
}

double geodesic_length_m(const Geometry& geometry, const Crs& map) {
  if (geometry.kind != GeometryKind::line && geometry.kind != GeometryKind::polygon) return 0;
  const Surface& surface = surface_of(map);
  const geod_geodesic& g = surface.ellipsoid;
  const Transform& lonlat_of_map = surface.lonlat_of_map;
  double length_m = 0;
  for (const Part& part : geometry.parts)
    for (const Ring& ring : part.rings) {
      bool first = true;
      double lat0_deg = 0;
      double lon0_deg = 0;
      for_each_piece(lonlat_of_map, ring, [&](double lat_deg, double lon_deg) {
        double step_m = 0;
        if (!first) geod_inverse(&g, lat0_deg, lon0_deg, lat_deg, lon_deg, &step_m, nullptr, nullptr);
        length_m += step_m;
        first = false;
        lat0_deg = lat_deg;
        lon0_deg = lon_deg;
      });
    }
  return length_m;
}

std::vector<double> geodesic_along_m(std::span<const MapPoint> line, const Crs& map) {
  const Surface& surface = surface_of(map);
  std::vector<double> along_m{0};
  along_m.reserve(line.size());
  for (std::size_t i = 1; i < line.size(); ++i) {
    double length_m = 0;
    bool first = true;
    double lat0_deg = 0;
    double lon0_deg = 0;
    for_each_piece(surface.lonlat_of_map, line.subspan(i - 1, 2), [&](double lat_deg, double lon_deg) {
      double step_m = 0;
      if (!first) geod_inverse(&surface.ellipsoid, lat0_deg, lon0_deg, lat_deg, lon_deg, &step_m, nullptr, nullptr);
      length_m += step_m;
      first = false;
      lat0_deg = lat_deg;
      lon0_deg = lon_deg;
    });
    along_m.push_back(along_m.back() + length_m);
  }
  along_m.resize(line.size());
  return along_m;
}

double geodesic_direction_deg(MapPoint a, MapPoint b, const Crs& map) {
  if (a == b) return 0;
  const Surface& surface = surface_of(map);
  const MapPoint from = surface.lonlat_of_map(a);
  const MapPoint to = surface.lonlat_of_map(b);
  if (!std::isfinite(from.x_m) || !std::isfinite(to.x_m)) return grid_direction_deg(a, b);
  double direction_deg = 0;
  geod_inverse(&surface.ellipsoid, from.y_m, from.x_m, to.y_m, to.x_m, nullptr, &direction_deg, nullptr);
  return direction_deg < 0 ? direction_deg + 360 : direction_deg;
}

double grid_direction_deg(MapPoint a, MapPoint b) {
  if (a == b) return 0;
  const double direction_deg = std::atan2(b.x_m - a.x_m, b.y_m - a.y_m) * 180 / std::numbers::pi;
  return direction_deg < 0 ? direction_deg + 360 : direction_deg;
}

MapPoint place_at(MapPoint from, double grid_direction_deg, double length_m, const Crs& map) {
  const double angle = grid_direction_deg * std::numbers::pi / 180;
  const auto at = [&](double grid_m) {
    return MapPoint{from.x_m + grid_m * std::sin(angle), from.y_m + grid_m * std::cos(angle)};
  };
  // The scale along the line changes slowly: a few corrections of the grid length are enough.
  double grid_m = length_m;
  for (int i = 0; i < 8 && length_m != 0; ++i) {
    const double geodesic_m = geodesic_length_m(Geometry::line({from, at(grid_m)}), map);
    if (!(geodesic_m > 0) || std::abs(geodesic_m - std::abs(length_m)) < 1e-9 * std::abs(length_m)) break;
    grid_m *= std::abs(length_m) / geodesic_m;
  }
  return at(grid_m);
}

Crs local_gk_zone(double lon_deg) {
  const int zone = static_cast<int>(std::clamp(std::round(lon_deg), 19.0, 31.0));
  return Crs::from_text("EPSG:" + std::to_string(3873 + zone - 19));
}

}  // namespace geo
