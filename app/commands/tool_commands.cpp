#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace app {
namespace {

constexpr std::array table = std::to_array<Command>({
    {.id = "tool.select",
     .text = key("Select"),
     .group = CommandGroup::tools,
     .icon = icon::cursor,
     .shortcut = plain(GLFW_KEY_V),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.choose(Tool::select); }},
    {.id = "tool.pan",
     .text = key("Pan"),
     .group = CommandGroup::tools,
     .icon = icon::cursor_move,
     .shortcut = plain(GLFW_KEY_H),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.choose(Tool::pan); }},
    {.id = "tool.draw-area",
     .text = key("Draw a sink site"),
     .group = CommandGroup::tools,
     .icon = icon::polygon_plus,
     .shortcut = plain(GLFW_KEY_N),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.choose(Tool::draw_area); }},
    {.id = "tool.mark-point",
     .text = key("Mark a site as a point"),
     .group = CommandGroup::tools,
     .icon = icon::map_marker_plus,
     .shortcut = plain(GLFW_KEY_P),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.choose(Tool::mark_point); }},
});

}  // namespace

std::span<const Command> tool_commands() {
  return table;
}

}  // namespace app
