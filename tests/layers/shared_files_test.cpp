// The published files of the shared folder: counts, faults and places as its README and GDAL's tools state them.
#include "layers/source.hpp"
#include "layers/vector_reader.hpp"

#include <algorithm>
#include <filesystem>

namespace layers {
namespace {

using geo::GeometryKind;
using geo::ProblemKind;

const std::string data = std::string(HIILITIE_SHARED_DIR) + "/data/";

class SharedFiles : public testing::Test {
protected:
  void SetUp() override {
    if (!std::filesystem::exists(data)) GTEST_SKIP() << "The shared sample data is not beside this checkout.";
  }
  geo::Loaded<geo::Features> read(const std::string& file, const std::string& layer = "", const std::string& crs = "") {
    geo::Progress progress;
    return read_features({data + file, layer, crs, geo::Crs::tm35fin(), {}}, progress);
  }
};

std::size_t count_of(const std::vector<geo::Problem>& problems, ProblemKind kind, std::string_view word) {
  return static_cast<std::size_t>(std::count_if(problems.begin(), problems.end(), [&](const geo::Problem& p) {
    return p.kind == kind && p.reason.text.find(word) != std::string::npos;
  }));
}
std::size_t repaired(const geo::Loaded<geo::Features>& loaded) {
  return count_of(loaded.problems, ProblemKind::repaired, "repaired");
}
std::size_t without_geometry(const geo::Features& f) {
  return static_cast<std::size_t>(std::count(f.kind.begin(), f.kind.end(), GeometryKind::none));
}

struct Counted {
  const char* file;
  const char* layer;
  const char* crs;
  std::size_t features;
  std::size_t invalid;
  std::size_t without_geometry;
};

// Counts, invalid and null geometries: data/README.md; invalid ones of the Tampere plan and of the Nuuksio sheet:
// ogrinfo -dialect sqlite -sql "SELECT count(*) FROM layer WHERE NOT ST_IsValid(geometry)".
const std::vector<Counted> counted{
    {"emissions/prtr_finland.gpkg", "facilities", "", 1072, 0, 296},
    {"emissions/prtr_finland.gpkg", "releases", "", 5290, 0, 5290},
    {"emissions/prtr_finland.gpkg", "waste_transfers", "", 8564, 0, 8564},
    {"emissions/prtr_facilities.csv", "", "", 1072, 0, 296},
    {"emissions/prtr_releases.csv", "", "", 5290, 0, 5290},
    {"emissions/prtr_waste_transfers.csv", "", "", 8564, 0, 8564},
    {"emissions/landfills_prtr.geojson", "", "", 92, 0, 0},
    {"turku/prtr_facilities_turku_region.geojson", "", "", 37, 0, 0},
    {"turku/parking_areas_gk23.geojson", "", "", 690, 4, 0},
    {"turku/loading_places_gk23.geojson", "", "", 129, 0, 0},
    {"turku/traffic_counters_gk23.geojson", "", "", 119, 0, 0},
    {"turku/voice_crosswalks_tm35fin.geojson", "", "", 161, 0, 0},
    {"turku/shared_car_parking_gk23.geojson", "", "", 5, 0, 0},
    {"turku/bicycle_stands.geojson", "", "", 351, 0, 0},
    {"turku/parking_machines.geojson", "", "", 95, 0, 0},
    {"turku/eco_counter_stations.geojson", "", "", 7, 0, 0},
    {"turku/charging_points.csv", "", "EPSG:3877", 152, 0, 0},
    {"tampere/general_plan_2040_gk24.gpkg", "k1_kayttotarkoitusalueet", "", 315, 0, 0},
    {"tampere/general_plan_2040_gk24.gpkg", "k4_alueet_polygon", "", 71, 0, 0},
    {"tampere/general_plan_2040_gk24.gpkg", "k2_kayttark_polygon", "", 114, 0, 0},
    {"tampere/general_plan_2040_gk24.gpkg", "k2_osa_alueet_polygon", "", 28, 0, 0},
    {"tampere/general_plan_2040_gk24.gpkg", "k1_linjat_reitit_vaylat_line", "", 312, 0, 0},
    {"tampere/general_plan_2040_gk24.gpkg", "k1_pyorailyn_tavoiteverkko", "", 48, 0, 2},
    {"tampere/general_plan_2040_gk24.gpkg", "k2_yhteydet_polut_line", "", 189, 0, 0},
    {"helsinki/roads_nls.gpkg", "road_link", "", 1495, 0, 0},
    {"helsinki/roads_nls.gpkg", "path", "", 206, 0, 0},
    {"helsinki/roads_nls.gpkg", "shared_path_link", "", 1314, 0, 0},
    {"helsinki/buildings_nls.gpkg", "", "", 2328, 0, 0},
    {"helsinki/parcels_nls.gpkg", "", "", 1247, 0, 0},
    {"helsinki/railways_nls.gpkg", "", "", 1057, 0, 0},
    {"helsinki/power_lines_vantaa_nls.gpkg", "power_lines", "", 181, 0, 0},
    {"helsinki/power_lines_vantaa_nls.gpkg", "substations", "", 4, 0, 0},
    {"helsinki/districts_2021.gpkg", "", "", 8, 0, 0},
    {"espoo_nuuksio/m_L4132R_p.shp", "", "", 4304, 0, 0},
    {"sinks/forest_stands_central_finland.gpkg", "", "", 225, 0, 0},
    {"sinks/marshes_north_ostrobothnia_nls.gpkg", "", "", 185, 0, 0},
    {"energy/power_units_jrc_finland.csv", "", "", 70, 0, 0},
    {"finland/municipalities_2021.gpkg", "", "", 309, 15, 0},
    {"finland/municipalities_2023_simplified.geojson", "", "", 309, 0, 0},
    {"finland/regions_2023_simplified.geojson", "", "", 19, 0, 0},
    {"finland/finland_land_10m.geojson", "", "", 1, 1, 0},
    {"finland/places.geojson", "", "", 885, 0, 0},
};

TEST_F(SharedFiles, HaveTheirFeaturesAndFaults) {
  for (const Counted& expected : counted) {
    SCOPED_TRACE(std::string(expected.file) + " " + expected.layer);
    const auto loaded = read(expected.file, expected.layer, expected.crs);
    EXPECT_EQ(loaded.value.size(), expected.features);
    EXPECT_EQ(without_geometry(loaded.value), expected.without_geometry);
    EXPECT_EQ(repaired(loaded), expected.invalid);
    for (const geo::Column& column : loaded.value.columns) EXPECT_EQ(column.size(), expected.features) << column.name;
    EXPECT_EQ(loaded.value.source_id.size(), expected.features);
    EXPECT_EQ(count_of(loaded.problems, ProblemKind::left_out, ""), 0U);
    for (std::size_t i = 0; i < loaded.value.size(); ++i)
      if (loaded.value.kind[i] == GeometryKind::polygon && expected.features < 1000) {
        ASSERT_TRUE(geo::is_valid(loaded.value.geometry(i))) << i;
      }
  }
}

TEST_F(SharedFiles, CutOpenStreetMapAreasAreToldInOwnWordsAndOnlyWhereAreasAre) {
  const std::string file = "helsinki/centre_2019.osm.pbf";
  geo::Progress progress;
  const Source source = inspect(data + file, progress);
  EXPECT_EQ(count_of(source.problems, ProblemKind::doubtful, "does not close"), 1U);
  EXPECT_EQ(source.problems.size(), 2U);
  for (const auto& [layer, told] : {std::pair{"points", 0U}, {"lines", 0U}, {"multipolygons", 1U}}) {
    const auto loaded = read(file, layer);
    EXPECT_EQ(count_of(loaded.problems, ProblemKind::doubtful, "does not close"), told) << layer;
    EXPECT_EQ(count_of(loaded.problems, ProblemKind::doubtful, "While reading"), 0U) << layer;
  }
  // Each of those that could not become areas is also listed by its id.
  EXPECT_EQ(count_of(read(file, "multipolygons").problems, ProblemKind::left_out, "too few positions"), 27U);
}

TEST_F(SharedFiles, CoastOfThousandsOfLakesIsRepairedAsGeosDoesItButInSeconds) {
  geo::Features land = read("finland/finland_land_10m.geojson").value;
  // The area of GEOSMakeValid's result (GEOS 3.11.1, default method) for the file's positions in TM35FIN; it took that
  // function 60 s. The raw rings sum up to 35 m2 more.
  EXPECT_NEAR(geo::planar_area_m2(land.geometry(0)) / 304648819602.77948, 1, 1e-9);
  EXPECT_TRUE(geo::is_valid(land.geometry(0)));
  EXPECT_EQ(land.geometry(0).parts.size(), 4287U);
}

}  // namespace
}  // namespace layers
