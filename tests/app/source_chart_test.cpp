// A source's chart: what is modelled beside what was given.
#include "app/source_chart.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using geo::Gas;
using geo::MassMethod;

constexpr auto landfill = geo::Sector::landfill;

TEST(SourceChart, MethaneAloneIsInTonnesOfMethaneWhateverTheSet) {
  for (const geo::GwpSet set : {geo::GwpSet::ar4, geo::GwpSet::ar6}) {
    const auto [chart, legend] = app::source_chart(landfill, {{2017, Gas::ch4_biogenic, 914, MassMethod::measured}},
                                                   {{2017, Gas::ch4_biogenic, 800, {}}}, set, 2017);
    EXPECT_EQ(chart.unit, "t CH₄/a");
    EXPECT_EQ(chart.measured.at(0).years.at(0).value_t, 914);
    EXPECT_EQ(chart.modelled.at(0).years.at(0).value_t, 800);
  }
}

TEST(SourceChart, ARangeIsBroughtIntoTheChartsUnit) {
  const geo::YearlySeries modelled{{2017, Gas::ch4_biogenic, 800, {}}, {2018, Gas::ch4_biogenic, 700, {}}};
  const auto [chart, legend] =
      app::source_chart(landfill, {}, modelled, geo::GwpSet::ar5, 2017, {{2018, 28 * 500.0, 28 * 900.0}});
  const auto& years = chart.modelled.at(0).years;
  EXPECT_DOUBLE_EQ(years.at(1).low_t, 500);
  EXPECT_DOUBLE_EQ(years.at(1).high_t, 900);
  EXPECT_TRUE(std::isnan(years.at(0).low_t)) << "not known";
  EXPECT_TRUE(chart.measured.empty());
}

TEST(SourceChart, SeveralGasesAreOneSumInCo2eWithoutBiogenicCo2) {
  const auto [chart, legend] = app::source_chart(landfill,
                                                 {{2020, Gas::co2_fossil, 100, MassMethod::measured},
                                                  {2020, Gas::co2_biogenic, 5000, MassMethod::measured},
                                                  {2020, Gas::n2o, 1, MassMethod::estimated}},
                                                 {}, geo::GwpSet::ar5, 2020);
  EXPECT_EQ(chart.unit, "t CO₂e/a");
  ASSERT_EQ(chart.measured.at(0).years.size(), 1u);
  EXPECT_DOUBLE_EQ(chart.measured[0].years[0].value_t, 100 + 265);
  EXPECT_EQ(chart.measured[0].years[0].method, MassMethod::unknown) << "two ways of finding it";
  EXPECT_TRUE(chart.modelled.empty());
}

TEST(SourceChart, TheLegendNamesEachMethodThatIsThere) {
  const auto [chart, legend] = app::source_chart(landfill,
                                                 {{2017, Gas::ch4_biogenic, 914, MassMethod::measured},
                                                  {2018, Gas::ch4_biogenic, 781, MassMethod::measured},
                                                  {2020, Gas::ch4_biogenic, 843, MassMethod::calculated}},
                                                 {}, geo::GwpSet::ar5, 2020);
  EXPECT_EQ(legend.size(), 2u);
  EXPECT_EQ(chart.measured.at(0).years.size(), 3u) << "2019 is a gap";
}

}  // namespace
