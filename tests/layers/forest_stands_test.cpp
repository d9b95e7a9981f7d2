// Real stands of the Finnish Forest Centre, read as a layer and summed inside polygons.
#include "geo/sink/forest_stands.hpp"

#include "layers/factor_file.hpp"
#include "layers/vector_reader.hpp"

#include <cmath>
#include <filesystem>
#include <limits>

namespace {

const std::filesystem::path stands_file =
    std::filesystem::path(HIILITIE_SHARED_DIR) / "data" / "sinks" / "forest_stands_central_finland.gpkg";

const geo::FactorCatalogue& factors() {
  static const geo::FactorCatalogue catalogue =
      layers::read_factor_file(std::filesystem::path(HIILITIE_SOURCE_DIR) / "assets" / "factors" / "sinks.toml")
          .catalogue;
  return catalogue;
}

geo::StandRemoval removal(const geo::Features& features, const std::optional<geo::Geometry>& polygon = {}) {
  const auto stands = geo::forest_stands(features, geo::stand_columns(features));
  geo::Progress progress;
  return geo::removal_of_stands(features, stands.value, polygon, geo::Crs::tm35fin(), factors(), 2025, progress);
}

double co2_t(const geo::StandRemoval& sum, geo::SinkPool pool = geo::SinkPool::living_biomass) {
  for (const geo::SinkRow& row : geo::sink_rows(sum.terms))
    if (row.key.pool == pool && row.key.quantity == geo::SinkQuantity::co2_removal_t) return row.value;
  return 0;
}

geo::Geometry box(double west, double south, double east, double north) {
  return geo::Geometry::polygon({{west, south}, {east, south}, {east, north}, {west, north}});
}

class RealStands : public testing::Test {
protected:
  void SetUp() override {
    if (!std::filesystem::exists(stands_file)) GTEST_SKIP() << "The sample of forest stands is not there.";
    geo::Progress progress;
    layers::ReadRequest request;
    request.path = stands_file.string();
    features_ = layers::read_features(request, progress).value;
  }
  geo::Features features_;
};

TEST_F(RealStands, AllColumnsAreFoundAndNearlyAllStandsCount) {
  const geo::StandColumns columns = geo::stand_columns(features_);
  EXPECT_EQ(columns.volume, "volume_m3_ha");
  EXPECT_EQ(columns.increment, "volume_growth");
  EXPECT_EQ(columns.species, "main_tree_species");
  const geo::StandRemoval sum = removal(features_);
  EXPECT_EQ(sum.parts.size(), 225U);
  // Four stands are clear-cut: no species, and no growth. Their sum is 0, and nothing is missing in it.
  EXPECT_TRUE(sum.problems.empty());
  EXPECT_NEAR(sum.area_ha, sum.counted_ha, 1e-9);
  EXPECT_GT(sum.drained_peat_ha, 10);
}

TEST_F(RealStands, TheSumIsThatOfTheRowsByHand) {
  double by_hand = 0;
  const auto number = [&](const char* column, std::size_t row) { return features_.column(column)->number(row); };
  const auto factor = [](const std::string& id) { return factors().look_up(id, 2025).number.value; };
  for (std::size_t i = 0; i < features_.size(); ++i) {
    const double growth = number("volume_growth", i), volume = number("volume_m3_ha", i);
    if (growth == 0) continue;
    const double species = number("main_tree_species", i);
    const std::string group = species == 1 ? "pine" : species == 2 ? "spruce" : "broadleaf";
    const std::string row = volume <= 20 ? "to-20" : volume <= 50 ? "21-50" : volume <= 100 ? "51-100" : "above-100";
    const double above_t = volume * factor("sink.bcef-stock." + group + "." + row);
    by_hand += number("area_ha", i) * growth * factor("sink.bcef-increment." + group + "." + row) *
               (1 + (above_t < 75 ? 0.39 : 0.24)) * (group == "broadleaf" ? 0.48 : 0.51) * 44 / 12;
  }
  const geo::StandRemoval sum = removal(features_);
  EXPECT_NEAR(co2_t(sum), by_hand, 1e-9 * by_hand);
  // Managed forest of this region binds 5 to 9 t CO2/ha/a by growth.
  EXPECT_GT(by_hand / sum.area_ha, 5);
  EXPECT_LT(by_hand / sum.area_ha, 9);
  double of_parts = 0;
  for (const geo::StandPart& part : sum.parts) of_parts += part.removal_t_co2;
  EXPECT_NEAR(of_parts, by_hand, 1e-9 * by_hand);
}

TEST_F(RealStands, APolygonThatIsCutInTwoKeepsItsSum) {
  const geo::MapBox all = geo::bounds(features_);
  const double middle = 434'404.7;
  const auto west = removal(features_, box(all.min_x_m - 10, all.min_y_m - 10, middle, all.max_y_m + 10));
  const auto east = removal(features_, box(middle, all.min_y_m - 10, all.max_x_m + 10, all.max_y_m + 10));
  const auto whole = removal(features_);
  EXPECT_GT(west.parts.size() + east.parts.size(), whole.parts.size());  // some are cut
  EXPECT_NEAR(co2_t(west) + co2_t(east), co2_t(whole), 1e-9 * co2_t(whole));
  EXPECT_NEAR(west.area_ha + east.area_ha, whole.area_ha, 1e-9 * whole.area_ha);
  EXPECT_NEAR(west.drained_peat_ha + east.drained_peat_ha, whole.drained_peat_ha, 1e-9 * whole.area_ha);
}

TEST_F(RealStands, OutsideTheStandsThereIsNothing) {
  const auto sum = removal(features_, box(0, 0, 100, 100));
  EXPECT_TRUE(sum.parts.empty());
  EXPECT_EQ(co2_t(sum), 0);
  EXPECT_TRUE(sum.terms.terms.empty());
}

TEST_F(RealStands, DrainedPeatGivesOffBesideTheTrees) {
  const auto sum = removal(features_);
  EXPECT_LT(co2_t(sum, geo::SinkPool::soil), 0);
  EXPECT_EQ(sum.terms.doubts.size(), 1U);
}

/// A column of a made layer; NaN is no value.
void add_column(geo::Features& features, const char* name, std::vector<double> values) {
  geo::Column column{name, values, {}};
  for (const double value : values) column.valid.push_back(!std::isnan(value));
  features.columns.push_back(std::move(column));
}

constexpr double none = std::numeric_limits<double>::quiet_NaN();

TEST(ForestStands, WhatIsMissingIsSaidAndLeftOutNeverGuessed) {
  geo::Features features;
  for (int i = 0; i < 6; ++i) features.append(box(100 * i, 0, 100 * (i + 1), 100), 10 + i);
  add_column(features, "VOLUME", {150, none, 150, 150, 0, 150});
  add_column(features, "VolumeGrowth", {7, 7, none, 7, 0, -7});
  add_column(features, "MAINTREESPECIES", {2, 2, 2, 30, none, 2});
  add_column(features, "AREA", {1, 1, 1, 1, 1, 1});
  const auto stands = geo::forest_stands(features, geo::stand_columns(features));
  ASSERT_EQ(stands.problems.size(), 1U);  // a negative growth
  EXPECT_EQ(stands.problems.front().feature, 15);
  const auto sum = removal(features);
  EXPECT_NEAR(co2_t(sum), 7 * 0.464 * 1.24 * 0.51 * 44 / 12, 1e-9);
  EXPECT_NEAR(sum.area_ha, 6, 1e-12);
  EXPECT_NEAR(sum.counted_ha, 2, 1e-12);  // with growth, and the clear-cut one
  ASSERT_EQ(sum.problems.size(), 4U);
  EXPECT_EQ(english(sum.problems[0].reason), "The stand has no volume.");
  EXPECT_EQ(english(sum.problems[1].reason), "The stand has no growth.");
  EXPECT_EQ(english(sum.problems[2].reason), "The table of expansion factors has no row for the tree species 30.");
  EXPECT_EQ(sum.problems[3].feature, 15);
}

TEST(ForestStands, APartInsideCountsByItsShareAndTheAreaMayComeFromTheGeometry) {
  geo::Features features;
  features.append(box(500'000, 6'900'000, 500'200, 6'900'100), 1);
  add_column(features, "volume_m3_ha", {150});
  add_column(features, "volume_growth", {7});
  add_column(features, "main_tree_species", {2});
  const auto sum = removal(features, box(499'000, 6'800'000, 500'050, 7'000'000));
  ASSERT_EQ(sum.parts.size(), 1U);
  EXPECT_NEAR(sum.parts.front().share, 0.25, 1e-12);
  EXPECT_NEAR(sum.area_ha, 0.5 / (0.9996 * 0.9996), 1e-6);
}

TEST(ForestStands, CodesOfSpeciesHaveTheirGroups) {
  using geo::TreeGroup;
  EXPECT_EQ(geo::tree_group_of(1), TreeGroup::pine);
  EXPECT_EQ(geo::tree_group_of(2), TreeGroup::spruce);
  for (const int code : {3, 4, 5, 6, 7, 9, 21, 24, 29}) EXPECT_EQ(geo::tree_group_of(code), TreeGroup::broadleaf);
  for (const int code : {0, 8, 10, 14, 30, 31, -1}) EXPECT_FALSE(geo::tree_group_of(code)) << code;
}

}  // namespace
