// Things with a name, a place and where they come from: partners, parts of landfills, business areas, surroundings.
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/site_parts.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/fields.hpp"
#include "app/words.hpp"

#include <string>
#include <type_traits>

namespace app {
namespace {

template <class T>
void plain_thing(Workspace& w, geo::Id<T> id, char32_t icon_code, const std::string& kind) {
  const auto thing = w.plan().table<T>().find(id);
  if (!thing) return;
  const Tokens& c = colours();
  if (inspector_head(icon_code, c.text2, c.sunken, thing->name.empty() ? kind : thing->name, kind, tr("Close")))
    return w.select({});
  begin_page();
  if (auto name = field_text("name", tr("Name"), thing->name))
    change(w, id, geo::say("{0} renamed {1}", thing->name, *name), [&](T& t) { t.name = *name; });
  if constexpr (std::is_same_v<T, geo::Partner>) {
    if (!thing->activity.empty()) field_fixed(tr("Activity"), thing->activity);
    if (!thing->address.empty()) field_fixed(tr("Address"), thing->address);
    for (const auto& source : w.figures()->counted->emission_sources()) {
      if (source->partner != id) continue;
      const auto mass = geo::source_co2e_t(*source, w.state.year, w.plan().info().gwp_set);
      const Quantity quantity = mass ? yearly_mass(*mass) : Quantity{"–", "t\u00A0CO₂e/a"};
      const ImVec2 at = ImGui::GetCursorScreenPos();
      const ImVec2 end{at.x + ImGui::GetContentRegionAvail().x, at.y + px(1.9f)};
      field_fixed(source->name, quantity.figure, quantity.unit + " " + year_text(w.state.year), SourceMark::computed);
      ImGui::PushID(static_cast<int>(source.id.value));
      if (mass) figure_link(w, "figure", {geo::FigureKind::source, w.state.year, source.id.value}, *mass, at, end);
      ImGui::PopID();
    }
  }
  if constexpr (std::is_same_v<T, geo::LandfillPart>) {
    if (thing->closed_year)
      field_fixed(tr("Closed"), year_text(*thing->closed_year), {}, SourceMark::data);
    else
      field_fixed(tr("State"), tr("in use"));
  }
  if constexpr (std::is_same_v<T, geo::BusinessArea>)
    if (!thing->land_use.empty()) field_fixed(tr("Land use"), thing->land_use);
  if (thing->geometry.kind == geo::GeometryKind::polygon) {
    const double area_ha = geo::geodesic_area_m2(thing->geometry, w.map_crs()) / 10'000;
    const Quantity quantity = area(area_ha);
    field_fixed(tr("Area"), quantity.figure, quantity.unit, SourceMark::computed, number(area_ha, 4) + "\u00A0ha");
  } else if (thing->geometry.kind == geo::GeometryKind::line) {
    const Quantity quantity = length(geo::geodesic_length_m(thing->geometry, w.map_crs()));
    field_fixed(tr("Length"), quantity.figure, quantity.unit, SourceMark::computed);
  }
  if (auto text = note_field(thing->note))
    change(w, id, geo::say("Note of {0}", thing->name), [&](T& t) { t.note = *text; });
  provenance(thing->provenance);
  end_page();
  outline_and_delete(w);
}

}  // namespace

void inspect(Workspace& w, geo::Id<geo::Partner> id) {
  plain_thing(w, id, icon::domain, tr("Climate partner"));
}

void inspect(Workspace& w, geo::Id<geo::LandfillPart> id) {
  plain_thing(w, id, icon::landfill, tr("Part of a landfill"));
}

void inspect(Workspace& w, geo::Id<geo::BusinessArea> id) {
  plain_thing(w, id, icon::recycle, word(geo::Role::business_area));
}

void inspect(Workspace& w, geo::Id<geo::Surrounding> id) {
  if (const auto found = w.plan().surroundings().find(id)) plain_thing(w, id, icon::map, word(found->kind));
}

}  // namespace app
