#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/number_format.hpp"
#include "app/panels/menu.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>
#include <vector>

namespace app {
namespace {

std::string saved_text(const Workspace& w) {
  if (w.session().read_only()) return tr("open for reading only");
  const Session::Saved saved = w.session().saved();
  if (saved.failure) return tr("not saved, trying again");
  if (saved.waiting > 0) return tr("saving");
  if (saved.at) return translated(geo::say("saved {0}", clock_time(*saved.at)));
  return tr("saved");
}

bool bar_button(Workspace& w, const char* id) {
  const Command& c = command(id);
  const bool pressed = icon_button(c.id, c.icon, tr(c.text), shortcut_text(c.shortcut), false, c.enabled(w));
  if (pressed) run(c, w);
  return pressed;
}

std::string word(WorkView view) {
  switch (view) {
    case WorkView::map: return tr("Map");
    case WorkView::flows: return tr("Flows");
    case WorkView::balance: return tr("Balance");
  }
  return {};
}

char32_t icon_of(WorkView view) {
  switch (view) {
    case WorkView::map: return icon::map;
    case WorkView::flows: return icon::swap_horizontal;
    case WorkView::balance: return icon::chart_areaspline;
  }
  return icon::none;
}

const char* command_of(WorkView view) {
  switch (view) {
    case WorkView::map: return "view.map";
    case WorkView::flows: return "view.flows";
    case WorkView::balance: return "view.balance";
  }
  return "";
}

/// Opens the menu of the groups under the button that was pressed; its right or left edge stands under the button's.
void menu_under(Workspace& w, const char* id, bool pressed, ImVec2 corner, bool from_right,
                std::span<const CommandGroup> groups) {
  if (pressed) ImGui::OpenPopup(id);
  const ImVec2 screen = ImGui::GetIO().DisplaySize;
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(0.5f), px(0.5f)});
  ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
  ImGui::SetNextWindowPos(corner, ImGuiCond_Always, {from_right ? 1.0f : 0.0f, 0});
  const ImVec2 room{screen.x - px(1), screen.y - corner.y - px(0.5f)};
  ImGui::SetNextWindowSizeConstraints({0, 0}, room);
  if (ImGui::BeginPopup(id)) {
    command_menu(w, groups, room);
    ImGui::EndPopup();
  }
  ImGui::PopStyleVar(2);
}

/// What looks like a field and opens the palette.
void search_field(Workspace& w, ImVec2 min, float width, float height) {
  const Tokens& c = colours();
  const Command& palette = command("window.palette");
  ImGui::SetCursorScreenPos(min);
  if (hit_area("search", {width, height})) run(palette, w);
  const ImVec2 max{min.x + width, min.y + height};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, packed(ImGui::IsItemHovered() ? c.hover : c.sunken), px(0.3f));
  list.AddRect(min, max, packed(c.border), px(0.3f));
  draw_focus_ring(list, min, max, px(0.3f));
  const float y = (min.y + max.y) / 2;
  draw_icon(list, icon::magnify, min.x + px(0.95f), y, c.text3);
  const std::string keys = shortcut_text(palette.shortcut);
  const float cap = key_cap_width(keys);
  draw_text(list, Face::text, min.x + px(1.75f), y, c.text3, tr("Search or command"), At::left,
            width - px(1.75f) - cap - px(0.9f));
  draw_key_cap(list, max.x - px(0.4f) - cap, y, keys, false);
}

}  // namespace

