#include "geo/error.hpp"
#include "layers/asset_files.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

geo::LandCoverCatalogue shipped() {
  return layers::read_land_cover(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "land_cover.toml");
}

// ---- each rate repeats its source's arithmetic
// -----------------------------------------------------------------------

constexpr double co2_per_c = 44.0 / 12, ch4_per_c = 16.0 / 12, ch4_gwp_ar5 = 28;

/// IPCC 2006 V4 eq 2.10 with Iv: t CO2/ha/a of a mean annual increment [m3/ha/a].
double growth_co2(double mai, double bcef, double r, double cf) {
  return mai * bcef * (1 + r) * cf * co2_per_c;
}

/// Printed with two decimals, so that half of the last one is what may differ.
constexpr double two_decimals = 0.00501;

void expect_rate(const std::string& id, double value, double low, double high) {
  const auto catalogue = shipped();
  const geo::LandCoverRate* rate = geo::find_rate(catalogue, id);
  ASSERT_NE(rate, nullptr) << id;
  EXPECT_NEAR(rate->removal_t_co2_per_ha_a, value, two_decimals) << id;
  EXPECT_NEAR(rate->low, low, two_decimals) << id;
  EXPECT_NEAR(rate->high, high, two_decimals) << id;
}

TEST(LandCover, AfforestedFieldFollowsFromTheSwedishStands) {
  expect_rate("afforested-field", growth_co2(6.9, 0.464, 0.24, 0.51), growth_co2(1.3, 0.464, 0.24, 0.51),
              growth_co2(16.7, 0.464, 0.24, 0.51));
}

TEST(LandCover, SuccessfulAfforestedFieldsFollowFromJylhaEtAl) {
  struct Row {
    const char* id;
    double mai, bcef, cf, cf_low, cf_high;
    double printed;  // the methods reference, one decimal
  };
  const Row rows[] = {
      {"afforested-field-spruce-mineral", 9.1, 0.464, 0.51, 0.47, 0.55, 9.8},
      {"afforested-field-spruce-peat", 7.7, 0.464, 0.51, 0.47, 0.55, 8.3},
      {"afforested-field-pine-mineral", 7.6, 0.463, 0.51, 0.47, 0.55, 8.2},
      {"afforested-field-pine-peat", 7.1, 0.463, 0.51, 0.47, 0.55, 7.6},
      {"afforested-field-silver-birch-mineral", 8.1, 0.505, 0.48, 0.46, 0.50, 8.9},
      {"afforested-field-silver-birch-peat", 7.1, 0.505, 0.48, 0.46, 0.50, 7.8},
      {"afforested-field-downy-birch-mineral", 6.7, 0.505, 0.48, 0.46, 0.50, 7.4},
      {"afforested-field-downy-birch-peat", 7.1, 0.505, 0.48, 0.46, 0.50, 7.8},
  };
  for (const Row& row : rows) {
    const double value = growth_co2(row.mai, row.bcef, 0.24, row.cf);
    EXPECT_NEAR(value, row.printed, 0.0501) << row.id;
    expect_rate(row.id, value, growth_co2(row.mai, row.bcef, 0.15, row.cf_low),
                growth_co2(row.mai, row.bcef, 0.37, row.cf_high));
  }
}

TEST(LandCover, MoisioIsItsPublishedTonnesOverAreaAndYears) {
  expect_rate("afforested-field-moisio", 1560.0 / 4 / 50, 1560.0 / 4 / 50, 1740.0 / 4 / 50);
  EXPECT_EQ(1740 - 180, 1560);
}

TEST(LandCover, ExistingForestFollowsFromTheNationalInventory) {
  const double growth = 97 / (20.16 + 2.77);  // m3/ha/a
  EXPECT_NEAR(growth, 4.2, 0.05);
  const double low = growth_co2(4.2, 0.463, 0.24, 0.50), high = growth_co2(4.2, 0.505, 0.39, 0.50);
  expect_rate("existing-forest", (low + high) / 2, low, high);
}

TEST(LandCover, FarmForestIsTheExamplesTonnesOverItsHectares) {
  expect_rate("farm-forest", 66.0 / 30, 66.0 / 30, 66.0 / 30);
}

TEST(LandCover, UrbanTreesFollowFromTheRefinementsCrownCover) {
  expect_rate("urban-trees", 2.1 * co2_per_c, (2.1 - 1.96 * 0.34) * co2_per_c, (2.1 + 1.96 * 0.34) * co2_per_c);
}

TEST(LandCover, RewettedPeatCountsItsMethane) {
  const auto removal = [](double co2_c, double ch4_c_kg) {
    return -((co2_c + 0.08) * co2_per_c + ch4_c_kg / 1000 * ch4_per_c * ch4_gwp_ar5);
  };
  expect_rate("rewetted-peat-poor", removal(-0.34, 41), removal(-0.09, 246), removal(-0.59, 0.5));
  expect_rate("rewetted-peat-rich", removal(-0.55, 137), removal(-0.34, 493), removal(-0.77, 0));
  EXPECT_NEAR(removal(-0.34, 41), -0.58, 0.005);  // the sums printed in the methods reference
  EXPECT_NEAR(removal(-0.55, 137), -3.39, 0.005);
}

