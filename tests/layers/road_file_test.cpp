// Roads of the shared files: routes by the hierarchy against plain search, and the plan's side file.
#include "layers/road_file.hpp"

#include "geo/road/router.hpp"
#include "layers/road_cache.hpp"
#include "layers/vector_reader.hpp"

#include <filesystem>
#include <fstream>
#include <numeric>
#include <random>
#include <sstream>
#include <unistd.h>

namespace layers {
namespace {

namespace fs = std::filesystem;
using geo::RoadPlace;
using geo::RouteBy;

const std::string data = std::string(HIILITIE_SHARED_DIR) + "/data/";

RoadPlace random_place(const geo::RoadGraph& graph, std::mt19937_64& random) {
  std::uniform_real_distribution<double> share(0, 1);
  RoadPlace place;
  place.edge = static_cast<std::uint32_t>(random() % graph.edges.size());
  place.along_m = share(random) * graph.edges[place.edge].length_m;
  return place;
}

/// Costs are the same to the last bit, and every thousandth route's line is as long as it says.
void expect_equals_plain(geo::RoadGraph graph, int pairs) {
  auto network = std::make_shared<geo::RoadNetwork>(std::move(graph));
  geo::Progress progress;
  network->prepare(RouteBy::length, progress);
  network->prepare(RouteBy::time, progress);
  geo::Router router(network);
  std::mt19937_64 random(20);
  int reached = 0;
  for (int pair = 0; pair < pairs; ++pair) {
    const RoadPlace from = random_place(network->graph(), random);
    const RoadPlace to = random_place(network->graph(), random);
    for (const RouteBy by : {RouteBy::length, RouteBy::time})
      ASSERT_EQ(router.cost(from, to, by), router.plain_cost(from, to, by)) << "pair " << pair;
    reached += router.cost(from, to, RouteBy::length) < geo::road::unreachable ? 1 : 0;
  }
  EXPECT_GT(reached, 0);
}

class SharedRoads : public testing::Test {
protected:
  void SetUp() override {
    if (!fs::exists(data)) GTEST_SKIP() << "The shared sample data is not beside this checkout.";
  }
  static RoadsRead read(const std::string& file, const std::string& layer = "") {
    geo::Progress progress;
    return read_roads(road_layers(data + file, layer, "", progress), geo::Crs::tm35fin(), progress).value;
  }
};

TEST_F(SharedRoads, OpenStreetMapOfHelsinki) {
  RoadsRead read = SharedRoads::read("helsinki/centre_2019.osm.pbf");
  EXPECT_EQ(read.columns, std::vector{RoadColumns::osm});
  EXPECT_GT(read.roads, 800U);
  EXPECT_LT(read.roads, 2504U) << "of 2504 road lines many are footways";
  expect_equals_plain(std::move(read.graph), 10'000);
}

TEST_F(SharedRoads, TheSurveysRoadLinks) {
  RoadsRead read = SharedRoads::read("helsinki/roads_nls.gpkg");
  // ogrinfo -sql: 1495 links, of them 51 drive paths (12316) and 3 out of use.
  EXPECT_EQ(read.roads, 1441U);
  expect_equals_plain(std::move(read.graph), 10'000);
}

TEST_F(SharedRoads, ThePlansOfTampere) {
  expect_equals_plain(SharedRoads::read("tampere/general_plan_2040_gk24.gpkg").graph, 10'000);
  for (const char* layer : {"k1_linjat_reitit_vaylat_line", "k1_pyorailyn_tavoiteverkko", "k2_yhteydet_polut_line"})
    expect_equals_plain(SharedRoads::read("tampere/general_plan_2040_gk24.gpkg", layer).graph, 10'000);
}

TEST_F(SharedRoads, LinesThatAreNoRoadsForLorriesMakeAGraphAllTheSame) {
  for (const auto& [file, layer] :
       std::vector<std::pair<std::string, std::string>>{{"helsinki/roads_nls.gpkg", "path"},
                                                        {"helsinki/roads_nls.gpkg", "shared_path_link"},
                                                        {"helsinki/railways_nls.gpkg", ""},
                                                        {"turku/voice_crosswalks_tm35fin.geojson", ""}}) {
    geo::Progress progress;
    const auto features = read_features({data + file, layer, "", geo::Crs::tm35fin()}, progress).value;
    const std::vector<geo::RoadUse> use(features.size(), {geo::Travel::both, 20, 0});
    expect_equals_plain(geo::build_road_graph(features, use, geo::Crs::tm35fin(), {}, progress).value, 10'000);
  }
}

TEST_F(SharedRoads, ALayerOfPathsAloneIsRefusedWithASentence) {
  EXPECT_THROW(SharedRoads::read("helsinki/roads_nls.gpkg", "path"), geo::Error);
}

TEST_F(SharedRoads, AFileWithoutLinesIsRefusedWithASentence) {
  EXPECT_THROW(SharedRoads::read("helsinki/districts_2021.gpkg"), geo::Error);
}

/// A small town as GeoJSON, and a side file that is removed at the end.
class RoadCache : public testing::Test {
protected:
  const fs::path folder_ = fs::temp_directory_path() / ("hiilitie_roads_" + std::to_string(getpid()));
  const fs::path roads_ = folder_ / "roads.geojson";
  const fs::path cache_ = folder_ / "plan.roads";

  void SetUp() override {
    fs::create_directories(folder_);
    write_roads(8);
  }
  void TearDown() override { fs::remove_all(folder_); }

  void write_roads(int side) const {
    std::ostringstream json;
    json.precision(10);
    json << R"({"type":"FeatureCollection","features":[)";
    const char* comma = "";
    for (int i = 0; i < side; ++i)
      for (const bool across : {true, false}) {
        json << comma << R"({"type":"Feature","properties":{},"geometry":{"type":"LineString","coordinates":[)";
        for (int k = 0; k < side; ++k)
          json << (k > 0 ? "," : "") << "[" << 22.2 + 0.002 * (across ? k : i) << "," << 60.4 + 0.001 * (across ? i : k)
               << "]";
        json << "]}}";
        comma = ",";
      }
    json << "]}";
    std::ofstream(roads_) << json.str();
  }
  [[nodiscard]] std::vector<RoadLayer> layers() const { return {{roads_.string(), "", ""}}; }
  std::shared_ptr<const geo::RoadNetwork> prepared(RouteBy by = RouteBy::length) const {
    geo::Progress progress;
    return prepared_roads(layers(), geo::Crs::tm35fin(), by, cache_, progress).value;
  }
  [[nodiscard]] std::string key() const { return road_cache_key(layers(), geo::Crs::tm35fin()); }
  [[nodiscard]] std::string bytes() const {
    std::ifstream in(cache_, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  void put(const std::string& content) const { std::ofstream(cache_, std::ios::binary) << content; }
};

double total_m(const geo::RoadNetwork& network) {
  const auto& edges = network.graph().edges;
  return std::accumulate(edges.begin(), edges.end(), 0.0, [](double sum, const auto& e) { return sum + e.length_m; });
}

TEST_F(RoadCache, WhatIsReadBackGivesTheSameRoutes) {
  const auto made = prepared();
  const auto kept = read_road_cache(cache_, key());
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->hierarchy(RouteBy::length));
  EXPECT_FALSE(kept->hierarchy(RouteBy::time)) << "was not asked for yet";
  EXPECT_EQ(total_m(*made), total_m(*kept));
  geo::Router first(made);
  geo::Router second(std::shared_ptr<const geo::RoadNetwork>(read_road_cache(cache_, key())));
  std::mt19937_64 random(1);
  for (int i = 0; i < 200; ++i) {
    const RoadPlace from = random_place(made->graph(), random);
    const RoadPlace to = random_place(made->graph(), random);
    EXPECT_EQ(first.cost(from, to, RouteBy::length), second.cost(from, to, RouteBy::length));
  }
}

TEST_F(RoadCache, ASecondHierarchyIsAddedToTheFirst) {
  prepared(RouteBy::length);
  prepared(RouteBy::time);
  const auto kept = read_road_cache(cache_, key());
  ASSERT_TRUE(kept);
  EXPECT_TRUE(kept->hierarchy(RouteBy::length));
  EXPECT_TRUE(kept->hierarchy(RouteBy::time));
}

TEST_F(RoadCache, AChangedSourceIsReadAgain) {
  const double before_m = total_m(*prepared());
  write_roads(5);
  EXPECT_LT(total_m(*prepared()), before_m);
}

TEST_F(RoadCache, OtherSettingsAreAnotherKey) {
  const std::string own = key();
  EXPECT_NE(road_cache_key(layers(), geo::Crs::from_text("EPSG:3877")), own);
  std::vector<RoadLayer> other = layers();
  other[0].crs = "EPSG:4326";
  EXPECT_NE(road_cache_key(other, geo::Crs::tm35fin()), own);
}

TEST_F(RoadCache, NoFlippedByteIsBelieved) {
  const double length_m = total_m(*prepared());
  const std::string whole = bytes();
  ASSERT_GT(whole.size(), 1000U);
  std::mt19937_64 random(3);
  for (int i = 0; i < 300; ++i) {
    std::string damaged = whole;
    const std::size_t place = i < 64 ? static_cast<std::size_t>(i) : random() % damaged.size();
    damaged[place] = static_cast<char>(damaged[place] ^ static_cast<char>(1U << (random() % 8)));
    put(damaged);
    EXPECT_FALSE(read_road_cache(cache_, key())) << "byte " << place;
  }
  EXPECT_EQ(total_m(*prepared()), length_m) << "it is made anew";
  EXPECT_EQ(bytes(), whole);
}

TEST_F(RoadCache, NoShortenedOrLengthenedFileIsBelieved) {
  prepared();
  const std::string whole = bytes();
  for (std::size_t size = 0; size < whole.size(); size += 1 + size / 7) {
    put(whole.substr(0, size));
    EXPECT_FALSE(read_road_cache(cache_, key())) << size;
  }
  put(whole + "x");
  EXPECT_FALSE(read_road_cache(cache_, key()));
  put(whole + whole);
  EXPECT_FALSE(read_road_cache(cache_, key()));
}

TEST_F(RoadCache, WithoutASideFileOrLeaveToWriteOneItWorksAllTheSame) {
  const double length_m = total_m(*prepared());
  fs::remove(cache_);
  EXPECT_EQ(total_m(*prepared()), length_m);
  fs::remove(cache_);
  fs::create_directory(cache_);  // can not be written over
  EXPECT_EQ(total_m(*prepared()), length_m);
  EXPECT_TRUE(fs::is_directory(cache_));
  std::size_t others = 0;
  for ([[maybe_unused]] const auto& entry : fs::directory_iterator(folder_)) ++others;
  EXPECT_EQ(others, 2U) << "nothing half written is left";
}

TEST_F(RoadCache, TheSideFileStandsBesideThePlan) {
  EXPECT_EQ(road_cache_file("/plans/topinpuisto.sqlite"), fs::path("/plans/topinpuisto.roads"));
}

}  // namespace
}  // namespace layers
