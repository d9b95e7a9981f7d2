#include "app/add_layer.hpp"

#include "app/layer_picture.hpp"
#include "app/zoning.hpp"
#include "geo/balance/balance.hpp"
#include "geo/classes.hpp"
#include "render/theme.hpp"

#include <algorithm>
#include <filesystem>
#include <map>

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

geo::Style style_by_attribute(const geo::Features& features, const std::string& attribute) {
  const geo::Column* column = features.column(attribute);
  if (column == nullptr) {
    std::string names;
    for (const geo::Column& c : features.columns) names += (names.empty() ? "" : ", ") + c.name;
    throw geo::Error(features.name, geo::say("There is no field {0}.", attribute), geo::say("It has: {0}.", names));
  }
  geo::Style style;
  style.name = attribute;
  style.attribute = attribute;
  if (column->is_number()) {
    style.mode = geo::StyleMode::classes;
    std::vector<double> values;
    for (std::size_t row = 0; row < column->size(); ++row) values.push_back(column->number(row));
    style.breaks = geo::class_breaks(values, style.class_method, style.class_count);
    return style;
  }
  style.mode = geo::StyleMode::categories;
  std::map<std::string, std::size_t> counts;
  for (std::size_t row = 0; row < column->size(); ++row)
    if (column->has_value(row)) ++counts[column->text(row)];
  std::vector<std::pair<std::string, std::size_t>> by_count(counts.begin(), counts.end());
  std::stable_sort(by_count.begin(), by_count.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  const bool zoning = std::all_of(by_count.begin(), by_count.end(), [](const auto& value_and_count) {
    return zoning_colour(value_and_count.first).has_value();
  });
  // The palette has no more colours than its sectors; the rest are "other". Zoning letters share colours anyway.
  const std::size_t most_categories = zoning ? 40 : geo::sector_count;
  for (std::size_t i = 0; i < std::min(by_count.size(), most_categories); ++i) {
    geo::Colour fill = render::sector_colour(static_cast<geo::Sector>(i % geo::sector_count), render::ThemeKind::light);
    fill.a = 0x59;  // calm ground: the data lies over it
    if (zoning) fill = *zoning_colour(by_count[i].first);
    style.categories.push_back({by_count[i].first, "", fill});
  }
  style.line = {0x5F, 0x6B, 0x78, 0xB0};
  style.line_width_px = 0.8;
  return style;
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

std::optional<geo::Edit> move_layer_edit(const geo::Plan& plan, geo::Id<geo::Layer> id, bool up) {
  std::vector<geo::Table<geo::Layer>::Row> rows(plan.layers().begin(), plan.layers().end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a->draw_order < b->draw_order; });
  const auto moved = std::find_if(rows.begin(), rows.end(), [&](const auto& row) { return row.id == id; });
  if (moved == rows.end() || (up ? std::next(moved) == rows.end() : moved == rows.begin())) return std::nullopt;
  geo::Edit edit{geo::say("{0} moved", (*moved)->name), {}};
  std::iter_swap(moved, up ? std::next(moved) : std::prev(moved));
  // Layers of another program's making may share an order, so all are counted anew.
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto order = static_cast<double>(i);
    if (rows[i]->draw_order == order) continue;
    geo::Layer after = *rows[i];
    after.draw_order = order;
    edit.set(plan, rows[i].id, std::move(after));
  }
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
