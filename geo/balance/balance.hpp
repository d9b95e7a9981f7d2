// The climate balance by year: emissions minus removals, biogenic CO2 and avoided emissions apart.
#pragma once

#include "geo/balance/ledger.hpp"
#include "geo/balance/site_removal.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace geo {

inline constexpr std::size_t sector_count = EnumText<Sector>::names.size();

struct BalanceYear {
  int year = 0;
  std::array<double, sector_count> emission_t{};  ///< t CO2e by sector
  std::array<bool, sector_count> known{};         ///< whether any source of the sector has a row that counts
  double biogenic_co2_t = 0;                      ///< beside the balance, never in it
  Removal removal;                                ///< t CO2e, of sites that have started
  /// Whether factors to be confirmed are in a sector, and in the removal: told by the ledger (plan_figures.hpp).
  std::array<bool, sector_count> to_be_confirmed{};
  bool removal_to_be_confirmed = false;
  std::size_t sources_without_figure = 0;  ///< sources that have figures, but none for the year: it is not whole
  std::size_t sites_without_figure = 0;    ///< sites whose model or land cover gives nothing for the year
  [[nodiscard]] bool emissions_to_be_confirmed() const;
  [[nodiscard]] double emissions_t() const;
  [[nodiscard]] double net_t() const { return emissions_t() - removal.mean_t_co2; }
};

/// All years from first to last, also those of which nothing is known, of a counted plan (ledger.hpp). CO2e by the
/// plan's GWP set.
[[nodiscard]] std::vector<BalanceYear> balance(const Plan& counted, const SiteRemovals& sites, int first_year,
                                               int last_year);

enum class BalanceBy { sector, source, scope, gas, partner, area };
template <>
struct EnumText<BalanceBy> {
  static constexpr std::array names{"sector", "source", "scope", "gas", "partner", "area"};
};

/// One line of a balance table: what a sector, source, scope, gas, partner or area gives in one year.
struct BalanceLine {
  int year = 0;
  std::string group;     ///< the word or the thing's name; empty: no partner, no area (unassigned)
  std::int64_t key = 0;  ///< place of the word in its enumeration, or the thing's id; 0: no partner, no area
  double emission_t = 0;
  double biogenic_co2_t = 0;
  double avoided_t = 0;          ///< beside the balance, never in it
  double market_emission_t = 0;  ///< emission_t with what is bought counted by contract in place of by place
  bool to_be_confirmed = false;  ///< factors to be confirmed are in emission_t
};
/// Lines for every group that has a row in the year, in the order of years, then of the groups' first appearance. Two
/// things of the same name are two groups. CO2e by the plan's GWP set. A partner has all scopes of its own sources; all
/// other groups are parts of the hub, without transfers inside it.
[[nodiscard]] std::vector<BalanceLine> balance_lines(const Plan& plan, const Ledger& ledger, int first_year,
                                                     int last_year, BalanceBy by);
/// What partners buy from each other by year: it is in two partners' lines and once in the hub's. The sum of all
/// partners' lines, those without one included, less this is the hub's emission.
[[nodiscard]] double transfers_t(const Ledger& ledger, int year, GwpSet set);

}  // namespace geo
