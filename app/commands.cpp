#include "app/commands.hpp"

#include "app/add_layer.hpp"
#include "app/icons.hpp"
#include "app/map_files.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <cassert>

namespace app {
namespace {

bool always(const Workspace&) {
  return true;
}
bool with_plan(const Workspace& w) {
  return w.has_plan();
}
bool with_selection(const Workspace& w) {
  return w.has_plan() && !w.selection.empty();
}

bool with_layer(const Workspace& w) {
  return w.can_edit() && w.selection.layer;
}
bool with_features(const Workspace& w) {
  if (!with_layer(w)) return false;
  const auto* linked = w.derived.linked(w.selection.layer);
  return linked && linked->loaded && linked->loaded->features;
}

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

void cancel(Workspace& w) {
  if (w.overlay != Overlay::none) {
    w.overlay = Overlay::none;
    w.adopt_question.reset();
  } else if (w.drawing)
    w.cancel_drawing();
  else if (!w.questions.empty())
    w.questions.erase(w.questions.begin());
  else if (w.tool != Tool::select)
    w.tool = Tool::select;
  else
    w.select({});
}

template <GasChoice choice>
void count_gas(Workspace& w) {
  w.gas = choice;
}

/// The next GWP set, as one edit of the plan.
void next_gwp_set(Workspace& w) {
  geo::PlanInfo info = w.plan().info();
  info.gwp_set =
      static_cast<geo::GwpSet>((static_cast<std::size_t>(info.gwp_set) + 1) % geo::EnumText<geo::GwpSet>::names.size());
  geo::Edit edit;
  edit.what = geo::say("GWP100 values of {0}", geo::text_of(info.gwp_set));
  edit.set(w.plan(), geo::Id<geo::PlanInfo>{1}, std::move(info));
  w.edit(std::move(edit));
}

template <Overlay overlay>
void toggle_overlay(Workspace& w) {
  w.overlay = w.overlay == overlay ? Overlay::none : overlay;
}

void toggle_play(Workspace& w) {
  w.playing = !w.playing;
  if (w.playing && w.state.year >= w.last_year()) w.set_year(w.first_year());
}

void scale_by(Workspace& w, float step) {
  w.ui_scale = std::clamp(w.ui_scale + step, 0.75f, 3.0f);
}

constexpr Shortcut ctrl(int code) {
  return {code, true, false};
}
constexpr Shortcut plain(int code) {
  return {code, false, false};
}
constexpr Shortcut shift(int code) {
  return {code, false, true};
}

constexpr std::array table{
    Command{"plan.open",
            key("Open or add a file"),
            CommandGroup::plan,
            icon::folder,
            ctrl(GLFW_KEY_O),
            {},
            false,
            always,
            [](Workspace& w) { toggle_overlay<Overlay::files>(w); }},
    Command{"plan.saved",
            key("Where is the plan saved"),
            CommandGroup::plan,
            icon::check_circle,
            ctrl(GLFW_KEY_S),
            {},
            false,
            with_plan,
            [](Workspace& w) {
              Toast toast;
              toast.kind = ToastKind::done;
              toast.title = tr("Every change is saved at once");
              toast.line = w.session().path();
              w.toasts.add(std::move(toast));
            }},
    Command{"plan.export",
            key("Export as GeoPackage"),
            CommandGroup::plan,
            icon::download,
            {},
            {},
            false,
            with_plan,
            export_plan,
            key("Written beside the plan, for QGIS and other programs.")},
    Command{"plan.picture",
            key("Save the map as a picture"),
            CommandGroup::plan,
            icon::map,
            {},
            {},
            false,
            with_plan,
            save_map_picture,
            key("Written beside the plan, with legend, scale bar and sources.")},
    Command{"plan.gwp",
            key("Next set of GWP100 values"),
            CommandGroup::plan,
            icon::function,
            {},
            {},
            true,
            with_plan,
            next_gwp_set},
    Command{"plan.quit",
            key("Quit"),
            CommandGroup::plan,
            icon::close,
            ctrl(GLFW_KEY_Q),
            {},
            false,
            always,
            [](Workspace& w) { w.wishes.quit = true; }},
    Command{"edit.undo",
            key("Undo"),
            CommandGroup::edit,
            icon::undo,
            ctrl(GLFW_KEY_Z),
            {},
            true,
            [](const Workspace& w) { return w.can_edit() && w.session().history().can_undo(); },
            [](Workspace& w) { w.undo(); }},
    Command{"edit.redo",
            key("Redo"),
            CommandGroup::edit,
            icon::redo,
            ctrl(GLFW_KEY_Y),
            {GLFW_KEY_Z, true, true},
            true,
            [](const Workspace& w) { return w.can_edit() && w.session().history().can_redo(); },
            [](Workspace& w) { w.redo(); }},
    Command{"edit.delete",
            key("Delete what is selected"),
            CommandGroup::edit,
            icon::delete_,
            plain(GLFW_KEY_DELETE),
            {},
            true,
            with_selection,
            [](Workspace& w) { w.delete_selected(); }},
    Command{"edit.cancel",
            key("Cancel, close"),
            CommandGroup::edit,
            icon::close,
            plain(GLFW_KEY_ESCAPE),
            {},
            false,
            always,
            cancel},
    Command{"tool.select",
            key("Select"),
            CommandGroup::tools,
            icon::cursor,
            plain(GLFW_KEY_V),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.choose(Tool::select); }},
    Command{"tool.pan",
            key("Pan"),
            CommandGroup::tools,
            icon::cursor_move,
            plain(GLFW_KEY_H),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.choose(Tool::pan); }},
    Command{"tool.draw-area",
            key("Draw a sink site"),
            CommandGroup::tools,
            icon::polygon_plus,
            plain(GLFW_KEY_N),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.choose(Tool::draw_area); }},
    Command{"tool.mark-point",
            key("Mark a site as a point"),
            CommandGroup::tools,
            icon::map_marker_plus,
            plain(GLFW_KEY_P),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.choose(Tool::mark_point); }},
    Command{"map.zoom-in", key("Zoom in"), CommandGroup::map, icon::plus, plain(GLFW_KEY_KP_ADD),
            plain(GLFW_KEY_PAGE_UP), false, with_plan,
            [](Workspace& w) { w.camera = w.camera.zoomed(1.5, middle(w)); }},
    Command{"map.zoom-out", key("Zoom out"), CommandGroup::map, icon::minus, plain(GLFW_KEY_KP_SUBTRACT),
            plain(GLFW_KEY_PAGE_DOWN), false, with_plan,
            [](Workspace& w) { w.camera = w.camera.zoomed(1 / 1.5, middle(w)); }},
    Command{"map.zoom-plan",
            key("Zoom to the plan"),
            CommandGroup::map,
            icon::crop_free,
            plain(GLFW_KEY_HOME),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.show(w.whole_box()); }},
    Command{"map.zoom-selection",
            key("Zoom to the selection"),
            CommandGroup::map,
            icon::crosshairs,
            plain(GLFW_KEY_Z),
            {},
            false,
            with_selection,
            [](Workspace& w) {
              if (const auto box = w.selection_box()) w.show(*box);
            }},
    Command{"map.copy-place",
            key("Copy the coordinates under the pointer"),
            CommandGroup::map,
            icon::copy,
            ctrl(GLFW_KEY_C),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.wishes.copy_place = true; }},
    Command{"map.heatmap",
            key("Emission heatmap on or off"),
            CommandGroup::map,
            icon::eye,
            plain(GLFW_KEY_E),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.state.heatmap_visible = !w.state.heatmap_visible; }},
    Command{"map.base-osm",
            key("Base map from OpenStreetMap"),
            CommandGroup::map,
            icon::layers,
            {},
            {},
            true,
            [](const Workspace& w) { return w.can_edit(); },
            toggle_osm,
            key("Needs the network: the part of the map that you see is fetched from openstreetmap.org.")},
    Command{"layer.adopt",
            key("Adopt into the plan"),
            CommandGroup::layer,
            icon::file_import,
            {},
            {},
            false,
            with_features,
            [](Workspace& w) { ask_adoption(w, w.selection.layer); }},
    Command{"layer.up",
            key("Draw the layer above the next"),
            CommandGroup::layer,
            icon::chevron_up,
            {},
            {},
            true,
            with_layer,
            [](Workspace& w) { w.move_selected_layer(true); }},
    Command{"layer.down",
            key("Draw the layer below the next"),
            CommandGroup::layer,
            icon::chevron_down,
            {},
            {},
            true,
            with_layer,
            [](Workspace& w) { w.move_selected_layer(false); }},
    Command{"map.gas-all",
            key("Count all gases as CO₂e"),
            CommandGroup::map,
            0,
            plain(GLFW_KEY_1),
            {},
            false,
            with_plan,
            count_gas<GasChoice::all>},
    Command{"map.gas-methane",
            key("Count methane only"),
            CommandGroup::map,
            0,
            plain(GLFW_KEY_2),
            {},
            false,
            with_plan,
            count_gas<GasChoice::methane>},
    Command{"map.gas-co2",
            key("Count fossil CO₂ only"),
            CommandGroup::map,
            0,
            plain(GLFW_KEY_3),
            {},
            false,
            with_plan,
            count_gas<GasChoice::co2>},
    Command{"map.gas-n2o",
            key("Count N₂O only"),
            CommandGroup::map,
            0,
            plain(GLFW_KEY_4),
            {},
            false,
            with_plan,
            count_gas<GasChoice::n2o>},
    Command{"time.next",
            key("Next year"),
            CommandGroup::time,
            icon::chevron_right,
            plain(GLFW_KEY_RIGHT),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.set_year(w.state.year + 1); }},
    Command{"time.previous",
            key("Previous year"),
            CommandGroup::time,
            icon::chevron_left,
            plain(GLFW_KEY_LEFT),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.set_year(w.state.year - 1); }},
    Command{"time.five-on",
            key("Five years on"),
            CommandGroup::time,
            0,
            shift(GLFW_KEY_RIGHT),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.set_year(w.state.year + 5); }},
    Command{"time.five-back",
            key("Five years back"),
            CommandGroup::time,
            0,
            shift(GLFW_KEY_LEFT),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.set_year(w.state.year - 5); }},
    Command{"time.play",
            key("Play the years"),
            CommandGroup::time,
            icon::play,
            plain(GLFW_KEY_SPACE),
            {},
            false,
            with_plan,
            toggle_play},
    Command{"window.layers",
            key("Layers and legend on or off"),
            CommandGroup::window,
            icon::layers,
            plain(GLFW_KEY_F2),
            {},
            false,
            with_plan,
            [](Workspace& w) { w.left_panel_open = !w.left_panel_open; }},
    Command{"window.messages",
            key("Messages"),
            CommandGroup::window,
            icon::information,
            plain(GLFW_KEY_F8),
            {},
            false,
            with_plan,
            toggle_overlay<Overlay::messages>},
    Command{"window.theme",
            key("Light or dark theme"),
            CommandGroup::window,
            icon::theme,
            plain(GLFW_KEY_T),
            {},
            false,
            always,
            [](Workspace& w) {
              w.state.theme =
                  w.state.theme == render::ThemeKind::light ? render::ThemeKind::dark : render::ThemeKind::light;
            }},
    Command{"window.language",
            key("Suomi or English"),
            CommandGroup::window,
            icon::translate,
            ctrl(GLFW_KEY_L),
            {},
            false,
            always,
            [](Workspace&) { set_language(language() == "fi" ? "en" : "fi"); }},
    Command{"window.larger", key("Larger interface"), CommandGroup::window, icon::plus, ctrl(GLFW_KEY_EQUAL),
            ctrl(GLFW_KEY_KP_ADD), false, always, [](Workspace& w) { scale_by(w, 0.25f); }},
    Command{"window.smaller", key("Smaller interface"), CommandGroup::window, icon::minus, ctrl(GLFW_KEY_MINUS),
            ctrl(GLFW_KEY_KP_SUBTRACT), false, always, [](Workspace& w) { scale_by(w, -0.25f); }},
    Command{"window.shortcuts",
            key("Keys"),
            CommandGroup::window,
            icon::help,
            plain(GLFW_KEY_F1),
            {},
            false,
            always,
            toggle_overlay<Overlay::shortcuts>},
};

