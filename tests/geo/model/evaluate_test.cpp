#include "geo/model/evaluate.hpp"

#include "geo/error.hpp"
#include "geo/model/explain.hpp"
#include "geo/unit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
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

// ---- what is given ---------------------------------------------------------------------------------------------

std::string fault_of(const geo::CalculationModel& model, std::vector<geo::ModelInput> inputs) {
  const geo::PreparedModel prepared = geo::prepare(model, inputs, catalogue());
  if (prepared.faults.empty()) return {};
  EXPECT_THAT(prepared.faults, SizeIs(1));
  // A model that can not be prepared has no figure in any year.
  EXPECT_THAT(geo::evaluate(prepared, 2025).rows, IsEmpty());
  EXPECT_THAT(geo::evaluate(prepared, 2025).unknown, SizeIs(1));
  return geo::english(prepared.faults[0]);
}

TEST(Inputs, EachFaultIsSaid) {
  const geo::CalculationModel model = burning();
  const geo::ModelInput gas = chosen("kind", "gas");
  EXPECT_EQ(fault_of(model, {given("fuel", 1), gas}), "");
  EXPECT_EQ(fault_of(model, {given("fuel", 1, "t"), gas}),
            "The input fuel is given in t, which can not be turned into MWh.");
  EXPECT_EQ(fault_of(model, {given("fuel", 1, "bushel"), gas}), "The unit bushel of fuel can not be used.");
  EXPECT_EQ(fault_of(model, {given("fuel", -1), gas}), "The input fuel is less than 0 MWh.");
  EXPECT_EQ(fault_of(model, {given("fuel", std::nan("")), gas}), "The input fuel is not a finite number.");
  EXPECT_EQ(fault_of(model, {given("fuel", std::numeric_limits<double>::infinity()), gas}),
            "The input fuel is not a finite number.");
  EXPECT_EQ(fault_of(model, {given("fuel", 1), given("fuel", 2), gas}), "The input fuel is given twice.");
  EXPECT_EQ(fault_of(model, {given("water", 1), gas}), "The model burning has no input water.");
  EXPECT_EQ(fault_of(model, {given("fuel", 1), chosen("kind", "coal")}), "coal is none of the choices for kind.");
  EXPECT_EQ(fault_of(model, {given("fuel", 1)}), "Nothing is chosen for kind.");
  geo::ModelInput twice = given("fuel", 1);
  twice.years = {{2025, 1}, {2025, 2}};
  EXPECT_EQ(fault_of(model, {twice, gas}), "The input fuel has the year 2025 twice.");
  geo::ModelInput unsure = given("fuel", 1);
  unsure.uncertainty_pct = -5;
  EXPECT_EQ(fault_of(model, {unsure, gas}), "The uncertainty of the input fuel is not a share of 0 % or more.");
}

TEST(Inputs, AYearThatIsNotGivenIsNotKnown) {
  geo::ModelInput fuel;
  fuel.name = "fuel";
  fuel.years = {{2020, 100}, {2022, 300}};
  const auto prepared = geo::prepare(burning(), {fuel, chosen("kind", "gas")}, catalogue());
  EXPECT_NEAR(geo::evaluate(prepared, 2022).rows.at(0).value_t, 3 * 20.196, 1e-9);
  const geo::ModelYear missing = geo::evaluate(prepared, 2021);
  EXPECT_THAT(missing.rows, IsEmpty());
  EXPECT_THAT(sentences(missing.unknown), ElementsAre("The input fuel is not given for 2021."));
  // A value for every year fills the others.
  fuel.value = 7;
  const auto filled = geo::prepare(burning(), {fuel, chosen("kind", "gas")}, catalogue());
  EXPECT_NEAR(geo::evaluate(filled, 2021).rows.at(0).value_t, 7 * 0.20196, 1e-9);
}

TEST(Inputs, ADefaultIsNeverPutBetweenYearsThatWereGiven) {
  geo::CalculationModel model = burning();
  model.fields[0].default_value = 50;
  EXPECT_NEAR(geo::evaluate(geo::prepare(model, {chosen("kind", "gas")}, catalogue()), 2021).rows.at(0).value_t,
              50 * 0.20196, 1e-9);
  geo::ModelInput fuel;
  fuel.name = "fuel";
  fuel.years = {{2020, 100}};
  EXPECT_THAT(geo::evaluate(geo::prepare(model, {fuel, chosen("kind", "gas")}, catalogue()), 2021).rows, IsEmpty());
}

