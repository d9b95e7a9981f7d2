#include "app/tools/hint.hpp"

#include "app/text.hpp"
#include "app/tools/shape_actions.hpp"
#include "app/workspace.hpp"

namespace app {
namespace {

/// The key's own sign, of the icon font (icons.hpp).
constexpr const char* utf8_backspace = "\uF06E";

std::string words_of_drawing(const Workspace& w, const Drawing& drawing) {
  const std::size_t placed = drawing.corners().size();
  const DrawingState state = drawing.state();
  const Tool tool = w.marking.tool();
  if (w.marking.has_ended()) return tr("Measured. Click to measure anew");
  if (state == DrawingState::crosses_itself) return tr("The outline crosses itself. Remove the last corner");
  switch (drawing.shape()) {
    case Shape::point: return tr("Click the place");
    case Shape::circle: return placed == 0 ? tr("Click the middle") : tr("Click a place on the circle");
    case Shape::rectangle:
      if (placed == 0) return tr("Click the first corner");
      if (!drawing.by_side()) return tr("Click the opposite corner");
      return placed == 1 ? tr("Click the end of the first side") : tr("Click how deep it is");
    case Shape::line:
      if (tool == Tool::split)
        return placed == 0 ? tr("Click the start of the cut, outside the area") : tr("Click across the area");
      if (tool == Tool::measure) return placed == 0 ? tr("Click where measuring starts") : tr("Click the next place");
      return placed == 0 ? tr("Click the start of the line") : tr("Click the next corner");
    case Shape::area: break;
  }
  if (tool == Tool::cut_hole && placed == 0) return tr("Click the first corner of the hole");
  return placed == 0 ? tr("Click the first corner") : tr("Click the next corner");
}

Hint hint_of_drawing(const Workspace& w, const Drawing& drawing) {
  Hint hint{words_of_drawing(w, drawing), {}};
  if (w.marking.has_ended()) {
    hint.keys.push_back({"Ctrl C", tr("copy")});
    hint.keys.push_back({"Esc", tr("end")});
    return hint;
  }
  if (!w.marking.typed.empty()) {
    hint.what = tr("Type the value");
    hint.keys.push_back({"Enter", tr("place the corner")});
    hint.keys.push_back({"Tab", tr("next value")});
    hint.keys.push_back({"Esc", tr("leave the value")});
    return hint;
  }
  if (!drawing.corners().empty()) hint.keys.push_back({utf8_backspace, tr("remove the last")});
  if (drawing.can_finish()) hint.keys.push_back({"Enter", tr("finish")});
  hint.keys.push_back({"Esc", tr("cancel")});
  if (w.marking.snapping) hint.keys.push_back({"Alt", tr("no snapping")});
  if (drawing.edge_start() && !drawing.stands_upright()) hint.keys.push_back({tr("Shift"), "45°"});
  return hint;
}

}  // namespace

Hint hint_of(const Workspace& w) {
  const Marking& marking = w.marking;
  if (marking.drawing()) return hint_of_drawing(w, *marking.drawing());
  Hint hint;
  switch (marking.tool()) {
    case Tool::edit_vertices:
      if (!marking.outline()) {
        hint.what = tr("Click the thing whose outline you edit");
      } else if (marking.outline()->is_held()) {
        hint.what = tr("Let go at the new place");
        hint.keys.push_back({"Alt", tr("no snapping")});
        hint.keys.push_back({"Esc", tr("put back")});
        return hint;
      } else {
        hint.what = tr("Drag a corner, or the middle of an edge");
        if (marking.outline()->chosen()) hint.keys.push_back({"Del", tr("remove the corner")});
      }
      break;
    case Tool::move: hint.what = tr("Drag a thing to its new place"); break;
    case Tool::merge:
      hint.what = is_area(w.plan(), w.selection.thing) ? tr("Click the area that joins the chosen one")
                                                       : tr("Click the area that stays");
      break;
    default: return {};
  }
  hint.keys.push_back({"Esc", tr("end")});
  return hint;
}

}  // namespace app
