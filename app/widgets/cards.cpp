#include "app/widgets/cards.hpp"

#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <cmath>

namespace app {

void figure_card(const char* id, const FigureCard& card) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float pad = px(0.75f);
  const float figure_height = font_size(Face::figure);
  const float height = pad + px(1) + px(0.15f) + figure_height + (card.interval ? px(2.1f) : 0) + px(0.55f);
  list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.sunken), px(0.5f));
  float y = min.y + pad + font_size(Face::small) / 2;
  draw_text(list, Face::small, min.x + pad, y, c.text2, card.label, At::left, width - 2 * pad - px(1.4f));
  ImGui::PushID(id);
  if (card.mark) {
    const ImVec2 at{min.x + width - pad - px(0.9f), y - px(0.7f)};
    ImGui::SetCursorScreenPos(at);
    hit_area("mark", {px(1.4f), px(1.4f)});
    draw_icon(list, card.mark, at.x + px(0.5f), y, card.mark == icon::alert ? c.warn : c.text3, Face::small);
    tooltip(card.mark_text);
  }
  y += px(0.75f) + figure_height / 2;
  const float figure_width = draw_text(list, Face::figure, min.x + pad, y, c.text, card.figure);
  // The unit stands on the figure's base line.
  const float unit_y = y + figure_height * 0.5f - font_size(Face::text_medium) * 0.78f;
  const float unit_left = min.x + pad + figure_width + px(0.45f);
  const float aside_width = text_width(Face::small, card.aside);
  draw_text(list, Face::text_medium, unit_left, unit_y, c.text2, card.unit, At::left,
            std::max(px(2), min.x + width - pad - aside_width - px(0.4f) - unit_left));
  draw_text(list, Face::small, min.x + width - pad, unit_y, c.text2, card.aside, At::right);
  if (card.interval) {
    const Interval& i = *card.interval;
    const float bar_y = std::floor(y + figure_height / 2 + px(0.55f));
    const float left = min.x + pad;
    const float right = min.x + width - pad;
    // The scale starts at zero (or the lowest end) and leaves room beyond the highest.
    const double bottom = std::min(0.0, i.low * 1.15);
    const double top = std::max({i.high * 1.15, i.mean * 1.15, bottom + 1e-9});
    const auto x_of = [&](double value) {
      return left + static_cast<float>((value - bottom) / (top - bottom)) * (right - left);
    };
    list.AddRectFilled({left, bar_y - 2}, {right, bar_y + 2}, packed(c.track), 2);
    list.AddRectFilled({x_of(i.low), bar_y - 3}, {x_of(i.high), bar_y + 3}, packed(faded(card.colour, 0.55)), 3);
    list.AddCircleFilled({x_of(i.mean), bar_y}, 8, packed(c.sunken));
    list.AddCircleFilled({x_of(i.mean), bar_y}, 6, packed(card.colour));
    const float text_y = bar_y + px(0.95f);
    const std::string low = figure(i.low);
    const std::string high = figure(i.high);
    const float low_half = text_width(Face::micro, low) / 2;
    const float high_half = text_width(Face::micro, high) / 2;
    const float low_x = std::max(left + low_half, x_of(i.low));
    const float high_x = std::min(right - high_half, x_of(i.high));
    draw_text(list, Face::micro, low_x, text_y, c.text2, low, At::centre);
    draw_text(list, Face::micro, high_x, text_y, c.text2, high, At::centre);
    const float room = high_x - high_half - low_x - low_half - px(0.8f);
    if (room > text_width(Face::micro, card.interval_text))
      draw_text(list, Face::micro, (low_x + low_half + high_x - high_half) / 2, text_y, c.text3, card.interval_text,
                At::centre);
  }
  ImGui::PopID();
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({width, height});
}

bool inspector_head(char32_t icon, Colour ink, Colour soft, std::string_view title, std::string_view kind,
                    std::string_view close_text) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float side = px(2);
  draw_soft(list, min, {min.x + side, min.y + side}, soft, ink, px(0.35f));
  draw_icon(list, icon, min.x + side / 2, min.y + side / 2, ink, Face::title);
  const float left = min.x + side + px(0.6f);
  const float room = width - side - px(0.6f) - px(2);
  draw_text(list, Face::title, left, min.y + px(0.55f), c.text, title, At::left, room);
  draw_text(list, Face::small, left, min.y + px(1.6f), c.text2, kind, At::left, room);
  bool closed = false;
  if (!close_text.empty()) {
    ImGui::SetCursorScreenPos({min.x + width - px(1.6f), min.y});
    closed = icon_button("close", icon::close, close_text, "Esc");
  }
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({width, side + px(0.35f)});
  return closed;
}

void empty_state(char32_t icon, std::string_view title, std::string_view line) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float pad = px(0.75f);
  const float words = draw_wrapped(list, Face::small, 0, 0, width - 2 * pad, c.text2, line, true);
  const float height = px(1) + px(1.5f) + px(1.5f) + words + px(0.9f);
  list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.sunken), px(0.5f));
  draw_icon(list, icon, min.x + width / 2, min.y + px(1.5f), c.text3, Face::title);
  draw_text(list, Face::text_medium, min.x + width / 2, min.y + px(3.1f), c.text, title, At::centre, width - 2 * pad);
  const float one_line = text_width(Face::small, line);
  if (one_line <= width - 2 * pad)
    draw_text(list, Face::small, min.x + width / 2, min.y + px(4.3f), c.text2, line, At::centre);
  else
    draw_wrapped(list, Face::small, min.x + pad, min.y + px(3.9f), width - 2 * pad, c.text2, line);
  ImGui::Dummy({width, height});
}

}  // namespace app