// ---- factors by year and default factors -----------------------------------------------------------------------

geo::CalculationModel power(const char* default_factor) {
  geo::CalculationModel model;
  model.id = "power";
  model.name.en = "Power";
  geo::ModelField used = quantity("used", "MWh");
  used.extensive = true;
  geo::ModelField rate = quantity("rate", "kg/MWh");
  rate.default_factor = default_factor;
  model.fields = {used, rate};
  geo::ModelTerm location = term({operand("input:used"), operand("factor:electricity.line")});
  location.scope = geo::Scope::scope_2;
  location.basis = geo::ResultBasis::location;
  geo::ModelTerm market = term({operand("input:used"), operand("input:rate")});
  market.gas = geo::Gas::co2_fossil;
  market.scope = geo::Scope::scope_2;
  market.basis = geo::ResultBasis::market;
  model.terms = {location, market};
  return model;
}

TEST(DefaultFactor, StandsInUntilTheInputIsGiven) {
  const geo::CalculationModel model = power("electricity.path");
  const auto standing_in = geo::evaluate(geo::prepare(model, {given("used", 1000)}, catalogue()), 2020);
  ASSERT_THAT(standing_in.rows, SizeIs(2));
  EXPECT_NEAR(standing_in.rows[1].value_t, 100, 1e-9);
  const auto own =
      geo::evaluate(geo::prepare(model, {given("used", 1000), given("rate", 20, "g/kWh")}, catalogue()), 2020);
  EXPECT_NEAR(own.rows[1].value_t, 20, 1e-9);
  const auto names = geo::variables(geo::prepare(model, {given("used", 1000)}, catalogue()), 2020);
  EXPECT_TRUE(std::any_of(names.begin(), names.end(),
                          [](const geo::ModelVariable& v) { return v.name == "factor:electricity.path"; }));
}

TEST(DefaultFactor, ThatHasNoValueLeavesTheOtherBasisStanding) {
  const auto prepared = geo::prepare(power("electricity.path"), {given("used", 1000)}, catalogue());
  const geo::ModelYear figures = geo::evaluate(prepared, 2021);
  ASSERT_THAT(figures.rows, SizeIs(1));
  EXPECT_EQ(figures.rows[0].key.basis, geo::ResultBasis::location);
  EXPECT_NEAR(figures.rows[0].value_t, 80, 1e-9);
  EXPECT_THAT(figures.unknown, IsEmpty());
  EXPECT_THAT(figures.unknown_location, IsEmpty());
  EXPECT_THAT(figures.unknown_market, SizeIs(1));
  EXPECT_THAT(geo::explain(prepared, 2021).cards, SizeIs(1));
}

TEST(DefaultFactor, OfAnotherKindIsRefused) {
  EXPECT_THAT(sentences(geo::model_faults(power("once"), catalogue())),
              ElementsAre("The default of the input rate is in kg/t, which can not be turned into kg/MWh."));
}

TEST(Factors, OutsideTheirYearsAreSaid) {
  geo::CalculationModel model;
  model.id = "once";
  model.name.en = "Once";
  model.fields = {quantity("x", "t")};
  model.terms = {term({operand("input:x"), operand("factor:once")})};
  const auto prepared = geo::prepare(model, {given("x", 1000)}, catalogue());
  EXPECT_NEAR(geo::evaluate(prepared, 2021).rows.at(0).value_t, 5, 1e-12);
  EXPECT_THAT(sentences(geo::evaluate(prepared, 2025).unknown),
              ElementsAre("The factor once holds until 2021, not in 2025."));
}

// ---- models that are wrong -------------------------------------------------------------------------------------

std::vector<std::string> faults(const geo::CalculationModel& model) {
  return sentences(geo::model_faults(model, catalogue()));
}

TEST(ModelFaults, AMissingFactorIsNamed) {
  geo::CalculationModel model = burning();
  model.fields[1].choices.push_back({"coal", {"Coal", {}, {}}});
  EXPECT_THAT(faults(model), ElementsAre("There is no factor fuel.coal.co2."));
  model = burning();
  model.terms[0].multiply[1].name = "fuel.{colour}.co2";
  EXPECT_THAT(faults(model),
              ElementsAre("The factor id fuel.{colour}.co2 names colour, which is no choice of the model."));
  model.terms[0].multiply[1].name = "fuel.{kind";
  EXPECT_THAT(faults(model), ElementsAre("The factor id fuel.{kind lacks a closing bracket."));
}

