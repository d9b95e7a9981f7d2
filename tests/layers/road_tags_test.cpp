#include "layers/road_tags.hpp"

#include <map>

namespace layers {
namespace {

using geo::RoadUse;
using geo::Travel;

/// One line with these attributes.
geo::Features road(const std::map<std::string, std::string>& attributes) {
  geo::Features f;
  f.append(geo::Geometry::line({{240'000, 6'710'000}, {240'100, 6'710'000}}), 1);
  for (const auto& [name, value] : attributes) {
    geo::Column& column = f.columns.emplace_back();
    column.name = name;
    geo::TextColumn text;
    text.append(value);
    column.values = std::move(text);
  }
  return f;
}

RoadUse use(const std::map<std::string, std::string>& attributes) {
  return road_uses(road(attributes)).use.at(0);
}

TEST(RoadTags, FootpathsAreNotForLorries) {
  for (const char* highway : {"footway", "cycleway", "path", "track", "steps", "pedestrian", "bridleway", "corridor",
                              "construction", "proposed", "platform", "busway", ""})
    EXPECT_EQ(use({{"highway", highway}}).travel, Travel::none) << highway;
  for (const char* highway : {"motorway_link", "trunk", "primary", "secondary", "tertiary", "unclassified",
                              "residential", "living_street", "service", "road"})
    EXPECT_EQ(use({{"highway", highway}}).travel, Travel::both) << highway;
}

TEST(RoadTags, DirectionIsReadFromOwnColumnsAndFromOtherTags) {
  EXPECT_EQ(use({{"highway", "primary"}, {"oneway", "yes"}}).travel, Travel::forward);
  EXPECT_EQ(use({{"highway", "primary"}, {"other_tags", R"("oneway"=>"yes")"}}).travel, Travel::forward);
  EXPECT_EQ(use({{"highway", "primary"}, {"other_tags", R"("lanes"=>"2","oneway"=>"-1")"}}).travel, Travel::backward);
  EXPECT_EQ(use({{"highway", "primary"}, {"other_tags", R"("junction"=>"roundabout")"}}).travel, Travel::forward);
  EXPECT_EQ(use({{"highway", "motorway"}}).travel, Travel::forward);
  EXPECT_EQ(use({{"highway", "motorway"}, {"oneway", "no"}}).travel, Travel::both);
  EXPECT_EQ(use({{"highway", "primary"}, {"oneway", "reversible"}}).travel, Travel::both);
  EXPECT_EQ(use({{"fclass", "primary"}, {"oneway", "T"}}).travel, Travel::backward);
  EXPECT_EQ(use({{"fclass", "primary"}, {"oneway", "F"}}).travel, Travel::forward);
  EXPECT_EQ(use({{"fclass", "primary"}, {"oneway", "B"}}).travel, Travel::both);
}

TEST(RoadTags, AccessOfTheNearestKindDecides) {
  EXPECT_EQ(use({{"highway", "service"}, {"access", "no"}}).travel, Travel::none);
  EXPECT_EQ(use({{"highway", "service"}, {"access", "private"}}).travel, Travel::both);
  EXPECT_EQ(use({{"highway", "service"}, {"access", "no"}, {"motor_vehicle", "yes"}}).travel, Travel::both);
  EXPECT_EQ(use({{"highway", "service"}, {"motor_vehicle", "yes"}, {"hgv", "no"}}).travel, Travel::none);
}

TEST(RoadTags, SpeedIsTheSourcesElseTheClasss) {
  EXPECT_EQ(use({{"highway", "primary"}, {"maxspeed", "60"}}).speed_kmh, 60);
  EXPECT_NEAR(use({{"highway", "primary"}, {"maxspeed", "30 mph"}}).speed_kmh, 48.28032, 1e-9);
  EXPECT_EQ(use({{"highway", "primary"}, {"maxspeed", "FI:urban"}}).speed_kmh, 50);
  for (const char* odd : {"", "0", "none", "signals", "nan", "inf", "-50", "1e300", "60;80"})
    EXPECT_EQ(use({{"highway", "residential"}, {"maxspeed", odd}}).speed_kmh, road_speed_kmh::built_up) << odd;
  EXPECT_EQ(road_uses(road({{"highway", "primary"}})).assumed_speeds, 1U);
  EXPECT_EQ(road_uses(road({{"highway", "primary"}, {"maxspeed", "60"}})).assumed_speeds, 0U);
}

TEST(RoadTags, LevelsOfBridgesAndTunnels) {
  EXPECT_EQ(use({{"highway", "primary"}}).level, 0);
  EXPECT_EQ(use({{"highway", "primary"}, {"bridge", "yes"}}).level, 1);
  EXPECT_EQ(use({{"highway", "primary"}, {"other_tags", R"("bridge"=>"viaduct","layer"=>"2")"}}).level, 2);
  EXPECT_EQ(use({{"highway", "primary"}, {"tunnel", "yes"}}).level, -1);
  EXPECT_EQ(use({{"highway", "service"}, {"tunnel", "building_passage"}}).level, 0);
  EXPECT_EQ(use({{"highway", "primary"}, {"layer", "two"}}).level, 0);
}

TEST(RoadTags, TheSurveysClassesDirectionsAndStates) {
  const auto link = [](const char* kind, const char* direction, const char* state = "3") {
    return use({{"road_link_road_class_id", kind},
                {"road_link_direction_type_id", direction},
                {"road_link_lifecycle_status_id", state},
                {"tr_relation_to_ground_id", "-1"}});
  };
  EXPECT_EQ(link("12121", "0").travel, Travel::both);
  EXPECT_EQ(link("12121", "1").travel, Travel::forward);
  EXPECT_EQ(link("12121", "2").travel, Travel::backward);
  EXPECT_EQ(link("12121", "0").level, -1);
  EXPECT_EQ(link("12316", "0").travel, Travel::none) << "a drive path";
  EXPECT_EQ(link("12314", "0").travel, Travel::none) << "a cycleway";
  EXPECT_EQ(link("12121", "0", "2").travel, Travel::none) << "is being built";
  EXPECT_EQ(use({{"kmtk_id", "x"}, {"path_type_id", "1"}}).travel, Travel::none) << "the survey's layer of paths";
  EXPECT_EQ(use({{"KOHDELUOKK", "12111"}, {"YKSISUUNTA", "2"}}).travel, Travel::backward);
}

TEST(RoadTags, DigiroadsDirections) {
  EXPECT_EQ(use({{"AJOSUUNTA", "2"}}).travel, Travel::both);
  EXPECT_EQ(use({{"AJOSUUNTA", "3"}}).travel, Travel::backward);
  EXPECT_EQ(use({{"AJOSUUNTA", "4"}, {"LINKKITYYP", "3"}}).travel, Travel::forward);
  EXPECT_EQ(use({{"AJOSUUNTA", "2"}, {"LINKKITYYP", "8"}}).travel, Travel::none) << "a cycleway";
}

TEST(RoadTags, PlainLinesAreTwoWayRoads) {
  const RoadUses uses = road_uses(road({{"name", "Linja"}}));
  EXPECT_EQ(uses.columns, RoadColumns::lines);
  EXPECT_EQ(uses.use[0].travel, Travel::both);
  EXPECT_EQ(uses.use[0].speed_kmh, 50);
  EXPECT_EQ(use({{"oneway", "true"}}).travel, Travel::forward);
  EXPECT_EQ(use({{"maxspeed", "70"}}).speed_kmh, 70);
}

TEST(RoadTags, OtherTagsThatAreBrokenSayNothing) {
  EXPECT_EQ(osm_tag(R"("a"=>"1","b"=>"x \"y\" \\ z")", "b"), R"(x "y" \ z)");
  EXPECT_EQ(osm_tag(R"("oneway"=>"no","x"=>"oneway")", "oneway"), "no");
  EXPECT_EQ(osm_tag(R"("x"=>"oneway","y"=>"1")", "oneway"), "") << "a value is no key";
  for (const char* broken : {"", "\"", "\"oneway", "\"oneway\"", "\"oneway\"=>", "\"oneway\"=>\"", "oneway=>yes", "\\"})
    EXPECT_EQ(osm_tag(broken, "oneway"), "") << broken;
}

}  // namespace
}  // namespace layers
