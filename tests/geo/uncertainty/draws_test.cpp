// Draws: the published test values of the generator, what each shape is given and keeps, and that nothing but seed,
// name and number matters.
#include "geo/uncertainty/draws.hpp"

#include "geo/error.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <random>
#include <set>

namespace geo {
namespace {

using Shape = DistributionShape;

double normal_share(double z) {
  return std::erfc(-z / std::sqrt(2.0)) / 2;
}

double mean(const std::vector<double>& x) {
  return std::accumulate(x.begin(), x.end(), 0.0) / static_cast<double>(x.size());
}

/// Mean of the distribution by the midpoint rule over its quantiles.
double mean_of(const Distribution& d) {
  const QuantileFunction quantile(d);
  constexpr int parts = 200'000;
  double sum = 0;
  for (int i = 0; i < parts; ++i) sum += quantile((i + 0.5) / parts);
  return sum / parts;
}

// kat_vectors of Random123, the authors' library.
TEST(Philox, GivesTheAuthorsTestValues) {
  using Four = std::array<std::uint32_t, 4>;
  EXPECT_EQ(philox({0, 0, 0, 0}, {0, 0}), (Four{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}));
  EXPECT_EQ(philox({0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff}, {0xffffffff, 0xffffffff}),
            (Four{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}));
  EXPECT_EQ(philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}),
            (Four{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}));
}

TEST(Draws, AreTheSameInAnyPartAndOrder) {
  const Distribution d{Shape::normal, 10, 8, 12};
  const auto all = drawn(7, "factor:fuel.gas.co2", d, 1001);
  const auto few = drawn(7, "factor:fuel.gas.co2", d, 10);
  EXPECT_TRUE(std::equal(few.begin(), few.end(), all.begin()));
  std::vector<double> part(7);
  DrawnVariable(7, "factor:fuel.gas.co2", d).draw(901, part);
  EXPECT_TRUE(std::equal(part.begin(), part.end(), all.begin() + 901));
  const QuantileFunction quantile(d);
  for (const std::size_t i : {1000U, 3U, 0U}) EXPECT_EQ(all[i], quantile(uniform_draw(7, "factor:fuel.gas.co2", i)));
}

TEST(Draws, AnotherNameOrSeedIsAnotherSequenceWithoutRelation) {
  const Distribution d{Shape::uniform, 0, -std::sqrt(3.0), std::sqrt(3.0)};
  constexpr std::size_t count = 100'000;
  std::vector<std::vector<double>> sequences;
  for (const char* name : {"a", "b", "aa", "factor:fuel.gas.co2", "factor:fuel.gas.ch4"})
    sequences.push_back(drawn(1, name, d, count));
  sequences.push_back(drawn(2, "a", d, count));
  for (std::size_t i = 0; i < sequences.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) {
      double together = 0;
      for (std::size_t k = 0; k < count; ++k) together += sequences[i][k] * sequences[j][k];
      EXPECT_LT(std::abs(together) / static_cast<double>(count), 4.5 / std::sqrt(static_cast<double>(count)));
    }
}

// Pearson's test with 100 parts: 99 degrees of freedom, 99.9 % point 148.2.
TEST(Draws, FillTheSharesEvenly) {
  for (const char* name : {"x", "factor:fuel.gas.co2", ""}) {
    std::array<int, 100> parts{};
    constexpr int count = 100'000;
    for (std::uint64_t i = 0; i < count; ++i) ++parts[static_cast<std::size_t>(uniform_draw(42, name, i) * 100)];
    double chi = 0;
    for (const int part : parts) chi += std::pow(part - count / 100.0, 2) / (count / 100.0);
    EXPECT_LT(chi, 148.2) << name;
    EXPECT_GT(chi, 60) << name << ": too even to be random";
  }
}

TEST(Quantiles, NormalIsTheNormalDistribution) {
  const QuantileFunction quantile({Shape::normal, 100, 100 - 1.959963984540054 * 5, 100 + 1.959963984540054 * 5});
  for (const double p : {1e-12, 0.001, 0.025, 0.3, 0.5, 0.8, 0.975, 0.9999999})
    EXPECT_NEAR(normal_share((quantile(p) - 100) / 5) / p, 1, 1e-9) << p;
}

