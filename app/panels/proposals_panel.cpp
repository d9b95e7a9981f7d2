#include "app/panels/proposals_panel.hpp"

#include "app/flow_text.hpp"
#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/number_format.hpp"
#include "app/panels/figure_panel.hpp"
#include "app/panels/sheet.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/places.hpp"
#include "geo/flow/flow_place.hpp"
#include "geo/symbiosis/proposal_card.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <set>
#include <string>

namespace app {

namespace {

std::string way_text(const geo::Proposal& made) {
  const std::string km = length(made.distance_km * 1000).text();
  switch (made.distance_kind) {
    case geo::DistanceKind::estimated: return translated(geo::say("{0}, estimated", km));
    case geo::DistanceKind::road: return translated(geo::say("{0} by road", km));
    case geo::DistanceKind::given:
    case geo::DistanceKind::drawn: return km;
  }
  return km;
}

std::string tonnes_text(double amount_t) {
  return exact(std::round(amount_t * 10) / 10) + "\u00A0t/a";
}

/// The ground of a row of the list, and whether it is pressed.
bool row_ground(const char* id, ImVec2 min, ImVec2 size, bool is_chosen) {
  const Tokens& c = colours();
  const bool pressed = hit_area(id, size);
  const ImVec2 max{min.x + size.x, min.y + size.y};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (is_chosen)
    draw_soft(list, min, max, c.accent_soft, c.accent, px(0.3f));
  else if (is_hovered() || is_focused())
    list.AddRectFilled(min, max, packed(c.hover), px(0.3f));
  draw_focus_ring(list, {min.x + 3, min.y + 3}, {max.x - 3, max.y - 3}, px(0.3f));
  return pressed;
}

/// From whom with its saving, to whom, and below what, how much and how far. Returns pressed.
bool proposal_row(const geo::Proposal& made, const std::string& gain, const std::string& facts, bool is_chosen) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float pad = px(0.6f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float facts_height = draw_wrapped(list, Face::small, 0, 0, width - 2 * pad, c.text2, facts, true);
  const ImVec2 size{width, px(3.1f) + facts_height};
  const bool pressed = row_ground("proposal", min, size, is_chosen);
  note_place("proposal " + made.offer_company + " " + made.need_company, min, {min.x + size.x, min.y + size.y});
  draw_text(list, Face::text_medium, min.x + width - pad, min.y + px(0.95f), c.text, gain, At::right);
  draw_text(list, Face::text_medium, min.x + pad, min.y + px(0.95f), c.text, made.offer_company, At::left,
            width - 3 * pad - text_width(Face::text_medium, gain));
  const float arrow = draw_text(list, Face::text_medium, min.x + pad, min.y + px(2.1f), c.text3, "→");
  draw_text(list, Face::text_medium, min.x + pad + arrow + px(0.4f), min.y + px(2.1f), c.text, made.need_company,
            At::left, width - 2 * pad - arrow - px(0.4f));
  draw_wrapped(list, Face::small, min.x + pad, min.y + px(2.75f), width - 2 * pad, c.text2, facts);
  return pressed;
}

bool partner_row(const geo::PartnerLoss& loss, const std::string& lost, bool is_chosen) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 size{ImGui::GetContentRegionAvail().x, px(1.7f)};
  const bool pressed = row_ground("partner", min, size, is_chosen);
  note_place("partner " + loss.partner.second, min, {min.x + size.x, min.y + size.y});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float pad = px(0.6f), y = min.y + size.y / 2;
  draw_text(list, Face::text, min.x + size.x - pad, y, c.text, lost, At::right);
  draw_text(list, Face::text, min.x + pad, y, c.text, loss.partner.second, At::left,
            size.x - 3 * pad - text_width(Face::text, lost));
  return pressed;
}

void partners_head(std::string_view text) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  draw_text(*ImGui::GetWindowDrawList(), Face::small_strong, at.x, at.y + px(0.8f), colours().text2, text, At::left,
            ImGui::GetContentRegionAvail().x);
  ImGui::Dummy({1, px(1.5f)});
}

void wrapped(Face face, Colour colour, const std::string& text) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  ImGui::Dummy({1, draw_wrapped(*ImGui::GetWindowDrawList(), face, at.x, at.y, width, colour, text)});
}

