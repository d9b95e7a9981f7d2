#include "app/removal.hpp"

#include "app/references.hpp"
#include "app/selection.hpp"
#include "app/tools/plan_thing.hpp"
#include "geo/flow/flow_place.hpp"

#include <algorithm>
#include <string>

namespace app {

namespace {

/// An end that loses its partner is a place outside of the same name, where it was.
void keep_ends(const geo::Plan& plan, const geo::MaterialFlow& before, geo::MaterialFlow& after) {
  if (before.from != after.from) after.from_place = geo::from_name(plan, before);
  if (before.to != after.to) after.to_place = geo::to_name(plan, before);
  if (const auto way = geo::flow_way(plan, before); !way.empty()) after.geometry = geo::Geometry::line(way);
}

void keep_place(const geo::Plan& plan, const geo::SideStream& before, geo::SideStream& after) {
  const auto partner = plan.partners().find(before.partner);
  if (after.geometry.empty() && partner && !partner->geometry.empty())
    after.geometry = geo::Geometry::point(geo::label_point(partner->geometry));
}

}  // namespace

geo::Edit removal_of(const geo::Plan& plan, std::span<const render::PlanThing> things) {
  const auto goes = [&]<class T>(geo::Id<T> id) {
    if constexpr (std::is_constructible_v<render::PlanThing, geo::Id<T>>)
      return std::find(things.begin(), things.end(), render::PlanThing(id)) != things.end();
    else
      return false;
  };
  geo::Edit edit;
  // References are freed before their target goes.
  refer_anew(
      edit, plan, [&]<class T>(geo::Id<T> id) { return goes(id) ? std::optional(geo::Ref<T>()) : std::nullopt; },
      [&](const auto& id) { return !goes(id); },
      [&]<class T>(const T& before, T& after) {
        if constexpr (std::is_same_v<T, geo::MaterialFlow>) keep_ends(plan, before, after);
        if constexpr (std::is_same_v<T, geo::SideStream>) keep_place(plan, before, after);
      });
  std::size_t removed = 0;
  std::string name;
  const auto remove = [&]<class T>(geo::Id<T> id) {
    const auto thing = plan.table<T>().find(id);
    if (!thing) return;
    name = app::name_of(plan, id);
    edit.remove(plan, id);
    ++removed;
  };
  // What refers goes before what is referred to: parts of landfills, sources, then partners and areas.
  for (const bool parts : {true, false})
    for (const bool sources : {true, false})
      for (const render::PlanThing& thing : things) {
        const bool is_part = std::holds_alternative<geo::Id<geo::LandfillPart>>(thing);
        const bool is_source = std::holds_alternative<geo::Id<geo::EmissionSource>>(thing);
        if (is_part != parts || is_source != sources) continue;
        with_thing(thing, remove);
      }
  edit.what = removed == 1 ? geo::say("{0} removed", name) : geo::say("{0} things removed", std::to_string(removed));
  return edit;
}

}  // namespace app
