#include "app/command_line/commands.hpp"
#include "app/flow_text.hpp"
#include "app/text.hpp"
#include "geo/text_order.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/flow_file.hpp"
#include "layers/own_materials.hpp"
#include "layers/plan_store/plan_store.hpp"

#include <fmt/format.h>

namespace app {

namespace {

void import_flows(const FlowsCommand& command) {
  auto store = layers::PlanStore::open(command.plan, layers::PlanStore::Access::write);
  const geo::PlanPtr plan = store.load().value;
  if (!command.import_file.empty()) {
    auto read = layers::read_flows(command.import_file, *plan,
                                   *layers::with_own_models(layers::read_catalogues().catalogues, *plan).catalogues);
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

/// Letters of both cases alike; none for an empty name.
geo::Ref<geo::Partner> partner_of(const geo::Plan& plan, const std::string& name) {
  if (name.empty()) return {};
  std::string names;
  for (const auto& partner : plan.partners()) {
    if (geo::folded(partner->name) == geo::folded(name)) return partner.id;
    names += (names.empty() ? "" : ", ") + partner->name;
  }
  throw geo::Error("--partner " + name, geo::say("The plan has no partner of this name."),
                   geo::say("Choose one of: {0}.", names));
}

void export_materials(const FlowsCommand& command) {
  const geo::PlanPtr plan = layers::PlanStore::open(command.plan, layers::PlanStore::Access::read).load().value;
  std::vector<geo::Error> left_out;
  const layers::OwnMaterials own =
      layers::own_materials(*plan, layers::read_catalogues().catalogues->factors, left_out);
  print_left_out(left_out);
  if (own.materials.empty())
    throw geo::Error(command.plan, geo::say("The plan has no materials of its own."),
                     geo::say("hiilitie add PLAN FILE.toml takes them in."));
  layers::write_own_materials(own, command.materials_out);
  fmt::print(stderr, "{}\n", translated(geo::say("{0} is written", command.materials_out)));
}

}  // namespace

void run(const FlowsCommand& command) {
  if (!command.materials_out.empty()) return export_materials(command);
  if (!command.import_file.empty() || !command.register_file.empty()) return import_flows(command);
  const auto figures = read_figures(command.plan);
  const int year = command.year.value_or(default_flow_year(*figures->plan));
  const auto partner = partner_of(*figures->plan, command.partner);
  const FlowTable table = flow_table(*figures, year, {command.material, partner});
  if (partner && command.material.empty() && table.lines.empty() && table.balances.empty())
    throw geo::Error("--partner " + command.partner, geo::say("No flow is from or to this partner."),
                     geo::say("The command without --partner lists them."));
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
