// A hub's own materials go from a file into the plan, are used like those that ship, and come out again.
#include "layers/own_materials.hpp"

#include "geo/flow/flow_source.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/factor_file.hpp"
#include "layers/flow_catalogue_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

constexpr const char* ash = R"([[factor]]
id = "own.bark-ash.made"
name = { en = "Fertiliser: \"making\"", fi = "Lannoite: valmistus", sv = "Gödsel: tillverkning" }
gas = "co2e"
unit = "kg/kg"
value = 0.7
low = 0.5
high = 0.9
shape = "triangular"
interval = "least and most of three makers"
source = "Makers' declarations"
table = "1"
year = 2024
status = "verified"

[[material]]
id = "bark-ash"
name = { en = "Bark ash", fi = "Kuorituhka", sv = "Barkaska" }
waste_code = "10 01 03"
replaced = "own.bark-ash.made"
landfill = "waste-gate.landfill.aggregates"
note = "from \\the/ boiler"
)";

const layers::CataloguesRead& shipped() {
  static const layers::CataloguesRead read = layers::read_catalogues();
  return read;
}

const geo::FactorCatalogue& factors() {
  return shipped().catalogues->factors;
}

std::string fault_of(const std::string& text) {
  try {
    (void)layers::own_materials_from_text(text, "own.toml", factors());
  } catch (const geo::Error& error) {
    return error.subject() + ": " + geo::english(error.reason());
  }
  return {};
}

std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  return at == std::string::npos ? text : text.replace(at, what.size(), by);
}

geo::Plan plan_with(const layers::OwnMaterials& own) {
  geo::Plan plan;
  auto& table = plan.table<geo::PlanModel>();
  for (const geo::Material& material : own.materials)
    table = table.with(table.next_id(), std::make_shared<const geo::PlanModel>(
                                            layers::plan_row(material, own.factors, {"own.toml", false})));
  return plan;
}

TEST(OwnMaterials, TextOfWhatWasReadReadsAsTheSame) {
  const auto own = layers::own_materials_from_text(ash, "own.toml", factors());
  ASSERT_EQ(own.materials.size(), 1u);
  ASSERT_EQ(own.factors.size(), 1u);
  const auto again = layers::own_materials_from_text(layers::own_materials_text(own), "again.toml", factors());
  EXPECT_EQ(again.materials, own.materials);
  EXPECT_EQ(again.factors, own.factors);
}

TEST(OwnMaterials, APlansOwnMaterialIsInItsCatalogueWithItsFigure) {
  const geo::Plan plan = plan_with(layers::own_materials_from_text(ash, "own.toml", factors()));
  const auto read = layers::with_own_models(shipped().catalogues, plan);
  EXPECT_TRUE(read.left_out.empty());
  EXPECT_EQ(read.catalogues->materials.size(), shipped().catalogues->materials.size() + 1);
  EXPECT_EQ(read.catalogues->models.size(), shipped().catalogues->models.size()) << "it is no calculation";
  const geo::Material* material = geo::find_material(read.catalogues->materials, "bark-ash");
  ASSERT_TRUE(material);
  EXPECT_EQ(material->name.in("fi"), "Kuorituhka");
  geo::MaterialFlow flow;
  flow.material = "bark-ash";
  flow.treatment = geo::Treatment::recycling;
  flow.amounts = {{2024, 10}};
  const auto avoided = geo::avoided_per_t(plan, flow, *read.catalogues, 2024);
  ASSERT_TRUE(avoided);
  EXPECT_DOUBLE_EQ(avoided->value, 0.7);
  EXPECT_DOUBLE_EQ(avoided->low, 0.5);
  EXPECT_DOUBLE_EQ(avoided->high, 0.9);
  EXPECT_THAT(avoided->source, HasSubstr("Makers' declarations"));
}

TEST(OwnMaterials, OneOfAnIdThatShipsComesInItsPlace) {
  const geo::Plan plan = plan_with(layers::own_materials_from_text(
      "[[material]]\nid = \"steel-slag\"\nname = { en = \"Our slag\" }\nwaste_code = \"10 02 07*\"\n", "own.toml",
      factors()));
  const auto read = layers::with_own_models(shipped().catalogues, plan);
  EXPECT_EQ(read.catalogues->materials.size(), shipped().catalogues->materials.size());
  EXPECT_EQ(geo::find_material(read.catalogues->materials, "steel-slag")->name.en, "Our slag");
  EXPECT_TRUE(geo::find_material(read.catalogues->materials, "steel-slag")->is_hazardous());
}

