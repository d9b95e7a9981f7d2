#include "geo/gas.hpp"

#include <gtest/gtest.h>

namespace {

using geo::Gas;
using geo::gwp100;
using geo::GwpSet;

TEST(Gwp, MethaneAndNitrousOxideAreThePublishedValues) {
  // IPCC by the table of openclimatedata/globalwarmingpotentials (SAR 1996, AR4 2007, AR5 2013 without feedback,
  // AR6 7.SM.7).
  struct Row {
    GwpSet set;
    double ch4_biogenic, n2o;
  };
  for (const Row& row :
       {Row{GwpSet::sar, 21, 310}, {GwpSet::ar4, 25, 298}, {GwpSet::ar5, 28, 265}, {GwpSet::ar6, 27.0, 273}}) {
    EXPECT_EQ(gwp100(Gas::ch4_biogenic, row.set), row.ch4_biogenic) << geo::text_of(row.set);
    EXPECT_EQ(gwp100(Gas::n2o, row.set), row.n2o) << geo::text_of(row.set);
  }
}

TEST(Gwp, FossilMethaneIsThatOfTheGhgProtocolListOfAugust2024) {
  EXPECT_EQ(gwp100(Gas::ch4_fossil, GwpSet::ar5), 30);
  EXPECT_EQ(gwp100(Gas::ch4_fossil, GwpSet::ar6), 29.8);
  for (const GwpSet older : {GwpSet::sar, GwpSet::ar4})  // one value then
    EXPECT_EQ(gwp100(Gas::ch4_fossil, older), gwp100(Gas::ch4_biogenic, older));
}

TEST(Gwp, CarbonDioxideIsTheUnitAndBiogenicStandsApart) {
  for (const GwpSet set : {GwpSet::sar, GwpSet::ar4, GwpSet::ar5, GwpSet::ar6}) {
    EXPECT_EQ(gwp100(Gas::co2_fossil, set), 1);
    EXPECT_EQ(gwp100(Gas::co2e, set), 1);
    EXPECT_EQ(gwp100(Gas::co2_biogenic, set), 0);
  }
}

}  // namespace
