#include "app/tools/plan_thing.hpp"

#include "app/flow_text.hpp"
#include "app/text.hpp"
#include "app/words.hpp"
#include "geo/flow/flow_place.hpp"

namespace app {

const geo::Geometry* geometry_of(const geo::Plan& plan, const render::PlanThing& thing) {
  const geo::Geometry* geometry = nullptr;
  // The plan owns what the pointer shows.
  with_id(thing, [&]<class T>(geo::Id<T> id) {
    if (const auto found = plan.table<T>().find(id)) geometry = &found->geometry;
  });
  return geometry;
}

geo::MapBox box_of(const geo::Plan& plan, const render::PlanThing& thing) {
  geo::MapBox box;
  with_id(thing, [&]<class T>(geo::Id<T> id) {
    const auto found = plan.table<T>().find(id);
    if (!found) return;
    if constexpr (std::is_same_v<T, geo::MaterialFlow>)
      box = geo::flow_box(plan, *found);
    else if constexpr (std::is_same_v<T, geo::SideStream>) {
      if (const auto place = geo::stream_place(plan, *found)) box.extend(*place);
    } else
      box = geo::bounds(found->geometry);
  });
  return box;
}

std::string kind_word(const geo::Plan& plan, const render::PlanThing& thing) {
  std::string text;
  with_id(thing, [&]<class T>(geo::Id<T> id) {
    const auto found = plan.table<T>().find(id);
    if (!found) return;
    if constexpr (std::is_same_v<T, geo::SinkSite> || std::is_same_v<T, geo::Surrounding>)
      text = word(found->kind);
    else if constexpr (std::is_same_v<T, geo::BusinessArea>)
      text = word(geo::Role::business_area);
    else if constexpr (std::is_same_v<T, geo::Partner>)
      text = word(geo::Role::partner_site);
    else if constexpr (std::is_same_v<T, geo::EmissionSource>)
      text = word(geo::Role::emission_source);
    else if constexpr (std::is_same_v<T, geo::MaterialFlow>)
      text = word(geo::Role::flow);
    else if constexpr (std::is_same_v<T, geo::SideStream>)
      text = found->kind == geo::StreamKind::offer ? tr("Side stream on offer") : tr("Need of a side stream");
    else
      text = tr("Part of a landfill");
  });
  return text;
}

std::string name_of(const geo::Plan& plan, const render::PlanThing& thing) {
  std::string name;
  with_id(thing, [&]<class T>(geo::Id<T> id) {
    const auto found = plan.table<T>().find(id);
    if (!found) return;
    name = found->name;
    if constexpr (std::is_same_v<T, geo::MaterialFlow>)
      if (name.empty()) name = flow_title(plan, *found);
  });
  return name.empty() ? kind_word(plan, thing) : name;
}

void set_geometry(geo::Edit& edit, const geo::Plan& plan, const render::PlanThing& thing, geo::Geometry geometry) {
  with_id(thing, [&]<class T>(geo::Id<T> id) {
    T after = *plan.table<T>().find(id);
    after.geometry = std::move(geometry);
    edit.set(plan, id, std::move(after));
  });
}

}  // namespace app
