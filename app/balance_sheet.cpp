#include "app/balance_sheet.hpp"

#include "app/csv_text.hpp"
#include "app/text.hpp"
#include "app/words.hpp"
#include "geo/flow/flow_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace app {

namespace {

geo::FigureKind kind_of(geo::BalanceBy by) {
  switch (by) {
    case geo::BalanceBy::sector: return geo::FigureKind::sector;
    case geo::BalanceBy::source: return geo::FigureKind::source;
    case geo::BalanceBy::scope: return geo::FigureKind::scope;
    case geo::BalanceBy::gas: return geo::FigureKind::gas;
    case geo::BalanceBy::partner: return geo::FigureKind::partner;
    case geo::BalanceBy::area: return geo::FigureKind::area;
  }
  return {};
}

/// The transport of a flow that the balance counts is a source without a place of its own: its figure is the flow's.
geo::FigureName figure_of(geo::BalanceBy by, std::int64_t key) {
  if (by == geo::BalanceBy::source)
    if (const auto flow = geo::flow_of({key})) return {geo::FigureKind::flow, 0, flow.value};
  return {kind_of(by), 0, key};
}

std::string group_name(geo::BalanceBy by, const geo::BalanceLine& line) {
  switch (by) {
    case geo::BalanceBy::sector: return word(static_cast<geo::Sector>(line.key));
    case geo::BalanceBy::gas: return word(static_cast<geo::Gas>(line.key));
    case geo::BalanceBy::scope: return "Scope " + line.group;
    case geo::BalanceBy::partner: return line.key == 0 ? tr("No partner") : line.group;
    case geo::BalanceBy::area: return line.key == 0 ? tr("No area") : line.group;
    case geo::BalanceBy::source: return line.group;
  }
  return {};
}

class Sheet {
public:
  explicit Sheet(const BalanceTable& table) : table_(table) {
    for (const geo::BalanceYear& year : table.years) sheet_.years.push_back(year.year);
  }

  BalanceSheet made() && {
    add_groups();
    if (table_.by == geo::BalanceBy::partner)
      add_of_years(tr("Transfers inside the hub"), BalanceRowKind::part, geo::FigureKind::transfers, -1,
                   table_.transfers_doubtful,
                   [](const geo::BalanceYear&, std::size_t i, const BalanceTable& t) { return -t.transfers_t[i]; });
    add(tr("Emissions"), BalanceRowKind::sum, geo::FigureKind::emissions, 1,
        [](const geo::BalanceYear& year) { return is_known(year) ? std::optional(year.emissions_t()) : std::nullopt; });
    mark([](const geo::BalanceYear& year) { return year.emissions_to_be_confirmed(); });
    add_sites();
    add(tr("Removals"), BalanceRowKind::sum, geo::FigureKind::removals, -1,
        [](const geo::BalanceYear& year) { return std::optional(0 - year.removal.mean_t_co2); });
    mark([](const geo::BalanceYear& year) { return year.removal_to_be_confirmed; });
    add_removal_range();
    add(tr("Net"), BalanceRowKind::net, geo::FigureKind::net, 1,
        [](const geo::BalanceYear& year) { return is_known(year) ? std::optional(year.net_t()) : std::nullopt; });
    mark([](const geo::BalanceYear& year) { return year.emissions_to_be_confirmed() || year.removal_to_be_confirmed; });
    add_band();
    add_count(tr("Sources not known"), [](const geo::BalanceYear& year) { return year.sources_without_figure; });
    add_count(tr("Sinks not known"), [](const geo::BalanceYear& year) { return year.sites_without_figure; });
    add_of_years(tr("Biogenic CO₂, apart"), BalanceRowKind::beside, geo::FigureKind::biogenic, 1,
                 table_.biogenic_doubtful,
                 [](const geo::BalanceYear& year, std::size_t, const BalanceTable&) { return year.biogenic_co2_t; });
    add_of_years(tr("Avoided emissions, beside"), BalanceRowKind::beside, geo::FigureKind::avoided, 1,
                 table_.avoided_doubtful,
                 [](const geo::BalanceYear&, std::size_t i, const BalanceTable& t) { return t.avoided_t[i]; });
    if (table_.market_differs)
      add_of_years(tr("Emissions, bought energy by contract"), BalanceRowKind::beside, geo::FigureKind::market, 1,
                   table_.market_doubtful,
                   [](const geo::BalanceYear&, std::size_t i, const BalanceTable& t) { return t.market_t[i]; });
    return std::move(sheet_);
  }

private:
  static bool is_known(const geo::BalanceYear& year) {
    return std::any_of(year.known.begin(), year.known.end(), [](bool known) { return known; });
  }