TEST(LandCover, EveryRateOfTheProgramIsTestedAndTranslated) {
  EXPECT_EQ(shipped().size(), 16u) << "a new rate needs a test that repeats its source's arithmetic";
  for (const geo::LandCoverRate& rate : shipped()) EXPECT_NE(rate.name_en, rate.name_fi);
  EXPECT_NE(geo::find_rate(shipped(), geo::SinkSite{}.land_cover), nullptr) << "a new site's land cover has a rate";
  EXPECT_EQ(geo::find_rate(shipped(), "grassland")->removal_t_co2_per_ha_a, 0);
}

// ---- files that can not be used
// ----------------------------------------------------------------------------------------

class LandCoverFile : public testing::Test {
protected:
  void TearDown() override { fs::remove(path_); }
  /// What the reader says to the text: empty if it takes it.
  std::string complaint(const std::string& text) {
    std::ofstream(path_, std::ios::binary) << text;
    try {
      (void)layers::read_land_cover(path_);
      return {};
    } catch (const geo::Error& e) {
      EXPECT_NE(e.subject().find(path_.string()), std::string::npos);
      EXPECT_FALSE(e.advice().text.empty());
      return e.subject().substr(path_.string().size()) + " " + geo::english(e.reason());
    }
  }
  static std::string entry() {
    return R"([[rate]]
id = "a"
name_en = "A"
name_fi = "AA"
value = 2
low = 1
high = 3.5
unit = "t CO2/ha/a"
interval = "range"
formula = "1 + 1"
source = "S"
year = 2020
status = "verified"
)";
  }
  static std::string entry_with(const std::string& field, const std::string& line) {
    std::string text = entry();
    const auto begin = text.find("\n" + field + " = ") + 1;
    return text.replace(begin, text.find('\n', begin) - begin, line);
  }
  fs::path path_ = fs::temp_directory_path() / ("hiilitie_land_cover_" + std::to_string(getpid()) + ".toml");
};

TEST_F(LandCoverFile, AWholeEntryIsRead) {
  EXPECT_EQ(complaint(entry()), "");
  const auto catalogue = layers::read_land_cover(path_);
  ASSERT_EQ(catalogue.size(), 1u);
  EXPECT_EQ(catalogue[0].high, 3.5);
  EXPECT_EQ(catalogue[0].source_year, 2020);
  EXPECT_EQ(catalogue[0].status, geo::FactorStatus::verified);
}

TEST_F(LandCoverFile, EachMissingFieldIsNamedWithItsEntryAndLine) {
  for (const char* field :
       {"name_en", "name_fi", "value", "low", "high", "unit", "interval", "formula", "source", "year", "status"})
    EXPECT_EQ(complaint(entry_with(field, "")), ":1 The rate a has no field " + std::string(field) + ".");
}

TEST_F(LandCoverFile, WrongFieldsAreNamedWithTheirLine) {
  EXPECT_EQ(complaint(entry_with("value", "value = \"2\"")), ":5 The field value of the rate a is not a number.");
  EXPECT_EQ(complaint(entry_with("value", "value = nan")), ":5 The field value of the rate a is not a number.");
  EXPECT_EQ(complaint(entry_with("high", "high = inf")), ":7 The field high of the rate a is not a number.");
  EXPECT_EQ(complaint(entry_with("low", "low = 2.5")), ":6 The field low of the rate a is above its value.");
  EXPECT_EQ(complaint(entry_with("high", "high = 1.9")), ":7 The field high of the rate a is below its value.");
  EXPECT_EQ(complaint(entry_with("unit", "unit = \"kg\"")), ":8 The field unit of the rate a has to be t CO2/ha/a.");
  EXPECT_EQ(complaint(entry_with("source", "source = \" \"")), ":11 The field source of the rate a is empty.");
  EXPECT_EQ(complaint(entry_with("source", "source = 5")), ":11 The field source of the rate a is not a text.");
  EXPECT_EQ(complaint(entry_with("year", "year = 20200")), ":12 The field year of the rate a is not a year.");
  EXPECT_EQ(complaint(entry_with("year", "year = 2020.0")), ":12 The field year of the rate a is not a year.");
  EXPECT_EQ(complaint(entry_with("status", "status = \"sure\"")),
            ":13 The field status of the rate a has to be verified, computed or to-be-confirmed.");
  EXPECT_EQ(complaint(entry() + "colour = 1\n"), ":14 The rate a has an unknown field colour.");
  EXPECT_EQ(complaint(entry() + entry()), ":15 The rate a is there twice.");
}

TEST_F(LandCoverFile, TextThatIsNoCatalogueIsRefused) {
  for (const std::string& text :
       {std::string(), std::string("rate = 5"), std::string("rate = []"), std::string("other = 1")})
    EXPECT_EQ(complaint(text), " The file has no [[rate]].");
  EXPECT_EQ(complaint("rate = [1]"), ":1 A rate has to be a table of fields.");
  for (const std::string& text : {std::string("[[rate]]\nid = \"a"), std::string("\0\xFF\xFE", 3),
                                  std::string("[[rate"), "a = " + std::string(100000, '[')})
    EXPECT_THAT(complaint(text), testing::HasSubstr("The file is not valid TOML")) << text.substr(0, 20);
}

TEST_F(LandCoverFile, AFileThatIsNotThereOrAFolderIsRefused) {
  for (const fs::path& path : {fs::path("/nowhere/land_cover.toml"), fs::temp_directory_path()})
    EXPECT_THROW((void)layers::read_land_cover(path), geo::Error);
}

}  // namespace
