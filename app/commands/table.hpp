// What the groups of the command table share. Only the files of this folder include it; all others take
// app/commands.hpp.
#pragma once

#include "app/commands.hpp"

namespace app {

[[nodiscard]] std::span<const Command> plan_commands();
[[nodiscard]] std::span<const Command> edit_commands();
[[nodiscard]] std::span<const Command> tool_commands();
[[nodiscard]] std::span<const Command> map_commands();
[[nodiscard]] std::span<const Command> view_commands();
[[nodiscard]] std::span<const Command> layer_commands();
[[nodiscard]] std::span<const Command> time_commands();
[[nodiscard]] std::span<const Command> window_commands();
[[nodiscard]] std::span<const Command> table_commands();

inline bool always(const Workspace&) {
  return true;
}
inline bool with_plan(const Workspace& w) {
  return w.has_plan();
}
inline bool with_editable_plan(const Workspace& w) {
  return w.can_edit();
}
inline bool with_selection(const Workspace& w) {
  return w.has_plan() && !w.selection.empty();
}
inline bool with_layer(const Workspace& w) {
  return w.can_edit() && w.selection.layer;
}

template <Overlay overlay>
void toggle_overlay(Workspace& w) {
  w.overlay = w.overlay == overlay ? Overlay::none : overlay;
}

constexpr Shortcut ctrl(int code) {
  return {.code = code, .ctrl = true};
}
constexpr Shortcut plain(int code) {
  return {.code = code};
}
constexpr Shortcut shift(int code) {
  return {.code = code, .shift = true};
}
constexpr Shortcut alt(int code) {
  return {.code = code, .alt = true};
}
constexpr Shortcut ctrl_shift(int code) {
  return {.code = code, .ctrl = true, .shift = true};
}

}  // namespace app
