#include "app/command_line/commands.hpp"
#include "app/flow_text.hpp"
#include "app/text.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/flow_file.hpp"
#include "layers/plan_store/plan_store.hpp"

#include <fmt/format.h>

namespace app {

namespace {

void import_flows(const FlowsCommand& command) {
  auto store = layers::PlanStore::open(command.plan, layers::PlanStore::Access::write);
  const geo::PlanPtr plan = store.load().value;
  if (!command.import_file.empty()) {
    auto read = layers::read_flows(command.import_file, *plan, *layers::read_catalogues().catalogues);
    print_problems(command.import_file, read.problems);
    store.commit(read.value);
    fmt::print(stderr, "{}\n", translated(read.value.what));
    return;
  }
  const layers::WasteTransfers transfers = layers::read_waste_transfers(command.register_file, *plan);
  store.commit(transfers.edit);
  fmt::print(stderr, "{}\n", translated(transfers.edit.what));
  fmt::print(stderr, "{}\n",
             translated(geo::say("The receiver of {0} of {1} flows is not told ({2} of {3} t, all years).",
                                 std::to_string(transfers.unknown_receivers), std::to_string(transfers.flows),
                                 figure(transfers.unknown_receiver_t), figure(transfers.total_t))));
}

}  // namespace

void run(const FlowsCommand& command) {
  if (!command.import_file.empty() || !command.register_file.empty()) return import_flows(command);
  const auto figures = read_figures(command.plan);
  const int year = command.year.value_or(default_flow_year(*figures->plan));
  const FlowTable table = flow_table(*figures, year, command.material);
  if (!command.material.empty() && table.lines.empty())
    throw geo::Error("--material " + command.material, geo::say("No flow is of this material."),
                     geo::say("The command without --material lists them."));
  const bool balance = command.balance;
  fmt::print("{}", command.json  ? flows_as_json(table)
                   : command.csv ? (balance ? mass_balance_as_csv(table) : flows_as_csv(table))
                                 : (balance ? mass_balance_as_text(table) : flows_as_text(table)));
  if (command.csv)
    for (const geo::FlowFinding& finding : table.findings)
      fmt::print(stderr, "{}. {}\n", finding.flow.value, translated(finding.what));
}

}  // namespace app
