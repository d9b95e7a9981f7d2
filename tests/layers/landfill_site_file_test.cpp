// A landfill's table as people write it.
#include "layers/landfill_site_file.hpp"

#include "geo/error.hpp"
#include "layers/landfill_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

namespace {

using layers::CsvTable;
using layers::LandfillSiteChoices;
using layers::LandfillSiteTable;
using testing::AllOf;
using testing::HasSubstr;

const geo::WasteTables& waste() {
  static const geo::WasteTables tables =
      layers::read_waste_tables(std::filesystem::path(HIILITIE_SOURCE_DIR) / "assets" / "landfill.toml");
  return tables;
}

LandfillSiteTable site_of(const std::string& text, const LandfillSiteChoices& choices = {}) {
  return layers::read_landfill_site(CsvTable::parse("site.csv", text), waste(), choices);
}

/// What is said about a table that can not be used.
std::string fault_of(const std::string& text, const LandfillSiteChoices& choices = {}) {
  try {
    (void)site_of(text, choices);
  } catch (const geo::Error& error) {
    return error.subject() + ": " + geo::english(error.reason());
  }
  return "";
}

TEST(LandfillSiteFile, ReadsEveryColumnInAnyOrderOfColumnsAndRows) {
  const LandfillSiteTable read = site_of(
      "oxidation,paper_t,year,mcf,recovered_ch4_t,food_t\n"
      "0.1,30,2001,1,5,300\n"
      "0,20,2000,0.4,0,200\n");
  ASSERT_EQ(read.site.streams.size(), 2u);
  EXPECT_EQ(read.site.first_year, 2000);
  EXPECT_EQ(read.last_year, 2001);
  EXPECT_EQ(read.site.streams[0].name, "paper");
  EXPECT_EQ(read.site.streams[0].mass_t, (std::vector<double>{20, 30}));
  EXPECT_EQ(read.site.streams[1].mass_t, (std::vector<double>{200, 300}));
  EXPECT_EQ(read.site.years[0].mcf, 0.4);
  EXPECT_EQ(read.site.years[1].mcf, 1);
  EXPECT_EQ(read.site.years[1].recovered_ch4_t, 5);
  EXPECT_EQ(read.site.years[1].oxidation, 0.1);
  EXPECT_EQ(read.site.streams[1].waste.doc, 0.15);
  EXPECT_EQ(read.site.streams[1].waste.k_per_a, 0.185);
  EXPECT_TRUE(read.notes.empty());
}

TEST(LandfillSiteFile, AnEmptyCellIsAsIfItsColumnWereNotThere) {
  const LandfillSiteTable read = site_of(
      "year,mcf,recovered_ch4_t,recovery_share,oxidation,food_t\n"
      "2000,,,,,1\n"
      "2001,0.8,7,,,1\n"
      "2002,,,0.2,0.1,1\n");
  EXPECT_EQ(read.site.years[0].mcf, 1);
  EXPECT_EQ(read.site.years[0].oxidation, 0);
  EXPECT_EQ(read.site.years[1].recovered_ch4_t, 7);
  EXPECT_EQ(read.site.years[2].recovery_share, 0.2);
}

TEST(LandfillSiteFile, EditionClimateAndShareOfMethaneAreChosen) {
  LandfillSiteChoices choices;
  choices.edition = geo::WasteEdition::ipcc_2019;
  choices.climate = geo::LandfillClimate::tropical_wet;
  choices.ch4_share = 0.55;
  const geo::WasteDecay decay = site_of("year,wood_t\n2000,1\n", choices).site.streams[0].waste;
  EXPECT_EQ(decay.docf, 0.1);
  EXPECT_EQ(decay.k_per_a, 0.035);
  EXPECT_EQ(decay.ch4_share, 0.55);
}

TEST(LandfillSiteFile, AKindOfWasteCanBeMadeOrChanged) {
  LandfillSiteChoices choices;
  choices.streams = {{"fibre", 0.3, 0.4, 0.05}, {"food", {}, {}, 0.1}};
  const LandfillSiteTable read = site_of("year,fibre_t,food_t\n2000,1,1\n", choices);
  EXPECT_EQ(read.site.streams[0].waste.doc, 0.3);
  EXPECT_EQ(read.site.streams[0].waste.docf, 0.4);
  EXPECT_EQ(read.site.streams[0].waste.k_per_a, 0.05);
  EXPECT_EQ(read.site.streams[1].waste.doc, 0.15);
  EXPECT_EQ(read.site.streams[1].waste.k_per_a, 0.1);
  choices.streams = {{"fibre", 0.3, {}, 0.05}};
  EXPECT_THAT(fault_of("year,fibre_t\n2000,1\n", choices), HasSubstr("all three have to be given"));
}

TEST(LandfillSiteFile, AYearWithoutARowIsSaidAndHasNothing) {
  const LandfillSiteTable read = site_of("year,food_t\n2000,1\n2003,5\n2005,5\n");
  EXPECT_EQ(read.site.streams[0].mass_t, (std::vector<double>{1, 0, 0, 5, 0, 5}));
  ASSERT_EQ(read.notes.size(), 1u);
  EXPECT_THAT(geo::english(read.notes[0]), HasSubstr("2001-2002, 2004"));
}

TEST(LandfillSiteFile, AnUnconfirmedParameterIsSaidUnlessItIsGiven) {
  ASSERT_EQ(site_of("year,construction_t\n2000,1\n").notes.size(), 1u);
  EXPECT_THAT(geo::english(site_of("year,construction_t\n2000,1\n").notes[0]), HasSubstr("k of construction"));
  LandfillSiteChoices choices;
  choices.streams = {{"construction", {}, {}, 0.04}};
  EXPECT_TRUE(site_of("year,construction_t\n2000,1\n", choices).notes.empty());
}

TEST(LandfillSiteFile, FaultsAreSaidWithRowAndColumn) {
  EXPECT_THAT(fault_of("year,food_t\n2000,1\n2000,2\n"),
              AllOf(HasSubstr("site.csv"), HasSubstr("Row 3"), HasSubstr("2000 is there twice"), HasSubstr("row 2")));
  EXPECT_THAT(fault_of("year,food_t\n2000,-1\n"), AllOf(HasSubstr("Row 2, column food_t"), HasSubstr("-1")));
  EXPECT_THAT(fault_of("year,food_t\n2000,1\n2001,inf\n"), HasSubstr("Row 3, column food_t"));
  EXPECT_THAT(fault_of("year,food_t\n2000,nan\n"), HasSubstr("Row 2, column food_t"));
  EXPECT_THAT(fault_of("year,food_t\n2000,1e400\n"), HasSubstr("Row 2, column food_t"));
  EXPECT_THAT(fault_of("year,food_t\n2000,1e13\n"), HasSubstr("Row 2, column food_t"));
  EXPECT_THAT(fault_of("year,food_t\n2000,\"70000,5\"\n"),
              AllOf(HasSubstr("Row 2, column food_t"), HasSubstr("70000,5")));
  EXPECT_THAT(fault_of("year;food_t\n2000;70000,5\n"), AllOf(HasSubstr("Row 2, column food_t"), HasSubstr("70000,5")));
  EXPECT_THAT(fault_of("year,food_t\n2000,70000,5\n"), HasSubstr("Row 2 has another number of cells"));
  EXPECT_THAT(fault_of("year,food_t\n2000,12 t\n"), HasSubstr("Row 2, column food_t"));
  EXPECT_THAT(fault_of("year,food_t\n2000,\n"), HasSubstr("Row 2, column food_t"));
  EXPECT_THAT(fault_of("food_t\n1\n"), HasSubstr("column year is missing"));
  EXPECT_THAT(fault_of("year,mcf\n2000,1\n"), HasSubstr("no column with a mass"));
  EXPECT_THAT(fault_of("year,food_t\n2000.5,1\n"), HasSubstr("Row 2, column year"));
  EXPECT_THAT(fault_of("year,food_t\n20000,1\n"), HasSubstr("Row 2, column year"));
  EXPECT_THAT(fault_of("year,food_t,mcf\n2000,1,1.1\n"), HasSubstr("Row 2, column mcf"));
  EXPECT_THAT(fault_of("year,food_t,oxidation\n2000,1,10\n"), HasSubstr("Row 2, column oxidation"));
  EXPECT_THAT(fault_of("year,food_t,recovery_share\n2000,1,35\n"), HasSubstr("Row 2, column recovery_share"));
  EXPECT_THAT(fault_of("year,food_t,recovery_share\n2000,1,-0.1\n"), HasSubstr("Row 2, column recovery_share"));
  EXPECT_THAT(fault_of("year,food_t,recovered_ch4_t\n2000,1,-5\n"), HasSubstr("Row 2, column recovered_ch4_t"));
  EXPECT_THAT(fault_of("year,food_t,recovered_ch4_t,recovery_share\n2000,1,5,0.1\n"),
              AllOf(HasSubstr("Row 2"), HasSubstr("recovery is given twice")));
  EXPECT_THAT(fault_of("year,food_t,recovered_ch4_t,recovery_share\n2000,1,0,0.1\n"), HasSubstr("given twice"));
  EXPECT_EQ(fault_of("year,food_t,recovered_ch4_t,recovery_share\n2000,1,0,0\n"), "");
}

TEST(LandfillSiteFile, AnotherUnitIsSaidWithTheColumnItShouldBe) {
  EXPECT_THAT(fault_of("year,food_kg\n2000,1\n"), AllOf(HasSubstr("column food_kg"), HasSubstr("food_t")));
  EXPECT_THAT(fault_of("year,food\n2000,1\n"), AllOf(HasSubstr("column food:"), HasSubstr("food_t")));
  EXPECT_THAT(fault_of("year,food_t,recovered_ch4_m3\n2000,1,1\n"), HasSubstr("recovered_ch4_t"));
  EXPECT_THAT(fault_of("year,fodder_t\n2000,1\n"), HasSubstr("fodder_t: this column is not known"));
  EXPECT_THAT(fault_of("year,Food_t\n2000,1\n"), HasSubstr("Food_t: this column is not known"));
  EXPECT_THAT(fault_of("year,total_t\n2000,1\n"), HasSubstr("total_t: this column is not known"));
}

TEST(LandfillSiteFile, WithoutParametersOnlyTheNameHasToBeUsable) {
  LandfillSiteChoices choices;
  choices.masses_only = true;
  EXPECT_EQ(site_of("year,anything_t\n2000,1\n", choices).site.streams[0].name, "anything");
  EXPECT_THAT(fault_of("year,total_t\n2000,1\n", choices), HasSubstr("not known"));
  EXPECT_THAT(fault_of("year,=1+1_t\n2000,1\n", choices), HasSubstr("not known"));
  EXPECT_THAT(fault_of("year,anything_kg\n2000,1\n", choices), HasSubstr("not known"));
}

TEST(LandfillSiteFile, ANameOfAStreamIsPlain) {
  for (const char* name : {"food", "my-waste 2", "lietettä", "a_b"}) EXPECT_TRUE(layers::is_stream_name(name)) << name;
  for (const char* name : {"", "total", "-food", "=food", "a,b", "a\"b", "a:b", "a\nb", " food", "food "})
    EXPECT_FALSE(layers::is_stream_name(name)) << name;
}

}  // namespace
