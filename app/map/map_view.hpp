// The map in the window: its picture, the pointer over it, drawing handles, hover card and furniture.
#pragma once

#include "app/map/hover_card.hpp"
#include "app/map/identify.hpp"
#include "app/map/map_overlay.hpp"
#include "app/map/map_rect.hpp"
#include "app/navigation/pointer_moves.hpp"
#include "app/workspace.hpp"
#include "render/map_renderer.hpp"

#include <imgui/imgui.h>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace app {

class MapView {
public:
  /// Draws the map into the rectangle and takes the pointer there. Needs the OpenGL context in which it was made.
  void draw(Workspace& workspace, ImVec2 min, ImVec2 size);
  /// The place under the pointer, while it is over the map.
  [[nodiscard]] const std::optional<geo::MapPoint>& pointer() const { return pointer_; }
  /// Seconds until the map needs a frame although nothing happens.
  [[nodiscard]] std::optional<double> due_in_s() const;
  /// The map as it was drawn last; none before the first frame.
  [[nodiscard]] std::optional<render::Picture> picture() const;
  /// Parts of the map where cards lie: no names go there.
  void cover(std::vector<render::ScreenBox> boxes) { covered_ = std::move(boxes); }
  [[nodiscard]] ImVec2 corner() const { return rect_.min; }
  [[nodiscard]] const PinnedCard& pinned() const { return pinned_; }

private:
  void resize(Workspace& workspace);
  void draw_picture(Workspace& workspace);
  void take_pointer(Workspace& workspace);
  void click(Workspace& workspace, ImVec2 at, bool is_double);
  /// Ctrl and a drag select what lies in the box. Returns whether the drag is that.
  bool take_box(Workspace& workspace, bool active);
  void draw_box(ImDrawList& list) const;
  /// What lies at a place, in words.
  [[nodiscard]] HoverCard read(const Workspace& workspace, geo::MapPoint place) const;
  /// The band under the pointer and the marks that run along, over the map's picture.
  std::vector<render::SceneLayer> flow_overlay(const Workspace& workspace);

  /// All that the scene is made of, to see whether it has to be made again.
  struct SceneOf {
    geo::PlanPtr plan;
    std::uint64_t derived_version = 0;
    MapState state;
    std::uint64_t flow_version = 0;  ///< 0: flows are not shown
    double flow_m_per_px = 0;
  };

  render::MapRenderer renderer_;
  render::PlanScene plan_scene_;
  std::optional<SceneOf> scene_of_;
  render::Scene scene_;
  MapOverlay overlay_;
  std::optional<render::Camera> drawn_camera_;
  double drawn_symbol_scale_ = 0;
  unsigned texture_ = 0;
  std::vector<render::ScreenBox> covered_;
  MapRect rect_;
  ImVec2 camera_corner_{0, 0};  ///< of the map when the camera got its size
  std::optional<geo::MapPoint> pointer_;
  PointerMoves moves_;
  bool pressed_on_map_ = false;
  bool second_press_ = false;
  std::optional<ImVec2> box_from_;  ///< where the box that is being dragged began
  ClickCycle click_cycle_;
  bool tool_drags_ = false;
  bool held_by_tool_ = false;  ///< the press belongs to the tool: a corner, a whole thing
  std::chrono::steady_clock::time_point moved_at_;
  ImVec2 rested_at_{-1, -1};
  bool card_is_due_ = false;
  bool card_at_press_ = false;  ///< a card was shown when the button went down
  std::optional<ImVec2> card_place_;
  HoverCard card_;
  std::uint64_t card_version_ = 0;  ///< of what is derived from the plan, when the card was made
  PinnedCard pinned_;
  std::optional<std::pair<std::uint64_t, std::size_t>> lit_strand_;  ///< and the version of the flows
  std::shared_ptr<const render::FlowPicture> lit_flow_;
};

}  // namespace app
