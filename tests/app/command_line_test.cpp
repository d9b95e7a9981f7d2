// The command line as a person uses it, on the real program.
#include "tests/app/program.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace {

using app_test::hiilitie;
using app_test::Outcome;
using app_test::TemporaryFolder;
using testing::HasSubstr;
using Json = nlohmann::json;

class CommandLine : public testing::Test {
protected:
  [[nodiscard]] std::string example() const {
    const std::string plan = folder.file("example.sqlite");
    const Outcome made = hiilitie({"example", plan});
    EXPECT_EQ(made.status, 0) << made.err;
    return plan;
  }
  [[nodiscard]] Json balance_of(const std::string& plan, const std::string& by = "sector") const {
    const Outcome asked = hiilitie({"balance", plan, "--json", "--by", by});
    EXPECT_EQ(asked.status, 0) << asked.err;
    return Json::parse(asked.out);
  }
  TemporaryFolder folder;
};

/// Sum of all cells x cell area [t], read back by GDAL.
double grid_total_t(const std::string& file) {
  GDALAllRegister();
  const std::unique_ptr<GDALDataset> data(GDALDataset::Open(file.c_str(), GDAL_OF_RASTER));
  EXPECT_NE(data, nullptr);
  GDALRasterBand* band = data->GetRasterBand(1);
  EXPECT_EQ(band->GetRasterDataType(), GDT_Float64);
  EXPECT_STREQ(band->GetUnitType(), "t CO2e/ha/a");
  EXPECT_NE(std::string(band->GetDescription()), "");
  double frame[6];
  data->GetGeoTransform(frame);
  const int columns = band->GetXSize();
  const int rows = band->GetYSize();
  std::vector<double> values(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
  EXPECT_EQ(band->RasterIO(GF_Read, 0, 0, columns, rows, values.data(), columns, rows, GDT_Float64, 0, 0), CE_None);
  double sum = 0;
  for (const double value : values) sum += value;
  return sum * frame[1] * -frame[5] / 10000;
}

/// The balance of one year: the example's figures are published until 2023 and calculated after that.
Json of_year(const Json& balance, int wanted) {
  for (const Json& year : balance["years"])
    if (year["year"] == wanted) return year;
  ADD_FAILURE() << "no balance for " << wanted;
  return Json::object();
}

TEST_F(CommandLine, WrongUsageIsTwoAndFailedWorkIsOne) {
  EXPECT_EQ(hiilitie({"no-such-command", "x"}).status, 2);
  EXPECT_EQ(hiilitie({"balance"}).status, 2);
  EXPECT_EQ(hiilitie({"balance", "a", "--json", "--csv"}).status, 2);
  EXPECT_EQ(hiilitie({"--help"}).status, 0);
  const Outcome missing = hiilitie({"balance", folder.file("none.sqlite")});
  EXPECT_EQ(missing.status, 1);
  EXPECT_EQ(missing.out, "");
  EXPECT_THAT(missing.err, HasSubstr("none.sqlite"));
}

TEST_F(CommandLine, ExampleIsWholeAndItsBalanceIsTheRegisters) {
  const std::string plan = example();
  EXPECT_EQ(hiilitie({"check", plan}).status, 0);
  const Json balance = balance_of(plan);
  EXPECT_EQ(balance["gwp_set"], "AR5");
  const Json year = of_year(balance, 2023);
  // Register 2023 [t]: CH4 Topinoja 693, Isosuo 159, Korvenmäki 315; N2O Kakolanmäki 29. AR5: 28 and 265.
  EXPECT_NEAR(year["emission_t_co2e"]["landfill"].get<double>(), (693 + 159 + 315) * 28.0, 1e-6);
  EXPECT_NEAR(year["emission_t_co2e"]["wastewater"].get<double>(), 29 * 265.0, 1e-6);
  EXPECT_FALSE(year["emission_t_co2e"].contains("energy")) << "a sector without a figure is not zero";
  EXPECT_GT(year["removals_t_co2"]["mean"].get<double>(), 0);
  EXPECT_LE(year["removals_t_co2"]["low"].get<double>(), year["removals_t_co2"]["mean"].get<double>());
}

TEST_F(CommandLine, BalanceIsTheSameSumHoweverItIsGrouped) {
  const std::string plan = example();
  std::map<int, double> by_sector;
  for (const std::string by : {"sector", "source", "partner", "area"}) {
    std::map<int, double> sums;
    const Json balance = balance_of(plan, by);
    for (const Json& line : balance["by_" + by]) sums[line["year"].get<int>()] += line["emission_t_co2e"].get<double>();
    if (by == "sector") by_sector = sums;
    ASSERT_EQ(sums.size(), by_sector.size()) << by;
    for (const auto& [year, sum] : sums) EXPECT_NEAR(sum, by_sector[year], 1e-6) << by << " " << year;
  }
}

TEST_F(CommandLine, LanguageMayStandBeforeOrAfterTheCommand) {
  const std::string plan = example();
  const Outcome before = hiilitie({"--lang", "fi", "balance", plan});
  EXPECT_THAT(before.out, HasSubstr("Päästöt"));
  EXPECT_EQ(hiilitie({"balance", plan, "--lang", "fi"}).out, before.out);
  EXPECT_EQ(hiilitie({"balance", plan, "--lang", "xx"}).status, 2);
}

TEST_F(CommandLine, AnExistingFileIsNeverOverwritten) {
  const std::string plan = example();
  const auto size = std::filesystem::file_size(plan);
  EXPECT_EQ(hiilitie({"example", plan}).status, 1);
  EXPECT_EQ(hiilitie({"new", plan, "--name", "x"}).status, 1);
  EXPECT_EQ(std::filesystem::file_size(plan), size);
}

TEST_F(CommandLine, PlanCrsMustBeMetres) {
  for (const char* crs : {"EPSG:4326", "EPSG:2263", "nonsense", ""}) {
    const Outcome tried = hiilitie({"new", folder.file("p.sqlite"), "--name", "x", "--crs", crs});
    EXPECT_EQ(tried.status, 1) << crs;
    EXPECT_FALSE(std::filesystem::exists(folder.file("p.sqlite"))) << crs;
  }
}

TEST_F(CommandLine, HeatmapHoldsAllOfTheEmissionWhateverTheCell) {
  const std::string plan = example();
  const Json balance = balance_of(plan);
  const double total_t = of_year(balance, 2023)["emissions_t_co2e"].get<double>();
  for (const std::string cell : {"50", "333.3", "20000"}) {
    const std::string out = folder.file("h" + cell + ".tif");
    const Outcome made = hiilitie(
        {"heatmap", plan, "-o", out, "--what", "emission", "--year", "2023", "--cell", cell, "--radius", "400"});
    ASSERT_EQ(made.status, 0) << made.err;
    EXPECT_NEAR(grid_total_t(out) / total_t, 1, 1e-9) << cell;
  }
}

TEST_F(CommandLine, HeatmapOfOneGasHasThatGasOnly) {
  const std::string plan = example();
  const std::string out = folder.file("ch4.tif");
  ASSERT_EQ(hiilitie({"heatmap", plan, "-o", out, "--year", "2017", "--gas", "ch4", "--gwp", "AR6"}).status, 0);
  EXPECT_NEAR(grid_total_t(out), (914 + 129 + 220 + 104 + 553) * 27.0, 1e-4);
}

TEST_F(CommandLine, HeatmapSaysWhatIsWrong) {
  const std::string plan = example();
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--cell", "0"},
                                                {"--cell", "-5"},
                                                {"--radius", "nan"},
                                                {"--year", "1950"},
                                                {"--gas", "argon"},
                                                {"--gwp", "AR9"},
                                                {"--what", "noise"},
                                                {"--bbox", "1,2,3"},
                                                {"--bbox", "3,3,1,1"},
                                                {"--cell", "0.01"}}) {
    std::vector<std::string> arguments{"heatmap", plan, "-o", folder.file("x.tif")};
    arguments.insert(arguments.end(), wrong.begin(), wrong.end());
    const Outcome tried = hiilitie(arguments);
    EXPECT_NE(tried.status, 0) << wrong[0] << wrong[1];
    EXPECT_LT(tried.status, 128) << wrong[0] << wrong[1];
    EXPECT_NE(tried.err, "");
    EXPECT_FALSE(std::filesystem::exists(folder.file("x.tif"))) << wrong[0] << wrong[1];
  }
}

