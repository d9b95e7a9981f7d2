#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <array>
#include <utility>

namespace app {
namespace {

bool with_features(const Workspace& w) {
  if (!with_layer(w)) return false;
  const auto* linked = w.derived.linked(w.selection.layer);
  return linked && linked->loaded && linked->loaded->features;
}

constexpr std::array table = std::to_array<Command>({
    {.id = "layer.adopt",
     .text = key("Adopt into the plan"),
     .group = CommandGroup::layer,
     .icon = icon::file_import,
     .enabled = with_features,
     .act = [](Workspace& w) { ask_adoption(w, w.selection.layer); }},
    {.id = "layer.up",
     .text = key("Draw the layer above the next"),
     .group = CommandGroup::layer,
     .icon = icon::chevron_up,
     .edits = true,
     .enabled = with_layer,
     .act = [](Workspace& w) { w.move_selected_layer(true); }},
    {.id = "layer.down",
     .text = key("Draw the layer below the next"),
     .group = CommandGroup::layer,
     .icon = icon::chevron_down,
     .edits = true,
     .enabled = with_layer,
     .act = [](Workspace& w) { w.move_selected_layer(false); }},
});

}  // namespace

std::span<const Command> layer_commands() {
  return table;
}

}  // namespace app
