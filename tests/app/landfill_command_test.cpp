// hiilitie landfill, on the real program: the published cells of the IPCC waste model, Topinoja, and tables that can
// not be used.
#include "tests/app/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace {

using app_test::hiilitie;
using app_test::Outcome;
using testing::AllOf;
using testing::HasSubstr;
using Json = nlohmann::json;
using Rows = std::vector<std::map<std::string, std::string>>;

std::vector<std::string> cells_of(const std::string& line) {
  std::vector<std::string> cells;
  std::istringstream stream(line);
  for (std::string cell; std::getline(stream, cell, ',');) cells.push_back(cell);
  return cells;
}

Rows rows_of(std::istream& in) {
  Rows rows;
  std::vector<std::string> names;
  for (std::string line; std::getline(in, line);) {
    if (names.empty()) {
      names = cells_of(line);
      continue;
    }
    const auto cells = cells_of(line);
    EXPECT_EQ(cells.size(), names.size()) << line;
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < std::min(cells.size(), names.size()); ++i) row[names[i]] = cells[i];
  }
  return rows;
}

Rows rows_of_file(const std::string& file) {
  std::ifstream in(file);
  return rows_of(in);
}

Rows rows_of_text(const std::string& text) {
  std::istringstream in(text);
  return rows_of(in);
}

double number(const Rows::value_type& row, const std::string& column) {
  return std::stod(row.at(column));
}

class LandfillCommandLine : public testing::Test {
protected:
  [[nodiscard]] std::string table(const std::string& text) const {
    const std::string file = folder.file("site.csv");
    std::ofstream(file) << text;
    return file;
  }
  /// The rows that the program writes for a table, by year and stream.
  using Answer = std::map<std::pair<int, std::string>, Rows::value_type>;
  [[nodiscard]] Answer answer(const std::string& text, const std::vector<std::string>& options = {}) const {
    std::vector<std::string> arguments{"landfill", table(text), "--csv"};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Outcome asked = hiilitie(arguments);
    EXPECT_EQ(asked.status, 0) << asked.err;
    Answer found;
    for (const auto& row : rows_of_text(asked.out)) found[{std::stoi(row.at("year")), row.at("stream")}] = row;
    return found;
  }
  app_test::TemporaryFolder folder;
};

TEST_F(LandfillCommandLine, MeetsEveryCellOfTheIpccWasteModelWithTheTablesOwnParameters) {
  SHARED_OR_SKIP(reference, "reference/landfill/ipcc_waste_model_2006_cached.csv");
  const std::map<std::string, std::string> names{
      {"Food", "food"},        {"Garden", "garden"},   {"Paper", "paper"},   {"Wood", "wood"},
      {"Textiles", "textile"}, {"Nappies", "nappies"}, {"Sludge", "sludge"}, {"Industry", "industrial"}};
  std::size_t checked = 0;
  for (const std::string edition : {"2006", "2019"}) {
    const auto start = "reference/landfill/ipcc_waste_model_" + edition;
    const Rows cells = rows_of_file(app_test::shared_file(start + "_cached.csv"));
    const Rows results = rows_of_file(app_test::shared_file(start + "_results_cached.csv"));
    ASSERT_EQ(cells.size(), 8 * results.size());
    const std::size_t years = results.size();
    // Industrial waste has an MCF of its own and parameters that are in no table of streams: a site beside the other.
    const auto run = [&](std::size_t first, std::size_t last, const std::vector<std::string>& extra) {
      std::string text = "year,mcf";
      for (std::size_t s = first; s < last; ++s) text += "," + names.at(cells[s * years].at("stream")) + "_t";
      for (std::size_t t = 0; t < years; ++t) {
        text += "\n" + cells[t].at("year") + "," + cells[first * years + t].at("mcf");
        for (std::size_t s = first; s < last; ++s) text += "," + cells[s * years + t].at("deposited_gg");
      }
      std::vector<std::string> options{"--edition", edition, "--delay-months", "6"};
      options.insert(options.end(), extra.begin(), extra.end());
      return answer(text + "\n", options);
    };
    Answer all = run(0, 7, {});
    const Answer industry = run(7, 8,
                                {"--stream", edition == "2006" ? "industrial:doc=0.15,docf=0.5,k=0.09"
                                                               : "industrial:doc=0.15,docf=0.7,k=0.09"});
    for (std::size_t s = 0; s < 8; ++s)
      for (std::size_t t = 0; t < years; ++t) {
        const auto& cell = cells[s * years + t];
        const std::pair key{std::stoi(cell.at("year")), names.at(cell.at("stream"))};
        const auto& row = (s < 7 ? all : industry).at(key);
        for (const auto& [ours, theirs] : {std::pair("ch4_generated_t", "ch4_generated_gg"),
                                           std::pair("ddocm_accumulated_t", "ddocm_accumulated_gg"),
                                           std::pair("ddocm_decomposed_t", "ddocm_decomposed_gg")}) {
          const double published = number(cell, theirs);
          EXPECT_NEAR(number(row, ours), published, 1e-9 * std::max(std::abs(published), 1e-6))
              << edition << ' ' << key.second << ' ' << key.first << ' ' << ours;
          ++checked;
        }
      }
    for (const auto& row : results) {
      const int year = std::stoi(row.at("year"));
      const double total =
          number(all.at({year, "total"}), "ch4_generated_t") + number(industry.at({year, "total"}), "ch4_generated_t");
      EXPECT_NEAR(total, number(row, "total_generated_gg"), 1e-9 * std::max(1e-6, total)) << year;
    }
  }
  EXPECT_EQ(checked, 2u * 8 * 81 * 3);
}

