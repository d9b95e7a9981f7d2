#include "app/widgets/menu.hpp"

#include "app/widgets/controls.hpp"
#include "app/widgets/places.hpp"

#include <algorithm>
#include <cmath>

namespace app {

int menu_rows(const std::vector<MenuRow>& rows) {
  const Tokens& c = colours();
  int taken = -1;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const MenuRow& row = rows[i];
    if (row.divider_above) {
      ImGui::Dummy({1, px(0.2f)});
      divider();
      ImGui::Dummy({1, px(0.2f)});
    }
    ImGui::PushID(static_cast<int>(i));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float room = ImGui::GetContentRegionAvail().x;
    const float height = px(1.75f);
    if (!row.enabled) ImGui::BeginDisabled();
    if (hit_area("row", {room, height}) && row.enabled) taken = static_cast<int>(i);
    note_place("row " + row.text, at, {at.x + room, at.y + height});
    const bool hovered = is_hovered();
    if (!row.enabled) ImGui::EndDisabled();
    if (hovered && row.enabled) list.AddRectFilled(at, {at.x + room, at.y + height}, packed(c.hover), px(0.3f));
    draw_focus_ring(list, {at.x + 3, at.y + 3}, {at.x + room - 3, at.y + height - 3}, px(0.3f));
    const float middle = at.y + height / 2;
    if (row.icon) draw_icon(list, row.icon, at.x + px(0.9f), middle, row.enabled ? c.text2 : c.disabled);
    const float aside = text_width(Face::small, row.aside);
    draw_text(list, Face::text, at.x + px(1.9f), middle, row.enabled ? c.text : c.disabled, row.text, At::left,
              room - px(2.4f) - (aside > 0 ? aside + px(0.6f) : 0));
    draw_text(list, Face::small, at.x + room - px(0.5f), middle, c.text3, row.aside, At::right);
    ImGui::PopID();
  }
  return taken;
}

int popup_menu(const char* id, const std::vector<MenuRow>& rows, ImVec2 corner) {
  int taken = -1;
  float wide = px(10);
  for (const MenuRow& row : rows)
    wide = std::max(wide, text_width(Face::text, row.text) + px(2.9f) +
                              (row.aside.empty() ? 0 : text_width(Face::small, row.aside) + px(1)));
  wide = std::min(wide + 2 * px(0.3f), px(26));
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  // As low as its button, or higher where it would not end in the window.
  const float needed = static_cast<float>(rows.size()) * px(1.8f) + px(2.5f);
  const float top = std::max(4.0f, std::min(corner.y, screen.y - needed - 4));
  ImGui::SetNextWindowPos({std::clamp(corner.x - wide, 4.0f, std::max(4.0f, screen.x - wide - 4)), top});
  ImGui::SetNextWindowSize({wide, 0});
  ImGui::SetNextWindowSizeConstraints({wide, 0}, {wide, screen.y - top - 4});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.3f), px(0.3f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  if (ImGui::BeginPopup(id)) {
    taken = menu_rows(rows);
    if (taken >= 0) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
  return taken;
}

bool tabs(const char* id, const std::vector<std::string>& words, int& chosen) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float height = px(2);
  const float room = ImGui::GetContentRegionAvail().x;
  const float window_left = ImGui::GetWindowPos().x;
  list.AddRectFilled({window_left, min.y + height - 1}, {window_left + ImGui::GetWindowWidth(), min.y + height},
                     packed(c.divider));
  bool changed = false;
  float x = min.x;
  const float gap = px(1);
  float wanted = 0;
  for (const std::string& word : words) wanted += text_width(Face::text_medium, word) + gap;
  const float shrink = std::min(1.0f, room / std::max(1.0f, wanted - gap));
  ImGui::PushID(id);
  for (std::size_t i = 0; i < words.size(); ++i) {
    const float width = std::floor(text_width(Face::text_medium, words[i]) * shrink);
    ImGui::SetCursorScreenPos({x - px(0.3f), min.y});
    ImGui::PushID(static_cast<int>(i));
    if (hit_area("tab", {width + px(0.6f), height}) && chosen != static_cast<int>(i)) {
      chosen = static_cast<int>(i);
      changed = true;
    }
    note_place("tab " + words[i], {x, min.y}, {x + width, min.y + height});
    const bool is_chosen = chosen == static_cast<int>(i);
    const bool hovered = is_hovered();
    draw_focus_ring(list, {x, min.y + 5}, {x + width, min.y + height - 5}, px(0.3f));
    draw_text(list, is_chosen ? Face::text_medium : Face::text, x, min.y + height / 2 - 1,
              is_chosen || hovered ? c.text : c.text2, words[i], At::left, width + 1);
    if (is_chosen) list.AddRectFilled({x, min.y + height - 2}, {x + width, min.y + height}, packed(c.accent));
    ImGui::PopID();
    x += width + gap;
  }
  ImGui::PopID();
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({room, height + px(0.3f)});
  return changed;
}

}  // namespace app
