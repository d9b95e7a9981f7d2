// The models and factors that ship, against arithmetic that their sources print or that follows from printed inputs.
#include "geo/model/evaluate.hpp"
#include "geo/model/explain.hpp"
#include "geo/unit.hpp"
#include "layers/factor_file.hpp"
#include "layers/model_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <set>

namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

const geo::FactorCatalogue& factors() {
  static const layers::FactorsRead read = layers::read_factors(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "factors");
  return read.catalogue;
}
const geo::CalculationModel& model(const std::string& id) {
  static const layers::ModelsRead read = layers::read_models(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "models");
  const auto found = std::find_if(read.models.begin(), read.models.end(), [&](const auto& m) { return m.id == id; });
  EXPECT_NE(found, read.models.end()) << id;
  return *found;
}

/// A quantity "1200 t", or the word of a choice.
using Given = std::map<std::string, std::string>;
std::vector<geo::ModelInput> inputs_of(const geo::CalculationModel& m, const Given& given) {
  std::vector<geo::ModelInput> inputs;
  for (const auto& [name, text] : given) {
    geo::ModelInput input;
    input.name = name;
    const geo::ModelField* field = geo::find_field(m, name);
    EXPECT_NE(field, nullptr) << m.id << " " << name;
    if (field->is_choice()) {
      input.choice = text;
    } else {
      const geo::Quantity quantity = geo::quantity_from_text(text);
      input.value = quantity.value;
      input.unit = quantity.unit;
    }
    inputs.push_back(std::move(input));
  }
  return inputs;
}
geo::ModelYear worked_out(const geo::CalculationModel& m, const Given& given, int year = 2023) {
  geo::ModelYear figures = geo::evaluate(geo::prepare(m, inputs_of(m, given), factors()), year);
  for (const geo::Message& reason : figures.unknown) ADD_FAILURE() << m.id << ": " << geo::english(reason);
  return figures;
}
/// The sum of the rows of a gas; on the inventory line unless asked otherwise.
double tonnes(const geo::ModelYear& figures, geo::Gas gas, geo::ResultLine line = geo::ResultLine::inventory,
              geo::ResultBasis basis = geo::ResultBasis::any) {
  double sum = 0;
  int rows = 0;
  for (const geo::ResultRow& row : figures.rows)
    if (row.key.gas == gas && row.key.line == line && row.key.basis == basis) {
      sum += row.value_t;
      ++rows;
    }
  EXPECT_GE(rows, 1) << "no row of " << geo::text_of(gas);
  return sum;
}
/// The figure of a step in the card of a result.
const geo::FigureCard* find_card(const geo::FigureCard& card, std::string_view name) {
  if (card.name.en == name) return &card;
  for (const geo::FigureCard& child : card.children)
    if (const geo::FigureCard* found = find_card(child, name)) return found;
  return nullptr;
}
double value(const std::string& id, int year = 2023) {
  const geo::FactorLookup found = factors().look_up(id, year);
  EXPECT_TRUE(found) << id << ": " << geo::english(geo::sentence(found, id, year));
  return found.number.value;
}
double converted(double amount, const char* from, const char* to) {
  return amount * geo::needed_conversion(geo::unit_from_text(from), geo::unit_from_text(to));
}

// ---- fuels -----------------------------------------------------------------------------------------------------

TEST(FuelFigures, KilogramsPerMegawattHourAreTheMethodsTable) {
  const std::map<std::string, double> printed{{"natural-gas", 202.0},
                                              {"heavy-fuel-oil", 278.6},
                                              {"light-fuel-oil", 266.8},
                                              {"lpg", 227.2},
                                              {"petrol", 249.5},
                                              {"coal", 340.6},
                                              {"peat", 381.6},
                                              {"waste-fossil-part", 330.1},
                                              {"waste-biogenic-part", 360.0},
                                              {"industrial-waste", 514.8},
                                              {"waste-oil", 263.9},
                                              {"wood", 403.2},
                                              {"black-liquor", 343.1},
                                              {"biogas", 196.6},
                                              {"charcoal", 403.2}};
  for (const auto& [fuel, kg_per_mwh] : printed)
    EXPECT_NEAR(converted(value("fuel." + fuel + ".co2"), "kg/TJ", "kg/MWh"), kg_per_mwh, 0.0501) << fuel;
}

TEST(FuelFigures, TheFinnishSetDiffersFromTheGuidelinesAsStated) {
  EXPECT_NEAR(value("fuel.natural-gas-fi.co2") / value("fuel.natural-gas.co2") - 1, -0.014, 0.0005);
  EXPECT_NEAR(value("fuel.heavy-fuel-oil-fi.co2") / value("fuel.heavy-fuel-oil.co2") - 1, 0.023, 0.0005);
  EXPECT_NEAR(value("fuel.milled-peat-fi.co2") / 0.99 / value("fuel.peat.co2") - 1, 0.015, 0.0005);
}

