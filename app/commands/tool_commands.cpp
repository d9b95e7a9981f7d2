#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace app {
namespace {

template <Tool tool>
void choose(Workspace& w) {
  w.marking.choose(w, tool);
}

/// A line whose ends, or a point which, takes the partners that it lies on. Drawn on the map, wherever one was.
template <Tool tool, ThingKind kind>
void draw_thing(Workspace& w) {
  w.view = WorkView::map;
  w.marking.choose(w, tool);
  DrawnThing thing = w.marking.thing();
  thing.kind = kind;
  w.marking.set_thing(w, std::move(thing));
}

constexpr std::array tool_table = std::to_array<Command>({
    {.id = "tool.select",
     .text = key("Select"),
     .group = CommandGroup::tools,
     .icon = icon::cursor,
     .shortcut = plain(GLFW_KEY_V),
     .enabled = with_plan,
     .act = choose<Tool::select>},
    {.id = "tool.pan",
     .text = key("Pan"),
     .group = CommandGroup::tools,
     .icon = icon::cursor_move,
     .shortcut = plain(GLFW_KEY_H),
     .enabled = with_plan,
     .act = choose<Tool::pan>},
    {.id = "tool.draw-area",
     .text = key("Draw an area"),
     .group = CommandGroup::tools,
     .icon = icon::polygon_plus,
     .shortcut = plain(GLFW_KEY_N),
     .enabled = with_editable_plan,
     .act = choose<Tool::draw_area>,
     .hint = key("A sink site, a compensation site, a business area, a part of a landfill or another thing.")},
    {.id = "tool.rectangle",
     .text = key("Draw a rectangle"),
     .group = CommandGroup::tools,
     .icon = icon::vector_rectangle,
     .shortcut = plain(GLFW_KEY_R),
     .enabled = with_editable_plan,
     .act = choose<Tool::rectangle>},
    {.id = "tool.circle",
     .text = key("Draw a circle"),
     .group = CommandGroup::tools,
     .icon = icon::vector_circle,
     .shortcut = plain(GLFW_KEY_O),
     .enabled = with_editable_plan,
     .act = choose<Tool::circle>},
    {.id = "tool.draw-line",
     .text = key("Draw a line"),
     .group = CommandGroup::tools,
     .icon = icon::vector_polyline,
     .shortcut = plain(GLFW_KEY_L),
     .enabled = with_editable_plan,
     .act = choose<Tool::draw_line>},
    {.id = "tool.mark-point",
     .text = key("Mark a site as a point"),
     .group = CommandGroup::tools,
     .icon = icon::map_marker_plus,
     .shortcut = plain(GLFW_KEY_P),
     .enabled = with_editable_plan,
     .act = choose<Tool::mark_point>},
    {.id = "tool.edit-vertices",
     .text = key("Edit the outline"),
     .group = CommandGroup::tools,
     .icon = icon::vector_polygon,
     .shortcut = plain(GLFW_KEY_K),
     .enabled = with_editable_plan,
     .act = choose<Tool::edit_vertices>},
    {.id = "tool.move",
     .text = key("Move a thing"),
     .group = CommandGroup::tools,
     .icon = icon::cursor_move,
     .shortcut = plain(GLFW_KEY_M),
     .enabled = with_editable_plan,
     .act = choose<Tool::move>},
    {.id = "tool.split",
     .text = key("Split an area with a line"),
     .group = CommandGroup::tools,
     .icon = icon::content_cut,
     .shortcut = plain(GLFW_KEY_S),
     .enabled = with_editable_plan,
     .act = choose<Tool::split>},
    {.id = "tool.cut-hole",
     .text = key("Cut a hole"),
     .group = CommandGroup::tools,
     .icon = icon::vector_difference,
     .shortcut = plain(GLFW_KEY_X),
     .enabled = with_editable_plan,
     .act = choose<Tool::cut_hole>},
    {.id = "tool.merge",
     .text = key("Merge areas"),
     .group = CommandGroup::tools,
     .icon = icon::vector_union,
     .shortcut = plain(GLFW_KEY_U),
     .enabled = with_editable_plan,
     .act = choose<Tool::merge>},
    {.id = "tool.measure",
     .text = key("Measure"),
     .group = CommandGroup::tools,
     .icon = icon::ruler,
     .shortcut = plain(GLFW_KEY_D),
     .enabled = with_plan,
     .act = choose<Tool::measure>,
     .hint = key("Length, area and direction, geodesic and on the grid.")},
    {.id = "tool.draw-flow",
     .text = key("Draw a flow from site to site"),
     .group = CommandGroup::tools,
     .icon = icon::ray_start_arrow,
     .shortcut = plain(GLFW_KEY_F),
     .enabled = with_editable_plan,
     .act = draw_thing<Tool::draw_line, ThingKind::material_flow>,
     .hint = key("Click the sender, then the receiver; points between are its way.")},
    {.id = "tool.mark-offer",
     .text = key("Mark a side stream on offer"),
     .group = CommandGroup::tools,
     .icon = icon::recycle,
     .enabled = with_editable_plan,
     .act = draw_thing<Tool::mark_point, ThingKind::offer>,
     .hint = key("Click the partner or the place, or choose the partner at the right.")},
    {.id = "tool.mark-need",
     .text = key("Mark a need of a side stream"),
     .group = CommandGroup::tools,
     .icon = icon::target,
     .enabled = with_editable_plan,
     .act = draw_thing<Tool::mark_point, ThingKind::need>,
     .hint = key("Click the partner or the place, or choose the partner at the right.")},
});

}  // namespace

std::span<const Command> tool_commands() {
  return tool_table;
}

}  // namespace app
