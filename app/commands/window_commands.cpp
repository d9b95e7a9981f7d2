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

constexpr std::array table = std::to_array<Command>({
    {.id = "window.layers",
     .text = key("Layers and legend on or off"),
     .group = CommandGroup::window,
     .icon = icon::layers,
     .shortcut = plain(GLFW_KEY_F2),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.left_panel_open = !w.left_panel_open; }},
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
           w.state.theme =
               w.state.theme == render::ThemeKind::light ? render::ThemeKind::dark : render::ThemeKind::light;
         }},
    {.id = "window.language",
     .text = key("Suomi or English"),
     .group = CommandGroup::window,
     .icon = icon::translate,
     .shortcut = ctrl(GLFW_KEY_L),
     .enabled = always,
     .act = [](Workspace&) { set_language(language() == "fi" ? "en" : "fi"); }},
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
     .text = key("Keys"),
     .group = CommandGroup::window,
     .icon = icon::help,
     .shortcut = plain(GLFW_KEY_F1),
     .enabled = always,
     .act = toggle_overlay<Overlay::shortcuts>},
});

}  // namespace

std::span<const Command> window_commands() {
  return table;
}

}  // namespace app
