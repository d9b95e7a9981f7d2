#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/table/table_actions.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <array>

namespace app {
namespace {

bool with_rows(const Workspace& w) {
  return w.has_plan() && w.table.open && !w.table.shown().empty();
}

constexpr std::array table_table = std::to_array<Command>({
    {.id = "window.table",
     .text = key("Attribute table"),
     .group = CommandGroup::window,
     .icon = icon::table,
     .shortcut = plain(GLFW_KEY_F4),
     .enabled = with_plan,
     .act = toggle_table},
    {.id = "table.map-filter",
     .text = key("Show only these rows on the map"),
     .group = CommandGroup::layer,
     .icon = icon::filter,
     .edits = true,
     .enabled =
         [](const Workspace& w) {
           return w.can_edit() && w.table.open && w.table.subject().kind == TableKind::layer &&
                  (w.table.query().has_filter() || map_has_filter(w));
         },
     .act = toggle_map_filter},
    {.id = "table.select-shown",
     .text = key("Select all shown rows"),
     .group = CommandGroup::layer,
     .icon = icon::select_all,
     .enabled = with_rows,
     .act = select_shown},
    {.id = "table.invert",
     .text = key("Invert the selection of rows"),
     .group = CommandGroup::layer,
     .icon = icon::select_inverse,
     .enabled = with_rows,
     .act = invert_shown},
    {.id = "table.copy",
     .text = key("Copy the rows"),
     .group = CommandGroup::layer,
     .icon = icon::copy,
     .enabled = with_rows,
     .act = [](Workspace& w) { w.wishes.clipboard = copied_rows(w); },
     .hint = key("The selected rows, or all that are shown, with tabs between, for a spreadsheet.")},
    {.id = "table.export",
     .text = key("Export the rows as CSV"),
     .group = CommandGroup::layer,
     .icon = icon::file_export,
     .enabled = with_rows,
     .act = export_rows,
     .hint = key("The selected rows, or all that are shown, into a file beside the plan.")},
});

}  // namespace

std::span<const Command> table_commands() {
  return table_table;
}

}  // namespace app
