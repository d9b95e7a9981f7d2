#include "geo/crs.hpp"

#include "geo/error.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using geo::Crs;

geo::Geometry square(double x_m, double y_m, double side_m) {
  return geo::Geometry::polygon({{x_m, y_m}, {x_m + side_m, y_m}, {x_m + side_m, y_m + side_m}, {x_m, y_m + side_m}});
}

TEST(Crs, TransformsAsGdaltransformDoes) {
  // Figures of gdaltransform 3.6.2 / PROJ 9.1.1 for lon 22.34181, lat 60.48495 (the register's Topinoja).
  struct Case {
    const char* crs;
    double x_m, y_m;
  };
  for (const Case& c : {Case{"EPSG:3067", 244134.2018, 6714479.6427}, Case{"EPSG:3877", 23463812.2465, 6708285.0839},
                        Case{"EPSG:3878", 24408837.0507, 6709252.2939}}) {
    const geo::MapPoint p = geo::map_from_lonlat(Crs::from_text(c.crs), {22.34181, 60.48495});
    EXPECT_NEAR(p.x_m, c.x_m, 1e-3) << c.crs;
    EXPECT_NEAR(p.y_m, c.y_m, 1e-3) << c.crs;
  }
}

TEST(Crs, ThereAndBackIsTheSamePlace) {
  const Crs map = Crs::tm35fin();
  const geo::LonLat back = geo::lonlat_from_map(map, geo::map_from_lonlat(map, {30.9, 69.8}));
  EXPECT_NEAR(back.lon_deg, 30.9, 1e-9);
  EXPECT_NEAR(back.lat_deg, 69.8, 1e-9);
}

TEST(Crs, EastIsFirstWhateverTheOfficialAxisOrder) {
  // EPSG:3903 is compound with N, E order; EPSG:4326 is latitude first.
  const geo::Transform transform(Crs::wgs84(), Crs::from_text("EPSG:3903"));
  const geo::MapPoint p = transform({22.34181, 60.48495});
  EXPECT_NEAR(p.x_m, 244134.2018, 1e-3);
  EXPECT_NEAR(p.y_m, 6714479.6427, 1e-3);
}

TEST(Crs, WktOfArcGisWithoutACodeIsRecognised) {
  const Crs crs = Crs::from_text(
      R"(PROJCS["EUREF_FIN_TM35FIN",GEOGCS["GCS_EUREF_FIN",DATUM["D_ETRS_1989",SPHEROID["GRS_1980",6378137.0,298.257222101]],)"
      R"(PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],)"
      R"(PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",27.0],)"
      R"(PARAMETER["Scale_Factor",0.9996],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]])");
  const geo::MapPoint p = geo::map_from_lonlat(crs, {22.34181, 60.48495});
  EXPECT_NEAR(p.x_m, 244134.2018, 1e-3);
  EXPECT_TRUE(crs.is_projected_in_metres());
}

TEST(Crs, KnowsWhatAPlanCanUse) {
  EXPECT_TRUE(Crs::tm35fin().is_projected_in_metres());
  EXPECT_FALSE(Crs::wgs84().is_projected_in_metres());
  EXPECT_TRUE(Crs::wgs84().is_geographic());
  EXPECT_EQ(Crs::from_text("3877").epsg(), 3877);
  EXPECT_FALSE(Crs::from_text("EPSG:2263").is_projected_in_metres()) << "New York, US survey feet";
}

TEST(Crs, WhatProjDoesNotKnowIsAnErrorWithTheText) {
  for (const char* text : {"", "EPSG:999999", "hello", "PROJCS[", "+proj=pipeline +step +proj=utm +zone=35"}) {
    EXPECT_THROW((void)Crs::from_text(text), geo::Error) << text;
  }
}

TEST(Crs, PlacesThatCanNotBeTransformedAreCounted) {
  const geo::Transform transform(Crs::wgs84(), Crs::tm35fin());
  std::vector<geo::MapPoint> places{{25, 61}, {NAN, 61}, {25, 1e9}};
  EXPECT_EQ(transform.apply(places), 2U);
  EXPECT_TRUE(std::isfinite(places[0].x_m));
  EXPECT_TRUE(std::isinf(places[1].x_m));
}