TEST(ModelFaults, AResultThatIsNoMassIsSaidWithItsUnit) {
  geo::CalculationModel model = burning();
  model.terms[0].multiply.pop_back();
  model.terms[0].gas = geo::Gas::co2_fossil;
  EXPECT_THAT(faults(model), ElementsAre("A gas of the model burning comes out in TJ, which is no mass."));
  model = burning();
  model.terms[2].unit = "t";
  EXPECT_THAT(faults(model), ElementsAre("The step energy comes out in MWh, which can not be turned into t."));
}

TEST(ModelFaults, StepsInACircleAreSaid) {
  geo::CalculationModel model = burning();
  geo::ModelTerm back = term({operand("step:energy")});
  back.step = "again";
  back.unit = "TJ";
  model.terms.push_back(back);
  model.terms[2].multiply = {operand("step:again")};
  ASSERT_THAT(faults(model), SizeIs(1));
  EXPECT_THAT(faults(model)[0], HasSubstr("go in a circle"));
  // A step of itself is the smallest circle.
  model = burning();
  model.terms[2].multiply.push_back(operand("step:energy"));
  EXPECT_THAT(faults(model)[0], HasSubstr("go in a circle"));
  model = burning();
  model.terms[0].multiply.push_back(operand("step:nowhere"));
  EXPECT_THAT(faults(model), ElementsAre("A term reads the step nowhere, which no term makes."));
}

TEST(ModelFaults, AGasThatNobodySaysIsSaid) {
  geo::CalculationModel model = burning();
  model.terms[0].multiply = {operand("input:fuel")};
  EXPECT_THAT(faults(model)[0], HasSubstr("does not say its gas"));
}

TEST(ModelFaults, AResultThatDoesNotGrowWithTheDriverIsSaid) {
  geo::CalculationModel model = burning();
  model.fields.push_back(quantity("fixed", "t"));
  geo::ModelTerm fixed = term({operand("input:fixed")});
  fixed.gas = geo::Gas::n2o;
  model.terms.push_back(fixed);
  EXPECT_THAT(faults(model), ElementsAre("The model burning has a driver, but not every result grows with it."));
  model.driver.clear();
  EXPECT_THAT(faults(model), IsEmpty());
  model.driver = "fixed";
  EXPECT_THAT(faults(model)[0], HasSubstr("driver fixed has to be an input that grows"));
}

TEST(ModelFaults, NoFactorStandsInForTheSizeOfTheActivity) {
  geo::CalculationModel model = burning();
  model.fields[0].default_factor = "once";
  EXPECT_THAT(faults(model), testing::Contains(HasSubstr("no factor can stand in for it")));
}

TEST(ModelFaults, NamesLimitsAndDefaultsAreChecked) {
  geo::CalculationModel model = burning();
  model.fields.push_back(quantity("fuel", "MWh"));
  EXPECT_THAT(faults(model), testing::Contains("The input fuel is there twice."));
  model = burning();
  model.fields[0].low = 5;
  model.fields[0].high = 1;
  EXPECT_THAT(faults(model), testing::Contains("The lower limit of fuel is above the upper one."));
  model = burning();
  model.fields[0].low = 5;
  model.fields[0].default_value = 1;
  EXPECT_THAT(faults(model), testing::Contains("The default of fuel is outside its limits."));
  model = burning();
  model.fields[1].default_choice = "coal";
  EXPECT_THAT(faults(model), testing::Contains("coal is none of the choices for kind."));
  model = burning();
  model.id = "Burning!";
  EXPECT_THAT(faults(model), testing::Contains(HasSubstr("small letters")));
  model = burning();
  model.method = "landfill-fod";
  EXPECT_THAT(faults(model), testing::Contains("The model burning has terms, but its method is landfill-fod."));
}

