// A material typed into the form is one that flows and matching can use, or a sentence says why not.
#include "app/panels/own_material_form.hpp"

#include "geo/flow/flow_source.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/own_materials.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace app {
namespace {

using testing::HasSubstr;

const std::shared_ptr<const geo::Catalogues>& shipped() {
  static const auto read = layers::read_catalogues();
  return read.catalogues;
}

TypedMaterial bark_ash() {
  TypedMaterial typed;
  typed.name_fi = "Kuorituhka \"märkä\"";
  typed.waste_code = "10 01 03";
  typed.figures[0] = {0.7, 0.5, 0.9};
  typed.figures[3] = {0.009, {}, {}};
  typed.source = "Makers' declarations";
  return typed;
}

std::string refusal(const TypedMaterial& typed) {
  std::string id;
  try {
    (void)material_edit(geo::Plan(), *shipped(), typed, 2024, id);
  } catch (const geo::Error& error) {
    return geo::english(error.reason());
  }
  return {};
}

TEST(OwnMaterialForm, WhatIsTypedIsInThePlansCatalogueWithRangeAndSource) {
  std::string id;
  const auto plan = std::make_shared<const geo::Plan>();
  const geo::PlanPtr after = geo::applied(plan, material_edit(*plan, *shipped(), bark_ash(), 2024, id));
  EXPECT_EQ(id, "own-kuorituhka-marka");
  const auto read = layers::with_own_models(shipped(), *after);
  EXPECT_TRUE(read.left_out.empty());
  const geo::Material* material = geo::find_material(read.catalogues->materials, id);
  ASSERT_TRUE(material);
  EXPECT_EQ(material->name.in("fi"), "Kuorituhka \"märkä\"");
  EXPECT_EQ(material->waste_code, "10 01 03");
  EXPECT_TRUE(material->recycling.empty()) << "what is not known stays so";
  const geo::Factor* buried = read.catalogues->factors.find(material->landfill);
  ASSERT_TRUE(buried);
  EXPECT_EQ(buried->constant.value, 0.009);
  EXPECT_EQ(buried->shape, geo::DistributionShape::fixed);
  geo::MaterialFlow flow;
  flow.material = id;
  flow.treatment = geo::Treatment::recycling;
  const auto avoided = geo::avoided_per_t(*after, flow, *read.catalogues, 2024);
  ASSERT_TRUE(avoided);
  EXPECT_DOUBLE_EQ(avoided->value, 0.7);
  EXPECT_DOUBLE_EQ(avoided->low, 0.5);
  EXPECT_DOUBLE_EQ(avoided->high, 0.9);
  // A second one of the name is another.
  (void)material_edit(*after, *read.catalogues, bark_ash(), 2024, id);
  EXPECT_EQ(id, "own-kuorituhka-marka-2");
}

TEST(OwnMaterialForm, WhatIsMissingOrWrongIsSaidAndNothingIsAdded) {
  EXPECT_EQ(refusal(bark_ash()), "");
  TypedMaterial typed = bark_ash();
  typed.name_fi.clear();
  EXPECT_EQ(refusal(typed), "The material has no name.");
  typed = bark_ash();
  typed.source.clear();
  EXPECT_EQ(refusal(typed), "The figures have no source.");
  typed.figures = {};
  EXPECT_EQ(refusal(typed), "") << "without figures it needs none";
  typed = bark_ash();
  typed.waste_code = "ash";
  EXPECT_THAT(refusal(typed), HasSubstr("European List of Waste"));
  typed = bark_ash();
  typed.figures[0].low = 0.8;
  EXPECT_THAT(refusal(typed), HasSubstr("in this order"));
  typed.figures[0].value.reset();
  EXPECT_EQ(refusal(typed), "A range is given without its value.");
}

}  // namespace
}  // namespace app
