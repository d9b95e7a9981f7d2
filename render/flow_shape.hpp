// Where the bands of a flow picture lie at one scale, in pixels: the same geometry is drawn, picked and labelled.
//
// A curve is a parabola (quadratic Bezier) that bulges to the left of the direction of travel, so that A to B and B to
// A part; a route runs to its right, as the traffic does, and beside others on the same road. Both end at the circles
// of their places, with a head.
#pragma once

#include "render/camera.hpp"
#include "render/flow_picture.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace render {

/// Pixels from the origin of the shapes, x right, y up.
struct FlowPoint {
  double x = 0;
  double y = 0;
};

struct FlowShape {
  std::vector<FlowPoint> axis;  ///< from the first circle to the back of the head; empty: no room to draw it
  FlowPoint tip;
  double width_px = 0;
  double head_px = 0;        ///< length of the head
  double head_width_px = 0;  ///< at its back
  FlowPoint low, high;       ///< corners of all that is drawn
};

struct FlowShapes {
  geo::MapPoint origin;
  double m_per_px = 1;
  double symbol_scale = 1;
  std::vector<FlowShape> bands;  ///< those of the picture

  [[nodiscard]] FlowPoint px_from_map(geo::MapPoint p) const {
    return {(p.x_m - origin.x_m) / m_per_px, (p.y_m - origin.y_m) / m_per_px};
  }
  [[nodiscard]] geo::MapPoint map_from_px(FlowPoint p) const {
    return {origin.x_m + p.x * m_per_px, origin.y_m + p.y * m_per_px};
  }
};

[[nodiscard]] FlowShapes flow_shapes(const FlowPicture& picture, geo::MapPoint origin, double m_per_px,
                                     double symbol_scale);

/// What is under a place of the map: a circle before a ring before a band, the topmost first.
struct FlowHit {
  std::optional<std::uint32_t> place, ring, band;  ///< one of them
  std::size_t stripe = 0;                          ///< of the band or the ring
  bool operator==(const FlowHit&) const = default;
};
[[nodiscard]] std::optional<FlowHit> flow_at(const FlowPicture& picture, const FlowShapes& shapes, geo::MapPoint place,
                                             double tolerance_px);

/// The middle of a band's axis, for its number.
[[nodiscard]] geo::MapPoint band_middle(const FlowShapes& shapes, std::size_t band);
/// How long a band's axis is [px].
[[nodiscard]] double band_length_px(const FlowShapes& shapes, std::size_t band);

/// Radius of the inner edge of a place's ring; its stripes follow outwards [px at symbol scale 1].
[[nodiscard]] double ring_radius_px(const FlowPlace& place);

}  // namespace render
