#include "app/frame.hpp"

#include "app/look.hpp"
#include "app/map/furniture.hpp"

#include <algorithm>
#include <cmath>

namespace app {

void Frame::splitter(Splitter which, ImVec2 min, ImVec2 max, float& k, float low, float high, float direction) {
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

void Frame::draw(Workspace& w, ImVec2 size) {
  if (w.presentation.on) {
    map_.cover(present_.covered());
    begin_region("map", {0, 0}, size, {0, 0});
    map_.draw(w, {0, 0}, size);
    end_region();
    present_.draw(w, size);
    return;
  }
  map_.cover({});
  const float top = px(2.75f);
  begin_region("top", {0, 0}, {size.x, top}, {0, 0});
  draw_top_bar(w);
  end_region();
  if (!w.has_plan()) {
    begin_region("start", {0, top}, {size.x, size.y - top}, {0, 0});
    draw_start_page(w);
    end_region();
    if (w.overlay == Overlay::files) files_.draw(w, {0, top}, {size.x, size.y - top});
    if (w.overlay == Overlay::shortcuts) draw_shortcuts(w, {0, top}, {size.x, size.y - top});
    draw_toasts(w, {0, top}, {size.x, size.y - top});
    return;
  }
  const float status = px(1.5f);
  const float middle = size.y - top - status;
  // The map keeps at least two fifths of the window.
  const bool inspector_open = inspector_has_content(w);
  float left = w.left_panel_open ? px(left_k_) : 0;
  float right = inspector_open ? px(inspector_k_) : 0;
  const float most = 0.6f * size.x;
  if (left + right > most) left = std::max(0.0f, most - right) < px(10) ? 0 : most - right;
  if (right > most) right = most;
  const float dock = std::min(px(dock_k_), middle * 0.45f);
  const ImVec2 map_min{left, top};
  const ImVec2 map_size{size.x - left - right, middle - dock};

  if (left > 0) {
    begin_region("left", {0, top}, {left, middle}, {0, 0});
    layers_.draw(w);
    end_region();
  }
  begin_region("map", map_min, map_size, {0, 0});
  map_.draw(w, map_min, map_size);
  end_region();
  begin_region("dock", {left, top + middle - dock}, {size.x - left - right, dock}, {0, 0});
  draw_dock(w);
  end_region();
  if (inspector_open) {
    const float pad = px(0.75f);
    begin_region("inspector", {size.x - right, top}, {right, middle}, {pad, pad});
    draw_inspector(w);
    end_region();
  }
  begin_region("status", {0, size.y - status}, {size.x, status}, {0, 0});
  status_.draw(w, map_.pointer());
  end_region();

  draw_tool_options(w, map_min, map_size, draw_map_tools(w, map_min, map_size));
  draw_zoom_buttons(w, {map_min, map_size});
  views_.draw(w, map_min, map_size);
  draw_toasts(w, map_min, map_size);
  if (!w.questions.empty())
    draw_import_question(w, map_min, map_size);
  else if (w.overlay == Overlay::files)
    files_.draw(w, map_min, map_size);
  else if (w.overlay == Overlay::adopt && w.adopt_question)
    draw_adopt_panel(w, map_min, map_size);
  else if (w.overlay == Overlay::relink && w.relink_question)
    draw_relink_panel(w, map_min, map_size);
  else if (w.overlay == Overlay::messages)
    draw_messages(w, map_min, map_size);
  else if (w.overlay == Overlay::shortcuts)
    draw_shortcuts(w, map_min, map_size);

  if (left > 0) splitter(Splitter::left, {left - 3, top}, {left + 3, top + middle}, left_k_, 14, 24, 1);
  if (inspector_open)
    splitter(Splitter::inspector, {size.x - right - 3, top}, {size.x - right + 3, top + middle}, inspector_k_, 16, 26,
             -1);
  const float dock_top = top + middle - dock;
  splitter(Splitter::dock, {left, dock_top - 3}, {size.x - right, dock_top + 3}, dock_k_, 5, 20, -1);
}

}  // namespace app