TEST(FuelFigures, CarbonDioxideOfBiomassNeverEntersAFossilRow) {
  const geo::CalculationModel& burning = model("fuel-combustion");
  for (const geo::InputChoice& fuel : geo::find_field(burning, "fuel")->choices) {
    const bool bio =
        std::set<std::string>{"waste-biogenic-part", "wood", "black-liquor", "biogas", "charcoal"}.contains(fuel.word);
    const geo::ModelYear figures = worked_out(burning, {{"fuel_use", "1 TJ"}, {"fuel", fuel.word}});
    EXPECT_NEAR(tonnes(figures, bio ? geo::Gas::co2_biogenic : geo::Gas::co2_fossil),
                value("fuel." + fuel.word + ".co2") / 1000, 1e-9)
        << fuel.word;
    EXPECT_TRUE(std::none_of(figures.rows.begin(), figures.rows.end(), [bio](const geo::ResultRow& row) {
      return row.key.gas == (bio ? geo::Gas::co2_fossil : geo::Gas::co2_biogenic);
    })) << fuel.word;
  }
}

TEST(FuelFigures, ThePlantDecidesMethaneAndNitrousOxide) {
  const geo::CalculationModel& burning = model("fuel-combustion");
  const auto of_plant = [&](const char* fuel, const char* plant) {
    const auto figures = worked_out(burning, {{"fuel_use", "1 TJ"}, {"fuel", fuel}, {"plant", plant}});
    return std::pair(1000 * tonnes(figures, geo::Gas::ch4_biogenic), 1000 * tonnes(figures, geo::Gas::n2o));
  };
  using testing::DoubleNear;
  using testing::Pair;
  EXPECT_THAT(of_plant("wood", "energy-industry"), Pair(DoubleNear(30, 1e-9), DoubleNear(4, 1e-9)));
  EXPECT_THAT(of_plant("wood", "small"), Pair(DoubleNear(300, 1e-9), DoubleNear(4, 1e-9)));
  EXPECT_THAT(of_plant("coal", "energy-industry"), Pair(DoubleNear(1, 1e-9), DoubleNear(1.5, 1e-9)));
  EXPECT_THAT(of_plant("coal", "manufacturing"), Pair(DoubleNear(10, 1e-9), DoubleNear(1.5, 1e-9)));
  EXPECT_THAT(of_plant("peat", "manufacturing"), Pair(DoubleNear(2, 1e-9), DoubleNear(1.5, 1e-9)));
}

TEST(FuelFigures, LitresTonnesAndEnergyOfOneFuelAgree) {
  // 10 m3 of light fuel oil are 8.45 t and 359.125 GJ.
  const double by_volume =
      tonnes(worked_out(model("fuel-by-volume"), {{"fuel_volume", "10000 l"}}), geo::Gas::co2_fossil);
  const double by_mass = tonnes(
      worked_out(model("fuel-by-mass"), {{"fuel_mass", "8.45 t"}, {"fuel", "light-fuel-oil"}}), geo::Gas::co2_fossil);
  const double by_energy =
      tonnes(worked_out(model("fuel-combustion"), {{"fuel_use", "359.125 GJ"}, {"fuel", "light-fuel-oil"}}),
             geo::Gas::co2_fossil);
  EXPECT_NEAR(by_volume, by_energy, 1e-9);
  EXPECT_NEAR(by_mass, by_energy, 1e-9);
  EXPECT_NEAR(by_energy, 0.359125 * 74.1, 1e-9);
}

TEST(FuelFigures, AnEngineLetsOneAndAHalfPercentOfTheMethaneThrough) {
  const geo::ModelYear figures = worked_out(model("gas-engine"), {{"gas_use", "1 MWh"}});
  EXPECT_NEAR(1000 * tonnes(figures, geo::Gas::ch4_biogenic), 1.08, 1e-12);  // 300 g/GJ x 3.6 GJ/MWh
  const double methane_burned_t = 3.6 / value("methane.heating-value");
  EXPECT_NEAR(tonnes(figures, geo::Gas::ch4_biogenic) / methane_burned_t, 0.015, 1e-12);
}

