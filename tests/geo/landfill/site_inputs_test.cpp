// A landfill from the inputs of a plan, and its draws.
#include "geo/landfill/site_inputs.hpp"

#include "geo/landfill/site_card.hpp"
#include "geo/uncertainty/draws.hpp"
#include "geo/uncertainty/monte_carlo.hpp"

#include <cmath>
#include <map>
#include <numeric>

namespace geo {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;

WasteFactor figure(WasteQuantity quantity, std::vector<std::string> words, Distribution number) {
  WasteFactor factor;
  factor.quantity = quantity;
  factor.words = std::move(words);
  factor.editions = {WasteEdition::ipcc_2006, WasteEdition::ipcc_2019};
  factor.number = number;
  factor.unit = quantity == WasteQuantity::k ? "1/a" : "1";
  factor.status = FactorStatus::verified;
  return factor;
}

/// Food and paper of the 2006 tables, boreal and temperate, wet.
WasteTables tables() {
  using Q = WasteQuantity;
  using D = DistributionShape;
  WasteTables made;
  made.streams = {{"food", {}}, {"paper", {}}};
  made.factors = {figure(Q::doc, {"food"}, {D::triangular, 0.15, 0.08, 0.2}),
                  figure(Q::doc, {"paper"}, {D::triangular, 0.4, 0.36, 0.45}),
                  figure(Q::docf, {"food", "paper"}, {D::truncated, 0.5, 0.4, 0.6}),
                  figure(Q::k, {"food"}, {D::triangular, 0.185, 0.1, 0.2}),
                  figure(Q::k, {"paper"}, {D::triangular, 0.06, 0.05, 0.07}),
                  figure(Q::mcf, {"managed-anaerobic"}, {D::triangular, 1, 0.9, 1}),
                  figure(Q::mcf, {"unmanaged-deep"}, {D::triangular, 0.8, 0.64, 0.96}),
                  figure(Q::ch4_share, {"default"}, {D::truncated, 0.5, 0.475, 0.525})};
  return made;
}

ModelField quantity(const char* name, const char* unit, std::optional<double> low = 0, std::optional<double> high = {},
                    std::optional<double> uncertainty_pct = {}) {
  ModelField field;
  field.name = name;
  field.unit = unit;
  field.low = low;
  field.high = high;
  field.uncertainty_pct = uncertainty_pct;
  return field;
}

ModelField choice(const char* name, std::vector<const char*> words) {
  ModelField field;
  field.name = name;
  for (const char* word : words) field.choices.push_back({word, {}});
  field.default_choice = words.front();
  return field;
}

CalculationModel model() {
  CalculationModel made;
  made.id = "landfill-fod";
  made.method = "landfill-fod";
  made.fields = {quantity("food_t", "t", 0, {}, 30),
                 quantity("paper_t", "t", 0, {}, 30),
                 quantity("fibre_t", "t", 0, {}, 30),
                 quantity("fibre_doc", "1", 0, 1),
                 quantity("fibre_docf", "1", 0, 1),
                 quantity("fibre_k", "1/a", 0, 10),
                 quantity("opening_year", "1", 1800, 2300),
                 quantity("closing_year", "1", 1800, 2300),
                 quantity("mcf", "1", 0, 1),
                 quantity("ch4_share", "1", 0, 1),
                 quantity("delay_months", "1", 0, 6),
                 quantity("recovered_ch4_t", "t", 0, {}, 10),
                 quantity("recovery_share", "1", 0, 1, 50),
                 quantity("oxidation", "1", 0, 1),
                 choice("edition", {"2006", "2019"}),
                 choice("climate", {"boreal-temperate-wet", "tropical-wet"}),
                 choice("method", {"fod", "fod-exact", "epa"}),
                 choice("site_type", {"managed-anaerobic", "unmanaged-deep", "managed-aerated"})};
  return made;
}

ModelInput every_year(const char* name, double value, const char* unit = "") {
  ModelInput input;
  input.name = name;
  input.unit = unit;
  input.value = value;
  return input;
}
ModelInput by_years(const char* name, std::vector<InputYear> years, const char* unit = "") {
  ModelInput input;
  input.name = name;
  input.unit = unit;
  input.years = std::move(years);
  return input;
}
ModelInput word(const char* name, const char* chosen) {
  ModelInput input;
  input.name = name;
  input.choice = chosen;
  return input;
}

PreparedLandfill prepared(const std::vector<ModelInput>& inputs, int until = 2030) {
  return prepare_landfill(model(), inputs, tables(), until);
}

std::string fault_of(const std::vector<ModelInput>& inputs) {
  const PreparedLandfill made = prepared(inputs);
  return made.faults.empty() ? "" : english(made.faults.front());
}

double emitted_t(const std::vector<ModelInput>& inputs, int year) {
  const ModelYear figures = evaluate(prepared(inputs), year);
  EXPECT_EQ(figures.rows.size(), 1u);
  return figures.rows.empty() ? -1 : figures.rows[0].value_t;
}

const std::vector<ModelInput> two_streams{by_years("food_t", {{2000, 1000}, {2001, 800}, {2002, 900}}),
                                          by_years("paper_t", {{2001, 500}, {2002, 400}})};

TEST(LandfillInputs, GiveTheSiteThatTheyDescribe) {
  std::vector<ModelInput> inputs = two_streams;
  inputs.push_back(by_years("mcf", {{2000, 0.4}, {2001, 0.8}, {2002, 1}}));
  inputs.push_back(every_year("recovery_share", 0.2));
  inputs.push_back(every_year("oxidation", 0.1));
  inputs.push_back(every_year("delay_months", 3));
  LandfillSite site;
  site.first_year = 2000;
  site.delay_months = 3;
  for (int year = 2000; year <= 2030; ++year)
    site.years.push_back({.mcf = year == 2000   ? 0.4
                                 : year == 2001 ? 0.8
                                                : 1.0,
                          .recovery_share = 0.2,
                          .oxidation = 0.1});
  site.streams = {{"food", {0.15, 0.5, 0.185}, {1000, 800, 900}, {}}, {"paper", {0.4, 0.5, 0.06}, {0, 500, 400}, {}}};
  const LandfillMethane expected = landfill_methane(site, 2030);
  const std::vector<ModelYear> years = landfill_years(prepared(inputs), 1999, 2030);
  ASSERT_EQ(years.size(), 32u);
  EXPECT_EQ(years[0].rows[0].value_t, 0) << "before the first deposit";
  for (std::size_t t = 0; t < 31; ++t) {
    ASSERT_EQ(years[t + 1].rows.size(), 1u);
    const ResultRow& row = years[t + 1].rows[0];
    EXPECT_DOUBLE_EQ(row.value_t, expected.total()[t].ch4_emitted_t);
    EXPECT_EQ(row.key.gas, Gas::ch4_biogenic);
    EXPECT_EQ(row.key.scope, Scope::scope_1);
    EXPECT_EQ(row.mass_t, std::vector<double>{row.value_t});
  }
  EXPECT_DOUBLE_EQ(emitted_t(inputs, 2010), expected.total()[10].ch4_emitted_t);
}

TEST(LandfillInputs, OneValueForEveryYearGoesFromOpeningToClosing) {
  const double listed = emitted_t({by_years("food_t", {{2000, 70}, {2001, 70}, {2002, 70}})}, 2020);
  EXPECT_DOUBLE_EQ(
      emitted_t({every_year("food_t", 70), every_year("opening_year", 2000), every_year("closing_year", 2002)}, 2020),
      listed);
  EXPECT_GT(emitted_t({every_year("food_t", 70), every_year("opening_year", 2000)}, 2020), listed);
  EXPECT_THAT(fault_of({every_year("food_t", 70)}), HasSubstr("opening year is needed"));
}

TEST(LandfillInputs, UnitsAreConverted) {
  const double tonnes = emitted_t({by_years("food_t", {{2000, 1000}})}, 2010);
  EXPECT_NEAR(emitted_t({by_years("food_t", {{2000, 1}}, "kt")}, 2010), tonnes, 1e-12 * tonnes);
  EXPECT_NEAR(emitted_t({by_years("food_t", {{2000, 1e6}}, "kg")}, 2010), tonnes, 1e-12 * tonnes);
  EXPECT_THAT(fault_of({by_years("food_t", {{2000, 1}}, "MWh")}), HasSubstr("MWh"));
  EXPECT_NEAR(emitted_t({by_years("food_t", {{2000, 1000}}), every_year("oxidation", 10, "%")}, 2010), 0.9 * tonnes,
              1e-12 * tonnes);
}

TEST(LandfillInputs, ChoicesCount) {
  const double base = emitted_t(two_streams, 2010);
  const auto with = [&](const char* name, const char* chosen) {
    std::vector<ModelInput> inputs = two_streams;
    inputs.push_back(word(name, chosen));
    return emitted_t(inputs, 2010);
  };
  EXPECT_NEAR(with("site_type", "unmanaged-deep"), 0.8 * base, 1e-12 * base);
  EXPECT_NEAR(with("method", "epa"), base, 1e-12 * base);
  EXPECT_NE(with("method", "fod-exact"), base);
  std::vector<ModelInput> aerated = two_streams;
  aerated.push_back(word("site_type", "managed-aerated"));
  EXPECT_THAT(fault_of(aerated), HasSubstr("managed-aerated"));
  aerated.back() = word("edition", "1996");
  EXPECT_THAT(fault_of(aerated), HasSubstr("1996"));
}

TEST(LandfillInputs, AKindOfWasteOfOnesOwnNeedsItsParameters) {
  const std::vector<ModelInput> inputs{by_years("fibre_t", {{2000, 100}}), every_year("fibre_doc", 0.15),
                                       every_year("fibre_docf", 0.5), every_year("fibre_k", 0.185)};
  EXPECT_DOUBLE_EQ(emitted_t(inputs, 2010), emitted_t({by_years("food_t", {{2000, 100}})}, 2010));
  EXPECT_THAT(fault_of({by_years("fibre_t", {{2000, 100}})}), HasSubstr("fibre_doc"));
}

TEST(LandfillInputs, AYearWithoutItsRecoveryIsNotKnownAndOthersAre) {
  std::vector<ModelInput> inputs = two_streams;
  inputs.push_back(by_years("recovered_ch4_t", {{2005, 1}, {2007, 1}}));
  const std::vector<ModelYear> years = landfill_years(prepared(inputs), 2005, 2007);
  EXPECT_EQ(years[0].rows.size(), 1u);
  EXPECT_THAT(years[1].rows, IsEmpty());
  ASSERT_EQ(years[1].unknown.size(), 1u);
  EXPECT_THAT(english(years[1].unknown[0]), HasSubstr("recovered_ch4_t is not given for 2006"));
  EXPECT_EQ(years[2].rows.size(), 1u);
  // A share may stand where the meter does not.
  inputs.push_back(by_years("recovery_share", {{2006, 0.3}}));
  EXPECT_THAT(landfill_years(prepared(inputs), 2005, 2007)[1].unknown, IsEmpty());
}

TEST(LandfillInputs, RecoveryAboveGenerationIsInDoubt) {
  std::vector<ModelInput> inputs = two_streams;
  inputs.push_back(every_year("recovered_ch4_t", 1e6));
  const ModelYear year = evaluate(prepared(inputs), 2010);
  ASSERT_EQ(year.doubts.size(), 1u);
  EXPECT_THAT(english(year.doubts[0]), HasSubstr("2010: the recovered methane, 1e+06 t, is more than the generated"));
  EXPECT_EQ(year.rows[0].value_t, 0);
}

TEST(LandfillInputs, FaultsAreSaid) {
  const auto with = [](ModelInput input) {
    std::vector<ModelInput> inputs = two_streams;
    inputs.push_back(std::move(input));
    return fault_of(inputs);
  };
  EXPECT_THAT(fault_of({}), HasSubstr("No deposits"));
  EXPECT_THAT(with(every_year("nonsense", 1)), HasSubstr("no input nonsense"));
  EXPECT_THAT(with(by_years("food_t", {{2000, 1}})), HasSubstr("given twice"));
  EXPECT_THAT(with(every_year("oxidation", 1.5)), HasSubstr("oxidation is outside its limits"));
  EXPECT_THAT(with(every_year("oxidation", std::nan(""))), HasSubstr("not a finite number"));
  EXPECT_THAT(with(every_year("mcf", -0.1)), HasSubstr("mcf is outside its limits"));
  EXPECT_THAT(with(by_years("mcf", {{2000, 1}})), HasSubstr("mcf is not given for 2001"));
  EXPECT_THAT(with(by_years("oxidation", {{2000, 0}, {2000, 0.1}})), HasSubstr("2000 twice"));
  EXPECT_THAT(with(every_year("closing_year", 2001)), HasSubstr("outside the opening and closing years"));
  EXPECT_THAT(with(every_year("opening_year", 1999.5)), HasSubstr("not a year"));
  EXPECT_THAT(with(by_years("delay_months", {{2000, 3}})), HasSubstr("one value for all years"));
  EXPECT_THAT(fault_of({by_years("food_t", {{2000, 1}, {2002, 1}})}), HasSubstr("food_t is not given for 2001"));
  EXPECT_THAT(fault_of({by_years("food_t", {{2000, -1}})}), HasSubstr("food_t is outside its limits"));
  std::vector<ModelInput> both = two_streams;
  both.push_back(every_year("recovered_ch4_t", 1));
  both.push_back(every_year("recovery_share", 0.1));
  EXPECT_THAT(fault_of(both), HasSubstr("given twice for 2000"));
  std::vector<ModelInput> delayed = two_streams;
  delayed.push_back(word("method", "epa"));
  delayed.push_back(every_year("delay_months", 2));
  EXPECT_THAT(fault_of(delayed), HasSubstr("EPA"));
  const std::vector<ModelYear> years = landfill_years(prepared({}), 2000, 2001);
  EXPECT_THAT(years[1].rows, IsEmpty());
  EXPECT_EQ(years[1].unknown.size(), 1u);
}

// ---- draws ------------------------------------------------------------------------------------------------------

std::vector<ModelInput> uncertain_site() {
  std::vector<ModelInput> inputs = two_streams;
  inputs.push_back(by_years("mcf", {{2000, 0.8}, {2001, 1}, {2002, 1}}));
  inputs.push_back(every_year("recovery_share", 0.35));
  ModelInput oxidation = every_year("oxidation", 0.1);
  oxidation.uncertainty_pct = 50;
  inputs.push_back(oxidation);
  return inputs;
}

std::vector<std::string> names(const std::vector<ModelVariable>& variables) {
  std::vector<std::string> list;
  for (const ModelVariable& variable : variables) list.push_back(variable.name);
  return list;
}

TEST(LandfillDraws, TheVariablesAreTheNumbersThatAreNotSure) {
  EXPECT_THAT(names(variables(prepared(uncertain_site()))),
              testing::UnorderedElementsAre("input:food_t", "input:paper_t", "factor:landfill.ch4_share.default",
                                            "factor:landfill.doc.food", "factor:landfill.doc.paper",
                                            "factor:landfill.docf.food-paper", "factor:landfill.k.food",
                                            "factor:landfill.k.paper", "input:mcf 0.8", "input:mcf 1",
                                            "input:recovery_share", "input:oxidation"));
}

TEST(LandfillDraws, MultipliersOfOneLeaveEveryDrawAtTheFigure) {
  const PreparedLandfill site = prepared(uncertain_site());
  const std::vector<double> ones(5, 1.0);
  const ModelYear year = evaluate(site, 2012, 5, [&](const ModelVariable&) { return std::span<const double>(ones); });
  for (const double mass : year.rows[0].mass_t) EXPECT_DOUBLE_EQ(mass, year.rows[0].value_t);
}

TEST(LandfillDraws, EachVariableActsOnItsOwnNumber) {
  const PreparedLandfill site = prepared(uncertain_site());
  const double figure = evaluate(site, 2012).rows[0].value_t;
  const auto with = [&](const std::string& name, double multiplier) {
    const std::vector<double> draw{multiplier};
    return evaluate(site, 2012, 1,
                    [&](const ModelVariable& variable) {
                      return variable.name == name ? std::span<const double>(draw) : std::span<const double>();
                    })
        .rows[0]
        .mass_t[0];
  };
  // By hand: the figure is a sum of what food and paper give, in proportion to all of these.
  std::vector<ModelInput> food_only = uncertain_site();
  food_only.erase(food_only.begin() + 1);
  const double food = evaluate(prepared(food_only), 2012).rows[0].value_t;
  EXPECT_NEAR(with("factor:landfill.docf.food-paper", 1.1), 1.1 * figure, 1e-12 * figure);
  EXPECT_NEAR(with("factor:landfill.ch4_share.default", 0.98), 0.98 * figure, 1e-12 * figure);
  EXPECT_NEAR(with("factor:landfill.doc.food", 1.2), figure + 0.2 * food, 1e-12 * figure);
  EXPECT_NEAR(with("input:food_t", 0.7), figure - 0.3 * food, 1e-12 * figure);
  EXPECT_NEAR(with("input:recovery_share", 2), figure / 0.65 * 0.3, 1e-12 * figure);
  EXPECT_NEAR(with("input:oxidation", 2), figure / 0.9 * 0.8, 1e-12 * figure);
  EXPECT_LT(with("input:mcf 0.8", 0.9), figure);
  EXPECT_DOUBLE_EQ(with("input:mcf 1", 1.5), figure) << "a share does not pass 1";
  EXPECT_NE(with("factor:landfill.k.food", 0.8), figure);
  EXPECT_EQ(with("input:recovery_share", 10), 0) << "all is recovered";
}

TEST(LandfillDraws, SharesStayBetween0And1InTenThousandDraws) {
  const PreparedLandfill site = prepared(uncertain_site());
  constexpr std::size_t count = 10'000;
  for (const LandfillNumber& number : site.numbers) {
    const bool is_share = number.kind != LandfillNumberKind::k && number.kind != LandfillNumberKind::deposits &&
                          number.kind != LandfillNumberKind::recovered_mass;
    if (!is_share || number.number.low == number.number.high) continue;
    for (const double draw : drawn(1, number.name, number.number, count)) {
      EXPECT_GE(draw, 0) << number.name;
      EXPECT_LE(draw, 1) << number.name;
    }
  }
}

TEST(LandfillDraws, TheIntervalHoldsTheFigureAndManyYearsAreTheYearsOneByOne) {
  const PreparedLandfill site = prepared(uncertain_site());
  constexpr std::size_t count = 2'000;
  std::map<std::string, std::vector<double>> draws;
  for (const ModelVariable& variable : variables(site))
    draws[variable.name] = relative_multipliers(5, variable.name, variable.number, count);
  const Multipliers multipliers = [&](const ModelVariable& variable) {
    return std::span<const double>(draws.at(variable.name));
  };
  const std::vector<ModelYear> years = landfill_years(site, 2005, 2015, count, multipliers);
  const DrawSummary band = summary(years[5].rows[0].mass_t);
  EXPECT_LT(band.low, years[5].rows[0].value_t);
  EXPECT_GT(band.high, years[5].rows[0].value_t);
  EXPECT_GT(band.high / band.low, 1.5);
  EXPECT_EQ(evaluate(site, 2010, count, multipliers).rows[0].mass_t, years[5].rows[0].mass_t);
  EXPECT_EQ(landfill_years(site, 2005, 2015, count, multipliers)[7].rows[0].mass_t, years[7].rows[0].mass_t);
}

// ---- the card ---------------------------------------------------------------------------------------------------

const FigureCard* find_card(const FigureCard& card, const std::string& id) {
  if (card.id == id) return &card;
  for (const FigureCard& child : card.children)
    if (const FigureCard* found = find_card(child, id)) return found;
  return nullptr;
}

TEST(LandfillCard, GoesFromTheFigureToEachNumber) {
  const PreparedLandfill site = prepared(uncertain_site());
  const Explanation explanation = explain(site, model(), tables(), 2012);
  ASSERT_EQ(explanation.cards.size(), 1u);
  const FigureCard& card = explanation.cards[0];
  EXPECT_EQ(card.value, evaluate(site, 2012).rows[0].value_t);
  ASSERT_TRUE(card.low && card.high);
  EXPECT_LT(*card.low, card.value);
  EXPECT_GT(*card.high, card.value);
  EXPECT_EQ(card.status, FactorStatus::verified);
  const FigureCard& generated = card.children[0];
  EXPECT_NEAR(generated.value * 0.65 * 0.9, card.value, 1e-12 * card.value);
  double sum = 0;
  for (const FigureCard& stream : generated.children) sum += stream.value;
  EXPECT_NEAR(sum, generated.value, 1e-12 * sum);
  for (const LandfillNumber& number : site.numbers)
    EXPECT_NE(find_card(card, number.name.substr(number.name.find(':') + 1)), nullptr) << number.name;
  EXPECT_EQ(find_card(card, "food_t")->value, 2700);
  EXPECT_EQ(find_card(card, "recovery_share")->value, 0.35);
  EXPECT_THAT(card_text(card, "fi"), HasSubstr("Talteen otettu metaani = 0.35"));
}

TEST(LandfillCard, SaysWhyThereIsNoFigure) {
  std::vector<ModelInput> inputs = two_streams;
  inputs.push_back(by_years("oxidation", {{2005, 0.1}}));
  EXPECT_THAT(explain(prepared(inputs), model(), tables(), 2006).cards, IsEmpty());
  EXPECT_EQ(explain(prepared(inputs), model(), tables(), 2006).unknown.size(), 1u);
  EXPECT_EQ(explain(prepared({}), model(), tables(), 2006).unknown.size(), 1u);
  EXPECT_THAT(explain(prepared(two_streams), model(), tables(), 1990).cards, IsEmpty());
}

}  // namespace
}  // namespace geo
