// Approach 2 against the guidelines' log-normal example, against Approach 1 where that is exact, and analytic cases.
#include "geo/uncertainty/inventory_draws.hpp"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

using Input = CategoryContribution::Input;
constexpr std::size_t many = 100'000;

InventoryDraws drawn_inventory(const std::vector<InventoryRow>& rows, std::size_t draws = many,
                               std::uint64_t seed = 1) {
  std::vector<InventoryCategory> inventory;
  for (const InventoryRow& row : rows)
    inventory.push_back({"category " + std::to_string(inventory.size()), "CO2", row});
  return inventory_draws(inventory, draws, seed);
}

/// The ends of the 95 % range in per cent of the mean.
double low_pct(const DrawSummary& s) {
  return 100 * (s.low / s.mean - 1);
}
double high_pct(const DrawSummary& s) {
  return 100 * (s.high / s.mean - 1);
}

TEST(InventoryDraws, TheLogNormalExampleOfTheGuidelines) {
  const InventoryDraws result = drawn_inventory({{1, 1, 0, 100}});
  EXPECT_NEAR(result.level.mean, 1, 4 * result.level.mean_error);
  EXPECT_NEAR(result.level.median, 0.89, 0.01);
  EXPECT_NEAR(low_pct(result.level), -65, 1);
  EXPECT_NEAR(high_pct(result.level), 126, 3);
}

TEST(InventoryDraws, TendToApproachOneForSmallInputs) {
  const std::vector<InventoryRow> rows{{100, 80, 2, 3}, {40, 55, 1, 5}, {10, 2, 4, 2}, {-30, -35, 3, 4}};
  const InventoryUncertainty expected = inventory_uncertainty(rows);
  const InventoryDraws result = drawn_inventory(rows);
  EXPECT_NEAR(result.level.mean, expected.year_total, 4 * result.level.mean_error);
  EXPECT_NEAR(-low_pct(result.level) / expected.level_pct, 1, 0.02);
  EXPECT_NEAR(high_pct(result.level) / expected.level_pct, 1, 0.02);
  // The exact first-order trend: Approach 1 takes the activity of both years as of the later year's size.
  const double base = expected.base_total, year = expected.year_total;
  double squares = 0;
  for (const InventoryRow& row : rows) {
    const double of_factor = row.year / base - year * row.base / (base * base);
    squares += std::pow(of_factor * row.factor_pct, 2) + std::pow(row.year / base * row.activity_pct, 2) +
               std::pow(year * row.base / (base * base) * row.activity_pct, 2);
  }
  const double half = (result.trend_pct.high - result.trend_pct.low) / 2;
  EXPECT_NEAR(half / std::sqrt(squares), 1, 0.02);
  EXPECT_NEAR(half / expected.trend_points, 1, 0.08);
}

TEST(InventoryDraws, AFactorThatAllShareDoesNotMoveTheTrend) {
  const InventoryDraws result = drawn_inventory({{100, 80, 0, 30}}, 1000);
  EXPECT_NEAR(result.trend_pct.low, -20, 1e-9);
  EXPECT_NEAR(result.trend_pct.high, -20, 1e-9);
  EXPECT_NEAR(high_pct(result.level), 30, 4);
}

TEST(InventoryDraws, ActivityOfTheTwoYearsIsIndependent) {
  const InventoryDraws result = drawn_inventory({{100, 100, 5, 0}});
  EXPECT_NEAR((result.trend_pct.high - result.trend_pct.low) / 2, 5 * std::sqrt(2.0), 0.1);
}

TEST(InventoryDraws, WithoutInputSpreadThereIsNone) {
  const InventoryDraws result = drawn_inventory({{10, 20, 0, 0}, {5, 4, 0, 0}}, 1000);
  EXPECT_EQ(result.level.low, 24);
  EXPECT_EQ(result.level.high, 24);
  EXPECT_EQ(result.trend_pct.low, 60);
  EXPECT_EQ(result.trend_pct.high, 60);
  EXPECT_TRUE(result.level_contributions.empty());
}

TEST(InventoryDraws, ContributionsNameTheCategoryAndTheInput) {
  // Variances of the level: factor of the first 64, activity of the second 25, its factor 9.
  const InventoryDraws result = drawn_inventory({{10, 80, 0, 10}, {10, 100, 5, 3}});
  ASSERT_GE(result.level_contributions.size(), 3U);
  const CategoryContribution& first = result.level_contributions[0];
  EXPECT_EQ(first.category, 0U);
  EXPECT_EQ(first.input, Input::factor);
  EXPECT_NEAR(first.share, 64 / 98.0, 0.01);
  EXPECT_EQ(result.level_contributions[1].input, Input::year_activity);
  EXPECT_NEAR(result.level_contributions[1].share, 25 / 98.0, 0.01);
  double sum = 0;
  for (const CategoryContribution& c : result.level_contributions) sum += c.share;
  EXPECT_NEAR(sum, 1, 0.01);
  EXPECT_TRUE(std::any_of(result.trend_contributions.begin(), result.trend_contributions.end(),
                          [](const auto& c) { return c.input == Input::base_activity && c.share > 0.01; }));
}

TEST(InventoryDraws, SameSeedSameNumbersAndANewRowLeavesTheOthersDraws) {
  const std::vector<InventoryRow> rows{{100, 80, 2, 3}, {40, 55, 1, 5}};
  EXPECT_EQ(drawn_inventory(rows, 1000).level.low, drawn_inventory(rows, 1000).level.low);
  EXPECT_NE(drawn_inventory(rows, 1000).level.low, drawn_inventory(rows, 1000, 2).level.low);
  auto more = rows;
  more.push_back({7, 7, 0, 0});
  EXPECT_NEAR(drawn_inventory(more, 1000).level.low, drawn_inventory(rows, 1000).level.low + 7, 1e-9);
}

TEST(InventoryDraws, TwoCategoriesOfOneNameAreNotOneDraw) {
  const InventoryCategory half{"soil", "N2O", {50, 50, 0, 20}};
  const InventoryDraws apart = inventory_draws(std::vector{half, half}, many, 1);
  EXPECT_NEAR(high_pct(apart.level), 20 / std::sqrt(2.0), 0.3);
}

TEST(InventoryDraws, ABaseOfNothingHasNoTrend) {
  EXPECT_TRUE(std::isnan(drawn_inventory({{0, 20, 5, 5}}, 1000).trend_pct.mean));
}

}  // namespace
}  // namespace geo
