#include "app/commands/table.hpp"
#include "app/icons.hpp"
#include "app/text.hpp"

#include <GLFW/glfw3.h>

#include <array>

namespace app {
namespace {

bool with_views(const Workspace& w) {
  return w.has_plan() && !w.plan().views().empty();
}

bool with_current_view(const Workspace& w) {
  return w.can_edit() && w.plan().views().find(w.views.current);
}

constexpr std::array view_table = std::to_array<Command>({
    {.id = "view.map",
     .text = key("Show the map"),
     .group = CommandGroup::view,
     .icon = icon::map,
     .shortcut = alt(GLFW_KEY_1),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.view = WorkView::map; }},
    {.id = "view.flows",
     .text = key("Show the material flows"),
     .group = CommandGroup::view,
     .icon = icon::swap_horizontal,
     .shortcut = alt(GLFW_KEY_2),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.view = WorkView::flows; }},
    {.id = "view.balance",
     .text = key("Show the climate balance"),
     .group = CommandGroup::view,
     .icon = icon::chart_areaspline,
     .shortcut = alt(GLFW_KEY_3),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.view = WorkView::balance; },
     .hint = key("Every figure by year, by sector, source, partner or area; a click opens how it was worked out.")},
    {.id = "view.proposals",
     .text = key("Proposals for side streams"),
     .group = CommandGroup::view,
     .icon = icon::recycle,
     .shortcut = plain(GLFW_KEY_F9),
     .enabled = with_plan,
     .act = toggle_overlay<Overlay::proposals>,
     .hint = key("Which offers and needs save most together; accepting one adds its flow to the plan.")},
    {.id = "view.present",
     .text = key("Present"),
     .group = CommandGroup::view,
     .icon = icon::presentation_play,
     .shortcut = plain(GLFW_KEY_F11),
     .enabled = [](const Workspace& w) { return w.has_plan() && !w.marking.drawing(); },
     .act = begin_presentation,
     .hint = key("The map fills the screen; kept views are the steps on the arrow keys.")},
    {.id = "view.keep",
     .text = key("Keep this view of the map"),
     .group = CommandGroup::view,
     .icon = icon::camera,
     .shortcut = ctrl(GLFW_KEY_B),
     .edits = true,
     .enabled = with_plan,
     .act = keep_view},
    {.id = "view.update",
     .text = key("Keep what is seen now as the chosen view"),
     .group = CommandGroup::view,
     .icon = icon::sync,
     .edits = true,
     .enabled = with_current_view,
     .act = [](Workspace& w) { update_view(w, w.views.current); }},
    {.id = "view.next",
     .text = key("Next kept view"),
     .group = CommandGroup::view,
     .icon = icon::chevron_right,
     .shortcut = ctrl(GLFW_KEY_PAGE_DOWN),
     .enabled = with_views,
     .act = [](Workspace& w) { step_view(w, 1); }},
    {.id = "view.previous",
     .text = key("Previous kept view"),
     .group = CommandGroup::view,
     .icon = icon::chevron_left,
     .shortcut = ctrl(GLFW_KEY_PAGE_UP),
     .enabled = with_views,
     .act = [](Workspace& w) { step_view(w, -1); }},
    {.id = "view.own-layers",
     .text = key("Show the layers as before the view"),
     .group = CommandGroup::view,
     .icon = icon::layers,
     .enabled = [](const Workspace& w) { return w.has_plan() && w.views.shown.has_value(); },
     .act = leave_view},
    {.id = "view.list",
     .text = key("Kept views"),
     .group = CommandGroup::view,
     .icon = icon::presentation_play,
     .shortcut = plain(GLFW_KEY_F7),
     .enabled = with_plan,
     .act = [](Workspace& w) { w.views.panel_open = !w.views.panel_open; }},
});

}  // namespace

std::span<const Command> view_commands() {
  return view_table;
}

}  // namespace app