TEST(Quantiles, RiseAndNeverBreakForAnyShape) {
  for (const Distribution& d : {Distribution{Shape::normal, 5, 4, 6},
                                {Shape::normal, -5, -6, -1},
                                {Shape::lognormal, 1, 0.35, 2.26},
                                {Shape::lognormal, 41, 0, 246},
                                {Shape::lognormal, -2, -9, -1},
                                {Shape::lognormal, 1, 1, 8},
                                {Shape::truncated, 1, 0.9, 1},
                                {Shape::truncated, 0, 0, 0.3},
                                {Shape::truncated, 0.6, 0.3, 0.96},
                                {Shape::uniform, 0, -1, 1},
                                {Shape::triangular, 1, 1, 3},
                                {Shape::triangular, 3, 1, 3},
                                {Shape::triangular, 2, 1, 3}}) {
    const QuantileFunction quantile(d);
    double before = -HUGE_VAL;
    for (const double p : {0x1p-53, 1e-9, 1e-3, 0.025, 0.2, 0.5, 0.7, 0.975, 0.999, 1 - 1e-9, 1 - 0x1p-53}) {
      const double x = quantile(p);
      ASSERT_TRUE(std::isfinite(x)) << text_of(d.shape) << d.value << " " << p;
      EXPECT_GE(x, before) << text_of(d.shape) << d.value << " " << p;
      before = x;
    }
  }
}

TEST(Quantiles, MeanAndBothPointsOfTheIntervalAreMet) {
  for (const Distribution& d : {Distribution{Shape::normal, 5, 4, 6},
                                {Shape::normal, 0.25, -0.23, 0.9},
                                {Shape::normal, -2, -7, -1},
                                {Shape::lognormal, 1, 0.35, 2.26},
                                {Shape::lognormal, 7, 4, 9},
                                {Shape::lognormal, -2, -5, -1}}) {
    const QuantileFunction quantile(d);
    EXPECT_NEAR(quantile(0.025), d.low, 1e-9) << text_of(d.shape) << d.value;
    EXPECT_NEAR(quantile(0.975), d.high, 1e-9) << text_of(d.shape) << d.value;
    EXPECT_NEAR(mean_of(d), d.value, 2e-4 * (d.high - d.low)) << text_of(d.shape) << d.value;
  }
}

// With the range that equations 3.5 to 3.7 give it, it is the log-normal distribution itself: its logarithms are
// normal.
TEST(Quantiles, LogNormalWithItsOwnRangeIsLogNormal) {
  const double log_variance = std::log(1 + 0.25), log_deviation = std::sqrt(log_variance);
  const QuantileFunction quantile(distribution_of(8, 100));
  for (const double p : {0.001, 0.025, 0.4, 0.5, 0.9, 0.999}) {
    const double z = (std::log(quantile(p) / 8) + log_variance / 2) / log_deviation;
    EXPECT_NEAR(normal_share(z) / p, 1, 2e-3) << p;
  }
}

TEST(Quantiles, LogNormalKeepsItsSign) {
  EXPECT_EQ(QuantileFunction({Shape::lognormal, 10, 0, 40})(1e-6), 0);
  EXPECT_EQ(QuantileFunction({Shape::lognormal, -10, -40, 0})(1 - 1e-6), 0);
}

