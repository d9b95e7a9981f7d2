// Coordinate reference systems and transforms between them, by PROJ. Axis order is always east, north
// (longitude, latitude) here, whatever the CRS's official order.
#pragma once

#include "geo/geometry.hpp"
#include "geo/space.hpp"

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// A coordinate reference system. Copies share one definition; safe to read from several threads.
class Crs {
public:
  /// From "EPSG:3067", WKT, PROJJSON or a PROJ string. Throws Error with the text as subject if PROJ does not know it.
  static Crs from_text(std::string_view text);
  static Crs tm35fin() { return from_text("EPSG:3067"); }
  static Crs wgs84() { return from_text("EPSG:4326"); }

  /// "EPSG:3067" when an authority code is known (found by PROJ's identify for WKT without one), else WKT.
  [[nodiscard]] const std::string& text() const;
  /// Human name, for example "ETRS89 / TM35FIN(E,N)".
  [[nodiscard]] const std::string& name() const;
  /// EPSG code, or 0.
  [[nodiscard]] int epsg() const;
  [[nodiscard]] bool is_geographic() const;
  /// Projected with metre axes: what a plan's map CRS must be.
  [[nodiscard]] bool is_projected_in_metres() const;
  [[nodiscard]] bool same_as(const Crs& other) const;

  struct Ellipsoid {
    double semi_major_m = 0;
    double flattening = 0;
  };
  [[nodiscard]] Ellipsoid ellipsoid() const;
  /// The geographic CRS of the same datum.
  [[nodiscard]] Crs geographic() const;

private:
  struct Definition;
  std::shared_ptr<const Definition> definition_;
};

/// Transforms positions between two CRSs. One object per thread.
class Transform {
public:
  /// Throws Error if PROJ has no operation between them.
  Transform(const Crs& from, const Crs& to);
  ~Transform();
  Transform(Transform&&) noexcept;
  Transform& operator=(Transform&&) noexcept;

  /// True when both CRSs are the same and nothing is computed.
  [[nodiscard]] bool is_identity() const;
  /// In place, x east (or longitude in degrees), y north (latitude). A position that can not be transformed
  /// becomes infinite; the count of those is returned.
  std::size_t apply(std::span<MapPoint> positions) const;
  [[nodiscard]] MapPoint operator()(MapPoint p) const;

private:
  struct Operation;
  std::unique_ptr<Operation> operation_;
};

[[nodiscard]] MapPoint map_from_lonlat(const Crs& map, LonLat position);
[[nodiscard]] LonLat lonlat_from_map(const Crs& map, MapPoint position);

/// Geodesic area on the CRS's ellipsoid [m2], holes subtracted (Karney 2013, by PROJ's geodesic.h).
/// Edges follow the straight lines of the map: long ones are split so that the result holds to 1e-6.
[[nodiscard]] double geodesic_area_m2(const Geometry& polygon, const Crs& map);
/// Geodesic length of lines, perimeter of polygons [m].
[[nodiscard]] double geodesic_length_m(const Geometry& geometry, const Crs& map);
/// Geodesic length of a line from its beginning to each of its positions [m]; as many as there are positions.
[[nodiscard]] std::vector<double> geodesic_along_m(std::span<const MapPoint> line, const Crs& map);

/// Direction of b seen from a, clockwise from true north, 0 to 360 [deg]; 0 when they are the same place.
[[nodiscard]] double geodesic_direction_deg(MapPoint a, MapPoint b, const Crs& map);
/// The same on the map's plane, clockwise from grid north [deg].
[[nodiscard]] double grid_direction_deg(MapPoint a, MapPoint b);
/// The place at the end of a straight line of the map in this grid direction whose geodesic length is `length_m`, to
/// a tenth of a millimetre in 10 km.
[[nodiscard]] MapPoint place_at(MapPoint from, double grid_direction_deg, double length_m, const Crs& map);

/// The ETRS-GKn zone (19 to 31) whose central meridian is nearest to the longitude, as CRS (EPSG:3873 is GK19).
[[nodiscard]] Crs local_gk_zone(double lon_deg);

}  // namespace geo
