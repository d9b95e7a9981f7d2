#include "app/balance_text.hpp"

#include "app/csv_text.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace app {

namespace {

using Json = nlohmann::ordered_json;

std::string group_words(geo::BalanceBy by, const std::string& group) {
  if (by == geo::BalanceBy::sector)
    if (const auto sector = geo::enum_of<geo::Sector>(group)) return word(*sector);
  return group.empty() ? tr("not assigned") : group;
}

Json year_json(const geo::BalanceYear& year) {
  Json json{{"year", year.year}};
  for (std::size_t i = 0; i < geo::sector_count; ++i)
    if (year.known[i]) json["emission_t_co2e"][std::string(geo::EnumText<geo::Sector>::names[i])] = year.emission_t[i];
  json["emissions_t_co2e"] = year.emissions_t();
  json["removals_t_co2"] = {
      {"mean", year.removal.mean_t_co2}, {"low", year.removal.low_t_co2}, {"high", year.removal.high_t_co2}};
  json["net_t_co2e"] = year.net_t();
  json["biogenic_co2_t"] = year.biogenic_co2_t;
  json["sources_without_figure"] = year.sources_without_figure;
  json["sites_without_figure"] = year.sites_without_figure;
  return json;
}

void add_row(std::string& out, const std::string& name, std::size_t width, const std::vector<std::string>& cells) {
  // fmt pads by what a text takes on the screen, not by its bytes.
  fmt::format_to(std::back_inserter(out), "{:{}.{}}", name, width, width);
  for (const std::string& cell : cells) fmt::format_to(std::back_inserter(out), " {:>10}", cell);
  out += '\n';
}

}  // namespace

BalanceTable balance_table(const geo::PlanFigures& figures, int first_year, int last_year, geo::BalanceBy by) {
  const geo::PlanInfo& info = figures.plan->info();
  return {info.name,
          info.gwp_set,
          by,
          geo::balance(*figures.counted_with_flows, figures.sites, first_year, last_year),
          geo::balance_lines(*figures.plan, figures.ledger, first_year, last_year, by),
          std::nullopt};
}

std::string balance_as_text(const BalanceTable& table) {
  std::vector<std::string> groups;
  for (const geo::BalanceLine& line : table.lines)
    if (std::find(groups.begin(), groups.end(), line.group) == groups.end()) groups.push_back(line.group);
  std::size_t width = 24;
  for (const std::string& group : groups) width = std::max(width, group_words(table.by, group).size() + 1);
  width = std::min<std::size_t>(width, 60);

  std::string out = fmt::format("{}, t CO₂e, GWP100 {}\n\n", table.plan, geo::text_of(table.gwp_set));
  const auto row = [&](const std::string& name, auto&& cell) {
    std::vector<std::string> cells;
    for (const geo::BalanceYear& year : table.years) cells.push_back(cell(year));
    add_row(out, name, width, cells);
  };
  row("", [](const geo::BalanceYear& year) { return std::to_string(year.year); });
  for (const std::string& group : groups)
    row(group_words(table.by, group), [&](const geo::BalanceYear& year) {
      for (const geo::BalanceLine& line : table.lines)
        if (line.year == year.year && line.group == group) return number(line.emission_t, 0);
      return std::string("–");
    });
  row(tr("Emissions"), [](const geo::BalanceYear& year) { return number(year.emissions_t(), 0); });
  row(tr("Removals"), [](const geo::BalanceYear& year) { return number(-year.removal.mean_t_co2, 0); });
  row(tr("  low"), [](const geo::BalanceYear& year) { return number(-year.removal.low_t_co2, 0); });
  row(tr("  high"), [](const geo::BalanceYear& year) { return number(-year.removal.high_t_co2, 0); });
  row(tr("Net"), [](const geo::BalanceYear& year) { return number(year.net_t(), 0); });
  if (table.band) {
    const auto of = [&](const geo::BalanceYear& year) -> const geo::DrawSummary& {
      return table.band->net[static_cast<std::size_t>(year.year - table.band->first_year)];
    };
    row(tr("  2.5 %"), [&](const geo::BalanceYear& year) { return number(of(year).low, 0); });
    row(tr("  97.5 %"), [&](const geo::BalanceYear& year) { return number(of(year).high, 0); });
  }
  if (std::any_of(table.years.begin(), table.years.end(),
                  [](const auto& year) { return year.sources_without_figure > 0; }))
    row(tr("Sources without a figure"),
        [](const geo::BalanceYear& year) { return count_text(year.sources_without_figure); });
  if (std::any_of(table.years.begin(), table.years.end(), [](const auto& year) { return year.biogenic_co2_t > 0; }))
    row(tr("Biogenic CO₂, apart"), [](const geo::BalanceYear& year) { return number(year.biogenic_co2_t, 0); });
  return out;
}

std::string balance_as_json(const BalanceTable& table) {
  Json json{{"plan", table.plan}, {"gwp_set", geo::text_of(table.gwp_set)}};
  json["years"] = Json::array();
  for (const geo::BalanceYear& year : table.years) json["years"].push_back(year_json(year));
  if (table.band)
    for (std::size_t i = 0; i < table.band->net.size(); ++i)
      for (const auto& [name, of] : {std::pair{"net", &table.band->net[i]},
                                     {"emissions", &table.band->emissions[i]},
                                     {"removals", &table.band->removals[i]}})
        json["uncertainty"][name].push_back({{"year", table.band->first_year + static_cast<int>(i)},
                                             {"mean_t_co2e", of->mean},
                                             {"median_t_co2e", of->median},
                                             {"low_t_co2e", of->low},
                                             {"high_t_co2e", of->high},
                                             {"low_error_t_co2e", of->low_error},
                                             {"high_error_t_co2e", of->high_error},
                                             {"draws", of->count}});
  const std::string by = "by_" + std::string(geo::text_of(table.by));
  json[by] = Json::array();
  for (const geo::BalanceLine& line : table.lines)
    json[by].push_back({{"year", line.year},
                        {"group", line.group},
                        {"emission_t_co2e", line.emission_t},
                        {"biogenic_co2_t", line.biogenic_co2_t}});
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string balance_as_csv(const BalanceTable& table) {
  std::string out = fmt::format("year,{},emission_t_co2e,biogenic_co2_t\n", geo::text_of(table.by));
  for (const geo::BalanceLine& line : table.lines)
    out +=
        fmt::format("{},{},{:.17g},{:.17g}\n", line.year, csv_text(line.group), line.emission_t, line.biogenic_co2_t);
  for (const geo::BalanceYear& year : table.years)
    out += fmt::format("{},removals,{:.17g},0\n", year.year, -year.removal.mean_t_co2);
  if (table.band)
    for (std::size_t i = 0; i < table.band->net.size(); ++i) {
      const int year = table.band->first_year + static_cast<int>(i);
      out += fmt::format("{},net_low,{:.17g},0\n{},net_high,{:.17g},0\n", year, table.band->net[i].low, year,
                         table.band->net[i].high);
    }
  return out;
}

}  // namespace app
