// The climate balance of given series and marked sites by year: emissions minus removals, biogenic CO2 apart.
#pragma once

#include "geo/plan/plan.hpp"
#include "geo/sink/land_cover.hpp"

#include <array>
#include <string>
#include <vector>

namespace geo {

inline constexpr std::size_t sector_count = EnumText<Sector>::names.size();

struct BalanceYear {
  int year = 0;
  std::array<double, sector_count> emission_t{};  ///< t CO2e by sector
  std::array<bool, sector_count> known{};         ///< whether any source of the sector has a row that counts
  double biogenic_co2_t = 0;                      ///< beside the balance, never in it
  Removal removal;                                ///< t CO2, of sites that have started
  std::size_t sites_without_rate = 0;             ///< sites whose land cover the catalogue does not know
  [[nodiscard]] double emissions_t() const;
  [[nodiscard]] double net_t() const { return emissions_t() - removal.mean_t_co2; }
};

/// All years from first to last, also those of which nothing is known. CO2e by the plan's GWP set.
[[nodiscard]] std::vector<BalanceYear> balance(const Plan& plan, int first_year, int last_year, const Crs& map,
                                               const LandCoverCatalogue& catalogue);

enum class BalanceBy { sector, source, partner, area };
template <>
struct EnumText<BalanceBy> {
  static constexpr std::array names{"sector", "source", "partner", "area"};
};

/// One line of a balance table: emissions of a sector, source, partner or area in one year.
struct BalanceLine {
  int year = 0;
  std::string group;  ///< the sector's word or the thing's name; empty: no partner, no area (unassigned)
  double emission_t = 0;
  double biogenic_co2_t = 0;
};
/// Lines for every group that has a row in the year, in the order of years, then of the groups' first appearance among
/// the sources. Two things of the same name are two groups. CO2e by the plan's GWP set.
[[nodiscard]] std::vector<BalanceLine> balance_lines(const Plan& plan, int first_year, int last_year, BalanceBy by);

}  // namespace geo
