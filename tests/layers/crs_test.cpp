// Coordinate reference systems of files: axis order, codes, local zones, and files that state none.
#include "layers/crs_proposal.hpp"
#include "layers/source.hpp"
#include "layers/vector_reader.hpp"

#include <filesystem>
#include <fstream>

namespace layers {
namespace {

const std::string data = std::string(HIILITIE_SHARED_DIR) + "/data/";

// Reference positions: `gdaltransform -s_srs S -t_srs EPSG:3067` of GDAL 3.6.2 / PROJ 9.1.1, x y order. Tolerance 0.1
// m, what the plan promises; the transforms themselves agree to the printed digits.
struct Place {
  const char* file;
  const char* layer;
  const char* crs;
  double x_m, y_m;
};

class CrsOfFiles : public testing::Test {
protected:
  void SetUp() override {
    if (!std::filesystem::exists(data)) GTEST_SKIP() << "The shared sample data is not beside this checkout.";
  }
};

TEST_F(CrsOfFiles, PutsTheFirstPositionWhereGdaltransformDoes) {
  const std::vector<Place> places{
      {"turku/parking_areas_gk23.geojson", "", "", 241011.8693, 6710311.3886},
      {"tampere/general_plan_2040_gk24.gpkg", "k1_kayttotarkoitusalueet", "", 326239.6268, 6816288.0654},
      {"helsinki/roads_nls.gpkg", "road_link", "", 386611.6470, 6677121.3650},
      {"espoo_nuuksio/m_L4132R_p.shp", "", "", 379394.2480, 6689991.9360},
      {"emissions/landfills_prtr.geojson", "", "", 606585.6255, 6960683.1152},
      {"turku/charging_points.csv", "", "EPSG:3877", 235168.9568, 6711716.7090},
  };
  for (const Place& place : places) {
    geo::Progress progress;
    const auto loaded = read_features({data + place.file, place.layer, place.crs, geo::Crs::tm35fin()}, progress);
    ASSERT_FALSE(loaded.value.positions.empty()) << place.file;
    EXPECT_NEAR(loaded.value.positions[0].x_m, place.x_m, 0.1) << place.file;
    EXPECT_NEAR(loaded.value.positions[0].y_m, place.y_m, 0.1) << place.file;
  }
}

TEST(CrsProposals, NameTheSystemThatTheNumbersFit) {
  const auto best = [](const geo::MapBox& box) {
    const auto proposals = propose_crs(box);
    return proposals.empty() ? std::string() : proposals.front().text();
  };
  EXPECT_EQ(best({23455035, 6704984, 23457792, 6707016}), "EPSG:3877");
  EXPECT_EQ(best({24487000, 6820000, 24490000, 6830000}), "EPSG:3878");
  EXPECT_EQ(best({19480000, 6700000, 19520000, 6720000}), "EPSG:3873");
  EXPECT_EQ(best({240000, 6710000, 241000, 6711000}), "EPSG:3067");
  EXPECT_EQ(best({6710000, 240000, 6711000, 241000}), "EPSG:3067/NE");
  EXPECT_EQ(best({6704984, 23455035, 6707016, 23457792}), "EPSG:3877/NE");
  EXPECT_EQ(best({22.1, 60.3, 22.5, 60.6}), "EPSG:4326");
  EXPECT_EQ(best({60.3, 22.1, 60.6, 22.5}), "EPSG:4326/NE");
  EXPECT_EQ(best({3380000, 6670000, 3390000, 6680000}), "EPSG:2393");
  EXPECT_EQ(best({2475000, 8500000, 2480000, 8510000}), "EPSG:3857");
  EXPECT_EQ(best({-180, -90, 180, 83}), "EPSG:4326");
  EXPECT_EQ(best({1e9, 1e9, 2e9, 2e9}), "");
  EXPECT_EQ(best({}), "");
}

TEST(CrsProposals, AreTakenBackAsTheyAreSaid) {
  const SaidCrs said = said_crs("EPSG:3877/NE");
  EXPECT_EQ(said.crs.epsg(), 3877);
  EXPECT_TRUE(said.north_first);
  EXPECT_FALSE(said_crs("EPSG:3877").north_first);
  EXPECT_THROW(static_cast<void>(said_crs("EPSG:0")), geo::Error);
  EXPECT_THROW(static_cast<void>(said_crs("no such system/NE")), geo::Error);
}

TEST(Tables, WithFinnishColumnsAndCommasGivePointsAndSayWhichRowsDoNot) {
  const std::string path = std::filesystem::temp_directory_path() / ("hiilitie_t" + std::to_string(getpid()) + ".csv");
  std::ofstream(path, std::ios::binary) << "\xEF\xBB\xBFNimi;It\xC3\xA4;Pohjoinen;Koodi\r\n"
                                           "Eka;240100,5;6711900,25;007\r\n"
                                           "Toka;ei tiedossa;6711900;008\r\n"
                                           "Kolmas;;;009\r\n";
  geo::Progress progress;
  try {
    static_cast<void>(read_features({path, "", "", geo::Crs::tm35fin()}, progress));
    ADD_FAILURE() << "a file without CRS was read";
  } catch (const geo::Error& error) {
    EXPECT_THAT(error.what(), testing::HasSubstr("EPSG:3067"));
    EXPECT_THAT(error.what(), testing::HasSubstr("--crs"));
  }
  const auto loaded = read_features({path, "", "EPSG:3067", geo::Crs::tm35fin()}, progress);
  std::filesystem::remove(path);
  ASSERT_EQ(loaded.value.size(), 3U);
  EXPECT_EQ(loaded.value.positions, (std::vector<geo::MapPoint>{{240100.5, 6711900.25}}));
  EXPECT_EQ(loaded.problems.size(), 2U);
  ASSERT_NE(loaded.value.column("Nimi"), nullptr) << "the byte order mark is no part of the name";
  EXPECT_EQ(loaded.value.column("Koodi")->text(0), "007");
}

}  // namespace
}  // namespace layers
