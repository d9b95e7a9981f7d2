#include "app/panels/figure_panel.hpp"

#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/number_format.hpp"
#include "app/panels/inspector_parts.hpp"
#include "app/panels/sheet.hpp"
#include "app/shown_figures.hpp"
#include "app/text.hpp"
#include "app/widgets/cards.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/places.hpp"

#include <algorithm>
#include <utility>

namespace app {

namespace {

void draw_line(const FigureLine& line, float left) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float right = at.x + ImGui::GetContentRegionAvail().x - px(0.6f);
  const float x = left + px(1.1f) * static_cast<float>(line.depth);
  const float row = px(1.5f);
  const Face face = line.depth == 0 ? Face::text_medium : Face::text;
  const float figure_width = text_width(face, line.value);
  draw_text(list, face, right, at.y + row / 2, c.text, line.value, At::right);
  const float mark = line.doubtful ? px(1.2f) : 0;
  if (line.doubtful) draw_icon(list, icon::alert, x + px(0.45f), at.y + row / 2, c.warn, Face::small);
  draw_text(list, face, x + mark, at.y + row / 2, c.text, line.name, At::left,
            std::max(px(3), right - figure_width - px(0.8f) - x - mark));
  float y = at.y + row;
  const auto small = [&](const std::string& text, Colour colour) {
    if (text.empty()) return;
    y += draw_wrapped(list, Face::small, x, y, right - x, colour, text) + px(0.15f);
  };
  small(line.range, c.text2);
  small(line.formula, c.text2);
  small(line.source, line.doubtful ? c.warn : c.text3);
  small(line.note, c.text3);
  ImGui::SetCursorScreenPos({at.x, y + px(0.25f)});
  ImGui::Dummy({1, 1});
}

}  // namespace

void open_figure(Workspace& w, const geo::FigureName& figure) {
  w.opened_figure = figure;
  w.opened_card.reset();
  w.under_figure = Overlay::none;
  w.overlay = Overlay::figure;
}

void open_card(Workspace& w, geo::FigureCard card) {
  w.opened_card = std::move(card);
  w.under_figure = w.overlay;
  w.overlay = Overlay::figure;
}

void note_figure(const geo::FigureName& figure, double value, ImVec2 min, ImVec2 max) {
  if (places().wanted) note_place("figure " + geo::text_of(figure), min, max);
  if (shown_figures().wanted && ImGui::IsRectVisible(min, max))
    shown_figures().all.push_back({figure, value, min, max});
}

bool card_link(const char* id, ImVec2 min, ImVec2 max) {
  const ImVec2 cursor = ImGui::GetCursorScreenPos();
  ImGui::SetCursorScreenPos(min);
  const bool pressed = hit_area(id, {max.x - min.x, max.y - min.y});
  if (ImGui::IsItemHovered()) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  draw_focus_ring(*ImGui::GetWindowDrawList(), min, max, px(0.3f));
  tooltip(tr("How the figure was worked out"));
  ImGui::SetCursorScreenPos(cursor);
  return pressed;
}

void figure_link(Workspace& w, const char* id, const geo::FigureName& figure, double value, ImVec2 min, ImVec2 max) {
  if (card_link(id, min, max)) open_figure(w, figure);
  note_figure(figure, value, min, max);
}

namespace {

/// Of the net balance of all, where the draws are done: they know what its parts share. Else empty.
std::string drawn_range(const Workspace& w) {
  const geo::UncertainBalance* band = w.derived.band();
  if (w.opened_card || !band || w.opened_figure->kind != geo::FigureKind::net) return {};
  const int at = w.opened_figure->year - band->first_year;
  if (at < 0 || at >= static_cast<int>(band->net.size())) return {};
  const geo::DrawSummary& net = band->net[static_cast<std::size_t>(at)];
  return translated(geo::say("95 % of {0} draws: {1}", count_text(net.count), range(net.low, net.high)));
}

}  // namespace

void FigurePanel::draw(Workspace& w, ImVec2 min, ImVec2 size) {
  if (!w.opened_figure && !w.opened_card) {
    w.overlay = Overlay::none;
    return;
  }
  std::string head;
  const auto& figures = w.figures();
  const std::string gwp(geo::text_of(figures->plan->info().gwp_set));
  if (w.opened_card) {
    of_ = nullptr;
    card_ = *w.opened_card;
    head = translated(geo::say("GWP100 {0}. Formula, inputs, factors and sources.", gwp));
  } else {
    const geo::FigureName name = *w.opened_figure;
    if (of_ != figures || !(name == name_)) {
      of_ = figures;
      name_ = name;
      card_ = geo::figure_card(name, *of_);
    }
    head = translated(geo::say("{0}, GWP100 {1}. Formula, inputs, factors and sources.", year_text(name.year), gwp));
  }
  lines_ = figure_lines(card_);  // in the language of now
  const bool open = begin_sheet("figure", min, size, 46, 34, tr("How the figure was worked out"), head);
  const ImVec2 room = sheet_room();
  ImGui::BeginChild("card", room);
  if (card_.children.empty() && card_.value == 0) {
    empty_state(icon::function, tr("No figure for the year"), remarks_text(card_));
  } else {
    const float left = ImGui::GetCursorScreenPos().x;
    FigureLine first = lines_.front();
    if (const std::string drawn = drawn_range(w); !drawn.empty()) first.range = drawn;
    draw_line(first, left);
    for (std::size_t i = 1; i < lines_.size(); ++i) draw_line(lines_[i], left);
  }
  ImGui::EndChild();
  end_sheet();
  if (!open) w.overlay = std::exchange(w.under_figure, Overlay::none);
}

}  // namespace app
