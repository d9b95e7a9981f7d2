// An inventory with its uncertainties, one category and gas in a row.
#pragma once

#include "geo/error.hpp"
#include "geo/uncertainty/inventory_draws.hpp"

#include <filesystem>
#include <vector>

namespace layers {

/// Columns category, gas, base, year, activity_pct, factor_pct (others are ignored); base and year in one unit of CO2e,
/// negative for removals; percentages are half of the 95 % range, 0 to 1000. Throws geo::Error with row and column.
/// Rows of equal category and gas are kept as two and listed as doubtful.
[[nodiscard]] geo::Loaded<std::vector<geo::InventoryCategory>> read_inventory(const std::filesystem::path& file);

}  // namespace layers
