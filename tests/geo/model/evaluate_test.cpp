#include "geo/model/evaluate.hpp"

#include "geo/error.hpp"
#include "geo/model/explain.hpp"
#include "geo/unit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

geo::Factor factor(std::string id, std::optional<geo::Gas> gas, std::string unit, double value, double low,
                   double high) {
  geo::Factor f;
  f.id = std::move(id);
  f.name.en = f.id;
  f.gas = gas;
  f.unit = std::move(unit);
  f.constant = {0, value, low, high};
  f.shape = low < high ? geo::DistributionShape::normal : geo::DistributionShape::fixed;
  f.source = "IPCC 2006";
  f.table = "T2.2";
  f.source_year = 2006;
  f.status = geo::FactorStatus::verified;
  return f;
}

geo::FactorCatalogue catalogue() {
  geo::FactorCatalogue c;
  EXPECT_TRUE(c.add(factor("fuel.gas.co2", geo::Gas::co2_fossil, "kg/TJ", 56100, 54300, 58300)));
  EXPECT_TRUE(c.add(factor("fuel.gas.ch4", geo::Gas::ch4_biogenic, "kg/TJ", 1, 0.3, 3)));
  EXPECT_TRUE(c.add(factor("fuel.wood.co2", geo::Gas::co2_biogenic, "kg/TJ", 112000, 95000, 132000)));
  EXPECT_TRUE(c.add(factor("fuel.wood.ch4", geo::Gas::ch4_biogenic, "kg/TJ", 30, 10, 100)));
  geo::Factor path = factor("electricity.path", geo::Gas::co2_fossil, "g/kWh", 0, 0, 0);
  path.path = {{2020, 100, 90, 110}, {2022, 60, 50, 70}};
  EXPECT_TRUE(c.add(path));
  path.id = "electricity.line";
  path.between = geo::BetweenYears::linear;
  EXPECT_TRUE(c.add(path));
  geo::Factor once = factor("once", geo::Gas::co2_fossil, "kg/t", 5, 5, 5);
  once.valid_from = 2020;
  once.valid_to = 2021;
  EXPECT_TRUE(c.add(once));
  return c;
}

geo::ModelField quantity(std::string name, std::string unit) {
  geo::ModelField field;
  field.name = std::move(name);
  field.label.en = field.name;
  field.unit = std::move(unit);
  return field;
}
geo::Operand operand(const char* text) {
  return geo::operand_from_text(text).value();
}
geo::ModelTerm term(std::vector<geo::Operand> multiply, std::vector<geo::Operand> divide = {}) {
  geo::ModelTerm t;
  t.multiply = std::move(multiply);
  t.divide = std::move(divide);
  return t;
}
geo::ModelInput given(std::string name, double value, std::string unit = {}) {
  geo::ModelInput input;
  input.name = std::move(name);
  input.value = value;
  input.unit = std::move(unit);
  return input;
}
geo::ModelInput chosen(std::string name, std::string word) {
  geo::ModelInput input;
  input.name = std::move(name);
  input.choice = std::move(word);
  return input;
}

geo::CalculationModel burning() {
  geo::CalculationModel model;
  model.id = "burning";
  model.name = {"Burning", "Poltto", {}};
  model.driver = "fuel";
  geo::ModelField kind = quantity("kind", {});
  kind.choices = {{"gas", {"Gas", {}, {}}}, {"wood", {"Wood", {}, {}}}};
  geo::ModelField fuel = quantity("fuel", "MWh");
  fuel.extensive = true;
  fuel.uncertainty_pct = 5;
  model.fields = {fuel, kind};
  geo::ModelTerm energy = term({operand("input:fuel")});
  energy.step = "energy";
  energy.unit = "TJ";
  model.terms = {term({operand("step:energy"), operand("factor:fuel.{kind}.co2")}),
                 term({operand("step:energy"), operand("factor:fuel.{kind}.ch4")}), energy};
  return model;
}

std::vector<std::string> sentences(const std::vector<geo::Message>& messages) {
  std::vector<std::string> result;
  for (const geo::Message& message : messages) result.push_back(geo::english(message));
  return result;
}

