// The published parameters of waste as they ship, against the guidelines' tables, and files that are not as they
// should.
#include "layers/landfill_file.hpp"

#include "geo/error.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;
using geo::LandfillClimate;
using geo::WasteEdition;
using geo::WasteQuantity;
using testing::HasSubstr;

const fs::path shipped_file = fs::path(HIILITIE_SOURCE_DIR) / "assets" / "landfill.toml";

const geo::WasteTables& shipped() {
  static const geo::WasteTables tables = layers::read_waste_tables(shipped_file);
  return tables;
}

double value(WasteQuantity quantity, const std::string& word, WasteEdition edition = WasteEdition::ipcc_2006,
             LandfillClimate climate = LandfillClimate::boreal_temperate_wet) {
  const geo::WasteFactor* factor = geo::find_factor(shipped(), quantity, word, edition, climate);
  EXPECT_NE(factor, nullptr) << geo::text_of(quantity) << ' ' << word;
  return factor == nullptr ? -1 : factor->number.value;
}

constexpr std::array all_streams{"food",    "garden", "paper",        "wood",  "textile",
                                 "nappies", "sludge", "construction", "inert", "bulk"};

TEST(WasteTables, EveryStreamHasItsThreeParametersInEveryEditionAndClimate) {
  std::set<std::string> declared;
  for (const geo::WasteWord& word : shipped().streams) {
    declared.insert(word.word);
    EXPECT_NE(word.name.en, "");
    EXPECT_NE(word.name.fi, "");
    EXPECT_NE(word.name.sv, "");
  }
  EXPECT_EQ(declared, std::set<std::string>(all_streams.begin(), all_streams.end()));
  for (const char* stream : all_streams)
    for (const WasteEdition edition : {WasteEdition::ipcc_2006, WasteEdition::ipcc_2019})
      for (const LandfillClimate climate :
           {LandfillClimate::boreal_temperate_wet, LandfillClimate::boreal_temperate_dry, LandfillClimate::tropical_wet,
            LandfillClimate::tropical_dry})
        EXPECT_TRUE(geo::waste_decay(shipped(), stream, edition, climate).has_value()) << stream;
}

// 2006 Guidelines V5 Ch 2 tables 2.4 and 2.5.
TEST(WasteTables, CarbonIsThatOfTables24And25) {
  const std::map<std::string, double> doc{{"food", 0.15},   {"garden", 0.20},       {"paper", 0.40},
                                          {"wood", 0.43},   {"textile", 0.24},      {"nappies", 0.24},
                                          {"sludge", 0.05}, {"construction", 0.04}, {"inert", 0}};
  for (const auto& [stream, share] : doc) EXPECT_EQ(value(WasteQuantity::doc, stream), share) << stream;
}

// Equation 3.7 over the municipal mix of Northern Europe, table 2.3.
TEST(WasteTables, MixedWasteHoldsTheCarbonOfItsMix) {
  EXPECT_NEAR(value(WasteQuantity::doc, "bulk"), 0.238 * 0.15 + 0.306 * 0.40 + 0.10 * 0.43 + 0.02 * 0.24, 1e-12);
}

// 2006: one share for all. 2019 table 3.0 by how easily a waste decomposes.
TEST(WasteTables, TheEditionsDifferInWhatDecomposes) {
  for (const char* stream : all_streams)
    EXPECT_EQ(value(WasteQuantity::docf, stream), std::string(stream) == "inert" ? 0 : 0.5) << stream;
  const std::map<std::string, double> docf{{"food", 0.7},    {"garden", 0.7}, {"paper", 0.5}, {"textile", 0.5},
                                           {"nappies", 0.5}, {"wood", 0.1},   {"bulk", 0.5},  {"sludge", 0.7}};
  for (const auto& [stream, share] : docf)
    EXPECT_EQ(value(WasteQuantity::docf, stream, WasteEdition::ipcc_2019), share) << stream;
  EXPECT_THAT(geo::find_factor(shipped(), WasteQuantity::docf, "bulk", WasteEdition::ipcc_2019)->note,
              HasSubstr("spreadsheet"));
}

