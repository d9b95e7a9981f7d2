#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/text.hpp"
#include "app/tools/shape_actions.hpp"

#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace app {
namespace {

void cancel(Workspace& w) {
  if (w.overlay != Overlay::none) {
    w.overlay = Overlay::none;
    w.adopt_question.reset();
    w.looked_for.clear();
    w.wishes.quitting = false;
  } else if (!w.questions.empty()) {
    w.questions.erase(w.questions.begin());
  } else if (!w.marking.cancel(w)) {
    w.select({});
  }
}

/// A little beside the original, by what is seen.
void duplicate(Workspace& w) {
  const double aside_m = 24 * w.camera.m_per_px;
  render::PlanThing copy;
  w.edit(duplicate_edit(w.plan(), w.selection.thing, {aside_m, -aside_m}, copy));
  w.select({copy, {}});
}

constexpr std::array edit_table = std::to_array<Command>({
    {.id = "edit.undo",
     .text = key("Undo"),
     .group = CommandGroup::edit,
     .icon = icon::undo,
     .shortcut = ctrl(GLFW_KEY_Z),
     .edits = true,
     .enabled =
         [](const Workspace& w) {
           return w.marking.can_undo_corner() || (w.can_edit() && w.session().history().can_undo());
         },
     .act = [](Workspace& w) { w.undo(); }},
    {.id = "edit.redo",
     .text = key("Redo"),
     .group = CommandGroup::edit,
     .icon = icon::redo,
     .shortcut = ctrl(GLFW_KEY_Y),
     .second_shortcut = {GLFW_KEY_Z, true, true},
     .edits = true,
     .enabled =
         [](const Workspace& w) {
           return w.marking.can_redo_corner() || (w.can_edit() && w.session().history().can_redo());
         },
     .act = [](Workspace& w) { w.redo(); }},
    {.id = "edit.history",
     .text = key("History and versions"),
     .group = CommandGroup::edit,
     .icon = icon::history,
     .shortcut = ctrl(GLFW_KEY_H),
     .enabled = with_plan,
     .act = toggle_overlay<Overlay::history>},
    {.id = "edit.delete",
     .text = key("Delete what is selected"),
     .group = CommandGroup::edit,
     .icon = icon::delete_,
     .shortcut = plain(GLFW_KEY_DELETE),
     .edits = true,
     .enabled = with_selection,
     .act = [](Workspace& w) { w.delete_selected(); }},
    {.id = "edit.duplicate",
     .text = key("Duplicate what is selected"),
     .group = CommandGroup::edit,
     .icon = icon::copy,
     .shortcut = ctrl(GLFW_KEY_D),
     .edits = true,
     .enabled = [](const Workspace& w) { return w.can_edit() && w.selection.thing.index() != 0; },
     .act = duplicate},
    {.id = "edit.cancel",
     .text = key("Cancel, close"),
     .group = CommandGroup::edit,
     .icon = icon::close,
     .shortcut = plain(GLFW_KEY_ESCAPE),
     .enabled = always,
     .act = cancel},
});

}  // namespace

std::span<const Command> edit_commands() {
  return edit_table;
}

}  // namespace app
