#include "app/widgets/list_row.hpp"

#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/places.hpp"
#include "app/widgets/sliders.hpp"

#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr float row_k = 1.75f;
/// look.md: the whole block of a selected row with its opacity is 50 px.
constexpr float second_line_k = 1.2f;

/// What is typed into the one row that is being named.
std::string& typed_name() {
  static std::string name;
  return name;
}

std::optional<std::string> name_input(const ListRow& row, float left, float right, float middle) {
  if (row.naming_began) typed_name() = row.text;
  const float height = font_size(Face::text) + 2 * px(0.2f);
  ImGui::SetCursorScreenPos({left - px(0.3f), std::floor(middle - height / 2)});
  ImGui::SetNextItemWidth(right - left + px(0.3f));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {px(0.3f), px(0.2f)});
  if (row.naming_began) ImGui::SetKeyboardFocusHere();
  const bool entered = ImGui::InputText("##name", &typed_name(),
                                        ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
  ImGui::PopStyleVar();
  ImGui::GetWindowDrawList()->AddRect(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), packed(colours().accent),
                                      px(0.3f), 0, 2);
  if (entered) return typed_name();
  if (!ImGui::IsItemDeactivated()) return std::nullopt;
  return ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Escape), false) ? std::string() : typed_name();
}

}  // namespace

bool group_head(const char* id, std::string_view text, bool& open) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = px(1.6f);
  if (hit_area(id, {width, height})) open = !open;
  note_place("group " + std::string(text), min, {min.x + width, min.y + height});
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (is_hovered()) list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.hover));
  draw_focus_ring(list, {min.x + 4, min.y + 4}, {min.x + width - 4, min.y + height - 4}, 0);
  draw_icon(list, open ? icon::chevron_down : icon::chevron_right, min.x + px(1.05f), min.y + height / 2, c.text3,
            Face::small);
  draw_text(list, Face::small_strong, min.x + px(1.65f), min.y + height / 2, c.text2, text, At::left, width - px(2));
  return open;
}