TEST(FuelFigures, TheBenefitMethodSharesTheFuelAsPrinted) {
  // 100 MWh of power, 200 MWh of heat, 350 MWh of fuel: 256.41 and 222.22, so 187.5 and 162.5 MWh.
  const geo::CalculationModel& chp = model("chp");
  const auto prepared = geo::prepare(
      chp, inputs_of(chp, {{"fuel_use", "350 MWh"}, {"power_made", "100 MWh"}, {"heat_made", "200 MWh"}}), factors());
  const geo::Explanation explanation = geo::explain(prepared, 2023);
  ASSERT_FALSE(explanation.cards.empty());
  const geo::FigureCard& co2 = explanation.cards.front();
  const auto step = [&](const char* name) {
    const geo::FigureCard* card = find_card(co2, name);
    EXPECT_NE(card, nullptr) << name;
    return card == nullptr ? NAN : card->value;
  };
  EXPECT_NEAR(step("Fuel to make the power alone"), 256.41, 0.005);
  EXPECT_NEAR(step("Fuel to make the heat alone"), 222.22, 0.005);
  EXPECT_NEAR(step("Fuel of the power"), 187.5, 0.05);
  EXPECT_NEAR(step("Fuel of the heat"), 162.5, 0.05);
  EXPECT_NEAR(step("Fuel of the power") + step("Fuel of the heat"), 350, 1e-9);
  // All fuel is shared out: the plant emits what its fuel does.
  const double of_fuel = tonnes(worked_out(model("fuel-combustion"), {{"fuel_use", "350 MWh"}}), geo::Gas::co2_fossil);
  EXPECT_NEAR(co2.value, of_fuel, 1e-9);
  const double of_heat = tonnes(
      worked_out(model("chp-heat"), {{"fuel_use", "350 MWh"}, {"power_made", "100 MWh"}, {"heat_made", "200 MWh"}}),
      geo::Gas::co2_fossil);
  EXPECT_NEAR(of_heat, of_fuel * 162.5 / 350, 1e-9);
}

// ---- electricity and heat --------------------------------------------------------------------------------------

TEST(ElectricityFigures, LocationAndMarketStandApart) {
  const geo::ModelYear figures = worked_out(model("electricity-use"), {{"electricity", "1000 MWh"}}, 2023);
  EXPECT_NEAR(tonnes(figures, geo::Gas::co2e, geo::ResultLine::inventory, geo::ResultBasis::location), 74, 1e-9);
  EXPECT_NEAR(tonnes(figures, geo::Gas::co2e, geo::ResultLine::inventory, geo::ResultBasis::market), 554.90, 1e-9);
  for (const geo::ResultRow& row : figures.rows) EXPECT_EQ(row.key.scope, geo::Scope::scope_2);
}

TEST(ElectricityFigures, AYearWithoutResidualMixHasItsLocationFigureAlone) {
  const geo::ModelYear figures = worked_out(model("electricity-use"), {{"electricity", "1000 MWh"}}, 2025);
  ASSERT_EQ(figures.rows.size(), 1U);
  EXPECT_NEAR(figures.rows[0].value_t, 68, 1e-9);
  ASSERT_EQ(figures.unknown_market.size(), 1U);
  EXPECT_THAT(geo::english(figures.unknown_market[0]), testing::HasSubstr("electricity.fi.residual-mix"));
}

TEST(ElectricityFigures, TheTwoPathsAreScenariosThatDiffer) {
  const double wem = value("electricity.fi.wem", 2030), older = value("electricity.fi.ilmakalu-2024", 2030);
  EXPECT_DOUBLE_EQ(wem, 49);
  EXPECT_DOUBLE_EQ(older, 28);
  EXPECT_TRUE(factors().look_up("electricity.fi.ilmakalu-2024", 2027).interpolated);
  EXPECT_FALSE(factors().look_up("electricity.fi.wem", 2027).interpolated);
}

TEST(HeatFigures, TurkuFellNinefoldAndHasNoGuessedYears) {
  EXPECT_DOUBLE_EQ(value("heat.turku", 2017), 336.5);
  EXPECT_DOUBLE_EQ(value("heat.turku", 2023), 38);
  EXPECT_GT(value("heat.turku", 2017) / value("heat.turku", 2023), 8.8);
  for (const int year : {2018, 2020, 2024, 2035}) EXPECT_FALSE(factors().look_up("heat.turku", year)) << year;
  // 60 is 14 % below 2021's, and the fall of ln(factor) is about 30 % a year.
  EXPECT_NEAR(value("heat.turku", 2022) / value("heat.turku", 2021), 0.86, 0.005);
}

TEST(HeatFigures, AllocationAloneMovesTheSameHeatByHalf) {
  const geo::CalculationModel& heat = model("district-heat-use");
  const double benefit =
      tonnes(worked_out(heat, {{"heat", "1000 MWh"}, {"network", "fi.lifecycle.benefit"}}, 2020), geo::Gas::co2e);
  const double energy =
      tonnes(worked_out(heat, {{"heat", "1000 MWh"}, {"network", "fi.lifecycle.energy"}}, 2020), geo::Gas::co2e);
  EXPECT_NEAR(benefit, 147, 1e-9);
  EXPECT_NEAR(energy, 223, 1e-9);
}

// ---- transport -------------------------------------------------------------------------------------------------