  template <class Value>
  void add(std::string name, BalanceRowKind kind, geo::FigureKind figure, double sign, Value&& value) {
    BalanceSheetRow row{std::move(name), kind, {figure, 0, 0}, sign, {}, {}};
    for (const geo::BalanceYear& year : table_.years) row.values.push_back(value(year));
    sheet_.rows.push_back(std::move(row));
  }

  /// Marks the row that was added last in the years that have factors to be confirmed.
  template <class Doubtful>
  void mark(Doubtful&& doubtful) {
    for (const geo::BalanceYear& year : table_.years) sheet_.rows.back().to_be_confirmed.push_back(doubtful(year));
  }

  /// Left out where it is nought in all years.
  template <class Value>
  void add_of_years(std::string name, BalanceRowKind kind, geo::FigureKind figure, double sign,
                    const std::vector<bool>& doubtful, Value&& value) {
    BalanceSheetRow row{std::move(name), kind, {figure, 0, 0}, sign, {}, {}};
    row.to_be_confirmed = doubtful;
    bool any = false;
    for (std::size_t i = 0; i < table_.years.size(); ++i) {
      row.values.push_back(value(table_.years[i], i, table_));
      any = any || *row.values.back() != 0;
    }
    if (any) sheet_.rows.push_back(std::move(row));
  }

  template <class Count>
  void add_count(std::string name, Count&& count) {
    if (std::none_of(table_.years.begin(), table_.years.end(), [&](const auto& year) { return count(year) > 0; }))
      return;
    add(std::move(name), BalanceRowKind::count, {}, 1,
        [&](const geo::BalanceYear& year) { return std::optional(static_cast<double>(count(year))); });
  }

  /// Groups in the order in which the ledger has them; those that have no inventory emission in any year stay out.
  void add_groups() {
    std::map<std::int64_t, std::size_t> at;
    for (const geo::BalanceLine& line : table_.lines) {
      if (line.emission_t == 0 && (line.biogenic_co2_t != 0 || line.avoided_t != 0) && !at.contains(line.key)) continue;
      const auto [place, is_new] = at.try_emplace(line.key, sheet_.rows.size());
      if (is_new)
        sheet_.rows.push_back({group_name(table_.by, line), BalanceRowKind::part, figure_of(table_.by, line.key), 1,
                               std::vector<bool>(sheet_.years.size()),
                               std::vector<std::optional<double>>(sheet_.years.size())});
      if (const std::size_t i = static_cast<std::size_t>(line.year - sheet_.years.front()); i < sheet_.years.size()) {
        sheet_.rows[place->second].values[i] = line.emission_t;
        sheet_.rows[place->second].to_be_confirmed[i] = line.to_be_confirmed;
      }
    }
  }

  void add_sites() {
    for (const BalanceSite& site : table_.sites) {
      BalanceSheetRow row{site.name, BalanceRowKind::part, {geo::FigureKind::site, 0, site.id},
                          -1,        site.to_be_confirmed, {}};
      for (const auto& removal_t : site.removal_t)
        row.values.push_back(removal_t ? std::optional(0 - *removal_t) : std::nullopt);
      sheet_.rows.push_back(std::move(row));
    }
  }

  void add_removal_range() {
    if (std::all_of(table_.years.begin(), table_.years.end(),
                    [](const geo::BalanceYear& year) { return year.removal.low_t_co2 == year.removal.high_t_co2; }))
      return;
    add(tr("  low"), BalanceRowKind::range, geo::FigureKind::removals, -1,
        [](const geo::BalanceYear& year) { return std::optional(0 - year.removal.low_t_co2); });
    add(tr("  high"), BalanceRowKind::range, geo::FigureKind::removals, -1,
        [](const geo::BalanceYear& year) { return std::optional(0 - year.removal.high_t_co2); });
  }

  void add_band() {
    if (!table_.band || table_.band->net.empty()) return;
    const auto of = [&](const geo::BalanceYear& year) -> const geo::DrawSummary* {
      const int at = year.year - table_.band->first_year;
      if (at < 0 || at >= static_cast<int>(table_.band->net.size()) || !is_known(year)) return nullptr;
      return &table_.band->net[static_cast<std::size_t>(at)];
    };
    add(tr("  2.5 %"), BalanceRowKind::range, geo::FigureKind::net, 1,
        [&](const geo::BalanceYear& year) { return of(year) ? std::optional(of(year)->low) : std::nullopt; });
    add(tr("  97.5 %"), BalanceRowKind::range, geo::FigureKind::net, 1,
        [&](const geo::BalanceYear& year) { return of(year) ? std::optional(of(year)->high) : std::nullopt; });
  }

