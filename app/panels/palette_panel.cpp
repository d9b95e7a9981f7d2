#include "app/panels/palette_panel.hpp"

#include "app/icons.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <string_view>

namespace app {
namespace {

/// The text with what was found in SemiBold; cut at `max_width`.
void draw_marked(ImDrawList& list, float x, float y, Colour colour, const std::string& text,
                 const std::vector<TextRange>& marked, float max_width) {
  const float right = x + max_width;
  std::size_t at = 0;
  const auto part = [&](std::size_t end, Face face) {
    if (end <= at) return;
    const std::string_view piece = std::string_view(text).substr(at, end - at);
    if (right - x > px(0.6f)) x += draw_text(list, face, x, y, colour, piece, At::left, right - x);
    at = end;
  };
  for (const TextRange& range : marked) {
    part(range.begin, Face::text);
    part(range.end, Face::text_strong);
  }
  part(text.size(), Face::text);
}

/// The arrow keys stay with the list while the field has the keyboard.
int count_arrows(ImGuiInputTextCallbackData* data) {
  int& steps = *static_cast<int*>(data->UserData);
  if (data->EventFlag == ImGuiInputTextFlags_CallbackHistory) steps += data->EventKey == ImGuiKey_UpArrow ? -1 : 1;
  return 0;
}

}  // namespace

void draw_palette_row(ImDrawList& list, const PaletteEntry& entry, ImVec2 min, float width, bool is_chosen) {
  const Tokens& c = colours();
  const float row = px(palette_row_k);
  const ImVec2 a{min.x + px(0.35f), min.y};
  const ImVec2 b{min.x + width - px(0.35f), min.y + row};
  if (is_chosen) draw_soft(list, a, b, c.accent_soft, c.accent, px(0.3f));
  const float middle = min.y + row / 2;
  const Colour ink = entry.enabled ? c.text : c.disabled;
  if (entry.icon)
    draw_icon(list, entry.icon, min.x + px(1.2f), middle,
              !entry.enabled ? c.disabled
              : is_chosen    ? c.accent_text
                             : c.text3);
  float right = min.x + width - px(0.8f);
  if (!entry.keys.empty()) {
    right -= key_cap_width(entry.keys);
    draw_key_cap(list, right, middle, entry.keys, false);
    right -= px(0.5f);
  }
  if (!entry.aside.empty())
    right -= draw_text(list, Face::small, right, middle, c.text3, entry.aside, At::right, width * 0.4f) + px(0.5f);
  draw_marked(list, min.x + px(2.2f), middle, ink, entry.text, entry.marked, right - min.x - px(2.2f));
}

void PalettePanel::draw(Workspace& w, ImVec2 window_size) {
  const Tokens& c = colours();
  const float width = std::min(px(36), window_size.x - px(2));
  const ImVec2 min{std::floor((window_size.x - width) / 2), std::floor(window_size.y / 5)};
  const float input_height = px(2.6f);
  const float row = px(palette_row_k);
  const float head = px(1.6f);
  const float pad = px(0.4f);

  const std::vector<PaletteEntry> entries = palette_entries(w, typed_);
  // What was typed anew offers the first that can be done.
  if (chosen_ < 0) {
    const auto first = std::find_if(entries.begin(), entries.end(), [](const PaletteEntry& e) { return e.enabled; });
    chosen_ = first == entries.end() ? 0 : static_cast<int>(first - entries.begin());
  }
  // A head stands over the first entry that is no command, when commands stand before it.
  std::size_t head_at = entries.size();
  for (std::size_t i = 1; i < entries.size() && head_at == entries.size(); ++i)
    if (entries[i - 1].is_command() && !entries[i].is_command()) head_at = i;
  const float list_height =
      entries.empty() ? px(3.2f) : row * static_cast<float>(entries.size()) + (head_at < entries.size() ? head : 0);
  const float room = window_size.y - min.y - px(1.5f) - input_height - pad;
  const float shown_height = std::min(list_height, std::min(room, row * 10 + head));
  const ImVec2 size{width, input_height + shown_height + 2 * pad};

  begin_region("palette", min, size, {0, 0}, true);
  const bool fresh = ImGui::IsWindowAppearing();
  if (fresh) {
    ImGui::SetWindowFocus();
    typed_.clear();
    chosen_ = 0;
    follow_ = true;
  }
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect({min.x - 8, min.y - 8}, {min.x + size.x + 8, min.y + size.y + 12});
  draw_raised(list, min, {min.x + size.x, min.y + size.y}, px(0.5f), c.raised);
  list.PopClipRect();
  const float field_y = min.y + input_height / 2;
  draw_icon(list, icon::magnify, min.x + px(1.2f), field_y, c.text3);
  const float cap = key_cap_width("Esc");
  ImGui::SetCursorScreenPos({min.x + px(2.2f), std::floor(field_y - font_size(Face::text) / 2)});
  ImGui::SetNextItemWidth(width - px(2.2f) - cap - px(1.4f));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
  for (const ImGuiCol colour :
       {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive, ImGuiCol_NavHighlight})
    ImGui::PushStyleColor(colour, 0);
  // The field keeps the keyboard, also after a row that can not be done was pressed.
  if (fresh || (ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows) && !ImGui::IsAnyItemActive()))
    ImGui::SetKeyboardFocusHere();
  int steps = 0;
  const std::string before = typed_;
  const bool entered = ImGui::InputTextWithHint(
      "##typed", tr("Command, place, layer, year or coordinates"), &typed_,
      ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackHistory, count_arrows, &steps);
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar(2);
  draw_key_cap(list, min.x + width - px(0.8f) - cap, field_y, "Esc", false);
  list.AddRectFilled({min.x, min.y + input_height}, {min.x + width, min.y + input_height + 1}, packed(c.divider));
  if (typed_ != before) {
    chosen_ = -1;
    follow_ = true;
  }
  const int last = static_cast<int>(entries.size()) - 1;
  if (steps != 0) {
    chosen_ = last < 0 ? 0 : (chosen_ + steps + last + 1) % (last + 1);
    follow_ = true;
  }
  if (chosen_ > last) chosen_ = std::max(0, last);

