#include "app/widgets/sliders.hpp"

#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/fields.hpp"
#include "app/widgets/focus.hpp"
#include "app/widgets/places.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace app {

SliderResult small_slider(const char* id, double& value, double low, double high, float width) {
  const Tokens& c = colours();
  const float height = px(1.4f);
  const float radius = px(0.38f);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  hit_area(id, {width, height});
  note_place(std::string("slider ") + id, min, {min.x + width, min.y + height});
  const int steps = arrow_steps();
  SliderResult result;
  const float left = min.x + radius;
  const float right = min.x + width - radius;
  if (is_held_by_pointer()) {
    const double share = std::clamp((ImGui::GetIO().MousePos.x - left) / (right - left), 0.0f, 1.0f);
    const double moved = low + share * (high - low);
    result.moved = moved != value;
    value = moved;
  }
  result.let_go = ImGui::IsItemDeactivated();
  if (steps != 0) {
    // A key moves by a twentieth of the range and is a human action of its own.
    const double moved = std::clamp(value + steps * (high - low) / 20, low, high);
    result.moved = result.let_go = moved != value;
    value = moved;
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float middle = std::floor(min.y + height / 2) + 0.5f;
  const float x = left + (right - left) * static_cast<float>((value - low) / (high - low));
  list.AddRectFilled({left, middle - 1.5f}, {right, middle + 1.5f}, packed(c.track), 1.5f);
  list.AddRectFilled({left, middle - 1.5f}, {x, middle + 1.5f}, packed(c.accent), 1.5f);
  if (is_hovered() || is_held()) list.AddCircleFilled({x, middle}, radius + 3, packed(faded(c.accent, 0.16)));
  list.AddCircleFilled({x, middle}, radius, packed(c.knob));
  list.AddCircle({x, middle}, radius - 1, packed(c.accent), 0, 2);
  draw_focus_ring(list, min, {min.x + width, min.y + height}, px(0.3f));
  return result;
}

SliderResult field_slider(const char* id, std::string_view label, double& value, double low, double high,
                          std::string_view text) {
  const FieldLine line = begin_field(label);
  const float right = line.min.x + ImGui::GetContentRegionAvail().x;
  const float words = std::max(px(3.2f), text_width(Face::small, text) + px(0.4f));
  ImGui::SetCursorScreenPos({line.left, line.middle - px(0.7f)});
  const SliderResult result = small_slider(id, value, low, high, std::max(px(2), right - words - line.left));
  draw_text(*ImGui::GetWindowDrawList(), Face::small, right, line.middle, colours().text, text, At::right);
  end_field(line);
  return result;
}

float year_slider_height() {
  return px(0.75f) + font_size(Face::micro) + px(0.3f);
}

bool year_slider(const char* id, const YearAxis& axis, float y, int& year) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float radius = px(0.53f);
  ImGui::SetCursorScreenPos({axis.left - radius, y - radius - 2});
  hit_area(id, {axis.right - axis.left + 2 * radius, 2 * radius + year_slider_height()});
  note_place(std::string("slider ") + id, {axis.left, y - radius}, {axis.right, y + radius});
  const int steps = arrow_steps();
  const bool hovered = is_hovered() || is_held();
  draw_focus_ring(list, {axis.left - radius - 2, y - radius - 2}, {axis.right + radius + 2, y + radius + 2}, radius);
  bool changed = false;
  if (steps != 0) {
    // A year, with Shift five.
    const int moved = std::clamp(year + steps * (ImGui::GetIO().KeyShift ? 5 : 1), axis.first_year, axis.last_year);
    changed = moved != year;
    year = moved;
  } else if (is_held_by_pointer()) {
    const float share = std::clamp((ImGui::GetIO().MousePos.x - axis.left) / (axis.right - axis.left), 0.0f, 1.0f);
    const int pointed =
        axis.first_year + static_cast<int>(std::lround(share * static_cast<float>(axis.last_year - axis.first_year)));
    changed = pointed != year;
    year = pointed;
  }
  const float middle = std::floor(y);
  const float x = axis.x_of(year);
  list.AddRectFilled({axis.left, middle - 2}, {axis.right, middle + 2}, packed(c.track), 2);
  list.AddRectFilled({axis.left, middle - 2}, {x, middle + 2}, packed(c.accent), 2);
  const float tick_top = middle + radius + 1;
  const float text_y = middle + px(0.85f) + font_size(Face::micro) / 2;
  const float chosen_half = text_width(Face::small_strong, year_text(year)) / 2;
  float label_end = axis.left - px(4);
  for (int of = axis.first_year; of <= axis.last_year; ++of) {
    const float at = std::floor(axis.x_of(of)) + 0.5f;
    const bool fifth = of % 5 == 0;
    list.AddLine({at, tick_top - (fifth ? 3.0f : 1.0f)}, {at, tick_top + (fifth ? 3.0f : 2.0f)}, packed(c.axis));
    const std::string text = year_text(of);
    const float half = text_width(Face::micro, text) / 2;
    // Where the axis is short, a label that would touch the one before is left out.
    if (fifth && of != year && at - half > label_end && std::abs(at - x) > chosen_half + half + px(0.35f)) {
      label_end = at + half + px(0.35f);
      draw_text(list, Face::micro, at, text_y, c.text3, text, At::centre);
    }
  }
  draw_text(list, Face::small_strong, x, text_y, c.accent_text, year_text(year), At::centre);
  if (hovered) list.AddCircleFilled({x, middle}, radius + px(0.24f), packed(faded(c.accent, 0.16)));
  list.AddCircleFilled({x, middle}, radius, packed(c.knob));
  list.AddCircle({x, middle}, radius - 1.25f, packed(c.accent), 0, 2.5f);
  return changed;
}

}  // namespace app
