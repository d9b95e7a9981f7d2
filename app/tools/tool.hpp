// What the pointer does on the map.
#pragma once

#include <array>
#include <cstddef>

namespace app {

enum class Tool {
  select,
  pan,
  draw_area,
  rectangle,
  circle,
  draw_line,
  mark_point,
  edit_vertices,
  move,
  split,
  cut_hole,
  merge,
  measure
};
inline constexpr std::size_t tool_count = 13;

/// Its name in the command table is "tool." and this.
[[nodiscard]] constexpr const char* id_of(Tool tool) {
  constexpr std::array<const char*, tool_count> ids{"select",    "pan",        "draw-area",     "rectangle", "circle",
                                                    "draw-line", "mark-point", "edit-vertices", "move",      "split",
                                                    "cut-hole",  "merge",      "measure"};
  return ids[static_cast<std::size_t>(tool)];
}

/// Tools that lay down corners one after the other.
[[nodiscard]] constexpr bool places_corners(Tool tool) {
  return tool == Tool::measure || tool == Tool::split || tool == Tool::cut_hole ||
         (tool >= Tool::draw_area && tool <= Tool::mark_point);
}
/// Tools whose shape becomes a new thing of the plan.
[[nodiscard]] constexpr bool makes_a_thing(Tool tool) {
  return tool >= Tool::draw_area && tool <= Tool::mark_point;
}

}  // namespace app