  const PaletteEntry* taken =
      entered && chosen_ >= 0 && last >= 0 ? &entries[static_cast<std::size_t>(chosen_)] : nullptr;
  ImGui::SetCursorScreenPos({min.x, min.y + input_height + pad});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::BeginChild("entries", {width, shown_height}, false, ImGuiWindowFlags_NoNav);
  ImDrawList& rows = *ImGui::GetWindowDrawList();
  const ImVec2 origin = ImGui::GetCursorScreenPos();
  const float inner = ImGui::GetContentRegionAvail().x;
  if (entries.empty()) {
    draw_text(rows, Face::text, origin.x + px(1.2f), origin.y + px(1), c.text, tr("Nothing of this name"));
    draw_text(rows, Face::small, origin.x + px(1.2f), origin.y + px(2.1f), c.text2,
              tr("Try fewer letters, or coordinates as N 6820704 E 334622."), At::left, inner - px(2));
  }
  float y = origin.y;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const PaletteEntry& entry = entries[i];
    if (i == head_at) {
      rows.AddRectFilled({origin.x, y}, {origin.x + inner, y + 1}, packed(c.divider));
      draw_text(rows, Face::small_strong, origin.x + px(0.9f), y + head / 2, c.text2, tr("Places and things"));
      y += head;
    }
    ImGui::SetCursorScreenPos({origin.x, y});
    ImGui::PushID(static_cast<int>(i));
    if (hit_area("row", {inner, row})) taken = &entry;
    const ImVec2 delta = ImGui::GetIO().MouseDelta;
    if (ImGui::IsItemHovered() && (delta.x != 0 || delta.y != 0)) chosen_ = static_cast<int>(i);
    ImGui::PopID();
    if (ImGui::IsItemVisible()) {
      draw_palette_row(rows, entry, {origin.x, y}, inner, static_cast<int>(i) == chosen_);
    }
    if (follow_ && static_cast<int>(i) == chosen_) {
      const float top = y - origin.y;
      const float scroll = ImGui::GetScrollY();
      if (top < scroll) ImGui::SetScrollY(top);
      if (top + row > scroll + shown_height) ImGui::SetScrollY(top + row - shown_height);
    }
    y += row;
  }
  follow_ = false;
  ImGui::SetCursorScreenPos(origin);
  ImGui::Dummy({1, std::max(list_height, 1.0f)});
  ImGui::EndChild();
  ImGui::PopStyleVar();
  const bool left = !fresh && !ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows);
  end_region();

  if (taken && taken->enabled) {
    const PaletteEntry entry = *taken;
    w.overlay = Overlay::none;
    act(entry, w);
  } else if (left) {
    w.overlay = Overlay::none;  // a click beside it
  }
}

}  // namespace app
