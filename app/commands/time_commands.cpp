#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace app {
namespace {

void toggle_play(Workspace& w) {
  w.playing = !w.playing;
  if (w.playing && w.state.year >= w.last_year()) w.set_year(w.first_year());
}

constexpr std::array time_table = std::to_array<Command>({
    {.id = "time.next",
     .text = key("Next year"),
     .group = CommandGroup::time,
     .icon = icon::chevron_right,
     .shortcut = plain(GLFW_KEY_PERIOD),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.set_year(w.state.year + 1); }},
    {.id = "time.previous",
     .text = key("Previous year"),
     .group = CommandGroup::time,
     .icon = icon::chevron_left,
     .shortcut = plain(GLFW_KEY_COMMA),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.set_year(w.state.year - 1); }},
    {.id = "time.five-on",
     .text = key("Five years on"),
     .group = CommandGroup::time,
     .shortcut = shift(GLFW_KEY_PERIOD),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.set_year(w.state.year + 5); }},
    {.id = "time.five-back",
     .text = key("Five years back"),
     .group = CommandGroup::time,
     .shortcut = shift(GLFW_KEY_COMMA),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.set_year(w.state.year - 5); }},
    {.id = "time.play",
     .text = key("Play the years"),
     .group = CommandGroup::time,
     .icon = icon::play,
     .shortcut = plain(GLFW_KEY_SPACE),
     .enabled = with_plan,
     .act = toggle_play},
});

}  // namespace

std::span<const Command> time_commands() {
  return time_table;
}

}  // namespace app
