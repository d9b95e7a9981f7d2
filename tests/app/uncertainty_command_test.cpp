// `hiilitie uncertainty` on the real program.
#include "tests/app/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <fstream>

namespace {

using app_test::hiilitie;
using app_test::Outcome;
using app_test::TemporaryFolder;
using testing::HasSubstr;
using Json = nlohmann::json;

class UncertaintyCommand : public testing::Test {
protected:
  [[nodiscard]] std::string table(const std::string& rows,
                                  const std::string& header = "category,gas,base,year,activity_pct,factor_pct") const {
    const std::string file = folder.file("table.csv");
    std::ofstream(file) << header << "\n" << rows;
    return file;
  }
  [[nodiscard]] std::string said_of(const std::string& rows) const {
    const Outcome outcome = hiilitie({"uncertainty", table(rows), "--json"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out, "");
    return outcome.err;
  }
  TemporaryFolder folder;
};

constexpr const char* two_rows = "energy,CO2,100,80,0,30\n\"waste, landfilled\",CH4,50,40,10,0\n";

TEST_F(UncertaintyCommand, ApproachOneIsWhatTableThreeTwoMakesOfTheRows) {
  const Outcome outcome = hiilitie({"uncertainty", table(two_rows), "--json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const Json json = Json::parse(outcome.out);
  EXPECT_EQ(json["year_total"], 120);
  // sqrt((30 % of 80)^2 + (10 % of 40)^2) / 120.
  EXPECT_NEAR(json["approach_1"]["level_pct"].get<double>(), 100 * std::sqrt(24 * 24 + 4 * 4) / 120, 1e-9);
  // The same fall in both rows: the factor does not move the trend; 40 / 150 of 10 % in either year.
  EXPECT_NEAR(json["approach_1"]["trend_points"].get<double>(), 40.0 / 150 * 10 * std::sqrt(2.0), 0.01);
  EXPECT_FALSE(json.contains("approach_2")) << "only when asked for";
}

TEST_F(UncertaintyCommand, ApproachTwoIsTheSameForTheSameSeed) {
  const std::string file = table(two_rows);
  const auto asked = [&](const char* seed) {
    const Outcome outcome = hiilitie({"uncertainty", file, "--draws", "20000", "--seed", seed, "--json"});
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return Json::parse(outcome.out)["approach_2"];
  };
  const Json one = asked("1"), again = asked("1"), two = asked("2");
  EXPECT_EQ(one, again);
  EXPECT_NE(one["level"]["low"], two["level"]["low"]);
  EXPECT_EQ(one["draws"], 20000);
  EXPECT_EQ(one["seed"], 1);
  EXPECT_NEAR(one["level"]["high_pct"].get<double>(), 20.28, 0.6);
  EXPECT_EQ(one["level_contributions"][0]["category"], "energy");
  EXPECT_EQ(one["level_contributions"][0]["input"], "factor");
  EXPECT_EQ(one["trend_contributions"][0]["category"], "waste, landfilled");
}

TEST_F(UncertaintyCommand, EveryFaultIsOneSentenceWithRowAndColumn) {
  EXPECT_THAT(said_of("energy,CO2,100,80,0,\"1,5\"\n"), HasSubstr("Row 2, column factor_pct: 1,5 is not a number."));
  EXPECT_THAT(said_of("energy,CO2,100,80,0,1,5\n"), HasSubstr("Row 2 has another number of cells (7)"));
  EXPECT_THAT(said_of("energy,CO2,100,inf,0,1\n"), HasSubstr("Row 2, column year: inf is not a number."));
  EXPECT_THAT(said_of("energy,CO2,100,,0,1\n"), HasSubstr("Row 2, column year: a number is missing."));
  EXPECT_THAT(said_of("a,CO2,1,1,0,1\nenergy,CO2,100,80,-1,1\n"),
              HasSubstr("Row 3, column activity_pct: -1 is less than 0."));
  EXPECT_THAT(said_of(",CO2,100,80,0,1\n"), HasSubstr("Row 2, column category: a name is missing."));
  EXPECT_THAT(said_of(""), HasSubstr("no rows"));
  const Outcome no_column = hiilitie({"uncertainty", table("a,CO2,1,2,3\n", "category,gas,base,year,factor_pct")});
  EXPECT_EQ(no_column.status, 1);
  EXPECT_THAT(no_column.err, HasSubstr("The column activity_pct is missing."));
  EXPECT_THAT(hiilitie({"uncertainty", folder.file("none.csv")}).err, HasSubstr("none.csv"));
}

TEST_F(UncertaintyCommand, WrongUsageIsTwo) {
  const std::string file = table(two_rows);
  EXPECT_EQ(hiilitie({"uncertainty", file, "--draws", "5"}).status, 2);
  EXPECT_EQ(hiilitie({"uncertainty", file, "--draws", "1e4"}).status, 2);
  EXPECT_EQ(hiilitie({"uncertainty", file, "--seed", "-1"}).status, 2);
  EXPECT_EQ(hiilitie({"uncertainty"}).status, 2);
}

TEST_F(UncertaintyCommand, RowsOfOneNameAreTwoAndSaid) {
  const Outcome outcome = hiilitie({"uncertainty", table("soil,N2O,1,1,0,20\nsoil,N2O,1,1,0,20\n"), "--json"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, HasSubstr("Rows 2 and 3 have the same category and gas"));
  EXPECT_NEAR(Json::parse(outcome.out)["approach_1"]["level_pct"].get<double>(), 20 / std::sqrt(2.0), 1e-9);
}

TEST_F(UncertaintyCommand, WordsAreInTheAskedLanguage) {
  const Outcome outcome = hiilitie({"--lang", "fi", "uncertainty", table(two_rows), "--draws", "1000"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("Menetelmä 2"));
}

TEST_F(UncertaintyCommand, ABaseOfNothingHasNoTrend) {
  const Outcome outcome = hiilitie({"uncertainty", table("new,CO2,0,5,1,1\n"), "--draws", "100", "--json"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.err, HasSubstr("there is no trend"));
  EXPECT_TRUE(Json::parse(outcome.out)["trend_pct"].is_null());
}

}  // namespace