TEST(Explain, AChainThatDoublesWithEveryStepStaysReadable) {
  geo::CalculationModel model = burning();
  geo::ModelTerm first = term({operand("input:fuel")});
  first.step = "s0";
  first.unit = "MWh";
  model.terms = {first};
  for (int i = 1; i < 40; ++i) {
    geo::ModelTerm next = term({operand(("step:s" + std::to_string(i - 1)).c_str())});
    next.step = "s" + std::to_string(i);
    next.unit = "MWh";
    model.terms.push_back(next);
    model.terms.push_back(next);
  }
  model.terms.push_back(term({operand("step:s39"), operand("factor:fuel.{kind}.co2")}));
  ASSERT_THAT(faults(model), IsEmpty());
  const auto prepared = geo::prepare(model, {given("fuel", 1000), chosen("kind", "gas")}, catalogue());
  const geo::Explanation explanation = geo::explain(prepared, 2025);
  ASSERT_THAT(explanation.cards, SizeIs(1));
  EXPECT_NEAR(explanation.cards[0].value, 201.96 * std::pow(2, 39), 1e-3);
  EXPECT_LT(geo::card_text(explanation.cards[0], "en").size(), 10'000'000U);
}

TEST(ModelFaults, AModelTooLargeToCheckIsRefused) {
  geo::CalculationModel model = burning();
  for (int i = 0; i < 12; ++i) {
    geo::ModelField choice = quantity("choice" + std::to_string(i), {});
    for (int k = 0; k < 4; ++k) choice.choices.push_back({"w" + std::to_string(k), {"W", {}, {}}});
    model.fields.push_back(choice);
  }
  EXPECT_THAT(faults(model), ElementsAre("The model burning has too many choices."));
  model = burning();
  model.terms[0].multiply.assign(geo::most_operands + 1, operand("input:fuel"));
  EXPECT_THAT(faults(model)[0], HasSubstr("too many factors"));
}

TEST(Evaluate, ADivisionByZeroIsSaid) {
  geo::CalculationModel model;
  model.id = "trips";
  model.name.en = "Trips";
  model.fields = {quantity("goods", "t"), quantity("payload", "t"), quantity("each", "kg")};
  geo::ModelTerm trips = term({operand("input:goods"), operand("input:each")}, {operand("input:payload")});
  trips.gas = geo::Gas::co2_fossil;
  model.terms = {trips};
  const auto prepared = geo::prepare(model, {given("goods", 1), given("payload", 0), given("each", 1)}, catalogue());
  const geo::ModelYear figures = geo::evaluate(prepared, 2025);
  EXPECT_THAT(figures.rows, IsEmpty());
  ASSERT_THAT(figures.unknown, SizeIs(1));
  EXPECT_THAT(geo::english(figures.unknown[0]), HasSubstr("division by zero"));
}

TEST(Evaluate, ARatePerYearCountsForItsYear) {
  geo::CalculationModel model;
  model.id = "leak";
  model.name.en = "Leak";
  model.fields = {quantity("leak", "kg/h"), quantity("area", "ha"), quantity("per_area", "t/ha/a")};
  geo::ModelTerm leak = term({operand("input:leak")});
  leak.gas = geo::Gas::ch4_biogenic;
  geo::ModelTerm land = term({operand("input:area"), operand("input:per_area")});
  land.gas = geo::Gas::co2_fossil;
  model.terms = {leak, land};
  const auto prepared =
      geo::prepare(model, {given("leak", 16), given("area", 10), given("per_area", 7.42)}, catalogue());
  const geo::ModelYear figures = geo::evaluate(prepared, 2025);
  ASSERT_THAT(figures.rows, SizeIs(2));
  EXPECT_NEAR(figures.rows[0].value_t, 74.2, 1e-9);
  EXPECT_NEAR(figures.rows[1].value_t, 140.16, 1e-9);  // 16 kg/h x 8 760 h
}

TEST(Evaluate, ScalingTheDriverScalesEveryGas) {
  const geo::CalculationModel model = burning();
  geo::ModelInput fuel = given("fuel", 100);
  fuel.years = {{2024, 40}};
  const std::vector<geo::ModelInput> inputs{fuel, chosen("kind", "wood")};
  const auto once = geo::prepare(model, inputs, catalogue());
  const auto thrice = geo::prepare(model, geo::scaled(model, inputs, 3), catalogue());
  for (const int year : {2024, 2025})
    for (std::size_t row = 0; row < 2; ++row)
      EXPECT_NEAR(geo::evaluate(thrice, year).rows.at(row).value_t, 3 * geo::evaluate(once, year).rows.at(row).value_t,
                  1e-12);
}

