// `hiilitie factors` and `hiilitie models`, on the real program.
#include "tests/app/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

namespace {

using app_test::hiilitie;
using app_test::Outcome;
using app_test::TemporaryFolder;
using testing::HasSubstr;
using Json = nlohmann::json;

Json json_of(const std::vector<std::string>& arguments) {
  const Outcome asked = hiilitie(arguments);
  EXPECT_EQ(asked.status, 0) << asked.err;
  return Json::parse(asked.out);
}

TEST(FactorsCommand, ListsAFactorWithValueIntervalSourceAndStatus) {
  const Json gas = json_of({"factors", "fuel.natural-gas.co2", "--json"}).at(0);
  EXPECT_EQ(gas.at("value"), 56100);
  EXPECT_EQ(gas.at("low"), 54300);
  EXPECT_EQ(gas.at("high"), 58300);
  EXPECT_EQ(gas.at("unit"), "kg/TJ");
  EXPECT_EQ(gas.at("table"), "table 1.4");
  EXPECT_EQ(gas.at("status"), "verified");
  const Outcome card = hiilitie({"factors", "heat.turku", "--lang", "fi"});
  EXPECT_THAT(card.out, HasSubstr("Kaukolämpö, Turku"));
  EXPECT_THAT(card.out, HasSubstr("2023: 38 kg/MWh"));
  EXPECT_THAT(card.out, HasSubstr("Lähde: Turku Energia"));
}

TEST(FactorsCommand, SearchFindsInEveryLanguageAndSaysWhenThereIsNone) {
  EXPECT_THAT(hiilitie({"factors", "--search", "kaukolampo"}).out, HasSubstr("heat.turku"));
  EXPECT_THAT(hiilitie({"factors", "--search", "Fjärrvärme"}).out, HasSubstr("heat.turku"));
  const Outcome none = hiilitie({"factors", "--search", "unobtainium"});
  EXPECT_EQ(none.status, 1);
  EXPECT_EQ(none.out, "");
  EXPECT_THAT(none.err, HasSubstr("No factor has this"));
  EXPECT_EQ(hiilitie({"factors", "no.such"}).status, 1);
  EXPECT_EQ(hiilitie({"factors", "--csv", "--json"}).status, 2);
}

TEST(FactorsCommand, CsvHasARowForEachFactorAndYear) {
  std::istringstream lines(hiilitie({"factors", "--csv"}).out);
  std::string line;
  std::getline(lines, line);
  EXPECT_THAT(line, testing::StartsWith("id,name,gas,unit,year,value,low,high"));
  int turku = 0;
  while (std::getline(lines, line)) turku += line.starts_with("heat.turku,") ? 1 : 0;
  EXPECT_EQ(turku, 5);
}

TEST(ModelsCommand, WorksAModelOutFromTheCommandLine) {
  const Json figures =
      json_of({"models", "composting", "--set", "waste=1200t", "--set", "basis=wet", "--year", "2025", "--json"});
  EXPECT_NEAR(figures.at("rows").at(0).at("mass_t").get<double>(), 4.8, 1e-12);
  EXPECT_NEAR(figures.at("rows").at(1).at("mass_t").get<double>(), 0.288, 1e-12);
  EXPECT_NEAR(figures.at("inventory_location_co2e_t").get<double>(), 4.8 * 28 + 0.288 * 265, 1e-9);
}

TEST(ModelsCommand, TheGwpSetNeverChangesGasMasses) {
  const std::vector<std::string> asked{"models",    "fuel-combustion", "--set", "fuel_use=3 GWh", "--set",
                                       "fuel=wood", "--year",          "2025",  "--json",         "--gwp"};
  std::vector<Json> figures;
  for (const char* set : {"SAR", "AR4", "AR5", "AR6"}) {
    std::vector<std::string> arguments = asked;
    arguments.emplace_back(set);
    figures.push_back(json_of(arguments));
  }
  for (const Json& other : figures) {
    ASSERT_EQ(other.at("rows").size(), figures[0].at("rows").size());
    for (std::size_t i = 0; i < other.at("rows").size(); ++i)
      EXPECT_EQ(other.at("rows")[i].at("mass_t"), figures[0].at("rows")[i].at("mass_t"));
  }
  EXPECT_NE(figures[0].at("inventory_location_co2e_t"), figures[2].at("inventory_location_co2e_t"));
}

TEST(ModelsCommand, ExplainGoesDownToTheSource) {
  const Outcome told = hiilitie({"models", "district-heat-use", "--set", "heat=100MWh", "--set", "network=turku.target",
                                 "--year", "2026", "--explain", "--lang", "en"});
  EXPECT_EQ(told.status, 0) << told.err;
  EXPECT_THAT(told.out, HasSubstr("annual report 2023: target of 0 in 2029"));
  EXPECT_THAT(told.out, HasSubstr("to-be-confirmed"));
  const Json figures =
      json_of({"models", "fuel-combustion", "--set", "fuel_use=1000MWh", "--year", "2025", "--explain", "--json"});
  const Json& card = figures.at("cards").at(0);
  EXPECT_NEAR(card.at("value").get<double>(), 201.96, 1e-9);
  EXPECT_EQ(card.at("children").at(1).at("source"), "2006 IPCC Guidelines, volume 2, chapters 1 and 2, table 1.4");
}

TEST(ModelsCommand, WhatIsWrongIsOneSentence) {
  const auto said = [](std::vector<std::string> arguments) {
    const Outcome asked = hiilitie(arguments);
    EXPECT_EQ(asked.status, 1) << asked.out;
    EXPECT_EQ(asked.out, "");
    EXPECT_EQ(std::count(asked.err.begin(), asked.err.end(), '\n'), 1) << asked.err;
    return asked.err;
  };
  EXPECT_THAT(said({"models", "nothing"}), HasSubstr("There is no model nothing."));
  EXPECT_THAT(said({"models", "composting", "--year", "2025"}), HasSubstr("The input waste is not given."));
  EXPECT_THAT(said({"models", "composting", "--set", "waste=1t"}), HasSubstr("The year"));
  EXPECT_THAT(said({"models", "composting", "--set", "waste=1,5t", "--year", "2025"}), HasSubstr("has a comma"));
  EXPECT_THAT(said({"models", "composting", "--set", "waste=inf", "--year", "2025"}), HasSubstr("not a number"));
  EXPECT_THAT(said({"models", "composting", "--set", "waste=-5t", "--year", "2025"}), HasSubstr("less than 0 t"));
  EXPECT_THAT(said({"models", "composting", "--set", "waste=5MWh", "--year", "2025"}),
              HasSubstr("can not be turned into t"));
  EXPECT_THAT(said({"models", "composting", "--set", "waste=5 bags", "--year", "2025"}),
              HasSubstr("bags is not known"));
  EXPECT_THAT(said({"models", "composting", "--set", "waste", "--year", "2025"}), HasSubstr("has no ="));
  EXPECT_THAT(said({"models", "composting", "--set", "water=5t", "--year", "2025"}), HasSubstr("has no input water"));
  EXPECT_THAT(said({"models", "composting", "--set", "waste=5t", "--set", "basis=moist", "--year", "2025"}),
              HasSubstr("moist is none of the choices"));
  EXPECT_THAT(said({"models", "composting", "--set", "waste=5t", "--set", "waste=6t", "--year", "2025"}),
              HasSubstr("given twice"));
  EXPECT_THAT(said({"models", "district-heat-use", "--set", "heat=5MWh", "--set", "network=turku", "--year", "2030"}),
              HasSubstr("heat.turku has no value for 2030"));
  EXPECT_THAT(said({"models", "composting", "--set", "waste=5t", "--year", "2025", "--gwp", "AR9"}), HasSubstr("SAR"));
}

TEST(ModelsCommand, AModelIsCopiedToAFileCheckedAndUsedFromThere) {
  const TemporaryFolder folder;
  const std::string file = folder.file("own.toml");
  EXPECT_EQ(hiilitie({"models", "composting", "--export", file}).status, 0);
  EXPECT_EQ(hiilitie({"models", "composting", "--export", file}).status, 1) << "an existing file is never overwritten";
  EXPECT_EQ(hiilitie({"models", "--check", file}).status, 0);
  const Json own = json_of({"models", file, "--set", "waste=10t", "--year", "2025", "--json"});
  EXPECT_EQ(own, json_of({"models", "composting", "--set", "waste=10t", "--year", "2025", "--json"}));
  std::ofstream(file, std::ios::app) << "\n[[term]]\nmultiply = [\"input:waste\", \"factor:no.such\"]\n";
  const Outcome checked = hiilitie({"models", "--check", file});
  EXPECT_EQ(checked.status, 1);
  EXPECT_THAT(checked.out, HasSubstr("There is no factor no.such."));
}

}  // namespace
