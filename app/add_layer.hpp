// A file's layer becomes a layer of the plan: which of its layers, with what name, role and first style.
#pragma once

#include "geo/features.hpp"
#include "geo/plan/edit.hpp"
#include "layers/source.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

/// What the person said about the file; empty means: as suggested.
struct LayerChoice {
  std::string sublayer;
  std::string crs;
  std::string name;
  std::string attribution;
  std::string style_by;  ///< attribute for categories (text) or classes (numbers)
  std::optional<geo::Role> role;
};

/// The layers of the file that the choice means: the named one, else all that have something to draw.
/// Throws geo::Error that names the file's layers when the named one is not there.
[[nodiscard]] std::vector<layers::SourceLayer> chosen_layers(const layers::Source& source, const LayerChoice& choice);

/// The edit that links the layer. `features` are needed for `style_by` only.
[[nodiscard]] geo::Edit add_layer_edit(const geo::Plan& plan, const std::string& plan_file,
                                       const layers::Source& source, const layers::SourceLayer& source_layer,
                                       const LayerChoice& choice, const geo::Features* features);

/// The edit that links a tile service as a base map: below all other layers.
[[nodiscard]] geo::Edit add_tiles_edit(const geo::Plan& plan, const std::string& address, const LayerChoice& choice);

/// The layer moved one place nearer to the eye (`up`) or away from it; nothing when it is at the end already.
[[nodiscard]] std::optional<geo::Edit> move_layer_edit(const geo::Plan& plan, geo::Id<geo::Layer> id, bool up);

/// A first style by an attribute: up to ten categories in the palette's order, or five quantile classes.
/// Throws geo::Error that names the fields when the attribute is not there.
[[nodiscard]] geo::Style style_by_attribute(const geo::Features& features, const std::string& attribute);

}  // namespace app