// Table 3.3, default and range.
TEST(WasteTables, DecayRatesAreThoseOfTable33) {
  using Row = std::array<double, 3>;
  struct Climate {
    LandfillClimate climate;
    Row paper, wood, garden, food, bulk;
  };
  const std::array<Climate, 4> table{{
      {LandfillClimate::boreal_temperate_dry,
       {0.04, 0.03, 0.05},
       {0.02, 0.01, 0.03},
       {0.05, 0.04, 0.06},
       {0.06, 0.05, 0.08},
       {0.05, 0.04, 0.06}},
      {LandfillClimate::boreal_temperate_wet,
       {0.06, 0.05, 0.07},
       {0.03, 0.02, 0.04},
       {0.10, 0.06, 0.10},
       {0.185, 0.1, 0.2},
       {0.09, 0.08, 0.1}},
      {LandfillClimate::tropical_dry,
       {0.045, 0.04, 0.06},
       {0.025, 0.02, 0.04},
       {0.065, 0.05, 0.08},
       {0.085, 0.07, 0.1},
       {0.065, 0.05, 0.08}},
      {LandfillClimate::tropical_wet,
       {0.07, 0.06, 0.085},
       {0.035, 0.03, 0.05},
       {0.17, 0.15, 0.2},
       {0.40, 0.17, 0.7},
       {0.17, 0.15, 0.2}},
  }};
  for (const Climate& row : table) {
    const auto expect = [&](const char* stream, const Row& k) {
      const geo::Distribution& number =
          geo::find_factor(shipped(), WasteQuantity::k, stream, WasteEdition::ipcc_2006, row.climate)->number;
      EXPECT_EQ((Row{number.value, number.low, number.high}), k) << stream << ' ' << geo::text_of(row.climate);
    };
    expect("paper", row.paper);
    expect("textile", row.paper);
    expect("wood", row.wood);
    expect("garden", row.garden);
    expect("nappies", row.garden);
    expect("food", row.food);
    expect("sludge", row.food);
    expect("bulk", row.bulk);
  }
}

// Table 3.1 with the relative uncertainties of 2019 table 3.5.
TEST(WasteTables, CorrectionFactorsAreThoseOfTable31) {
  const auto expect = [](const char* type, WasteEdition edition, double mcf, double low_pct, double high_pct) {
    const geo::WasteFactor* factor = geo::find_factor(shipped(), WasteQuantity::mcf, type, edition);
    ASSERT_NE(factor, nullptr) << type;
    EXPECT_EQ(factor->number.value, mcf) << type;
    EXPECT_NEAR(factor->number.low, mcf * (1 - low_pct / 100), 1e-12) << type;
    EXPECT_NEAR(factor->number.high, mcf * (1 + high_pct / 100), 1e-12) << type;
  };
  for (const WasteEdition edition : {WasteEdition::ipcc_2006, WasteEdition::ipcc_2019}) {
    expect("managed-anaerobic", edition, 1, 10, 0);
    expect("managed-semi-aerobic", edition, 0.5, 20, 20);
    expect("unmanaged-deep", edition, 0.8, 20, 20);
    expect("unmanaged-shallow", edition, 0.4, 30, 30);
    expect("uncategorised", edition, 0.6, 50, 60);
  }
  expect("managed-semi-aerobic-poor", WasteEdition::ipcc_2019, 0.7, 30, 30);
  expect("managed-aerated", WasteEdition::ipcc_2019, 0.4, 60, 60);
  expect("managed-aerated-poor", WasteEdition::ipcc_2019, 0.7, 30, 30);
  EXPECT_EQ(geo::find_factor(shipped(), WasteQuantity::mcf, "managed-aerated", WasteEdition::ipcc_2006), nullptr);
}

// 2019 table 3.5: DOCf by kind, F, recovery, deposits.
TEST(WasteTables, RangesAreThoseOfTable35) {
  const auto half_range_pct = [](WasteQuantity quantity, const char* word) {
    const geo::Distribution& n = geo::find_factor(shipped(), quantity, word, WasteEdition::ipcc_2019)->number;
    return 50 * (n.high - n.low) / n.value;
  };
  EXPECT_NEAR(half_range_pct(WasteQuantity::docf, "wood"), 90, 1e-9);
  EXPECT_NEAR(half_range_pct(WasteQuantity::docf, "paper"), 70, 1e-9);
  EXPECT_NEAR(half_range_pct(WasteQuantity::docf, "food"), 30, 1e-9);
  EXPECT_NEAR(half_range_pct(WasteQuantity::docf, "bulk"), 20, 1e-9);
  EXPECT_NEAR(half_range_pct(WasteQuantity::ch4_share, "default"), 5, 1e-9);
  EXPECT_NEAR(half_range_pct(WasteQuantity::recovery, "metered"), 10, 1e-9);
  EXPECT_NEAR(half_range_pct(WasteQuantity::recovery, "estimated"), 50, 1e-9);
  EXPECT_NEAR(half_range_pct(WasteQuantity::deposits, "weighed"), 10, 1e-9);
  EXPECT_NEAR(half_range_pct(WasteQuantity::deposits, "regular"), 30, 1e-9);
}

TEST(WasteTables, WhatWasNotReadInASourceIsToBeConfirmed) {
  for (const geo::WasteFactor& factor : shipped().factors) {
    EXPECT_NE(factor.source, "");
    EXPECT_NE(factor.table, "");
    const bool assumed = factor.words == std::vector<std::string>{"construction"} &&
                         (factor.quantity == WasteQuantity::k ||
                          (factor.quantity == WasteQuantity::docf && factor.editions.size() == 1 &&
                           factor.editions[0] == WasteEdition::ipcc_2019));
    EXPECT_EQ(factor.status == geo::FactorStatus::to_be_confirmed, assumed) << factor.words[0] << ' ' << factor.table;
  }
}

