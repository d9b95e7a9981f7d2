#include "geo/sink/carbon_stock.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace geo {
namespace {

/// The maximum that fits best for a given rate and shape (the curve is linear in it), and what is left.
struct Candidate {
  GrowthCurve curve;
  double squares = std::numeric_limits<double>::infinity();
};

Candidate best_maximum(std::span<const YieldRow> table, double rate_per_a, double shape) {
  double stock_by_unit = 0;
  double unit_by_unit = 0;
  const GrowthCurve unit{1, rate_per_a, shape};
  for (const YieldRow& row : table) {
    const double u = unit.at(row.age_a);
    stock_by_unit += row.stock * u;
    unit_by_unit += u * u;
  }
  Candidate candidate{{stock_by_unit / unit_by_unit, rate_per_a, shape}, 0};
  for (const YieldRow& row : table) candidate.squares += std::pow(row.stock - candidate.curve.at(row.age_a), 2);
  if (!std::isfinite(candidate.squares)) candidate.squares = std::numeric_limits<double>::infinity();
  return candidate;
}

}  // namespace

double growth_removal_t_co2_per_ha_a(double increment_m3_per_ha_a, const ForestFactors& factors) {
  return increment_m3_per_ha_a * factors.bcef_t_per_m3 * (1 + factors.root_to_shoot) * factors.carbon_share *
         co2_t_per_c_t;
}

double GrowthCurve::at(double age_a) const {
  return age_a <= 0 ? 0 : maximum * std::pow(-std::expm1(-rate_per_a * age_a), shape);
}

double GrowthCurve::increment(double age_a) const {
  if (age_a <= 0) return 0;
  const double grown = -std::expm1(-rate_per_a * age_a);
  return maximum * shape * rate_per_a * std::exp(-rate_per_a * age_a) * std::pow(grown, shape - 1);
}

double GrowthCurve::age_of_largest_increment() const {
  return shape > 1 ? std::log(shape) / rate_per_a : 0;
}

std::optional<GrowthFit> fitted_growth(std::span<const YieldRow> table) {
  std::set<double> ages;
  double oldest = 0;
  double largest = 0;
  for (const YieldRow& row : table) {
    if (!std::isfinite(row.age_a) || !std::isfinite(row.stock)) return std::nullopt;
    if (row.age_a > 0) ages.insert(row.age_a);
    oldest = std::max(oldest, row.age_a);
    largest = std::max(largest, row.stock);
  }
  if (ages.size() < 3 || largest <= 0) return std::nullopt;
  // Two unknowns are left once the maximum is eliminated: a grid over both in logarithms, closed in on again and again.
  double log_rate = std::log(2 / oldest);
  double log_shape = std::log(2.0);
  double rate_span = 4;
  double shape_span = 2.5;
  Candidate best;
  for (int round = 0; round < 60; ++round) {
    constexpr int steps = 5;
    Candidate round_best = best;
    for (int i = -steps; i <= steps; ++i)
      for (int j = -steps; j <= steps; ++j) {
        const Candidate candidate = best_maximum(table, std::exp(log_rate + rate_span * i / steps),
                                                 std::exp(log_shape + shape_span * j / steps));
        if (candidate.squares < round_best.squares) round_best = candidate;
      }
    if (round_best.squares < best.squares) {
      best = round_best;
      log_rate = std::log(best.curve.rate_per_a);
      log_shape = std::log(best.curve.shape);
    }
    rate_span *= 0.6;
    shape_span *= 0.6;
  }
  if (!std::isfinite(best.squares)) return std::nullopt;
  return GrowthFit{best.curve, std::sqrt(best.squares / static_cast<double>(table.size()))};
}

double mineral_soil_removal_t_co2_per_ha_a(const SoilUse& before, const SoilUse& after, int year, int transition_a) {
  if (year < 1 || year > transition_a) return 0;
  return (after.stock_t_c_per_ha() - before.stock_t_c_per_ha()) / transition_a * co2_t_per_c_t;
}

double conversion_loss_t_co2_per_ha(double biomass_before_t_dm_per_ha, double biomass_after_t_dm_per_ha,
                                    double carbon_share) {
  return (biomass_before_t_dm_per_ha - biomass_after_t_dm_per_ha) * carbon_share * co2_t_per_c_t;
}

double biochar_removal_t_co2(double biochar_t, double carbon_share, double permanent_share) {
  return biochar_t * carbon_share * permanent_share * co2_t_per_c_t;
}

}  // namespace geo
