#include "app/layer_actions.hpp"

#include "app/kept_views.hpp"
#include "app/layer_list.hpp"
#include "app/text.hpp"
#include "app/workspace.hpp"

#include <optional>
#include <utility>

namespace app {
namespace {

const geo::Layer* selected(const Workspace& w) {
  return w.has_plan() && w.selection.layer ? w.plan().layers().find(w.selection.layer).get() : nullptr;
}

void apply(Workspace& w, std::optional<geo::Edit> edit) {
  if (edit) w.edit(std::move(*edit));
}

}  // namespace

void step_layer(Workspace& w, bool up) {
  if (selected(w)) apply(w, step_layer_edit(w.plan(), w.selection.layer, up));
}

void toggle_layer(Workspace& w) {
  if (selected(w)) toggle_layer(w, w.selection.layer);
}

void toggle_lock(Workspace& w) {
  if (const geo::Layer* layer = selected(w)) apply(w, lock_layer_edit(w.plan(), w.selection.layer, !layer->locked));
}

void duplicate_layer(Workspace& w) {
  const geo::Layer* layer = selected(w);
  if (!layer || !w.can_edit()) return;
  geo::Id<geo::Layer> copy;
  apply(w, duplicate_layer_edit(w.plan(), w.selection.layer, translated(geo::say("{0}, copy", layer->name)), copy));
  w.select({{}, copy});
}

void rename_layer(Workspace& w) {
  if (!selected(w)) return;
  w.left_panel_open = true;
  w.naming = {w.selection.layer, {}};
}

void group_layer(Workspace& w) {
  if (!selected(w) || !w.can_edit()) return;
  const std::string name = free_group_name(w.plan(), tr("Group"));
  apply(w, into_group_edit(w.plan(), w.selection.layer, name));
  w.left_panel_open = true;
  w.naming = {{}, name};
}

void ungroup_layer(Workspace& w) {
  if (selected(w)) apply(w, out_of_group_edit(w.plan(), w.selection.layer));
}

void give_role(Workspace& w, geo::Role role) {
  if (selected(w)) apply(w, role_edit(w.plan(), w.selection.layer, role));
}

void layer_as_role_says(Workspace& w) {
  if (selected(w)) apply(w, role_style_edit(w.plan(), w.selection.layer));
}

void show_style(Workspace& w) {
  w.styling.tab = Styling::Tab::style;
}

void heatmap_as_suits(Workspace& w) {
  geo::PlanInfo info = w.plan().info();
  info.heatmap_radius_m.reset();
  info.heatmap_cell_m.reset();
  if (info == w.plan().info()) return;
  geo::Edit edit{geo::say("Heatmap radius and cell as suits the plan"), {}};
  edit.set(w.plan(), geo::Id<geo::PlanInfo>{1}, std::move(info));
  w.edit(std::move(edit));
}

}  // namespace app
