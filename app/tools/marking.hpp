// The tool in hand and what it is doing: a shape that is drawn, an outline that is edited, a path that is measured.
// Knows nothing of ImGui or OpenGL: the map hands it places, keys come as values.
#pragma once

#include "app/tools/aim.hpp"
#include "app/tools/drawing.hpp"
#include "app/tools/drawn_thing.hpp"
#include "app/tools/outline.hpp"
#include "app/tools/snap_targets.hpp"
#include "app/tools/tool.hpp"

#include <array>
#include <optional>
#include <string>

namespace app {

class Workspace;

/// The pointer on the map with the keys that are held down.
struct MapPointer {
  geo::MapPoint place;
  double m_per_px = 1;
  bool shift = false;  ///< directions in steps of 45°
  bool alt = false;    ///< no snapping
};

class Marking {
public:
  // ---- the tool and its options
  [[nodiscard]] Tool tool() const { return tool_; }
  /// What was being drawn is given up.
  void choose(Workspace& workspace, Tool tool);
  bool snapping = true;
  bool right_angle = false;
  [[nodiscard]] bool by_side() const { return by_side_; }
  /// Rectangles from one side and their depth; what of one is placed is given up.
  void set_by_side(bool by_side);

  // ---- what is seen of it
  [[nodiscard]] const std::optional<Drawing>& drawing() const { return drawing_; }
  /// A measured path that was ended stays until the next click.
  [[nodiscard]] bool has_ended() const { return ended_; }
  [[nodiscard]] const std::optional<Outline>& outline() const { return outline_; }
  [[nodiscard]] const std::optional<Aim>& aim() const { return aim_; }
  /// What the aim lies on, in words.
  [[nodiscard]] std::string snap_name(const Workspace& workspace) const;
  /// The shape of a thing that is dragged just now; null otherwise.
  [[nodiscard]] const geo::Geometry* live_shape(const render::PlanThing& thing) const;
  /// The thing that a click would move or merge.
  [[nodiscard]] const render::PlanThing& pointed() const { return pointed_; }
  /// The words of the thing that is drawn.
  [[nodiscard]] const DrawnThing& thing() const { return thing_; }
  void set_thing(Workspace& workspace, DrawnThing thing);
  TypedValues typed;

  // ---- the pointer
  void point_at(Workspace& workspace, const std::optional<MapPointer>& pointer);
  /// True if the tool takes what follows as its drag, so that the map is not moved.
  bool press(Workspace& workspace, const MapPointer& pointer);
  void release(Workspace& workspace);
  void click(Workspace& workspace, const MapPointer& pointer, bool is_double);

  // ---- keys; each returns whether it meant something
  bool type(Workspace& workspace, char32_t character);
  /// Places what is typed, or ends the shape.
  bool enter(Workspace& workspace);
  /// Takes back a typed character, the last corner, or the chosen corner of an outline.
  bool backspace(Workspace& workspace);
  bool remove_chosen_corner(Workspace& workspace);
  bool next_field();
  /// Gives up a drag, what is typed, the drawing, the tool, in that order.
  bool cancel(Workspace& workspace);
  bool undo_corner();
  bool redo_corner();
  [[nodiscard]] bool can_undo_corner() const { return drawing_ && !ended_ && !drawing_->corners().empty(); }
  [[nodiscard]] bool can_redo_corner() const { return drawing_ && !ended_ && drawing_->can_redo(); }

  /// There is enough of the shape, or a partner in its place.
  [[nodiscard]] bool can_finish() const;
  /// Ends the shape and makes of it what the tool says, if it can be.
  void finish(Workspace& workspace);
  /// Follows the plan and the selection. Called when either may have changed.
  void follow(Workspace& workspace);
  /// Forgets everything: another plan was opened.
  void reset();

private:
  void start_drawing(Workspace& workspace);
  void place_corner(Workspace& workspace, bool is_double);
  /// Edits, or says why not. True if edited.
  bool take(Workspace& workspace, geo::Outcome<geo::Edit> edit);
  [[nodiscard]] render::PlanThing area_for_cut(const Workspace& workspace) const;

  Tool tool_ = Tool::select;
  bool by_side_ = false;
  std::optional<Drawing> drawing_;
  bool ended_ = false;
  DrawnThing thing_;
  std::array<std::optional<ThingKind>, 4> last_kind_;  ///< by geo::GeometryKind
  std::optional<Outline> outline_;
  std::optional<MapPointer> pointer_;
  std::optional<Aim> aim_;
  render::PlanThing pointed_;
  SnapTargets targets_;
};

}  // namespace app
