#include "app/map/map_view.hpp"

#include "app/look.hpp"
#include "app/map/drawing_overlay.hpp"
#include "app/map/flow_card.hpp"
#include "app/map/furniture.hpp"
#include "app/map/identify.hpp"
#include "app/widgets/places.hpp"

#include <GLFW/glfw3.h>
#include <imgui/imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace app {
namespace {

constexpr float map_drag_threshold_px = 4;
constexpr std::chrono::milliseconds rest_before_card{120};

bool same(const MapState& a, const MapState& b) {
  return a.theme == b.theme && a.year == b.year && a.heatmap_visible == b.heatmap_visible &&
         a.heatmap_opacity == b.heatmap_opacity && a.visible == b.visible && a.selected == b.selected &&
         a.more_selected == b.more_selected && a.flow_roads == b.flow_roads;
}

bool same(const render::Camera& a, const render::Camera& b) {
  return a.centre == b.centre && a.m_per_px == b.m_per_px && a.width_px == b.width_px && a.height_px == b.height_px;
}

}  // namespace

HoverCard MapView::read(const Workspace& workspace, geo::MapPoint place) const {
  return workspace.view == WorkView::flows ? flow_card(workspace, place) : card_at(workspace, place);
}

std::vector<render::SceneLayer> MapView::flow_overlay(const Workspace& w) {
  std::vector<render::SceneLayer> layers;
  if (!w.flows.map()) return layers;
  if (pointer_ && !pressed_on_map_) {
    const auto hit = w.flows.hit(*pointer_, w.camera.m_per_px, 1);
    if (hit && hit->strand) {
      const std::pair lit{w.flows.version(), *hit->strand};
      if (lit_strand_ != lit) {
        lit_strand_ = lit;
        lit_flow_ = hovered_flow(w.flows.drawing(), *hit->strand);
      }
      layers.push_back({.flows = lit_flow_});
    }
  }
  if (w.flows.moving_marks && !w.preferences.reduce_motion) {
    constexpr double px_per_s = 30;
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
    layers.push_back({.flows = w.flows.drawing().picture, .flow_phase_px = std::fmod(seconds * px_per_s, 26.0)});
  }
  return layers;
}

std::optional<double> MapView::due_in_s() const {
  if (!scene_.overlay.empty() && scene_.overlay.back().flow_phase_px) return 1.0 / 30;
  if (!card_is_due_) return std::nullopt;
  const auto left = moved_at_ + rest_before_card - std::chrono::steady_clock::now();
  return std::max(0.0, std::chrono::duration<double>(left).count()) + 0.002;
}

