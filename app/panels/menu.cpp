#include "app/panels/menu.hpp"

#include "app/icons.hpp"
#include "app/map/identify.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace app {
namespace {

constexpr float row_k = 1.6f;
constexpr float head_k = 1.45f;

/// Ground and focus of a row; returns pressed.
bool row_area(const char* id, ImVec2 size, bool enabled) {
  const ImVec2 min = ImGui::GetCursorScreenPos();
  if (!enabled) ImGui::BeginDisabled();
  const bool pressed = hit_area(id, size);
  const bool pointed = ImGui::IsItemHovered() || is_focused();
  if (!enabled) ImGui::EndDisabled();
  if (pointed)
    ImGui::GetWindowDrawList()->AddRectFilled(min, {min.x + size.x, min.y + size.y},
                                              packed(ImGui::IsItemActive() ? colours().press : colours().hover),
                                              px(0.3f));
  return pressed && enabled;
}

bool command_row(const Command& command, const Workspace& w, float width) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float height = px(row_k);
  const bool enabled = command.enabled(w);
  const bool pressed = row_area(command.id, {width, height}, enabled);
  const std::string keys = shortcut_text(command.shortcut);
  const float keys_width = keys.empty() ? 0 : text_width(Face::small, keys) + px(0.8f);
  const std::string_view text = tr(command.text);
  const float room = width - px(1.9f) - px(0.5f) - keys_width;
  if (command.hint) tooltip(tr(command.hint));
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = min.y + height / 2;
  if (command.icon) draw_icon(list, command.icon, min.x + px(0.9f), y, enabled ? c.text3 : c.disabled);
  draw_text(list, Face::text, min.x + px(1.9f), y, enabled ? c.text : c.disabled, text, At::left, room);
  draw_text(list, Face::small, min.x + width - px(0.5f), y, enabled ? c.text3 : c.disabled, keys, At::right);
  return pressed;
}

bool menu_row(const char* id, char32_t icon_code, std::string_view text, float width, bool enabled = true) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float height = px(row_k);
  const bool pressed = row_area(id, {width, height}, enabled);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float y = min.y + height / 2;
  draw_icon(list, icon_code, min.x + px(0.9f), y, enabled ? c.text3 : c.disabled);
  draw_text(list, Face::text, min.x + px(1.9f), y, enabled ? c.text : c.disabled, text, At::left, width - px(2.3f));
  return pressed;
}

}  // namespace

