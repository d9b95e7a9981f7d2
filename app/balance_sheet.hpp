// The climate balance as a sheet: a row for each group and each sum, a column for each year. Every figure in it has the
// name that opens its card; window, command line and file show the same rows.
#pragma once

#include "app/csv_text.hpp"
#include "geo/balance/figure.hpp"
#include "geo/balance/plan_figures.hpp"
#include "geo/balance/uncertain_balance.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// What a site removes by year [t CO2]; none: not known.
struct BalanceSite {
  std::int64_t id = 0;
  std::string name;
  std::vector<std::optional<double>> removal_t;
  std::vector<bool> to_be_confirmed{};  ///< by year
};

/// All that is shown of a balance, by year.
struct BalanceTable {
  std::string plan;
  geo::GwpSet gwp_set = geo::GwpSet::ar5;
  geo::BalanceBy by = geo::BalanceBy::sector;
  std::vector<geo::BalanceYear> years;
  std::vector<geo::BalanceLine> lines;
  std::vector<BalanceSite> sites;  ///< by source alone
  /// By year: whether factors to be confirmed are in the figures beside the balance.
  std::vector<bool> transfers_doubtful, avoided_doubtful, market_doubtful, biogenic_doubtful;
  std::vector<double> transfers_t;            ///< inside the hub, by year
  std::vector<double> avoided_t;              ///< beside the balance
  std::vector<double> market_t;               ///< emissions with what is bought counted by contract
  bool market_differs = false;                ///< from the balance, in any year
  std::optional<geo::UncertainBalance> band;  ///< how sure it is; none: not asked for
};
[[nodiscard]] BalanceTable balance_table(const geo::PlanFigures& figures, int first_year, int last_year,
                                         geo::BalanceBy by);

/// `part`: of the sum that follows; `beside`: apart from the balance, never in it; `range`: how sure the sum before it
/// is, with that sum's card; `count`: no figure of its own, without a card.
enum class BalanceRowKind { part, sum, net, range, beside, count };

struct BalanceSheetRow {
  std::string name;
  BalanceRowKind kind = BalanceRowKind::part;
  geo::FigureName figure;                     ///< without a year
  double sign = 1;                            ///< of what is shown, to what the card says
  std::vector<bool> to_be_confirmed;          ///< by year: factors to be confirmed are in the value; empty: nowhere
  std::vector<std::optional<double>> values;  ///< by year: t CO2e (t CO2 for biogenic), or a count; none: not known
};

struct BalanceSheet {
  std::vector<int> years;
  std::vector<BalanceSheetRow> rows;
};
[[nodiscard]] BalanceSheet balance_sheet(const BalanceTable& table);

/// The figure of a cell; none where there is no figure or it has no card.
[[nodiscard]] std::optional<geo::FigureName> figure_at(const BalanceSheet& sheet, std::size_t row, std::size_t year);

/// For a spreadsheet in the person's language: years as columns, numbers with two decimals.
[[nodiscard]] std::string sheet_as_csv(const BalanceSheet& sheet, CsvDialect dialect);

}  // namespace app
