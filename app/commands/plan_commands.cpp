#include "app/calculation_files.hpp"
#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/map_files.hpp"
#include "app/new_plan.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <array>
#include <filesystem>
#include <memory>
#include <utility>

namespace app {
namespace {

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

/// Writes a copy of the example and opens it; says where it is.
void open_example(Workspace& w, const std::string& name, const std::string& title) {
  w.jobs.start("open", geo::say("Opening {0}", title), [&w, name](geo::Progress&) -> Jobs::Finish {
    const std::filesystem::path path = make_example_copy(name);
    auto opened = std::make_shared<std::unique_ptr<Session>>(std::make_unique<Session>(path.string()));
    return [&w, opened, path] {
      w.take(std::move(*opened));
      Toast toast;
      toast.title = tr("The example is open as a copy of your own");
      toast.line = path.string();
      w.toasts.add(std::move(toast));
    };
  });
}

constexpr std::array plan_table = std::to_array<Command>({
    {.id = "plan.new",
     .text = key("New plan"),
     .group = CommandGroup::plan,
     .icon = icon::plus,
     .shortcut = ctrl(GLFW_KEY_N),
     .enabled = always,
     .act = toggle_overlay<Overlay::new_plan>},
    {.id = "plan.open",
     .text = key("Open or add a file"),
     .group = CommandGroup::plan,
     .icon = icon::folder,
     .shortcut = ctrl(GLFW_KEY_O),
     .enabled = always,
     .act = [](Workspace& w) { toggle_overlay<Overlay::files>(w); }},
    {.id = "plan.example",
     .text = key("Open the example"),
     .group = CommandGroup::plan,
     .icon = icon::recycle,
     .enabled = always,
     .act = [](Workspace& w) { open_example(w, "topinpuisto", "Topinpuisto"); },
     .hint = key("Opens as a copy that you may change.")},
    {.id = "plan.example-kemi-tornio",
     .text = key("Open the example of Kemi-Tornio"),
     .group = CommandGroup::plan,
     .icon = icon::recycle,
     .enabled = always,
     .act = [](Workspace& w) { open_example(w, "kemi-tornio", "Kemi-Tornio"); },
     .hint = key("Material flows of an industrial symbiosis. Opens as a copy that you may change.")},
    {.id = "plan.close",
     .text = key("Start page"),
     .group = CommandGroup::plan,
     .icon = icon::chevron_left,
     .shortcut = ctrl(GLFW_KEY_W),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.close_plan(); }},
    {.id = "plan.saved",
     .text = key("Where is the plan saved"),
     .group = CommandGroup::plan,
     .icon = icon::check_circle,
     .shortcut = ctrl(GLFW_KEY_S),
     .enabled = with_plan,
     .act =
         [](Workspace& w) {
           Toast toast;
           toast.kind = ToastKind::done;
           toast.title = tr("Every change is saved at once");
           toast.line = w.session().path();
           w.toasts.add(std::move(toast));
         }},
    {.id = "plan.export",
     .text = key("Export as GeoPackage"),
     .group = CommandGroup::plan,
     .icon = icon::download,
     .enabled = with_plan,
     .act = export_plan,
     .hint = key("Written beside the plan, for QGIS and other programs.")},
    {.id = "plan.picture",
     .text = key("Save the map as a picture"),
     .group = CommandGroup::plan,
     .icon = icon::map,
     .enabled = with_plan,
     .act = save_map_picture,
     .hint = key("Written beside the plan, with legend, scale bar and sources.")},
    {.id = "plan.materials",
     .text = key("Write own materials to a file"),
     .group = CommandGroup::plan,
     .icon = icon::file_export,
     .enabled = [](const Workspace& w) { return w.has_plan() && has_own_materials(w.plan()); },
     .act = write_own_materials,
     .hint = key("Drop the file on another plan to use them there; own materials come in by dropping such a file.")},
    {.id = "plan.gwp",
     .text = key("Next set of GWP100 values"),
     .group = CommandGroup::plan,
     .icon = icon::function,
     .edits = true,
     .enabled = with_plan,
     .act = next_gwp_set},
    {.id = "plan.quit",
     .text = key("Quit"),
     .group = CommandGroup::plan,
     .icon = icon::close,
     .shortcut = ctrl(GLFW_KEY_Q),
     .enabled = always,
     .act = [](Workspace& w) { w.wishes.quit = true; }},
});

}  // namespace

std::span<const Command> plan_commands() {
  return plan_table;
}

}  // namespace app