  const BalanceTable& table_;
  BalanceSheet sheet_;
};

/// In which years factors to be confirmed are in what stands beside the balance.
void mark_beside(BalanceTable& table, const geo::PlanFigures& figures, int first_year) {
  for (std::vector<bool>* marks :
       {&table.transfers_doubtful, &table.avoided_doubtful, &table.market_doubtful, &table.biogenic_doubtful})
    marks->assign(table.years.size(), false);
  for (const auto& source : figures.ledger.sources())
    for (const geo::LedgerRow& row : source->rows) {
      const auto at = static_cast<std::size_t>(row.year - first_year);
      if (!row.to_be_confirmed || !row.counted || row.year < first_year || at >= table.years.size()) continue;
      const geo::EmissionSource& of = *source->source;
      const bool in_hub = counts(of, row, geo::LedgerView::hub);
      const bool is_biogenic = row.key.gas == geo::Gas::co2_biogenic;
      if (row.key.line == geo::ResultLine::avoided) table.avoided_doubtful[at] = true;
      if (is_biogenic && in_hub) table.biogenic_doubtful[at] = true;
      if (is_biogenic) continue;
      if (counts(of, row, geo::LedgerView::hub, geo::ResultBasis::market)) table.market_doubtful[at] = true;
      if (!in_hub && counts(of, row, geo::LedgerView::partner)) table.transfers_doubtful[at] = true;
    }
}

}  // namespace

BalanceTable balance_table(const geo::PlanFigures& figures, int first_year, int last_year, geo::BalanceBy by) {
  const geo::PlanInfo& info = figures.plan->info();
  const std::size_t count = static_cast<std::size_t>(std::max(0, last_year - first_year + 1));
  BalanceTable table;
  table.plan = info.name;
  table.gwp_set = info.gwp_set;
  table.by = by;
  table.years = geo::balance(figures, {}, first_year, last_year);
  table.lines = geo::balance_lines(*figures.plan, figures.ledger, first_year, last_year, by);
  table.avoided_t.resize(count);
  table.market_t.resize(count);
  mark_beside(table, figures, first_year);
  for (const geo::BalanceYear& year : table.years)
    table.transfers_t.push_back(geo::transfers_t(figures.ledger, year.year, info.gwp_set));
  for (const geo::BalanceLine& line :
       geo::balance_lines(*figures.plan, figures.ledger, first_year, last_year, geo::BalanceBy::sector)) {
    const auto at = static_cast<std::size_t>(line.year - first_year);
    table.avoided_t[at] += line.avoided_t;
    table.market_t[at] += line.market_emission_t;
    table.market_differs = table.market_differs || line.market_emission_t != line.emission_t;
  }
  if (by != geo::BalanceBy::source) return table;
  std::size_t at = 0;
  for (const auto& row : figures.plan->sink_sites()) {
    if (at >= figures.sites.size()) break;
    BalanceSite site{row.id.value, row->name, {}, {}};
    for (const geo::BalanceYear& year : table.years) {
      const auto net = figures.sites[at]->net(year.year, info.gwp_set);
      site.removal_t.push_back(net ? std::optional(net->value) : std::nullopt);
      site.to_be_confirmed.push_back(figures.sites[at]->to_be_confirmed(year.year));
    }
    ++at;
    table.sites.push_back(std::move(site));
  }
  return table;
}

BalanceSheet balance_sheet(const BalanceTable& table) {
  if (table.years.empty()) return {};
  return Sheet(table).made();
}

std::optional<geo::FigureName> figure_at(const BalanceSheet& sheet, std::size_t row, std::size_t year) {
  const BalanceSheetRow& of = sheet.rows[row];
  if (of.kind == BalanceRowKind::count || !of.values[year]) return std::nullopt;
  geo::FigureName figure = of.figure;
  figure.year = sheet.years[year];
  return figure;
}

std::string sheet_as_csv(const BalanceSheet& sheet, CsvDialect dialect) {
  std::string out = csv_text(tr("t CO₂e"));
  for (const int year : sheet.years) out += dialect.separator + std::to_string(year);
  out += "\r\n";
  for (const BalanceSheetRow& row : sheet.rows) {
    out += csv_text(row.name.substr(row.name.find_first_not_of(' ')));
    for (const auto& value : row.values) {
      out += dialect.separator;
      if (!value) continue;
      std::string text =
          row.kind == BalanceRowKind::count ? fmt::format("{:.0f}", *value) : fmt::format("{:.2f}", *value);
      std::replace(text.begin(), text.end(), '.', dialect.decimal_sign);
      out += text;
    }
    out += "\r\n";
  }
  return out;
}

}  // namespace app