// 2006 spreadsheet, food: W 636.944 Gg a year from 1950, MCF 0.705.
TEST_F(LandfillCommandLine, MeetsTheFoodStreamOfTheIpccWasteModel) {
  std::string text = "year,mcf,food_t\n";
  for (int year = 1950; year <= 1953; ++year) text += std::to_string(year) + ",0.705,636.944\n";
  const Answer rows = answer(text);
  EXPECT_EQ(number(rows.at({1950, "food"}), "ch4_generated_t"), 0);
  EXPECT_NEAR(number(rows.at({1951, "food"}), "ch4_generated_t"), 3.792093, 5e-7);
  EXPECT_NEAR(number(rows.at({1952, "food"}), "ch4_generated_t"), 6.943718, 5e-7);
  EXPECT_NEAR(number(rows.at({1953, "total"}), "ch4_generated_t"), 9.563047, 5e-7);
}

// Illustrative deposits; what they give stands beside what the register shows, and is not fitted to it.
TEST_F(LandfillCommandLine, TopinojasIllustrativeDepositsGiveMethaneBesideTheRegisters) {
  const std::map<int, double> registered{{2017, 914}, {2018, 781}, {2019, 670}, {2020, 843},
                                         {2021, 845}, {2022, 808}, {2023, 693}};
  const Outcome asked =
      hiilitie({"landfill", std::string(HIILITIE_SOURCE_DIR) + "/assets/examples/topinoja_deposits.csv", "--stream",
                "bulk:doc=0.15,docf=0.5,k=0.09"});
  ASSERT_EQ(asked.status, 0) << asked.err;
  std::map<int, double> modelled;
  for (const auto& row : rows_of_text(asked.out))
    if (row.at("stream") == "total") modelled[std::stoi(row.at("year"))] = number(row, "ch4_emitted_t");
  // The same arithmetic as was done by hand for the same deposits.
  EXPECT_NEAR(modelled.at(2017), 1041, 0.5);
  EXPECT_NEAR(modelled.at(2020), 795, 0.5);
  EXPECT_NEAR(modelled.at(2023), 607, 0.5);
  for (const auto& [year, mass_t] : registered) {
    const double difference_pct = 100 * (modelled.at(year) / mass_t - 1);
    RecordProperty("model_minus_register_pct_" + std::to_string(year), std::to_string(difference_pct));
    EXPECT_LT(std::abs(difference_pct), 50) << "the same order of magnitude, in " << year;
  }
}

TEST_F(LandfillCommandLine, WritesTheColumnsInTheirOrderWithAllDigits) {
  const Outcome asked =
      hiilitie({"landfill", table("year,food_t,paper_t\n2000,100,50\n2001,0,0\n"), "--until", "2002"});
  ASSERT_EQ(asked.status, 0) << asked.err;
  EXPECT_THAT(asked.out, testing::StartsWith("year,stream,ch4_generated_t,ch4_recovered_t,ch4_oxidised_t,ch4_emitted_t,"
                                             "co2e_t,ddocm_accumulated_t,ddocm_decomposed_t,carbon_stored_t\n"
                                             "2000,food,0,0,0,0,0,7.5,0,7.5\n2000,paper,"));
  const Rows rows = rows_of_text(asked.out);
  ASSERT_EQ(rows.size(), 9u);
  EXPECT_EQ(rows[8].at("stream"), "total");
  EXPECT_EQ(rows[8].at("year"), "2002");
  const double generated = 7.5 * (1 - std::exp(-0.185)) * 0.5 * 16 / 12;
  EXPECT_EQ(number(rows[3], "ch4_generated_t"), generated) << "reads back to the last bit";
  EXPECT_EQ(number(rows[3], "co2e_t"), generated * 28);
}

