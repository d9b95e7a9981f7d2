#include "app/command_line/commands.hpp"
#include "app/text.hpp"
#include "geo/uncertainty/distribution.hpp"
#include "layers/inventory_file.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cmath>

namespace app {

namespace {

using Json = nlohmann::ordered_json;
using Inventory = std::vector<geo::InventoryCategory>;

/// What is reported, from both approaches.
struct Report {
  geo::InventoryUncertainty by_propagation;
  double trend_pct = 0;
  std::optional<geo::InventoryDraws> by_draws;
};

/// An end of the interval in per cent of the mean.
double from_mean_pct(double end, const geo::DrawSummary& s) {
  return 100 * (end - s.mean) / std::abs(s.mean);
}

Json json_of(const geo::DrawSummary& s) {
  return {{"mean", s.mean},
          {"median", s.median},
          {"low", s.low},
          {"high", s.high},
          {"mean_error", s.mean_error},
          {"low_error", s.low_error},
          {"high_error", s.high_error}};
}

Json json_of(const std::vector<geo::CategoryContribution>& contributions, const Inventory& inventory) {
  static constexpr std::array inputs{"activity_base", "activity_year", "factor"};
  Json list = Json::array();
  for (const geo::CategoryContribution& c : contributions)
    list.push_back({{"category", inventory[c.category].category},
                    {"gas", inventory[c.category].gas},
                    {"input", inputs[static_cast<std::size_t>(c.input)]},
                    {"share", c.share}});
  return list;
}

std::string as_json(const UncertaintyCommand& command, const Inventory& inventory, const Report& report) {
  Json json{{"file", command.table},
            {"rows", inventory.size()},
            {"base_total", report.by_propagation.base_total},
            {"year_total", report.by_propagation.year_total},
            {"trend_pct", report.trend_pct},
            {"approach_1",
             {{"level_pct", report.by_propagation.level_pct}, {"trend_points", report.by_propagation.trend_points}}}};
  if (report.by_draws) {
    const geo::InventoryDraws& draws = *report.by_draws;
    Json level = json_of(draws.level), trend = json_of(draws.trend_pct);
    level["low_pct"] = from_mean_pct(draws.level.low, draws.level);
    level["high_pct"] = from_mean_pct(draws.level.high, draws.level);
    trend["low_points"] = draws.trend_pct.low - draws.trend_pct.mean;
    trend["high_points"] = draws.trend_pct.high - draws.trend_pct.mean;
    json["approach_2"] = {{"draws", draws.level.count},
                          {"seed", command.seed},
                          {"normal_up_to_pct", geo::largest_normal_uncertainty_pct},
                          {"lognormal_above_pct", geo::largest_normal_uncertainty_pct},
                          {"level", std::move(level)},
                          {"trend_pct", std::move(trend)},
                          {"level_contributions", json_of(draws.level_contributions, inventory)},
                          {"trend_contributions", json_of(draws.trend_contributions, inventory)}};
  }
  return json.dump(2) + "\n";
}

std::string as_text(const Report& report) {
  const auto& [base_total, year_total, level_pct, trend_points] = report.by_propagation;
  std::string text = geo::filled(tr("Total of the base year {0}, of the year {1}, change {2} %"),
                                 {figure(base_total), figure(year_total), number(report.trend_pct, 1)}) +
                     "\n" +
                     geo::filled(tr("Approach 1: level ± {0} %, trend ± {1} percentage points"),
                                 {number(level_pct, 1), number(trend_points, 1)}) +
                     "\n";
  if (!report.by_draws) return text;
  const geo::DrawSummary &level = report.by_draws->level, &trend = report.by_draws->trend_pct;
  return text +
         geo::filled(tr("Approach 2, {0} draws: level {1} (median {2}), {3} to {4} %; change {5} %, {6} to {7} %"),
                     {number(static_cast<double>(level.count), 0), figure(level.mean), figure(level.median),
                      number(from_mean_pct(level.low, level), 1), number(from_mean_pct(level.high, level), 1),
                      number(trend.mean, 1), number(trend.low, 1), number(trend.high, 1)}) +
         "\n";
}

}  // namespace

void run(const UncertaintyCommand& command) {
  const geo::Loaded<Inventory> inventory = layers::read_inventory(command.table);
  print_problems(command.table, inventory.problems);
  std::vector<geo::InventoryRow> rows;
  for (const geo::InventoryCategory& category : inventory.value) rows.push_back(category.row);
  Report report{geo::inventory_uncertainty(rows), 0, {}};
  report.trend_pct =
      100 * (report.by_propagation.year_total - report.by_propagation.base_total) / report.by_propagation.base_total;
  if (report.by_propagation.base_total == 0)
    fmt::print(stderr, "{}: {}\n", command.table, tr("The base year adds up to nothing, so there is no trend."));
  if (command.draws > 0) report.by_draws = geo::inventory_draws(inventory.value, command.draws, command.seed);
  fmt::print("{}", command.json ? as_json(command, inventory.value, report) : as_text(report));
}

}  // namespace app
