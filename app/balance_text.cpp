#include "app/balance_text.hpp"

#include "app/csv_text.hpp"
#include "app/number_format.hpp"
#include "app/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace app {

namespace {

using Json = nlohmann::ordered_json;

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

std::string balance_as_text(const BalanceTable& table) {
  const BalanceSheet sheet = balance_sheet(table);
  std::size_t width = 24;
  for (const BalanceSheetRow& row : sheet.rows) width = std::max(width, row.name.size() + 1);
  width = std::min<std::size_t>(width, 60);

  std::string out = fmt::format("{}, t CO₂e, GWP100 {}\n\n", table.plan, geo::text_of(table.gwp_set));
  std::vector<std::string> heads;
  for (const int year : sheet.years) heads.push_back(std::to_string(year));
  add_row(out, "", width, heads);
  bool any_doubtful = false;
  for (const BalanceSheetRow& row : sheet.rows) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < row.values.size(); ++i) {
      const bool doubtful = i < row.to_be_confirmed.size() && row.to_be_confirmed[i];
      any_doubtful = any_doubtful || doubtful;
      cells.push_back((row.values[i] ? number(*row.values[i], 0) : "–") + (doubtful ? "*" : ""));
    }
    add_row(out, row.name, width, cells);
  }
  if (any_doubtful) out += std::string("\n") + tr("* Has factors to be confirmed.") + "\n";
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
                        {"biogenic_co2_t", line.biogenic_co2_t},
                        {"to_be_confirmed", line.to_be_confirmed}});
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
