#include "layers/plan_export.hpp"

#include "geo/error.hpp"

#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <filesystem>
#include <fstream>

namespace layers {
namespace {

class PlanExport : public testing::Test {
protected:
  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("hiilitie export ä" + std::to_string(getpid()));
  void SetUp() override { std::filesystem::create_directories(folder_); }
  void TearDown() override { std::filesystem::remove_all(folder_); }
};

geo::Plan small_plan() {
  geo::PlanInfo info;
  info.map_crs = "EPSG:3877";
  geo::Plan plan(info);
  geo::SinkSite sink;
  sink.name = "Pelto'; DROP TABLE sink_site; --";
  sink.geometry = geo::Geometry::polygon({{23450000, 6710000}, {23450100, 6710000}, {23450100, 6710100}});
  sink.given_area_ha = 0.5;
  plan.table<geo::SinkSite>() = plan.sink_sites().with({7}, std::make_shared<const geo::SinkSite>(sink));
  sink.given_area_ha.reset();
  sink.geometry = {};
  plan.table<geo::SinkSite>() = plan.sink_sites().with({9}, std::make_shared<const geo::SinkSite>(sink));
  geo::EmissionSource source;
  source.name = "Topinoja";
  source.sector = geo::Sector::landfill;
  source.geometry = geo::Geometry::point({23455000, 6715000});
  source.series = {{2017, geo::Gas::ch4_biogenic, 914.25, geo::MassMethod::measured},
                   {2018, geo::Gas::ch4_biogenic, 781, geo::MassMethod::calculated}};
  plan.table<geo::EmissionSource>() =
      plan.emission_sources().with({3}, std::make_shared<const geo::EmissionSource>(source));
  return plan;
}

TEST_F(PlanExport, HoldsTheEntitiesAndTheirYears) {
  const std::string path = folder_ / "plan.gpkg";
  export_geopackage(path, small_plan());
  GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR));
  ASSERT_TRUE(file);
  OGRLayer* sinks = file->GetLayerByName("sink_site");
  ASSERT_NE(sinks, nullptr);
  EXPECT_STREQ(sinks->GetSpatialRef()->GetAuthorityCode(nullptr), "3877");
  ASSERT_EQ(sinks->GetFeatureCount(), 2);
  OGRFeatureUniquePtr sink(sinks->GetFeature(7));
  ASSERT_TRUE(sink);
  EXPECT_STREQ(sink->GetFieldAsString("name"), "Pelto'; DROP TABLE sink_site; --");
  EXPECT_STREQ(sink->GetFieldAsString("state"), "planned");
  EXPECT_DOUBLE_EQ(sink->GetFieldAsDouble("given_area_ha"), 0.5);
  EXPECT_DOUBLE_EQ(sink->GetGeometryRef()->toPolygon()->get_Area(), 5000);
  OGRFeatureUniquePtr placeless(sinks->GetFeature(9));
  EXPECT_EQ(placeless->GetGeometryRef(), nullptr);
  EXPECT_FALSE(placeless->IsFieldSetAndNotNull(placeless->GetFieldIndex("given_area_ha")));
  OGRLayer* years = file->GetLayerByName("emission_source_year");
  ASSERT_NE(years, nullptr);
  EXPECT_EQ(years->GetGeomType(), wkbNone);
  ASSERT_EQ(years->GetFeatureCount(), 2);
  OGRFeatureUniquePtr year(years->GetNextFeature());
  EXPECT_EQ(year->GetFieldAsInteger("emission_source_id"), 3);
  EXPECT_EQ(year->GetFieldAsInteger("year"), 2017);
  EXPECT_STREQ(year->GetFieldAsString("gas"), "ch4_biogenic");
  EXPECT_DOUBLE_EQ(year->GetFieldAsDouble("mass_t"), 914.25);
  EXPECT_STREQ(year->GetFieldAsString("method"), "measured");
}

TEST_F(PlanExport, NeverOverwritesAndLeavesNothingHalfWritten) {
  const std::string path = folder_ / "there.gpkg";
  std::ofstream(path) << "mine";
  EXPECT_THROW(export_geopackage(path, small_plan()), geo::Error);
  EXPECT_EQ(std::filesystem::file_size(path), 4U);
  EXPECT_THROW(export_geopackage(folder_ / "no such folder" / "x.gpkg", small_plan()), geo::Error);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

}  // namespace
}  // namespace layers
