#include "app/frame.hpp"

#include "app/commands.hpp"
#include "app/look.hpp"
#include "app/map/furniture.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>

namespace app {
namespace {

/// Begins a panel that lies over the map's edge in a narrow window.
void begin_panel_over(const char* name, ImVec2 min, ImVec2 size, ImVec2 padding) {
  begin_region(name, min, size, padding, true);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 max{min.x + size.x, min.y + size.y};
  list.AddRectFilled(min, max, packed(colours().panel));
  list.AddRect(min, max, packed(colours().border));
}

/// In place of the left panel: what opens it, and what else lies beside the map.
void draw_icon_column(Workspace& w, float width) {
  const ImVec2 min = ImGui::GetWindowPos();
  ImGui::GetWindowDrawList()->AddRectFilled(
      {min.x + width - 1, min.y}, {min.x + width, min.y + ImGui::GetWindowHeight()}, packed(colours().border));
  const float side = px(1.8f);
  float y = min.y + px(0.4f);
  for (const char* id : {"window.layers", "window.table", "edit.history", "window.messages"}) {
    const Command* c = find_command(id);
    if (!c) continue;
    ImGui::SetCursorScreenPos({min.x + std::floor((width - side) / 2), y});
    const bool is_open = std::string_view(id) == "window.layers" && w.left_panel_open;
    if (icon_button(id, c->icon, tr(c->text), shortcut_text(c->shortcut), is_open, c->enabled(w))) run(*c, w);
    y += side + px(0.2f);
  }
}

/// Moves the map when the selection's middle lies right of what the panels leave clear.
void keep_selection_clear(Workspace& w, float clear_width) {
  const auto box = w.selection_box();
  if (!box) return;
  const render::ScreenPoint at = render::screen_from_map(w.camera, box->centre());
  const double margin = px(3);
  if (at.x_px > clear_width - margin && at.x_px < w.camera.width_px + 4 * margin)
    w.camera = w.camera.moved(clear_width - margin - at.x_px, 0);
}

}  // namespace

void Frame::splitter(Splitter which, ImVec2 min, ImVec2 max, double& k, double low, double high, float direction) {
  ImGuiIO& io = ImGui::GetIO();
  const bool is_vertical = max.y - min.y > max.x - min.x;
  const bool over = io.MousePos.x >= min.x && io.MousePos.x < max.x && io.MousePos.y >= min.y && io.MousePos.y < max.y;
  if (held_ == Splitter::none && over && !ImGui::IsAnyItemActive()) {
    ImGui::SetMouseCursor(is_vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
    if (ImGui::IsMouseClicked(ImGuiMouseButton_Left)) held_ = which;
  }
  if (held_ != which) return;
  if (!io.MouseDown[ImGuiMouseButton_Left]) {
    held_ = Splitter::none;
    return;
  }
  ImGui::SetMouseCursor(is_vertical ? ImGuiMouseCursor_ResizeEW : ImGuiMouseCursor_ResizeNS);
  k = std::clamp(k + direction * (is_vertical ? io.MouseDelta.x : io.MouseDelta.y) / look().u, low, high);
  const ImVec2 middle{std::floor((min.x + max.x) / 2), std::floor((min.y + max.y) / 2)};
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  if (is_vertical)
    list.AddRectFilled({middle.x - 1, min.y}, {middle.x + 1, max.y}, packed(colours().accent));
  else
    list.AddRectFilled({min.x, middle.y - 1}, {max.x, middle.y + 1}, packed(colours().accent));
}

std::optional<double> Frame::due_in_s(const Workspace& w) const {
  if (!w.has_plan()) return std::nullopt;
  return w.presentation.on ? present_.due_in_s() : map_.due_in_s();
}

void Frame::draw_overlay(Workspace& w, ImVec2 window_size, ImVec2 min, ImVec2 size) {
  if (w.overlay == Overlay::palette) return palette_.draw(w, window_size);
  if (w.overlay == Overlay::shortcuts)
    return draw_shortcuts(w, {0, px(2.75f)}, {window_size.x, window_size.y - px(2.75f)});
  if (w.overlay == Overlay::new_plan) return new_plan_.draw(w, min, size);
  if (w.overlay == Overlay::unsaved && w.has_plan()) return draw_unsaved_question(w, min, size);
  if (!w.questions.empty()) return draw_import_question(w, min, size);
  if (w.overlay == Overlay::files) return files_.draw(w, min, size);
  if (!w.has_plan()) return;
  if (w.overlay == Overlay::adopt && w.adopt_question) return draw_adopt_panel(w, min, size);
  if (w.overlay == Overlay::relink && w.relink_question) return draw_relink_panel(w, min, size);
  if (w.overlay == Overlay::messages) return draw_messages(w, min, size);
  if (w.overlay == Overlay::history) return history_.draw(w, min, size);
  if (w.overlay == Overlay::figure) return figure_.draw(w, min, size);
  if (w.overlay == Overlay::proposals) return proposals_.draw(w, min, size);
}

void Frame::draw_flows(Workspace& w, ImVec2 size, float top, float status) {
  const FlowChoice choice_before = w.flows.choice;
  // A tool for drawing has nothing to do here.
  if (w.marking.tool() != Tool::select && w.marking.tool() != Tool::pan) w.marking.reset();
  PanelSizes& sizes = w.preferences.panels;
  const float middle = size.y - top - status, strip = px(3.45f);
  // The map keeps two fifths of the window; where that leaves too little beside it, the choices give way first.
  const float most = 0.6f * size.x;
  const float right = std::min(px(static_cast<float>(sizes.flows)), most);
  const bool choices_fit = most - right >= px(14);
  const float left = w.left_panel_open && choices_fit ? std::min(px(static_cast<float>(sizes.left)), most - right) : 0;
  const ImVec2 map_min{left, top};
  const ImVec2 map_size{size.x - left - right, middle - strip};
  if (left > 0) {
    begin_region("flow list", {0, top}, {left, middle}, {0, 0});
    flow_list_.draw(w);
    end_region();
  }
  begin_region("map", map_min, map_size, {0, 0});
  map_.draw(w, map_min, map_size);
  end_region();
  begin_region("dock", {left, top + map_size.y}, {map_size.x, strip}, {0, 0});
  draw_year_strip(w, {left, top + map_size.y}, {map_size.x, strip});
  end_region();
  begin_region("flow balance", {size.x - right, top}, {right, middle}, {0, 0});
  flow_balance_.draw(w);
  end_region();
  begin_region("status", {0, size.y - status}, {size.x, status}, {0, 0});
  status_.draw(w, map_.pointer());
  end_region();
  draw_zoom_buttons(w, {map_min, map_size});
  draw_toasts(w, map_min, map_size);
  draw_overlay(w, size, map_min, {size.x - left, map_size.y});
  if (left > 0) splitter(Splitter::left, {left - 3, top}, {left + 3, top + middle}, sizes.left, 14, 24, 1);
  // No other event may follow a press: what was chosen is set to work at once, and its end wakes the window.
  if (!(choice_before == w.flows.choice)) (void)w.update();
  splitter(Splitter::flows, {size.x - right - 3, top}, {size.x - right + 3, top + middle}, sizes.flows, 24, 45, -1);
}

void Frame::draw_balance(Workspace& w, ImVec2 size, float top, float status) {
  const float strip = px(3.45f);
  const ImVec2 min{0, top};
  const ImVec2 room{size.x, size.y - top - status - strip};
  begin_region("balance", min, room, {0, 0});
  balance_.draw(w, min, room);
  end_region();
  begin_region("dock", {0, top + room.y}, {size.x, strip}, {0, 0});
  draw_year_strip(w, {0, top + room.y}, {size.x, strip});
  end_region();
  begin_region("status", {0, size.y - status}, {size.x, status}, {0, 0});
  status_.draw(w, {});
  end_region();
  draw_toasts(w, min, room);
  draw_overlay(w, size, min, room);
}

void Frame::draw(Workspace& w, ImVec2 size) {
  if (!w.has_plan()) {
    begin_region("start", {0, 0}, size, {0, 0});
    start_.draw(w, size);
    end_region();
    draw_overlay(w, size, {0, 0}, size);
    draw_toasts(w, {0, 0}, size);
    return;
  }
  start_.leave();
  if (w.presentation.on) {
    map_.cover(present_.covered());
    begin_region("map", {0, 0}, size, {0, 0});
    map_.draw(w, {0, 0}, size);
    end_region();
    // A card that was asked for stands in place of what is presented.
    if (w.overlay == Overlay::figure)
      figure_.draw(w, {0, 0}, size);
    else
      present_.draw(w, size);
    return;
  }
  map_.cover({});
  const float top = px(2.75f);
  begin_region("top", {0, 0}, {size.x, top}, {0, 0});
  draw_top_bar(w);
  end_region();
  const float status = px(1.5f);
  const float middle = size.y - top - status;
  if (w.view == WorkView::flows) return draw_flows(w, size, top, status);
  if (w.view == WorkView::balance) return draw_balance(w, size, top, status);
  PanelSizes& sizes = w.preferences.panels;
  const bool inspector_open = inspector_has_content(w);
  // In a window that is narrow for its type the inspector lies over the map, then the left panel as well, with a column
  // of icons in its place. The map keeps at least two fifths of the window.
  const bool inspector_floats = size.x < px(80);
  const bool left_floats = size.x < px(69);
  if (left_floats != left_floats_) w.left_panel_open = !left_floats;
  left_floats_ = left_floats;
  const float most = 0.6f * size.x;
  const float inspector_width = inspector_open ? std::min(most, px(static_cast<float>(sizes.inspector))) : 0;
  const float right = inspector_floats ? 0 : inspector_width;
  float left = left_floats ? px(2.6f) : w.left_panel_open ? px(static_cast<float>(sizes.left)) : 0;
  if (!left_floats && left + right > most) left = std::max(0.0f, most - right) < px(10) ? 0 : most - right;
  const float strip = px(3.45f);
  // The table keeps its bar, head and some rows; in a low window the year's strip and most of the map give way.
  const float least_table = px(11);
  const bool table_alone = w.table.open && middle * 0.55f < strip + least_table;
  const float most_table = std::max(middle * 0.55f, std::min(least_table, middle - px(2)));
  float dock = w.table.open ? std::min(px(static_cast<float>(sizes.table)), most_table)
                            : std::min(px(static_cast<float>(sizes.dock)), middle * 0.45f);
  // In a low window, or drawn down, the dock is the slider alone: the chart would lie over its own figures.
  const bool slider_alone = !w.table.open && dock < px(7.5f);
  if (slider_alone) dock = strip;
  const ImVec2 map_min{left, top};
  const ImVec2 map_size{size.x - left - right, middle - dock};

  if (left > 0) {
    begin_region("left", {0, top}, {left, middle}, {0, 0});
    if (left_floats)
      draw_icon_column(w, left);
    else
      layers_.draw(w);
    end_region();
  }
  begin_region("map", map_min, map_size, {0, 0});
  if (map_is_due_) {
    map_.draw(w, map_min, map_size);
    map_menu_.draw(w, map_.pointer());
  } else {
    // The window is there before its first map, whose shaders and meshes take their time.
    ImGui::GetWindowDrawList()->AddRectFilled(map_min, {map_min.x + map_size.x, map_min.y + map_size.y},
                                              packed(render::map_theme(w.state.theme).land));
    map_is_due_ = true;
  }
  end_region();
  begin_region("dock", {left, top + middle - dock}, {size.x - left - right, dock}, {0, 0});
  if (w.table.open) {
    const float dock_left = left, dock_top = top + middle - dock, dock_width = size.x - left - right;
    const float year = table_alone ? 0 : strip;
    table_.draw(w, {dock_left, dock_top}, {dock_width, dock - year});
    if (year > 0) draw_year_strip(w, {dock_left, dock_top + dock - year}, {dock_width, year});
  } else if (slider_alone) {
    draw_year_strip(w, {left, top + middle - dock}, {size.x - left - right, strip});
  } else {
    draw_dock(w);
  }
  end_region();
  if (left_floats && w.left_panel_open) {
    const float width = std::min(px(static_cast<float>(sizes.left)), size.x - left);
    begin_panel_over("left over", {left, top}, {width, middle}, {0, 0});
    layers_.draw(w);
    end_region();
  }
  if (inspector_open) {
    const float pad = px(0.75f);
    const ImVec2 corner{size.x - inspector_width, top};
    if (inspector_floats)
      begin_panel_over("inspector over", corner, {inspector_width, middle}, {pad, pad});
    else
      begin_region("inspector", corner, {inspector_width, middle}, {pad, pad});
    draw_inspector(w);
    end_region();
  }
  // What is selected is not hidden by the inspector that opens for it.
  if (inspector_open && !inspector_was_open_) keep_selection_clear(w, size.x - inspector_width - left);
  inspector_was_open_ = inspector_open;
  begin_region("status", {0, size.y - status}, {size.x, status}, {0, 0});
  status_.draw(w, map_.pointer());
  end_region();

  const ImVec2 clear{size.x - inspector_width - left, map_size.y};
  draw_tool_options(w, map_min, clear, draw_map_tools(w, map_min, clear));
  draw_zoom_buttons(w, {map_min, clear});
  // The bar of a tool that is in use takes the map's upper edge.
  if (w.marking.tool() == Tool::select || w.marking.tool() == Tool::pan) views_.draw(w, map_min, clear);
  // Where the inspector leaves too little, toasts lie over it.
  draw_toasts(w, map_min, clear.x < px(20) ? ImVec2{size.x - left, clear.y} : clear);
  // Sheets stand over the map; over a low one they would hold nothing, so they take what is under the top bar.
  const bool map_is_low = map_size.y < px(30);
  draw_overlay(w, size, {left, top}, {size.x - left, map_is_low ? middle : map_size.y});

  if (left > 0 && !left_floats)
    splitter(Splitter::left, {left - 3, top}, {left + 3, top + middle}, sizes.left, 14, 24, 1);
  if (inspector_open && !inspector_floats)
    splitter(Splitter::inspector, {size.x - right - 3, top}, {size.x - right + 3, top + middle}, sizes.inspector, 16,
             26, -1);
  const float dock_top = top + middle - dock;
  if (w.table.open)
    splitter(Splitter::dock, {left, dock_top - 3}, {size.x - right, dock_top + 3}, sizes.table, 10, 40, -1);
  else
    splitter(Splitter::dock, {left, dock_top - 3}, {size.x - right, dock_top + 3}, sizes.dock, 3.45, 20, -1);
}

}  // namespace app
