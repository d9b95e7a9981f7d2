// Toasts: cards with a coloured edge at the map's lower right (look.md section 8).
#pragma once

#include "app/toasts.hpp"

#include <imgui/imgui.h>

namespace app {

[[nodiscard]] float toast_height(const Toast& toast, float width);

enum class ToastPressed { nothing, action, close };
/// Draws one with its left top corner at `min` into the window that is begun.
ToastPressed draw_toast(const Toast& toast, ImVec2 min, float width);

}  // namespace app
