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

void draw_status_bar(Workspace& w, const std::optional<geo::MapPoint>& pointer) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetWindowPos();
  const float width = ImGui::GetWindowWidth();
  const float height = px(1.5f);
  const float y = min.y + height / 2;
  list.AddRectFilled(min, {min.x + width, min.y + 1}, packed(c.border));
  float x = min.x + px(0.7f);
  const geo::MapPoint place = pointer.value_or(w.camera.centre);
  const std::string where = coordinates(place);
  const float where_width = text_width(Face::small, where);
  ImGui::SetCursorScreenPos({x - px(0.2f), min.y});
  if (hit_area("where", {where_width + px(0.4f), height})) w.wishes.copy_place = true;
  if (ImGui::IsItemHovered())
    list.AddRectFilled({x - px(0.2f), min.y + 2}, {x + where_width + px(0.2f), min.y + height - 1}, packed(c.hover), 3);
  tooltip(tr("Copy the coordinates"), shortcut_text(command("map.copy-place").shortcut));
  draw_text(list, Face::small, x, y, pointer ? c.text2 : c.text3, where);
  // The widest coordinates keep their room, so that what follows stands still.
  x += std::max(where_width, text_width(Face::small, coordinates({777777, 7777777}))) + px(1.2f);
  const std::string crs = w.map_crs().name();
  const std::string crs_shown = w.map_crs().epsg() == 3067 ? "ETRS-TM35FIN" : crs;
  x += draw_text(list, Face::small, x, y, c.text2, crs_shown, At::left, px(16)) + px(1.2f);
  x += draw_text(list, Face::small, x, y, c.text2, scale(w.camera.scale_number())) + px(1.2f);
  list.AddRectFilled({x, min.y + px(0.35f)}, {x + 1, min.y + height - px(0.35f)}, packed(c.border));
  x += px(1.2f);
  const std::string gwp = "GWP100 " + std::string(geo::text_of(w.plan().info().gwp_set));
  const float gwp_width = text_width(Face::small, gwp);
  ImGui::SetCursorScreenPos({x - px(0.2f), min.y});
  if (hit_area("gwp", {gwp_width + px(0.4f), height})) run(command("plan.gwp"), w);
  if (ImGui::IsItemHovered())
    list.AddRectFilled({x - px(0.2f), min.y + 2}, {x + gwp_width + px(0.2f), min.y + height - 1}, packed(c.hover), 3);
  tooltip(tr("Next set of GWP100 values"));
  draw_text(list, Face::small, x, y, c.text2, gwp);
  x += gwp_width + px(1.2f);

  // Right: running work with cancel, messages.
  float right = min.x + width - px(0.7f);
  std::size_t problems = w.session().problems().size();
  for (const auto& row : w.plan().layers())
    if (const auto* layer = w.derived.linked(row.id))
      problems += layer->failure ? 1 : layer->loaded ? layer->loaded->problems.size() : 0;
  if (problems > 0) {
    const std::string text = translated(geo::say("{0} messages", std::to_string(problems)));
    const float wide = text_width(Face::small, text) + px(1.2f);
    ImGui::SetCursorScreenPos({right - wide, min.y});
    if (hit_area("messages", {wide, height})) run(command("window.messages"), w);
    draw_icon(list, icon::alert, right - wide + px(0.5f), y, c.warn, Face::small);
    draw_text(list, Face::small, right, y, c.warn, text, At::right);
    right -= wide + px(1.2f);
  }
  if (const std::size_t selected = w.selection.count(); selected > 0) {
    const std::string text = translated(geo::say("Selected {0}", number(static_cast<double>(selected), 0)));
    right -= draw_text(list, Face::small, right, y, c.text2, text, At::right) + px(1.2f);
  }
  const std::vector<Jobs::Running> running = w.jobs.running();
  if (running.empty()) {
    const std::string text = tr("Up to date");
    const float wide = draw_text(list, Face::small, right, y, c.text2, text, At::right);
    draw_icon(list, icon::check_circle, right - wide - px(0.7f), y, c.good, Face::small);
    return;
  }
  const Jobs::Running& job = running.front();
  const float cancel_width = text_width(Face::small, tr("Cancel")) + px(0.6f);
  ImGui::SetCursorScreenPos({right - cancel_width, min.y});
  if (hit_area("cancel", {cancel_width, height})) w.jobs.cancel(job.id);
  draw_text(list, Face::small, right - px(0.3f), y, c.accent_text, tr("Cancel"), At::right);
  right -= cancel_width + px(0.6f);
  const float bar = px(5);
  list.AddRectFilled({right - bar, y - 2}, {right, y + 2}, packed(c.track), 2);
  list.AddRectFilled({right - bar, y - 2},
                     {right - bar + bar * static_cast<float>(std::clamp(job.share, 0.0, 1.0)), y + 2}, packed(c.accent),
                     2);
  right -= bar + px(0.6f);
  std::string what = translated(job.what);
  if (running.size() > 1) what += " + " + std::to_string(running.size() - 1);
  const float wide = draw_text(list, Face::small, right, y, c.text2, what, At::right, px(18));
  draw_icon(list, icon::sync, right - wide - px(0.7f), y, c.accent_text, Face::small);
}

}  // namespace app
