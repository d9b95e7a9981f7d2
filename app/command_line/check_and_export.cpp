#include "app/command_line/commands.hpp"
#include "app/text.hpp"
#include "layers/plan_export.hpp"
#include "layers/plan_store/plan_store.hpp"

#include <fmt/format.h>

namespace app {

bool run(const CheckCommand& command) {
  const auto faults = layers::check_plan_file(command.plan);
  for (const layers::Fault& fault : faults)
    fmt::print("{}{}{}: {}\n", command.plan, fault.table.empty() ? "" : " " + fault.table,
               fault.row ? " " + std::to_string(*fault.row) : "", translated(fault.what));
  if (faults.empty())
    fmt::print(stderr, "{}\n", translated(geo::say("{0} is whole and consistent.", command.plan)));
  else
    fmt::print(stderr, "{}\n", translated(geo::say("{0}: {1} faults.", command.plan, std::to_string(faults.size()))));
  return faults.empty();
}

void run(const ExportCommand& command) {
  layers::export_geopackage(command.out, *read_plan(command.plan));
  fmt::print(stderr, "{}\n", translated(geo::say("Exported to {0}", command.out)));
}

}  // namespace app