TEST(Evaluate, BurningGasGivesTheFactorsTimesTheEnergy) {
  const geo::CalculationModel model = burning();
  EXPECT_THAT(sentences(geo::model_faults(model, catalogue())), IsEmpty());
  const auto prepared = geo::prepare(model, {given("fuel", 1000), chosen("kind", "gas")}, catalogue());
  ASSERT_THAT(sentences(prepared.faults), IsEmpty());
  const geo::ModelYear year = geo::evaluate(prepared, 2025);
  ASSERT_THAT(year.rows, SizeIs(2));
  EXPECT_EQ(year.rows[0].key.gas, geo::Gas::co2_fossil);
  EXPECT_NEAR(year.rows[0].value_t, 201.96, 1e-9);
  EXPECT_THAT(year.rows[0].mass_t, ElementsAre(year.rows[0].value_t));
  EXPECT_EQ(year.rows[1].key.gas, geo::Gas::ch4_biogenic);
  EXPECT_NEAR(year.rows[1].value_t, 0.0036, 1e-12);
}

TEST(Evaluate, ABiogenicFuelGivesBiogenicCarbonDioxide) {
  const auto prepared = geo::prepare(burning(), {given("fuel", 3.6, "TJ"), chosen("kind", "wood")}, catalogue());
  const geo::ModelYear year = geo::evaluate(prepared, 2025);
  ASSERT_THAT(year.rows, SizeIs(2));
  EXPECT_EQ(year.rows[0].key.gas, geo::Gas::co2_biogenic);
  EXPECT_NEAR(year.rows[0].value_t, 3.6 * 112, 1e-9);
}

TEST(Evaluate, DrawsAreTheValueTimesItsMultipliers) {
  const auto prepared = geo::prepare(burning(), {given("fuel", 1000), chosen("kind", "gas")}, catalogue());
  const std::vector<double> fuel{1, 1.1, 0.5};
  const std::vector<double> co2{1, 0.9, 2};
  const geo::ModelYear year =
      geo::evaluate(prepared, 2025, 3, [&](const geo::ModelVariable& variable) -> std::span<const double> {
        if (variable.name == "input:fuel") return fuel;
        if (variable.name == "factor:fuel.gas.co2") return co2;
        return {};
      });
  ASSERT_THAT(year.rows, SizeIs(2));
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(year.rows[0].mass_t[i], 201.96 * fuel[i] * co2[i], 1e-9);
    EXPECT_NEAR(year.rows[1].mass_t[i], 0.0036 * fuel[i], 1e-12);
  }
  EXPECT_NEAR(year.rows[0].value_t, 201.96, 1e-9);
}

TEST(Explain, TheCardGoesDownToEachFactorWithItsSource) {
  const auto prepared = geo::prepare(burning(), {given("fuel", 1000), chosen("kind", "gas")}, catalogue());
  const geo::Explanation explanation = geo::explain(prepared, 2025);
  ASSERT_THAT(explanation.cards, SizeIs(2));
  const geo::FigureCard& card = explanation.cards[0];
  EXPECT_EQ(card.formula.en, "energy × fuel.gas.co2");
  EXPECT_EQ(card.status, geo::FactorStatus::verified);
  ASSERT_THAT(card.children, SizeIs(2));
  EXPECT_EQ(card.children[0].kind, geo::CardKind::step);
  EXPECT_NEAR(card.children[0].value, 3.6, 1e-12);
  ASSERT_THAT(card.children[0].children, SizeIs(1));
  EXPECT_EQ(card.children[0].children[0].kind, geo::CardKind::input);
  EXPECT_EQ(card.children[1].source, "IPCC 2006, T2.2");
  // The root of the sum of squares: 5 % of the fuel with (58300 - 56100) / 56100 of the factor.
  EXPECT_NEAR(card.high.value(), 201.96 * (1 + std::hypot(0.05, 2200.0 / 56100)), 1e-9);
  EXPECT_THAT(geo::card_text(card, "fi"), HasSubstr("Poltto"));
}

}  // namespace
