// From draws to intervals: analytic cases, the same on any number of threads, and agreement with Approach 1.
#include "geo/uncertainty/monte_carlo.hpp"

#include "geo/uncertainty/draws.hpp"

#include <tbb/global_control.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <stdexcept>

namespace geo {
namespace {

using Shape = DistributionShape;
constexpr std::size_t many = 100'000;

std::vector<double> normal_draws(const char* name, double mean, double deviation, std::size_t count = many) {
  const double half = 1.959963984540054 * deviation;
  return drawn(11, name, {Shape::normal, mean, mean - half, mean + half}, count);
}

TEST(MonteCarlo, PointsOfANormalResultAreThoseOfTheTable) {
  const DrawSummary s = summary(normal_draws("x", 100, 10));
  EXPECT_EQ(s.count, many);
  EXPECT_NEAR(s.mean, 100, 4 * 10 / std::sqrt(1e5));
  EXPECT_NEAR(s.median, 100, 4 * 12.5 / std::sqrt(1e5));
  EXPECT_NEAR(s.low, 100 - 19.6, 4 * s.low_error);
  EXPECT_NEAR(s.high, 100 + 19.6, 4 * s.high_error);
  EXPECT_NEAR(s.mean_error, 10 / std::sqrt(1e5), 0.001);
  // sqrt(p (1 - p) / n) / density at the 97.5 % point.
  EXPECT_NEAR(s.high_error, std::sqrt(0.025 * 0.975 / 1e5) / (0.058445 / 10), 0.02);
}

TEST(MonteCarlo, TheStandardErrorIsTheSpreadOfRepeatedRuns) {
  double squares = 0, said = 0;
  constexpr int runs = 200;
  for (int run = 0; run < runs; ++run) {
    const DrawSummary s = summary(normal_draws(("run" + std::to_string(run)).c_str(), 0, 1, 2000));
    squares += std::pow(s.high - 1.959964, 2);
    said += s.high_error;
  }
  EXPECT_NEAR(said / runs / std::sqrt(squares / runs), 1, 0.2);
}

TEST(MonteCarlo, WithoutSpreadAllFiguresAreTheValueItself) {
  const DrawSummary s = summary(std::vector<double>(10'000, 0.1));
  for (const double figure : {s.mean, s.median, s.low, s.high}) EXPECT_EQ(figure, 0.1);
  for (const double error : {s.mean_error, s.low_error, s.high_error}) EXPECT_EQ(error, 0);
}

TEST(MonteCarlo, OneDrawIsItsOwnInterval) {
  const DrawSummary s = summary(std::vector<double>{5});
  EXPECT_EQ(s.low, 5);
  EXPECT_EQ(s.high, 5);
  EXPECT_EQ(s.mean_error, 0);
}

TEST(MonteCarlo, ADrawThatIsNoNumberIsNotHidden) {
  EXPECT_TRUE(std::isnan(summary(std::vector<double>{1, std::nan(""), 2}).mean));
  EXPECT_TRUE(std::isnan(summary(std::vector<double>{1, HUGE_VAL}).low));
  EXPECT_TRUE(std::isnan(summary({}).median));
}

TEST(MonteCarlo, BlocksCoverEveryDrawOnceAndFailAloud) {
  std::vector<std::atomic<int>> seen(1300);
  for_draw_blocks(seen.size(), [&](DrawBlock block) {
    for (std::size_t i = block.first; i < block.first + block.count; ++i) ++seen[i];
  });
  EXPECT_TRUE(std::all_of(seen.begin(), seen.end(), [](const auto& n) { return n == 1; }));
  for_draw_blocks(0, [](DrawBlock) { FAIL(); });
  EXPECT_THROW(for_draw_blocks(5, [](DrawBlock) { throw std::runtime_error("x"); }), std::runtime_error);
}

/// A sum of 40 sources with a factor in common, as a ledger makes it.
std::vector<double> ledger_total() {
  constexpr std::size_t count = 5000;
  const auto shared = relative_multipliers(5, "factor", distribution_of(2, 80), count);
  std::vector<std::vector<double>> activities;
  for (int i = 0; i < 40; ++i)
    activities.push_back(relative_multipliers(5, "activity" + std::to_string(i), distribution_of(1, 30), count));
  std::vector<double> total(count);
  for_draw_blocks(count, [&](DrawBlock block) {
    for (const auto& activity : activities)
      for (std::size_t i = block.first; i < block.first + block.count; ++i) total[i] += activity[i] * shared[i] / 3;
  });
  return total;
}

TEST(MonteCarlo, IsTheSameBitForBitOnAnyNumberOfThreads) {
  const std::vector<double> expected = ledger_total();
  const std::vector<std::vector<double>> results(7, expected);
  const DrawSummary all = summaries(results).back();
  for (const std::size_t threads : {1U, 2U, 5U}) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    const std::vector<double> total = ledger_total();
    EXPECT_EQ(total, expected) << threads;
    const DrawSummary s = summaries(std::vector<std::vector<double>>(7, total)).back();
    EXPECT_EQ(s.mean, all.mean);
    EXPECT_EQ(s.low, all.low);
    const std::vector<InputDraws> inputs{{"total", total}};
    EXPECT_EQ(contributions(inputs, total).front().share, contributions(inputs, expected).front().share);
  }
}

// A measure that saves a tenth of one of two sources, both very unsure: what is not touched cancels exactly.
TEST(MonteCarlo, TheDifferenceOfTwoScenariosIsNotNoise) {
  const auto a = drawn(3, "a", distribution_of(100, 90), 2000), b = drawn(3, "b", distribution_of(1000, 200), 2000);
  std::vector<double> baseline, measure;
  for (std::size_t i = 0; i < a.size(); ++i) {
    baseline.push_back(a[i] + b[i]);
    measure.push_back(0.9 * a[i] + b[i]);
  }
  const DrawSummary change = difference_summary(measure, baseline), own = summary(a);
  EXPECT_NEAR(change.low, -0.1 * own.high, 1e-9);
  EXPECT_NEAR(change.high, -0.1 * own.low, 1e-9);
  const DrawSummary none = difference_summary(baseline, baseline);
  EXPECT_EQ(none.low, 0);
  EXPECT_EQ(none.high, 0);
}

TEST(MonteCarlo, SharesOfASumAreItsVariances) {
  const auto a = normal_draws("a", 50, 3), b = normal_draws("b", 10, 4), c = normal_draws("c", 0, 12);
  std::vector<double> sum;
  for (std::size_t i = 0; i < many; ++i) sum.push_back(a[i] + b[i] - c[i]);
  const std::vector<double> still(many, 7.0);
  const std::vector<InputDraws> inputs{{"a", a}, {"b", b}, {"c", c}, {"still", still}};
  const auto shares = contributions(inputs, sum);
  ASSERT_EQ(shares.size(), 4U);
  EXPECT_EQ(shares[0].name, "c");
  EXPECT_NEAR(shares[0].share, 144 / 169.0, 0.005);
  EXPECT_LT(shares[0].correlation, 0) << "more of c is less of the sum";
  EXPECT_NEAR(shares[1].share, 16 / 169.0, 0.005);
  EXPECT_NEAR(shares[2].share, 9 / 169.0, 0.005);
  EXPECT_EQ(shares[3].share, 0);
  EXPECT_NEAR(shares[0].share + shares[1].share + shares[2].share, 1, 0.01);
}

TEST(MonteCarlo, AResultWithoutSpreadHasNoCauses) {
  const auto a = normal_draws("a", 50, 3, 100);
  const std::vector<InputDraws> inputs{{"a", a}};
  EXPECT_EQ(contributions(inputs, std::vector<double>(100, 1.0)).front().share, 0);
  EXPECT_EQ(contributions(inputs, std::vector<double>(100, 1.0)).front().name, "a");
}

}  // namespace
}  // namespace geo