ListRowResult list_row(const char* id, const ListRow& row) {
  const Tokens& c = colours();
  ListRowResult result;
  ImGui::PushID(id);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float height = px(row_k);
  const float block = height + (row.opacity ? px(second_line_k) : 0);
  const float middle = min.y + height / 2;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float indent = px(row.indent_k);
  const float eye_left = min.x + px(0.4f) + indent;
  const float eye_width = px(1.42f);
  const float swatch_left = min.x + px(1.9f) + indent;
  const float name_left = min.x + px(3.35f) + indent - (row.is_group ? px(0.35f) : 0);
  const float right = min.x + width - px(0.6f);
  result.min = min;
  result.max = {min.x + width, min.y + block};
  const bool over =
      pose() == Pose::hovered || (ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                                  ImGui::IsMouseHoveringRect(min, result.max));

  if (row.selected)
    list.AddRectFilled(min, result.max, packed(c.accent_soft));
  else if (over && !ImGui::IsMouseDragging(ImGuiMouseButton_Left, 4))
    list.AddRectFilled(min, result.max, packed(c.hover));

  // Right end: dots under the pointer, then lock, warning, percent or count.
  float tail_right = right;
  if (row.has_more) {
    const float side = px(1.42f);
    const ImVec2 at{right - side + px(0.3f), middle - side / 2};
    ImGui::SetCursorScreenPos(at);
    result.more_clicked = hit_area("more dots", {side, side});
    note_place("more " + row.text, at, {at.x + side, at.y + side});
    const bool dots_hovered = is_hovered();
    tooltip(tr("More"));
    draw_focus_ring(list, {at.x + 3, at.y + 3}, {at.x + side - 3, at.y + side - 3}, px(0.3f));
    if (dots_hovered) list.AddRectFilled(at, {at.x + side, at.y + side}, packed(c.press), px(0.3f));
    if (over || row.menu_open || ImGui::IsItemFocused())
      draw_icon(list, icon::dots_horizontal, at.x + side / 2, middle, dots_hovered ? c.text : c.text2, Face::small);
    tail_right = right - side - px(0.1f);
  }
  float tail = 0;
  if (!row.warning.empty()) {
    tail = text_width(Face::small, row.warning) + px(1.2f);
    ImGui::SetCursorScreenPos({tail_right - tail, min.y});
    result.warning_clicked = hit_area("warning", {tail, height});
    if (is_hovered())
      list.AddRectFilled({tail_right - tail - px(0.2f), min.y + 3}, {tail_right + px(0.2f), min.y + height - 3},
                         packed(c.warn_soft), px(0.3f));
    draw_icon(list, icon::alert, tail_right - tail + px(0.5f), middle, c.warn, Face::small);
    draw_text(list, Face::small, tail_right, middle, c.warn, row.warning, At::right);
  } else if (row.progress) {
    const std::string text = percent(std::floor(*row.progress * 100) / 100);
    tail = text_width(Face::small, text);
    draw_text(list, Face::small, tail_right, middle, c.text3, text, At::right);
    list.AddRectFilled({name_left, min.y + height - 3}, {right, min.y + height - 1}, packed(c.track), 1);
    list.AddRectFilled({name_left, min.y + height - 3},
                       {name_left + (right - name_left) * static_cast<float>(*row.progress), min.y + height - 1},
                       packed(c.accent), 1);
  } else {
    if (row.locked) {
      const float side = px(1.3f);
      if (row.can_lock) {
        ImGui::SetCursorScreenPos({tail_right - side + px(0.2f), min.y});
        result.lock_clicked = hit_area("lock", {side, height});
        tooltip(tr("Unlock"));
      }
      const bool lock_hovered = row.can_lock && is_hovered();
      draw_icon(list, icon::lock, tail_right - px(0.45f), middle, lock_hovered ? c.text : c.text3, Face::small);
      tail = side;
    }
    draw_text(list, Face::small, tail_right - tail, middle, c.text3, row.count, At::right);
    tail += text_width(Face::small, row.count);
  }

  // Eye.
  if (row.has_eye) {
    ImGui::SetCursorScreenPos({eye_left, min.y});
    result.toggled = hit_area("eye", {eye_width, height});
    note_place("eye " + row.text, {eye_left, min.y}, {eye_left + eye_width, min.y + height});
    const bool eye_hovered = is_hovered();
    tooltip(row.visible ? tr("Hide") : tr("Show"));
    draw_focus_ring(list, {eye_left + 4, min.y + 5}, {eye_left + eye_width - 4, min.y + height - 5}, px(0.3f));
    draw_icon(list, row.visible ? icon::eye : icon::eye_off, eye_left + eye_width / 2, middle,
              eye_hovered ? c.text : c.text3, Face::small);
  }
  if (row.is_group)
    draw_icon(list, row.is_open ? icon::chevron_down : icon::chevron_right, swatch_left + px(0.45f), middle, c.text3,
              Face::small);
  else if (row.swatch)
    row.swatch(list, swatch_left, std::floor(middle - px(0.41f)), px(1.18f), px(0.82f));

  const float name_right = tail_right - tail - px(0.4f);
  if (row.naming) {
    result.named = name_input(row, name_left, name_right, middle);
  } else {
    const float body_left = row.has_eye ? eye_left + eye_width : min.x;
    ImGui::SetCursorScreenPos({body_left, min.y});
    const bool pressed = hit_area("row", {std::max(px(1), name_right - body_left), height});
    note_place("layer " + row.text, {body_left, min.y}, {name_right, min.y + height});
    const bool moved = ImGui::GetIO().MouseDragMaxDistanceSqr[ImGuiMouseButton_Left] > 16;
    result.dragged = row.can_be_moved && ImGui::IsItemActive() && moved && ImGui::IsMouseDown(ImGuiMouseButton_Left);
    result.dropped = row.can_be_moved && ImGui::IsItemDeactivated() && moved;
    result.clicked = pressed && !(row.can_be_moved && moved);
    draw_focus_ring(list, {min.x + 4, min.y + 4}, {min.x + width - 4, min.y + height - 4}, 0);
    const Face face = row.is_group ? Face::small_strong : row.selected ? Face::text_medium : Face::text;
    const Colour ink = !row.visible ? c.text3 : row.progress || row.is_group ? c.text2 : c.text;
    const float room = name_right - name_left;
    draw_text(list, face, name_left, middle, ink, row.text, At::left, room);
  }
  if (over && row.can_be_moved)
    draw_icon(list, icon::drag_vertical, min.x + px(0.3f) + indent * 0.5f, middle, c.text3, Face::small);
  if (over && row.has_more && ImGui::IsMouseReleased(ImGuiMouseButton_Right)) result.more_clicked = true;

  if (row.opacity) {
    const float y = min.y + height + px(second_line_k) / 2 - px(0.15f);
    const std::string text = percent(*row.opacity);
    const float label = draw_text(list, Face::small, name_left, y, c.text2, tr("Opacity"), At::left, px(6));
    draw_text(list, Face::small, right, y, c.text, text, At::right);
    const float left = name_left + label + px(0.5f);
    const float slider_right = right - text_width(Face::small, percent(1)) - px(0.5f);
    if (slider_right - left > px(1.5f)) {
      ImGui::SetCursorScreenPos({left, y - px(0.7f)});
      double value = *row.opacity;
      const SliderResult slid = small_slider("opacity", value, 0, 1, slider_right - left);
      if (slid.moved) result.opacity_moved = value;
      result.opacity_let_go = slid.let_go;
    }
  }
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({width, block});
  ImGui::PopID();
  return result;
}

}  // namespace app
