#include "app/navigation/pointer_moves.hpp"

#include "app/look.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace app {
namespace {

constexpr float drag_threshold_px = 4;
constexpr double notch = 1.25;
constexpr double fine_notch = 1.05;
constexpr float smallest_box_px = 8;

render::ScreenPoint on_map(const MapRect& map, ImVec2 at) {
  return {at.x - map.min.x, at.y - map.min.y};
}

}  // namespace

void PointerMoves::take(Workspace& w, const MapRect& map, bool left_is_taken) {
  const ImGuiIO& io = ImGui::GetIO();
  const auto now = std::chrono::steady_clock::now();
  const bool active = ImGui::IsItemActive();
  const bool hovered = ImGui::IsItemHovered();
  if (hovered && io.MouseWheel != 0 && !held_) {
    w.navigation.zoom(w.camera, std::pow(io.KeyCtrl ? fine_notch : notch, io.MouseWheel), on_map(map, io.MousePos),
                      now);
    w.camera_is_set = true;
  }
  if (hovered && ImGui::IsMouseClicked(3)) w.navigation.back();
  if (hovered && ImGui::IsMouseClicked(4)) w.navigation.forward();
  if (ImGui::IsItemActivated()) {
    stopped_map_ = w.navigation.moving();
    w.navigation.hold();
    drag_ = Drag::none;
    held_ = true;
  }
  if (!held_) return;
  if (!active) return end(w, map, left_is_taken);
  if (drag_ == Drag::none) {
    for (const ImGuiMouseButton button : {ImGuiMouseButton_Left, ImGuiMouseButton_Middle, ImGuiMouseButton_Right}) {
      if (!ImGui::IsMouseDragging(button, drag_threshold_px)) continue;
      const bool left = button == ImGuiMouseButton_Left;
      const bool space = ImGui::IsKeyDown(GLFW_KEY_SPACE);
      if (left && left_is_taken && !space) continue;
      if (left && space) w.navigation.space_pans = true;
      drag_ = left && io.KeyShift && !space ? Drag::box : Drag::pan;
      box_from_ = io.MouseClickedPos[button];
      if (drag_ == Drag::pan) {
        const ImVec2 way = ImGui::GetMouseDragDelta(button, 0);
        w.navigation.drag(w.camera, {way.x, way.y}, now);
      }
      break;
    }
  } else if (drag_ == Drag::pan && (io.MouseDelta.x != 0 || io.MouseDelta.y != 0)) {
    w.navigation.drag(w.camera, {io.MouseDelta.x, io.MouseDelta.y}, now);
  }
  if (drag_ != Drag::none) w.camera_is_set = true;
  box_to_ = {std::clamp(io.MousePos.x, map.min.x, map.min.x + map.size.x),
             std::clamp(io.MousePos.y, map.min.y, map.min.y + map.size.y)};
  if (drag_ == Drag::pan) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
}

void PointerMoves::end(Workspace& w, const MapRect& map, bool left_is_taken) {
  held_ = false;
  // A drag that began and ended between two frames.
  const ImGuiIO& io = ImGui::GetIO();
  const ImVec2 from = io.MouseClickedPos[ImGuiMouseButton_Left];
  if (drag_ == Drag::none && !left_is_taken && ImGui::IsMouseReleased(ImGuiMouseButton_Left) &&
      std::hypot(io.MousePos.x - from.x, io.MousePos.y - from.y) > drag_threshold_px) {
    drag_ = io.KeyShift ? Drag::box : Drag::pan;
    box_from_ = from;
    box_to_ = io.MousePos;
    if (drag_ == Drag::pan)
      w.navigation.drag(w.camera, {io.MousePos.x - from.x, io.MousePos.y - from.y}, std::chrono::steady_clock::now());
  }
  if (drag_ == Drag::pan) w.navigation.let_go(std::chrono::steady_clock::now());
  if (drag_ != Drag::box) return;
  if (std::abs(box_to_.x - box_from_.x) < smallest_box_px || std::abs(box_to_.y - box_from_.y) < smallest_box_px)
    return;
  geo::MapBox box;
  box.extend(map.place(w.camera, box_from_));
  box.extend(map.place(w.camera, box_to_));
  const render::Camera shows_it = render::Camera::showing(box, w.camera.width_px, w.camera.height_px, 0);
  w.navigation.fly(seen_by(shows_it));
}

void PointerMoves::zoom_in(Workspace& w, const MapRect& map, ImVec2 at) const {
  w.navigation.zoom(w.camera, 2, on_map(map, at), std::chrono::steady_clock::now());
  w.camera_is_set = true;
}

void PointerMoves::draw(ImDrawList& list) const {
  if (!dragging() || drag_ != Drag::box) return;
  const ImVec2 a{std::min(box_from_.x, box_to_.x), std::min(box_from_.y, box_to_.y)};
  const ImVec2 b{std::max(box_from_.x, box_to_.x), std::max(box_from_.y, box_to_.y)};
  const render::MapTheme& theme = render::map_theme(look().kind);
  list.AddRectFilled(a, b, packed(faded(theme.select, 0.10)));
  list.AddRect({a.x - 1, a.y - 1}, {b.x + 1, b.y + 1}, packed(faded(theme.select_case, 0.9)), 0, 0, 4);
  list.AddRect(a, b, packed(theme.select), 0, 0, 2);
}

}  // namespace app