// Where nothing is cut off and both sides are alike it is the normal distribution.
TEST(Quantiles, TruncatedIsNormalInTheMiddleAndStaysAShare) {
  const QuantileFunction cut({Shape::truncated, 0.5, 0.45, 0.55}), free({Shape::normal, 0.5, 0.45, 0.55});
  for (const double p : {0.001, 0.2, 0.5, 0.975}) EXPECT_NEAR(cut(p), free(p), 1e-12);
  const auto draws = drawn(1, "mcf", {Shape::truncated, 0.9, 0.5, 1}, 10'000);
  EXPECT_GE(*std::min_element(draws.begin(), draws.end()), 0);
  EXPECT_LE(*std::max_element(draws.begin(), draws.end()), 1);
  EXPECT_LT(std::count(draws.begin(), draws.end(), 1.0), 10) << "cut, not heaped at the limit";
  // Half a normal distribution below its mode: half of it within 0.6745 deviations.
  EXPECT_NEAR(QuantileFunction({Shape::truncated, 1, 0.9, 1})(0.5), 1 - 0.67449 * 0.1 / 1.95996, 1e-6);
}

TEST(Quantiles, UniformAndTriangularHaveTheirMoments) {
  EXPECT_NEAR(mean_of({Shape::uniform, 3, 2, 8}), 5, 1e-9);
  EXPECT_NEAR(mean_of({Shape::triangular, 3, 2, 8}), (3 + 2 + 8) / 3.0, 1e-6);
  EXPECT_DOUBLE_EQ(QuantileFunction({Shape::triangular, 3, 2, 8})(1.0 / 6), 3) << "a sixth lies below the mode";
}

TEST(Draws, NoWidthIsNoSpread) {
  for (const Shape shape :
       {Shape::fixed, Shape::normal, Shape::lognormal, Shape::truncated, Shape::uniform, Shape::triangular}) {
    for (const double x : drawn(3, "x", {shape, 0.7, 0.7, 0.7}, 5)) EXPECT_EQ(x, 0.7) << text_of(shape);
    for (const double x : relative_multipliers(3, "x", {shape, 0, 0, 0}, 5)) EXPECT_EQ(x, 1) << text_of(shape);
  }
}

TEST(Draws, MultipliersAreDrawsOverTheValue) {
  for (const double value : {8.0, -8.0}) {
    const Distribution d = distribution_of(value, 20);
    const auto draws = drawn(1, "x", d, 10), multipliers = relative_multipliers(1, "x", d, 10);
    for (std::size_t i = 0; i < draws.size(); ++i) EXPECT_EQ(multipliers[i], draws[i] / value);
  }
  EXPECT_NEAR(mean(relative_multipliers(1, "x", distribution_of(-8, 20), 100'000)), 1, 0.001);
  EXPECT_THROW((void)relative_multipliers(1, "x", {Shape::uniform, 0, -1, 1}, 5), Error);
}

TEST(Draws, AnIntervalThatCanNotBeIsSaidWithItsVariable) {
  const double nan = std::nan("");
  for (const Distribution& d : {Distribution{Shape::normal, 5, 6, 4},
                                {Shape::normal, 5, 6, 7},
                                {Shape::normal, 5, 3, 4},
                                {Shape::normal, nan, 0, 1},
                                {Shape::uniform, 0, -HUGE_VAL, 1},
                                {Shape::lognormal, 1, -1, 3},
                                {Shape::truncated, 1, 0.5, 1.5},
                                {Shape::truncated, 0.5, -0.1, 1},
                                {Shape::fixed, HUGE_VAL, 0, 0}}) {
    EXPECT_TRUE(fault_of(d)) << text_of(d.shape) << d.value;
    try {
      (void)drawn(1, "factor:x", d, 5);
      ADD_FAILURE() << text_of(d.shape) << d.value;
    } catch (const Error& error) {
      EXPECT_EQ(error.subject(), "factor:x");
    }
  }
  EXPECT_FALSE(fault_of({Shape::fixed, 5, 9, 1})) << "a fixed number is not drawn: its interval does not matter";
}

TEST(Ranges, AreTheStatedOneOrTheMiddleOfTheShape) {
  EXPECT_FALSE(range_of({Shape::fixed, 3, 2, 4}));
  EXPECT_EQ(range_of({Shape::lognormal, 3, 2, 8})->high, 8);
  EXPECT_NEAR(range_of({Shape::uniform, 3, 0, 100})->low, 2.5, 1e-12);
  // Where the mode is the lower end, 2.5 % of the triangle lie below 1 - sqrt(0.975) of its width.
  EXPECT_NEAR(range_of({Shape::triangular, 0, 0, 1})->low, 1 - std::sqrt(0.975), 1e-12);
  EXPECT_EQ(range_of({Shape::triangular, 5, 5, 5})->low, 5);
}

TEST(InventoryUncertainty, IsNormalUpToSixtyPercentAndLogNormalAbove) {
  EXPECT_EQ(distribution_of(50, 60), (Distribution{Shape::normal, 50, 20, 80}));
  EXPECT_EQ(distribution_of(-50, 10), (Distribution{Shape::normal, -50, -55, -45}));
  EXPECT_EQ(distribution_of(50, 0).shape, Shape::fixed);
  const Distribution wide = distribution_of(1, 100);
  EXPECT_EQ(wide.shape, Shape::lognormal);
  EXPECT_NEAR(wide.low, 0.35, 0.005);
  EXPECT_NEAR(wide.high, 2.26, 0.005);
  EXPECT_FALSE(fault_of(distribution_of(-50, 400)));
  for (const double pct : {-5.0, std::nan(""), HUGE_VAL}) EXPECT_TRUE(fault_of(distribution_of(50, pct))) << pct;
}

}  // namespace
}  // namespace geo