void draw_top_bar(Workspace& w) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetWindowPos();
  const float width = ImGui::GetWindowWidth();
  const float height = px(2.75f);
  const float middle = min.y + height / 2;
  const float side = px(1.8f);
  const float button_y = std::floor(middle - side / 2);
  list.AddRectFilled({min.x, min.y + height - 1}, {min.x + width, min.y + height}, packed(c.border));
  const float mark = px(1.35f);
  draw_mark(list, {min.x + px(0.7f), std::floor(middle - mark / 2)}, mark);

  // The widths that the parts would like, and what gives way when the window is narrow: first the words of the
  // buttons, then the field, then the words of the views.
  const Command* present = find_command("view.present");
  const Command* table = find_command("window.table");
  static constexpr std::array shown_views{WorkView::map, WorkView::flows, WorkView::balance};
  std::vector<Segment> views;
  for (const WorkView view : shown_views) views.push_back({word(view), icon_of(view), true, {}});
  views.push_back({tr("Table"), icon::table, table->enabled(w), {}});
  float views_width = segmented_width(views);
  const float gap = px(0.6f);
  const float left_part = px(0.7f) + mark + px(0.65f);
  const float name_width = std::min(
      px(16),
      std::max(text_width(Face::text_strong, w.plan().info().name), text_width(Face::small, saved_text(w))) + px(2.4f));
  float field_width = std::max(px(12.2f), px(1.75f) + text_width(Face::text, tr("Search or command")) +
                                              key_cap_width(shortcut_text(command("window.palette").shortcut)) + px(1));
  float present_width = present ? button_width(tr("Present"), icon::presentation) : 0;
  bool field_is_open = true;
  const auto right_width = [&] {
    return 2 * side + gap + (field_is_open ? field_width : side) + gap + present_width + gap + side + px(0.4f);
  };
  const auto fits = [&] {
    const float half = (width - views_width) / 2;
    return half >= right_width() + gap && half >= left_part + px(8);
  };
  if (!fits()) present_width = std::min(present_width, side);
  if (!fits()) field_is_open = false;
  if (!fits()) {
    for (Segment& view : views) view.tooltip = std::exchange(view.text, {});
    views_width = segmented_width(views);
  }

  // Right: what one does.
  float x = min.x + width - right_width();
  const float right_edge = x;
  ImGui::SetCursorScreenPos({x, button_y});
  bar_button(w, "edit.undo");
  ImGui::SetCursorScreenPos({x += side, button_y});
  bar_button(w, "edit.redo");
  x += side + gap;
  if (field_is_open) {
    search_field(w, {x, button_y}, field_width, side);
    x += field_width + gap;
  } else {
    ImGui::SetCursorScreenPos({x, button_y});
    bar_button(w, "window.palette");
    x += side + gap;
  }
  if (present_width > side) {
    ImGui::SetCursorScreenPos({x, std::floor(middle - button_height() / 2)});
    if (button("present", tr("Present"), icon::presentation, ButtonKind::primary, present_width, present->enabled(w)))
      run(*present, w);
    tooltip(tr(present->text), shortcut_text(present->shortcut));
  } else if (present) {
    ImGui::SetCursorScreenPos({x, button_y});
    bar_button(w, present->id);
  }
  x += present_width + gap;
  ImGui::SetCursorScreenPos({x, button_y});
  const bool more = icon_button("more", icon::dots_vertical, tr("More commands"));
  // The tools stand on the map, the plan's commands under its name; a layer's commands need a layer.
  std::vector<CommandGroup> more_groups{CommandGroup::edit, CommandGroup::map, CommandGroup::time, CommandGroup::view,
                                        CommandGroup::window};
  if (w.selection.layer) more_groups.insert(more_groups.begin() + 1, CommandGroup::layer);
  menu_under(w, "more menu", more, {min.x + width - px(0.5f), min.y + height}, true, more_groups);

  // The exact middle: the views.
  const float views_left = std::max(std::floor(min.x + (width - views_width) / 2), min.x + left_part + px(4));
  const bool room_for_views = views_left + views_width + gap <= right_edge;
  if (room_for_views) {
    constexpr int table_place = static_cast<int>(shown_views.size());
    int chosen = static_cast<int>(std::find(shown_views.begin(), shown_views.end(), w.view) - shown_views.begin());
    if (w.table.open && w.view == WorkView::map) chosen = table_place;
    ImGui::SetCursorScreenPos({views_left, std::floor(middle - px(0.95f))});
    if (segmented("views", views, chosen)) {
      if (chosen == table_place) {
        run(*table, w);
      } else {
        const WorkView view = shown_views[static_cast<std::size_t>(chosen)];
        if (view != WorkView::balance) w.table.open = false;
        run(command(command_of(view)), w);
      }
    }
  }

  // Left: plan name over its state, and the plan's commands.
  const float name_left = min.x + left_part;
  const float name_room = std::min(name_width, (room_for_views ? views_left : right_edge) - name_left - gap);
  ImGui::SetCursorScreenPos({name_left - px(0.3f), min.y + 4});
  const bool plan_pressed = hit_area("plan", {name_room + px(0.3f), height - 8});
  const Session::Saved saved = w.session().saved();
  if (ImGui::IsItemHovered() || ImGui::IsPopupOpen("plan menu"))
    list.AddRectFilled(ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), packed(c.hover), px(0.3f));
  draw_focus_ring(list, ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), px(0.3f));
  tooltip(saved.failure ? translated(saved.failure->reason()) : w.session().path());
  const float words = name_room - px(1.7f);
  draw_text(list, Face::text_strong, name_left, middle - px(0.5f), c.text, w.plan().info().name, At::left, words);
  draw_text(list, Face::small, name_left, middle + px(0.52f),
            saved.failure || w.session().read_only() ? c.warn : c.text2, saved_text(w), At::left, words);
  draw_icon(list, icon::chevron_down, name_left + name_room - px(0.8f), middle, c.text2);
  static constexpr std::array plan_groups{CommandGroup::plan};
  menu_under(w, "plan menu", plan_pressed, {name_left - px(0.3f), min.y + height}, false, plan_groups);
}

}  // namespace app
