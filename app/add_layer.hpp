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

}  // namespace app
