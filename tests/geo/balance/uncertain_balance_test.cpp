#include "geo/balance/uncertain_balance.hpp"

#include "geo/uncertainty/error_propagation.hpp"
#include "tests/geo/balance/hub.hpp"

#include <gtest/gtest.h>

#include <oneapi/tbb/global_control.h>

namespace {

geo::UncertainBalance run(const geo::Plan& plan, const geo::Catalogues& catalogues, std::size_t draws = 10'000,
                          std::uint64_t seed = 7) {
  geo::Progress progress;
  geo::UncertainOptions options;
  options.draws = draws;
  options.seed = seed;
  options.contributions_year = 2025;
  return geo::uncertain_balance(plan, catalogues, {}, 2020, 2030, options, progress);
}

TEST(UncertainBalance, WithoutSpreadThereIsNoBand) {
  const auto result = run(tests::hub_plan(), *tests::hub_catalogues(0), 1000);
  for (const auto& year : result.net) {
    EXPECT_EQ(year.low, year.high);
    EXPECT_EQ(year.mean, year.low);
  }
  EXPECT_NEAR(result.net[0].mean, 214 + 3.8 + 280, 1e-9);
}

TEST(UncertainBalance, SmallSymmetricSpreadsTendToErrorPropagation) {
  const auto result = run(tests::hub_plan(), *tests::hub_catalogues(0.05), 40'000);
  // 2025: boiler CO2 200, methane 14, heat 3.8: each +-5 %, independent.
  const std::vector<geo::UncertainNumber> terms{{200, 5}, {14, 5}, {3.8, 5}};
  const double pct = geo::sum_uncertainty_pct(terms);
  const auto& net = result.net[5];
  EXPECT_NEAR(net.mean, 217.8, 0.05);
  EXPECT_NEAR((net.high - net.low) / 2 / net.mean * 100, pct, 0.02 * pct);
}

TEST(UncertainBalance, AYearHasItsOwnRangeAndTheSameNumbersAsAllOthers) {
  // A factor whose range is half of its value in the last year and a tenth in the first.
  auto catalogues = std::make_shared<geo::Catalogues>();
  geo::Factor path = tests::hub_factor("fuel.path", geo::Gas::co2_fossil, "t/MWh", 0.2, 0.1);
  path.path = {{2020, 0.2, 0.18, 0.22}, {2030, 0.2, 0.1, 0.3}};
  path.between = geo::BetweenYears::linear;
  catalogues->factors.add(path);
  auto model = std::make_shared<geo::CalculationModel>(*tests::hub_catalogues()->find_model("fuel"));
  model->terms = {tests::hub_term("fuel_mwh", "fuel.path")};
  catalogues->models.push_back(model);
  geo::PlanInfo info;
  info.base_year = 2020;
  info.horizon_year = 2030;
  geo::Plan plan(info);
  tests::put_in(plan, tests::modelled_source("Boiler", "fuel", "fuel_mwh", 1000));
  const auto result = run(plan, *catalogues, 20'000);
  const auto half_width_pct = [&](std::size_t year) {
    return (result.net[year].high - result.net[year].low) / 2 / result.net[year].mean * 100;
  };
  EXPECT_NEAR(half_width_pct(0), 10, 0.3);
  EXPECT_NEAR(half_width_pct(5), 30, 0.9);
  EXPECT_NEAR(half_width_pct(10), 50, 1.5);
  // The draw that is above the middle in one year is so in all.
  for (std::size_t i = 0; i < 1000; ++i)
    EXPECT_EQ(result.net_draws[0][i] > 200, result.net_draws[10][i] > 200);
  // One input: its share of the year's variance is all of it, not more.
  ASSERT_FALSE(result.contributions.empty());
  EXPECT_NEAR(result.contributions.front().share, 1, 1e-9);
}

TEST(UncertainBalance, AFactorThatTwoSourcesUseIsDrawnOnce) {
  geo::Plan plan = tests::hub_plan();
  auto twin = tests::modelled_source("Twin", "fuel", "fuel_mwh", 1000);
  tests::put_in(plan, twin);
  const auto one = run(tests::hub_plan(), *tests::hub_catalogues(0.1));
  const auto two = run(plan, *tests::hub_catalogues(0.1));
  // Twice the mass has twice the width, not the square root of two.
  const auto width = [](const geo::DrawSummary& s) { return s.high - s.low; };
  EXPECT_NEAR(width(two.emissions[5]) / width(one.emissions[5]), 2, 0.02);
}

TEST(UncertainBalance, OneSeedGivesOneResultOnAnyNumberOfThreads) {
  const auto many = run(tests::hub_plan(), *tests::hub_catalogues(), 5'000);
  const oneapi::tbb::global_control one_thread(oneapi::tbb::global_control::max_allowed_parallelism, 1);
  const auto one = run(tests::hub_plan(), *tests::hub_catalogues(), 5'000);
  EXPECT_EQ(one.net_draws, many.net_draws);
  EXPECT_NE(run(tests::hub_plan(), *tests::hub_catalogues(), 5'000, 8).net_draws, many.net_draws);
}

TEST(UncertainBalance, TwoScenariosShareTheirNumbersSoTheirDifferenceIsNoNoise) {
  geo::Plan less = tests::hub_plan();
  auto town = *less.emission_sources().find({3});
  town.inputs[0].value = 0;
  less.table<geo::EmissionSource>() =
      less.emission_sources().with({3}, std::make_shared<const geo::EmissionSource>(town));
  const auto before = run(tests::hub_plan(), *tests::hub_catalogues(0.1), 4'000);
  const auto after = run(less, *tests::hub_catalogues(0.1), 4'000);
  const auto difference = geo::difference_summary(after.net_draws[5], before.net_draws[5]);
  // Only the town's heat is gone: 3.8 t +-10 %, though the net itself is known to +-20 t.
  EXPECT_NEAR(difference.mean, -3.8, 0.02);
  EXPECT_NEAR(difference.high - difference.low, 2 * 0.38, 0.05);
  EXPECT_EQ(run(tests::hub_plan(), *tests::hub_catalogues(0.1), 4'000).net_draws, before.net_draws);
}

TEST(UncertainBalance, TheLargestShareOfTheVarianceIsThatOfTheFuelsCo2) {
  const auto result = run(tests::hub_plan(), *tests::hub_catalogues(0.1));
  ASSERT_FALSE(result.contributions.empty());
  EXPECT_EQ(result.contributions.front().name, "factor:fuel.co2");
  double sum = 0;
  for (const auto& part : result.contributions) sum += part.share;
  EXPECT_NEAR(sum, 1, 0.02);
}

TEST(UncertainBalance, AnInputOfUnknownWidthIsDrawnForItsOwnerAlone) {
  geo::Plan plan = tests::hub_plan();
  auto boiler = *plan.emission_sources().find({1});
  boiler.inputs[0].uncertainty_pct = 20;
  plan.table<geo::EmissionSource>() =
      plan.emission_sources().with({1}, std::make_shared<const geo::EmissionSource>(boiler));
  const auto result = run(plan, *tests::hub_catalogues(0));
  const auto& net = result.emissions[5];
  EXPECT_NEAR((net.high - net.low) / 2, 0.2 * 214, 0.03 * 0.2 * 214);
}

}  // namespace
