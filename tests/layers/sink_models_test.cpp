// Sinks worked out with the factors and models that ship with the program: the worked figures of the sources, and what
// must hold for any input.
#include "geo/sink/sink_model.hpp"
#include "geo/uncertainty/draws.hpp"
#include "geo/uncertainty/error_propagation.hpp"
#include "geo/unit.hpp"
#include "layers/factor_file.hpp"
#include "layers/model_file.hpp"

#include <array>
#include <cmath>
#include <filesystem>
#include <limits>

namespace {

using geo::ModelInput;
using geo::ResultLine;
using geo::SinkPool;
using geo::SinkQuantity;

const std::filesystem::path assets = std::filesystem::path(HIILITIE_SOURCE_DIR) / "assets";

const geo::FactorCatalogue& factors() {
  static const geo::FactorCatalogue catalogue = layers::read_factor_file(assets / "factors" / "sinks.toml").catalogue;
  return catalogue;
}

geo::CalculationModel model(const std::string& id) {
  return layers::read_model(assets / "models" / ("sink-" + id + ".toml"));
}

ModelInput quantity(const std::string& name, double value, std::optional<double> uncertainty_pct = {}) {
  ModelInput input;
  input.name = name;
  input.value = value;
  input.uncertainty_pct = uncertainty_pct;
  return input;
}
ModelInput choice(const std::string& name, const std::string& word) {
  ModelInput input;
  input.name = name;
  input.choice = word;
  return input;
}
ModelInput by_year(const std::string& name, std::vector<geo::InputYear> years) {
  ModelInput input;
  input.name = name;
  input.years = std::move(years);
  return input;
}

geo::PreparedSink sink(const std::string& id, const std::vector<ModelInput>& inputs) {
  return geo::prepare_sink(model(id), inputs, factors());
}

geo::SinkTerms known_terms(const std::string& id, const std::vector<ModelInput>& inputs, int year) {
  const geo::PreparedSink prepared = sink(id, inputs);
  for (const geo::Message& fault : prepared.faults) ADD_FAILURE() << english(fault);
  geo::SinkTerms terms = geo::sink_terms(prepared, year);
  for (const geo::Message& why : terms.unknown) ADD_FAILURE() << english(why);
  return terms;
}

double figure(const geo::SinkTerms& terms, SinkPool pool, SinkQuantity quantity,
              ResultLine line = ResultLine::inventory) {
  for (const geo::SinkRow& row : geo::sink_rows(terms))
    if (row.key == geo::SinkKey{pool, quantity, line}) return row.value;
  return 0;
}
double removal(const geo::SinkTerms& terms, SinkPool pool) {
  return figure(terms, pool, SinkQuantity::co2_removal_t);
}
double ar5(const geo::SinkTerms& terms, ResultLine line = ResultLine::inventory) {
  return geo::net_removal(terms, geo::GwpSet::ar5, line).value;
}

const std::vector<ModelInput> spruce_field{quantity("area_ha", 1), choice("species", "spruce"),
                                           quantity("increment_m3_per_ha_a", 6.9),
                                           quantity("growing_stock_m3_per_ha", 253)};

// ---- the data --------------------------------------------------------------------------------------------------

TEST(SinkData, EveryFactorIsReadAndHasSourceTableYearAndAnIntervalOrTheWordsThatThereIsNone) {
  const layers::FactorsRead read = layers::read_factor_file(assets / "factors" / "sinks.toml");
  for (const geo::Error& error : read.left_out) ADD_FAILURE() << error.subject() << ": " << english(error.reason());
  EXPECT_GT(read.catalogue.size(), 100U);
  for (const auto& [id, factor] : read.catalogue) {
    EXPECT_TRUE(id.starts_with("sink.")) << id;
    EXPECT_FALSE(factor.source.empty()) << id;
    EXPECT_FALSE(factor.table.empty()) << id;
    EXPECT_GE(factor.source_year, 2006) << id;
    EXPECT_FALSE(factor.name.fi.empty()) << id;
    EXPECT_FALSE(factor.name.sv.empty()) << id;
    const geo::FactorLookup found = geo::look_up(factor, 2030);
    EXPECT_FALSE(geo::fault_of(found.number)) << id;
    EXPECT_NO_THROW((void)geo::unit_from_text(factor.unit)) << id;
  }
}

TEST(SinkData, EveryMethodHasAModelWithoutFaults) {
  std::array<int, geo::EnumText<geo::SinkMethod>::names.size()> count{};
  for (const auto& file : std::filesystem::directory_iterator(assets / "models")) {
    if (!file.path().filename().string().starts_with("sink-")) continue;
    const geo::CalculationModel read = layers::read_model(file.path());
    const auto method = geo::enum_of<geo::SinkMethod>(read.method);
    ASSERT_TRUE(method) << read.id;
    ++count[static_cast<std::size_t>(*method)];
    EXPECT_EQ(read.id + ".toml", file.path().filename().string());
    EXPECT_FALSE(read.source.empty()) << read.id;
    for (const geo::Message& fault : geo::model_faults(read, factors())) ADD_FAILURE() << english(fault);
    for (const geo::ModelField& field : read.fields) {
      EXPECT_FALSE(field.label.fi.empty()) << read.id << " " << field.name;
      EXPECT_FALSE(field.label.sv.empty()) << read.id << " " << field.name;
    }
  }
  EXPECT_THAT(count, testing::Each(1));
}

/// Every word of every choice is tried with all others at their defaults or first words.
TEST(SinkData, EveryChoiceLeadsToAFactorOrIsSaid) {
  for (const auto& file : std::filesystem::directory_iterator(assets / "models")) {
    if (!file.path().filename().string().starts_with("sink-")) continue;
    const geo::CalculationModel read = layers::read_model(file.path());
    for (const geo::ModelField& tried : read.fields) {
      for (const geo::InputChoice& word : tried.choices) {
        std::vector<ModelInput> inputs;
        for (const geo::ModelField& field : read.fields) {
          if (field.name == "yield_m3_per_ha")
            inputs.push_back(by_year(field.name, {{10, 20}, {30, 150}, {60, 300}}));
          else if (field.is_choice())
            inputs.push_back(choice(field.name, field.name == tried.name       ? word.word
                                                : field.default_choice.empty() ? field.choices.front().word
                                                                               : field.default_choice));
          else if (field.name == "start_year")
            inputs.push_back(quantity(field.name, 2030));
          else if (!field.default_value && !field.name.starts_with("soc_") && field.name != "stock_year")
            inputs.push_back(quantity(field.name, 1));
        }
        const geo::SinkTerms terms = geo::sink_terms(geo::prepare_sink(read, inputs, factors()), 2030);
        const std::string where = read.id + " " + tried.name + " " + word.word;
        // The table has no clay of low activity in the boreal zone, and volcanic soil only there: said, never guessed.
        if (tried.name == "soil" && word.word == "low-activity") {
          EXPECT_TRUE(terms.terms.empty()) << where;
          ASSERT_EQ(terms.unknown.size(), 1U) << where;
          EXPECT_EQ(english(terms.unknown.front()), "There is no factor sink.soc-reference.boreal.low-activity.");
        } else {
          EXPECT_TRUE(terms.unknown.empty()) << where << ": " << english(terms.unknown.front());
          EXPECT_FALSE(terms.terms.empty()) << where;
        }
      }
    }
  }
}

// ---- forest ----------------------------------------------------------------------------------------------------

// Johansson 2014: 6.9 m3/ha/a and 253 m3/ha; tables 4.3 to 4.5.
TEST(StandGrowth, SpruceOnAFormerFieldBindsSevenPointFourTonnes) {
  EXPECT_NEAR(removal(known_terms("stand-growth", spruce_field, 2025), SinkPool::living_biomass), 7.42, 0.005);
  std::vector<ModelInput> with_default = spruce_field;
  with_default.push_back(quantity("carbon_share", 0.47));
  EXPECT_NEAR(removal(known_terms("stand-growth", with_default, 2025), SinkPool::living_biomass), 6.84, 0.005);
}

// Jylhä et al. 2024: measured increments at 29 to 30 years, and the removals of methods_confirmed 6.1.
TEST(StandGrowth, MeasuredAfforestedFieldsBindWhatTheirTableSays) {
  const struct {
    const char* species;
    double increment, tonnes;
  } rows[]{{"spruce", 9.1, 9.8},    {"spruce", 7.7, 8.3},    {"pine", 7.6, 8.2},     {"pine", 7.1, 7.6},
           {"broadleaf", 8.1, 8.9}, {"broadleaf", 7.1, 7.8}, {"broadleaf", 6.7, 7.4}};
  for (const auto& row : rows) {
    const auto terms =
        known_terms("stand-growth",
                    {quantity("area_ha", 1), choice("species", row.species),
                     quantity("increment_m3_per_ha_a", row.increment), quantity("growing_stock_m3_per_ha", 200)},
                    2025);
    EXPECT_NEAR(removal(terms, SinkPool::living_biomass), row.tonnes, 0.05) << row.species << " " << row.increment;
  }
}

// A closed stand grown by Luke's Motti model, 72 % pine: volume, biomass above and below ground at five ages.
TEST(StandGrowth, IsWithinATenthOfAModelledStand) {
  const struct {
    double age, volume, above_t, below_t;
  } rows[]{{42, 260.8, 129.5, 31.7},
           {47, 311.5, 152.5, 37.8},
           {52, 358.9, 173.5, 43.6},
           {57, 401.3, 192.1, 49.0},
           {62, 440.5, 209.3, 54.0}};
  const double years = rows[4].age - rows[0].age;
  const double increment = (rows[4].volume - rows[0].volume) / years;
  EXPECT_NEAR(increment, 8.98, 0.01);
  const double modelled_t =
      (rows[4].above_t + rows[4].below_t - rows[0].above_t - rows[0].below_t) / years * 0.51 * 44 / 12;
  EXPECT_NEAR(modelled_t, 9.5, 0.05);
  for (const auto& row : rows) {
    const auto terms =
        known_terms("stand-growth",
                    {quantity("area_ha", 1), choice("species", "pine"), quantity("increment_m3_per_ha_a", increment),
                     quantity("growing_stock_m3_per_ha", row.volume)},
                    2025);
    EXPECT_NEAR(removal(terms, SinkPool::living_biomass), modelled_t, 0.1 * modelled_t);
    const double carbon_t = (row.above_t + row.below_t) * 0.51;
    EXPECT_NEAR(figure(terms, SinkPool::living_biomass, SinkQuantity::carbon_stock_t), carbon_t, 0.1 * carbon_t);
  }
}

// Inventory VMI10: 94.9 m3/ha and 4.2 m3/ha/a; with the factors of the class, 34 to 41 t C/ha and 4.4 to 5.4 t
// CO2/ha/a.
TEST(StandGrowth, TheNationalMeanHoldsThirtyFourToFortyOneTonnesOfCarbon) {
  const auto value = [](const char* id) { return factors().look_up(id, 2025).number.value; };
  const double low =
      94.9 * value("sink.bcef-stock.pine.51-100") * (1 + value("sink.root-to-shoot.boreal.above-75")) * 0.50;
  const double high =
      94.9 * value("sink.bcef-stock.broadleaf.51-100") * (1 + value("sink.root-to-shoot.boreal.below-75")) * 0.50;
  EXPECT_NEAR(low, 34, 0.5);
  EXPECT_NEAR(high, 41, 0.5);
  for (const char* species : {"pine", "spruce", "broadleaf"}) {
    const auto terms =
        known_terms("stand-growth",
                    {quantity("area_ha", 1), choice("species", species), quantity("increment_m3_per_ha_a", 4.2),
                     quantity("growing_stock_m3_per_ha", 94.9), quantity("carbon_share", 0.5)},
                    2025);
    const double stock = figure(terms, SinkPool::living_biomass, SinkQuantity::carbon_stock_t);
    EXPECT_GT(stock, 33.5);
    EXPECT_LT(stock, 41.5);
    const double growth = removal(terms, SinkPool::living_biomass);
    if (std::string_view(species) == "broadleaf") continue;  // the source's growth is that of the conifers' rows
    EXPECT_GT(growth, 4.35);
    EXPECT_LT(growth, 5.45);
  }
}

TEST(StandGrowth, TheRowOfTheTableFollowsTheGrowingStock) {
  const auto at = [](double stock, int year) {
    return removal(
        known_terms("stand-growth",
                    {quantity("area_ha", 1), choice("species", "broadleaf"), quantity("increment_m3_per_ha_a", 10),
                     quantity("growing_stock_m3_per_ha", stock), quantity("stock_year", 2025)},
                    year),
        SinkPool::living_biomass);
  };
  const double carbon = 10 * 0.48 * 44 / 12;
  EXPECT_NEAR(at(20, 2025), carbon * 0.65 * 1.39, 1e-9);
  EXPECT_NEAR(at(20.1, 2025), carbon * 0.54 * 1.39, 1e-9);
  EXPECT_NEAR(at(100, 2025), carbon * 0.52 * 1.39, 1e-9);   // 62 t/ha above ground
  EXPECT_NEAR(at(130, 2025), carbon * 0.505 * 1.39, 1e-9);  // 71.5 t/ha
  EXPECT_NEAR(at(140, 2025), carbon * 0.505 * 1.24, 1e-9);  // 77 t/ha
  EXPECT_NEAR(at(130, 2026), at(140, 2025), 1e-12);         // a year's growth on
  EXPECT_NEAR(at(20, 2024), carbon * 0.65 * 1.39, 1e-9);    // and back
}

TEST(StandGrowth, NothingCountsBeforeItsFirstYear) {
  std::vector<ModelInput> inputs = spruce_field;
  inputs.push_back(quantity("start_year", 2030));
  EXPECT_TRUE(known_terms("stand-growth", inputs, 2029).terms.empty());
  EXPECT_GT(removal(known_terms("stand-growth", inputs, 2030), SinkPool::living_biomass), 7);
}

const std::vector<ModelInput> planted{
    quantity("area_ha", 2), choice("species", "spruce"), quantity("start_year", 2027),
    by_year("yield_m3_per_ha", {{10, 12}, {20, 70}, {30, 150}, {40, 230}, {50, 290}, {60, 340}, {80, 400}})};

TEST(Afforestation, GrowthSumsToTheStockOfTheOldestAgeAndThenStops) {
  const geo::PreparedSink prepared = sink("afforestation", planted);
  ASSERT_TRUE(prepared.growth);
  EXPECT_LT(prepared.growth->root_mean_square, 5);
  EXPECT_TRUE(geo::sink_terms(prepared, 2026).terms.empty());
  double grown_m3 = 0;
  for (int year = 2027; year < 2027 + 80; ++year) {
    const geo::SinkTerms terms = geo::sink_terms(prepared, year);
    for (const geo::SinkNumber& number : terms.numbers)
      if (number.unit == "m3/ha/a") grown_m3 += number.number.value;
    EXPECT_GT(removal(terms, SinkPool::living_biomass), 0) << year;
  }
  EXPECT_NEAR(grown_m3, prepared.growth->curve.at(80), 1e-9);
  const geo::SinkTerms mature = geo::sink_terms(prepared, 2027 + 80);
  EXPECT_EQ(removal(mature, SinkPool::living_biomass), 0);
  EXPECT_GT(figure(mature, SinkPool::living_biomass, SinkQuantity::carbon_stock_t), 200);
}

TEST(Afforestation, TheStatedAgeEndsItAndAMaturePlotTendsToNothing) {
  std::vector<ModelInput> inputs = planted;
  inputs.push_back(quantity("count_until_age_a", 30));
  EXPECT_GT(removal(known_terms("afforestation", inputs, 2056), SinkPool::living_biomass), 5);
  EXPECT_EQ(removal(known_terms("afforestation", inputs, 2057), SinkPool::living_biomass), 0);
  inputs.back() = quantity("count_until_age_a", 500);
  EXPECT_LT(removal(known_terms("afforestation", inputs, 2027 + 400), SinkPool::living_biomass), 0.01);
}

TEST(Afforestation, MeanGrowthAtRotationIsThatOfTheTable) {
  const geo::PreparedSink prepared = sink("afforestation", planted);
  EXPECT_NEAR(prepared.growth->curve.at(60) / 60, 340.0 / 60, 0.02 * 340 / 60);
}

TEST(Afforestation, ATableThatNoCurveFitsIsSaid) {
  for (const std::vector<geo::InputYear>& table :
       {std::vector<geo::InputYear>{{10, 5}, {20, 9}}, {{10, 0}, {20, 0}, {30, 0}}, {}}) {
    std::vector<ModelInput> inputs = planted;
    inputs.back() = by_year("yield_m3_per_ha", table);
    const geo::PreparedSink prepared = sink("afforestation", inputs);
    ASSERT_EQ(prepared.faults.size(), 1U);
    EXPECT_THAT(english(prepared.faults.front()), testing::HasSubstr("No growth curve fits"));
    EXPECT_TRUE(geo::sink_terms(prepared, 2030).terms.empty());
  }
}

// ---- soil ------------------------------------------------------------------------------------------------------

TEST(MineralSoilSink, ClayFieldToForestGainsWhatTheTablesSayOverTwentyYears) {
  const std::vector<ModelInput> inputs{quantity("area_ha", 3), quantity("start_year", 2027),
                                       choice("soil", "high-activity"), choice("use_before", "cropland-moist"),
                                       choice("use_after", "forest")};
  double all = 0;
  for (int year = 2020; year < 2060; ++year) {
    const geo::SinkTerms terms = known_terms("mineral-soil", inputs, year);
    all += removal(terms, SinkPool::soil);
    EXPECT_EQ(removal(terms, SinkPool::soil) != 0, year >= 2027 && year < 2047) << year;
  }
  EXPECT_NEAR(all, 3 * 63 * 0.3 * 44 / 12, 1e-9);
  EXPECT_NEAR(figure(known_terms("mineral-soil", inputs, 2020), SinkPool::soil, SinkQuantity::carbon_stock_t),
              3 * 63 * 0.7, 1e-9);
  EXPECT_NEAR(figure(known_terms("mineral-soil", inputs, 2036), SinkPool::soil, SinkQuantity::carbon_stock_t),
              3 * 63 * 0.85, 1e-9);
  EXPECT_NEAR(figure(known_terms("mineral-soil", inputs, 2100), SinkPool::soil, SinkQuantity::carbon_stock_t), 3 * 63,
              1e-9);
}

TEST(MineralSoilSink, MeasuredStocksComeBeforeTheTable) {
  const geo::SinkTerms terms =
      known_terms("mineral-soil",
                  {quantity("area_ha", 1), quantity("start_year", 2027), choice("soil", "sandy"),
                   choice("use_before", "cropland-dry"), choice("use_after", "grassland"),
                   quantity("soc_before_t_per_ha", 50), quantity("soc_after_t_per_ha", 60)},
                  2027);
  EXPECT_NEAR(removal(terms, SinkPool::soil), 10.0 / 20 * 44 / 12, 1e-12);
}

TEST(MineralSoilSink, ManagementOfAnotherUseIsDoubted) {
  const geo::SinkTerms terms =
      known_terms("mineral-soil",
                  {quantity("area_ha", 1), quantity("start_year", 2027), choice("soil", "spodic"),
                   choice("use_before", "forest"), choice("use_after", "cropland-moist"),
                   choice("management_before", "no-tillage-moist"), choice("management_after", "grass-improved")},
                  2027);
  EXPECT_EQ(terms.doubts.size(), 2U);
}

TEST(Grassland, ImprovedGrassKeepsMoreAndItsPlantsCountOnce) {
  const std::vector<ModelInput> inputs{quantity("area_ha", 1),
                                       quantity("start_year", 2027),
                                       choice("soil", "high-activity"),
                                       choice("use_before", "cropland-moist"),
                                       choice("management_after", "grass-improved"),
                                       choice("input_after", "grass-high"),
                                       quantity("biomass_before_t_per_ha", 5)};
  const double yearly = 63 * (1.14 * 1.11 - 0.7) / 20 * 44 / 12;
  const geo::SinkTerms first = known_terms("grassland", inputs, 2027);
  EXPECT_NEAR(removal(first, SinkPool::soil), yearly, 1e-9);
  EXPECT_NEAR(removal(first, SinkPool::living_biomass), (8.5 - 5) * 0.47 * 44 / 12, 1e-9);
  EXPECT_EQ(removal(known_terms("grassland", inputs, 2028), SinkPool::living_biomass), 0);
}

// The sums of methods_confirmed 5, t CO2e/ha/a with AR5 (28, 265): CO2 and dissolved carbon, CH4, N2O, total.
TEST(OrganicSoil, DrainedSumsAreThoseOfTheSupplementsTables) {
  const struct {
    const char* use;
    double co2, ch4, n2o, total;
  } rows[]{{"forest-poor", 1.36, 0.34, 0.09, 1.79},
           {"forest-rich", 3.85, 0.21, 1.33, 5.39},
           {"cropland", 29.41, 1.63, 5.41, 36.45},
           {"grassland", 21.34, 1.67, 3.96, 26.96},
           {"peat-extraction", 10.71, 0.92, 0.12, 11.75}};
  for (const auto& row : rows) {
    const geo::SinkTerms terms = known_terms("drained-soil", {quantity("area_ha", 1), choice("use", row.use)}, 2025);
    EXPECT_NEAR(-removal(terms, SinkPool::soil), row.co2, 0.006) << row.use;
    EXPECT_NEAR(figure(terms, SinkPool::soil, SinkQuantity::ch4_emission_t) * 28, row.ch4, 0.006) << row.use;
    EXPECT_NEAR(figure(terms, SinkPool::soil, SinkQuantity::n2o_emission_t) * 265, row.n2o, 0.006) << row.use;
    EXPECT_NEAR(-ar5(terms), row.total, 0.006) << row.use;
  }
}

std::vector<ModelInput> rewetted(const char* nutrients, const char* before) {
  return {quantity("area_ha", 1), quantity("start_year", 2027), choice("nutrients", nutrients),
          choice("use_before", before)};
}

TEST(OrganicSoil, RewettedSumsAreThoseOfTheSupplementsTables) {
  const geo::SinkTerms poor = known_terms("rewetting", rewetted("poor", "none"), 2027);
  const geo::SinkTerms rich = known_terms("rewetting", rewetted("rich", "none"), 2027);
  EXPECT_NEAR(removal(poor, SinkPool::soil), 0.95, 0.006);
  EXPECT_NEAR(removal(rich, SinkPool::soil), 1.72, 0.006);
  EXPECT_NEAR(figure(poor, SinkPool::soil, SinkQuantity::ch4_emission_t) * 28, 1.53, 0.006);
  EXPECT_NEAR(figure(rich, SinkPool::soil, SinkQuantity::ch4_emission_t) * 28, 5.11, 0.006);
  EXPECT_NEAR(-ar5(poor), 0.58, 0.006);
  EXPECT_NEAR(-ar5(rich), 3.39, 0.006);
}

// Table 3.3 is in carbon, table 2.3 in methane: mixing them is a factor of 4/3.
TEST(OrganicSoil, RewettedMethaneIsInCarbonAndDrainedMethaneIsNot) {
  const geo::SinkTerms wet = known_terms("rewetting", rewetted("poor", "none"), 2027);
  EXPECT_NEAR(figure(wet, SinkPool::soil, SinkQuantity::ch4_emission_t), 0.041 * 16 / 12, 1e-12);
  const geo::SinkTerms dry = known_terms("drained-soil", {quantity("area_ha", 1), choice("use", "forest-poor")}, 2025);
  EXPECT_NEAR(figure(dry, SinkPool::soil, SinkQuantity::ch4_emission_t), 1e-3 * (0.975 * 7 + 0.025 * 217), 1e-12);
}

TEST(OrganicSoil, WhatTheDrainedSoilGaveOffIsAvoidedAndStandsApart) {
  const geo::SinkTerms alone = known_terms("rewetting", rewetted("poor", "none"), 2030);
  const geo::SinkTerms poor = known_terms("rewetting", rewetted("poor", "forest-poor"), 2030);
  const geo::SinkTerms rich = known_terms("rewetting", rewetted("rich", "forest-rich"), 2030);
  const geo::SinkTerms field = known_terms("rewetting", rewetted("rich", "cropland"), 2030);
  EXPECT_DOUBLE_EQ(ar5(poor), ar5(alone));
  EXPECT_NEAR(ar5(poor) + ar5(poor, ResultLine::avoided), 1.2, 0.05);
  EXPECT_NEAR(ar5(rich) + ar5(rich, ResultLine::avoided), 2.0, 0.05);
  EXPECT_NEAR(ar5(field) + ar5(field, ResultLine::avoided), 33, 0.1);
  EXPECT_TRUE(known_terms("rewetting", rewetted("poor", "cropland"), 2026).terms.empty());
}

TEST(OrganicSoil, TheSkewOfTheMethaneStaysInTheRange) {
  const geo::SinkTerms terms = known_terms("rewetting", rewetted("poor", "none"), 2027);
  for (const geo::SinkRow& row : geo::sink_rows(terms)) {
    if (row.key.quantity != SinkQuantity::ch4_emission_t) continue;
    EXPECT_NEAR(row.low, 0.0005 * 16 / 12, 1e-12);
    EXPECT_NEAR(row.high, 0.246 * 16 / 12, 1e-12);
  }
  const geo::NetRemoval net = geo::net_removal(terms, geo::GwpSet::ar5);
  EXPECT_LT(net.low, -8);
  EXPECT_GT(net.high, 0);
}

TEST(Conversion, BuildingOnAForestLosesItsTreesAtOnceAndItsPavedSoilOverTwentyYears) {
  const std::vector<ModelInput> inputs{quantity("area_ha", 2),      quantity("start_year", 2028),
                                       choice("species", "spruce"), quantity("growing_stock_m3_per_ha", 200),
                                       choice("litter", "all"),     choice("dead_wood", "counted"),
                                       choice("soil", "spodic"),    quantity("paved_share", 0.5)};
  const geo::SinkTerms first = known_terms("conversion", inputs, 2028);
  EXPECT_NEAR(removal(first, SinkPool::living_biomass), -2 * 200 * 0.53 * 1.24 * 0.51 * 44 / 12, 1e-9);
  EXPECT_NEAR(removal(first, SinkPool::dead_organic_matter), -2 * (31.4 + 19.7) * 44 / 12, 1e-9);
  double soil = 0;
  for (int year = 2020; year < 2060; ++year) soil += removal(known_terms("conversion", inputs, year), SinkPool::soil);
  EXPECT_NEAR(soil, -2 * 0.5 * 117 * 0.2 * 44 / 12, 1e-9);
  EXPECT_EQ(removal(known_terms("conversion", inputs, 2029), SinkPool::living_biomass), 0);
}

TEST(Conversion, WithoutTreesOrBiomassItIsNotKnown) {
  const geo::PreparedSink prepared = sink("conversion", {quantity("area_ha", 2), quantity("start_year", 2028)});
  const geo::SinkTerms terms = geo::sink_terms(prepared, 2028);
  ASSERT_EQ(terms.unknown.size(), 1U);
  EXPECT_EQ(english(terms.unknown.front()), "The input biomass_before_t_per_ha is not given.");
}

// ---- trees in towns, biochar -----------------------------------------------------------------------------------

TEST(UrbanTrees, GrowForTwentyYearsByCrownOrByNumber) {
  const std::vector<ModelInput> crowns{choice("basis", "crown-cover"), quantity("crown_cover_ha", 3),
                                       quantity("start_year", 2027)};
  const std::vector<ModelInput> trees{choice("basis", "tree-count"), quantity("trees", 400),
                                      quantity("start_year", 2027)};
  EXPECT_NEAR(removal(known_terms("urban-trees", crowns, 2027), SinkPool::living_biomass), 3 * 2.1 * 44 / 12, 1e-12);
  EXPECT_NEAR(removal(known_terms("urban-trees", trees, 2046), SinkPool::living_biomass), 400 * 0.0075 * 44 / 12,
              1e-12);
  EXPECT_EQ(removal(known_terms("urban-trees", trees, 2047), SinkPool::living_biomass), 0);
  EXPECT_EQ(removal(known_terms("urban-trees", crowns, 2026), SinkPool::living_biomass), 0);
}

std::vector<ModelInput> biochar(const char* soil) {
  return {quantity("biochar_t", 100), choice("feedstock", "wood"), choice("temperature", "450-600"),
          choice("soil", soil)};
}

TEST(BiocharSink, AHundredTonnesOfWoodBiocharKeepTwoHundredAndTwentySixTonnesOfCo2) {
  const geo::SinkTerms terms = known_terms("biochar", biochar("mineral-cropland"), 2027);
  const geo::SinkRow row = geo::sink_rows(terms).front();
  EXPECT_NEAR(row.value, 225.9, 0.05);
  EXPECT_TRUE(terms.doubts.empty());
  // Equation 3.1: 42 % and 11 % make 43 %. Above, the carbon share can not pass 1.
  const double combined = geo::product_uncertainty_pct(std::array{42.0, 11.0});
  EXPECT_NEAR(combined, 43, 0.5);
  EXPECT_NEAR(1 - row.low / row.value, combined / 100, 1e-6);
  EXPECT_LT(row.high / row.value - 1, combined / 100);
}

TEST(BiocharSink, OutsideTheMethodItIsFlagged) {
  EXPECT_TRUE(known_terms("biochar", biochar("mineral-grassland"), 2027).doubts.empty());
  const geo::SinkTerms park = known_terms("biochar", biochar("other"), 2027);
  ASSERT_EQ(park.doubts.size(), 1U);
  EXPECT_THAT(english(park.doubts.front()), testing::HasSubstr("cropland and grassland alone"));
}

// ---- what holds for all ----------------------------------------------------------------------------------------

TEST(SinkTerms, TwiceTheAreaRemovesTwiceAsMuchOfEverything) {
  std::vector<ModelInput> inputs = rewetted("rich", "grassland");
  const auto one = geo::sink_rows(known_terms("rewetting", inputs, 2030));
  inputs[0] = quantity("area_ha", 2);
  const auto two = geo::sink_rows(known_terms("rewetting", inputs, 2030));
  ASSERT_EQ(one.size(), two.size());
  for (std::size_t i = 0; i < one.size(); ++i) {
    EXPECT_DOUBLE_EQ(two[i].value, 2 * one[i].value);
    EXPECT_NEAR(two[i].high, 2 * one[i].high, 1e-12 + 1e-12 * std::abs(one[i].high));
  }
}

TEST(SinkTerms, WithoutMultipliersEveryDrawIsTheValueAndTheGwpSetChangesNoMass) {
  const geo::SinkTerms terms = known_terms("rewetting", rewetted("rich", "cropland"), 2030);
  const auto rows = geo::sink_rows(terms, 5, [](const geo::ModelVariable&) { return std::span<const double>{}; });
  for (const geo::SinkRow& row : rows) {
    ASSERT_EQ(row.draws.size(), 5U);
    for (const double draw : row.draws) EXPECT_NEAR(draw, row.value, 1e-12 * std::abs(row.value));
  }
  EXPECT_NE(geo::net_removal_t_co2e(rows, geo::GwpSet::ar5), geo::net_removal_t_co2e(rows, geo::GwpSet::sar));
  EXPECT_NEAR(geo::net_removal_t_co2e(rows, geo::GwpSet::ar6), geo::net_removal(terms, geo::GwpSet::ar6).value, 1e-12);
}

TEST(SinkTerms, DrawnFiguresHaveTheMeanOfTheFactorAndItsSkew) {
  const geo::SinkTerms terms = known_terms("rewetting", rewetted("poor", "none"), 2030);
  constexpr std::size_t draws = 20'000;
  std::map<std::string, std::vector<double>> kept;
  for (const geo::ModelVariable& variable : geo::sink_variables(terms))
    kept[variable.name] = geo::relative_multipliers(1, variable.name, variable.number, draws);
  EXPECT_EQ(kept.size(), 2U);  // CO2 and CH4 have ranges
  const auto rows = geo::sink_rows(
      terms, draws, [&](const geo::ModelVariable& variable) { return std::span<const double>(kept[variable.name]); });
  for (const geo::SinkRow& row : rows) {
    std::vector<double> sorted = row.draws;
    std::sort(sorted.begin(), sorted.end());
    double sum = 0;
    for (const double draw : sorted) sum += draw;
    EXPECT_NEAR(sum / draws, row.value, 0.05 * std::abs(row.value));
    EXPECT_NEAR(sorted[draws * 975 / 1000], row.high, 0.1 * std::abs(row.high));
    if (row.key.quantity == SinkQuantity::ch4_emission_t) {
      EXPECT_LT(sorted[draws / 2], 0.8 * row.value);
    }
  }
}

TEST(SinkTerms, EveryFigureHasACardWithItsEquationItsFactorsAndTheirSources) {
  for (const auto& [id, inputs] :
       std::vector<std::pair<std::string, std::vector<ModelInput>>>{{"stand-growth", spruce_field},
                                                                    {"afforestation", planted},
                                                                    {"rewetting", rewetted("rich", "cropland")},
                                                                    {"biochar", biochar("mineral-cropland")}}) {
    const geo::SinkTerms terms = known_terms(id, inputs, 2035);
    const auto rows = geo::sink_rows(terms);
    const auto cards = geo::sink_cards(terms);
    ASSERT_EQ(cards.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
      EXPECT_NEAR(cards[i].value, rows[i].value, 1e-12 * std::abs(rows[i].value));
      EXPECT_FALSE(cards[i].formula.en.empty());
      EXPECT_FALSE(cards[i].formula.fi.empty());
      EXPECT_FALSE(cards[i].source.empty());
      EXPECT_TRUE(cards[i].status);
      EXPECT_FALSE(cards[i].children.empty());
    }
  }
  const auto cards = geo::sink_cards(known_terms("stand-growth", spruce_field, 2035));
  EXPECT_EQ(cards.front().formula.en,
            "44/12 × Area × Increment of stem wood × Increment to biomass above ground (BCEFi), spruce, above 100 "
            "m3/ha × (1 + Roots to shoots (R), 75 t/ha above ground or more) × Carbon share of dry matter, conifer");
}

TEST(SinkTerms, AnInputsUncertaintyEntersTheRange) {
  std::vector<ModelInput> inputs = spruce_field;
  const geo::SinkRow sure = geo::sink_rows(known_terms("stand-growth", inputs, 2030)).front();
  inputs[2] = quantity("increment_m3_per_ha_a", 6.9, 30);
  const geo::SinkRow unsure = geo::sink_rows(known_terms("stand-growth", inputs, 2030)).front();
  EXPECT_DOUBLE_EQ(sure.value, unsure.value);
  EXPECT_NEAR(std::pow((unsure.high - unsure.value) / unsure.value, 2),
              std::pow((sure.high - sure.value) / sure.value, 2) + 0.09, 1e-9);
}

TEST(SinkInputs, EachFaultIsOneSentence) {
  const auto fault_of = [](std::vector<ModelInput> inputs) {
    const geo::PreparedSink prepared = sink("stand-growth", inputs);
    const geo::SinkTerms terms = geo::sink_terms(prepared, 2030);
    EXPECT_TRUE(terms.terms.empty());
    return terms.unknown.empty() ? std::string() : english(terms.unknown.front());
  };
  std::vector<ModelInput> inputs = spruce_field;
  inputs[0] = quantity("area_ha", -1);
  EXPECT_EQ(fault_of(inputs), "The input area_ha is less than 0 ha.");
  inputs[0] = quantity("area_ha", std::numeric_limits<double>::infinity());
  EXPECT_EQ(fault_of(inputs), "The input area_ha is not a finite number.");
  inputs[0] = quantity("area_ha", 1);
  inputs[0].unit = "kWh";
  EXPECT_THAT(fault_of(inputs), testing::HasSubstr("can not be turned into ha"));
  inputs[0] = quantity("area", 1);
  EXPECT_THAT(fault_of(inputs), testing::HasSubstr("has no input area"));
  inputs = spruce_field;
  inputs[1] = choice("species", "palm");
  EXPECT_EQ(fault_of(inputs), "palm is none of the choices for species.");
  inputs[1] = choice("species", "");
  EXPECT_EQ(fault_of(inputs), "Nothing is chosen for species.");
  inputs = spruce_field;
  inputs.pop_back();
  EXPECT_EQ(fault_of(inputs), "The input growing_stock_m3_per_ha is not given.");
  inputs = spruce_field;
  inputs[2] = by_year("increment_m3_per_ha_a", {{2025, 5}});
  EXPECT_EQ(fault_of(inputs), "The input increment_m3_per_ha_a is not given for 2030.");
}

TEST(SinkInputs, YearsAndTheTransitionAreWholeNumbers) {
  const auto fault_of = [](const ModelInput& odd) {
    const geo::PreparedSink prepared =
        sink("mineral-soil", {quantity("area_ha", 1), choice("soil", "sandy"), choice("use_before", "forest"),
                              choice("use_after", "paved"), odd});
    return prepared.faults.empty() ? std::string() : english(prepared.faults.front());
  };
  EXPECT_EQ(fault_of(quantity("start_year", 2027)), "");
  EXPECT_EQ(fault_of(quantity("start_year", 2027.5)), "The input start_year is not a year.");
  EXPECT_EQ(fault_of(by_year("start_year", {{2027, 2027}})), "The input start_year takes one value for all years.");
  EXPECT_EQ(fault_of(quantity("transition_a", 20.5)), "The input transition_a is not a whole number.");
  EXPECT_EQ(fault_of(quantity("transition_a", 0)), "The input transition_a is less than 1 a.");
}

TEST(SinkInputs, SquareMetresAreHectares) {
  std::vector<ModelInput> inputs = spruce_field;
  inputs[0] = quantity("area_ha", 25'000);
  inputs[0].unit = "m2";
  EXPECT_NEAR(removal(known_terms("stand-growth", inputs, 2030), SinkPool::living_biomass), 2.5 * 7.42, 0.01);
}

TEST(SinkInputs, AModelOfAnotherMethodIsNoSink) {
  geo::CalculationModel other = model("biochar");
  other.method = "landfill-fod";
  const geo::PreparedSink prepared = geo::prepare_sink(other, biochar("mineral-cropland"), factors());
  ASSERT_FALSE(prepared.faults.empty());
  EXPECT_THAT(english(prepared.faults.back()), testing::HasSubstr("no method of a sink"));
}

}  // namespace
