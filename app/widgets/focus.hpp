// The keyboard's way through the window: Tab from control to control in the order in which they are drawn, F6 from one
// part of the window to the next. ImGui 1.86 itself stops at text fields alone.
#pragma once

namespace app {

/// Says that the keyboard may stop at the item that was just made. `is_text`: it is typed into once it is reached.
void tab_stop(bool is_text = false);

/// Forgets the stops of the last frame. Before anything is drawn.
void begin_focus_order();
/// Goes to the next stop (or, `backwards`, to the one before) in the part of the window where the keyboard is; an open
/// menu or sheet is not left. After everything is drawn.
void focus_next(bool backwards);
/// Goes to the first stop of the next part of the window.
void focus_next_region(bool backwards);

/// For the item that was just made: how many steps the arrow keys left and right ask of it while the keyboard is on it.
[[nodiscard]] int arrow_steps();
/// The same of the arrow keys up and down, upwards counted.
[[nodiscard]] int arrow_steps_upwards();
/// Whether the item that was just made is held by the pointer (and not by a key).
[[nodiscard]] bool is_held_by_pointer();

/// Whether a text field has the keyboard now. ImGui's WantTextInput says so for one frame too long.
[[nodiscard]] bool text_has_keys();
/// Whether arrows, Space and Enter belong to a control and not to the commands.
[[nodiscard]] bool focus_takes_keys();

}  // namespace app
