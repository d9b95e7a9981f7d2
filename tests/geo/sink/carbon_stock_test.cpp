// The worked figures of the sources, repeated, and what follows from the formulas.
#include "geo/sink/carbon_stock.hpp"

#include <cmath>
#include <limits>
#include <random>

namespace geo {
namespace {

// Spruce on former farmland (Johansson 2014: 6.9 m3/ha/a) with the boreal factors of the 2006 Guidelines, tables 4.3 to
// 4.5.
TEST(ForestGrowth, SixPointNineCubicMetresOfSpruceBindSevenPointFourTonnes) {
  EXPECT_NEAR(growth_removal_t_co2_per_ha_a(6.9, {0.464, 0.24, 0.51}), 7.42, 0.005);
  EXPECT_NEAR(growth_removal_t_co2_per_ha_a(6.9, {0.464, 0.24, 0.47}), 6.84, 0.005);
}

TEST(GrowthCurve, TheIncrementIsTheSlopeAndIsLargestWhereItSays) {
  const GrowthCurve curve{300, 0.04, 2.5};
  for (const double age : {1.0, 10.0, 22.9, 60.0}) {
    const double step = 1e-5;
    EXPECT_NEAR(curve.increment(age), (curve.at(age + step) - curve.at(age - step)) / (2 * step), 1e-6);
  }
  const double peak = curve.age_of_largest_increment();
  EXPECT_NEAR(peak, std::log(2.5) / 0.04, 1e-12);
  EXPECT_GT(curve.increment(peak), curve.increment(peak - 0.5));
  EXPECT_GT(curve.increment(peak), curve.increment(peak + 0.5));
  EXPECT_EQ(curve.at(0), 0);
  EXPECT_EQ(curve.at(-5), 0);
  EXPECT_NEAR(curve.at(1000), 300, 1e-9);
}

TEST(GrowthCurve, AFitFindsTheCurveThatATableWasMadeOf) {
  std::mt19937 random(3);
  std::uniform_real_distribution<double> maximum(50, 900), rate(0.01, 0.12), shape(0.8, 4);
  for (int round = 0; round < 20; ++round) {
    const GrowthCurve made{maximum(random), rate(random), shape(random)};
    std::vector<YieldRow> table;
    for (int age = 5; age <= 100; age += 5) table.push_back({static_cast<double>(age), made.at(age)});
    const auto fit = fitted_growth(table);
    ASSERT_TRUE(fit);
    EXPECT_LT(fit->root_mean_square, 1e-3 * made.maximum);
    for (const YieldRow& row : table) EXPECT_NEAR(fit->curve.at(row.age_a), row.stock, 3e-3 * made.maximum);
  }
}

TEST(GrowthCurve, ATableThatSaysNothingGivesNoCurve) {
  EXPECT_FALSE(fitted_growth({}));
  EXPECT_FALSE(fitted_growth(std::vector<YieldRow>{{10, 5}, {20, 9}}));
  EXPECT_FALSE(fitted_growth(std::vector<YieldRow>{{10, 5}, {10, 6}, {10, 7}, {0, 0}}));
  EXPECT_FALSE(fitted_growth(std::vector<YieldRow>{{10, 0}, {20, 0}, {30, 0}}));
  EXPECT_FALSE(fitted_growth(std::vector<YieldRow>{{10, 1}, {20, std::numeric_limits<double>::infinity()}, {30, 3}}));
}

TEST(MineralSoil, ChangesEvenlyForTwentyYearsAndThenNoMore) {
  // Boreal clay (63 t C/ha) from moist cropland (0.70) to grassland (1.0).
  const SoilUse before{63, 0.70, 1, 1};
  const SoilUse after{63, 1, 1, 1};
  double all = 0;
  for (int year = 0; year <= 40; ++year) all += mineral_soil_removal_t_co2_per_ha_a(before, after, year);
  EXPECT_NEAR(all, 63 * 0.3 * 44 / 12, 1e-9);
  EXPECT_EQ(mineral_soil_removal_t_co2_per_ha_a(before, after, 21), 0);
  EXPECT_EQ(mineral_soil_removal_t_co2_per_ha_a(before, after, 0), 0);
  EXPECT_DOUBLE_EQ(mineral_soil_removal_t_co2_per_ha_a(after, before, 5),
                   -mineral_soil_removal_t_co2_per_ha_a(before, after, 5));
}

TEST(Conversion, ClearingLosesWhatGrewThere) {
  EXPECT_NEAR(conversion_loss_t_co2_per_ha(120, 0, 0.47), 206.8, 0.05);
  EXPECT_EQ(conversion_loss_t_co2_per_ha(8.5, 8.5, 0.47), 0);
}

// 100 t of wood biochar made at 500 degrees: carbon 0.77, of it 0.80 after a hundred years.
TEST(Biochar, AHundredTonnesOfWoodBiocharKeepTwoHundredAndTwentySixTonnesOfCo2) {
  EXPECT_NEAR(biochar_removal_t_co2(100, 0.77, 0.80), 225.9, 0.05);
  EXPECT_TRUE(biochar_method_holds(BiocharSoil::mineral_grassland));
  EXPECT_FALSE(biochar_method_holds(BiocharSoil::other));
}

}  // namespace
}  // namespace geo