TEST(OwnMaterials, AllOfAPlanComeOutAsOneFileThatGoesIntoAnother) {
  const std::string two = std::string(ash) +
                          "[[material]]\nid = \"peat-ash\"\nname = { en = \"Peat ash\" }\n"
                          "replaced = \"own.bark-ash.made\"\n";
  const geo::Plan plan = plan_with(layers::own_materials_from_text(two, "own.toml", factors()));
  std::vector<geo::Error> left_out;
  const auto own = layers::own_materials(plan, factors(), left_out);
  EXPECT_TRUE(left_out.empty());
  EXPECT_EQ(own.materials.size(), 2u);
  EXPECT_EQ(own.factors.size(), 1u) << "a factor of both stands once";
  const fs::path file = fs::temp_directory_path() / "hiilitie_own_materials_test.toml";
  fs::remove(file);
  layers::write_own_materials(own, file);
  EXPECT_TRUE(layers::is_material_file(file));
  EXPECT_THROW(layers::write_own_materials(own, file), geo::Error) << "a file that is there is not written over";
  const auto read = layers::read_own_materials(file, factors());
  EXPECT_EQ(read.materials, own.materials);
  EXPECT_EQ(read.factors, own.factors);
  fs::remove(file);
}

TEST(OwnMaterials, ARowThatCanNotBeReadIsSaidAndTheRestIsThere) {
  geo::Plan plan = plan_with(layers::own_materials_from_text(ash, "own.toml", factors()));
  auto& table = plan.table<geo::PlanModel>();
  table = table.with(table.next_id(),
                     std::make_shared<const geo::PlanModel>(geo::PlanModel{"material/broken", "[[material", {}}));
  const auto read = layers::with_own_models(shipped().catalogues, plan);
  EXPECT_EQ(read.left_out.size(), 1u);
  EXPECT_TRUE(geo::find_material(read.catalogues->materials, "bark-ash"));
}

TEST(OwnMaterials, WhatIsWrongIsSaidWithItsLineAndNothingIsTaken) {
  EXPECT_EQ(fault_of(ash), "");
  EXPECT_THAT(fault_of(replaced(ash, "own.bark-ash.made", "bark-ash.made")), HasSubstr("own.toml:"));
  EXPECT_THAT(fault_of(replaced(ash, "own.bark-ash.made", "fuel.natural-gas.co2")), HasSubstr("hub's own"));
  EXPECT_THAT(fault_of(replaced(ash, "\"kg/kg\"", "\"kg/TJ\"")), HasSubstr("not mass per mass"));
  EXPECT_THAT(fault_of(replaced(ash, "10 01 03", "100103")), HasSubstr("European List of Waste"));
  EXPECT_THAT(fault_of(replaced(ash, "value = 0.7", "value = 0,7")), HasSubstr("own.toml"));
  EXPECT_THAT(fault_of(replaced(ash, "value = 0.7", "value = 1e400")), testing::Not(testing::IsEmpty()));
  EXPECT_THAT(fault_of(replaced(ash, "low = 0.5", "low = 0.8")), HasSubstr("in this order"));
  EXPECT_THAT(fault_of(replaced(ash, "replaced = \"own.bark-ash.made\"", "replaced = \"no.such\"")),
              HasSubstr("no.such"));
  EXPECT_THAT(fault_of(replaced(ash, "id = \"bark-ash\"", "id = \"../Bark ash\"")), HasSubstr("other marks"));
  EXPECT_THAT(fault_of(replaced(ash, "en = \"Bark ash\", ", "")), HasSubstr("no name in English"));
  EXPECT_THAT(fault_of(std::string(ash) + "[[material]]\nid = \"bark-ash\"\nname = { en = \"x\" }\n"),
              HasSubstr("there already"));
  EXPECT_THAT(fault_of(replaced(ash, "note =", "colour =")), testing::Not(testing::IsEmpty()));
  EXPECT_THAT(fault_of("[[material"), testing::Not(testing::IsEmpty()));
}

}  // namespace
