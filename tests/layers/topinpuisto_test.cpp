// The example plan against the published figures that it claims to hold (SYKE, pollutant register 2017-2023).
#include "geo/balance/source_model.hpp"
#include "geo/crs.hpp"
#include "geo/geometry.hpp"
#include "layers/example_file.hpp"
#include "layers/landfill_file.hpp"
#include "layers/model_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <memory>

namespace {

namespace fs = std::filesystem;

const geo::Plan& topinpuisto() {
  static const geo::Plan plan =
      layers::read_plan_toml(std::filesystem::path(HIILITIE_SOURCE_DIR) / "assets/examples/topinpuisto.toml");
  return plan;
}

const geo::EmissionSource& source_named(const std::string& name) {
  for (const auto& source : topinpuisto().emission_sources())
    if (source->name == name) return *source.value;
  throw std::runtime_error("no source " + name);
}

double mass_t(const geo::EmissionSource& source, int year, geo::Gas gas) {
  for (const geo::YearlyMass& mass : source.series)
    if (mass.year == year && mass.gas == gas) return mass.mass_t;
  return NAN;
}

TEST(Topinpuisto, LandfillMethaneIsTheRegisters) {
  const double published_t[] = {914, 781, 670, 843, 845, 808, 693};
  const auto& landfill = source_named("Topinojan kaatopaikka");
  for (int i = 0; i < 7; ++i) EXPECT_EQ(mass_t(landfill, 2017 + i, geo::Gas::ch4_biogenic), published_t[i]);
  EXPECT_EQ(landfill.series.size(), 7U);
  EXPECT_EQ(landfill.sector, geo::Sector::landfill);
}

// Illustrative deposits; the model stands beside the register's series and is not fitted to it.
TEST(Topinpuisto, TheLandfillsModelStandsBesideTheRegister) {
  const fs::path assets = fs::path(HIILITIE_SOURCE_DIR) / "assets";
  geo::Catalogues catalogues;
  catalogues.waste = layers::read_waste_tables(assets / "landfill.toml");
  catalogues.models.push_back(
      std::make_shared<geo::CalculationModel>(layers::read_model(assets / "models" / "landfill-fod.toml")));
  const geo::EmissionSource& landfill = source_named("Topinojan kaatopaikka");
  const auto model = geo::source_model(landfill, catalogues);
  ASSERT_NE(model, nullptr);
  ASSERT_TRUE(model->faults().empty()) << geo::english(model->faults().front());
  const std::vector<geo::ModelYear> years = model->years(2017, 2023, 1, {});
  for (std::size_t i = 0; i < years.size(); ++i) {
    ASSERT_EQ(years[i].rows.size(), 1U);
    const int year = 2017 + static_cast<int>(i);
    const double difference_t = years[i].rows[0].value_t - mass_t(landfill, year, geo::Gas::ch4_biogenic);
    testing::Test::RecordProperty("modelled_minus_register_t_" + std::to_string(year), std::to_string(difference_t));
  }
  // What was worked out by hand from the same deposits.
  EXPECT_NEAR(years[0].rows[0].value_t, 1041, 0.5);
  EXPECT_NEAR(years[3].rows[0].value_t, 795, 0.5);
  EXPECT_NEAR(years[6].rows[0].value_t, 607, 0.5);
  EXPECT_EQ(model->explain(2023).cards.size(), 1U);
  EXPECT_FALSE(model->variables(2023).empty());
}

TEST(Topinpuisto, AYearThatWasNotReportedHasNoRow) {
  const auto& rauhala = source_named("Rauhalan jätekeskus, Parainen");
  EXPECT_EQ(mass_t(rauhala, 2017, geo::Gas::ch4_biogenic), 104);
  EXPECT_EQ(rauhala.series.size(), 1U) << "under the register's threshold after 2017, which is not zero";
}

TEST(Topinpuisto, TransportSeriesRepeatTheArithmeticOfTheirNotes) {
  // Tonnes x the line's length x kg CO2e per tonne-km (co2data.fi 1.00.006, 2022; 50 % load, highway).
  const auto& sludge = source_named("Lietekuljetukset, Topinpuiston pää");
  const double sludge_km = geo::planar_length_m(sludge.geometry) / 1000;
  const double tonnes[] = {46900, 44700, 36100, 38200, 37100, 35700, 34700};
  for (int i = 0; i < 7; ++i)
    EXPECT_NEAR(mass_t(sludge, 2017 + i, geo::Gas::co2e), tonnes[i] * sludge_km * 0.11 / 1000, 0.015) << 2017 + i;
  const auto& residual = source_named("Poltettavan jätteen kuljetukset Saloon, Topinpuiston pää");
  const double residual_km = geo::planar_length_m(residual.geometry) / 1000;
  EXPECT_NEAR(mass_t(residual, 2022, geo::Gas::co2e), 55000 * residual_km * 0.079 / 1000, 0.03);
  EXPECT_TRUE(std::isnan(mass_t(residual, 2020, geo::Gas::co2e))) << "the plant in Salo started in 2021";
}

TEST(Topinpuisto, AreasAreThePublishedOnes) {
  const geo::Crs map = geo::Crs::tm35fin();
  double landfill_ha = 0;
  for (const auto& part : topinpuisto().landfill_parts()) {
    landfill_ha += geo::planar_area_m2(part->geometry) / 10000;
    EXPECT_TRUE(geo::is_valid(part->geometry)) << part->name;
    EXPECT_TRUE(part->provenance.illustrative) << part->name;
  }
  EXPECT_NEAR(landfill_ha, 13.2 + 1.7 + 3.5, 0.05);
  const auto& area = *topinpuisto().business_areas().begin()->value;
  EXPECT_NEAR(geo::geodesic_area_m2(area.geometry, map) / 10000, 78.3, 0.2);
}

TEST(Topinpuisto, RegisterPointsLieInsideTheirLots) {
  const auto lot = [](const std::string& name) {
    for (const auto& partner : topinpuisto().partners())
      if (partner->name.rfind(name, 0) == 0) return partner->geometry;
    return geo::Geometry{};
  };
  EXPECT_TRUE(geo::contains(lot("Lounais-Suomen"), {244134, 6714480}));
  EXPECT_TRUE(geo::contains(lot("Gasum"), {243657, 6714363}));
  EXPECT_TRUE(geo::contains(lot("Stena"), {243877, 6714455}));
}

TEST(Topinpuisto, EveryThingNamesItsSource) {
  topinpuisto().for_each_table([](const auto& table) {
    for (const auto& row : table) {
      if constexpr (requires { row->provenance; }) {
        EXPECT_FALSE(row->provenance.source.empty()) << row.id.value;
      }
    }
  });
}

}  // namespace