TEST_F(LandfillCommandLine, EveryOptionDoesWhatItSays) {
  const std::string text =
      "year,mcf,recovery_share,oxidation,food_t,wood_t\n"
      "1990,0.4,0,0,1000,400\n1991,0.8,0.2,0,800,300\n1992,1,0.4,0.1,0,0\n";
  const auto total = [&](const std::vector<std::string>& options, const std::string& column = "ch4_generated_t") {
    return number(answer(text, options).at({1992, "total"}), column);
  };
  const auto stream = [&](const std::string& name, const std::vector<std::string>& options) {
    return number(answer(text, options).at({1992, name}), "ch4_generated_t");
  };
  const double base = total({});
  // 1990's and 1991's food and wood in 1992, by hand.
  const auto left = [](double k) {
    const double first = 1 - std::exp(-k);
    return std::pair(std::exp(-k) * first, first);
  };
  const auto [food_90, food_91] = left(0.185);
  const auto [wood_90, wood_91] = left(0.03);
  const double by_hand =
      2.0 / 3 * 0.5 *
      (0.15 * (1000 * 0.4 * food_90 + 800 * 0.8 * food_91) + 0.43 * (400 * 0.4 * wood_90 + 300 * 0.8 * wood_91));
  EXPECT_NEAR(base, by_hand, 1e-12 * by_hand);
  EXPECT_NEAR(total({}, "ch4_emitted_t"), base * 0.6 * 0.9, 1e-12 * base);
  EXPECT_NEAR(stream("food", {"--edition", "2019"}), stream("food", {}) * 0.7 / 0.5, 1e-12 * base);
  EXPECT_NEAR(stream("wood", {"--edition", "2019"}), stream("wood", {}) * 0.1 / 0.5, 1e-12 * base);
  EXPECT_NEAR(total({"--f", "0.55"}), base * 1.1, 1e-12 * base);
  EXPECT_NEAR(total({"--gwp", "AR6"}, "co2e_t"), total({}, "ch4_emitted_t") * 27.0, 1e-9);
  EXPECT_NEAR(total({"--gwp", "SAR"}, "co2e_t"), total({}, "ch4_emitted_t") * 21, 1e-9);
  EXPECT_LT(total({"--climate", "boreal-temperate-dry"}), base);
  EXPECT_GT(total({"--climate", "tropical-wet"}), base);
  EXPECT_LT(total({"--climate", "tropical-dry"}), base);
  EXPECT_GT(number(answer(text, {"--delay-months", "0"}).at({1990, "total"}), "ch4_generated_t"), 0);
  EXPECT_GT(number(answer(text, {"--method", "fod-exact"}).at({1990, "total"}), "ch4_generated_t"), 0);
  EXPECT_NEAR(total({"--method", "epa"}), base, 1e-12 * base);
  EXPECT_NEAR(stream("food", {"--stream", "food:doc=0.3"}), 2 * stream("food", {}), 1e-12 * base);
  EXPECT_EQ(answer(text, {"--until", "2050"}).size(), 61u * 3);
  EXPECT_EQ(answer(text, {"--until", "1990"}).size(), 3u);
}

TEST_F(LandfillCommandLine, LandGemGivesVolumes) {
  const std::string text = "year,bulk_t\n2000,1000\n2001,0\n2002,500\n2003,0\n";
  const Answer rows = answer(text, {"--method", "landgem", "--l0", "100", "--k", "0.04"});
  EXPECT_EQ(number(rows.at({2000, "total"}), "ch4_generated_m3"), 0);
  double tenths = 0;
  for (int j = 1; j <= 10; ++j) tenths += std::exp(-0.04 * j / 10);
  const double first = 0.04 * 100 * 100 * tenths;
  EXPECT_NEAR(number(rows.at({2001, "total"}), "ch4_generated_m3"), first, 1e-9 * first);
  const double third = first * std::exp(-0.04 * 2) + first / 2;
  EXPECT_NEAR(number(rows.at({2003, "bulk"}), "ch4_generated_m3"), third, 1e-9 * third);
  const Answer defaults = answer(text, {"--method", "landgem"});
  EXPECT_NEAR(
      number(defaults.at({2001, "total"}), "ch4_generated_m3"),
      [] {
        double sum = 0;
        for (int j = 1; j <= 10; ++j) sum += 0.05 * 170 * 100 * std::exp(-0.05 * j / 10);
        return sum;
      }(),
      1e-6);
}

