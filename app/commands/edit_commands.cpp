#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace app {
namespace {

void cancel(Workspace& w) {
  if (w.overlay != Overlay::none) {
    w.overlay = Overlay::none;
    w.adopt_question.reset();
  } else if (!w.questions.empty()) {
    w.questions.erase(w.questions.begin());
  } else if (!w.marking.cancel(w)) {
    w.select({});
  }
}

constexpr std::array table = std::to_array<Command>({
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
    {.id = "edit.delete",
     .text = key("Delete what is selected"),
     .group = CommandGroup::edit,
     .icon = icon::delete_,
     .shortcut = plain(GLFW_KEY_DELETE),
     .edits = true,
     .enabled = with_selection,
     .act = [](Workspace& w) { w.delete_selected(); }},
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
  return table;
}

}  // namespace app
