// The frame's one tooltip: the name of the control under the pointer, or the whole of a text that was cut for want of
// room. No control has to think of the second: whatever draws a text too long for its room offers it here.
#pragma once

#include <imgui/imgui.h>

#include <string_view>

namespace app {

/// The name and key of the control that was just made, which has rested under the pointer.
void offer_tip(std::string_view text, std::string_view shortcut, ImVec2 control_min, ImVec2 control_max);
/// A text of the window that is being drawn stands cut in this rectangle.
void offer_whole_text(std::string_view text, ImVec2 min, ImVec2 max);

/// Draws the tooltip over everything, if there is one. After everything else.
void draw_tip();

}  // namespace app
