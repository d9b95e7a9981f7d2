#include "layers/example_file.hpp"

#include "geo/error.hpp"
#include "tests/layers/plan_store_fixture.hpp"

#include <fstream>

namespace {

geo::Plan read(const std::string& text) {
  const tests::PlanFolder folder;
  std::ofstream(folder / "plan.toml") << text;
  return layers::read_plan_toml(folder / "plan.toml");
}

std::string error_of(const std::string& text) {
  try {
    read(text);
  } catch (const geo::Error& error) {
    return geo::english(error.reason());
  }
  return "no error";
}

TEST(ExampleFile, AWholePlanIsRead) {
  const geo::Plan plan = read(R"(
[plan]
name = "Topinpuisto"
gwp_set = "AR4"
base_year = 2017

[[emission_source]]
name = "Topinoja"
sector = "landfill"
partner_id = "lsjh"
illustrative = true
series = [ {gas = "ch4_biogenic", mass_t = {2018 = 781, 2017 = 914.5}, method = {2018 = "calculated"}, default_method = "measured"},
           {gas = "co2_biogenic", mass_t = {2017 = 1e3}} ]
polygons = [[[0, 0], [10, 0], [10, 10]], [[20, 0], [30, 0], [30, 10], [20, 0]]]

[[partner]]
name = "Other"
line = [[0, 0], [1, 1]]
[[partner]]
key = "lsjh"
point = [240100.5, 6711900]

[[landfill_part]]
closed_year = 2009
polygon = [[0, 0], [10, 0], [10, 10]]
[[sink_site]]
given_area_ha = 3
[[style]]
fill = "#010203"
breaks = [1, 2.5]
categories = [{value = "a", label = "A", fill = "#FFFFFF80"}]
)");
  EXPECT_EQ(plan.info().name, "Topinpuisto");
  EXPECT_EQ(plan.info().gwp_set, geo::GwpSet::ar4);
  EXPECT_EQ(plan.info().horizon_year, geo::PlanInfo().horizon_year);
  ASSERT_EQ(plan.partners().size(), 2u);
  const geo::EmissionSource& source = **plan.emission_sources().begin();
  EXPECT_EQ(source.partner.value, 2);
  EXPECT_TRUE(source.provenance.illustrative);
  using geo::Gas;
  using geo::MassMethod;
  const geo::YearlySeries expected{{2017, Gas::co2_biogenic, 1000, MassMethod::unknown},
                                   {2017, Gas::ch4_biogenic, 914.5, MassMethod::measured},
                                   {2018, Gas::ch4_biogenic, 781, MassMethod::calculated}};
  EXPECT_TRUE(source.series == expected);
  ASSERT_EQ(source.geometry.parts.size(), 2u);
  for (const geo::Part& part : source.geometry.parts) {
    EXPECT_EQ(part.rings[0].size(), 4u);
    EXPECT_TRUE(part.rings[0].front() == part.rings[0].back());
  }
  EXPECT_TRUE(plan.partners().find({2})->geometry == geo::Geometry::point({240100.5, 6711900}));
  EXPECT_EQ((*plan.landfill_parts().begin())->closed_year, 2009);
  EXPECT_EQ((*plan.sink_sites().begin())->given_area_ha, 3.0);
  const geo::Style& style = **plan.styles().begin();
  EXPECT_TRUE(style.fill == (geo::Colour{1, 2, 3, 255}));
  EXPECT_THAT(style.breaks, testing::ElementsAre(1, 2.5));
  EXPECT_EQ(style.categories.at(0).fill.a, 0x80);
}

TEST(ExampleFile, WhatIsWrongIsNamedWithLineAndKey) {
  const std::string p = "[[partner]]\n";
  const std::string s = "[[emission_source]]\n";
  EXPECT_EQ(error_of(p + "nmae = \"x\""), "Line 2, nmae: there is no such key here.");
  EXPECT_EQ(error_of("\n[[parner]]\nname = \"x\""), "Line 2, parner: there is no such key here.");
  EXPECT_EQ(error_of(p + "name = 3"), "Line 2, name: a text in quotes is needed here.");
  EXPECT_EQ(error_of("[plan]\nbase_year = \"x\""), "Line 2, base_year: a whole number is needed here.");
  EXPECT_EQ(error_of("[plan]\nbase_year = 99999999999"), "Line 2, base_year: the number is too large.");
  EXPECT_EQ(error_of("[plan]\nbase_year = 1066"), "Line 2, base_year: 1066 is not between 1900 and 2200.");
  EXPECT_EQ(error_of("[plan]\ngwp_set = \"AR7\""), "Line 2, gwp_set: \"AR7\" is not one of: SAR, AR4, AR5, AR6.");
  EXPECT_EQ(error_of(p + "illustrative = \"yes\""), "Line 2, illustrative: true or false is needed here.");
  EXPECT_EQ(error_of(s + "partner_id = \"x\""), "Line 2, partner_id: there is no partner with the key \"x\".");
  EXPECT_EQ(error_of(p + "key = \"a\"\n" + p + "key = \"a\""), "Line 4, key: \"a\" names another partner already.");
  EXPECT_EQ(error_of(p + "point = [1]"), "Line 2, point: a position is two numbers, east and north.");
  EXPECT_EQ(error_of(p + "point = [1, nan]"), "Line 2, point: a number is needed here.");
  EXPECT_EQ(error_of(p + "point = [1, 2]\nline = [[1, 2], [3, 4]]"), "Line 3, line: the thing has a place already.");
  EXPECT_EQ(error_of(p + "polygon = [[1, 2], [3, 4]]"), "Line 2, polygon: at least 3 positions are needed.");
  EXPECT_EQ(error_of(p + "lines = []"), "Line 2, lines: the list is empty.");
  EXPECT_EQ(error_of(s + "series = [{gas = \"co3\"}]"),
            "Line 2, gas: \"co3\" is not one of: co2_fossil, co2_biogenic, ch4_fossil, ch4_biogenic, n2o, co2e.");
  EXPECT_EQ(error_of(s + "series = [{gas = \"n2o\"}]"), "Line 2, series: mass_t is missing here.");
  EXPECT_EQ(error_of(s + "series = [{gas = \"n2o\", mass_t = {20171 = 1}}]"), "Line 2, 20171: a year is needed here.");
  EXPECT_EQ(error_of(s + "series = [{gas = \"n2o\", mass_t = {2017 = 1}, method = {2018 = \"measured\"}}]"),
            "Line 2, method: the year 2018 has no mass.");
  EXPECT_EQ(error_of(s + "series = [{gas = \"n2o\", mass_t = {2017 = 1}}, {gas = \"n2o\", mass_t = {2018 = 1}}]"),
            "Line 2, gas: the gas has a series already.");
  EXPECT_EQ(error_of("[[style]]\nfill = \"red\""), "Line 2, fill: a colour is needed here, such as \"#47535F\".");
  EXPECT_THAT(error_of("[plan\nname = 1"), testing::StartsWith("Line 1: "));
  EXPECT_THAT(error_of("[plan]\nname = \"\xFF\""), testing::StartsWith("Line 2: "));
  EXPECT_EQ(error_of("plan = 3"), "Line 1, plan: a table is needed here.");
  EXPECT_EQ(error_of("[partner]\nname = \"x\""), "Line 1, partner: a list is needed here.");
}

TEST(ExampleFile, AMissingFileIsAnError) {
  EXPECT_THROW((void)layers::read_plan_toml("/nowhere/plan.toml"), geo::Error);
  EXPECT_THROW((void)layers::read_plan_toml("/tmp"), geo::Error);
}

}  // namespace
