// hiilitie route, on the real program: roads of its own making and the shared ones, coordinates in several systems, and
// what can not be driven.
#include "tests/app/program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>

namespace {

using app_test::hiilitie;
using app_test::Outcome;
using testing::AllOf;
using testing::HasSubstr;
using Json = nlohmann::json;

/// Coordinates are those of ETRS-TM35FIN, said in the file.
std::string road(const std::string& coordinates, const std::string& properties = "") {
  return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{"type":"LineString","coordinates":)" +
         coordinates + "}}";
}

class RouteCommand : public testing::Test {
protected:
  app_test::TemporaryFolder folder_;
  const std::string roads_ = folder_.file("roads.geojson");

  void write(const std::vector<std::string>& features) const {
    std::ofstream out(roads_);
    out << R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3067"}},)"
        << R"("features":[)";
    for (std::size_t i = 0; i < features.size(); ++i) out << (i > 0 ? "," : "") << features[i];
    out << "]}";
  }
  [[nodiscard]] Json route(std::vector<std::string> arguments) const {
    arguments.insert(arguments.begin(), {"route", roads_});
    arguments.push_back("--json");
    const Outcome outcome = hiilitie(arguments);
    EXPECT_EQ(outcome.status, 0) << outcome.err;
    return Json::parse(outcome.out, nullptr, false);
  }
};

// A square near Turku: the straight way is one-way and slow, the way round is two-way.
const std::vector<std::string> square{
    road("[[240000,6710000],[241000,6710000]]", R"("oneway":"yes","maxspeed":"20")"),
    road("[[240000,6710000],[240000,6710500],[241000,6710500],[241000,6710000]]", R"("maxspeed":"80")")};

TEST_F(RouteCommand, PrintsDistanceTimeAndLine) {
  write(square);
  const Outcome outcome = hiilitie({"route", roads_, "--from", "240000,6710000", "--to", "241000,6710000"});
  EXPECT_EQ(outcome.status, 0);
  // At this easting a kilometre of the map is 999.57 m on the ground.
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("distance_km: 1.000\n"), HasSubstr("time_min: 3.0\n"),
                                 HasSubstr("route: LINESTRING (240000.000 6710000.000, 241000.000 6710000.000)\n")));
}

TEST_F(RouteCommand, OneWaysAndSpeedsDecideTheWay) {
  write(square);
  EXPECT_NEAR(route({"--from", "240000,6710000", "--to", "241000,6710000"})["distance_km"], 1.0, 0.001);
  EXPECT_NEAR(route({"--from", "241000,6710000", "--to", "240000,6710000"})["distance_km"], 2.0, 0.002);
  const Json fast = route({"--from", "240000,6710000", "--to", "241000,6710000", "--by", "time"});
  EXPECT_NEAR(fast["distance_km"], 2.0, 0.002);
  EXPECT_NEAR(fast["time_s"], 90, 0.1);
  EXPECT_EQ(fast["coordinates"].size(), 4U);
}

TEST_F(RouteCommand, CoordinatesMayBeInAnotherSystem) {
  write(square);
  const Json metres = route({"--from", "240000,6710000", "--to", "241000,6710000"});
  EXPECT_EQ(metres["crs"], "EPSG:3067");
  const Json degrees = route({"--crs", "EPSG:4326", "--from", "22.2714,60.4414", "--to", "22.2894,60.4424"});
  EXPECT_EQ(degrees["crs"], "EPSG:4326");
  EXPECT_NEAR(degrees["distance_km"], 1.0, 0.1);
  EXPECT_NEAR(degrees["coordinates"][0][0], 22.27, 0.01);
  const Json guessed = route({"--from", "22.2714,60.4414", "--to", "22.2894,60.4424"});
  EXPECT_EQ(guessed["crs"], "EPSG:4326") << "as metres they would lie at the equator";
  EXPECT_EQ(guessed["distance_km"], degrees["distance_km"]);
}

