#include "geo/uncertainty/error_propagation.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace geo {

double product_uncertainty_pct(std::span<const double> uncertainties_pct) {
  double squares = 0;
  for (const double u : uncertainties_pct) squares += u * u;
  return std::sqrt(squares);
}

double sum_uncertainty_pct(std::span<const UncertainNumber> terms) {
  double squares = 0;
  double sum = 0;
  for (const UncertainNumber& term : terms) {
    const double half_range = term.value * term.uncertainty_pct;
    squares += half_range * half_range;
    sum += term.value;
  }
  return std::sqrt(squares) / std::abs(sum);
}

double large_uncertainty_factor(double uncertainty_pct) {
  if (uncertainty_pct <= 100) return 1;
  const double u = std::min(uncertainty_pct, 230.0);
  const double root = (-0.720 + 1.0921 * u - 1.63e-3 * u * u + 1.11e-5 * u * u * u) / u;
  return root * root;
}

AsymmetricRange lognormal_range(double uncertainty_pct) {
  // With the mean as 1.
  const double log_variance = std::log(1 + std::pow(uncertainty_pct / 200, 2));
  const double log_mean = -log_variance / 2;             // 3.5
  const double log_deviation = std::sqrt(log_variance);  // 3.6
  return {100 * (std::exp(log_mean - 1.96 * log_deviation) - 1), 100 * (std::exp(log_mean + 1.96 * log_deviation) - 1)};
}

InventoryUncertainty inventory_uncertainty(std::span<const InventoryRow> rows) {
  InventoryUncertainty result;
  for (const InventoryRow& row : rows) {
    result.base_total += row.base;
    result.year_total += row.year;
  }
  const double base = result.base_total;
  const double year = result.year_total;
  double level_squares = 0;
  double trend_squares = 0;
  for (const InventoryRow& row : rows) {
    const double combined = std::hypot(row.activity_pct, row.factor_pct);
    level_squares += std::pow(combined * row.year, 2);
    // Sensitivity to an error of 1 % in both years (A), and to one of 1 % in the later year alone (B).
    const double a = std::abs((0.01 * row.year + year - (0.01 * row.base + base)) / (0.01 * row.base + base) -
                              (year - base) / base) *
                     100;
    const double b = std::abs(row.year / base);
    trend_squares += std::pow(a * row.factor_pct, 2) + std::pow(b * row.activity_pct * std::numbers::sqrt2, 2);
  }
  result.level_pct = std::sqrt(level_squares) / std::abs(year);
  result.trend_points = std::sqrt(trend_squares);
  return result;
}

}  // namespace geo
