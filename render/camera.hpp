// What part of the map is seen: a centre, a scale and a size. North is up.
#pragma once

#include "geo/space.hpp"

#include <limits>

namespace render {

/// Pixels from the upper left corner of the picture, y down.
struct ScreenPoint {
  double x_px = 0;
  double y_px = 0;
};

/// A box of the picture.
struct ScreenBox {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;
  bool operator==(const ScreenBox&) const = default;
};

struct Camera {
  geo::MapPoint centre;
  double m_per_px = 5;
  int width_px = 1;
  int height_px = 1;

  [[nodiscard]] geo::MapBox box() const;
  /// 1 : n on a screen of 96 dpi.
  [[nodiscard]] double scale_number() const { return m_per_px / (0.0254 / 96); }
  /// Zoomed by `factor` (2 is twice as near) so that the place under `fixed` stays there.
  [[nodiscard]] Camera zoomed(double factor, ScreenPoint fixed) const;
  [[nodiscard]] Camera moved(double dx_px, double dy_px) const;
  /// The camera that shows the box with `margin_px` around it.
  static Camera showing(const geo::MapBox& box, int width_px, int height_px, double margin_px);
};

/// The scales, as n of 1 : n, at which something is drawn; both ends included.
struct ScaleRange {
  double finest = 0;
  double coarsest = std::numeric_limits<double>::infinity();
  [[nodiscard]] bool contains(double scale_number) const { return scale_number >= finest && scale_number <= coarsest; }
  bool operator==(const ScaleRange&) const = default;
};

[[nodiscard]] ScreenPoint screen_from_map(const Camera& camera, geo::MapPoint p);
[[nodiscard]] geo::MapPoint map_from_screen(const Camera& camera, ScreenPoint p);

}  // namespace render