TEST(TransportFigures, DefraColumnsAreLinearInLoad) {
  for (const char* vehicle : {"rigid-7", "rigid-17", "rigid-large", "articulated-33", "articulated-large", "all-hgv"}) {
    const std::string id = std::string("transport.km.") + vehicle;
    EXPECT_NEAR((value(id + ".e0") + value(id + ".e100")) / 2, value(id + ".e50"), 1.01e-5) << vehicle;
  }
  EXPECT_DOUBLE_EQ(value("transport.km.all-hgv.e0"), 0.65975);
  EXPECT_DOUBLE_EQ(value("transport.km.all-hgv.e50"), 0.83589);
  EXPECT_DOUBLE_EQ(value("transport.km.all-hgv.e100"), 1.01203);
}

TEST(TransportFigures, HalfALoadGivesThePrintedMiddleOfTheLine) {
  // 1 000 t in loads of 10 t (half of 20 t): 100 trips of 1 km, no way back.
  const Given given{{"goods", "1000 t"}, {"distance", "1 km"},    {"payload", "20 t"},
                    {"load", "50 %"},    {"empty_return", "0 %"}, {"vehicle", "articulated-large"}};
  EXPECT_NEAR(tonnes(worked_out(model("truck-trips"), given), geo::Gas::co2e), 0.1 * 0.85827, 1e-6);
}

TEST(TransportFigures, AnEmptyReturnAddsTheEmptyVehicle) {
  Given given{{"goods", "1000 t"},
              {"distance", "50 km"},
              {"payload", "20 t"},
              {"vehicle", "rigid-large"},
              {"empty_return", "0 %"}};
  const double one_way = tonnes(worked_out(model("truck-trips"), given), geo::Gas::co2e);
  given["empty_return"] = "100 %";
  const double both_ways = tonnes(worked_out(model("truck-trips"), given), geo::Gas::co2e);
  EXPECT_NEAR(one_way, 50 * 50 * 1.10905 / 1000, 1e-9);
  EXPECT_NEAR(both_ways - one_way, 50 * 50 * 0.77400 / 1000, 1e-9);
}

TEST(TransportFigures, SplittingAFlowKeepsItsTotal) {
  const auto of_goods = [](const char* goods) {
    return tonnes(
        worked_out(
            model("truck-trips"),
            {{"goods", goods}, {"distance", "37 km"}, {"payload", "17 t"}, {"load", "63 %"}, {"empty_return", "40 %"}}),
        geo::Gas::co2e);
  };
  EXPECT_NEAR(of_goods("1234 t"), of_goods("1000 t") + of_goods("234 t"), 1e-9);
}

TEST(TransportFigures, DanishTrucksGiveThePrintedTable) {
  // The table is printed in whole grams, its inputs in hundredths of a MJ/km.
  constexpr double printed_g = 0.5 + 0.005 * 74.1;
  struct Row {
    const char* vehicle;
    double payload_t;
    std::map<std::string, std::array<double, 3>> g;  ///< per km empty and full, per tkm out full and back empty
  };
  const std::vector<Row> rows{
      {"rigid-26", 15.0, {{"urban", {611, 1009, 108}}, {"regional", {528, 761, 86}}, {"long-haul", {524, 671, 80}}}},
      {"truck-trailer-56",
       40.2,
       {{"urban", {760, 1472, 56}}, {"regional", {646, 1215, 46}}, {"long-haul", {629, 1004, 41}}}},
      {"semi-trailer-50",
       36.0,
       {{"urban", {692, 1369, 57}}, {"regional", {580, 1137, 48}}, {"long-haul", {560, 940, 42}}}}};
  for (const Row& row : rows)
    for (const auto& [duty, printed] : row.g) {
      const std::string id = std::string("transport.energy.") + row.vehicle + "." + duty;
      EXPECT_NEAR(value(id + ".empty", 2021) * 74.1, printed[0], printed_g) << id;
      EXPECT_NEAR(value(id + ".full", 2021) * 74.1, printed[1], printed_g) << id;
      const geo::ModelYear figures =
          worked_out(model("truck-diesel"),
                     {{"goods", "1000 t"}, {"distance", "1 km"}, {"vehicle", row.vehicle}, {"duty", duty}}, 2021);
      // 1 000 tkm; full out and empty back is the default.
      EXPECT_NEAR(1000 * tonnes(figures, geo::Gas::co2_fossil), printed[2], 0.51) << id;
      EXPECT_NEAR(tonnes(figures, geo::Gas::co2_biogenic), 0, 1e-12) << id;
    }
}