/// More nobody reads; the whole list is that of the command line.
constexpr std::size_t most_rows = 200;

std::string gain_text(const geo::Proposal& made, geo::ProposalAim aim) {
  if (aim == geo::ProposalAim::eur) return exact(std::round(made.benefit_eur.value_or(0))) + "\u00A0€/a";
  return yearly_mass(made.saving.value_t).text();
}

std::string sheet_line(const Proposals& proposals) {
  const Proposals::Made* made = proposals.made();
  if (!made || (made->list.proposals.empty() && !proposals.without)) return {};
  const std::string year = year_text(made->year);
  const std::string total = made->symbiosis->terms().aim == geo::ProposalAim::eur
                                ? exact(std::round(made->list.aim_value)) + "\u00A0€/a"
                                : yearly_mass(made->list.saving_t).text();
  if (proposals.without)
    return translated(
        geo::say("Without {0} the proposals gain {1} in {2}. Choose the partner again to take it back in.",
                 proposals.without->second, total, year));
  return translated(geo::say("Together they gain {0} in {1}. Each tonne is counted once.", total, year));
}

}  // namespace

void ProposalsPanel::draw_choices(Workspace& w) {
  ProposalChoice& choice = w.proposals.choice;
  const float width = ImGui::GetContentRegionAvail().x;
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const std::array<Segment, 2> aims{{{tr("Emissions"), 0, true, tr("The list that avoids most emissions")},
                                     {tr("Benefit in €"), 0, true, tr("The list with the greatest benefit in euros")}}};
  int aim = static_cast<int>(choice.aim);
  if (segmented("aim", aims, aim)) {
    choice.aim = static_cast<geo::ProposalAim>(aim);
    w.proposals.without.reset();
  }
  const std::string folder = choice.folder.empty() ? std::string(tr("Other hubs' plans"))
                                                   : std::filesystem::path(choice.folder).filename().string();
  const float needed = button_width(folder, icon::folder);
  ImGui::SetCursorScreenPos({at.x + std::max(0.0f, width - needed - (choice.folder.empty() ? 0 : px(2.2f))), at.y});
  if (button("hubs", folder, icon::folder, ButtonKind::ghost)) {
    w.hub_folder_wanted = true;
    w.overlay = Overlay::files;
  }
  if (!choice.folder.empty()) {
    ImGui::SetCursorScreenPos({at.x + width - px(1.9f), at.y});
    if (icon_button("alone", icon::close, tr("This plan alone"))) {
      choice.folder.clear();
      w.proposals.without.reset();
    }
  }
  ImGui::SetCursorScreenPos({at.x, at.y + button_height() + px(0.4f)});
  if (choice.aim == geo::ProposalAim::eur)
    if (const auto eur = field_number("eur per tkm", tr("Haulage"), choice.transport_eur_per_tkm, 3, 0, 1e3, "€/tkm"))
      choice.transport_eur_per_tkm = *eur;
}

void ProposalsPanel::draw_work(Workspace& w, double share) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x, stop = button_width(tr("Stop"));
  const float bar_top = at.y + button_height() / 2 - px(0.15f), bar = width - stop - px(0.8f);
  list.AddRectFilled({at.x, bar_top}, {at.x + bar, bar_top + px(0.3f)}, packed(c.track), px(0.15f));
  list.AddRectFilled({at.x, bar_top},
                     {at.x + bar * static_cast<float>(std::clamp(share, 0.02, 1.0)), bar_top + px(0.3f)},
                     packed(c.accent), px(0.15f));
  ImGui::SetCursorScreenPos({at.x + width - stop, at.y});
  if (button("stop", tr("Stop"))) w.proposals.stop(w.jobs);
  ImGui::SetCursorScreenPos({at.x, at.y + button_height() + px(0.4f)});
}

