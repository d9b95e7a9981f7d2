#include "app/panels/proposals_panel.hpp"

#include "app/flow_text.hpp"
#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/number_format.hpp"
#include "app/panels/sheet.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/places.hpp"

#include <algorithm>
#include <cmath>
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
bool proposal_row(const geo::Proposal& made, const std::string& facts, bool is_chosen) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float pad = px(0.6f);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float facts_height = draw_wrapped(list, Face::small, 0, 0, width - 2 * pad, c.text2, facts, true);
  const ImVec2 size{width, px(3.1f) + facts_height};
  const bool pressed = row_ground("proposal", min, size, is_chosen);
  note_place("proposal " + made.offer_company + " " + made.need_company, min, {min.x + size.x, min.y + size.y});
  const std::string saving = yearly_mass(made.saving.value_t).text();
  draw_text(list, Face::text_medium, min.x + width - pad, min.y + px(0.95f), c.text, saving, At::right);
  draw_text(list, Face::text_medium, min.x + pad, min.y + px(0.95f), c.text, made.offer_company, At::left,
            width - 3 * pad - text_width(Face::text_medium, saving));
  const float arrow = draw_text(list, Face::text_medium, min.x + pad, min.y + px(2.1f), c.text3, "→");
  draw_text(list, Face::text_medium, min.x + pad + arrow + px(0.4f), min.y + px(2.1f), c.text, made.need_company,
            At::left, width - 2 * pad - arrow - px(0.4f));
  draw_wrapped(list, Face::small, min.x + pad, min.y + px(2.75f), width - 2 * pad, c.text2, facts);
  return pressed;
}

bool partner_row(const geo::PartnerLoss& loss, bool is_chosen) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 size{ImGui::GetContentRegionAvail().x, px(1.7f)};
  const bool pressed = row_ground("partner", min, size, is_chosen);
  note_place("partner " + loss.partner.second, min, {min.x + size.x, min.y + size.y});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float pad = px(0.6f), y = min.y + size.y / 2;
  const std::string lost = yearly_mass(loss.loss).text();
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

}  // namespace

void ProposalsPanel::keep_up_to_date(const Workspace& w) {
  const std::vector<geo::Hub> hubs{{w.session().plan(), "", {}}};
  const bool year_has_market = [&] {
    const auto has = [&](geo::StreamKind kind) {
      const auto& streams = hubs.front().plan->side_streams();
      return std::any_of(streams.begin(), streams.end(), [&](const auto& stream) {
        return stream->kind == kind && geo::amount_t(stream->amounts, w.state.year).has_value();
      });
    };
    return has(geo::StreamKind::offer) && has(geo::StreamKind::need);
  }();
  const int year = year_has_market ? w.state.year : geo::last_market_year(hubs).value_or(w.state.year);
  if (of_ == w.session().plan() && with_ == w.catalogues() && year == year_) return;
  of_ = w.session().plan();
  with_ = w.catalogues();
  year_ = year;
  geo::ProposalTerms terms;
  terms.year = year;
  symbiosis_ = std::make_unique<geo::Symbiosis>(hubs, *with_, terms);
  losses_ = symbiosis_->losses();
  const auto is_left_out = [&](const geo::PartnerLoss& loss) { return loss.partner == without_; };
  if (std::none_of(losses_.begin(), losses_.end(), is_left_out)) without_.reset();
  list_ = without_ ? symbiosis_->best({*without_}) : symbiosis_->best();
  chosen_ = std::min(chosen_, list_.proposals.empty() ? 0 : list_.proposals.size() - 1);
}

void ProposalsPanel::draw_list(const Workspace& w) {
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  for (std::size_t i = 0; i < list_.proposals.size(); ++i) {
    const geo::Proposal& made = list_.proposals[i];
    ImGui::PushID(static_cast<int>(i));
    const std::string facts =
        material_name(*w.catalogues(), made.material) + " · " + tonnes_text(made.amount_t) + " · " + way_text(made);
    if (proposal_row(made, facts, i == chosen_)) chosen_ = i;
    ImGui::PopID();
  }
  ImGui::PopStyleVar();
  for (const geo::Message& left_out : symbiosis_->market().left_out)
    wrapped(Face::small, colours().text3, translated(left_out));
}

