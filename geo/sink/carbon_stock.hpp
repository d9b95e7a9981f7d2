// Carbon stocks of land and their change, after the IPCC Guidelines, volume 4 (equations are numbered as there).
// Stocks per hectare in t C/ha; a removal is positive and in t CO2.
#pragma once

#include <optional>
#include <span>
#include <vector>

namespace geo {

/// Tonnes of CO2 per tonne of carbon.
inline constexpr double co2_t_per_c_t = 44.0 / 12.0;

// ---- forest ----------------------------------------------------------------------------------------------------

/// What turns an increment of stem wood into carbon.
struct ForestFactors {
  double bcef_t_per_m3 = 0;    ///< biomass conversion and expansion, t dry matter above ground per m3 of stem wood
  double root_to_shoot = 0;    ///< R
  double carbon_share = 0.47;  ///< CF, t C per t dry matter
};
/// Yearly removal by growth, equations 2.9 and 2.10 [t CO2/ha/a].
[[nodiscard]] double growth_removal_t_co2_per_ha_a(double increment_m3_per_ha_a, const ForestFactors& factors);

/// Chapman-Richards growth B(t) = B_max (1 - exp(-b t))^p.
struct GrowthCurve {
  double maximum = 0;     ///< B_max, in the unit of the yield table
  double rate_per_a = 0;  ///< b
  double shape = 1;       ///< p
  [[nodiscard]] double at(double age_a) const;
  /// dB/dt.
  [[nodiscard]] double increment(double age_a) const;
  /// The age of the largest increment, ln(p) / b; 0 for p <= 1.
  [[nodiscard]] double age_of_largest_increment() const;
};
/// A row of a yield table.
struct YieldRow {
  double age_a = 0;
  double stock = 0;
};
struct GrowthFit {
  GrowthCurve curve;
  double root_mean_square = 0;  ///< of the differences, in the unit of the table
};
/// Least squares; none for fewer than three rows with different ages above 0, or without a growing stock.
[[nodiscard]] std::optional<GrowthFit> fitted_growth(std::span<const YieldRow> table);

// ---- soil ------------------------------------------------------------------------------------------------------

/// Mineral soil, equation 2.25: the reference stock and the factors of use, management and input.
struct SoilUse {
  double reference_t_c_per_ha = 0;  ///< SOC_ref, 0 to 30 cm
  double land_use = 1;              ///< F_LU
  double management = 1;            ///< F_MG
  double input = 1;                 ///< F_I
  [[nodiscard]] double stock_t_c_per_ha() const { return reference_t_c_per_ha * land_use * management * input; }
};
/// Removal by mineral soil in the `year`-th year after a change of use (the first is 1): even over the transition, then
/// 0 [t CO2/ha/a].
[[nodiscard]] double mineral_soil_removal_t_co2_per_ha_a(const SoilUse& before, const SoilUse& after, int year,
                                                         int transition_a = 20);

// ---- change of land use ----------------------------------------------------------------------------------------

/// Carbon released at once when biomass goes, for example when a site is built on, equation 2.16 [t CO2/ha].
[[nodiscard]] double conversion_loss_t_co2_per_ha(double biomass_before_t_dm_per_ha, double biomass_after_t_dm_per_ha,
                                                  double carbon_share);

// ---- biochar ---------------------------------------------------------------------------------------------------

/// Carbon that is still there after 100 years, 2019 Refinement, volume 4, chapter 2, equation 4Ap.1 [t CO2].
[[nodiscard]] double biochar_removal_t_co2(double biochar_t, double carbon_share, double permanent_share);
/// The method holds for mineral soils of cropland and grassland alone.
enum class BiocharSoil { mineral_cropland, mineral_grassland, other };
[[nodiscard]] constexpr bool biochar_method_holds(BiocharSoil soil) {
  return soil != BiocharSoil::other;
}

}  // namespace geo