TEST(WasteTables, AShareIsNeverDrawnFromAShapeThatPassesOne) {
  for (const geo::WasteFactor& factor : shipped().factors) {
    const bool is_share = factor.quantity != WasteQuantity::k && factor.quantity != WasteQuantity::deposits &&
                          factor.quantity != WasteQuantity::recovery;
    if (!is_share) continue;
    EXPECT_LE(factor.number.high, 1);
    EXPECT_TRUE(factor.number.shape == geo::DistributionShape::truncated ||
                factor.number.shape == geo::DistributionShape::triangular ||
                factor.number.shape == geo::DistributionShape::fixed);
  }
}

// ---- files that are not as they should --------------------------------------------------------------------------

class DamagedWasteTables : public testing::Test {
protected:
  /// The shipped file with one text replaced.
  [[nodiscard]] std::string fault_of(const std::string& from, const std::string& to) const {
    std::ifstream in(shipped_file);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    const std::size_t place = text.find(from);
    EXPECT_NE(place, std::string::npos) << from;
    text.replace(place, from.size(), to);
    return fault_of_text(text);
  }
  [[nodiscard]] std::string fault_of_text(const std::string& text) const {
    const fs::path file = fs::temp_directory_path() / ("waste_" + std::to_string(getpid()) + ".toml");
    std::ofstream(file) << text;
    std::string fault;
    try {
      (void)layers::read_waste_tables(file);
    } catch (const geo::Error& error) {
      fault = error.subject() + ": " + geo::english(error.reason());
    }
    fs::remove(file);
    return fault;
  }
};

TEST_F(DamagedWasteTables, EachFaultIsSaidWithItsLine) {
  EXPECT_THAT(fault_of("value = 0.15", "value = \"0,15\""), HasSubstr("value of doc is not a number"));
  EXPECT_THAT(fault_of("value = 0.15", "value = inf"), HasSubstr("not a finite number"));
  EXPECT_THAT(fault_of("value = 0.15", "value = 0.5"), HasSubstr("toml:"));
  EXPECT_THAT(fault_of("shape = \"fixed\"\ninterval", "shape = \"normal\"\ninterval"), "") << "no width is no fault";
  EXPECT_THAT(fault_of("low = 0.08", "low = -0.08"), HasSubstr("low is below 0"));
  EXPECT_THAT(fault_of("high = 0.2\n", "high = 1.2\n"), HasSubstr("high is above 1"));
  EXPECT_THAT(fault_of("unit = \"1\"", "unit = \"%\""), HasSubstr("unit has to be 1"));
  EXPECT_THAT(fault_of("words = [\"food\"]", "words = [\"fod\"]"), HasSubstr("fod is not declared"));
  EXPECT_THAT(fault_of("words = [\"garden\"]", "words = [\"food\"]"), HasSubstr("food is there twice"));
  EXPECT_THAT(fault_of("words = [\"food\"]", "# words"), HasSubstr("words is missing"));
  EXPECT_THAT(fault_of("editions = [\"2006\", \"2019\"]", "editions = [\"1996\"]"), HasSubstr("no edition 1996"));
  EXPECT_THAT(fault_of("shape = \"triangular\"", "shape = \"gauss\""),
              HasSubstr("shape of doc is not one of its words"));
  EXPECT_THAT(fault_of("shape = \"triangular\"", "# shape"), HasSubstr("has no shape"));
  EXPECT_THAT(fault_of("status = \"verified\"", "status = \"sure\""), HasSubstr("status of doc"));
  EXPECT_THAT(fault_of("[[doc]]", "[[dox]]"), HasSubstr("unknown field dox"));
  EXPECT_THAT(fault_of("[[doc]]", "[[doc]]\ncolour = 1"), HasSubstr("unknown field colour"));
  EXPECT_THAT(fault_of("source = ", "# source = "), HasSubstr("has no source"));
  EXPECT_THAT(fault_of("year = 2006", "year = 20.5"), HasSubstr("not a year"));
  EXPECT_THAT(fault_of("year = 2006", "# year"), HasSubstr("has no year"));
  EXPECT_THAT(fault_of("value = 0.15", "value = "), HasSubstr("not valid TOML"));
  EXPECT_THAT(fault_of("value = 0.15", "value = 0.5"), testing::ContainsRegex("toml:[0-9]+: "));
  EXPECT_THAT(fault_of_text(""), HasSubstr("no figures"));
  EXPECT_THAT(fault_of_text("doc = 5"), HasSubstr("not a list of tables"));
}

TEST_F(DamagedWasteTables, AFileThatIsNotThereIsSaid) {
  EXPECT_THROW((void)layers::read_waste_tables("/no/such/landfill.toml"), geo::Error);
}

}  // namespace