void ProposalsPanel::draw_list(const Workspace& w) {
  const Proposals::Made& made = *w.proposals.made();
  const std::vector<geo::Proposal>& proposals = made.list.proposals;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (std::size_t i = 0; i < std::min(most_rows, proposals.size()); ++i) {
    const geo::Proposal& one = proposals[i];
    ImGui::PushID(static_cast<int>(i));
    const std::string facts =
        material_name(*w.catalogues(), one.material) + " · " + tonnes_text(one.amount_t) + " · " + way_text(one);
    if (proposal_row(one, gain_text(one, made.symbiosis->terms().aim), facts, i == chosen_)) chosen_ = i;
    ImGui::PopID();
  }
  ImGui::PopStyleVar();
  if (proposals.size() > most_rows)
    wrapped(Face::small, colours().text3,
            translated(geo::say("and {0} more", count_text(proposals.size() - most_rows))));
  for (const geo::Message& left_out : made.symbiosis->market().left_out)
    wrapped(Face::small, colours().text3, translated(left_out));
  for (const geo::Error& error : made.left_out)
    wrapped(Face::small, colours().text3, error.subject() + ": " + translated(error.reason()));
}

void ProposalsPanel::draw_chosen(Workspace& w, const geo::Proposal& chosen) {
  const Proposals::Made& made = *w.proposals.made();
  wrapped(Face::text, colours().text, translated(chosen.reason));
  ImGui::Dummy({1, px(0.4f)});
  const Quantity saving = yearly_mass(chosen.saving.value_t);
  FigureCard card;
  card.label = translated(geo::say("Saving in {0}", year_text(made.year)));
  card.figure = saving.figure;
  card.unit = saving.unit;
  const double width = chosen.saving.high_t - chosen.saving.low_t;
  // The ends of a narrow interval would stand over one another.
  if (width > 0.4 * std::max(std::abs(chosen.saving.low_t), std::abs(chosen.saving.high_t)))
    card.interval = Interval{chosen.saving.value_t, chosen.saving.low_t, chosen.saving.high_t};
  else if (figure(chosen.saving.low_t) != figure(chosen.saving.high_t))
    card.aside = range(chosen.saving.low_t, chosen.saving.high_t);
  card.colour = colours().accent;
  const ImVec2 figures_min = ImGui::GetCursorScreenPos();
  const float figures_right = figures_min.x + ImGui::GetContentRegionAvail().x;
  figure_card("saving", card);
  field_fixed(tr("Avoided"), yearly_mass(chosen.avoided.value_t).figure, yearly_mass(chosen.avoided.value_t).unit);
  field_fixed(tr("Pre-treatment"), yearly_mass(chosen.pretreatment.value_t).figure,
              yearly_mass(chosen.pretreatment.value_t).unit);
  field_fixed(tr("Transport"), yearly_mass(chosen.transport.value_t).figure,
              yearly_mass(chosen.transport.value_t).unit);
  if (card_link("figures of the proposal", figures_min, {figures_right, ImGui::GetCursorScreenPos().y}))
    open_card(w, geo::proposal_card(chosen, *made.symbiosis, *w.catalogues()));
  if (chosen.benefit_eur) field_fixed(tr("Benefit"), exact(std::round(*chosen.benefit_eur)), "€/a");
  if (chosen.distance_kind == geo::DistanceKind::estimated) {
    const std::string detour = figure(chosen.line_km > 0 ? chosen.distance_km / chosen.line_km : 1);
    note(translated(geo::say("The way is estimated: straight line × {0}.", detour)) + " " +
             (w.roads.network() ? std::string(tr("No road leads from the one to the other."))
                                : why_no_road(*w.figures(), {})),
         NoteKind::plain);
  }
  if (chosen.doubt) note(translated(*chosen.doubt), NoteKind::plain);
  if (chosen.offer.illustrative || chosen.need.illustrative)
    note(tr("Illustrative: the offer or the need is assumed for the example."), NoteKind::warn);
  if (chosen.offer.hub != 0 && chosen.need.hub != 0) {
    note(tr("Both belong to other hubs: it can be accepted in their plans."), NoteKind::plain);
  } else if (button("accept", tr("Accept into the plan"), icon::check, ButtonKind::primary, 0,
                    w.can_edit() && w.proposals.is_current())) {
    const std::set<std::int64_t> before = [&] {
      std::set<std::int64_t> ids;
      for (const auto& flow : w.plan().material_flows()) ids.insert(flow.id.value);
      return ids;
    }();
    w.edit(geo::accepted(w.plan(), chosen, made.symbiosis->terms()));
    for (const auto& flow : w.plan().material_flows())
      if (!before.contains(flow.id.value)) accepted_ = flow.id;
  }
}

