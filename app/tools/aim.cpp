#include "app/tools/aim.hpp"

#include <cmath>
#include <numbers>

namespace app {
namespace {

constexpr double snap_reach_px = 10;

geo::MapPoint unit(double direction_deg) {
  const double angle = direction_deg * std::numbers::pi / 180;
  return {std::sin(angle), std::cos(angle)};
}

/// How far along the direction the place nearest to `p` lies.
double along_m(geo::MapPoint from, geo::MapPoint direction, geo::MapPoint p) {
  return (p.x_m - from.x_m) * direction.x_m + (p.y_m - from.y_m) * direction.y_m;
}

geo::MapPoint onto(geo::MapPoint from, geo::MapPoint direction, geo::MapPoint p) {
  const double far_m = along_m(from, direction, p);
  return {from.x_m + far_m * direction.x_m, from.y_m + far_m * direction.y_m};
}

/// The allowed direction nearest to the pointer's.
double allowed_direction_deg(const AimWish& wish) {
  const double base = wish.before ? geo::grid_direction_deg(*wish.before, *wish.from) : 0;
  const double wanted = geo::grid_direction_deg(*wish.from, wish.pointer);
  if (wish.upright) {
    const double left = std::abs(std::remainder(wanted - base - 90, 360));
    return base + (left <= 90 ? 90 : -90);
  }
  return base + std::round((wanted - base) / wish.angle_step_deg) * wish.angle_step_deg;
}

}  // namespace

Aim aimed(std::span<const geo::SnapSource> sources, const AimWish& wish, const TypedValues& typed,
          const geo::Crs& map) {
  Aim aim{wish.pointer, {}, false};
  if (const auto place = typed.place()) return {*place, {}, true};
  const double reach_m = snap_reach_px * wish.m_per_px;
  if (wish.snapping) aim.snap = geo::snapped(sources, {wish.pointer, reach_m, wish.own_start});
  if (aim.snap) aim.place = aim.snap->place;
  if (!wish.from) return aim;

  const auto length_m = typed.length_m();
  const auto direction_deg = typed.direction_deg();
  const bool turned = wish.upright || wish.angle_step_deg > 0;
  if (direction_deg || (turned && !(aim.snap && aim.snap->kind == geo::SnapKind::own_start))) {
    const double chosen_deg = direction_deg ? *direction_deg : allowed_direction_deg(wish);
    const geo::MapPoint ray = unit(chosen_deg);
    geo::MapPoint place = onto(*wish.from, ray, aim.place);
    if (aim.snap && aim.snap->kind == geo::SnapKind::edge) {
      // As far as the edge, where the ray meets it.
      const geo::MapPoint far{wish.from->x_m + ray.x_m * 1e6, wish.from->y_m + ray.y_m * 1e6};
      if (const auto meets = geo::segments_cross(*wish.from, far, aim.snap->edge[0], aim.snap->edge[1]);
          meets && std::hypot(meets->x_m - wish.pointer.x_m, meets->y_m - wish.pointer.y_m) <= 2 * reach_m)
        place = *meets;
      else
        aim.snap.reset();
    } else if (aim.snap && std::hypot(place.x_m - aim.place.x_m, place.y_m - aim.place.y_m) > 0.001) {
      aim.snap.reset();  // in line with it, not on it
    } else if (aim.snap) {
      place = aim.place;
    }
    if (direction_deg && along_m(*wish.from, ray, place) < 0) place = *wish.from;
    aim.place = place;
    aim.typed = direction_deg.has_value();
    if (length_m) {
      aim.place = geo::place_at(*wish.from, chosen_deg, *length_m, map);
      aim.snap.reset();
    }
  } else if (length_m) {
    aim.place = geo::place_at(*wish.from, geo::grid_direction_deg(*wish.from, aim.place), *length_m, map);
    aim.snap.reset();
  }
  aim.typed = aim.typed || length_m.has_value();
  return aim;
}

}  // namespace app
