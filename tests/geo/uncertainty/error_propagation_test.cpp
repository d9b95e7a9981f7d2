// The guidelines' own examples and what follows from the formulas.
#include "geo/uncertainty/error_propagation.hpp"

#include <cmath>
#include <random>

namespace geo {
namespace {

TEST(ErrorPropagation, AProductAddsSquares) {
  EXPECT_DOUBLE_EQ(product_uncertainty_pct(std::vector<double>{3, 4}), 5);
  EXPECT_EQ(product_uncertainty_pct(std::vector<double>{}), 0);
  // 100 t of wood biochar: carbon share +-42 %, permanence +-11 %.
  EXPECT_NEAR(product_uncertainty_pct(std::vector<double>{42, 11}), 43.4, 0.05);
}

TEST(ErrorPropagation, ASumWeighsByAmount) {
  EXPECT_DOUBLE_EQ(sum_uncertainty_pct(std::vector<UncertainNumber>{{100, 30}, {100, 40}}), 25);
  EXPECT_DOUBLE_EQ(sum_uncertainty_pct(std::vector<UncertainNumber>{{-100, 30}, {200, 20}}), 50);
  EXPECT_TRUE(std::isinf(sum_uncertainty_pct(std::vector<UncertainNumber>{{-100, 30}, {100, 20}})));
}

// 2006 Guidelines, volume 1, chapter 3: mean 1, uncertainty 100 % gives 0.89, 1.60, -65 %, +126 %.
TEST(ErrorPropagation, TheLogNormalExampleOfTheGuidelines) {
  const AsymmetricRange range = lognormal_range(100);
  EXPECT_NEAR(range.low_pct, -65, 0.5);
  EXPECT_NEAR(range.high_pct, 126, 0.5);
  EXPECT_NEAR(lognormal_range(73).low_pct, -53.0, 0.05);
  EXPECT_NEAR(lognormal_range(73).high_pct, 87.9, 0.05);
  EXPECT_EQ(lognormal_range(0).low_pct, 0);
}

TEST(ErrorPropagation, TheCorrectionFactorRunsFromOneToOnePointSevenAndStopsThere) {
  EXPECT_EQ(large_uncertainty_factor(100), 1);
  EXPECT_NEAR(large_uncertainty_factor(101), 1.068, 5e-4);
  EXPECT_NEAR(large_uncertainty_factor(230), 1.693, 5e-4);
  EXPECT_EQ(large_uncertainty_factor(500), large_uncertainty_factor(230));
}

TEST(ErrorPropagation, WithoutInputSpreadThereIsNone) {
  const auto result = inventory_uncertainty(std::vector<InventoryRow>{{10, 20, 0, 0}, {5, 4, 0, 0}});
  EXPECT_EQ(result.level_pct, 0);
  EXPECT_EQ(result.trend_points, 0);
  EXPECT_EQ(result.year_total, 24);
}

// A single category whose factor is wrong is wrong by the same share in both years: the trend does not notice.
TEST(ErrorPropagation, AFactorSharedByAllDoesNotMoveTheTrendAndActivityDoes) {
  const auto factor = inventory_uncertainty(std::vector<InventoryRow>{{100, 80, 0, 30}});
  EXPECT_NEAR(factor.trend_points, 0, 1e-9);
  EXPECT_DOUBLE_EQ(factor.level_pct, 30);
  const auto activity = inventory_uncertainty(std::vector<InventoryRow>{{100, 80, 10, 0}});
  EXPECT_NEAR(activity.trend_points, 0.8 * 10 * std::sqrt(2.0), 1e-9);
}

// The sensitivities are first-order: draws with small errors give the same level and trend.
TEST(ErrorPropagation, SmallErrorsDrawnAtRandomGiveTheSameSpread) {
  const std::vector<InventoryRow> rows{{100, 80, 2, 3}, {40, 55, 1, 5}, {10, 2, 4, 2}};
  const auto expected = inventory_uncertainty(rows);
  std::mt19937_64 random(1);
  std::normal_distribution<double> normal;
  double level_squares = 0;
  double trend_squares = 0;
  constexpr int draws = 200'000;
  for (int i = 0; i < draws; ++i) {
    double base = 0;
    double year = 0;
    for (const InventoryRow& row : rows) {
      const double factor = 1 + normal(random) * row.factor_pct / 196;
      base += row.base * factor * (1 + normal(random) * row.activity_pct / 196);
      year += row.year * factor * (1 + normal(random) * row.activity_pct / 196);
    }
    level_squares += std::pow(year / expected.year_total - 1, 2);
    trend_squares += std::pow((year - base) / base - (expected.year_total / expected.base_total - 1), 2);
  }
  EXPECT_NEAR(196 * std::sqrt(level_squares / draws) / expected.level_pct, 1, 0.02);
  // Table 3.2 takes the activity of both years as of the later year's size.
  EXPECT_NEAR(196 * std::sqrt(trend_squares / draws) / expected.trend_points, 1, 0.08);
}

}  // namespace
}  // namespace geo