TEST(Crs, LocalGkZoneIsTheNearestMeridian) {
  EXPECT_EQ(geo::local_gk_zone(22.34).epsg(), 3876);  // GK22
  EXPECT_EQ(geo::local_gk_zone(23.6).epsg(), 3878);   // GK24
  EXPECT_EQ(geo::local_gk_zone(5).epsg(), 3873);
  EXPECT_EQ(geo::local_gk_zone(40).epsg(), 3885);
}

TEST(Geodesic, AreaIsThatOfAnEqualAreaProjection) {
  // Areas of the same squares, densified and projected to a Lambert azimuthal equal-area projection by GDAL 3.6.2.
  const Crs map = Crs::tm35fin();
  EXPECT_NEAR(geo::geodesic_area_m2(square(244000, 6714000, 1000), map), 999200.472, 0.5);
  EXPECT_NEAR(geo::geodesic_area_m2(square(244000, 6714000, 100000), map) / 9997397271.737, 1, 1e-6);
  EXPECT_NEAR(geo::geodesic_area_m2(square(500000, 7200000, 50000), map) / 2501950129.948, 1, 1e-6);
}

TEST(Geodesic, AreaDoesNotDependOnTheMapCrsOrTheTurnOfTheRing) {
  const geo::Geometry in_tm35 = square(327000, 6822000, 400);
  geo::Geometry in_gk24 = in_tm35;
  geo::Geometry turned = in_tm35;
  std::reverse(turned.parts[0].rings[0].begin(), turned.parts[0].rings[0].end());
  const Crs gk24 = Crs::from_text("EPSG:3878");
  geo::Transform(Crs::tm35fin(), gk24).apply(in_gk24.parts[0].rings[0]);
  const double area_m2 = geo::geodesic_area_m2(in_tm35, Crs::tm35fin());
  EXPECT_NEAR(geo::geodesic_area_m2(in_gk24, gk24), area_m2, 0.01);
  EXPECT_NEAR(geo::geodesic_area_m2(turned, Crs::tm35fin()), area_m2, 1e-6);
}

TEST(Geodesic, HolesAreSubtractedAndDegenerateRingsHaveNoArea) {
  geo::Geometry ring = square(300000, 6700000, 300);
  const double whole_m2 = geo::geodesic_area_m2(ring, Crs::tm35fin());
  ring.parts[0].rings.push_back(square(300100, 6700100, 100).parts[0].rings[0]);
  EXPECT_NEAR(geo::geodesic_area_m2(ring, Crs::tm35fin()) / whole_m2, 8.0 / 9, 1e-6);
  EXPECT_EQ(geo::geodesic_area_m2(geo::Geometry::polygon({{1, 1}, {2, 2}}), Crs::tm35fin()), 0);
  EXPECT_EQ(geo::geodesic_area_m2(geo::Geometry::polygon({}), Crs::tm35fin()), 0);
  EXPECT_EQ(geo::geodesic_area_m2({}, Crs::tm35fin()), 0);
}

TEST(Geodesic, LengthOfAMeridianDegreeAt60North) {
  // One degree of meridian about 60.5 N on GRS80: 111 420 m (Helmert's series for the meridian arc).
  const Crs map = Crs::tm35fin();
  const geo::Geometry line =
      geo::Geometry::line({geo::map_from_lonlat(map, {27, 60}), geo::map_from_lonlat(map, {27, 61})});
  const double e2 = 0.00669438002290;
  double arc_m = 0;  // integral of a(1 - e2)/(1 - e2 sin^2)^(3/2) by Simpson's rule
  const int n = 200;
  for (int i = 0; i <= n; ++i) {
    const double lat = (60 + double(i) / n) * M_PI / 180;
    const double f = 6378137 * (1 - e2) / std::pow(1 - e2 * std::sin(lat) * std::sin(lat), 1.5);
    arc_m += f * (i == 0 || i == n ? 1 : i % 2 == 1 ? 4 : 2);
  }
  arc_m *= M_PI / 180 / n / 3;
  EXPECT_NEAR(geo::geodesic_length_m(line, map), arc_m, 0.01);
}

}  // namespace
