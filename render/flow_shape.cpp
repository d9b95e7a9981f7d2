#include "render/flow_shape.hpp"

#include "render/flow_lane.hpp"

#include <algorithm>
#include <cmath>

namespace render {

namespace {

constexpr double sag_share = 0.16, least_sag_px = 14, most_sag_px = 54;
constexpr double head_beside_px = 3.2;  ///< wider than the shaft on each side
constexpr double ring_gap_px = 2.5;
/// A shorter route than this, or than so many times its width, is a knot: its band is a curve.
constexpr double least_route_px = 60, least_route_widths = 5;
constexpr double lane_gap_px = 1, lane_cell_px = 8, most_lanes_px = 36;

FlowPoint between(FlowPoint a, FlowPoint b, double t) {
  return {a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
}
double apart(FlowPoint a, FlowPoint b) {
  return std::hypot(b.x - a.x, b.y - a.y);
}

/// Points of the curve from place to place.
std::vector<FlowPoint> curve(FlowPoint a, FlowPoint b, double width_px, double z) {
  const double length = apart(a, b);
  if (length <= 0) return {a, b};
  const double sag =
      std::min(std::clamp(sag_share * length, least_sag_px * z, most_sag_px * z) + width_px / 3, 0.4 * length);
  // A parabola's middle lies half way to its control point.
  const FlowPoint left{-(b.y - a.y) / length, (b.x - a.x) / length};
  const FlowPoint control{(a.x + b.x) / 2 + 2 * sag * left.x, (a.y + b.y) / 2 + 2 * sag * left.y};
  // Chords of a parabola in n pieces miss it by sag / n^2.
  const int pieces = std::clamp(static_cast<int>(std::ceil(std::sqrt(sag / 0.12))), 6, 28);
  std::vector<FlowPoint> points;
  for (int i = 0; i <= pieces; ++i) {
    const double t = static_cast<double>(i) / pieces;
    points.push_back(between(between(a, control, t), between(control, b, t), t));
  }
  return points;
}

/// Corners cut at a quarter of their sides (Chaikin 1974): a wide band has no points that stick out at sharp turns.
std::vector<FlowPoint> rounded(const std::vector<FlowPoint>& way) {
  if (way.size() < 3) return way;
  std::vector<FlowPoint> round{way.front()};
  for (std::size_t i = 1; i < way.size(); ++i) {
    if (i > 1) round.push_back(between(way[i - 1], way[i], 0.25));
    if (i + 1 < way.size()) round.push_back(between(way[i - 1], way[i], 0.75));
  }
  round.push_back(way.back());
  return round;
}

/// The route without what is finer than the picture, rounded, moved `by_px` to the right of the way.
std::vector<FlowPoint> beside(const std::vector<FlowPoint>& way, double least_px, double by_px) {
  std::vector<FlowPoint> kept;
  for (std::size_t i = 0; i < way.size(); ++i)
    if (kept.empty() || i + 1 == way.size() || apart(kept.back(), way[i]) >= least_px) kept.push_back(way[i]);
  if (kept.size() > 2 && apart(kept[kept.size() - 2], kept.back()) < least_px) kept.erase(kept.end() - 2);
  for (int times = 0; times < 3; ++times) kept = rounded(kept);
  std::vector<FlowPoint> moved;
  FlowPoint at{};  // where the last of them was on the way
  for (std::size_t i = 0; i < kept.size(); ++i) {
    const FlowPoint before = kept[i > 0 ? i - 1 : 0], after = kept[std::min(i + 1, kept.size() - 1)];
    const double length = apart(before, after);
    const FlowPoint right =
        length > 0 ? FlowPoint{(after.y - before.y) / length, (before.x - after.x) / length} : FlowPoint{};
    const FlowPoint next{kept[i].x + by_px * right.x, kept[i].y + by_px * right.y};
    // On the inner side of a sharp turn the moved line would run back on itself.
    const bool runs_back =
        !moved.empty() &&
        (next.x - moved.back().x) * (kept[i].x - at.x) + (next.y - moved.back().y) * (kept[i].y - at.y) <= 0;
    if (runs_back && i + 1 < kept.size()) continue;
    moved.push_back(next);
    at = kept[i];
  }
  return rounded(moved);
}

/// Cuts away what lies within `radius` of the first point.
void cut_start(std::vector<FlowPoint>& points, FlowPoint centre, double radius) {
  std::size_t first = 0;
  while (first < points.size() && apart(points[first], centre) < radius) ++first;
  if (first == points.size()) return points.clear();
  if (first == 0) return;
  double low = 0, high = 1;
  for (int i = 0; i < 40; ++i) {
    const double t = (low + high) / 2;
    (apart(between(points[first - 1], points[first], t), centre) < radius ? low : high) = t;
  }
  points[first - 1] = between(points[first - 1], points[first], high);
  points.erase(points.begin(), points.begin() + static_cast<std::ptrdiff_t>(first) - 1);
}
void cut_end(std::vector<FlowPoint>& points, FlowPoint centre, double radius) {
  std::reverse(points.begin(), points.end());
  cut_start(points, centre, radius);
  std::reverse(points.begin(), points.end());
}

double length_of(const std::vector<FlowPoint>& points) {
  double length = 0;
  for (std::size_t i = 1; i < points.size(); ++i) length += apart(points[i - 1], points[i]);
  return length;
}

/// Of each place's circle with the ring round it.
std::vector<double> outer_radii_px(const FlowPicture& picture) {
  std::vector<double> radii_px;
  for (const FlowPlace& place : picture.places) radii_px.push_back(place.radius_px);
  for (const FlowRing& ring : picture.rings)
    radii_px[ring.place] = ring_radius_px(picture.places[ring.place]) + band_width_px(ring.stripes);
  return radii_px;
}

/// The way of each band in pixels; empty where it is to be a curve.
std::vector<RouteTrack> tracks_of(const FlowPicture& picture, const FlowShapes& shapes) {
  const double z = shapes.symbol_scale;
  std::vector<RouteTrack> tracks(picture.bands.size());
  for (std::size_t b = 0; b < tracks.size(); ++b) {
    const double width_px = band_width_px(picture.bands[b].stripes) * z;
    std::vector<FlowPoint> way;
    for (const geo::MapPoint p : picture.bands[b].way) {
      // What is finer than a pixel would only make the rest slower.
      const FlowPoint next = shapes.px_from_map(p);
      if (way.empty() || p == picture.bands[b].way.back() || apart(way.back(), next) >= 1) way.push_back(next);
    }
    if (length_of(way) >= std::max(least_route_px * z, least_route_widths * width_px))
      tracks[b] = {std::move(way), width_px + lane_gap_px * z};
  }
  return tracks;
}

FlowShape shape_of(const FlowPicture& picture, const FlowBand& band, const RouteTrack& track, double lane_px,
                   const FlowShapes& shapes, const std::vector<double>& radii_px) {
  const double z = shapes.symbol_scale;
  FlowShape shape;
  shape.width_px = band_width_px(band.stripes) * z;
  const FlowPlace &from = picture.places[band.from], &to = picture.places[band.to];
  const FlowPoint a = shapes.px_from_map(from.at), b = shapes.px_from_map(to.at);
  std::vector<FlowPoint> axis;
  if (!track.way.empty()) {
    axis = beside(track.way, std::max(2.0, shape.width_px + 0.3 * lane_px), lane_px + 0.5 * shape.width_px + 0.8 * z);
  } else {
    axis = curve(a, b, shape.width_px, z);
  }
  const double before_px = length_of(axis);
  cut_start(axis, a, std::min((radii_px[band.from] + 1) * z, 0.3 * before_px));
  cut_end(axis, b, std::min((radii_px[band.to] + 1) * z, 0.3 * before_px));
  if (axis.size() < 2) return shape;
  const double length = length_of(axis);
  if (length < 1e-6) return shape;
  shape.tip = axis.back();
  // Where there is hardly room, half of it is head.
  shape.head_px = std::min(0.75 * shape.width_px + 4 * z, 0.5 * length);
  shape.head_width_px = shape.width_px + 2 * head_beside_px * z;
  cut_end(axis, shape.tip, shape.head_px);
  if (axis.size() < 2) return shape;
  shape.axis = std::move(axis);
  const double reach = shape.head_width_px / 2 + 4 * z;
  shape.low = shape.high = shape.tip;
  for (const FlowPoint p : shape.axis) {
    shape.low = {std::min(shape.low.x, p.x), std::min(shape.low.y, p.y)};
    shape.high = {std::max(shape.high.x, p.x), std::max(shape.high.y, p.y)};
  }
  shape.low = {shape.low.x - reach, shape.low.y - reach};
  shape.high = {shape.high.x + reach, shape.high.y + reach};
  return shape;
}

/// How far a point lies from a shape's edges (below 0: inside), and how far to the left of its axis.
struct Distance {
  double outside_px = 1e300;
  double left_px = 0;
};

Distance distance_to(const FlowShape& shape, FlowPoint p) {
  Distance best;
  const auto piece = [&](FlowPoint a, FlowPoint b, double half_a, double half_b) {
    const double length = apart(a, b);
    if (length <= 0) return;
    const FlowPoint d{(b.x - a.x) / length, (b.y - a.y) / length};
    const double along = (p.x - a.x) * d.x + (p.y - a.y) * d.y, left = (p.y - a.y) * d.x - (p.x - a.x) * d.y;
    const double t = std::clamp(along / length, 0.0, 1.0);
    const double half = half_a + (half_b - half_a) * t;
    const double beyond = std::max(0.0, std::max(-along, along - length));
    const double outside =
        beyond > 0 ? std::hypot(beyond, std::max(0.0, std::abs(left) - half)) : std::abs(left) - half;
    if (outside < best.outside_px) best = {outside, left * (half > 0 ? shape.width_px / 2 / half : 1)};
  };
  for (std::size_t i = 1; i < shape.axis.size(); ++i)
    piece(shape.axis[i - 1], shape.axis[i], shape.width_px / 2, shape.width_px / 2);
  piece(shape.axis.back(), shape.tip, shape.head_width_px / 2, 0);
  return best;
}

std::size_t stripe_at(const std::vector<FlowStripe>& stripes, double from_first_px, double z) {
  double end = 0;
  for (std::size_t s = 0; s + 1 < stripes.size(); ++s) {
    end += stripes[s].width_px * z;
    if (from_first_px < end) return s;
  }
  return stripes.empty() ? 0 : stripes.size() - 1;
}

}  // namespace

double ring_radius_px(const FlowPlace& place) {
  return place.radius_px + ring_gap_px;
}

FlowShapes flow_shapes(const FlowPicture& picture, geo::MapPoint origin, double m_per_px, double symbol_scale) {
  FlowShapes shapes{origin, m_per_px, symbol_scale, {}};
  shapes.bands.reserve(picture.bands.size());
  const std::vector<double> radii_px = outer_radii_px(picture);
  const std::vector<RouteTrack> tracks = tracks_of(picture, shapes);
  const std::vector<double> lanes = lanes_px(tracks, lane_cell_px * symbol_scale, most_lanes_px * symbol_scale);
  for (std::size_t b = 0; b < picture.bands.size(); ++b)
    shapes.bands.push_back(shape_of(picture, picture.bands[b], tracks[b], lanes[b], shapes, radii_px));
  return shapes;
}

std::optional<FlowHit> flow_at(const FlowPicture& picture, const FlowShapes& shapes, geo::MapPoint place,
                               double tolerance_px) {
  const FlowPoint p = shapes.px_from_map(place);
  const double z = shapes.symbol_scale;
  for (std::size_t i = picture.places.size(); i-- > 0;)
    if (apart(p, shapes.px_from_map(picture.places[i].at)) <= picture.places[i].radius_px * z + 1)
      return FlowHit{static_cast<std::uint32_t>(i), {}, {}, 0};
  for (std::size_t i = picture.rings.size(); i-- > 0;) {
    const FlowPlace& at = picture.places[picture.rings[i].place];
    const double from_inside = apart(p, shapes.px_from_map(at.at)) - ring_radius_px(at) * z;
    if (from_inside >= -1 && from_inside <= band_width_px(picture.rings[i].stripes) * z + 1)
      return FlowHit{{}, static_cast<std::uint32_t>(i), {}, stripe_at(picture.rings[i].stripes, from_inside, z)};
  }
  std::optional<FlowHit> nearest;
  double nearest_px = tolerance_px;
  for (std::size_t i = picture.bands.size(); i-- > 0;) {
    const FlowShape& shape = shapes.bands[i];
    if (shape.axis.empty() || p.x < shape.low.x - tolerance_px || p.x > shape.high.x + tolerance_px ||
        p.y < shape.low.y - tolerance_px || p.y > shape.high.y + tolerance_px)
      continue;
    const Distance d = distance_to(shape, p);
    if (d.outside_px > nearest_px || (nearest && d.outside_px >= nearest_px)) continue;
    nearest_px = std::max(0.0, d.outside_px);
    nearest = FlowHit{
        {}, {}, static_cast<std::uint32_t>(i), stripe_at(picture.bands[i].stripes, shape.width_px / 2 - d.left_px, z)};
    if (d.outside_px <= 0) break;  // what is on top is taken
  }
  return nearest;
}

geo::MapPoint band_middle(const FlowShapes& shapes, std::size_t band) {
  const FlowShape& shape = shapes.bands[band];
  double left = length_of(shape.axis) / 2;
  for (std::size_t i = 1; i < shape.axis.size(); ++i) {
    const double piece = apart(shape.axis[i - 1], shape.axis[i]);
    if (piece >= left && piece > 0) return shapes.map_from_px(between(shape.axis[i - 1], shape.axis[i], left / piece));
    left -= piece;
  }
  return shapes.map_from_px(shape.tip);
}

double band_length_px(const FlowShapes& shapes, std::size_t band) {
  return length_of(shapes.bands[band].axis);
}

}  // namespace render