void ProposalsPanel::draw_partners(Workspace& w) {
  const std::vector<geo::PartnerLoss>* losses = w.proposals.losses();
  partners_head(tr("What is lost without a partner"));
  if (!losses) return wrapped(Face::small, colours().text3, tr("Computing"));
  const bool eur = w.proposals.made()->symbiosis->terms().aim == geo::ProposalAim::eur;
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  std::optional<geo::ProposalPartner> pressed;
  for (const geo::PartnerLoss& loss : *losses) {
    ImGui::PushID(loss.partner.second.c_str());
    const std::string lost = eur ? exact(std::round(loss.loss)) + "\u00A0€/a" : yearly_mass(loss.loss).text();
    if (partner_row(loss, lost, loss.partner == w.proposals.without)) pressed = loss.partner;
    ImGui::PopID();
  }
  ImGui::PopStyleVar();
  if (pressed) w.proposals.without = pressed == w.proposals.without ? std::nullopt : pressed;
}

void ProposalsPanel::draw_nothing(Workspace& w) {
  const Proposals::Made* made = w.proposals.made();
  const bool working = w.proposals.share(w.jobs).has_value() || w.roads.reading(w.jobs);
  if (working || (made && !w.proposals.is_current())) return;
  empty_state(icon::recycle, tr("No proposals"),
              w.proposals.choice.aim == geo::ProposalAim::eur
                  ? tr("No offer or need tells a benefit in euros that is worth its way.")
                  : tr("The plan needs side streams: what is on offer, what is needed, and what a tonne avoids."));
  if (made)
    for (const geo::Message& left_out : made->symbiosis->market().left_out)
      wrapped(Face::small, colours().text3, translated(left_out));
}

void ProposalsPanel::draw(Workspace& w, ImVec2 min, ImVec2 size) {
  Proposals& proposals = w.proposals;
  const Proposals::Made* made = proposals.made();
  if (of_version_ != proposals.version()) {
    of_version_ = proposals.version();
    if (!made || chosen_ >= made->list.proposals.size()) chosen_ = 0;
  }
  const bool open =
      begin_sheet("proposals", min, size, 58, 36, tr("Proposals for side streams"), sheet_line(proposals));
  draw_choices(w);
  if (const std::optional<double> share = proposals.share(w.jobs)) {
    draw_work(w, *share);
  } else if (w.roads.reading(w.jobs)) {
    wrapped(Face::small, colours().text3, tr("The road network is being read."));
  } else if (!proposals.is_current()) {
    // It was stopped, or could not be done.
    if (button("again", tr("Look for proposals"), icon::recycle, ButtonKind::primary)) proposals.start_again();
  }
  if (accepted_) {
    if (button("to flows", tr("Show the accepted flow"), icon::swap_horizontal, ButtonKind::ghost)) {
      if (const auto flow = w.plan().material_flows().find(accepted_)) {
        w.view = WorkView::flows;
        w.overlay = Overlay::none;
        w.flows_seen = true;
        w.flows.choose({accepted_});
        if (!flow->amounts.empty()) w.set_year(flow->amounts.front().year);
        w.show(geo::flow_box(w.plan(), *flow));
      }
      accepted_ = {};
    }
  }
  const ImVec2 room = sheet_room();
  if (!made || (made->list.proposals.empty() && !proposals.without)) {
    draw_nothing(w);
  } else {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const bool side_by_side = room.x >= px(40);
    const float gap = px(1.2f);
    const float list_width = side_by_side ? std::floor((room.x - gap) * 0.55f) : room.x;
    const float list_height = side_by_side ? room.y : std::floor(room.y * 0.45f);
    ImGui::BeginChild("list", {list_width, list_height});
    draw_list(w);
    ImGui::EndChild();
    ImGui::SetCursorScreenPos(side_by_side ? ImVec2(at.x + list_width + gap, at.y)
                                           : ImVec2(at.x, at.y + list_height + px(0.5f)));
    ImGui::BeginChild("chosen", {side_by_side ? room.x - list_width - gap : room.x,
                                 side_by_side ? room.y : room.y - list_height - px(0.5f)});
    if (chosen_ < made->list.proposals.size()) draw_chosen(w, made->list.proposals[chosen_]);
    ImGui::Dummy({1, px(0.6f)});
    draw_partners(w);
    ImGui::EndChild();
  }
  end_sheet();
  if (!open) w.overlay = Overlay::none;
}

}  // namespace app
