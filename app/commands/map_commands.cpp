#include "app/add_layer.hpp"
#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <utility>

namespace app {
namespace {

constexpr const char* osm_address = "https://tile.openstreetmap.org/{z}/{x}/{y}.png";

/// Adds the base map; where it is already, it is shown or hidden.
void toggle_osm(Workspace& w) {
  for (const auto& row : w.plan().layers()) {
    if (row->path != osm_address) continue;
    geo::Layer after = *row;
    after.visible = !after.visible;
    geo::Edit edit;
    edit.what = after.visible ? geo::say("{0} shown", after.name) : geo::say("{0} hidden", after.name);
    edit.set(w.plan(), row.id, std::move(after));
    return w.edit(std::move(edit));
  }
  LayerChoice choice;
  choice.name = "OpenStreetMap";
  choice.attribution = "© OpenStreetMap contributors";
  w.edit(add_tiles_edit(w.plan(), osm_address, choice));
}

render::ScreenPoint middle(const Workspace& w) {
  return {w.camera.width_px / 2.0, w.camera.height_px / 2.0};
}

void zoom(Workspace& w, double factor) {
  w.navigation.zoom(w.camera, factor, middle(w), std::chrono::steady_clock::now());
  w.camera_is_set = true;
}

/// Moves what is seen by a share of the map's smaller side.
void pan(Workspace& w, double right, double down) {
  const double step_px = 0.15 * std::min(w.camera.width_px, w.camera.height_px);
  w.navigation.pan(w.camera, {right * step_px, down * step_px}, std::chrono::steady_clock::now());
  w.camera_is_set = true;
}

void zoom_to_business_areas(Workspace& w) {
  geo::MapBox box;
  for (const auto& area : w.plan().business_areas()) box.extend(geo::bounds(area->geometry));
  w.show(box);
}

template <geo::GasGroup choice>
void count_gas(Workspace& w) {
  w.counted.gas = choice;
}

constexpr std::array map_table =
    std::to_array<Command>(
        {
            {.id = "map.zoom-in",
             .text = key("Zoom in"),
             .group = CommandGroup::map,
             .icon = icon::plus,
             .shortcut = plain(GLFW_KEY_KP_ADD),
             .second_shortcut = plain(GLFW_KEY_PAGE_UP),
             .enabled = with_plan,
             .act = [](Workspace& w) { zoom(w, 1.5); }},
            {.id = "map.zoom-out",
             .text = key("Zoom out"),
             .group = CommandGroup::map,
             .icon = icon::minus,
             .shortcut = plain(GLFW_KEY_KP_SUBTRACT),
             .second_shortcut = plain(GLFW_KEY_PAGE_DOWN),
             .enabled = with_plan,
             .act = [](Workspace& w) { zoom(w, 1 / 1.5); }},
            {.id = "map.zoom-plan",
             .text = key("Zoom to the plan"),
             .group = CommandGroup::map,
             .icon = icon::crop_free,
             .shortcut = plain(GLFW_KEY_HOME),
             .enabled = with_plan,
             .act = [](Workspace& w) { w.show(w.whole_box()); }},
            {.id = "map.zoom-selection",
             .text = key("Zoom to the selection"),
             .group = CommandGroup::map,
             .icon = icon::crosshairs,
             .shortcut = plain(GLFW_KEY_Z),
             .enabled = with_selection,
             .act =
                 [](Workspace& w) {
                   if (const auto box = w.selection_box()) w.show(*box);
                 }},
            {.id = "map.zoom-area",
             .text = key("Zoom to the business area"),
             .group = CommandGroup::map,
             .icon = icon::domain,
             .shortcut = shift(GLFW_KEY_HOME),
             .enabled = [](const Workspace& w) { return w.has_plan() && !w.plan().business_areas().empty(); },
             .act = zoom_to_business_areas},
            {.id = "map.back",
             .text = key("Back to the view before"),
             .group = CommandGroup::map,
             .icon = icon::chevron_left,
             .shortcut = alt(GLFW_KEY_LEFT),
             .enabled = [](const Workspace& w) { return w.has_plan() && w.navigation.can_go_back(); },
             .act = [](Workspace& w) { w.navigation.back(); }},
            {.id = "map.forward",
             .text = key("Forward to the next view"),
             .group = CommandGroup::map,
             .icon = icon::chevron_right,
             .shortcut = alt(GLFW_KEY_RIGHT),
             .enabled = [](const Workspace& w) { return w.has_plan() && w.navigation.can_go_forward(); },
             .act = [](Workspace& w) { w.navigation.forward(); }},
            {.id = "map.pan-left",
             .text = key("Move the map's view left"),
             .group = CommandGroup::map,
             .shortcut = plain(GLFW_KEY_LEFT),
             .enabled = with_plan,
             .act = [](Workspace& w) { pan(w, -1, 0); }},
            {.id = "map.pan-right",
             .text = key("Move the map's view right"),
             .group = CommandGroup::map,
             .shortcut = plain(GLFW_KEY_RIGHT),
             .enabled = with_plan,
             .act = [](Workspace& w) { pan(w, 1, 0); }},
            {.id = "map.pan-up",
             .text = key("Move the map's view up"),
             .group = CommandGroup::map,
             .shortcut = plain(GLFW_KEY_UP),
             .enabled = with_plan,
             .act = [](Workspace& w) { pan(w, 0, -1); }},
            {.id = "map.pan-down",
             .text = key("Move the map's view down"),
             .group = CommandGroup::map,
             .shortcut = plain(GLFW_KEY_DOWN),
             .enabled = with_plan,
             .act = [](Workspace& w) { pan(w, 0, 1); }},
            {.id = "map.copy-place",
             .text = key("Copy the coordinates under the pointer"),
             .group = CommandGroup::map,
             .icon = icon::copy,
             .shortcut = ctrl(GLFW_KEY_C),
             .enabled = with_plan,
             .act = [](Workspace& w) { w.wishes.copy_place = true; }},
            {.id = "map.heatmap",
             .text = key("Emission heatmap on or off"),
             .group = CommandGroup::map,
             .icon = icon::eye,
             .shortcut = plain(GLFW_KEY_E),
             .enabled = with_plan,
             .act = [](Workspace& w) { w.state.heatmap_visible = !w.state.heatmap_visible; }},
            {.id = "map.base-osm",
             .text = key("Base map from OpenStreetMap"),
             .group = CommandGroup::map,
             .icon = icon::layers,
             .edits = true,
             .enabled = [](const Workspace& w) { return w.can_edit(); },
             .act = toggle_osm,
             .hint = key("Needs the network: the part of the map that you see is fetched from openstreetmap.org.")},
            {.id = "map.gas-all",
             .text = key("Count all gases as CO₂e"),
             .group = CommandGroup::map,
             .shortcut = plain(GLFW_KEY_1),
             .enabled = with_plan,
             .act = count_gas<geo::GasGroup::all>},
            {.id = "map.gas-methane",
             .text = key("Count methane only"),
             .group = CommandGroup::map,
             .shortcut = plain(GLFW_KEY_2),
             .enabled = with_plan,
             .act = count_gas<geo::GasGroup::methane>},
            {.id = "map.gas-co2",
             .text = key("Count fossil CO₂ only"),
             .group = CommandGroup::map,
             .shortcut = plain(GLFW_KEY_3),
             .enabled = with_plan,
             .act = count_gas<geo::GasGroup::co2>},
            {.id = "map.gas-n2o",
             .text = key("Count N₂O only"),
             .group = CommandGroup::map,
             .shortcut = plain(GLFW_KEY_4),
             .enabled = with_plan,
             .act = count_gas<geo::GasGroup::n2o>},
            {.id = "map.heatmap-auto",
             .text = key("Heatmap radius and cell as suits the plan"),
             .group = CommandGroup::map,
             .icon = icon::sync,
             .edits = true,
             .enabled =
                 [](const Workspace& w) {
                   return w.can_edit() && (w.plan().info().heatmap_radius_m || w.plan().info().heatmap_cell_m);
                 },
             .act = heatmap_as_suits},
        });

}  // namespace

std::span<const Command> map_commands() {
  return map_table;
}

}  // namespace app
