#include "geo/factor/factor.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using geo::FactorFault;

geo::Factor path(geo::BetweenYears between) {
  geo::Factor factor;
  factor.id = "p";
  factor.path = {{2020, 63, 60, 70}, {2025, 47, 40, 50}, {2030, 28, 20, 30}};
  factor.between = between;
  factor.shape = geo::DistributionShape::normal;
  return factor;
}

std::string said(const geo::Factor& factor, int year) {
  return geo::english(geo::sentence(geo::look_up(factor, year), factor.id, year));
}

TEST(Factor, AConstantHoldsInEveryYearOfItsValidity) {
  geo::Factor factor;
  factor.id = "c";
  factor.constant = {0, 5, 4, 6};
  EXPECT_DOUBLE_EQ(geo::look_up(factor, 1950).number.value, 5);
  factor.valid_from = 2020;
  factor.valid_to = 2022;
  EXPECT_TRUE(geo::look_up(factor, 2020));
  EXPECT_TRUE(geo::look_up(factor, 2022));
  EXPECT_EQ(geo::look_up(factor, 2019).fault, FactorFault::before_validity);
  EXPECT_EQ(geo::look_up(factor, 2023).fault, FactorFault::after_validity);
  EXPECT_EQ(said(factor, 2019), "The factor c holds from 2020 on, not in 2019.");
  EXPECT_EQ(said(factor, 2023), "The factor c holds until 2022, not in 2023.");
}

TEST(Factor, APathIsInterpolatedOnlyWhereItSaysSo) {
  const geo::Factor points = path(geo::BetweenYears::nothing), line = path(geo::BetweenYears::linear);
  EXPECT_EQ(geo::look_up(points, 2022).fault, FactorFault::not_in_path);
  EXPECT_EQ(said(points, 2022), "The factor p has no value for 2022, and its source gives none between its years.");
  const geo::FactorLookup between = geo::look_up(line, 2022);
  EXPECT_TRUE(between.interpolated);
  EXPECT_NEAR(between.number.value, 63 - 16 * 0.4, 1e-12);
  EXPECT_NEAR(between.number.low, 60 - 20 * 0.4, 1e-12);
  EXPECT_NEAR(between.number.high, 70 - 20 * 0.4, 1e-12);
  EXPECT_FALSE(geo::look_up(line, 2025).interpolated);
}

TEST(Factor, APathNeverGoesOnBeyondItsEnds) {
  for (const geo::BetweenYears between : {geo::BetweenYears::nothing, geo::BetweenYears::linear})
    for (const int year : {2019, 2031}) {
      EXPECT_EQ(geo::look_up(path(between), year).fault, FactorFault::not_in_path) << year;
      EXPECT_EQ(said(path(between), year),
                "The factor p has no value for " + std::to_string(year) + ": its years are 2020 to 2030.");
    }
}

TEST(FactorCatalogue, AnUnknownIdIsNamedAndASecondOneIsRefused) {
  geo::FactorCatalogue catalogue;
  EXPECT_TRUE(catalogue.add(path(geo::BetweenYears::linear)));
  EXPECT_FALSE(catalogue.add(path(geo::BetweenYears::nothing)));
  EXPECT_EQ(catalogue.find("p")->between, geo::BetweenYears::linear);
  const geo::FactorLookup unknown = catalogue.look_up("q", 2020);
  EXPECT_EQ(unknown.fault, FactorFault::unknown_id);
  EXPECT_EQ(geo::english(geo::sentence(unknown, "q", 2020)), "There is no factor q.");
}

TEST(FactorStatus, TheWeakerOneWarns) {
  using geo::FactorStatus;
  EXPECT_EQ(geo::weaker(FactorStatus::verified, FactorStatus::to_be_confirmed), FactorStatus::to_be_confirmed);
  EXPECT_EQ(geo::weaker(FactorStatus::computed, FactorStatus::verified), FactorStatus::computed);
}

}  // namespace
