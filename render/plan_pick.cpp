#include "geo/feature_tests.hpp"
#include "geo/flow/flow_place.hpp"
#include "geo/plan/plan.hpp"
#include "render/designed_symbol.hpp"
#include "render/plan_label.hpp"
#include "render/plan_scene.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <type_traits>
#include <utility>
#include <vector>

namespace render {

using geo::GeometryKind;

namespace {

constexpr double line_reach_px = 5;
constexpr double source_reach_px = 8;
constexpr double dot_reach_px = 6;

/// A thing under the place. Markers come before lines before areas; of markers and lines the nearest comes first, of
/// areas the smallest, of equal ones what is drawn later and so lies on top.
struct Met {
  enum class As { marker, line, area };
  PlanThing thing;
  As as = As::marker;
  double measure = 0;  ///< distance [m] or area [m2]
};

class Picking {
public:
  Picking(geo::MapPoint place, double m_per_px) : place_(place), m_per_px_(m_per_px) {}

  /// `marker_px`: reach of the marker at the geometry's label point, 0 if it has none.
  template <class T>
  void offer(geo::Id<T> id, const geo::Geometry& geometry, double marker_px, bool square = false) {
    if (geometry.empty()) return;
    const double reach_m = std::max(marker_px, line_reach_px) * m_per_px_;
    if (!bounds(geometry).grown(reach_m).contains(place_)) return;
    if (marker_px > 0)
      if (const double d = marker_distance_m(geometry, square); d <= marker_px * m_per_px_)
        return met_.push_back({id, Met::As::marker, d});
    if (geometry.kind == GeometryKind::line) {
      if (const double d = distance_m(geometry, place_); d <= line_reach_px * m_per_px_)
        met_.push_back({id, Met::As::line, d});
    } else if (geometry.kind == GeometryKind::polygon && contains(geometry, place_)) {
      met_.push_back({id, Met::As::area, planar_area_m2(geometry)});
    }
  }

  [[nodiscard]] std::vector<PlanThing> result() && {
    std::reverse(met_.begin(), met_.end());
    std::stable_sort(met_.begin(), met_.end(), [](const Met& a, const Met& b) {
      return std::pair(a.as, a.measure) < std::pair(b.as, b.measure);
    });
    std::vector<PlanThing> things;
    for (const Met& met : met_) things.push_back(met.thing);
    return things;
  }

private:
  [[nodiscard]] double marker_distance_m(const geo::Geometry& geometry, bool square) const {
    const auto distance = [&](geo::MapPoint p) {
      const double dx = std::abs(p.x_m - place_.x_m), dy = std::abs(p.y_m - place_.y_m);
      return square ? std::max(dx, dy) : std::hypot(dx, dy);
    };
    if (geometry.kind != GeometryKind::point) return distance(label_point(geometry));
    double nearest_m = std::numeric_limits<double>::infinity();
    for (const geo::Part& part : geometry.parts)
      for (const geo::Ring& ring : part.rings)
        for (const geo::MapPoint p : ring) nearest_m = std::min(nearest_m, distance(p));
    return nearest_m;
  }

  geo::MapPoint place_;
  double m_per_px_;
  std::vector<Met> met_;
};

/// Calls f(id, geometry, reach of its marker in pixels or 0, whether the marker is square) for what is visible, from
/// the bottom up, as it is drawn.
template <class F>
void for_each_visible(const geo::Plan& plan, const PlanVisibility& visible, F&& f) {
  if (visible.surroundings)
    for (const auto& [id, thing] : plan.surroundings())
      f(id, thing->geometry, thing->geometry.kind == GeometryKind::point ? dot_reach_px : 0, false);
  if (visible.business_areas)
    for (const auto& [id, area] : plan.business_areas())
      f(id, area->geometry, area->geometry.kind == GeometryKind::point ? source_reach_px : 0, false);
  if (visible.landfill_parts)
    for (const auto& [id, part] : plan.landfill_parts())
      f(id, part->geometry, part->geometry.kind == GeometryKind::point ? source_reach_px : 0, false);
  if (visible.sink_sites)
    for (const auto& [id, site] : plan.sink_sites())
      f(id, site->geometry, has_marker(*site) ? marker_radius_px + 1 : 0, false);
  if (visible.emission_sources)
    for (const auto& [id, source] : plan.emission_sources())
      f(id, source->geometry, source->geometry.kind == GeometryKind::line ? 0 : source_reach_px, false);
  if (visible.material_flows)
    for (const auto& [id, flow] : plan.material_flows())
      if (const auto way = geo::flow_way(plan, *flow); !way.empty()) f(id, geo::Geometry::line(way), 0, false);
  if (visible.side_streams)
    for (const auto& [id, stream] : plan.side_streams())
      if (const auto place = geo::stream_place(plan, *stream))
        f(id, geo::Geometry::point(*place), stream_radius_px + 1, false);
  if (visible.partners)
    for (const auto& [id, partner] : plan.partners()) f(id, partner->geometry, marker_radius_px + 1, true);
}

}  // namespace

std::vector<PlanThing> things_at(const geo::Plan& plan, geo::MapPoint place, double m_per_px,
                                 const PlanVisibility& visible) {
  Picking picking(place, m_per_px);
  for_each_visible(plan, visible, [&](auto id, const geo::Geometry& geometry, double marker_px, bool square) {
    picking.offer(id, geometry, marker_px, square);
  });
  return std::move(picking).result();
}

PlanThing thing_at(const geo::Plan& plan, geo::MapPoint place, double m_per_px, const PlanVisibility& visible) {
  const std::vector<PlanThing> things = things_at(plan, place, m_per_px, visible);
  return things.empty() ? PlanThing() : things.front();
}

std::vector<PlanThing> things_in_box(const geo::Plan& plan, const geo::MapBox& box, const PlanVisibility& visible) {
  std::vector<PlanThing> things;
  for_each_visible(plan, visible, [&]<class T>(geo::Id<T> id, const geo::Geometry& geometry, double, bool) {
    if constexpr (!std::is_same_v<T, geo::Surrounding>) {
      if (geometry.empty() || !bounds(geometry).intersects(box)) return;
      geo::Features alone;
      alone.append(geometry, id.value);
      if (geo::meets(alone, 0, box)) things.emplace_back(id);
    }
  });
  return things;
}

}  // namespace render
