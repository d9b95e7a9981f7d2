// Moves the map by the pointer over it: drags with a glide, the wheel, double clicks and the box of Shift-drag.
#pragma once

#include "app/map/map_rect.hpp"
#include "app/workspace.hpp"

namespace app {

class PointerMoves {
public:
  /// For the map's item that was just made. `left_is_taken`: the tool needs the left button where it was pressed; then
  /// the map is dragged with the middle or right button, or with Space held.
  void take(Workspace& workspace, const MapRect& map, bool left_is_taken);
  /// Since the button went down the map was dragged or stopped by it: what was pressed is no click.
  [[nodiscard]] bool no_click() const { return drag_ != Drag::none || stopped_map_; }
  [[nodiscard]] bool dragging() const { return drag_ != Drag::none && held_; }
  /// A double click there.
  void zoom_in(Workspace& workspace, const MapRect& map, ImVec2 at) const;
  /// The box that is being drawn to zoom into.
  void draw(ImDrawList& list) const;

private:
  enum class Drag { none, pan, box };
  void end(Workspace& workspace, const MapRect& map, bool left_is_taken);

  Drag drag_ = Drag::none;
  bool held_ = false;
  bool stopped_map_ = false;
  ImVec2 box_from_{0, 0};
  ImVec2 box_to_{0, 0};
};

}  // namespace app
