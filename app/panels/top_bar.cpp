#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace app {
namespace {

/// Rounded square, a falling road, a teal dot (look.md section 9).
void draw_mark(ImDrawList& list, ImVec2 min, float side) {
  const Tokens& c = colours();
  list.AddRectFilled(min, {min.x + side, min.y + side}, packed(c.text), 0.23f * side);
  const auto at = [&](float x, float y) { return ImVec2(min.x + x * side, min.y + y * side); };
  const unsigned road = packed(c.panel);
  const float width = 0.1f * side;
  list.AddBezierCubic(at(0.2f, 0.38f), at(0.5f, 0.3f), at(0.42f, 0.74f), at(0.8f, 0.72f), road, width);
  list.AddCircleFilled(at(0.2f, 0.38f), width / 2, road);
  list.AddCircleFilled(at(0.8f, 0.72f), width / 2, road);
  list.AddCircleFilled(at(0.73f, 0.29f), 0.11f * side, packed(render::hex("#3CCBB0")));
}

std::string saved_text(const Workspace& w) {
  if (w.session().read_only()) return tr("open for reading only");
  const Session::Saved saved = w.session().saved();
  if (saved.failure) return tr("not saved, trying again");
  if (saved.waiting > 0) return tr("saving");
  if (saved.at) return translated(geo::say("saved {0}", clock_time(*saved.at)));
  return tr("saved");
}

/// One row of the menu; returns pressed.
bool menu_row(const Command& command, bool enabled, float width) {
  const Tokens& c = colours();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float height = px(1.65f);
  if (!enabled) ImGui::BeginDisabled();
  const bool pressed = hit_area(command.id, {width, height});
  const bool hovered = ImGui::IsItemHovered();
  if (command.hint) tooltip(tr(command.hint));
  if (!enabled) ImGui::EndDisabled();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (hovered) list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.hover), px(0.3f));
  const float y = min.y + height / 2;
  if (command.icon) draw_icon(list, command.icon, min.x + px(0.9f), y, enabled ? c.text3 : c.disabled);
  draw_text(list, Face::text, min.x + px(1.9f), y, enabled ? c.text : c.disabled, tr(command.text));
  draw_text(list, Face::small, min.x + width - px(0.5f), y, c.text3, shortcut_text(command.shortcut), At::right);
  return pressed && enabled;
}

void menu(Workspace& w) {
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.5f), px(0.5f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  const ImVec2 bar_end{ImGui::GetWindowPos().x + ImGui::GetWindowWidth(), ImGui::GetWindowPos().y + px(2.75f)};
  ImGui::SetNextWindowPos({bar_end.x - px(0.5f), bar_end.y}, ImGuiCond_Always, {1, 0});
  if (ImGui::BeginPopup("menu")) {
    float width = px(12);
    for (const Command& command : commands())
      width = std::max(width, text_width(Face::text, tr(command.text)) +
                                  text_width(Face::small, shortcut_text(command.shortcut)) + px(4));
    const Command* chosen = nullptr;
    CommandGroup group = commands().front().group;
    for (const Command& command : commands()) {
      if (command.group == CommandGroup::time || command.group == CommandGroup::layer ||
          command.shortcut == Shortcut{256, false, false})
        continue;
      if (command.group != group) {
        ImGui::Dummy({1, px(0.2f)});
        divider();
        ImGui::Dummy({1, px(0.2f)});
        group = command.group;
      }
      if (menu_row(command, command.enabled(w), width)) chosen = &command;
    }
    if (chosen) ImGui::CloseCurrentPopup();
    ImGui::EndPopup();
    if (chosen) run(*chosen, w);
  }
  ImGui::PopStyleVar(2);
}

bool command_button(Workspace& w, const char* id) {
  const Command& c = command(id);
  const bool pressed = icon_button(c.id, c.icon, tr(c.text), shortcut_text(c.shortcut), false, c.enabled(w));
  if (pressed) run(c, w);
  return pressed;
}

}  // namespace

void draw_top_bar(Workspace& w) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetWindowPos();
  const float width = ImGui::GetWindowWidth();
  const float height = px(2.75f);
  const float middle = min.y + height / 2;
  list.AddRectFilled({min.x, min.y + height - 1}, {min.x + width, min.y + height}, packed(c.border));
  const float mark = px(1.5f);
  draw_mark(list, {min.x + px(0.7f), std::floor(middle - mark / 2)}, mark);

  // Right: what one does.
  const std::array right{"edit.undo", "edit.redo", "plan.open", "window.theme", "window.language", "window.shortcuts"};
  float x = min.x + width - px(0.5f) - px(1.8f) * static_cast<float>(right.size() + 1) - px(1);
  const float right_edge = x;
  const float button_y = std::floor(middle - px(0.9f));
  for (std::size_t i = 0; i < right.size(); ++i) {
    if (i == 2) x += px(1);
    ImGui::SetCursorScreenPos({x, button_y});
    command_button(w, right[i]);
    x += px(1.8f);
  }
  ImGui::SetCursorScreenPos({x, button_y});
  if (icon_button("more", icon::dots_vertical, tr("All commands"))) ImGui::OpenPopup("menu");
  menu(w);
  if (!w.has_plan()) return;

  // The exact middle: which gases count.
  std::vector<Segment> segments;
  for (const GasChoice choice : {GasChoice::all, GasChoice::methane, GasChoice::co2, GasChoice::n2o})
    segments.push_back({word(choice), 0, true, {}});
  const float wide = segmented_width(segments);
  const float left = std::max(std::floor(min.x + (width - wide) / 2), min.x + px(12));
  int chosen = static_cast<int>(w.gas);
  ImGui::SetCursorScreenPos({left, std::floor(middle - px(0.95f))});
  if (left + wide < right_edge && segmented("gases", segments, chosen)) w.gas = static_cast<GasChoice>(chosen);

  // Left: plan name over its state.
  const float name_left = min.x + px(0.7f) + mark + px(0.65f);
  const float room = (left + wide < right_edge ? left : right_edge) - name_left - px(0.6f);
  draw_text(list, Face::text_strong, name_left, middle - px(0.5f), c.text, w.plan().info().name, At::left, room);
  const Session::Saved saved = w.session().saved();
  draw_text(list, Face::small, name_left, middle + px(0.52f),
            saved.failure || w.session().read_only() ? c.warn : c.text2, saved_text(w), At::left, room);
  ImGui::SetCursorScreenPos({name_left, min.y + 4});
  hit_area("plan", {std::max(px(2), std::min(room, px(14))), height - 8});
  tooltip(saved.failure ? translated(saved.failure->reason()) : w.session().path());
}

}  // namespace app
