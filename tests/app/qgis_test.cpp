// A plan file opens in QGIS as it is. Skipped where QGIS is not installed.
#include "tests/app/program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace {

using Json = nlohmann::json;

Json as_qgis_sees(const std::string& plan, const std::vector<std::string>& tables) {
  std::vector<std::string> arguments{"/usr/bin/python3", HIILITIE_SOURCE_DIR "/tests/app/open_in_qgis.py", plan};
  arguments.insert(arguments.end(), tables.begin(), tables.end());
  const app_test::Outcome seen = app_test::run_program(arguments);
  if (seen.status == 77 || seen.status == 127) return nullptr;
  EXPECT_EQ(seen.status, 0) << seen.err;
  return Json::parse(seen.out);
}

TEST(Qgis, OpensEveryTableOfAPlanWithItsFeaturesAndCrs) {
  const app_test::TemporaryFolder folder;
  const std::string plan = folder.file("example.sqlite");
  ASSERT_EQ(app_test::hiilitie({"example", plan}).status, 0);
  const std::map<std::string, int> rows{{"business_area", 1}, {"partner", 10},  {"emission_source", 7},
                                        {"landfill_part", 3}, {"sink_site", 6}, {"surrounding", 13}};
  std::vector<std::string> tables;
  for (const auto& [table, count] : rows) tables.push_back(table);
  const Json seen = as_qgis_sees(plan, tables);
  if (seen.is_null()) GTEST_SKIP() << "needs PyQGIS (Debian package python3-qgis)";
  for (const auto& [table, count] : rows) {
    EXPECT_EQ(seen[table]["ogr"]["valid"], true) << table;
    EXPECT_EQ(seen[table]["ogr"]["crs"], "EPSG:3067") << table;
    // QGIS's own SpatiaLite provider (not the one it takes for a file that is dropped on it) opens columns of mixed
    // geometry, but asks for the CRS.
    EXPECT_EQ(seen[table]["spatialite"]["valid"], true) << table;
    EXPECT_EQ(seen[table]["ogr"]["features"], count) << table;
  }
  EXPECT_EQ(seen["partner"]["ogr"]["with_geometry"], 9) << "the city owns land, but has no place of its own";
}

TEST(Qgis, OgrinfoReadsThePlan) {
  const app_test::TemporaryFolder folder;
  const std::string plan = folder.file("example.sqlite");
  ASSERT_EQ(app_test::hiilitie({"example", plan}).status, 0);
  const app_test::Outcome listed = app_test::run_program({"ogrinfo", "-ro", "-so", plan, "sink_site"});
  ASSERT_EQ(listed.status, 0) << listed.err;
  EXPECT_NE(listed.out.find("Feature Count: 6"), std::string::npos) << listed.out;
  EXPECT_NE(listed.out.find("3067"), std::string::npos) << listed.out;
}

}  // namespace
