// A material flow: its ends, its tonnes, how it is moved and what that emits. A side stream: what is on offer or
// needed.
#include "app/flow_text.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/model_form.hpp"
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

/// Tonnes by year: the shown year's in a box, a whole column by pasting.
std::optional<geo::YearlyAmounts> amounts_form(Workspace& w, const geo::YearlyAmounts& amounts) {
  static const geo::CalculationModel form = [] {
    geo::CalculationModel model;
    model.id = "amounts";
    geo::ModelField field;
    field.name = "tonnes";
    field.label = {"Tonnes a year", "Tonnia vuodessa", "Ton per år"};
    field.help = {"As they are moved. Years without a figure are not known.",
                  "Sellaisina kuin ne kuljetetaan. Vuotta ilman lukua ei tunneta.", ""};
    field.unit = "t";
    field.low = 0;
    field.extensive = true;
    model.fields.push_back(field);
    return model;
  }();
  std::vector<geo::ModelInput> inputs;
  if (!amounts.empty()) {
    geo::ModelInput& input = inputs.emplace_back();
    input.name = "tonnes";
    for (const geo::YearlyAmount& amount : amounts) input.years.push_back({amount.year, amount.amount_t});
  }
  const auto changed = model_fields(w, form, inputs);
  if (!changed) return std::nullopt;
  geo::YearlyAmounts after;
  if (const geo::ModelInput* input = geo::find_input(*changed, "tonnes")) {
    if (input->value) after.push_back({w.state.year, *input->value});
    for (const geo::InputYear& year : input->years) after.push_back({year.year, year.value});
  }
  return after;
}

/// The plan's partners, after one word for none.
struct PartnerList {
  std::vector<std::string> names;
  std::vector<geo::Id<geo::Partner>> ids{{}};
  int chosen = 0;
};
PartnerList partners_of(const geo::Plan& plan, geo::Id<geo::Partner> chosen, const char* none_text) {
  PartnerList list;
  list.names.emplace_back(none_text);
  for (const auto& partner : plan.partners()) {
    if (partner.id == chosen) list.chosen = static_cast<int>(list.ids.size());
    list.names.push_back(partner->name);
    list.ids.push_back(partner.id);
  }
  return list;
}

std::optional<geo::Id<geo::Partner>> partner_choice(const char* id, const char* label, const geo::Plan& plan,
                                                    geo::Id<geo::Partner> chosen, const char* none_text) {
  const PartnerList list = partners_of(plan, chosen, none_text);
  const auto picked = field_choice(id, label, list.names, list.chosen);
  return picked ? std::optional(list.ids[static_cast<std::size_t>(*picked)]) : std::nullopt;
}

std::optional<std::string> material_choice(const geo::Catalogues& catalogues, const std::string& chosen) {
  std::vector<Choice> choices;
  std::vector<std::string> ids;
  int index = -1;
  for (const geo::Material& material : catalogues.materials) {
    if (material.id == chosen) index = static_cast<int>(ids.size());
    choices.push_back({material.name.in(language()), material.waste_code});
    ids.push_back(material.id);
  }
  if (index < 0) {
    index = static_cast<int>(ids.size());
    choices.push_back({chosen.empty() ? std::string(tr("not given")) : chosen, {}});
    ids.push_back(chosen);
  }
  const auto picked = field_choice("material", tr("Material"), choices, index);
  return picked ? std::optional(ids[static_cast<std::size_t>(*picked)]) : std::nullopt;
}

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
  if (const auto from = partner_choice("from", tr("From"), w.plan(), flow.from, outside)) after.from = *from;
  if (!flow.from)
    if (auto place = field_text("from place", tr("Place"), flow.from_place)) after.from_place = *place;
  if (const auto to = partner_choice("to", tr("To"), w.plan(), flow.to, outside)) after.to = *to;
  if (!flow.to)
    if (auto place = field_text("to place", tr("Place"), flow.to_place)) after.to_place = *place;
  if (auto material = material_choice(*w.catalogues(), flow.material)) after.material = *material;
  if (auto amounts = amounts_form(w, flow.amounts)) after.amounts = std::move(*amounts);
  if (auto vehicle = vehicle_choice(*w.catalogues(), flow.vehicle)) after.vehicle = *vehicle;
  if (!flow.vehicle.empty()) {
    if (const auto load = share_field("load", tr("How full"), flow.load_share, tr("mean load")))
      after.load_share = *load;
    if (const auto back = share_field("return", tr("Return empty"), flow.empty_return_share, tr("not given")))
      after.empty_return_share = *back;
    if (const auto km = field_number("distance", tr("Way given"), flow.distance_km.value_or(0), 1, 0, 1e5, "km"))
      after.distance_km = *km > 0 ? std::optional(*km) : std::nullopt;
    if (const auto carrier = partner_choice("carrier", tr("Carrier"), w.plan(), flow.carrier, tr("outside the area")))
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

void inspect(Workspace& w, geo::Id<geo::SideStream> id) {
  const auto stream = w.plan().side_streams().find(id);
  if (!stream) return;
  const Tokens& c = colours();
  if (inspector_head(icon::recycle, c.text2, c.sunken, app::name_of(w.plan(), id), kind_word(w.plan(), id),
                     tr("Close")))
    return w.select({});
  begin_page();
  geo::SideStream after = *stream;
  if (auto name = field_text("name", tr("Name"), stream->name)) after.name = *name;
  const std::vector<std::string> kinds{tr("on offer"), tr("needed")};
  if (const auto kind = field_choice("kind", tr("Kind"), kinds, static_cast<int>(stream->kind)))
    after.kind = static_cast<geo::StreamKind>(*kind);
  if (const auto partner = partner_choice("partner", tr("Partner"), w.plan(), stream->partner, tr("none")))
    after.partner = *partner;
  if (auto material = material_choice(*w.catalogues(), stream->material)) after.material = *material;
  if (auto amounts = amounts_form(w, stream->amounts)) after.amounts = std::move(*amounts);
  if (const auto km = field_number("max distance", tr("At most"), stream->max_distance_km.value_or(0), 1, 0, 1e5, "km"))
    after.max_distance_km = *km > 0 ? std::optional(*km) : std::nullopt;
  for (const geo::QualityLimit& limit : stream->quality)
    field_fixed(limit.property, (limit.low ? exact(*limit.low) : std::string("–")) + "…" +
                                    (limit.high ? exact(*limit.high) : std::string("–")));
  if (stream->avoided_t_co2e_per_t)
    field_fixed(tr("Avoided"), exact(*stream->avoided_t_co2e_per_t), "t\u00A0CO₂e/t", SourceMark::entered);
  if (stream->pretreatment_t_co2e_per_t)
    field_fixed(tr("Pre-treatment"), exact(*stream->pretreatment_t_co2e_per_t), "t\u00A0CO₂e/t", SourceMark::entered);
  if (auto text = note_field(stream->note)) after.note = *text;
  provenance(stream->provenance);
  end_page();
  zoom_and_delete(w);
  if (after != *stream)
    change(w, id, geo::say("Side stream {0} changed", app::name_of(w.plan(), id)),
           [&](geo::SideStream& changed) { changed = after; });
}

}  // namespace app
