#include "app/map/map_view.hpp"

#include "app/map/drawing_overlay.hpp"
#include "app/map/furniture.hpp"
#include "app/map/identify.hpp"

#include <GLFW/glfw3.h>
#include <imgui/imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace app {
namespace {

constexpr float drag_threshold_px = 4;
constexpr std::chrono::milliseconds rest_before_card{120};

bool same(const MapState& a, const MapState& b) {
  return a.theme == b.theme && a.year == b.year && a.heatmap_visible == b.heatmap_visible &&
         a.heatmap_opacity == b.heatmap_opacity && a.visible == b.visible && a.selected == b.selected &&
         a.more_selected == b.more_selected;
}

bool same(const render::Camera& a, const render::Camera& b) {
  return a.centre == b.centre && a.m_per_px == b.m_per_px && a.width_px == b.width_px && a.height_px == b.height_px;
}

}  // namespace

std::optional<double> MapView::due_in_s() const {
  if (!card_is_due_) return std::nullopt;
  const auto left = moved_at_ + rest_before_card - std::chrono::steady_clock::now();
  return std::max(0.0, std::chrono::duration<double>(left).count()) + 0.002;
}

void MapView::draw(Workspace& workspace, ImVec2 min, ImVec2 size) {
  rect_.min = min;
  rect_.size = {std::max(1.0f, size.x), std::max(1.0f, size.y)};
  resize(workspace);
  if (!workspace.camera_is_set) {
    const geo::MapBox box = workspace.whole_box();
    if (const auto views = kept_views(workspace.plan()); !views.empty()) {
      workspace.camera = camera_seeing(seen_by(*views.front(), workspace.camera), workspace.camera);
      workspace.camera_is_set = true;
    } else if (!box.empty()) {
      workspace.show(box);
      workspace.camera_is_set = true;
    } else {  // an empty plan: Finland, until there is something to see
      workspace.show({60'000, 6'600'000, 740'000, 7'780'000});
      workspace.camera_is_set = !workspace.plan().layers().empty() ? false : workspace.camera_is_set;
    }
  }
  workspace.navigation.step(workspace.camera, std::chrono::steady_clock::now());
  ImGui::SetCursorScreenPos(rect_.min);
  // Keys on the map are commands; they never press the map as a button.
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);
  ImGui::InvisibleButton(
      "map", rect_.size,
      ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle | ImGuiButtonFlags_MouseButtonRight);
  ImGui::PopItemFlag();
  take_pointer(workspace);
  draw_picture(workspace);
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect(rect_.min, {rect_.min.x + rect_.size.x, rect_.min.y + rect_.size.y}, true);
  list.AddImage(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture_)), rect_.min,
                {rect_.min.x + rect_.size.x, rect_.min.y + rect_.size.y}, {0, 1}, {1, 0});
  moves_.draw(list);
  if (!workspace.presentation.on) {
    draw_marking(workspace, list, rect_);
    draw_furniture(workspace, list, rect_);
    draw_hint(workspace, list, rect_);
  }
  list.PopClipRect();
  if (card_place_ && workspace.overlay == Overlay::none) draw_card(card_, *card_place_, rect_);
}

void MapView::resize(Workspace& workspace) {
  render::Camera& camera = workspace.camera;
  const int width_px = static_cast<int>(rect_.size.x);
  const int height_px = static_cast<int>(rect_.size.y);
  const ImVec2 moved{rect_.min.x - camera_corner_.x, rect_.min.y - camera_corner_.y};
  if (camera.width_px == width_px && camera.height_px == height_px && moved.x == 0 && moved.y == 0) return;
  // A panel that opens or is dragged covers the map or lays it bare, but does not move it.
  const render::ScreenPoint middle{moved.x + width_px / 2.0, moved.y + height_px / 2.0};
  if (workspace.camera_is_set) camera.centre = render::map_from_screen(camera, middle);
  // A presented step shows the same land on every screen.
  if (workspace.presentation.on && workspace.camera_is_set)
    camera.m_per_px *= static_cast<double>(camera.height_px) / height_px;
  camera.width_px = width_px;
  camera.height_px = height_px;
  camera_corner_ = rect_.min;
  // What is selected is never left behind the inspector.
  if (const auto box = workspace.selection_box(); box && workspace.camera_is_set) {
    const render::ScreenPoint at = render::screen_from_map(camera, box->centre());
    const double over = at.x_px - (width_px - 40);
    if (over > 0 && over < 600) camera = camera.moved(-over, 0);
  }
}

