// A material flow: its ends, its tonnes, how it is moved and what that emits.
#include "app/flow_text.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/flow_fields.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/own_material_form.hpp"
#include "app/panels/site_parts.hpp"
#include "app/text.hpp"
#include "app/tools/plan_thing.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/fields.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace app {

namespace {

std::optional<std::string> vehicle_choice(const geo::Catalogues& catalogues, const std::string& chosen) {
  std::vector<std::string> names{tr("none, or not known")};
  std::vector<std::string> ids{std::string()};
  int index = 0;
  for (const geo::Vehicle& vehicle : catalogues.vehicles) {
    if (vehicle.id == chosen) index = static_cast<int>(ids.size());
    names.push_back(vehicle.name.in(language()));
    ids.push_back(vehicle.id);
  }
  const auto picked = field_choice("vehicle", tr("Vehicle"), names, index);
  return picked ? std::optional(ids[static_cast<std::size_t>(*picked)]) : std::nullopt;
}

/// A share as per cent, which may be left open.
std::optional<std::optional<double>> share_field(const char* id, const char* label, const std::optional<double>& share,
                                                 const char* open_text) {
  const FieldLine line = begin_field(label, share ? SourceMark::entered : SourceMark::none);
  const auto typed = text_box(id, line.left, line.right - px(1.6f), line.middle,
                              share ? exact(*share * 100) : std::string(), open_text);
  draw_text(*ImGui::GetWindowDrawList(), Face::small, line.right - px(1.3f), line.middle, colours().text3, "%");
  end_field(line);
  if (!typed) return std::nullopt;
  if (typed->empty()) return std::optional<double>();
  const auto number = typed_number(*typed);
  if (!number || *number < 0 || *number > 100) return std::nullopt;
  return std::optional(*number / 100);
}

std::string range_text(const geo::Co2eRange& range_t) {
  return range(range_t.low_t, range_t.high_t);
}

void flow_figures_section(Workspace& w, geo::Id<geo::MaterialFlow> id, const geo::MaterialFlow& flow) {
  const geo::FlowFigures figures = geo::flow_figures(w.plan(), flow, *w.catalogues(), w.state.year, w.figures()->road);
  FigureCard card;
  card.label = translated(geo::say("Emission of the transport {0}", year_text(w.state.year)));
  const Quantity quantity =
      figures.transport ? yearly_mass(figures.transport->value_t) : Quantity{"–", "t\u00A0CO₂e/a"};
  card.figure = quantity.figure;
  card.unit = quantity.unit;
  card.aside = figures.transport ? range_text(*figures.transport) : std::string(tr("no figure for the year"));
  card.mark = icon::function;
  card.mark_text = tr("Trips or tonne-km times the vehicle's factor");
  card.colour = render::sector_colour(geo::Sector::logistics, w.state.theme);
  figure_card("transport", card);
  const geo::FigureName name{geo::FigureKind::flow, w.state.year, id.value};
  if (figures.transport)
    figure_link(w, "figure", name, figures.transport->value_t, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
  gap(0.3f);
  if (button("explain", tr("How it was worked out"), icon::function, ButtonKind::ghost)) open_figure(w, name);
  gap(0.4f);
  if (figures.distance) {
    const bool is_estimate = figures.distance->kind == geo::DistanceKind::estimated;
    field_fixed(tr("Way"), figure(figures.distance->km()), is_estimate ? "km, " + std::string(tr("estimated")) : "km",
                flow.distance_km ? SourceMark::entered : SourceMark::computed);
    if (is_estimate) note(estimate_text(*w.figures(), flow, *figures.distance), NoteKind::plain);
  }
  if (figures.tonne_km) field_fixed(tr("Transport work"), figure(*figures.tonne_km), "tkm/a", SourceMark::computed);
  if (figures.trips) field_fixed(tr("Trips"), figure(*figures.trips), "/a", SourceMark::computed);
  if (figures.transport && figures.amount_t && *figures.amount_t > 0)
    field_fixed(tr("Per tonne"), figure(figures.transport->value_t / *figures.amount_t * 1000), "kg\u00A0CO₂e/t",
                SourceMark::computed);
  const auto linked = [&](const char* label, const geo::Co2eRange& range, geo::FigureKind kind) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 end{at.x + ImGui::GetContentRegionAvail().x, at.y + px(1.9f)};
    const Quantity co2e = yearly_mass(range.value_t);
    field_fixed(label, co2e.figure, co2e.unit, SourceMark::computed);
    figure_link(w, label, {kind, w.state.year, id.value}, range.value_t, at, end);
  };
  if (figures.treatment) linked(tr("Treatment"), *figures.treatment, geo::FigureKind::treatment);
  if (figures.avoided) linked(tr("Avoided, beside"), *figures.avoided, geo::FigureKind::replaced);
}

std::optional<geo::MaterialFlow> flow_form(Workspace& w, const geo::MaterialFlow& flow) {
  geo::MaterialFlow after = flow;
  if (auto name = field_text("name", tr("Name"), flow.name)) after.name = *name;
  const char* outside = tr("a place outside");
  if (const auto from = partner_field("from", tr("From"), w.plan(), flow.from, outside)) after.from = *from;
  if (!flow.from)
    if (auto place = field_text("from place", tr("Place"), flow.from_place)) after.from_place = *place;
  if (const auto to = partner_field("to", tr("To"), w.plan(), flow.to, outside)) after.to = *to;
  if (!flow.to)
    if (auto place = field_text("to place", tr("Place"), flow.to_place)) after.to_place = *place;
  if (auto material = material_field(*w.catalogues(), flow.material)) after.material = *material;
  if (auto material = new_material_button(w)) after.material = *material;
  if (auto amounts = amounts_table(w, tr("Tonnes a year"), flow.amounts, 0)) after.amounts = std::move(*amounts);
  if (auto vehicle = vehicle_choice(*w.catalogues(), flow.vehicle)) after.vehicle = *vehicle;
  if (!flow.vehicle.empty()) {
    if (const auto load = share_field("load", tr("How full"), flow.load_share, tr("mean load")))
      after.load_share = *load;
    if (const auto back = share_field("return", tr("Return empty"), flow.empty_return_share, tr("not given")))
      after.empty_return_share = *back;
    if (const auto km = field_number("distance", tr("Way given"), flow.distance_km.value_or(0), 1, 0, 1e5, "km"))
      after.distance_km = *km > 0 ? std::optional(*km) : std::nullopt;
    if (const auto carrier = partner_field("carrier", tr("Carrier"), w.plan(), flow.carrier, tr("outside the area")))
      after.carrier = *carrier;
    const std::vector<std::string> counted{tr("not counted"), tr("counted")};
    if (const auto choice = field_choice("counted", tr("In the balance"), counted, flow.transport_counted ? 1 : 0))
      after.transport_counted = *choice == 1;
  }
  const std::vector<std::string> ways{tr("as a product, or not known"), tr("recycling"), tr("energy recovery"),
                                      tr("landfill")};
  if (const auto way = field_choice("treatment", tr("Use"), ways, static_cast<int>(flow.treatment)))
    after.treatment = static_cast<geo::Treatment>(*way);
  const std::vector<std::string> states{tr("existing"), tr("planned")};
  if (const auto state = field_choice("state", tr("State"), states, static_cast<int>(flow.state)))
    after.state = static_cast<geo::FlowState>(*state);
  if (auto text = note_field(flow.note)) after.note = *text;
  return after == flow ? std::nullopt : std::optional(after);
}

void remarks_of(Workspace& w, geo::Id<geo::MaterialFlow> id) {
  for (const geo::FlowFinding& finding : geo::flow_findings(w.plan(), *w.catalogues())) {
    if (finding.flow != id) continue;
    note(translated(finding.what), NoteKind::warn);
    gap(0.2f);
  }
}

}  // namespace

void inspect(Workspace& w, geo::Id<geo::MaterialFlow> id) {
  const auto flow = w.plan().material_flows().find(id);
  if (!flow) return;
  const Tokens& c = colours();
  if (inspector_head(icon::truck, c.text2, c.sunken, app::name_of(w.plan(), id),
                     std::string(word(geo::Role::flow)) + ", " + material_name(*w.catalogues(), flow->material),
                     tr("Close")))
    return w.select({});
  begin_page();
  flow_figures_section(w, id, *flow);
  remarks_of(w, id);
  const auto after = flow_form(w, *flow);
  provenance(flow->provenance);
  end_page();
  zoom_and_delete(w);
  if (after)
    change(w, id, geo::say("Flow {0} changed", app::name_of(w.plan(), id)),
           [&](geo::MaterialFlow& changed) { changed = *after; });
}

}  // namespace app
