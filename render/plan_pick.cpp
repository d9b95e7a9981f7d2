#include "geo/plan/plan.hpp"
#include "render/designed_symbol.hpp"
#include "render/plan_label.hpp"
#include "render/plan_scene.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace render {

using geo::GeometryKind;

namespace {

constexpr double line_reach_px = 5;
constexpr double source_reach_px = 8;
constexpr double dot_reach_px = 6;

/// What was met so far: the nearest marker, the nearest line, the smallest area.
struct Found {
  PlanThing marker, line, area;
  double marker_m = std::numeric_limits<double>::infinity();
  double line_m = std::numeric_limits<double>::infinity();
  double area_m2 = std::numeric_limits<double>::infinity();
};

class Picking {
public:
  Picking(geo::MapPoint place, double m_per_px) : place_(place), m_per_px_(m_per_px) {}

  /// `marker_px`: reach of the marker at the geometry's label point, 0 if it has none. On equal distance the later
  /// one counts, since it is drawn on top.
  template <class T>
  void offer(geo::Id<T> id, const geo::Geometry& geometry, double marker_px, bool square = false) {
    if (geometry.empty()) return;
    const double reach_m = std::max(marker_px, line_reach_px) * m_per_px_;
    if (!bounds(geometry).grown(reach_m).contains(place_)) return;
    if (marker_px > 0) offer_marker(id, geometry, marker_px, square);
    if (geometry.kind == GeometryKind::line) {
      if (const double d = distance_m(geometry, place_); d <= line_reach_px * m_per_px_ && d <= found_.line_m) {
        found_.line_m = d;
        found_.line = id;
      }
    } else if (geometry.kind == GeometryKind::polygon && contains(geometry, place_)) {
      if (const double area = planar_area_m2(geometry); area <= found_.area_m2) {
        found_.area_m2 = area;
        found_.area = id;
      }
    }
  }

  [[nodiscard]] PlanThing result() const {
    if (found_.marker.index() != 0) return found_.marker;
    return found_.line.index() != 0 ? found_.line : found_.area;
  }

private:
  template <class T>
  void offer_marker(geo::Id<T> id, const geo::Geometry& geometry, double marker_px, bool square) {
    const auto try_place = [&](geo::MapPoint p) {
      const double dx = std::abs(p.x_m - place_.x_m), dy = std::abs(p.y_m - place_.y_m);
      const double d = square ? std::max(dx, dy) : std::hypot(dx, dy);
      if (d > marker_px * m_per_px_ || d > found_.marker_m) return;
      found_.marker_m = d;
      found_.marker = id;
    };
    if (geometry.kind != GeometryKind::point) return try_place(label_point(geometry));
    for (const geo::Part& part : geometry.parts)
      for (const geo::Ring& ring : part.rings)
        for (const geo::MapPoint p : ring) try_place(p);
  }

  geo::MapPoint place_;
  double m_per_px_;
  Found found_;
};

}  // namespace

PlanThing thing_at(const geo::Plan& plan, geo::MapPoint place, double m_per_px, const PlanVisibility& visible) {
  Picking picking(place, m_per_px);
  // From the bottom up, as they are drawn.
  if (visible.surroundings)
    for (const auto& [id, thing] : plan.surroundings())
      picking.offer(id, thing->geometry, thing->geometry.kind == GeometryKind::point ? dot_reach_px : 0);
  if (visible.business_areas)
    for (const auto& [id, area] : plan.business_areas())
      picking.offer(id, area->geometry, area->geometry.kind == GeometryKind::point ? source_reach_px : 0);
  if (visible.landfill_parts)
    for (const auto& [id, part] : plan.landfill_parts())
      picking.offer(id, part->geometry, part->geometry.kind == GeometryKind::point ? source_reach_px : 0);
  if (visible.sink_sites)
    for (const auto& [id, site] : plan.sink_sites())
      picking.offer(id, site->geometry, has_marker(*site) ? marker_radius_px + 1 : 0);
  if (visible.emission_sources)
    for (const auto& [id, source] : plan.emission_sources())
      picking.offer(id, source->geometry, source->geometry.kind == GeometryKind::line ? 0 : source_reach_px);
  if (visible.partners)
    for (const auto& [id, partner] : plan.partners()) picking.offer(id, partner->geometry, marker_radius_px + 1, true);
  return picking.result();
}

}  // namespace render