void ProposalsPanel::draw_chosen(Workspace& w, const geo::Proposal& chosen) {
  wrapped(Face::text, colours().text, translated(chosen.reason));
  ImGui::Dummy({1, px(0.4f)});
  const Quantity saving = yearly_mass(chosen.saving.value_t);
  FigureCard card;
  card.label = translated(geo::say("Saving in {0}", year_text(year_)));
  card.figure = saving.figure;
  card.unit = saving.unit;
  const double width = chosen.saving.high_t - chosen.saving.low_t;
  // The ends of a narrow interval would stand over one another.
  if (width > 0.4 * std::max(std::abs(chosen.saving.low_t), std::abs(chosen.saving.high_t)))
    card.interval = Interval{chosen.saving.value_t, chosen.saving.low_t, chosen.saving.high_t};
  else if (width > 0)
    card.aside = range(chosen.saving.low_t, chosen.saving.high_t);
  card.colour = colours().accent;
  figure_card("saving", card);
  field_fixed(tr("Avoided"), yearly_mass(chosen.avoided.value_t).figure, yearly_mass(chosen.avoided.value_t).unit);
  field_fixed(tr("Pre-treatment"), yearly_mass(chosen.pretreatment.value_t).figure,
              yearly_mass(chosen.pretreatment.value_t).unit);
  field_fixed(tr("Transport"), yearly_mass(chosen.transport.value_t).figure,
              yearly_mass(chosen.transport.value_t).unit);
  if (chosen.benefit_eur) field_fixed(tr("Benefit"), exact(std::round(*chosen.benefit_eur)), "€/a");
  if (chosen.doubt) note(translated(*chosen.doubt), NoteKind::plain);
  if (chosen.offer.illustrative || chosen.need.illustrative)
    note(tr("Illustrative: the offer or the need is assumed for the example."), NoteKind::warn);
  if (button("accept", tr("Accept into the plan"), icon::check, ButtonKind::primary, 0, w.can_edit())) {
    const geo::Proposal accepted = chosen;  // the list is made anew with the plan
    w.edit(geo::accepted(w.plan(), accepted, symbiosis_->terms()));
  }
}

void ProposalsPanel::draw_partners() {
  partners_head(tr("What is lost without a partner"));
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  std::optional<geo::ProposalPartner> pressed;
  for (const geo::PartnerLoss& loss : losses_) {
    ImGui::PushID(loss.partner.second.c_str());
    if (partner_row(loss, loss.partner == without_)) pressed = loss.partner;
    ImGui::PopID();
  }
  ImGui::PopStyleVar();
  if (!pressed) return;
  without_ = pressed == without_ ? std::nullopt : pressed;
  list_ = without_ ? symbiosis_->best({*without_}) : symbiosis_->best();
  chosen_ = 0;
}

void ProposalsPanel::draw(Workspace& w, ImVec2 min, ImVec2 size) {
  keep_up_to_date(w);
  const std::string total = yearly_mass(list_.saving_t).text();
  const std::string line =
      without_
          ? translated(geo::say("Without {0} the proposals save {1} in {2}. Choose the partner again to take it "
                                "back in.",
                                without_->second, total, year_text(year_)))
          : translated(geo::say("Together they save {0} in {1}. Each tonne is counted once.", total, year_text(year_)));
  const bool open = begin_sheet("proposals", min, size, 58, 34, tr("Proposals for side streams"), line);
  const ImVec2 room = sheet_room();
  if (list_.proposals.empty() && !without_) {
    empty_state(icon::recycle, tr("No proposals"),
                tr("The plan needs side streams: what is on offer, what is needed, and what a tonne avoids."));
    for (const geo::Message& left_out : symbiosis_->market().left_out)
      wrapped(Face::small, colours().text3, translated(left_out));
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
    if (chosen_ < list_.proposals.size()) draw_chosen(w, list_.proposals[chosen_]);
    ImGui::Dummy({1, px(0.6f)});
    draw_partners();
    ImGui::EndChild();
  }
  end_sheet();
  if (!open) w.overlay = Overlay::none;
}

}  // namespace app