TEST_F(CommandLine, RenderWritesAPictureOfTheSizeAsked) {
  const std::string plan = example();
  const std::string out = folder.file("map.png");
  const Outcome made = hiilitie({"render", plan, "-o", out, "--size", "800x450"});
  ASSERT_EQ(made.status, 0) << made.err;
  GDALAllRegister();
  const std::unique_ptr<GDALDataset> picture(GDALDataset::Open(out.c_str(), GDAL_OF_RASTER));
  ASSERT_NE(picture, nullptr);
  EXPECT_EQ(picture->GetRasterXSize(), 800);
  EXPECT_EQ(picture->GetRasterYSize(), 450);
  // The landfill is the darkest of the emission ramp: some pixels must be that red, most must not.
  std::vector<std::uint8_t> red(800 * 450);
  std::vector<std::uint8_t> green(800 * 450);
  ASSERT_EQ(picture->GetRasterBand(1)->RasterIO(GF_Read, 0, 0, 800, 450, red.data(), 800, 450, GDT_Byte, 0, 0),
            CE_None);
  ASSERT_EQ(picture->GetRasterBand(2)->RasterIO(GF_Read, 0, 0, 800, 450, green.data(), 800, 450, GDT_Byte, 0, 0),
            CE_None);
  std::size_t warm = 0;
  for (std::size_t i = 0; i < red.size(); ++i) warm += red[i] > green[i] + 40 ? 1U : 0U;
  EXPECT_GT(warm, 1000U);
  EXPECT_LT(warm, red.size() / 2);
}

