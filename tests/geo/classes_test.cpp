#include "geo/classes.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <limits>
#include <random>

namespace {

using geo::class_breaks;
using geo::ClassMethod;
constexpr std::array all_methods{ClassMethod::equal, ClassMethod::quantile, ClassMethod::jenks, ClassMethod::deviation,
                                 ClassMethod::pretty};

constexpr double inf = std::numeric_limits<double>::infinity(), nan = std::numeric_limits<double>::quiet_NaN();

/// Sum of squared deviations of the classes that the limits make.
double deviation(const std::vector<double>& values, const std::vector<double>& breaks) {
  std::vector<std::vector<double>> classes(breaks.size() + 1);
  for (const double v : values)
    classes[static_cast<std::size_t>(std::upper_bound(breaks.begin(), breaks.end(), v) - breaks.begin())].push_back(v);
  double sum = 0;
  for (const auto& c : classes) {
    double mean = 0;
    for (const double v : c) mean += v / static_cast<double>(c.size());
    for (const double v : c) sum += (v - mean) * (v - mean);
  }
  return sum;
}

/// The least deviation that any limits give, by trying all.
double least_deviation(const std::vector<double>& values, int classes) {
  std::vector<double> different = values;
  std::sort(different.begin(), different.end());
  different.erase(std::unique(different.begin(), different.end()), different.end());
  double least = inf;
  std::vector<double> breaks;
  const std::function<void(std::size_t)> choose = [&](std::size_t from) {
    if (static_cast<int>(breaks.size()) == classes - 1) {
      least = std::min(least, deviation(values, breaks));
      return;
    }
    for (std::size_t i = from; i < different.size(); ++i) {
      breaks.push_back(different[i]);
      choose(i + 1);
      breaks.pop_back();
    }
  };
  choose(1);
  return least;
}

TEST(ClassBreaks, EqualIntervalsAndQuantilesOfKnownValues) {
  EXPECT_EQ(class_breaks(std::vector<double>{0, 1, 2, 10}, ClassMethod::equal, 5), (std::vector<double>{2, 4, 6, 8}));
  EXPECT_EQ(class_breaks(std::vector<double>{-8, 8, nan, 0}, ClassMethod::equal, 4), (std::vector<double>{-4, 0, 4}));
  EXPECT_EQ(class_breaks(std::vector<double>{5, 1, 3, 2, 4}, ClassMethod::quantile, 4), (std::vector<double>{2, 3, 4}));
  EXPECT_EQ(class_breaks(std::vector<double>{1, 2, 3, 4}, ClassMethod::quantile, 2), (std::vector<double>{2.5}));
}

TEST(ClassBreaks, JenksGroupsWhatBelongsTogether) {
  EXPECT_EQ(class_breaks(std::vector<double>{1, 2, 3, 50, 51, 52, 900, 901}, ClassMethod::jenks, 3),
            (std::vector<double>{50, 900}));
  // The worked example of goodness of variance fit: 4, 5, 9, 10 in two classes is {4, 5} {9, 10}.
  EXPECT_EQ(class_breaks(std::vector<double>{4, 5, 9, 10}, ClassMethod::jenks, 2), (std::vector<double>{9}));
}

TEST(ClassBreaks, JenksHasTheLeastDeviationOfAllLimits) {
  std::mt19937 random(3);
  for (int round = 0; round < 60; ++round) {
    std::vector<double> values(9 + static_cast<std::size_t>(round) % 5);
    for (double& v : values)
      v = round % 2 == 0 ? std::floor(std::exponential_distribution<double>(0.2)(random))
                         : std::normal_distribution<double>(1e6, 3)(random);
    for (const int classes : {2, 3, 4}) {
      std::vector<double> different = values;
      std::sort(different.begin(), different.end());
      const auto count = std::unique(different.begin(), different.end()) - different.begin();
      if (count <= classes) continue;
      const auto breaks = class_breaks(values, ClassMethod::jenks, classes);
      ASSERT_EQ(breaks.size(), static_cast<std::size_t>(classes - 1));
      EXPECT_NEAR(deviation(values, breaks), least_deviation(values, classes), 1e-6);
    }
  }
}

TEST(ClassBreaks, DeviationsStandRoundTheMean) {
  const std::vector<double> values{2, 4, 4, 4, 5, 5, 7, 9};  // mean 5, standard deviation 2
  EXPECT_EQ(class_breaks(values, ClassMethod::deviation, 4), (std::vector<double>{3, 5, 7}));
  // The class below 2 would be empty; the smallest value keeps one of its own.
  EXPECT_EQ(class_breaks(values, ClassMethod::deviation, 5), (std::vector<double>{4, 6, 8}));
}

TEST(ClassBreaks, PrettyLimitsAreRoundNumbers) {
  EXPECT_EQ(class_breaks(std::vector<double>{0, 13, 97}, ClassMethod::pretty, 5),
            (std::vector<double>{20, 40, 60, 80}));
  EXPECT_EQ(class_breaks(std::vector<double>{-0.31, 0.44}, ClassMethod::pretty, 4),
            (std::vector<double>{-0.2, 0, 0.2, 0.4}));
  const auto beside_large = class_breaks(std::vector<double>{1e17, 1e17 + 16, 1e17 + 32}, ClassMethod::pretty, 6);
  EXPECT_LE(beside_large.size(), 60u);
}

TEST(ClassBreaks, LimitsAscendLieWithinTheValuesAndLeaveNoClassBelowEmpty) {
  std::mt19937 random(9);
  std::lognormal_distribution<double> skewed(0, 4);
  for (const std::size_t count : {2u, 3u, 10u, 1000u, 20'000u}) {
    std::vector<double> values(count);
    for (double& v : values) v = skewed(random);
    if (count == 1000) std::fill(values.begin(), values.begin() + 900, 0.0);
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    for (const auto method : all_methods)
      for (const int classes : {2, 5, 12}) {
        const auto breaks = class_breaks(values, method, classes);
        if (method != ClassMethod::pretty) {
          EXPECT_LE(breaks.size(), static_cast<std::size_t>(classes - 1));
        }
        EXPECT_GE(breaks.size(), 1u);
        EXPECT_TRUE(std::is_sorted(breaks.begin(), breaks.end(), std::less_equal<>()));
        EXPECT_GT(breaks.front(), *low);
        EXPECT_LE(breaks.back(), *high);
      }
  }
}

TEST(ClassBreaks, ValuesThatAreNoNumbersDoNotCount) {
  const std::vector<double> plain{3, 1, 4, 1, 5, 9, 2, 6}, odd{nan, 3, inf, 1, 4, 1, -inf, 5, 9, 2, 6, nan};
  for (const auto method : all_methods) EXPECT_EQ(class_breaks(odd, method, 4), class_breaks(plain, method, 4));
}

TEST(ClassBreaks, TooFewDifferentValuesGiveFewerLimitsOrNone) {
  for (const auto method : all_methods) {
    EXPECT_TRUE(class_breaks(std::vector<double>{}, method, 5).empty());
    EXPECT_TRUE(class_breaks(std::vector<double>{7, 7, 7}, method, 5).empty());
    EXPECT_TRUE(class_breaks(std::vector<double>{nan, inf}, method, 5).empty());
    EXPECT_TRUE(class_breaks(std::vector<double>{1, 2, 3}, method, 1).empty());
    EXPECT_TRUE(class_breaks(std::vector<double>{1, 2, 3}, method, -4).empty());
  }
  EXPECT_EQ(class_breaks(std::vector<double>{1, 1, 2, 2, 8}, ClassMethod::jenks, 7), (std::vector<double>{2, 8}));
  EXPECT_TRUE(class_breaks(std::vector<double>{1, 2, 3}, ClassMethod::manual, 3).empty());
}

TEST(ClassBreaks, ExtremeValuesDoNotOverflow) {
  const double big = std::numeric_limits<double>::max();
  for (const auto method : all_methods)
    for (const double limit : class_breaks(std::vector<double>{-big, -big / 2, 0, 1, big / 2, big}, method, 4))
      EXPECT_TRUE(std::isfinite(limit));
}

}  // namespace
