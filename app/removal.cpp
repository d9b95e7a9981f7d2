#include "app/removal.hpp"

#include "app/selection.hpp"

#include <algorithm>
#include <string>

namespace app {

geo::Edit removal_of(const geo::Plan& plan, std::span<const render::PlanThing> things) {
  const auto goes = [&](const auto& id) {
    return std::find(things.begin(), things.end(), render::PlanThing(id)) != things.end();
  };
  geo::Edit edit;
  // References are freed before their target goes. What goes itself needs no freeing.
  for (const auto& row : plan.emission_sources()) {
    if (goes(row.id)) continue;
    geo::EmissionSource freed = *row;
    if (goes(freed.partner)) freed.partner = {};
    if (goes(freed.business_area)) freed.business_area = {};
    if (freed.partner != row->partner || freed.business_area != row->business_area)
      edit.set(plan, row.id, std::move(freed));
  }
  for (const auto& row : plan.landfill_parts()) {
    if (goes(row.id) || !goes(row->emission_source)) continue;
    geo::LandfillPart freed = *row;
    freed.emission_source = {};
    edit.set(plan, row.id, std::move(freed));
  }
  std::size_t removed = 0;
  std::string name;
  const auto remove = [&]<class T>(geo::Id<T> id) {
    const auto thing = plan.table<T>().find(id);
    if (!thing) return;
    name = thing->name;
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
