// Places in words agree with GDAL's own transformation; no moving pointer waits for PROJ.
#include "app/readout.hpp"

#include "app/text.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>

namespace app {
namespace {

constexpr geo::MapPoint topinoja{244134.2018, 6714479.6427};  // lon 22.34181, lat 60.48495

/// What gdaltransform says; nothing if it is not installed.
std::optional<geo::MapPoint> said_by_gdal(const std::string& from, const std::string& to, geo::MapPoint p) {
  const std::string command = fmt::format(
      "echo '{:.6f} {:.6f}' | gdaltransform -s_srs {} -t_srs {} -output_xy 2>/dev/null", p.x_m, p.y_m, from, to);
  FILE* pipe = popen(command.c_str(), "r");
  if (!pipe) return std::nullopt;
  geo::MapPoint result;
  const int read = std::fscanf(pipe, "%lf %lf", &result.x_m, &result.y_m);
  pclose(pipe);
  if (read != 2) return std::nullopt;
  return result;
}

struct ReadoutInFinnish : testing::Test {
  ReadoutInFinnish() { set_language("fi"); }
  ~ReadoutInFinnish() override { set_language("en"); }
};

TEST_F(ReadoutInFinnish, WritesNorthFirstWithTheSystemsName) {
  const Readout readout(geo::Crs::tm35fin(), topinoja);
  const PlaceText plan = readout.text(PlaceForm::plan, topinoja);
  EXPECT_EQ(plan.shown, "N\u00A06\u202F714\u202F480  E\u00A0244\u202F134");
  EXPECT_EQ(plan.crs, "ETRS-TM35FIN");
  EXPECT_EQ(plan.copied, "N 6714479.64 E 244134.20 ETRS-TM35FIN");
  const PlaceText gk = readout.text(PlaceForm::local_gk, topinoja);
  EXPECT_EQ(gk.crs, "ETRS-GK22");
  EXPECT_TRUE(gk.shown.starts_with("N\u00A06\u202F708\u202F")) << gk.shown;
  EXPECT_NE(gk.shown.find("E\u00A022\u202F518\u202F"), std::string::npos) << gk.shown;
  EXPECT_EQ(readout.text(PlaceForm::decimal_degrees, topinoja).shown, "60,48495°\u00A0N  22,34181°\u00A0E");
  EXPECT_EQ(readout.text(PlaceForm::decimal_degrees, topinoja).copied, "60.484950, 22.341810");
  EXPECT_EQ(readout.text(PlaceForm::minutes, topinoja).shown, "60°\u00A029,097′\u00A0N  22°\u00A020,509′\u00A0E");
  EXPECT_EQ(readout.text(PlaceForm::seconds, topinoja).shown,
            "60°\u00A029′\u00A005,8″\u00A0N  22°\u00A020′\u00A030,5″\u00A0E");
}

TEST(Readout, AgreesWithGdalInEveryZone) {
  if (!said_by_gdal("EPSG:4326", "EPSG:3067", {25, 61})) GTEST_SKIP() << "gdaltransform is needed.";
  for (int zone = 19; zone <= 31; ++zone) {
    const geo::MapPoint place = geo::map_from_lonlat(geo::Crs::tm35fin(), {zone + 0.31, 59.9 + 0.7 * (zone - 19)});
    const Readout readout(geo::Crs::tm35fin(), place);
    EXPECT_EQ(readout.gk_zone(place), zone);
    const PlaceText text = readout.text(PlaceForm::local_gk, place);
    EXPECT_EQ(text.crs, fmt::format("ETRS-GK{}", zone));
    double north_m = 0;
    double east_m = 0;
    ASSERT_EQ(std::sscanf(text.copied.c_str(), "N %lf E %lf", &north_m, &east_m), 2) << text.copied;
    const auto expected = said_by_gdal("EPSG:3067", fmt::format("EPSG:{}", 3873 + zone - 19), place);
    ASSERT_TRUE(expected);
    EXPECT_NEAR(east_m, expected->x_m, 0.006) << zone;
    EXPECT_NEAR(north_m, expected->y_m, 0.006) << zone;
    const auto degrees = said_by_gdal("EPSG:3067", "EPSG:4326", place);
    double lat_deg = 0;
    double lon_deg = 0;
    const std::string copied = readout.text(PlaceForm::decimal_degrees, place).copied;
    ASSERT_EQ(std::sscanf(copied.c_str(), "%lf, %lf", &lat_deg, &lon_deg), 2) << copied;
    ASSERT_TRUE(degrees);
    EXPECT_NEAR(lon_deg, degrees->x_m, 6e-7);
    EXPECT_NEAR(lat_deg, degrees->y_m, 6e-7);
  }
}

TEST(Readout, TheZoneIsThatOfThePlanOrElseOfThePlace) {
  const geo::Crs map = geo::Crs::tm35fin();
  const geo::MapPoint in_helsinki = geo::map_from_lonlat(map, {24.94, 60.17});
  EXPECT_EQ(Readout(map, topinoja).gk_zone(in_helsinki), 22);
  EXPECT_EQ(Readout(map, std::nullopt).gk_zone(in_helsinki), 25);
  EXPECT_EQ(Readout(map, std::nullopt).gk_zone(topinoja), 22);
}

TEST(Readout, APlanInItsOwnZoneHasNoSecondLineForIt) {
  const geo::Crs gk22 = geo::Crs::from_text("EPSG:3876");
  const geo::MapPoint place = geo::map_from_lonlat(gk22, {22.34, 60.48});
  const auto texts = Readout(gk22, place).texts(place);
  ASSERT_EQ(texts.size(), 4u);
  EXPECT_EQ(texts[0].crs, "ETRS-GK22");
  EXPECT_EQ(texts[1].crs, "WGS84");
  EXPECT_EQ(Readout(geo::Crs::tm35fin(), std::nullopt).texts(topinoja).size(), 5u);
}

TEST(Readout, SixtyIsNeverWritten) {
  const geo::Crs map = geo::Crs::tm35fin();
  const geo::MapPoint almost = geo::map_from_lonlat(map, {25 - 1e-9, 61 - 1e-9});
  const Readout readout(map, almost);
  for (const PlaceForm form : {PlaceForm::minutes, PlaceForm::seconds})
    EXPECT_TRUE(readout.text(form, almost).shown.starts_with("61°\u00A000")) << readout.text(form, almost).shown;
}

TEST(Readout, APlaceThatPROJCanNotTransformIsADash) {
  const Readout readout(geo::Crs::tm35fin(), std::nullopt);
  for (const PlaceForm form : place_forms) {
    const PlaceText text = readout.text(form, {1e300, -1e300});
    if (form != PlaceForm::plan) {
      EXPECT_EQ(text.shown, "–");
      EXPECT_TRUE(text.copied.empty());
    }
  }
}

TEST(Readout, TheMovingPointerCostsLessThanATenthOfAMillisecond) {
  const Readout readout(geo::Crs::tm35fin(), topinoja);
  (void)readout.texts(topinoja);  // makes the transformations
  constexpr int moves = 2000;
  const auto start = std::chrono::steady_clock::now();
  std::size_t letters = 0;
  for (int i = 0; i < moves; ++i)
    for (const PlaceForm form : {PlaceForm::local_gk, PlaceForm::decimal_degrees})
      letters += readout.text(form, {topinoja.x_m + i, topinoja.y_m - i}).shown.size();
  const double each_ms =
      std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count() / moves;
  EXPECT_GT(letters, 0u);
  EXPECT_LT(each_ms, 0.1);
  RecordProperty("each_us", static_cast<int>(each_ms * 1000));
}

TEST(Readout, ConvergenceIsThatOfTheTransverseMercator) {
  // atan(tan(lon - lon0) sin(lat)) on the sphere; the ellipsoid adds less than a hundredth of a degree here.
  const geo::Crs map = geo::Crs::tm35fin();
  for (const geo::LonLat place : {geo::LonLat{22.34, 60.48}, {27, 65}, {29.8, 62.6}, {20.6, 69.1}}) {
    constexpr double radians = 0.017453292519943295;
    const double expected =
        std::atan(std::tan((place.lon_deg - 27) * radians) * std::sin(place.lat_deg * radians)) / radians;
    EXPECT_NEAR(Readout(map, std::nullopt).convergence_deg(geo::map_from_lonlat(map, place)), expected, 0.01);
  }
}

TEST(TypedScale, IsUnderstoodAsPeopleWriteIt) {
  for (const char* text : {"1:24000", "1 : 24 000", "24000", " 24 000 ", "1\u00A0:\u00A024\u202F000", "1/24000"})
    EXPECT_EQ(typed_scale(text), 24'000) << text;
  for (const char* text : {"", "abc", "1:", "2:500", "1:2:3", "-500", "1:0", "99999999999", "5e3", "1:5,5", "%n"})
    EXPECT_FALSE(typed_scale(text)) << text;
}

}  // namespace
}  // namespace app
