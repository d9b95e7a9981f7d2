// A side stream on offer or needed: everything that matching asks for, and what it still lacks.
#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/flow_fields.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/own_material_form.hpp"
#include "app/panels/site_parts.hpp"
#include "app/text.hpp"
#include "app/tools/plan_thing.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/places.hpp"
#include "geo/flow/stream_gaps.hpp"

#include <string>
#include <vector>

namespace app {

namespace {

constexpr const char* co2e_per_t = "t\u00A0CO₂e/t";

/// What keeps it from being matched in the shown year.
void gaps_of(const Workspace& w, const geo::SideStream& stream) {
  const auto gaps = geo::stream_gaps(w.plan(), stream, *w.catalogues(), w.state.year);
  const ImVec2 at = ImGui::GetCursorScreenPos();
  if (gaps.empty()) {
    note(translated(geo::say("It takes part in matching in {0} (F9).", year_text(w.state.year))), NoteKind::plain);
  } else {
    std::string text;
    for (const geo::Message& gap : gaps) text += (text.empty() ? "" : " ") + translated(gap);
    note(text, NoteKind::warn);
  }
  // The form below stays where it is while the sentences go one by one.
  if (const float height = ImGui::GetCursorScreenPos().y - at.y; height < px(3)) ImGui::Dummy({1, px(3) - height});
  note_place("stream gaps " + std::to_string(gaps.size()), at,
             {at.x + ImGui::GetContentRegionAvail().x, ImGui::GetCursorScreenPos().y});
  gap(0.3f);
}

/// One side of a limit in a box; the changed side when the person is done.
std::optional<std::optional<double>> limit_box(Workspace& w, const char* id, const std::string& property, float left,
                                               float right, float middle, const std::optional<double>& value) {
  const auto typed = text_box(id, left, right, middle, value ? exact(*value) : std::string(), "–");
  if (!typed) return std::nullopt;
  if (typed->find_first_not_of(' ') == std::string::npos) return std::optional<double>();
  const auto number = typed_number(*typed);
  if (!number) {
    refuse(w, property, geo::say("\"{0}\" is not a number.", *typed));
    return std::nullopt;
  }
  return std::optional(number);
}

/// Rows of property, low and high. The last row is empty and becomes a limit when its property is typed.
void quality_rows(Workspace& w, geo::SideStream& after) {
  label_line("quality", tr("Quality limits"),
             tr("Property with its unit, lowest and highest value: of an offer what it is, of a need what it may be."));
  const std::vector<geo::QualityLimit> before = after.quality;
  for (std::size_t i = 0; i <= before.size(); ++i) {
    const bool is_new = i == before.size();
    const geo::QualityLimit limit = is_new ? geo::QualityLimit{} : before[i];
    ImGui::PushID(static_cast<int>(i));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float right = at.x + ImGui::GetContentRegionAvail().x - px(2.2f), middle = at.y + px(1);
    const float number = px(3.4f), space = px(0.3f);
    const float high = right - number, low = high - space - number;
    const std::string name = is_new ? "new" : std::to_string(i + 1);
    note_place("quality " + name, {at.x, at.y}, {low - space, at.y + px(2)});
    if (auto property = text_box("property", at.x, low - space, middle, limit.property, tr("moisture %"))) {
      if (is_new && !property->empty())
        after.quality.push_back({*property, {}, {}});
      else if (!is_new && !property->empty())
        after.quality[i].property = *property;
    }
    if (!is_new) {
      note_place("quality low " + name, {low, at.y}, {low + number, at.y + px(2)});
      note_place("quality high " + name, {high, at.y}, {high + number, at.y + px(2)});
      geo::QualityLimit changed = limit;
      if (const auto side = limit_box(w, "low", limit.property, low, low + number, middle, limit.low))
        changed.low = *side;
      if (const auto side = limit_box(w, "high", limit.property, high, high + number, middle, limit.high))
        changed.high = *side;
      if (changed.low && changed.high && *changed.low > *changed.high)
        refuse(w, limit.property, geo::say("The lowest value is above the highest."));
      else if (changed.low != limit.low || changed.high != limit.high)
        after.quality[i] = changed;
      ImGui::SetCursorScreenPos({right + px(0.2f), middle - px(0.9f)});
      if (icon_button("remove", icon::close, tr("Remove the limit"))) {
        after.quality = before;
        after.quality.erase(after.quality.begin() + static_cast<std::ptrdiff_t>(i));
      }
    }
    ImGui::SetCursorScreenPos(at);
    ImGui::Dummy({1, px(1.9f)});
    ImGui::PopID();
  }
  gap(0.3f);
}

/// Value, low and high of what a tonne avoids: in their order or not at all.
void avoided_boxes(Workspace& w, geo::SideStream& after) {
  const geo::SideStream before = after;
  const std::string help = tr("What is not emitted because virgin material is not made. Open: that of the material.");
  const auto box = [&](const char* id, const char* label, std::optional<double>& value) {
    if (const auto taken = quantity_box(w, {id, label, help, -1e4, 1e4, co2e_per_t}, value)) value = *taken;
  };
  box("avoided", tr("Avoided per tonne"), after.avoided_t_co2e_per_t);
  box("avoided low", tr("Avoided, at least"), after.avoided_low_t_co2e_per_t);
  box("avoided high", tr("Avoided, at most"), after.avoided_high_t_co2e_per_t);
  const auto above = [](const std::optional<double>& a, const std::optional<double>& b) { return a && b && *a > *b; };
  const auto &value = after.avoided_t_co2e_per_t, &low = after.avoided_low_t_co2e_per_t,
             &high = after.avoided_high_t_co2e_per_t;
  if (after == before || !(above(low, value) || above(value, high) || above(low, high))) return;
  refuse(w, tr("Avoided per tonne"), geo::say("At least, value and at most are not in this order."));
  after = before;
}

void money_and_terms(Workspace& w, geo::SideStream& after) {
  const auto box = [&](const QuantityBox& of, std::optional<double>& value) {
    if (const auto taken = quantity_box(w, of, value)) value = *taken;
  };
  box({"max distance", tr("Furthest distance"), tr("Of the way by road."), 0, 1e5, "km"}, after.max_distance_km);
  box({"lot", tr("Smallest lot"), tr("The smallest amount that is worth a contract."), 0, 1e9, tr("t/a")}, after.lot_t);
  box({"fixed cost", tr("Fixed cost"), tr("Of starting, once a year."), 0, 1e12, "€/a"}, after.fixed_cost_eur);
  box({"benefit", tr("Benefit"), tr("What a tonne is worth, without transport."), -1e6, 1e6, "€/t"},
      after.benefit_eur_per_t);
}

geo::SideStream stream_form(Workspace& w, const geo::SideStream& stream) {
  geo::SideStream after = stream;
  if (auto name = field_text("name", tr("Name"), stream.name)) after.name = *name;
  const std::vector<std::string> kinds{tr("on offer"), tr("needed")};
  if (const auto kind = field_choice("kind", tr("Kind"), kinds, static_cast<int>(stream.kind)))
    after.kind = static_cast<geo::StreamKind>(*kind);
  if (const auto partner = partner_field("partner", tr("Partner"), w.plan(), stream.partner, tr("none")))
    after.partner = *partner;
  if (auto material = material_field(*w.catalogues(), stream.material)) after.material = *material;
  if (auto material = new_material_button(w)) after.material = *material;
  if (auto amounts = amounts_table(w, tr("Tonnes a year"), stream.amounts, 0)) after.amounts = std::move(*amounts);
  quality_rows(w, after);
  if (stream.kind == geo::StreamKind::need) {
    const std::vector<std::string> answers{tr("not accepted"), tr("accepted")};
    if (const auto accepted = field_choice("hazard", tr("Hazard"), answers, stream.hazard_accepted ? 1 : 0))
      after.hazard_accepted = *accepted == 1;
    avoided_boxes(w, after);
  } else if (const auto taken = quantity_box(
                 w,
                 {"pretreatment", tr("Pre-treatment per tonne"),
                  tr("What making it fit for use emits. Open: that of the material."), -1e4, 1e4, co2e_per_t},
                 stream.pretreatment_t_co2e_per_t)) {
    after.pretreatment_t_co2e_per_t = *taken;
  }
  money_and_terms(w, after);
  if (auto source = field_text("source", tr("Source"), stream.provenance.source)) after.provenance.source = *source;
  const std::vector<std::string> known{tr("published or told"), tr("assumed")};
  if (const auto assumed = field_choice("illustrative", tr("Known"), known, stream.provenance.illustrative ? 1 : 0))
    after.provenance.illustrative = *assumed == 1;
  if (auto text = note_field(stream.note)) after.note = *text;
  return after;
}

}  // namespace

void inspect(Workspace& w, geo::Id<geo::SideStream> id) {
  const auto stream = w.plan().side_streams().find(id);
  if (!stream) return;
  const Tokens& c = colours();
  const bool is_need = stream->kind == geo::StreamKind::need;
  if (inspector_head(is_need ? icon::target : icon::recycle, c.text2, c.sunken, app::name_of(w.plan(), id),
                     kind_word(w.plan(), id), tr("Close")))
    return w.select({});
  begin_page();
  gaps_of(w, *stream);
  const geo::SideStream after = stream_form(w, *stream);
  gap(0.4f);
  const bool duplicated = button("duplicate", tr("Duplicate"), icon::copy, ButtonKind::normal, 0, w.can_edit());
  gap(0.4f);
  end_page();
  zoom_and_delete(w);
  if (duplicated) return void(run(command("edit.duplicate"), w));
  if (after != *stream)
    change(w, id, geo::say("Side stream {0} changed", app::name_of(w.plan(), id)),
           [&](geo::SideStream& changed) { changed = after; });
}

}  // namespace app