std::optional<render::Picture> MapView::picture() const {
  if (!drawn_camera_) return std::nullopt;
  return renderer_.read_back();
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
    draw_box(list);
    draw_hint(hint_of(workspace), list, rect_);
  }
  list.PopClipRect();
  if (workspace.view == WorkView::flows && workspace.flows.map() && !workspace.flows.drawing().picture->bands.empty()) {
    const render::FlowShapes& shapes = workspace.flows.shapes(workspace.camera.m_per_px, 1);
    const ImVec2 middle = rect_.screen(workspace.camera, render::band_middle(shapes, 0));
    note_place("widest flow", {middle.x - 1, middle.y - 1}, {middle.x + 1, middle.y + 1});
  }
  if (card_place_ && workspace.overlay == Overlay::none) draw_card(card_, *card_place_, rect_);
  if (workspace.view == WorkView::map && workspace.overlay == Overlay::none && !workspace.marking.drawing())
    pinned_.draw(workspace, rect_);
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
  const bool flows = workspace.view == WorkView::flows && workspace.flows.map();
  SceneOf of{workspace.map_plan(), workspace.derived.version(), workspace.state};
  if (workspace.view == WorkView::flows) of.state = flow_state(of.state);
  if (flows) of.flow_version = workspace.flows.version(), of.flow_m_per_px = workspace.camera.m_per_px;
  bool changed = !scene_of_ || scene_of_->plan != of.plan || scene_of_->derived_version != of.derived_version ||
                 !same(scene_of_->state, of.state) || scene_of_->flow_version != of.flow_version ||
                 scene_of_->flow_m_per_px != of.flow_m_per_px;
  if (changed) {
    scene_ = map_scene(*workspace.map_plan(), of.state, workspace.derived.pictures(), workspace.derived.heatmap(),
                       workspace.derived.origin(), plan_scene_);
    if (flows)
      add_flows(scene_, *workspace.flows.map(), workspace.flows.drawing(),
                workspace.flows.shapes(workspace.camera.m_per_px, 1));
    scene_of_ = of;
  }
  if (scene_.covered != covered_) {
    scene_.covered = covered_;
    changed = true;
  }
  std::optional<HoveredThing> hovered;
  if (pointer_ && !pressed_on_map_ && !workspace.presentation.on && !flows && workspace.marking.tool() == Tool::select)
    hovered = hovered_at(workspace, *pointer_);
  std::vector<render::SceneLayer> overlay =
      flows ? flow_overlay(workspace)
            : overlay_.layers(workspace.map_plan(), workspace.state, workspace.derived, hovered);
  if (scene_.overlay != overlay) {
    scene_.overlay = std::move(overlay);
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
    card_at_press_ = card_place_.has_value();
    tool_drags_ = false;
    // With the space bar held, a drag moves the map in every tool.
    held_by_tool_ = io.MouseClicked[ImGuiMouseButton_Left] && !io.KeysDown[GLFW_KEY_SPACE] &&
                    !workspace.presentation.on && workspace.view == WorkView::map &&
                    workspace.marking.press(workspace, pointer_for_tool(io.MousePos));
    second_press_ = io.MouseDoubleClicked[ImGuiMouseButton_Left];
  }
  const bool gathers = take_box(workspace, active);
  moves_.take(workspace, rect_, held_by_tool_ || gathers);
  if (held_by_tool_ && ImGui::IsMouseDragging(ImGuiMouseButton_Left, map_drag_threshold_px)) tool_drags_ = true;
  // What a tool holds follows the pointer once it is a drag.
  if (!(held_by_tool_ && !tool_drags_))
    workspace.marking.point_at(workspace, pointer_ && !workspace.presentation.on
                                              ? std::optional(pointer_for_tool(io.MousePos))
                                              : std::nullopt);
  if (pressed_on_map_ && !active) {
    pressed_on_map_ = false;
    if (std::exchange(held_by_tool_, false))
      workspace.marking.release(workspace);
    else if (!gathers && !moves_.no_click() && ImGui::IsMouseReleased(ImGuiMouseButton_Left))
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
    card_ = read(workspace, *pointer_);
    card_version_ = workspace.derived.version();
    if (!card_.empty()) card_place_ = io.MousePos;
  } else if (card_place_ && card_version_ != workspace.derived.version()) {
    // Another year or gas was chosen with the pointer at rest: the card says what the map shows now.
    card_ = read(workspace, *pointer_);
    card_version_ = workspace.derived.version();
    if (card_.empty()) card_place_.reset();
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
  if (tool == Tool::pan) return;
  if (workspace.view == WorkView::flows) {
    const auto flow = workspace.flows.hit(place, workspace.camera.m_per_px, 1);
    return workspace.flows.choose(flow && flow->strand ? workspace.flows.flows_of(*flow->strand) : ChosenFlows{});
  }
  if (tool != Tool::select)
    return workspace.marking.click(
        workspace, {place, workspace.camera.m_per_px, ImGui::GetIO().KeyShift, ImGui::GetIO().KeyAlt}, is_double);
  constexpr double same_place_px = 4;
  const bool adds = ImGui::GetIO().KeyCtrl;
  const std::vector<MapHit> hits = hits_at(workspace, place);
  if (adds) {
    // A feature of the layer that is being gathered, or a thing of the plan, comes before what lies over it.
    const auto same_kind = std::find_if(hits.begin(), hits.end(), [&](const MapHit& hit) {
      return workspace.selection.features.empty() ? !hit.layer : hit.layer == workspace.selection.features.layer;
    });
    if (same_kind != hits.end())
      workspace.select(toggled(workspace, workspace.selection, *same_kind));
    else if (!hits.empty() && workspace.selection.empty())
      workspace.select(selection_of(workspace, hits.front()));
    return;
  }
  const auto hit = click_cycle_.click(hits, place, same_place_px * workspace.camera.m_per_px);
  // The card that is shown stays; where one is pinned already, each click reads its place instead.
  if (card_at_press_ || pinned_.is_open()) {
    const auto told = hit ? static_cast<std::size_t>(std::find(hits.begin(), hits.end(), *hit) - hits.begin()) : 0;
    HoverCard card = card_at(workspace, place, told);
    if (card.empty())
      pinned_.close();
    else
      pinned_.pin(std::move(card));
    card_place_.reset();
    card_is_due_ = false;
  }
  workspace.select(hit ? selection_of(workspace, *hit) : Selection{});
}

bool MapView::take_box(Workspace& workspace, bool active) {
  const ImGuiIO& io = ImGui::GetIO();
  if (!box_from_) {
    if (!active || !pressed_on_map_ || !io.KeyCtrl || workspace.marking.tool() != Tool::select || held_by_tool_ ||
        !ImGui::IsMouseDragging(ImGuiMouseButton_Left, map_drag_threshold_px))
      return false;
    box_from_ = io.MouseClickedPos[ImGuiMouseButton_Left];
  }
  if (active) return true;
  geo::MapBox box;
  box.extend(rect_.place(workspace.camera, *box_from_));
  box.extend(rect_.place(workspace.camera, io.MousePos));
  box_from_.reset();
  workspace.select(joined(workspace.selection, selection_in(workspace, box)));
  return true;
}

void MapView::draw_box(ImDrawList& list) const {
  if (!box_from_) return;
  const ImVec2 to = ImGui::GetIO().MousePos;
  const ImVec2 a{std::floor(std::min(box_from_->x, to.x)), std::floor(std::min(box_from_->y, to.y))};
  const ImVec2 b{std::floor(std::max(box_from_->x, to.x)), std::floor(std::max(box_from_->y, to.y))};
  list.AddRectFilled(a, b, packed(faded(colours().accent, 0.1)));
  list.AddRect(a, b, packed(colours().accent), 0, 0, 1.5f);
}

}  // namespace app