void command_menu(Workspace& w, std::span<const CommandGroup> groups, ImVec2 room) {
  struct Block {
    CommandGroup group;
    std::vector<const Command*> rows;
    float height;
  };
  std::vector<Block> blocks;
  float widest = px(11);
  for (const CommandGroup group : groups) {
    Block block{group, {}, 0};
    for (const Command& command : commands()) {
      if (command.group != group || std::string_view(command.id) == "edit.cancel") continue;
      block.rows.push_back(&command);
      const std::string keys = shortcut_text(command.shortcut);
      widest = std::max(widest, text_width(Face::text, tr(command.text)) + px(1.9f) + px(0.5f) +
                                    (keys.empty() ? px(0.3f) : text_width(Face::small, keys) + px(1.3f)));
    }
    if (block.rows.empty()) continue;
    block.height = px(head_k) + px(row_k) * static_cast<float>(block.rows.size()) + px(0.3f);
    blocks.push_back(std::move(block));
  }
  const bool has_heads = blocks.size() > 1;
  const float gap = px(0.5f);
  const float pad = px(0.5f);
  // A group stands whole in one column; a new column begins where the next group would not fit.
  float total = 0;
  for (const Block& block : blocks) total += block.height;
  const float most_width = room.x - 2 * pad;
  const auto columns_that_fit = static_cast<int>(std::max(1.0f, std::floor((most_width + gap) / (widest + gap))));
  const int wanted = std::clamp(static_cast<int>(std::ceil(total / (room.y - 2 * pad))), 1, columns_that_fit);
  std::vector<std::vector<const Block*>> columns;
  for (int count = wanted; count <= columns_that_fit; ++count) {
    columns.assign(1, {});
    const float target = std::max(total / static_cast<float>(count), px(8));
    float height = 0;
    for (const Block& block : blocks) {
      const bool full = height > 0 && height + block.height / 2 > target;
      if (full && static_cast<int>(columns.size()) < count) {
        columns.emplace_back();
        height = 0;
      }
      columns.back().push_back(&block);
      height += block.height;
    }
    float tallest = 0;
    for (const auto& column : columns) {
      float sum = 0;
      for (const Block* block : column) sum += block->height;
      tallest = std::max(tallest, sum);
    }
    if (tallest <= room.y - 2 * pad) break;
  }
  const auto count = static_cast<float>(columns.size());
  const float width = std::min(widest, std::floor((most_width - gap * (count - 1)) / count));

  const ImVec2 min = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const Command* chosen = nullptr;
  float x = min.x;
  float lowest = min.y;
  for (const auto& column : columns) {
    float y = min.y;
    for (const Block* block : column) {
      if (has_heads)
        draw_text(list, Face::small_strong, x + px(0.5f), y + px(head_k) / 2, colours().text2, group_text(block->group),
                  At::left, width - px(0.8f));
      y += has_heads ? px(head_k) : 0;
      for (const Command* command : block->rows) {
        ImGui::SetCursorScreenPos({x, y});
        if (command_row(*command, w, width)) chosen = command;
        y += px(row_k);
      }
      y += px(0.3f);
    }
    lowest = std::max(lowest, y);
    x += width + gap;
  }
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({count * width + (count - 1) * gap, lowest - min.y});
  if (!chosen) return;
  ImGui::CloseCurrentPopup();
  run(*chosen, w);
}

void MapMenu::draw(Workspace& w, const std::optional<geo::MapPoint>& pointer) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool clicked = pointer && !w.marking.drawing() && w.overlay == Overlay::none &&
                       ImGui::IsMouseReleased(ImGuiMouseButton_Right) &&
                       io.MouseDragMaxDistanceSqr[ImGuiMouseButton_Right] < 16;
  if (clicked) {
    place_ = pointer;
    ImGui::OpenPopup("place");
  }
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.5f), px(0.5f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  if (ImGui::BeginPopup("place")) {
    const geo::MapPoint place = *place_;
    const Tokens& c = colours();
    const std::string_view words[] = {tr("Copy the coordinates"), tr("What is here"), tr("Zoom here"),
                                      tr("Mark a site here")};
    float width = text_width(Face::small, coordinates(place)) + px(1);
    for (const std::string_view text : words) width = std::max(width, text_width(Face::text, text) + px(2.8f));
    const ImVec2 min = ImGui::GetCursorScreenPos();
    draw_text(*ImGui::GetWindowDrawList(), Face::small, min.x + px(0.5f), min.y + px(0.65f), c.text2,
              coordinates(place));
    ImGui::Dummy({width, px(1.45f)});
    bool close = false;
    if (menu_row("copy", icon::copy, words[0], width)) {
      w.copy(coordinates(place));
      close = true;
    }
    if (menu_row("what", icon::information, words[1], width)) {
      const std::vector<MapHit> hits = hits_at(w, place);
      w.select(hits.empty() ? Selection{} : selection_of(w, hits.front()));
      close = true;
    }
    if (menu_row("zoom", icon::crosshairs, words[2], width)) {
      w.camera.centre = place;
      w.camera = w.camera.zoomed(3, {w.camera.width_px / 2.0, w.camera.height_px / 2.0});
      close = true;
    }
    if (menu_row("mark", icon::map_marker_plus, words[3], width, w.can_edit())) {
      w.marking.choose(w, Tool::mark_point);
      w.marking.click(w, {place, w.camera.m_per_px, false, true}, false);
      close = true;
    }
    if (close) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

}  // namespace app