TEST(Evaluate, DrawsOfStepsAndQuotientsAreThoseOfTheirNumbers) {
  // share = a / (a + b), mass = total x share: the benefit method's form.
  geo::CalculationModel model;
  model.id = "share";
  model.name.en = "Share";
  model.fields = {quantity("a", "MWh"), quantity("b", "MWh"), quantity("total", "t")};
  const auto step = [](const char* name, std::vector<geo::Operand> multiply, std::vector<geo::Operand> divide) {
    geo::ModelTerm t = term(std::move(multiply), std::move(divide));
    t.step = name;
    t.unit = std::string(name) == "sum" ? "GJ" : "1";
    return t;
  };
  geo::ModelTerm mass = term({operand("input:total"), operand("step:share")});
  mass.gas = geo::Gas::co2_fossil;
  model.terms = {mass, step("share", {operand("input:a")}, {operand("step:sum")}),
                 step("sum", {operand("input:a")}, {}), step("sum", {operand("input:b")}, {})};
  ASSERT_THAT(faults(model), IsEmpty());
  const auto prepared = geo::prepare(model, {given("a", 3), given("b", 5), given("total", 800)}, catalogue());
  constexpr std::size_t draws = 1500;  // more than one block, and not a whole number of them
  std::vector<double> a(draws), total(draws);
  for (std::size_t i = 0; i < draws; ++i) {
    a[i] = 0.5 + 0.001 * static_cast<double>(i);
    total[i] = 2 - 0.0007 * static_cast<double>(i);
  }
  const geo::ModelYear year =
      geo::evaluate(prepared, 2025, draws, [&](const geo::ModelVariable& variable) -> std::span<const double> {
        return variable.name == "input:a"       ? std::span<const double>(a)
               : variable.name == "input:total" ? std::span<const double>(total)
                                                : std::span<const double>();
      });
  ASSERT_THAT(year.rows, SizeIs(1));
  EXPECT_NEAR(year.rows[0].value_t, 300, 1e-9);
  for (std::size_t i = 0; i < draws; ++i)
    ASSERT_NEAR(year.rows[0].mass_t[i], 800 * total[i] * 3 * a[i] / (3 * a[i] + 5), 1e-9) << i;
}

TEST(Variables, SharesAreDrawnBetweenNothingAndAll) {
  geo::CalculationModel model = burning();
  geo::ModelField share = quantity("share", "%");
  share.low = 0;
  share.high = 100;
  share.uncertainty_pct = 20;
  model.fields.push_back(share);
  model.terms[0].multiply.push_back(operand("input:share"));
  const auto prepared =
      geo::prepare(model, {given("fuel", 1000), chosen("kind", "gas"), given("share", 95)}, catalogue());
  const auto all = geo::variables(prepared, 2025);
  const auto found = std::find_if(all.begin(), all.end(), [](const auto& v) { return v.name == "input:share"; });
  ASSERT_NE(found, all.end());
  EXPECT_EQ(found->unit, "1");
  EXPECT_EQ(found->number.shape, geo::DistributionShape::truncated);
  EXPECT_NEAR(found->number.value, 0.95, 1e-12);
  EXPECT_NEAR(found->number.low, 0.76, 1e-12);
  EXPECT_EQ(found->number.high, 1);
  EXPECT_NEAR(geo::evaluate(prepared, 2025).rows.at(0).value_t, 0.95 * 201.96, 1e-9);
  // The card shows it as it was given.
  const geo::Explanation explanation = geo::explain(prepared, 2025);
  EXPECT_THAT(geo::card_text(explanation.cards.at(0), "en"), HasSubstr("share = 95 % (76 … 100)"));
}

TEST(Variables, OneFactorIsOneVariableAndZeroHasNone) {
  geo::CalculationModel model = burning();
  model.terms.push_back(model.terms[0]);
  const auto prepared = geo::prepare(model, {given("fuel", 0), chosen("kind", "gas")}, catalogue());
  std::vector<std::string> names;
  for (const geo::ModelVariable& variable : geo::variables(prepared, 2025)) names.push_back(variable.name);
  EXPECT_THAT(names, testing::UnorderedElementsAre("factor:fuel.gas.co2", "factor:fuel.gas.ch4"));
}

}  // namespace
