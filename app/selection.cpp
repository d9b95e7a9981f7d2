#include "app/selection.hpp"

#include <algorithm>
#include <utility>

namespace app {

std::size_t Selection::count() const {
  if (!features.empty()) return features.count();
  return thing.index() != 0 ? 1 + more_things.size() : layer ? 1 : 0;
}

bool Selection::contains(const render::PlanThing& asked) const {
  if (asked.index() == 0) return false;
  return thing == asked || std::find(more_things.begin(), more_things.end(), asked) != more_things.end();
}

std::vector<render::PlanThing> Selection::things() const {
  std::vector<render::PlanThing> all;
  if (thing.index() == 0) return all;
  all.push_back(thing);
  all.insert(all.end(), more_things.begin(), more_things.end());
  return all;
}

Selection Selection::of(std::vector<render::PlanThing> things) {
  Selection selection;
  if (things.empty()) return selection;
  selection.thing = things.back();
  things.pop_back();
  selection.more_things = std::move(things);
  return selection;
}

Selection Selection::of(geo::Id<geo::Layer> layer, const std::shared_ptr<const geo::Features>& features,
                        geo::RowSet rows, std::uint32_t primary) {
  Selection selection;
  if (rows.empty()) return selection;
  if (!rows.contains(primary)) primary = *rows.first();
  selection.features = {layer, std::make_shared<const geo::RowSet>(std::move(rows)), primary, features};
  return selection;
}

Selection toggled(const Selection& selection, const render::PlanThing& thing) {
  std::vector<render::PlanThing> things = selection.more_things;
  if (selection.thing.index() != 0) things.push_back(selection.thing);
  const auto place = std::find(things.begin(), things.end(), thing);
  if (place != things.end())
    things.erase(place);
  else
    things.push_back(thing);
  return Selection::of(std::move(things));
}

Selection toggled(const Selection& selection, geo::Id<geo::Layer> layer,
                  const std::shared_ptr<const geo::Features>& features, std::uint32_t row) {
  const bool goes_on = !selection.features.empty() && selection.features.layer == layer &&
                       selection.features.rows->size() == features->size();
  geo::RowSet rows = goes_on ? *selection.features.rows : geo::RowSet(features->size());
  rows.toggle(row);
  return Selection::of(layer, features, std::move(rows), row);
}

Selection joined(const Selection& selection, const Selection& more) {
  if (more.empty()) return selection;
  if (!selection.features.empty() && !more.features.empty() && selection.features.layer == more.features.layer &&
      selection.features.rows->size() == more.features.rows->size()) {
    geo::RowSet rows = *selection.features.rows;
    rows |= *more.features.rows;
    return Selection::of(more.features.layer, more.features.of.lock(), std::move(rows), more.features.primary);
  }
  if (selection.thing.index() == 0 || more.thing.index() == 0) return more;
  std::vector<render::PlanThing> things = selection.things();
  std::erase_if(things, [&](const render::PlanThing& thing) { return more.contains(thing); });
  const std::vector<render::PlanThing> added = more.things();
  things.insert(things.end(), added.rbegin(), added.rend());
  return Selection::of(std::move(things));
}

}  // namespace app
