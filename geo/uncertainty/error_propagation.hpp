// Uncertainty by error propagation: Approach 1 of the 2006 IPCC Guidelines, volume 1, chapter 3 (equations and tables
// are numbered as there). An uncertainty is half of the 95 % range in per cent of the mean.
#pragma once

#include <span>
#include <vector>

namespace geo {

/// Of a product of independent numbers (3.1) [%].
[[nodiscard]] double product_uncertainty_pct(std::span<const double> uncertainties_pct);

/// Of a sum of independent numbers (3.2) [%]. NaN if they add up to nothing.
struct UncertainNumber {
  double value = 0;
  double uncertainty_pct = 0;
};
[[nodiscard]] double sum_uncertainty_pct(std::span<const UncertainNumber> terms);

/// FC of 3.3: what the error propagation of a product understates where it is above 100 %. 1 up to 100 %. The
/// guidelines give it up to 230 %; beyond that it is held at 230 %.
[[nodiscard]] double large_uncertainty_factor(double uncertainty_pct);

/// Ends of the 95 % range of a log-normal number, in per cent of its mean: 3.5 to 3.7.
struct AsymmetricRange {
  double low_pct = 0;  ///< negative
  double high_pct = 0;
};
[[nodiscard]] AsymmetricRange lognormal_range(double uncertainty_pct);

/// One category and gas of an inventory, in CO2e.
struct InventoryRow {
  double base = 0;
  double year = 0;
  double activity_pct = 0;
  double factor_pct = 0;
};

/// Table 3.2: the level of the year and the trend from the base year, with the factor's error the same in both years
/// and that of the activity data independent.
struct InventoryUncertainty {
  double base_total = 0;
  double year_total = 0;
  double level_pct = 0;     ///< in per cent of the year's total
  double trend_points = 0;  ///< in percentage points of the base year's total
};
[[nodiscard]] InventoryUncertainty inventory_uncertainty(std::span<const InventoryRow> rows);

}  // namespace geo