void MapView::draw_picture(Workspace& workspace) {
  const SceneOf of{workspace.shown_plan(), workspace.derived.version(), workspace.state};
  bool changed = !scene_of_ || scene_of_->plan != of.plan || scene_of_->derived_version != of.derived_version ||
                 !same(scene_of_->state, of.state);
  if (changed) {
    scene_ = map_scene(*workspace.shown_plan(), workspace.state, workspace.derived.pictures(),
                       workspace.derived.heatmap(), workspace.derived.origin(), plan_scene_);
    scene_of_ = of;
  }
  if (scene_.covered != covered_) {
    scene_.covered = covered_;
    changed = true;
  }
  std::optional<HoveredThing> hovered;
  if (pointer_ && !pressed_on_map_ && !workspace.presentation.on && workspace.marking.tool() == Tool::select)
    hovered = hovered_at(workspace, *pointer_);
  const auto& overlay = overlay_.layers(workspace.shown_plan(), workspace.state, workspace.derived, hovered);
  if (scene_.overlay != overlay) {
    scene_.overlay = overlay;
    changed = true;
  }
  const double symbol_scale = workspace.presentation.on ? presentation_symbol_scale(workspace.camera.height_px) : 1;
  if (!changed && drawn_camera_ && same(*drawn_camera_, workspace.camera) && drawn_symbol_scale_ == symbol_scale)
    return;
  texture_ = renderer_.draw(scene_, workspace.camera, symbol_scale);
  drawn_camera_ = workspace.camera;
  drawn_symbol_scale_ = symbol_scale;
}

void MapView::take_pointer(Workspace& workspace) {
  const ImGuiIO& io = ImGui::GetIO();
  const bool hovered = ImGui::IsItemHovered();
  const bool active = ImGui::IsItemActive();
  const auto pointer_for_tool = [&](ImVec2 at) {
    return MapPointer{rect_.place(workspace.camera, at), workspace.camera.m_per_px, io.KeyShift, io.KeyAlt};
  };
  pointer_.reset();
  if (hovered || active) pointer_ = rect_.place(workspace.camera, io.MousePos);

  if (ImGui::IsItemActivated()) {
    pressed_on_map_ = true;
    tool_drags_ = false;
    // With the space bar held, a drag moves the map in every tool.
    held_by_tool_ = io.MouseClicked[ImGuiMouseButton_Left] && !io.KeysDown[GLFW_KEY_SPACE] &&
                    !workspace.presentation.on && workspace.marking.press(workspace, pointer_for_tool(io.MousePos));
    second_press_ = io.MouseDoubleClicked[ImGuiMouseButton_Left];
  }
  moves_.take(workspace, rect_, held_by_tool_);
  if (held_by_tool_ && ImGui::IsMouseDragging(ImGuiMouseButton_Left, drag_threshold_px)) tool_drags_ = true;
  // What a tool holds follows the pointer once it is a drag.
  if (!(held_by_tool_ && !tool_drags_))
    workspace.marking.point_at(workspace, pointer_ && !workspace.presentation.on
                                              ? std::optional(pointer_for_tool(io.MousePos))
                                              : std::nullopt);
  if (pressed_on_map_ && !active) {
    pressed_on_map_ = false;
    if (std::exchange(held_by_tool_, false))
      workspace.marking.release(workspace);
    else if (!moves_.no_click() && ImGui::IsMouseReleased(ImGuiMouseButton_Left))
      click(workspace, io.MouseClickedPos[ImGuiMouseButton_Left], second_press_);
  }

  const bool rests = hovered && !active && io.MousePos.x == rested_at_.x && io.MousePos.y == rested_at_.y &&
                     io.MouseWheel == 0 && !workspace.navigation.moving();
  const auto now = std::chrono::steady_clock::now();
  if (!rests) {
    rested_at_ = io.MousePos;
    moved_at_ = now;
    card_place_.reset();
    card_is_due_ = hovered && !active && workspace.marking.tool() == Tool::select && !workspace.presentation.on;
  } else if (card_is_due_ && now - moved_at_ >= rest_before_card) {
    card_is_due_ = false;
    card_ = card_at(workspace, *pointer_);
    if (!card_.empty()) card_place_ = io.MousePos;
  }
  if (!hovered || workspace.marking.tool() != Tool::select) card_place_.reset();

  const Tool tool = workspace.marking.tool();
  if (moves_.dragging() || workspace.presentation.on) return;
  if (hovered && tool != Tool::select) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
  if (hovered && (tool == Tool::pan || tool == Tool::move)) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeAll);
}

void MapView::click(Workspace& workspace, ImVec2 at, bool is_double) {
  const geo::MapPoint place = rect_.place(workspace.camera, at);
  if (workspace.presentation.on) return;
  const Tool tool = workspace.marking.tool();
  if (is_double && (tool == Tool::select || tool == Tool::pan)) return moves_.zoom_in(workspace, rect_, at);
  if (tool == Tool::select)
    workspace.select(selection_at(workspace, place));
  else if (tool != Tool::pan)
    workspace.marking.click(
        workspace, {place, workspace.camera.m_per_px, ImGui::GetIO().KeyShift, ImGui::GetIO().KeyAlt}, is_double);
}

}  // namespace app