TEST_F(RouteCommand, WhatCanNotBeDrivenIsASentence) {
  write({square[0], square[1], road("[[240000,6712000],[241000,6712000]]")});
  const auto fails = [&](const std::vector<std::string>& places, const char* why) {
    std::vector<std::string> arguments{"route", roads_};
    arguments.insert(arguments.end(), places.begin(), places.end());
    const Outcome outcome = hiilitie(arguments);
    EXPECT_EQ(outcome.status, 1);
    EXPECT_TRUE(outcome.out.empty()) << outcome.out;
    EXPECT_THAT(outcome.err, HasSubstr(why));
  };
  fails({"--from", "240000,6710000", "--to", "240500,6712000"}, "nowhere joined");
  fails({"--from", "240000,6710000", "--to", "240500,6712000"}, "2 pieces");
  fails({"--from", "240000,6709000", "--to", "241000,6710000"}, "The nearest road is 1000 m away, farther than 500 m.");
  fails({"--from", "240000,6710000", "--to", "260000,6710000"}, "The nearest road is 19000 m away");
  fails({"--from", "240000", "--to", "241000,6710000"}, "This is not a place.");
  fails({"--from", "240000,nan", "--to", "241000,6710000"}, "This is not a place.");
  fails({"--from", "240 000,6710000", "--to", "241000,6710000"}, "This is not a place.");
  fails({"--from", "1,2", "--to", "1,2", "--by", "beauty"}, "Choose one of: length, time, co2e.");
  write({road("[[240000,6710000],[241000,6710000]]", R"("oneway":"yes")")});
  fails({"--from", "241000,6710000", "--to", "240000,6710000"}, "One-way roads lead only the other way.");
}

TEST_F(RouteCommand, FromAPlaceToItselfIsSaidAndNoFault) {
  write(square);
  const Outcome outcome = hiilitie({"route", roads_, "--from", "240100,6710000", "--to", "240100,6710000"});
  EXPECT_EQ(outcome.status, 0);
  EXPECT_THAT(outcome.out, HasSubstr("distance_km: 0.000"));
  EXPECT_THAT(outcome.err, HasSubstr("same place"));
}

TEST_F(RouteCommand, FilesWithoutRoadsAreASentence) {
  const auto fails = [&](const std::string& file, const char* why) {
    const Outcome outcome = hiilitie({"route", file, "--from", "240000,6710000", "--to", "241000,6710000"});
    EXPECT_EQ(outcome.status, 1);
    EXPECT_THAT(outcome.err, HasSubstr(why));
  };
  write({R"({"type":"Feature","properties":{},"geometry":{"type":"Point","coordinates":[240000,6710000]}})"});
  fails(roads_, "no layer of lines");
  write({road("[[240000,6710000],[241000,6710000]]", R"("highway":"footway")")});
  fails(roads_, "no line that is a road for lorries");
  fails(folder_.file("missing.gpkg"), "missing.gpkg");
  EXPECT_EQ(hiilitie({"route", roads_, "--from", "1,2"}).status, 2);
}

TEST_F(RouteCommand, APlansRoadsAreKeptReadyBesideIt) {
  write(square);
  const std::string plan = folder_.file("plan.sqlite");
  ASSERT_EQ(hiilitie({"new", plan, "--name", "Roads"}).status, 0);
  const std::vector<std::string> ask{"route", plan, "--from", "241000,6710000", "--to", "240000,6710000", "--json"};
  EXPECT_THAT(hiilitie(ask).err, HasSubstr("The plan has no road network."));
  ASSERT_EQ(hiilitie({"add", plan, roads_, "--role", "road-network"}).status, 0);
  const Outcome first = hiilitie(ask);
  EXPECT_EQ(first.status, 0) << first.err;
  EXPECT_TRUE(std::filesystem::exists(folder_.file("plan.roads")));
  EXPECT_EQ(hiilitie(ask).out, first.out);
  std::filesystem::resize_file(folder_.file("plan.roads"), 100);  // damaged: made anew without a word
  const Outcome again = hiilitie(ask);
  EXPECT_EQ(again.out, first.out);
  EXPECT_EQ(again.err, first.err);
  EXPECT_GT(std::filesystem::file_size(folder_.file("plan.roads")), 100U);
}

TEST_F(RouteCommand, DrivesInHelsinki) {
  SHARED_OR_SKIP(osm, "data/helsinki/centre_2019.osm.pbf");
  // From the market square to the railway station, about a kilometre.
  const Outcome outcome =
      hiilitie({"route", osm, "--from", "24.9520,60.1680", "--to", "24.9410,60.1705", "--by", "time", "--json"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const Json json = Json::parse(outcome.out);
  EXPECT_GT(json["distance_km"], 0.6);
  EXPECT_LT(json["distance_km"], 3.0);
  EXPECT_GT(json["time_s"], 60);
}

}  // namespace
