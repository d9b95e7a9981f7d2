// Styling of the linked layers as a person does it: what is being chosen, held and copied.
#pragma once

#include "app/layer_facts.hpp"
#include "app/style_edit.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

class Workspace;

/// What the styling panel remembers beyond the plan.
struct Styling {
  enum class Tab { facts, style };
  Tab tab = Tab::facts;
  std::optional<CopiedLook> copied;
  std::vector<geo::Colour> recent;  ///< colours used last, newest first
  LayerFacts facts;                 ///< of the layer whose style is shown
};

/// The features of a linked layer, when they are loaded.
[[nodiscard]] std::shared_ptr<const geo::Features> loaded_features(const Workspace& workspace, geo::Id<geo::Layer> id);
/// The layer's own style as it is shown now, a held one included; see own_style.
[[nodiscard]] geo::Style shown_style(const Workspace& workspace, geo::Id<geo::Layer> id);

/// The style on the map while a person still drags; `set_style` keeps it.
void hold_style(Workspace& workspace, geo::Id<geo::Layer> id, geo::Style style);
/// The style as one edit.
void set_style(Workspace& workspace, geo::Id<geo::Layer> id, geo::Style style, geo::Message what);
/// Counts the attribute's values in the background and then styles by them.
void style_by(Workspace& workspace, geo::Id<geo::Layer> id, const std::string& attribute, geo::StyleMode mode);
/// Another mode: with the layer's attribute, or with one that suits it.
void choose_mode(Workspace& workspace, geo::Id<geo::Layer> id, geo::StyleMode mode);

/// Of the selected layer, with a word about it.
void copy_look(Workspace& workspace);
void paste_look(Workspace& workspace);

}  // namespace app
