// What a drawn shape becomes: a kind of thing with its words, and the edit that adds it to the plan.
#pragma once

#include "app/tools/plan_thing.hpp"
#include "geo/plan/edit.hpp"
#include "geo/sink/land_cover.hpp"

#include <span>
#include <string>

namespace app {

enum class ThingKind {
  sink,
  compensation,
  business_area,
  landfill_part,
  partner,
  emission_source,
  surrounding,
  material_flow,
  offer,
  need
};

/// The words of all kinds, so that a choice of another kind in between loses nothing.
struct DrawnThing {
  ThingKind kind = ThingKind::sink;
  std::string name;
  std::string note;
  geo::SinkState state = geo::SinkState::planned;
  int start_year = 2027;
  std::string land_cover;
  double given_area_ha = 1;  ///< of a sink that is only a point
  geo::Sector sector = geo::Sector::other;
  geo::SurroundingKind surrounding = geo::SurroundingKind::road;
  geo::Ref<geo::Partner> partner;  ///< of a side stream, in place of a click
  bool operator==(const DrawnThing&) const = default;
};

[[nodiscard]] std::string word(ThingKind kind);
/// Flows and side streams have tools of their own: drawing the next line or point does not make one again.
[[nodiscard]] constexpr bool has_own_tool(ThingKind kind) {
  return kind >= ThingKind::material_flow;
}
/// The kinds that a shape of this kind can become, the usual one first.
[[nodiscard]] std::span<const ThingKind> kinds_for(geo::GeometryKind shape);
/// "Hiilinielu 3": a name of this kind that no thing of the plan has.
[[nodiscard]] std::string free_name(const geo::Plan& plan, ThingKind kind);

/// The sink site that it is, for area and removal; for the kinds `sink` and `compensation`.
[[nodiscard]] geo::SinkSite sink_site_of(const DrawnThing& thing, geo::Geometry geometry);
/// The edit that adds the thing; `added` is set to it.
[[nodiscard]] geo::Edit edit_that_adds(const geo::Plan& plan, const DrawnThing& thing, geo::Geometry geometry,
                                       render::PlanThing& added);

}  // namespace app
