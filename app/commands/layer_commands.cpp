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

bool with_copied_style(const Workspace& w) {
  return with_layer(w) && w.styling.copied;
}
bool with_own_style(const Workspace& w) {
  return with_layer(w) && w.plan().layers().find(w.selection.layer)->style;
}
bool in_group(const Workspace& w) {
  return with_layer(w) && !w.plan().layers().find(w.selection.layer)->group_name.empty();
}
bool with_selected_layer(const Workspace& w) {
  return w.has_plan() && w.selection.layer;
}

template <geo::Role role>
void give(Workspace& w) {
  give_role(w, role);
}
template <geo::Role role>
bool not_yet(const Workspace& w) {
  return with_layer(w) && w.plan().layers().find(w.selection.layer)->role != role;
}

constexpr std::array layer_table = std::to_array<Command>({
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
     .act = [](Workspace& w) { step_layer(w, true); }},
    {.id = "layer.down",
     .text = key("Draw the layer below the next"),
     .group = CommandGroup::layer,
     .icon = icon::chevron_down,
     .edits = true,
     .enabled = with_layer,
     .act = [](Workspace& w) { step_layer(w, false); }},
    {.id = "layer.show",
     .text = key("Show or hide the layer"),
     .group = CommandGroup::layer,
     .icon = icon::eye,
     .edits = true,
     .enabled = with_layer,
     .act = toggle_layer},
    {.id = "layer.style",
     .text = key("Style of the layer"),
     .group = CommandGroup::layer,
     .icon = icon::palette,
     .enabled = with_selected_layer,
     .act = show_style},
    {.id = "layer.copy-style",
     .text = key("Copy the style"),
     .group = CommandGroup::layer,
     .icon = icon::copy,
     .shortcut = ctrl_shift(GLFW_KEY_C),
     .enabled = with_selected_layer,
     .act = copy_look},
    {.id = "layer.paste-style",
     .text = key("Paste the style"),
     .group = CommandGroup::layer,
     .icon = icon::palette,
     .shortcut = ctrl_shift(GLFW_KEY_V),
     .edits = true,
     .enabled = with_copied_style,
     .act = paste_look},
    {.id = "layer.role-style",
     .text = key("Back to the role's own style"),
     .group = CommandGroup::layer,
     .icon = icon::undo,
     .edits = true,
     .enabled = with_own_style,
     .act = layer_as_role_says},
    {.id = "layer.rename",
     .text = key("Rename the layer"),
     .group = CommandGroup::layer,
     .icon = icon::pencil,
     .enabled = with_layer,
     .act = rename_layer},
    {.id = "layer.lock",
     .text = key("Lock or unlock the layer"),
     .group = CommandGroup::layer,
     .icon = icon::lock,
     .edits = true,
     .enabled = with_layer,
     .act = toggle_lock},
    {.id = "layer.duplicate",
     .text = key("Duplicate the layer"),
     .group = CommandGroup::layer,
     .icon = icon::content_duplicate,
     .edits = true,
     .enabled = with_layer,
     .act = duplicate_layer},
    {.id = "layer.group",
     .text = key("New group of the layer"),
     .group = CommandGroup::layer,
     .icon = icon::folder,
     .edits = true,
     .enabled = with_layer,
     .act = group_layer},
    {.id = "layer.ungroup",
     .text = key("Out of the group"),
     .group = CommandGroup::layer,
     .icon = icon::chevron_left,
     .edits = true,
     .enabled = in_group,
     .act = ungroup_layer},
    {.id = "layer.relink",
     .text = key("Find missing files"),
     .group = CommandGroup::layer,
     .icon = icon::link,
     .enabled = with_editable_plan,
     .act = ask_relink},
    {.id = "layer.role-business-area",
     .text = key("Role: business area"),
     .group = CommandGroup::layer,
     .edits = true,
     .enabled = not_yet<geo::Role::business_area>,
     .act = give<geo::Role::business_area>},
    {.id = "layer.role-landfill",
     .text = key("Role: landfill"),
     .group = CommandGroup::layer,
     .edits = true,
     .enabled = not_yet<geo::Role::landfill>,
     .act = give<geo::Role::landfill>},
    {.id = "layer.role-sink-land",
     .text = key("Role: sink land"),
     .group = CommandGroup::layer,
     .edits = true,
     .enabled = not_yet<geo::Role::sink_land>,
     .act = give<geo::Role::sink_land>},
    {.id = "layer.role-emission-source",
     .text = key("Role: emission source"),
     .group = CommandGroup::layer,
     .edits = true,
     .enabled = not_yet<geo::Role::emission_source>,
     .act = give<geo::Role::emission_source>},
    {.id = "layer.role-partner-site",
     .text = key("Role: partner site"),
     .group = CommandGroup::layer,
     .edits = true,
     .enabled = not_yet<geo::Role::partner_site>,
     .act = give<geo::Role::partner_site>},
    {.id = "layer.role-flow",
     .text = key("Role: material flow"),
     .group = CommandGroup::layer,
     .edits = true,
     .enabled = not_yet<geo::Role::flow>,
     .act = give<geo::Role::flow>},
    {.id = "layer.role-road-network",
     .text = key("Role: road network"),
     .group = CommandGroup::layer,
     .edits = true,
     .enabled = not_yet<geo::Role::road_network>,
     .act = give<geo::Role::road_network>},
    {.id = "layer.role-building",
     .text = key("Role: building"),
     .group = CommandGroup::layer,
     .edits = true,
     .enabled = not_yet<geo::Role::building>,
     .act = give<geo::Role::building>},
    {.id = "layer.role-boundary",
     .text = key("Role: boundary"),
     .group = CommandGroup::layer,
     .edits = true,
     .enabled = not_yet<geo::Role::boundary>,
     .act = give<geo::Role::boundary>},
    {.id = "layer.role-background",
     .text = key("Role: background"),
     .group = CommandGroup::layer,
     .edits = true,
     .enabled = not_yet<geo::Role::background>,
     .act = give<geo::Role::background>},
});

}  // namespace

std::span<const Command> layer_commands() {
  return layer_table;
}

}  // namespace app
