#include "app/add_layer.hpp"

#include "app/layer_picture.hpp"
#include "app/style_edit.hpp"

#include <algorithm>
#include <filesystem>

namespace app {

std::vector<layers::SourceLayer> chosen_layers(const layers::Source& source, const LayerChoice& choice) {
  std::vector<layers::SourceLayer> chosen;
  std::string names;
  for (const layers::SourceLayer& layer : source.layers) {
    const bool wanted = choice.sublayer.empty() ? layer.geometry != "none" : layer.name == choice.sublayer;
    if (wanted) chosen.push_back(layer);
    names += (names.empty() ? "" : ", ") + layer.name;
  }
  if (chosen.empty() && !choice.sublayer.empty())
    throw geo::Error(source.path, geo::say("There is no layer {0} in this file.", choice.sublayer),
                     geo::say("It has: {0}.", names));
  if (chosen.empty())
    throw geo::Error(source.path, geo::say("None of the layers has a geometry to draw."),
                     geo::say("A table can be joined to a layer in QGIS first."));
  return chosen;
}

namespace {

/// "tile.openstreetmap.org" of "https://tile.openstreetmap.org/{z}/{x}/{y}.png".
std::string host_of(const std::string& address) {
  const std::size_t start = address.find("://");
  if (start == std::string::npos) return address;
  const std::size_t from = start + 3;
  return address.substr(from, address.find_first_of("/:?", from) - from);
}

}  // namespace

geo::Edit add_tiles_edit(const geo::Plan& plan, const std::string& address, const LayerChoice& choice) {
  geo::Layer layer;
  layer.name = choice.name.empty() ? host_of(address) : choice.name;
  layer.kind = geo::LayerKind::tiles;
  layer.path = address;
  layer.role = choice.role.value_or(geo::Role::background);
  layer.crs = choice.crs;
  layer.attribution = choice.attribution;
  for (const auto& other : plan.layers()) layer.draw_order = std::min(layer.draw_order, other->draw_order - 1);
  geo::Edit edit{geo::say("Layer {0} added", layer.name), {}};
  edit.add(plan, std::move(layer));
  return edit;
}

geo::Edit add_layer_edit(const geo::Plan& plan, const std::string& plan_file, const layers::Source& source,
                         const layers::SourceLayer& source_layer, const LayerChoice& choice,
                         const geo::Features* features) {
  geo::Layer layer;
  layer.name = !choice.name.empty() ? choice.name : source_layer.name;
  if (layer.name.empty()) layer.name = std::filesystem::path(source.path).stem().string();
  layer.kind = source.raster ? geo::LayerKind::raster : geo::LayerKind::vector;
  layer.path = stored_path(source.path, plan_file);
  layer.sublayer = source_layer.name;
  layer.role = choice.role.value_or(source_layer.role);
  layer.crs = choice.crs;
  layer.attribution = choice.attribution;
  for (const auto& other : plan.layers()) layer.draw_order = std::max(layer.draw_order, other->draw_order + 1);

  geo::Edit edit{geo::say("Layer {0} added", layer.name), {}};
  if (!choice.style_by.empty() && features != nullptr)
    layer.style = edit.add(plan, style_by_attribute(*features, choice.style_by));
  edit.add(plan, std::move(layer));
  return edit;
}

}  // namespace app
