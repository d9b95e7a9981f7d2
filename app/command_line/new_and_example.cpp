#include "app/command_line/commands.hpp"
#include "app/text.hpp"
#include "geo/crs.hpp"
#include "layers/asset_files.hpp"
#include "layers/example_file.hpp"
#include "layers/plan_store/plan_store.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace app {

void run(const NewCommand& command) {
  const geo::Crs crs = geo::Crs::from_text(command.crs);
  if (!crs.is_projected_in_metres())
    throw geo::Error(command.crs, geo::say("A plan needs a projected coordinate system in metres."),
                     geo::say("Use EPSG:3067 (ETRS-TM35FIN) or your city's GK zone."));
  geo::PlanInfo info;
  info.name = command.name;
  info.map_crs = crs.text();
  (void)layers::PlanStore::create(command.out, geo::Plan(info));
  fmt::print(stderr, "{}\n", translated(geo::say("New plan {0}: {1}", command.name, command.out)));
}

void run(const ExampleCommand& command) {
  const auto folder = layers::asset_folder() / "examples";
  const bool plain_name = !command.name.empty() && std::all_of(command.name.begin(), command.name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
  const auto file = folder / (command.name + ".toml");
  if (!plain_name || !std::filesystem::exists(file))
    throw geo::Error(command.name, geo::say("There is no example of this name."), geo::say("Try topinpuisto or kemi-tornio."));
  const geo::Plan plan = layers::read_plan_toml(file);
  (void)layers::PlanStore::create(command.out, plan);
  fmt::print(stderr, "{}\n", translated(geo::say("Example {0} written: {1}", plan.info().name, command.out)));
}

}  // namespace app
