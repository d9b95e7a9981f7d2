#include "app/panels/figure_panel.hpp"

#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/sheet.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

/// Four significant digits.
std::string rounded(double value) {
  if (value == 0 || !std::isfinite(value)) return number(value, 0);
  const int whole = static_cast<int>(std::floor(std::log10(std::abs(value)))) + 1;
  return number(value, std::clamp(4 - whole, 0, 9));
}

/// As units are written for people.
std::string shown_unit(std::string unit) {
  if (unit == "1") return {};
  if (const std::size_t at = unit.find("CO2"); at != std::string::npos) unit.replace(at, 3, "CO₂");
  return unit;
}

/// What a sector's card is called in data is the sector's word.
std::string name_of(const geo::FigureCard& card) {
  if (const auto sector = geo::enum_of<geo::Sector>(card.name.en); sector && card.kind == geo::CardKind::sum)
    return word(*sector);
  if (const auto gas = geo::enum_of<geo::Gas>(card.name.en); gas && card.kind == geo::CardKind::sum) return word(*gas);
  if (card.kind == geo::CardKind::given) return tr("Given figure");
  if (card.kind == geo::CardKind::gwp && card.key) return "GWP100, " + word(card.key->gas);
  const bool is_co2e = !card.children.empty() && card.children.back().kind == geo::CardKind::gwp;
  if (is_co2e && card.key) return word(card.key->gas);
  return card.name.in(language());
}

void draw_card(const geo::FigureCard& card, float left, int depth) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x - px(0.6f);
  const float x = left + px(1.1f) * static_cast<float>(depth);
  const float row = px(1.5f);
  const Face face = depth == 0 ? Face::text_medium : Face::text;
  const bool doubtful = card.status == geo::FactorStatus::to_be_confirmed;
  const std::string figure = rounded(card.value) + "\u00A0" + shown_unit(card.unit);
  const float figure_width = text_width(face, figure);
  draw_text(list, face, right, at.y + row / 2, c.text, figure, At::right);
  const float mark = doubtful ? px(1.2f) : 0;
  if (doubtful) draw_icon(list, icon::alert, x + px(0.45f), at.y + row / 2, c.warn, Face::small);
  draw_text(list, face, x + mark, at.y + row / 2, c.text, name_of(card), At::left,
            std::max(px(3), right - figure_width - px(0.8f) - x - mark));
  float y = at.y + row;
  const auto small = [&](const std::string& text, Colour colour) {
    if (text.empty()) return;
    y += draw_wrapped(list, Face::small, x, y, right - x, colour, text) + px(0.15f);
  };
  if (card.low && card.high && *card.low != *card.high)
    small(translated(geo::say("95 % range {0}", rounded(*card.low) + " … " + rounded(*card.high))), c.text2);
  small(card.formula.in(language()), c.text2);
  std::string source = card.source;
  if (card.source_year != 0) source += (source.empty() ? "" : ", ") + std::to_string(card.source_year);
  if (card.status && (card.kind == geo::CardKind::factor || doubtful))
    source += (source.empty() ? "" : " · ") + word(*card.status);
  small(source, doubtful ? c.warn : c.text3);
  small(card.note, c.text3);
  ImGui::SetCursorScreenPos({at.x, y + px(0.25f)});
  ImGui::Dummy({1, 1});
  for (const geo::FigureCard& child : card.children) draw_card(child, left, depth + 1);
}

}  // namespace

void open_figure(Workspace& w, const geo::FigureName& figure) {
  w.opened_figure = figure;
  w.overlay = Overlay::figure;
}

void FigurePanel::draw(Workspace& w, ImVec2 min, ImVec2 size) {
  if (!w.opened_figure) {
    w.overlay = Overlay::none;
    return;
  }
  geo::FigureName name = *w.opened_figure;
  if (of_ != w.figures() || !(name == name_)) {
    of_ = w.figures();
    name_ = name;
    card_ = geo::figure_card(name, *of_);
  }
  const bool open =
      begin_sheet("figure", min, size, 46, 34, tr("How the figure was worked out"),
                  translated(geo::say("{0}, GWP100 {1}. Formula, inputs, factors and sources.", year_text(name.year),
                                      std::string(geo::text_of(of_->plan->info().gwp_set)))));
  const ImVec2 room = sheet_room();
  ImGui::BeginChild("card", room);
  if (card_.children.empty() && card_.value == 0) {
    empty_state(icon::function, tr("No figure for the year"), card_.note);
  } else {
    draw_card(card_, ImGui::GetCursorScreenPos().x, 0);
  }
  ImGui::EndChild();
  end_sheet();
  if (!open) w.overlay = Overlay::none;
}

}  // namespace app