TEST(TransportFigures, TheDanishTruckExampleIsRepeated) {
  // 80 000 km a year in 2025: diesel 11.96 MJ/km is 886 g/km and 70.9 t; battery 5.74 MJ/km is 1.595 kWh/km and, at
  // 68 g/kWh, 8.7 t; saving 62 t.
  const geo::CalculationModel example = layers::model_from_text(R"(
    [model]
    id = "danish-truck"
    name = { en = "Danish truck" }
    method = "terms"
    driver = "driven"
    [[input]]
    name = "driven"
    label = { en = "Driven" }
    unit = "km"
    extensive = true
    [[input]]
    name = "diesel"
    label = { en = "Diesel" }
    unit = "MJ/km"
    default = 11.96
    [[input]]
    name = "battery"
    label = { en = "Battery" }
    unit = "MJ/km"
    default = 5.74
    [[term]]
    multiply = ["input:driven", "input:diesel", "factor:fuel.light-fuel-oil.co2"]
    [[term]]
    multiply = ["input:driven", "input:battery", "factor:electricity.fi.wem"]
    )",
                                                                "example");
  ASSERT_THAT(geo::model_faults(example, factors()), IsEmpty());
  const geo::ModelYear figures = worked_out(example, {{"driven", "80000 km"}}, 2025);
  const double diesel = tonnes(figures, geo::Gas::co2_fossil), battery = tonnes(figures, geo::Gas::co2e);
  EXPECT_NEAR(diesel, 70.9, 0.05);
  EXPECT_NEAR(battery, 8.7, 0.05);
  EXPECT_NEAR(diesel - battery, 62, 0.5);
  EXPECT_NEAR(converted(5.74, "MJ/km", "kWh/km"), 1.595, 0.001);
}

TEST(TransportFigures, TheFinnishFleetLiesInsideTheDanishTable) {
  EXPECT_GT(value("transport.km.fi-truck-2016.average"), 524);
  EXPECT_LT(value("transport.km.fi-truck-2016.average"), 1472);
}

TEST(TransportFigures, FinnishLorriesFollowTheirPath) {
  const auto g_per_km = [](int year) {
    return 1e6 * tonnes(worked_out(model("truck-fleet"), {{"driven", "1 km"}}, year), geo::Gas::co2e);
  };
  EXPECT_NEAR(g_per_km(2023), 478, 0.5);
  EXPECT_NEAR(g_per_km(2030), 294, 0.5);
}

TEST(TransportFigures, AMassBetweenTwoTabulatedOnesIsInterpolatedAsLipastoDoes) {
  // NOx of an empty lorry of 10 t between 6 t (0.95 g/km) and 15 t (2.0 g/km): 0.95 + (2.0 - 0.95) / (15 - 6) x 4 =
  // 1.4 g/km (1.417, printed with one decimal). A hub can write such a model itself.
  const geo::CalculationModel between = layers::model_from_text(R"(
    [model]
    id = "between-masses"
    name = { en = "Between masses" }
    method = "terms"
    [[input]]
    name = "mass"
    label = { en = "Mass" }
    unit = "t"
    [[input]]
    name = "lower"
    label = { en = "Lower mass" }
    unit = "t"
    [[input]]
    name = "upper"
    label = { en = "Upper mass" }
    unit = "t"
    [[input]]
    name = "at_lower"
    label = { en = "At the lower mass" }
    unit = "g/km"
    [[input]]
    name = "at_upper"
    label = { en = "At the upper mass" }
    unit = "g/km"
    [[input]]
    name = "driven"
    label = { en = "Driven" }
    unit = "km"
    [[term]]
    step = "width"
    unit = "t"
    multiply = ["input:upper"]
    [[term]]
    step = "width"
    unit = "t"
    coefficient = -1
    multiply = ["input:lower"]
    [[term]]
    step = "share"
    unit = "1"
    multiply = ["input:mass"]
    divide = ["step:width"]
    [[term]]
    step = "share"
    unit = "1"
    coefficient = -1
    multiply = ["input:lower"]
    divide = ["step:width"]
    [[term]]
    gas = "co2e"
    multiply = ["input:driven", "input:at_lower"]
    [[term]]
    gas = "co2e"
    multiply = ["input:driven", "step:share", "input:at_upper"]
    [[term]]
    gas = "co2e"
    coefficient = -1
    multiply = ["input:driven", "step:share", "input:at_lower"]
    )",
                                                                "between");
  ASSERT_THAT(geo::model_faults(between, factors()), IsEmpty());
  const geo::ModelYear figures = worked_out(between, {{"mass", "10 t"},
                                                      {"lower", "6 t"},
                                                      {"upper", "15 t"},
                                                      {"at_lower", "0.95 g/km"},
                                                      {"at_upper", "2.0 g/km"},
                                                      {"driven", "1 km"}});
  EXPECT_NEAR(1e6 * tonnes(figures, geo::Gas::co2e), 1.4, 0.05);
  EXPECT_NEAR(1e6 * tonnes(figures, geo::Gas::co2e), 0.95 + (2.0 - 0.95) / (15 - 6) * 4, 1e-9);
}

