#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <utility>

namespace app {
namespace {

void scale_by(Workspace& w, float step) {
  w.ui_scale = std::clamp(w.ui_scale + step, 0.75f, 3.0f);
}

constexpr std::array window_table = std::to_array<Command>({
    {.id = "window.layers",
     .text = key("Layers and legend on or off"),
     .group = CommandGroup::window,
     .icon = icon::layers,
     .shortcut = plain(GLFW_KEY_F2),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.left_panel_open = !w.left_panel_open; }},
    {.id = "window.palette",
     .text = key("Search or command"),
     .group = CommandGroup::window,
     .icon = icon::magnify,
     .shortcut = ctrl(GLFW_KEY_K),
     .enabled = always,
     .act = toggle_overlay<Overlay::palette>},
    {.id = "window.messages",
     .text = key("Messages"),
     .group = CommandGroup::window,
     .icon = icon::information,
     .shortcut = plain(GLFW_KEY_F8),
     .enabled = with_plan,
     .act = toggle_overlay<Overlay::messages>},
    {.id = "window.theme",
     .text = key("Light or dark theme"),
     .group = CommandGroup::window,
     .icon = icon::theme,
     .shortcut = plain(GLFW_KEY_T),
     .enabled = always,
     .act =
         [](Workspace& w) {
           w.state.theme = render::theme_kind(!render::is_dark(w.state.theme), render::is_high_contrast(w.state.theme));
         }},
    {.id = "window.contrast",
     .text = key("High contrast on or off"),
     .group = CommandGroup::window,
     .icon = icon::theme,
     .enabled = always,
     .act =
         [](Workspace& w) {
           w.state.theme = render::theme_kind(render::is_dark(w.state.theme), !render::is_high_contrast(w.state.theme));
         }},
    {.id = "window.reduce-motion",
     .text = key("Reduce motion on or off"),
     .group = CommandGroup::window,
     .icon = icon::pause,
     .enabled = always,
     .act =
         [](Workspace& w) {
           w.preferences.reduce_motion = !w.preferences.reduce_motion;
           Toast toast;
           toast.title = w.preferences.reduce_motion ? tr("Motion is reduced") : tr("Motion is not reduced");
           w.toasts.add(std::move(toast));
         }},
    {.id = "window.language",
     .text = key("Suomi or English"),
     .group = CommandGroup::window,
     .icon = icon::translate,
     .shortcut = ctrl(GLFW_KEY_L),
     .enabled = always,
     .act = [](Workspace&) { set_language(language() == "fi" ? "en" : "fi"); }},
    {.id = "window.next-region",
     .text = key("Keyboard to the next part of the window"),
     .group = CommandGroup::window,
     .shortcut = plain(GLFW_KEY_F6),
     .second_shortcut = shift(GLFW_KEY_F6),
     .enabled = always,
     .act = [](Workspace& w) { w.wishes.next_region = true; }},
    {.id = "window.larger",
     .text = key("Larger interface"),
     .group = CommandGroup::window,
     .icon = icon::plus,
     .shortcut = ctrl(GLFW_KEY_EQUAL),
     .second_shortcut = ctrl(GLFW_KEY_KP_ADD),
     .enabled = always,
     .act = [](Workspace& w) { scale_by(w, 0.25f); }},
    {.id = "window.smaller",
     .text = key("Smaller interface"),
     .group = CommandGroup::window,
     .icon = icon::minus,
     .shortcut = ctrl(GLFW_KEY_MINUS),
     .second_shortcut = ctrl(GLFW_KEY_KP_SUBTRACT),
     .enabled = always,
     .act = [](Workspace& w) { scale_by(w, -0.25f); }},
    {.id = "window.shortcuts",
     .text = key("Guide and keys"),
     .group = CommandGroup::window,
     .icon = icon::book,
     .shortcut = plain(GLFW_KEY_F1),
     .enabled = always,
     .act = toggle_overlay<Overlay::shortcuts>},
});

}  // namespace

std::span<const Command> window_commands() {
  return window_table;
}

}  // namespace app
