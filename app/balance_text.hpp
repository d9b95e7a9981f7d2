// The climate balance as a table to read, as CSV and as JSON.
#pragma once

#include "geo/balance/plan_figures.hpp"
#include "geo/balance/uncertain_balance.hpp"

#include <optional>
#include <string>
#include <vector>

namespace app {

struct BalanceTable {
  std::string plan;
  geo::GwpSet gwp_set = geo::GwpSet::ar5;
  geo::BalanceBy by = geo::BalanceBy::sector;
  std::vector<geo::BalanceYear> years;
  std::vector<geo::BalanceLine> lines;
  std::optional<geo::UncertainBalance> band;  ///< how sure it is; none: not asked for
};

[[nodiscard]] BalanceTable balance_table(const geo::PlanFigures& figures, int first_year, int last_year,
                                         geo::BalanceBy by);

/// For reading, in the person's language; t CO2e, whole tonnes.
[[nodiscard]] std::string balance_as_text(const BalanceTable& table);
/// 17 significant digits, C locale.
[[nodiscard]] std::string balance_as_csv(const BalanceTable& table);
[[nodiscard]] std::string balance_as_json(const BalanceTable& table);

}  // namespace app