TEST(TransportFigures, AFactorPerTonneKilometreGetsNoReturn) {
  const geo::CalculationModel& bought = model("transport-tonne-km");
  EXPECT_EQ(geo::find_field(bought, "empty_return"), nullptr);
  // 100 t over 200 km by rail: 20 000 tkm x 0.02779 kg/tkm.
  EXPECT_NEAR(
      tonnes(worked_out(bought, {{"goods", "100 t"}, {"distance", "200 km"}, {"vehicle", "rail"}}), geo::Gas::co2e),
      0.5558, 1e-9);
}

TEST(TransportFigures, MachinesBurnTheLitresThatTheirHoursImply) {
  EXPECT_NEAR(value("machinery.hour.average") / value("machinery.fuel"), 8.4, 0.05);
  EXPECT_NEAR(value("machinery.hour.excavator") / value("machinery.fuel"), 10.1, 0.05);
  EXPECT_NEAR(tonnes(worked_out(model("machines-fuel"), {{"litres", "1000 l"}}), geo::Gas::co2e), 3.23, 1e-12);
  EXPECT_NEAR(
      tonnes(worked_out(model("machines-hours"), {{"hours", "100 h"}, {"machine", "excavator"}}), geo::Gas::co2e), 3.26,
      1e-12);
}

// ---- treatment -------------------------------------------------------------------------------------------------

TEST(TreatmentFigures, CompostingFollowsTable41) {
  const geo::ModelYear wet = worked_out(model("composting"), {{"waste", "1000 t"}});
  EXPECT_NEAR(tonnes(wet, geo::Gas::ch4_biogenic), 4, 1e-12);
  EXPECT_NEAR(tonnes(wet, geo::Gas::n2o), 0.24, 1e-12);
  const geo::ModelYear dry =
      worked_out(model("composting"), {{"waste", "1000 t"}, {"basis", "dry"}, {"recovered", "3 t"}});
  EXPECT_NEAR(tonnes(dry, geo::Gas::ch4_biogenic), 10 - 3, 1e-12);
  EXPECT_NEAR(tonnes(dry, geo::Gas::n2o), 0.6, 1e-12);
}

TEST(TreatmentFigures, MoreRecoveredThanThereIsIsSaid) {
  const geo::ModelYear figures = worked_out(model("composting"), {{"waste", "1000 t"}, {"recovered", "5 t"}});
  EXPECT_NEAR(tonnes(figures, geo::Gas::ch4_biogenic), -1, 1e-12);
  ASSERT_EQ(figures.doubts.size(), 1U);
  EXPECT_THAT(geo::english(figures.doubts[0]), testing::HasSubstr("More ch4_biogenic is taken away than there is"));
}

TEST(TreatmentFigures, DigestionIsNetOfRecovery) {
  EXPECT_NEAR(tonnes(worked_out(model("anaerobic-digestion"), {{"waste", "1000 t"}}), geo::Gas::ch4_biogenic), 0.8,
              1e-12);
  EXPECT_NEAR(
      tonnes(worked_out(model("anaerobic-digestion"), {{"waste", "1000 t"}, {"basis", "dry"}}), geo::Gas::ch4_biogenic),
      2, 1e-12);
}

TEST(TreatmentFigures, ABiogasPlantLosesItsShareAndReplacesTheRest) {
  const geo::ModelYear figures = worked_out(model("biogas-plant"), {{"waste", "10000 t"}});
  // 1.59 GJ/t, 0.9 % of it lost, 50 GJ/t of methane; the rest replaces natural gas of 56.1 kg/GJ.
  EXPECT_NEAR(tonnes(figures, geo::Gas::ch4_biogenic), 15900 * 0.009 / 50, 1e-9);
  EXPECT_NEAR(tonnes(figures, geo::Gas::co2_fossil, geo::ResultLine::avoided), -15900 * 0.991 * 0.0561, 1e-9);
}

TEST(TreatmentFigures, IncinerationCountsTheFossilCarbonOfEquation51) {
  // Plastics: dm 1, C 0.75, all fossil. Textiles: 0.8 x 0.5, a fifth of it fossil.
  const geo::ModelYear plastic = worked_out(model("incineration"), {{"waste", "1000 t"}});
  EXPECT_NEAR(tonnes(plastic, geo::Gas::co2_fossil), 1000 * 0.75 * 44 / 12, 1e-9);
  EXPECT_NEAR(tonnes(plastic, geo::Gas::co2_biogenic), 0, 1e-9);
  EXPECT_NEAR(tonnes(plastic, geo::Gas::n2o), 0.05, 1e-12);
  EXPECT_NEAR(tonnes(plastic, geo::Gas::ch4_biogenic), 0.0002, 1e-15);
  const geo::ModelYear textile = worked_out(model("incineration"), {{"waste", "1000 t"}, {"waste_type", "textile"}});
  EXPECT_NEAR(tonnes(textile, geo::Gas::co2_fossil), 1000 * 0.8 * 0.5 * 0.2 * 44 / 12, 1e-9);
  EXPECT_NEAR(tonnes(textile, geo::Gas::co2_biogenic), 1000 * 0.8 * 0.5 * 0.8 * 44 / 12, 1e-9);
}

