#include "app/add_layer.hpp"
#include "app/calculation_files.hpp"
#include "app/command_line/commands.hpp"
#include "app/layer_picture.hpp"
#include "app/text.hpp"
#include "app/words.hpp"
#include "layers/adopt.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "layers/raster_source.hpp"
#include "layers/source.hpp"
#include "layers/vector_reader.hpp"

#include <fmt/format.h>

#include <filesystem>

namespace app {

namespace {

/// COLUMN=VALUE[,VALUE...]
void set_filter(const std::string& where, layers::AdoptRequest& request) {
  if (where.empty()) return;
  const std::size_t equals = where.find('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == where.size())
    throw geo::Error("--where " + where, geo::say("This is not a choice of features."),
                     geo::say("Write COLUMN=VALUE or COLUMN=VALUE,VALUE."));
  request.filter_column = where.substr(0, equals);
  for (std::size_t start = equals + 1; start <= where.size();) {
    const std::size_t comma = std::min(where.find(',', start), where.size());
    request.filter_values.push_back(where.substr(start, comma - start));
    start = comma + 1;
  }
}

/// "register.gpkg, facilities": where adopted things say that they come from.
std::string file_and_layer(const std::string& path, const std::string& layer) {
  const std::string file = std::filesystem::path(path).filename().string();
  return layer.empty() ? file : file + ", " + layer;
}

void adopt_into(layers::PlanStore& store, const geo::Plan& plan, const geo::Features& features,
                const AddCommand& command, geo::Role role, const std::string& source) {
  layers::AdoptRequest request;
  request.role = role;
  request.source = source;
  request.default_year = command.year != 0 ? command.year : default_year(plan);
  set_filter(command.where, request);
  for (const std::string& mapping : command.mappings) request.mappings.push_back(layers::parse_mapping(mapping, role));
  if (request.mappings.empty()) request.mappings = layers::suggested_mappings(features, role);
  auto adopted = layers::adopt(plan, features, request);
  print_problems(source, adopted.problems);
  store.commit(adopted.value);
  fmt::print(stderr, "{}\n",
             translated(geo::say("{0} adopted as {1}", std::to_string(adopted.value.changes.size()), word(role))));
}

/// Figures by year, or a calculation model.
void add_calculation_file(layers::PlanStore& store, const geo::Plan& plan, const AddCommand& command) {
  layers::CataloguesRead shipped = layers::read_catalogues();
  print_left_out(shipped.left_out);
  const auto catalogues = layers::with_own_models(shipped.catalogues, plan).catalogues;
  const auto edit = [&]() -> geo::Edit {
    if (command.inputs_of.empty()) return own_file_edit(plan, command.file, catalogues->factors);
    for (const auto& source : plan.emission_sources())
      if (source->name == command.inputs_of) return input_file_edit(plan, source.id, command.file, *catalogues);
    for (const auto& site : plan.sink_sites())
      if (site->name == command.inputs_of) return input_file_edit(plan, site.id, command.file, *catalogues);
    throw geo::Error(command.plan, geo::say("The plan has no source or sink {0}.", command.inputs_of),
                     geo::say("hiilitie balance PLAN --by source lists the sources."));
  }();
  store.commit(edit);
  fmt::print(stderr, "{}\n", translated(edit.what));
}

}  // namespace

void run(const AddCommand& command) {
  auto store = layers::PlanStore::open(command.plan, layers::PlanStore::Access::write);
  auto loaded = store.load();
  print_problems(command.plan, loaded.problems);
  const geo::PlanPtr plan = loaded.value;

  if (!command.inputs_of.empty() || command.file.ends_with(".toml")) return add_calculation_file(store, *plan, command);

  LayerChoice choice;
  choice.sublayer = command.layer;
  choice.crs = command.crs;
  choice.name = command.name;
  choice.attribution = command.attribution;
  choice.style_by = command.style_by;
  if (!command.role.empty()) choice.role = parse_word<geo::Role>("--role", command.role);

  if (layers::is_tile_service(command.file)) {
    const auto service = layers::RasterSource::open(command.file, command.crs,
                                                    geo::Crs::from_text(plan->info().map_crs), tile_cache_folder());
    if (choice.attribution.empty()) choice.attribution = service.attribution();
    store.commit(add_tiles_edit(*plan, command.file, choice));
    fmt::print(stderr, "{}\n", translated(geo::say("{0} is the base map now.", command.file)));
    return;
  }
  geo::Progress progress;
  const layers::Source source = layers::inspect(command.file, progress);
  print_problems(command.file, source.problems);

  const bool adopts = command.adopt || !command.mappings.empty() || !command.where.empty();
  for (const layers::SourceLayer& source_layer : chosen_layers(source, choice)) {
    const geo::Role role = choice.role.value_or(source_layer.role);
    const std::string subject = command.file + " " + source_layer.name;
    std::optional<geo::Features> features;
    if (!source.raster) {
      auto read = layers::read_features(
          {command.file, source_layer.name, command.crs, geo::Crs::from_text(plan->info().map_crs)}, progress);
      print_problems(subject, read.problems);
      fmt::print(stderr, "{}: {}\n", subject,
                 translated(geo::say("{0} features read", std::to_string(read.value.size()))));
      features = std::move(read.value);
    }
    const geo::PlanPtr now = store.load().value;
    if (adopts && features)
      adopt_into(store, *now, *features, command, role,
                 command.attribution.empty() ? file_and_layer(command.file, source_layer.name) : command.attribution);
    else
      store.commit(add_layer_edit(*now, command.plan, source, source_layer, choice, features ? &*features : nullptr));
  }
}

}  // namespace app
