#include "app/command_line/commands.hpp"
#include "app/text.hpp"
#include "app/words.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "layers/source.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace app {

namespace {

using Json = nlohmann::ordered_json;

Json box_json(const geo::MapBox& box) {
  return box.empty() ? Json(nullptr) : Json{box.min_x_m, box.min_y_m, box.max_x_m, box.max_y_m};
}

Json plan_json(const std::string& path, const geo::Plan& plan) {
  const geo::PlanInfo& info = plan.info();
  Json json{{"file", path},
            {"kind", "plan"},
            {"name", info.name},
            {"crs", info.map_crs},
            {"gwp_set", geo::text_of(info.gwp_set)},
            {"years", geo::years_with_masses(plan)},
            {"extent", box_json(geo::bounds(plan))}};
  plan.for_each_table([&]<class T>(const geo::Table<T>& table) {
    if constexpr (!std::is_same_v<T, geo::PlanInfo>) json["tables"][geo::Describe<T>::table] = table.size();
  });
  for (const auto& layer : plan.layers())
    json["layers"].push_back({{"name", layer->name},
                              {"path", layer->path},
                              {"sublayer", layer->sublayer},
                              {"attribution", layer->attribution},
                              {"role", geo::text_of(layer->role)}});
  return json;
}

Json source_json(const layers::Source& source) {
  Json json{{"file", source.path}, {"kind", source.raster ? "raster" : "vector"}, {"driver", source.driver}};
  json["layers"] = Json::array();
  for (const layers::SourceLayer& layer : source.layers) {
    Json one{{"name", layer.name},
             {"geometry", layer.geometry},
             {"features", layer.feature_count < 0 ? Json(nullptr) : Json(layer.feature_count)},
             {"crs", layer.crs ? Json(layer.crs->text()) : Json(nullptr)},
             {"crs_name", layer.crs ? Json(layer.crs->name()) : Json(nullptr)},
             {"extent", box_json(layer.extent)},
             {"role", geo::text_of(layer.role)},
             {"role_reason", geo::english(layer.role_reason)}};
    for (const layers::CrsProposal& proposal : layer.proposals)
      one["crs_proposals"].push_back({{"crs", proposal.crs.text()}, {"reason", geo::english(proposal.reason)}});
    for (const layers::SourceField& field : layer.fields)
      one["fields"].push_back({{"name", field.name}, {"type", field.type}});
    json["layers"].push_back(std::move(one));
  }
  return json;
}

void print_plan(const geo::Plan& plan) {
  const geo::PlanInfo& info = plan.info();
  const auto years = geo::years_with_masses(plan);
  fmt::print("{}: {}\n", tr("Plan"), info.name);
  fmt::print("{}: {} ({})\n", tr("Coordinate system"), info.map_crs, geo::Crs::from_text(info.map_crs).name());
  if (!years.empty()) fmt::print("{}: {}–{}\n", tr("Years with emissions"), years.front(), years.back());
  plan.for_each_table([&]<class T>(const geo::Table<T>& table) {
    if constexpr (!std::is_same_v<T, geo::PlanInfo>)
      fmt::print("  {:18} {:6}\n", geo::Describe<T>::table, table.size());
  });
  for (const auto& layer : plan.layers())
    fmt::print("{} {}: {} {} [{}]\n", tr("Layer"), layer->name, layer->path, layer->sublayer, word(layer->role));
}

void print_source(const layers::Source& source) {
  fmt::print("{} ({})\n", source.path, source.driver);
  for (const layers::SourceLayer& layer : source.layers) {
    fmt::print("{} {}\n", tr("Layer"), layer.name);
    fmt::print("  {}: {}", tr("geometry"), layer.geometry);
    if (layer.feature_count >= 0)
      fmt::print(", {}", translated(geo::say("{0} features", std::to_string(layer.feature_count))));
    fmt::print("\n");
    if (layer.crs)
      fmt::print("  {}: {} ({})\n", tr("coordinate system"), layer.crs->epsg() != 0 ? layer.crs->text() : "-",
                 layer.crs->name());
    else
      fmt::print("  {}: {}\n", tr("coordinate system"), tr("not stated"));
    for (const layers::CrsProposal& proposal : layer.proposals)
      fmt::print("    --crs {}  {}\n", proposal.crs.text(), translated(proposal.reason));
    if (!layer.extent.empty())
      fmt::print("  {}: {:.10g} {:.10g} … {:.10g} {:.10g}\n", tr("extent"), layer.extent.min_x_m, layer.extent.min_y_m,
                 layer.extent.max_x_m, layer.extent.max_y_m);
    fmt::print("  {}: {} ({})\n", tr("suggested role"), geo::text_of(layer.role), translated(layer.role_reason));
    std::string fields;
    for (const layers::SourceField& field : layer.fields) fields += (fields.empty() ? "" : ", ") + field.name;
    if (!fields.empty()) fmt::print("  {}: {}\n", tr("fields"), fields);
  }
}

}  // namespace

void run(const InfoCommand& command) {
  if (layers::is_plan_file(command.file)) {
    const geo::PlanPtr plan = read_plan(command.file);
    if (command.json)
      fmt::print("{}\n", plan_json(command.file, *plan).dump(2, ' ', false, Json::error_handler_t::replace));
    else
      print_plan(*plan);
    return;
  }
  geo::Progress progress;
  const layers::Source source = layers::inspect(command.file, progress);
  print_problems(command.file, source.problems);
  if (command.json)
    fmt::print("{}\n", source_json(source).dump(2, ' ', false, Json::error_handler_t::replace));
  else
    print_source(source);
}

}  // namespace app