TEST(TreatmentFigures, ATonneOfMixedWasteGives400KilogramsAtTheStack) {
  EXPECT_NEAR(tonnes(worked_out(model("mixed-waste-incineration"), {{"waste", "1 t"}}), geo::Gas::co2e), 0.4, 1e-12);
}

TEST(TreatmentFigures, MixedDemolitionWasteIsATenthOfRecoveredFuel) {
  // Printed: 0.057 kg/kg, a combustible part of 10 %.
  EXPECT_NEAR(0.1 * value("fuel.recovered-fuel.by-mass.co2"), 0.057, 1e-12);
}

TEST(TreatmentFigures, AvoidedEmissionsNeverEnterTheInventory) {
  const geo::ModelYear figures =
      worked_out(model("recycling"), {{"material_mass", "100 t"}, {"material", "aluminium-cans"}});
  EXPECT_NEAR(tonnes(figures, geo::Gas::co2e), 0.469, 1e-12);
  EXPECT_NEAR(tonnes(figures, geo::Gas::co2e, geo::ResultLine::avoided), -1006, 1e-9);
}

TEST(WastewaterFigures, MethanePerBodIsThePrintedProduct) {
  // EF = Bo x MCF [kg CH4/kg BOD]; the table's 0.068 of discharge is left out: 0.6 x 0.11 is 0.066.
  for (const auto& [system, printed] : std::map<std::string, double>{{"discharge-river", 0.021},
                                                                     {"discharge-lake", 0.114},
                                                                     {"aerobic", 0.018},
                                                                     {"anaerobic-reactor", 0.48},
                                                                     {"deep-lagoon", 0.48},
                                                                     {"shallow-lagoon", 0.12},
                                                                     {"septic-tank", 0.3}})
    EXPECT_NEAR(value("wastewater.bo.bod") * value("wastewater.mcf." + system), printed, 5e-4) << system;
}

TEST(WastewaterFigures, WhatLeavesIsNotCountedInThePlantAgain) {
  const Given given{{"bod_in", "1000 t"},     {"to_sludge", "40 %"},         {"to_water", "10 %"},
                    {"nitrogen_in", "200 t"}, {"nitrogen_to_water", "25 %"}, {"discharge", "lake"}};
  const geo::ModelYear figures = worked_out(model("wastewater"), given);
  EXPECT_NEAR(tonnes(figures, geo::Gas::ch4_biogenic), 500 * 0.6 * 0.03 + 100 * 0.6 * 0.19, 1e-9);
  EXPECT_NEAR(tonnes(figures, geo::Gas::n2o), (200 * 0.016 + 50 * 0.005) * 44 / 28, 1e-9);
}

// ---- processes -------------------------------------------------------------------------------------------------

TEST(ProcessFigures, HtlYieldsFollowFromItsEnergyYield) {
  EXPECT_NEAR(value("htl.energy-yield"), 0.82 / 0.95, 5e-4);
  EXPECT_NEAR(value("htl.energy-yield") * 18 / value("htl.oil.energy"), 0.42, 0.005);
  EXPECT_NEAR(value("htl.energy-yield") * 12 / value("htl.oil.energy"), 0.28, 0.005);
}

TEST(ProcessFigures, ConcreteInTheOpenAirBindsAThirdOfItsCrushing) {
  const geo::ModelYear figures = worked_out(model("concrete-carbonation"), {{"concrete", "1000 t"}});
  EXPECT_NEAR(tonnes(figures, geo::Gas::co2_fossil), -2, 1e-12);
  EXPECT_NEAR(tonnes(figures, geo::Gas::co2e), 6, 1e-12);
  EXPECT_THAT(figures.doubts, IsEmpty());
}

// ---- what holds for all ----------------------------------------------------------------------------------------

/// A plausible amount for every quantity that has no default.
Given something_for(const geo::CalculationModel& m) {
  Given given;
  for (const geo::ModelField& field : m.fields)
    if (!field.is_choice() && !field.default_value && field.default_factor.empty()) given[field.name] = "10";
  return given;
}

TEST(ShippedCatalogue, EveryFactorIsWholeAndSaysWhereItIsFrom) {
  const layers::FactorsRead read = layers::read_factors(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "factors");
  for (const geo::Error& error : read.left_out) ADD_FAILURE() << error.subject() << " " << geo::english(error.reason());
  EXPECT_GT(read.catalogue.size(), 400U);
  for (const auto& [id, factor] : read.catalogue) {
    EXPECT_FALSE(factor.name.fi.empty() || factor.name.sv.empty()) << id;
    EXPECT_GT(factor.source.size(), 5U) << id;
    EXPECT_GE(factor.source_year, 1990) << id;
    // One number without an interval says why.
    const bool has_interval = factor.constant.low < factor.constant.high;
    EXPECT_TRUE(has_interval || !factor.interval.empty() || !factor.note.empty() || !factor.path.empty()) << id;
    EXPECT_TRUE(factor.status == geo::FactorStatus::to_be_confirmed ||
                factor.source.find("General knowledge") == std::string::npos)
        << id;
  }
}