TEST_F(CommandLine, RenderWritesAPage) {
  const std::string out = folder.file("map.pdf");
  const Outcome made = hiilitie({"render", example(), "-o", out});
  ASSERT_EQ(made.status, 0) << made.err;
  std::ifstream page(out, std::ios::binary);
  std::string start(5, ' ');
  page.read(start.data(), 5);
  EXPECT_EQ(start, "%PDF-");
}

TEST_F(CommandLine, WithoutADisplayThePlanIsComputedAndSaidWhere) {
  const std::string plan = example();
  const Outcome opened = hiilitie({plan});
  ASSERT_EQ(opened.status, 0) << opened.err;
  EXPECT_THAT(opened.out, HasSubstr("Topinpuisto"));
  EXPECT_TRUE(std::filesystem::exists(folder.file("example.png")));
  EXPECT_TRUE(std::filesystem::exists(folder.file("example.balance.csv")));
  EXPECT_THAT(opened.err, HasSubstr(folder.file("example.png")));
}

TEST_F(CommandLine, ExportIsAGeoPackageWithAllThings) {
  const std::string plan = example();
  const std::string out = folder.file("e.gpkg");
  ASSERT_EQ(hiilitie({"export", plan, "-o", out}).status, 0);
  const Outcome info = hiilitie({"info", out, "--json"});
  ASSERT_EQ(info.status, 0) << info.err;
  std::map<std::string, int> counts;
  const Json described = Json::parse(info.out);
  for (const Json& layer : described["layers"]) counts[layer["name"].get<std::string>()] = layer["features"].get<int>();
  EXPECT_EQ(counts["emission_source"], 7);
  EXPECT_EQ(counts["sink_site"], 6);
  EXPECT_EQ(counts["business_area"], 1);
}

