#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/look.hpp"
#include "app/panels/panels.hpp"
#include "app/panels/sheet.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <vector>

namespace app {
namespace {

struct Step {
  std::string head;
  std::string text;
};

std::vector<Step> first_steps() {
  return {
      {tr("Open"), tr("Drop a file on the window, or Ctrl O. A plan opens; a GIS file becomes a layer of the plan.")},
      {tr("Adopt into the plan"),
       tr("Choose a layer and adopt what belongs to the plan: business areas, emission sources, sinks.")},
      {tr("Look"), tr("The wheel zooms, dragging moves the map, a click selects. The slider shows another year.")},
      {tr("Mark"), tr("N draws a sink site, P marks one as a point. Area and removal follow the pointer.")},
      {tr("Show"), tr("Keep a view of the map, then present the kept views one after the other.")},
  };
}

struct Row {
  const Command* command = nullptr;  ///< null: the group's head
  CommandGroup group = CommandGroup::plan;
};

constexpr float row_k = 1.5f;
constexpr float head_k = 1.9f;

/// The steps side by side or under each other; returns their height.
float draw_steps(ImDrawList& list, ImVec2 min, float width) {
  const Tokens& c = colours();
  const std::vector<Step> steps = first_steps();
  const float gap = px(0.8f);
  const int columns = std::clamp(static_cast<int>((width + gap) / (px(9.5f) + gap)), 1, static_cast<int>(steps.size()));
  const float wide = std::floor((width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
  const float pad = px(0.7f);
  float y = min.y;
  for (std::size_t first = 0; first < steps.size(); first += static_cast<std::size_t>(columns)) {
    const std::size_t end = std::min(steps.size(), first + static_cast<std::size_t>(columns));
    float height = 0;
    for (std::size_t i = first; i < end; ++i)
      height = std::max(height, draw_wrapped(list, Face::small, 0, 0, wide - 2 * pad, c.text2, steps[i].text, true));
    height += px(1.7f) + pad;
    for (std::size_t i = first; i < end; ++i) {
      const float x = min.x + static_cast<float>(i - first) * (wide + gap);
      list.AddRectFilled({x, y}, {x + wide, y + height}, packed(c.sunken), px(0.5f));
      const std::string number = std::to_string(i + 1);
      const float number_width = draw_text(list, Face::text_strong, x + pad, y + px(0.95f), c.accent_text, number);
      draw_text(list, Face::text_strong, x + pad + number_width + px(0.4f), y + px(0.95f), c.text, steps[i].head,
                At::left, wide - 2 * pad - number_width - px(0.4f));
      draw_wrapped(list, Face::small, x + pad, y + px(1.7f), wide - 2 * pad, c.text2, steps[i].text);
    }
    y += height + gap;
  }
  return y - min.y;
}

}  // namespace

void draw_shortcuts(Workspace& w, ImVec2 map_min, ImVec2 map_size) {
  const bool open = begin_sheet("shortcuts", map_min, map_size, 82, 50, tr("Guide and keys"), {});
  ImGui::BeginChild("list", sheet_room());
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float top = min.y + draw_steps(list, min, width) + px(0.3f);

  // Groups flow through the columns; none is torn.
  static constexpr std::array groups{CommandGroup::tools, CommandGroup::edit,  CommandGroup::map,
                                     CommandGroup::time,  CommandGroup::view,  CommandGroup::plan,
                                     CommandGroup::layer, CommandGroup::window};
  std::vector<std::vector<Row>> blocks;
  float total = 0;
  float widest = px(12);
  for (const CommandGroup group : groups) {
    std::vector<Row> block{{nullptr, group}};
    for (const Command& command : commands()) {
      if (command.group != group || !command.shortcut.code) continue;
      block.push_back({&command, group});
      widest = std::max(
          widest, text_width(Face::text, tr(command.text)) + key_cap_width(shortcut_text(command.shortcut)) + px(0.6f));
    }
    if (block.size() == 1) continue;
    total += px(head_k) + px(row_k) * static_cast<float>(block.size() - 1) + px(0.5f);
    blocks.push_back(std::move(block));
  }
  const float gap = px(1.8f);
  const int count = std::clamp(static_cast<int>((width + gap) / (widest + gap)), 1, 4);
  const float column = std::floor((width - gap * static_cast<float>(count - 1)) / static_cast<float>(count));
  float x = min.x;
  float y = top;
  float lowest = top;
  int used = 1;
  for (const auto& block : blocks) {
    const float height = px(head_k) + px(row_k) * static_cast<float>(block.size() - 1) + px(0.5f);
    if (y > top && y - top + height * 0.5f > total / static_cast<float>(count) && used < count) {
      x += column + gap;
      y = top;
      ++used;
    }
    for (const Row& row : block) {
      if (!row.command) {
        draw_text(list, Face::small_strong, x, y + px(head_k) * 0.6f, c.text2, group_text(row.group), At::left, column);
        y += px(head_k);
        continue;
      }
      const std::string keys = shortcut_text(row.command->shortcut);
      const float cap = key_cap_width(keys);
      draw_text(list, Face::text, x, y + px(row_k) / 2, c.text, tr(row.command->text), At::left,
                column - cap - px(0.5f));
      draw_key_cap(list, x + column - cap, y + px(row_k) / 2, keys, false);
      y += px(row_k);
    }
    y += px(0.5f);
    lowest = std::max(lowest, y);
  }
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({1, lowest - min.y});
  ImGui::EndChild();
  end_sheet();
  if (!open) w.overlay = Overlay::none;
}

}  // namespace app
