// The landfill model as it ships: its form fits the method and the tables, and Topinoja comes out of it.
#include "geo/landfill/site_inputs.hpp"
#include "layers/csv_table.hpp"
#include "layers/landfill_file.hpp"
#include "layers/landfill_site_file.hpp"
#include "layers/model_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <map>

namespace {

namespace fs = std::filesystem;
using testing::IsEmpty;

const fs::path assets = fs::path(HIILITIE_SOURCE_DIR) / "assets";

const geo::WasteTables& tables() {
  static const geo::WasteTables read = layers::read_waste_tables(assets / "landfill.toml");
  return read;
}
const geo::CalculationModel& model() {
  static const geo::CalculationModel read = layers::read_model(assets / "models" / "landfill-fod.toml");
  return read;
}

geo::ModelInput every_year(const char* name, double value) {
  geo::ModelInput input;
  input.name = name;
  input.value = value;
  return input;
}
geo::ModelInput word(const std::string& name, const std::string& chosen) {
  geo::ModelInput input;
  input.name = name;
  input.choice = chosen;
  return input;
}

std::vector<std::string> words_of(const char* choice) {
  std::vector<std::string> words;
  for (const geo::InputChoice& item : geo::find_field(model(), choice)->choices) words.push_back(item.word);
  return words;
}

template <class E>
std::vector<std::string> names_of() {
  return {geo::EnumText<E>::names.begin(), geo::EnumText<E>::names.end()};
}

TEST(LandfillModel, ItsChoicesAreThoseOfTheMethodAndTheTables) {
  EXPECT_EQ(words_of("edition"), names_of<geo::WasteEdition>());
  EXPECT_EQ(words_of("climate"), names_of<geo::LandfillClimate>());
  EXPECT_EQ(words_of("method"), names_of<geo::DecayForm>());
  std::vector<std::string> types;
  for (const geo::WasteWord& type : tables().site_types) types.push_back(type.word);
  EXPECT_EQ(words_of("site_type"), types);
  for (const geo::WasteWord& stream : tables().streams)
    EXPECT_NE(geo::find_field(model(), stream.word + "_t"), nullptr) << stream.word;
}

TEST(LandfillModel, EveryInputIsNamedAndExplainedInThreeLanguages) {
  for (const geo::ModelField& field : model().fields)
    for (const char* language : {"en", "fi", "sv"}) {
      EXPECT_NE(field.label.in(language), "") << field.name;
      EXPECT_NE(field.help.in(language), "") << field.name;
    }
  EXPECT_THAT(geo::model_faults(model(), {}), IsEmpty());
}

TEST(LandfillModel, EveryFieldIsReadByTheMethod) {
  // With every quantity but the recovered mass given at once nothing is left over or unknown.
  std::vector<geo::ModelInput> inputs;
  for (const geo::ModelField& field : model().fields) {
    if (field.is_choice() || field.name == "recovered_ch4_t") continue;
    inputs.push_back(every_year(field.name.c_str(), field.name == "opening_year"   ? 1990
                                                    : field.name == "closing_year" ? 2000
                                                                                   : 0.5));
  }
  const geo::PreparedLandfill prepared = geo::prepare_landfill(model(), inputs, tables(), 2030);
  EXPECT_THAT(prepared.faults, IsEmpty());
  EXPECT_EQ(prepared.site.streams.size(), tables().streams.size());
  EXPECT_EQ(prepared.site.delay_months, 0.5);
  EXPECT_EQ(prepared.site.years.back().oxidation, 0.5);
  EXPECT_EQ(prepared.site.years.back().recovery_share, 0.5);
  EXPECT_EQ(prepared.site.years.front().mcf, 0.5);
  EXPECT_EQ(prepared.site.first_year, 1990);
  for (const geo::LandfillStream& stream : prepared.site.streams) {
    EXPECT_EQ(stream.mass_t[10], 0.5);
    EXPECT_EQ(stream.mass_t[11], 0);
    EXPECT_EQ(stream.waste.ch4_share, 0.5);
    if (stream.name == "bulk") {
      EXPECT_EQ(stream.waste.doc, 0.5);
      EXPECT_EQ(stream.waste.k_per_a, 0.5);
    }
  }
}

TEST(LandfillModel, EveryStreamGivesResultsInEveryEditionClimateAndForm) {
  for (const geo::WasteWord& stream : tables().streams)
    for (const std::string& edition : words_of("edition"))
      for (const std::string& climate : words_of("climate"))
        for (const std::string& form : words_of("method")) {
          const geo::PreparedLandfill prepared =
              geo::prepare_landfill(model(),
                                    {every_year((stream.word + "_t").c_str(), 100), every_year("opening_year", 2000),
                                     word("edition", edition), word("climate", climate), word("method", form)},
                                    tables(), 2020);
          ASSERT_THAT(prepared.faults, IsEmpty()) << stream.word;
          const double emitted = geo::evaluate(prepared, 2020).rows[0].value_t;
          if (stream.word == "inert")
            EXPECT_EQ(emitted, 0);
          else
            EXPECT_GT(emitted, 0) << stream.word;
        }
}

TEST(LandfillModel, AnUnconfirmedFigureMakesTheResultUnconfirmed) {
  const auto status_of = [](const char* deposits) {
    return geo::prepare_landfill(model(), {every_year(deposits, 100), every_year("opening_year", 2000)}, tables(), 2020)
        .status;
  };
  EXPECT_EQ(status_of("food_t"), geo::FactorStatus::verified);
  EXPECT_EQ(status_of("bulk_t"), geo::FactorStatus::computed);
  EXPECT_EQ(status_of("construction_t"), geo::FactorStatus::to_be_confirmed);
}

// ---- Topinoja: illustrative deposits beside the register's methane ------------------------------------------------

/// The deposits of assets/examples/topinoja_deposits.csv as inputs of the model.
std::vector<geo::ModelInput> topinoja() {
  geo::ModelInput mcf = every_year("mcf", 1);
  for (int year = 1971; year < 1985; ++year) mcf.years.push_back({year, 0.8});
  return {every_year("bulk_t", 70'000),
          every_year("opening_year", 1971),
          every_year("closing_year", 2009),
          every_year("bulk_doc", 0.15),
          mcf,
          every_year("recovery_share", 0.35),
          every_year("oxidation", 0.1)};
}

TEST(LandfillModel, TopinojaIsTheSameAsInputsAndAsATable) {
  layers::LandfillSiteChoices choices;
  choices.streams = {{"bulk", 0.15, 0.5, 0.09}};
  const layers::LandfillSiteTable table = layers::read_landfill_site(
      layers::CsvTable::read(assets / "examples" / "topinoja_deposits.csv"), tables(), choices);
  const geo::LandfillMethane methane = geo::landfill_methane(table.site, 2023);
  const geo::PreparedLandfill prepared = geo::prepare_landfill(model(), topinoja(), tables(), 2045);
  ASSERT_THAT(prepared.faults, IsEmpty());
  for (int year = 1971; year <= 2023; ++year) {
    const double expected = methane.total()[static_cast<std::size_t>(year - 1971)].ch4_emitted_t;
    EXPECT_NEAR(geo::evaluate(prepared, year).rows[0].value_t, expected, 1e-12 * expected) << year;
  }
}

TEST(LandfillModel, TopinojasMethaneStandsBesideTheRegistersAndIsNotFittedToIt) {
  // SYKE, Finnish pollutant register, LSJH Topinoja, methane to air [t].
  const std::map<int, double> registered{{2017, 914}, {2018, 781}, {2019, 670}, {2020, 843},
                                         {2021, 845}, {2022, 808}, {2023, 693}};
  const geo::PreparedLandfill prepared = geo::prepare_landfill(model(), topinoja(), tables(), 2023);
  double modelled_sum = 0;
  double registered_sum = 0;
  for (const auto& [year, mass_t] : registered) {
    const double modelled = geo::evaluate(prepared, year).rows[0].value_t;
    RecordProperty("modelled_t_" + std::to_string(year), std::to_string(modelled));
    RecordProperty("modelled_minus_register_t_" + std::to_string(year), std::to_string(modelled - mass_t));
    modelled_sum += modelled;
    registered_sum += mass_t;
  }
  RecordProperty("sum_modelled_over_register", std::to_string(modelled_sum / registered_sum));
  // What was worked out by hand from the same deposits.
  EXPECT_NEAR(geo::evaluate(prepared, 2017).rows[0].value_t, 1041, 0.5);
  EXPECT_NEAR(geo::evaluate(prepared, 2020).rows[0].value_t, 795, 0.5);
  EXPECT_NEAR(geo::evaluate(prepared, 2023).rows[0].value_t, 607, 0.5);
}

}  // namespace
