// Positions, each space its own type: a longitude can not be handed to what expects metres.
#pragma once

#include <algorithm>
#include <limits>

namespace geo {

/// WGS 84 / ETRS89 geographic position.
struct LonLat {
  double lon_deg = 0;
  double lat_deg = 0;
  bool operator==(const LonLat&) const = default;
};

/// Position in the plan's map CRS: x east, y north, metres.
struct MapPoint {
  double x_m = 0;
  double y_m = 0;
  bool operator==(const MapPoint&) const = default;
};

/// Axis-parallel box in the plan's map CRS. A default-constructed box is empty and grows with `extend`.
struct MapBox {
  double min_x_m = std::numeric_limits<double>::infinity();
  double min_y_m = std::numeric_limits<double>::infinity();
  double max_x_m = -std::numeric_limits<double>::infinity();
  double max_y_m = -std::numeric_limits<double>::infinity();

  bool operator==(const MapBox&) const = default;
  [[nodiscard]] bool empty() const { return !(min_x_m <= max_x_m && min_y_m <= max_y_m); }
  [[nodiscard]] double width_m() const { return empty() ? 0 : max_x_m - min_x_m; }
  [[nodiscard]] double height_m() const { return empty() ? 0 : max_y_m - min_y_m; }
  [[nodiscard]] MapPoint centre() const { return {(min_x_m + max_x_m) / 2, (min_y_m + max_y_m) / 2}; }
  [[nodiscard]] bool contains(MapPoint p) const {
    return p.x_m >= min_x_m && p.x_m <= max_x_m && p.y_m >= min_y_m && p.y_m <= max_y_m;
  }
  [[nodiscard]] bool intersects(const MapBox& o) const {
    return min_x_m <= o.max_x_m && o.min_x_m <= max_x_m && min_y_m <= o.max_y_m && o.min_y_m <= max_y_m;
  }
  void extend(MapPoint p) {
    min_x_m = std::min(min_x_m, p.x_m);
    min_y_m = std::min(min_y_m, p.y_m);
    max_x_m = std::max(max_x_m, p.x_m);
    max_y_m = std::max(max_y_m, p.y_m);
  }
  void extend(const MapBox& o) {
    min_x_m = std::min(min_x_m, o.min_x_m);
    min_y_m = std::min(min_y_m, o.min_y_m);
    max_x_m = std::max(max_x_m, o.max_x_m);
    max_y_m = std::max(max_y_m, o.max_y_m);
  }
  /// The box with `margin_m` more on each side.
  [[nodiscard]] MapBox grown(double margin_m) const {
    return empty() ? *this : MapBox{min_x_m - margin_m, min_y_m - margin_m, max_x_m + margin_m, max_y_m + margin_m};
  }
};

}  // namespace geo
