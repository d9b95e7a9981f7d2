#include "app/frame.hpp"

#include "app/look.hpp"

#include <algorithm>
#include <cmath>

namespace app {

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
  if (w.overlay == Overlay::messages) return draw_messages(w, min, size);
  if (w.overlay == Overlay::history) return history_.draw(w, min, size);
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
  const float top = px(2.75f);
  begin_region("top", {0, 0}, {size.x, top}, {0, 0});
  draw_top_bar(w);
  end_region();
  const float status = px(1.5f);
  const float middle = size.y - top - status;
  // The map keeps at least two fifths of the window.
  PanelSizes& sizes = w.preferences.panels;
  const bool inspector_open = inspector_has_content(w);
  float left = w.left_panel_open ? px(static_cast<float>(sizes.left)) : 0;
  float right = inspector_open ? px(static_cast<float>(sizes.inspector)) : 0;
  const float most = 0.6f * size.x;
  if (left + right > most) left = std::max(0.0f, most - right) < px(10) ? 0 : most - right;
  if (right > most) right = most;
  const float dock = std::min(px(static_cast<float>(sizes.dock)), middle * 0.45f);
  const ImVec2 map_min{left, top};
  const ImVec2 map_size{size.x - left - right, middle - dock};

  if (left > 0) {
    begin_region("left", {0, top}, {left, middle}, {0, 0});
    layers_.draw(w);
    end_region();
  }
  begin_region("map", map_min, map_size, {0, 0});
  map_.draw(w, map_min, map_size);
  map_menu_.draw(w, map_.pointer());
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
  draw_status_bar(w, map_.pointer());
  end_region();

  draw_map_tools(w, map_min, map_size);
  draw_toasts(w, map_min, map_size);
  draw_overlay(w, size, map_min, map_size);

  if (left > 0) splitter(Splitter::left, {left - 3, top}, {left + 3, top + middle}, sizes.left, 14, 24, 1);
  if (inspector_open)
    splitter(Splitter::inspector, {size.x - right - 3, top}, {size.x - right + 3, top + middle}, sizes.inspector, 16,
             26, -1);
  const float dock_top = top + middle - dock;
  splitter(Splitter::dock, {left, dock_top - 3}, {size.x - right, dock_top + 3}, sizes.dock, 5, 20, -1);
}

}  // namespace app
