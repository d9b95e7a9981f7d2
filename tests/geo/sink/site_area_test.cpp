#include "geo/sink/land_cover.hpp"

#include <gtest/gtest.h>

namespace {

TEST(SinkSite, AreaOfAPolygonIsGeodesicAndNotThatOfTheMap) {
  geo::SinkSite site;
  // On TM35FIN's central meridian the scale is 0.9996: a map hectare is 1 / 0.9996^2 true ones.
  site.geometry =
      geo::Geometry::polygon({{499'900, 6'711'000}, {500'100, 6'711'000}, {500'100, 6'711'200}, {499'900, 6'711'200}});
  site.given_area_ha = 99;  // only points use it
  EXPECT_NEAR(geo::site_area_ha(site, geo::Crs::tm35fin()), 4 / (0.9996 * 0.9996), 4e-5);
}

TEST(SinkSite, APointHasTheAreaThatWasGiven) {
  geo::SinkSite site;
  site.geometry = geo::Geometry::point({500'000, 6'711'000});
  EXPECT_EQ(geo::site_area_ha(site, geo::Crs::tm35fin()), 0);
  site.given_area_ha = 2.5;
  EXPECT_EQ(geo::site_area_ha(site, geo::Crs::tm35fin()), 2.5);
}

TEST(SinkSite, UnknownLandCoverHasNoEstimateInAnyYear) {
  EXPECT_FALSE(geo::first_estimate(geo::SinkSite{}, 1900, 1, {}));
  EXPECT_FALSE(geo::first_estimate(geo::SinkSite{}, 2100, 1, {}));
}

}  // namespace