TEST_F(CommandLine, HostileNamesArePlainText) {
  const std::string plan = folder.file("x'; DROP TABLE plan;--%s{0}.sqlite");
  const std::string name = "'); DROP TABLE plan; -- %n%s {0} <b>\"";
  ASSERT_EQ(hiilitie({"new", plan, "--name", name}).status, 0);
  const Outcome info = hiilitie({"info", plan, "--json"});
  ASSERT_EQ(info.status, 0) << info.err;
  EXPECT_EQ(Json::parse(info.out)["name"], name);
  EXPECT_EQ(hiilitie({"check", plan}).status, 0);
}

// ---- with real data --------------------------------------------------------------------------------------------

TEST_F(CommandLine, RealLayersAreAddedWithTheirCounts) {
  SHARED_OR_SKIP(tampere, "data/tampere/general_plan_2040_gk24.gpkg");
  SHARED_OR_SKIP(register_file, "data/emissions/prtr_finland.gpkg");
  SHARED_OR_SKIP(sheet, "data/espoo_nuuksio/m_L4132R_p.shp");
  SHARED_OR_SKIP(land, "data/finland/finland_land_10m.geojson");
  SHARED_OR_SKIP(osm, "data/helsinki/centre_2019.osm.pbf");
  const std::string plan = folder.file("t.sqlite");
  ASSERT_EQ(hiilitie({"new", plan, "--name", "Tampere"}).status, 0);

  const Outcome areas = hiilitie({"add", plan, tampere, "--layer", "k1_kayttotarkoitusalueet", "--role",
                                  "business-area", "--adopt", "--map", "name=Kaavamaarays_otsikko", "--map",
                                  "land_use=Kayttotarkoitus", "--where", "Kayttotarkoitus=T,TY"});
  EXPECT_EQ(areas.status, 0) << areas.err;
  EXPECT_THAT(areas.err, HasSubstr("315 features read"));

  const Outcome sources =
      hiilitie({"add", plan, register_file, "--layer", "facilities", "--role", "emission-source", "--map", "name=name",
                "--map", "ch4_t=ch4_kg:kg", "--map", "co2_t=co2_exbio_kg:kg", "--map", "year=air_year"});
  EXPECT_EQ(sources.status, 0) << sources.err;
  EXPECT_THAT(sources.err, HasSubstr("1072 features read"));
  EXPECT_THAT(sources.err, HasSubstr("296")) << "facilities without geometry are said";

  const Outcome cover = hiilitie({"add", plan, sheet, "--style-by", "LUOKKA"});
  EXPECT_EQ(cover.status, 0) << cover.err;
  EXPECT_THAT(cover.err, HasSubstr("4304 features read"));
  const Outcome coast = hiilitie({"add", plan, land});
  EXPECT_EQ(coast.status, 0) << coast.err;
  EXPECT_THAT(coast.err, HasSubstr("1 repaired"));
  const Outcome centre = hiilitie({"add", plan, osm, "--layer", "multipolygons"});
  EXPECT_EQ(centre.status, 0) << centre.err;

  EXPECT_EQ(hiilitie({"check", plan}).status, 0);
  const Json info = Json::parse(hiilitie({"info", plan, "--json"}).out);
  EXPECT_EQ(info["layers"].size(), 3U);
  EXPECT_GT(info["tables"]["business_area"].get<int>(), 10);
  EXPECT_GT(info["tables"]["emission_source"].get<int>(), 80);

  // The register's methane of its latest years, in kilograms, is in the plan in tonnes.
  const std::string out = folder.file("h.tif");
  ASSERT_EQ(hiilitie({"heatmap", plan, "-o", out, "--year", "2023", "--cell", "5000", "--radius", "20000"}).status, 0);
  double total_t = 0;
  const Json balance = balance_of(plan);
  for (const Json& year : balance["years"])
    if (year["year"] == 2023) total_t = year["emissions_t_co2e"].get<double>();
  EXPECT_GT(total_t, 1e6);
  EXPECT_NEAR(grid_total_t(out) / total_t, 1, 1e-9);

  const std::string picture = folder.file("t.png");
  const Outcome drawn = hiilitie({"render", plan, "-o", picture});
  EXPECT_EQ(drawn.status, 0) << drawn.err;
}

}  // namespace