TEST_F(LandfillCommandLine, JsonSaysWhatItWasWorkedOutWith) {
  const Outcome asked = hiilitie({"landfill", table("year,food_t,recovered_ch4_t\n2000,100,0\n2001,0,50\n"), "--json",
                                  "--edition", "2019", "--gwp", "AR6"});
  ASSERT_EQ(asked.status, 0) << asked.err;
  const Json json = Json::parse(asked.out);
  EXPECT_EQ(json["edition"], "2019");
  EXPECT_EQ(json["climate"], "boreal-temperate-wet");
  EXPECT_EQ(json["method"], "fod");
  EXPECT_EQ(json["gwp_set"], "AR6");
  EXPECT_EQ(json["streams"][0]["docf"], 0.7);
  ASSERT_EQ(json["rows"].size(), 4u);
  EXPECT_EQ(json["rows"][3]["stream"], "total");
  EXPECT_EQ(json["rows"][3]["ch4_recovered_t"], 50);
  EXPECT_EQ(json["rows"][3]["ch4_emitted_t"], 0);
  ASSERT_EQ(json["recovery_above_generation"].size(), 1u);
  EXPECT_EQ(json["recovery_above_generation"][0]["year"], 2001);
  EXPECT_EQ(json["recovery_above_generation"][0]["recovered_t"], 50);
  EXPECT_THAT(asked.err, AllOf(HasSubstr("2001"), HasSubstr("50 t")));
}

TEST_F(LandfillCommandLine, WhatIsWrongIsSaidInOneSentenceAndNothingIsWritten) {
  const std::vector<std::pair<std::string, std::string>> wrong{
      {"year,food_kg\n2000,1\n", "food_kg"},
      {"year,food_t\n2000,\"1,5\"\n", "Row 2, column food_t"},
      {"year,food_t\n2000,1\n2000,1\n", "there twice"},
      {"year,food_t\n2000,-1\n", "Row 2, column food_t"},
      {"food_t\n1\n", "year"},
      {"year,food_t\n2000,inf\n", "Row 2, column food_t"},
      {"year,food_t,oxidation\n2000,1,1.01\n", "Row 2, column oxidation"},
      {"year,food_t,recovered_ch4_t,recovery_share\n2000,1,1,0.5\n", "given twice"},
      {"year,food_t\n", "no rows"},
      {"", "empty"},
  };
  for (const auto& [text, said] : wrong) {
    const Outcome tried = hiilitie({"landfill", table(text)});
    EXPECT_EQ(tried.status, 1) << text;
    EXPECT_EQ(tried.out, "") << text;
    EXPECT_THAT(tried.err, AllOf(HasSubstr("site.csv"), HasSubstr(said))) << text;
    EXPECT_EQ(std::count(tried.err.begin(), tried.err.end(), '\n'), 1) << tried.err;
  }
  const std::string good = table("year,food_t\n2000,1\n");
  const std::vector<std::vector<std::string>> wrong_options{
      {"--edition", "1996"},
      {"--climate", "boreal"},
      {"--method", "magic"},
      {"--gwp", "AR9"},
      {"--f", "1.5"},
      {"--f", "nan"},
      {"--delay-months", "7"},
      {"--delay-months", "-1"},
      {"--until", "1999"},
      {"--until", "9999"},
      {"--stream", "food"},
      {"--stream", "food:doc=0,15"},
      {"--stream", "food:doc=2"},
      {"--stream", "food:colour=1"},
      {"--stream", "food:doc=0.1,doc=0.2"},
      {"--stream", "total:doc=0.1"},
      {"--stream", "=x:doc=0.1"},
      {"--k", "0.1"},
      {"--l0", "100"},
      {"--method", "landgem", "--k", "-1"},
      {"--method", "epa", "--delay-months", "3"},
  };
  for (const auto& options : wrong_options) {
    std::vector<std::string> arguments{"landfill", good};
    arguments.insert(arguments.end(), options.begin(), options.end());
    const Outcome tried = hiilitie(arguments);
    EXPECT_EQ(tried.status, 1) << options[0] << ' ' << options[1];
    EXPECT_EQ(tried.out, "") << options[0] << ' ' << options[1];
    EXPECT_NE(tried.err, "") << options[0] << ' ' << options[1];
  }
  EXPECT_EQ(hiilitie({"landfill", good, "--f", "0,5"}).status, 2);
  EXPECT_EQ(hiilitie({"landfill", good, "--csv", "--json"}).status, 2);
  EXPECT_EQ(hiilitie({"landfill"}).status, 2);
  EXPECT_EQ(hiilitie({"landfill", folder.file("none.csv")}).status, 1);
}

}  // namespace