std::string key_text(int code) {
  switch (code) {
    case GLFW_KEY_ESCAPE: return "Esc";
    case GLFW_KEY_DELETE: return "Del";
    case GLFW_KEY_SPACE: return tr("Space");
    case GLFW_KEY_HOME: return "Home";
    case GLFW_KEY_LEFT: return "←";
    case GLFW_KEY_RIGHT: return "→";
    case GLFW_KEY_KP_ADD:
    case GLFW_KEY_EQUAL: return "+";
    case GLFW_KEY_KP_SUBTRACT:
    case GLFW_KEY_MINUS: return "−";
    default: break;
  }
  if (code >= GLFW_KEY_F1 && code <= GLFW_KEY_F12) return "F" + std::to_string(code - GLFW_KEY_F1 + 1);
  return std::string(1, static_cast<char>(code));  // GLFW's codes of letters and digits are ASCII
}

}  // namespace

std::span<const Command> commands() {
  return table;
}

const Command& command(std::string_view id) {
  const auto found = std::find_if(table.begin(), table.end(), [&](const Command& c) { return id == c.id; });
  assert(found != table.end());
  return *found;
}

bool run(const Command& command, Workspace& workspace) {
  if (!command.enabled(workspace)) return false;
  command.act(workspace);
  return true;
}

std::string shortcut_text(const Shortcut& shortcut) {
  if (!shortcut.code) return {};
  return std::string(shortcut.ctrl ? "Ctrl " : "") + (shortcut.shift ? tr("Shift") + std::string(" ") : "") +
         key_text(shortcut.code);
}

std::string group_text(CommandGroup group) {
  switch (group) {
    case CommandGroup::plan: return tr("Plan");
    case CommandGroup::edit: return tr("Edit");
    case CommandGroup::tools: return tr("Tools");
    case CommandGroup::map: return tr("Map");
    case CommandGroup::layer: return tr("Layer");
    case CommandGroup::time: return tr("Time");
    case CommandGroup::window: return tr("Window");
  }
  return {};
}

}  // namespace app
