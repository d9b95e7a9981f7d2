// The level and the trend of an inventory by drawing: Approach 2 of the 2006 IPCC Guidelines, volume 1, chapter 3.
#pragma once

#include "geo/uncertainty/error_propagation.hpp"
#include "geo/uncertainty/monte_carlo.hpp"

#include <cstdint>
#include <string>

namespace geo {

struct InventoryCategory {
  std::string category;
  std::string gas;
  InventoryRow row;
};

/// What an uncertain input of a category explains of a result's variance.
struct CategoryContribution {
  std::size_t category = 0;  ///< its place in the inventory
  enum class Input { base_activity, year_activity, factor } input = Input::factor;
  double share = 0;
};

struct InventoryDraws {
  DrawSummary level;                                      ///< of the year's total, in the inventory's unit
  DrawSummary trend_pct;                                  ///< (year - base) / base of the totals [%]
  std::vector<CategoryContribution> level_contributions;  ///< largest first, without those that explain nothing
  std::vector<CategoryContribution> trend_contributions;
};

/// As Approach 1 takes it: the activity's error is drawn apart for the base year and the year, the factor's once for
/// both; categories are independent. Each is a multiple of the central value, distributed as `distribution_of` says.
/// Percentages from 0 to 1000. Categories of equal name and gas are drawn apart from each other.
[[nodiscard]] InventoryDraws inventory_draws(std::span<const InventoryCategory> inventory, std::size_t draws,
                                             std::uint64_t seed);

}  // namespace geo
