// What a person does with a linked layer in the list: each is one edit, with a toast where something is taken away.
#pragma once

#include "geo/plan/entity.hpp"

#include <string>

namespace app {

class Workspace;

/// The row of the list whose name is being typed.
struct LayerNaming {
  geo::Id<geo::Layer> layer;
  std::string group;
  [[nodiscard]] bool active() const { return layer || !group.empty(); }
};

/// Each acts on the selected layer.
void step_layer(Workspace& workspace, bool up);
void toggle_layer(Workspace& workspace);
void toggle_lock(Workspace& workspace);
void duplicate_layer(Workspace& workspace);
void rename_layer(Workspace& workspace);
/// Makes a group of the selected layer and lets its name be typed.
void group_layer(Workspace& workspace);
void ungroup_layer(Workspace& workspace);
void give_role(Workspace& workspace, geo::Role role);
void layer_as_role_says(Workspace& workspace);
/// Opens the styling panel.
void show_style(Workspace& workspace);
/// Radius and cell of the heatmap are again chosen to suit the plan.
void heatmap_as_suits(Workspace& workspace);

}  // namespace app