TEST(ShippedModels, EveryModelCanBeUsedWithEveryChoice) {
  const layers::ModelsRead read = layers::read_models(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "models");
  for (const geo::Error& error : read.left_out) ADD_FAILURE() << error.subject() << " " << geo::english(error.reason());
  EXPECT_GE(read.models.size(), 30U);
  for (const geo::CalculationModel& m : read.models) {
    for (const geo::Message& fault : geo::model_faults(m, factors()))
      ADD_FAILURE() << m.id << ": " << geo::english(fault);
    EXPECT_FALSE(m.documentation.fi.empty() || m.documentation.sv.empty() || m.source.empty()) << m.id;
    for (const geo::ModelField& field : m.fields)
      EXPECT_FALSE(field.label.fi.empty() || field.label.sv.empty()) << m.id << " " << field.name;
  }
}

TEST(ShippedModels, EachSaysWhatItNeedsAndIsThenWorkedOut) {
  for (const geo::CalculationModel& m :
       layers::read_models(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "models").models) {
    if (m.method != "terms") continue;
    const geo::ModelYear nothing = geo::evaluate(geo::prepare(m, {}, factors()), 2023);
    EXPECT_THAT(nothing.rows, IsEmpty()) << m.id << " has a figure though nothing was given";
    EXPECT_FALSE(nothing.unknown.empty() && nothing.unknown_location.empty()) << m.id;
    EXPECT_FALSE(worked_out(m, something_for(m)).rows.empty()) << m.id;
  }
}

TEST(ShippedModels, TwiceTheActivityGivesTwiceEveryGas) {
  for (const geo::CalculationModel& m :
       layers::read_models(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "models").models) {
    if (m.driver.empty() || m.method != "terms") continue;
    const std::vector<geo::ModelInput> inputs = inputs_of(m, something_for(m));
    const geo::ModelYear once = geo::evaluate(geo::prepare(m, inputs, factors()), 2023);
    const geo::ModelYear twice = geo::evaluate(geo::prepare(m, geo::scaled(m, inputs, 2), factors()), 2023);
    ASSERT_EQ(once.rows.size(), twice.rows.size()) << m.id;
    for (std::size_t i = 0; i < once.rows.size(); ++i) {
      EXPECT_EQ(once.rows[i].key, twice.rows[i].key);
      EXPECT_NEAR(twice.rows[i].value_t, 2 * once.rows[i].value_t, 1e-12 * std::abs(once.rows[i].value_t)) << m.id;
    }
  }
}

TEST(ShippedModels, EachIsWrittenAndReadBackExactly) {
  for (const geo::CalculationModel& m : layers::read_models(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "models").models)
    EXPECT_TRUE(layers::model_from_text(layers::model_text(m), m.id) == m) << m.id;
}

bool has_source_everywhere(const geo::FigureCard& card) {
  if (card.kind == geo::CardKind::factor && (card.source.empty() || !card.status || card.source_year == 0))
    return false;
  return std::all_of(card.children.begin(), card.children.end(), has_source_everywhere);
}
bool uses_unconfirmed(const geo::FigureCard& card) {
  if (card.kind == geo::CardKind::factor && card.status == geo::FactorStatus::to_be_confirmed) return true;
  return std::any_of(card.children.begin(), card.children.end(), uses_unconfirmed);
}

TEST(ShippedModels, EveryFigureHasACardThatSaysWhatIsNotConfirmed) {
  for (const geo::CalculationModel& m :
       layers::read_models(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "models").models) {
    if (m.method != "terms") continue;
    const auto prepared = geo::prepare(m, inputs_of(m, something_for(m)), factors());
    const geo::ModelYear figures = geo::evaluate(prepared, 2023);
    const geo::Explanation explanation = geo::explain(prepared, 2023);
    ASSERT_EQ(explanation.cards.size(), figures.rows.size()) << m.id;
    for (std::size_t i = 0; i < figures.rows.size(); ++i) {
      const geo::FigureCard& card = explanation.cards[i];
      EXPECT_DOUBLE_EQ(card.value, figures.rows[i].value_t) << m.id;
      EXPECT_FALSE(card.children.empty()) << m.id;
      EXPECT_TRUE(has_source_everywhere(card)) << m.id;
      EXPECT_EQ(uses_unconfirmed(card), card.status == geo::FactorStatus::to_be_confirmed) << m.id;
    }
  }
}

}  // namespace
