#include "app/tools/shape_actions.hpp"

#include "app/references.hpp"
#include "app/text.hpp"

#include <optional>
#include <set>

namespace app {
namespace {

/// "Field 2": the name with the first number that is free in the table.
template <class T>
std::string next_name(const geo::Table<T>& table, std::set<std::string>& taken, const std::string& name) {
  for (const auto& row : table) taken.insert(row->name);
  int n = 2;
  while (taken.contains(name + " " + std::to_string(n))) ++n;
  const std::string free = name + " " + std::to_string(n);
  taken.insert(free);
  return free;
}

void take_share(geo::YearlySeries& series, double share) {
  for (geo::YearlyMass& mass : series) mass.mass_t *= share;
}

}  // namespace

bool is_area(const geo::Plan& plan, const render::PlanThing& thing) {
  const geo::Geometry* geometry = geometry_of(plan, thing);
  return geometry && geometry->kind == geo::GeometryKind::polygon;
}

geo::Outcome<geo::Edit> outline_edit(const geo::Plan& plan, const render::PlanThing& thing, geo::Geometry after) {
  auto sound = geo::checked(std::move(after));
  if (!sound) return sound.refusal;
  geo::Edit edit;
  edit.what = geo::say("Outline of {0} changed", name_of(plan, thing));
  set_geometry(edit, plan, thing, std::move(*sound.value));
  return edit;
}

geo::Outcome<geo::Edit> move_edit(const geo::Plan& plan, const render::PlanThing& thing, geo::MapPoint by) {
  const geo::Geometry* geometry = geometry_of(plan, thing);
  if (!geometry || geometry->empty()) return geo::say("Choose a thing of the plan first.");
  geo::Edit edit;
  edit.what = geo::say("{0} moved", name_of(plan, thing));
  set_geometry(edit, plan, thing, geo::moved(*geometry, by.x_m, by.y_m));
  return edit;
}

geo::Outcome<geo::Edit> split_edit(const geo::Plan& plan, const render::PlanThing& thing, const geo::Ring& line) {
  const geo::Geometry* geometry = geometry_of(plan, thing);
  if (!geometry) return geo::say("Choose an area of the plan first.");
  const auto pieces = geo::split(*geometry, line);
  if (!pieces) return pieces.refusal;
  const double whole_m2 = geo::planar_area_m2(*geometry);
  geo::Edit edit;
  edit.what = geo::say("{0} split into {1}", name_of(plan, thing), std::to_string(pieces->size()));
  with_id(thing, [&]<class T>(geo::Id<T> id) {
    const T before = *plan.table<T>().find(id);
    std::set<std::string> taken;
    for (std::size_t i = 0; i < pieces->size(); ++i) {
      T piece = before;
      piece.geometry = (*pieces)[i];
      if constexpr (std::is_same_v<T, geo::EmissionSource>)
        take_share(piece.series, geo::planar_area_m2(piece.geometry) / whole_m2);
      if (i == 0) {
        edit.set(plan, id, std::move(piece));
        continue;
      }
      if (!before.name.empty()) piece.name = next_name(plan.table<T>(), taken, before.name);
      edit.add(plan, std::move(piece));
    }
  });
  return edit;
}

geo::Outcome<geo::Edit> hole_edit(const geo::Plan& plan, const render::PlanThing& thing, const geo::Ring& ring) {
  const geo::Geometry* geometry = geometry_of(plan, thing);
  if (!geometry) return geo::say("Choose an area of the plan first.");
  auto rest = geo::hole_cut(*geometry, ring);
  if (!rest) return rest.refusal;
  geo::Edit edit;
  edit.what = geo::say("Hole cut into {0}", name_of(plan, thing));
  set_geometry(edit, plan, thing, std::move(*rest.value));
  return edit;
}

geo::Outcome<geo::Edit> merge_edit(const geo::Plan& plan, const render::PlanThing& thing,
                                   const render::PlanThing& other) {
  const geo::Geometry* one = geometry_of(plan, thing);
  const geo::Geometry* two = geometry_of(plan, other);
  if (!one || !two || thing == other) return geo::say("Choose another area of the same kind.");
  if (thing.index() != other.index()) return geo::say("Only areas of the same kind can be merged.");
  const geo::Geometry both[] = {*one, *two};
  auto whole = geo::merged(both);
  if (!whole) return whole.refusal;
  geo::Edit edit;
  edit.what = geo::say("{0} merged into {1}", name_of(plan, other), name_of(plan, thing));
  std::optional<geo::Message> refusal;
  with_id(thing, [&]<class T>(geo::Id<T> id) {
    const geo::Id<T> gone = std::get<geo::Id<T>>(other);
    T after = *plan.table<T>().find(id);
    after.geometry = std::move(*whole.value);
    if constexpr (std::is_same_v<T, geo::EmissionSource>) {
      const auto& masses = plan.table<T>().find(gone)->series;
      if (after.series.empty())
        after.series = masses;
      else if (!masses.empty()) {
        refusal = geo::say("Both sources have yearly figures. Remove those of one first.");
        return;
      }
    }
    edit.set(plan, id, std::move(after));
    refer_anew(
        edit, plan,
        [&]<class U>(geo::Id<U> referred) -> std::optional<geo::Id<U>> {
          if constexpr (std::is_same_v<U, T>)
            if (referred == gone) return id;
          return std::nullopt;
        },
        [](const auto&) { return true; }, [](const auto&, const auto&) {});
    edit.remove(plan, gone);
  });
  if (refusal) return *refusal;
  return edit;
}

geo::Edit duplicate_edit(const geo::Plan& plan, const render::PlanThing& thing, geo::MapPoint by,
                         render::PlanThing& copy) {
  geo::Edit edit;
  edit.what = geo::say("{0} duplicated", name_of(plan, thing));
  with_id(thing, [&]<class T>(geo::Id<T> id) {
    T made = *plan.table<T>().find(id);
    std::set<std::string> taken;
    if (!made.name.empty()) made.name = next_name(plan.table<T>(), taken, made.name);
    made.geometry = geo::moved(made.geometry, by.x_m, by.y_m);
    if constexpr (std::is_same_v<T, geo::EmissionSource>) made.series.clear();
    copy = edit.add(plan, std::move(made));
  });
  return edit;
}

}  // namespace app
