// `hiilitie sink` on the real program.
#include "geo/crs.hpp"
#include "geo/grid.hpp"
#include "layers/grid_file.hpp"
#include "tests/app/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>

namespace {

using app_test::hiilitie;
using app_test::Outcome;
using app_test::TemporaryFolder;
using testing::HasSubstr;
using Json = nlohmann::json;

double figure(const Json& json, const std::string& pool, const std::string& quantity,
              const std::string& line = "inventory") {
  for (const Json& row : json["rows"])
    if (row["pool"] == pool && row["quantity"] == quantity && row["line"] == line) return row["value"];
  ADD_FAILURE() << "no row " << pool << " " << quantity;
  return 0;
}

Json asked(std::vector<std::string> arguments) {
  arguments.insert(arguments.begin(), "sink");
  arguments.emplace_back("--json");
  const Outcome outcome = hiilitie(arguments);
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  return Json::parse(outcome.out, nullptr, false);
}

void write(const std::string& path, const std::string& text) {
  std::ofstream(path) << text;
}

/// A box in TM35FIN as GeoJSON.
std::string box(double west, double south, double east, double north, const std::string& name = "box") {
  const auto p = [](double x, double y) { return "[" + std::to_string(x) + "," + std::to_string(y) + "]"; };
  return R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3067"}},)"
         R"("features":[{"type":"Feature","properties":{"name":")" +
         name + R"("},"geometry":{"type":"Polygon","coordinates":[[)" + p(west, south) + "," + p(east, south) + "," +
         p(east, north) + "," + p(west, north) + "," + p(west, south) + "]]}}]}";
}

TEST(SinkCommand, AMethodIsWorkedOutWithoutAPlan) {
  const Json spruce = asked({"--method", "stand-growth", "--set", "area_ha=1", "--set", "species=spruce", "--set",
                             "increment_m3_per_ha_a=6.9", "--set", "growing_stock_m3_per_ha=253", "--years", "2025"});
  EXPECT_NEAR(figure(spruce, "living-biomass", "co2_removal_t"), 7.42, 0.005);
  const Json char_ = asked({"--method", "biochar", "--set", "biochar_t=100t", "--set", "feedstock=wood", "--set",
                            "temperature=450-600", "--set", "soil=other", "--years", "2027"});
  EXPECT_NEAR(figure(char_, "products", "co2_removal_t"), 225.9, 0.05);
  ASSERT_EQ(char_["notes"].size(), 1U);
  EXPECT_THAT(char_["notes"][0].get<std::string>(), HasSubstr("cropland and grassland alone"));
  const Json wet = asked({"--method", "rewetting", "--set", "area_ha=10000m2", "--set", "start_year=2027", "--set",
                          "use_before=cropland", "--years", "2027:2027"});
  EXPECT_NEAR(figure(wet, "all", "net_removal_t_co2e"), -0.58, 0.006);
}

TEST(SinkCommand, AYieldTableIsGivenByAge) {
  const Outcome outcome = hiilitie({"sink", "--method", "yield-curve", "--set", "area_ha=2", "--set", "species=spruce",
                                    "--set", "start_year=2027", "--set",
                                    "yield_m3_per_ha=10:12,20:70,30:150,40:230,60:340", "--years", "2026:2087"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, testing::StartsWith("site,year,pool,line,quantity,value,low,high,status\n"));
  EXPECT_THAT(outcome.out, HasSubstr("sink-afforestation,2040,living-biomass,inventory,co2_removal_t,"));
  EXPECT_THAT(outcome.out, HasSubstr("sink-afforestation,2026,all,inventory,net_removal_t_co2e,0,0,0,"));
  EXPECT_THAT(outcome.err, HasSubstr("differs from the yield table"));
}

TEST(SinkCommand, FaultsAreOneSentence) {
  const auto fault = [](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "sink");
    const Outcome outcome = hiilitie(arguments);
    EXPECT_EQ(outcome.status, 1);
    EXPECT_EQ(outcome.out, "");
    return outcome.err;
  };
  EXPECT_THAT(fault({}), HasSubstr("One of PLAN, --stands, --raster and --method is needed"));
  EXPECT_THAT(fault({"--method", "magic", "--years", "2025"}), HasSubstr("Choose one of: "));
  EXPECT_THAT(fault({"--method", "drained-soil", "--set", "area_ha=1", "--set", "use=cropland"}),
              HasSubstr("The years are not given."));
  EXPECT_THAT(fault({"--method", "drained-soil", "--set", "area_ha=1,5", "--years", "2025"}), HasSubstr("1,5"));
  EXPECT_THAT(fault({"--method", "drained-soil", "--set", "area_ha=1kWh", "--set", "use=cropland", "--years", "2025"}),
              HasSubstr("can not be turned into ha"));
  EXPECT_THAT(
      fault({"--method", "drained-soil", "--set", "area_ha=2025:1,2025:2", "--set", "use=cropland", "--years", "2025"}),
      HasSubstr("2025 twice"));
  EXPECT_THAT(fault({"--method", "drained-soil", "--set", "area_ha=1", "--years", "2025"}),
              HasSubstr("Nothing is chosen for use."));
  EXPECT_THAT(fault({"--raster", "no.tif"}), HasSubstr("The polygon to sum over is not given."));
  EXPECT_THAT(fault({"--raster", "no.tif", "--polygon", "no.gpkg", "--preset", "x"}), HasSubstr("luke, syke"));
  EXPECT_THAT(fault({"--stands", "no.gpkg"}), HasSubstr("no.gpkg"));
}

TEST(SinkCommand, APlansSinksHaveTheirRemovalsByYear) {
  const TemporaryFolder folder;
  const std::string plan = folder.file("example.sqlite");
  ASSERT_EQ(hiilitie({"example", plan}).status, 0);
  const Json all = asked({plan, "--years", "2027:2029"});
  EXPECT_EQ(all["gwp_set"], "AR5");
  std::size_t fields = 0;
  for (const Json& row : all["rows"])
    if (row["site"] == "Pelto, metsityskohde" && row["pool"] == "living-biomass") {
      ++fields;
      EXPECT_GT(row["value"], 50);
      EXPECT_LT(row["low"], row["value"]);
      EXPECT_GT(row["high"], row["value"]);
    }
  EXPECT_EQ(fields, 3U);
  const Json one = asked({plan, "--site", "Pelto, metsityskohde", "--years", "2027"});
  for (const Json& row : one["rows"]) EXPECT_EQ(row["site"], "Pelto, metsityskohde");
  const Outcome wrong = hiilitie({"sink", plan, "--site", "no such"});
  EXPECT_EQ(wrong.status, 1);
  EXPECT_THAT(wrong.err, HasSubstr("The plan has no sink of this name. The plan's sinks are: "));
}

TEST(SinkCommand, StandsInsideAPolygonAreSummed) {
  SHARED_OR_SKIP(stands, "data/sinks/forest_stands_central_finland.gpkg");
  const TemporaryFolder folder;
  const Json all = asked({"--stands", stands});
  write(folder.file("west.geojson"), box(433'000, 6'985'000, 434'400, 6'990'000));
  write(folder.file("east.geojson"), box(434'400, 6'985'000, 436'000, 6'990'000));
  const double whole = figure(all, "living-biomass", "co2_removal_t");
  const double west =
      figure(asked({"--stands", stands, "--polygon", folder.file("west.geojson")}), "living-biomass", "co2_removal_t");
  const double east =
      figure(asked({"--stands", stands, "--polygon", folder.file("east.geojson")}), "living-biomass", "co2_removal_t");
  EXPECT_GT(west, 0);
  EXPECT_NEAR(west + east, whole, 1e-9 * whole);
  EXPECT_TRUE(all["rows"][0]["year"].is_null() || all["rows"][0]["year"] == "");
}

TEST(SinkCommand, ARasterIsSummedByShares) {
  const TemporaryFolder folder;
  // 5000 x 10 kg C/ha everywhere, but for a cell that Luke's maps call unknown.
  geo::Grid grid{{{400'000, 6'900'000}, 16, 20, 10}, std::vector<double>(200, 5000)};
  grid.values[0] = 32766;
  layers::write_geotiff(folder.file("carbon.tif"), grid, geo::Crs::tm35fin(), "10 kg C/ha", "carbon");
  write(folder.file("lot.geojson"), box(400'000, 6'900'000, 400'024, 6'900'032, "=lot, 1"));
  const Outcome csv = hiilitie({"sink", "--raster", folder.file("carbon.tif"), "--polygon", folder.file("lot.geojson"),
                                "--preset", "luke", "--csv"});
  ASSERT_EQ(csv.status, 0) << csv.err;
  EXPECT_THAT(
      csv.out,
      testing::StartsWith("polygon,area_ha,with_value_ha,nodata_share,mean,mean_unit,total,total_unit\n\"'=lot, 1\","));
  EXPECT_THAT(csv.err, HasSubstr("33.3 % of the polygon has no value"));
  const Json json = Json::parse(hiilitie({"sink", "--raster", folder.file("carbon.tif"), "--polygon",
                                          folder.file("lot.geojson"), "--preset", "luke", "--json"})
                                    .out);
  const Json& lot = json["polygons"][0];
  EXPECT_NEAR(lot["area_ha"], 0.0768, 1e-12);
  EXPECT_NEAR(lot["with_value_ha"], 0.0512, 1e-12);
  EXPECT_NEAR(lot["mean"], 5000, 1e-9);
  EXPECT_NEAR(lot["total"], 50 * 0.0512, 1e-9);
  EXPECT_EQ(lot["total_unit"], "t C");
}

}  // namespace
