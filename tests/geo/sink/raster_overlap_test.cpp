// Shares of cells against GEOS's intersection, and what must hold for any polygon and any raster.
#include "geo/sink/raster_overlap.hpp"

#include "geo/geos.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <random>

namespace geo {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

/// North-up, as nearly all rasters.
RasterPlace north_up(double west_m, double north_m, double cell_m, std::size_t columns, std::size_t rows) {
  return {{west_m, cell_m, 0, north_m, 0, -cell_m}, columns, rows};
}

Geometry cell_outline(const RasterPlace& place, std::size_t column, std::size_t row) {
  const auto& t = place.map_from_cell;
  const auto corner = [&](std::size_t c, std::size_t r) {
    const double x = static_cast<double>(c), y = static_cast<double>(r);
    return MapPoint{t[0] + x * t[1] + y * t[2], t[3] + x * t[4] + y * t[5]};
  };
  return Geometry::polygon(
      {corner(column, row), corner(column + 1, row), corner(column + 1, row + 1), corner(column, row + 1)});
}

double overlap_by_geos_m2(const Geometry& a, const Geometry& b) {
  const GeosGeometry ga = geos_from(a), gb = geos_from(b);
  const GeosGeometry both(GEOSIntersection_r(geos_context(), ga.get(), gb.get()));
  double area_m2 = 0;
  GEOSArea_r(geos_context(), both.get(), &area_m2);
  return area_m2;
}

/// A star-shaped polygon with a hole of half its size.
Geometry star(std::mt19937& random, MapPoint centre, double radius_m, int corners) {
  std::uniform_real_distribution<double> reach(0.4, 1);
  Ring outer, inner;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners, r = radius_m * reach(random);
    outer.push_back({centre.x_m + r * std::cos(angle), centre.y_m + r * std::sin(angle)});
    inner.push_back({centre.x_m + r / 2 * std::cos(angle), centre.y_m + r / 2 * std::sin(angle)});
  }
  outer.push_back(outer.front());
  inner.push_back(inner.front());
  return {GeometryKind::polygon, {Part{{outer, inner}}}};
}

double sum_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0);
}

RasterSum sum_over(const RasterPlace& place, const Geometry& polygon, const ReadWindow& read) {
  Progress progress;
  return raster_sum(place, polygon, read, progress);
}

ReadWindow all_cells(double value) {
  return [value](const RasterWindow& w) { return std::vector<double>(w.columns * w.rows, value); };
}

/// A value that tells its cell.
ReadWindow numbered(std::size_t columns) {
  return [columns](const RasterWindow& w) {
    std::vector<double> values;
    for (std::size_t r = 0; r < w.rows; ++r)
      for (std::size_t c = 0; c < w.columns; ++c)
        values.push_back(static_cast<double>((w.row + r) * columns + w.column + c));
    return values;
  };
}

TEST(RasterOverlap, SharesAreThoseOfGeosOnRandomPolygonsWithHoles) {
  std::mt19937 random(7);
  for (int round = 0; round < 25; ++round) {
    const RasterPlace place = north_up(431'200, 6'990'000, 16, 40, 30);
    const Geometry polygon = star(random, {431'200 + 300, 6'990'000 - 230}, 200, 5 + round);
    Progress progress;
    const RasterWindow window = window_of(place, polygon);
    const std::vector<double> shares = cell_shares(place, window, polygon, progress);
    for (std::size_t r = 0; r < window.rows; ++r)
      for (std::size_t c = 0; c < window.columns; ++c) {
        const double by_geos =
            overlap_by_geos_m2(polygon, cell_outline(place, window.column + c, window.row + r)) / (16 * 16);
        ASSERT_NEAR(shares[r * window.columns + c], by_geos, 1e-9);
      }
    EXPECT_NEAR(sum_of(shares) * 256, planar_area_m2(polygon), 1e-9 * planar_area_m2(polygon));
  }
}

TEST(RasterOverlap, SharesAreThoseOfGeosOnATurnedRasterWithOblongCells) {
  std::mt19937 random(8);
  const double c = std::cos(0.3), s = std::sin(0.3);
  const RasterPlace place{{0, 12 * c, 7 * s, 500, 12 * s, -7 * c}, 60, 60};
  const Geometry polygon = star(random, {450, 480}, 150, 17);
  Progress progress;
  const RasterWindow window = window_of(place, polygon);
  const std::vector<double> shares = cell_shares(place, window, polygon, progress);
  for (std::size_t row = 0; row < window.rows; ++row)
    for (std::size_t column = 0; column < window.columns; ++column)
      ASSERT_NEAR(shares[row * window.columns + column] * 84,
                  overlap_by_geos_m2(polygon, cell_outline(place, window.column + column, window.row + row)), 1e-7);
  EXPECT_NEAR(sum_of(shares) * 84, planar_area_m2(polygon), 1e-9 * planar_area_m2(polygon));
}

// Above 5 ha the carbon map of the same country goes over to a mask of whole cells; here nothing changes with size.
TEST(RasterOverlap, TenSquareKilometresOnSixteenMetresKeepTheirAreaToOneInABillion) {
  std::mt19937 random(9);
  const RasterPlace place = north_up(430'000, 6'995'000, 16, 600, 600);
  const Geometry polygon = star(random, {434'500, 6'990'500}, 3000, 400);
  ASSERT_GT(planar_area_m2(polygon), 10e6);
  const RasterSum sum = sum_over(place, polygon, all_cells(3));
  EXPECT_NEAR(sum.valid_m2, planar_area_m2(polygon), 1e-9 * planar_area_m2(polygon));
  EXPECT_NEAR(sum.value_m2, 3 * planar_area_m2(polygon), 3e-9 * planar_area_m2(polygon));
  EXPECT_EQ(sum.outside_m2, 0);
  EXPECT_NEAR(*sum.mean(), 3, 1e-12);
}

TEST(RasterOverlap, CellsMayBeAMillimetreOrAThousandKilometres) {
  const Geometry small =
      Geometry::polygon({{240'000.25, 6'710'000.5}, {240'000.45, 6'710'000.5}, {240'000.35, 6'710'000.7}});
  const RasterSum fine = sum_over(north_up(240'000, 6'710'001, 1e-3, 1000, 1000), small, all_cells(1));
  EXPECT_NEAR(fine.valid_m2, planar_area_m2(small), 1e-9 * planar_area_m2(small));
  const Geometry parcel = Geometry::polygon({{240'000, 6'710'000}, {240'100, 6'710'000}, {240'100, 6'710'050}});
  const RasterSum coarse = sum_over(north_up(0, 8e6, 1e6, 1, 8), parcel, all_cells(1));
  EXPECT_NEAR(coarse.valid_m2, 2500, 2500e-9);
}

TEST(RasterOverlap, MoreCellsThanFitAtOnceAreReadInPartsAndAddUp) {
  std::mt19937 random(10);
  const RasterPlace place = north_up(0, 4000, 1, 4000, 4000);
  const Geometry polygon = star(random, {2000, 2000}, 1900, 60);
  std::size_t largest = 0, reads = 0;
  const RasterSum sum = sum_over(place, polygon, [&](const RasterWindow& w) {
    largest = std::max(largest, w.columns * w.rows);
    ++reads;
    return std::vector<double>(w.columns * w.rows, 2);
  });
  EXPECT_LE(largest, 1'000'000U);
  EXPECT_GT(reads, 1U);
  EXPECT_NEAR(sum.valid_m2, planar_area_m2(polygon), 1e-9 * planar_area_m2(polygon));
}

TEST(RasterOverlap, SplittingAParcelKeepsItsSum) {
  const RasterPlace place = north_up(0, 1000, 16, 62, 62);
  const Geometry whole = Geometry::polygon({{101, 203}, {719, 211}, {690, 777}, {99, 650}});
  const auto piece = [&](double west_m, double east_m) {
    const Geometry band = Geometry::polygon({{west_m, 0}, {east_m, 0}, {east_m, 1000}, {west_m, 1000}});
    const GeosGeometry a = geos_from(whole), b = geos_from(band);
    const GeosGeometry both(GEOSIntersection_r(geos_context(), a.get(), b.get()));
    return geometry_from(both.get(), GeometryKind::polygon);
  };
  const double all = sum_over(place, whole, numbered(62)).value_m2;
  const double west = sum_over(place, piece(0, 333.3), numbered(62)).value_m2;
  const double east = sum_over(place, piece(333.3, 1000), numbered(62)).value_m2;
  EXPECT_GT(west, 0);
  EXPECT_GT(east, 0);
  EXPECT_NEAR(west + east, all, 1e-9 * all);
}

TEST(RasterOverlap, PartsAddUp) {
  const RasterPlace place = north_up(0, 100, 10, 10, 10);
  Geometry parts = Geometry::polygon({{13, 10}, {60, 10}, {60, 60}, {13, 60}});
  parts.parts.push_back(Geometry::polygon({{70, 70}, {90, 70}, {90, 97}, {70, 97}}).parts.front());
  EXPECT_NEAR(sum_over(place, parts, all_cells(1)).valid_m2, 47 * 50 + 20 * 27, 1e-6);
}

// Rings that cross are repaired before anything is summed: the two lobes of a bow tie, not their difference.
TEST(RasterOverlap, ABowTieHasBothLobes) {
  const RasterPlace place = north_up(0, 100, 10, 10, 10);
  const Geometry bow = Geometry::polygon({{20, 20}, {80, 80}, {80, 20}, {20, 80}});
  EXPECT_NEAR(sum_over(place, bow, all_cells(1)).valid_m2, 1800, 1e-6);
}

TEST(RasterOverlap, NoDataAndWhatLiesOutsideAreReported) {
  const RasterPlace place = north_up(0, 100, 10, 10, 10);
  // A quarter over the raster's left half, where there is no data; a quarter over its right; half outside.
  const Geometry polygon = Geometry::polygon({{40, 50}, {60, 50}, {60, 150}, {40, 150}});
  const RasterSum sum = sum_over(place, polygon, [](const RasterWindow& w) {
    std::vector<double> values;
    for (std::size_t r = 0; r < w.rows; ++r)
      for (std::size_t c = 0; c < w.columns; ++c) values.push_back(w.column + c < 5 ? nan : 7);
    return values;
  });
  EXPECT_NEAR(sum.polygon_m2, 2000, 1e-9);
  EXPECT_NEAR(sum.valid_m2, 500, 1e-9);
  EXPECT_NEAR(sum.nodata_m2, 500, 1e-9);
  EXPECT_NEAR(sum.outside_m2, 1000, 1e-9);
  EXPECT_NEAR(sum.nodata_share(), 0.75, 1e-12);
  EXPECT_NEAR(*sum.mean(), 7, 1e-12);
}

TEST(RasterOverlap, APolygonFarOutsideReadsNothing) {
  const RasterPlace place = north_up(0, 100, 10, 10, 10);
  const Geometry polygon = Geometry::polygon({{1000, 1000}, {1010, 1000}, {1010, 1010}});
  const RasterSum sum = sum_over(place, polygon, [](const RasterWindow&) -> std::vector<double> {
    ADD_FAILURE() << "nothing is to be read";
    return {};
  });
  EXPECT_EQ(sum.valid_m2, 0);
  EXPECT_NEAR(sum.outside_m2, 50, 1e-9);
  EXPECT_FALSE(sum.mean());
  EXPECT_EQ(window_of(place, polygon), RasterWindow{});
}

TEST(RasterOverlap, ASliverKeepsItsArea) {
  const RasterPlace place = north_up(430'000, 6'990'100, 16, 100, 100);
  const Geometry sliver = Geometry::polygon(
      {{430'010, 6'989'000}, {431'400, 6'989'900}, {431'400, 6'989'900.0001}, {430'010, 6'989'000.0001}});
  const RasterSum sum = sum_over(place, sliver, all_cells(1));
  EXPECT_NEAR(sum.valid_m2, planar_area_m2(sliver), 1e-6 * planar_area_m2(sliver));
}

TEST(RasterOverlap, WhatIsNoPolygonHasNoSum) {
  const RasterPlace place = north_up(0, 100, 10, 10, 10);
  for (const Geometry& g : {Geometry{}, Geometry::point({5, 5}), Geometry::polygon({{0, 0}, {nan, 0}, {1, 1}}),
                            Geometry::polygon({{0, 0}, {10, 10}, {20, 20}})}) {
    const RasterSum sum = sum_over(place, g, all_cells(1));
    EXPECT_EQ(sum.valid_m2, 0);
    EXPECT_FALSE(sum.mean());
  }
  EXPECT_EQ(sum_over({{0, 0, 0, 0, 0, 0}, 5, 5}, Geometry::polygon({{0, 0}, {1, 0}, {1, 1}}), all_cells(1)).valid_m2,
            0);
}

TEST(RasterPreset, LukesUnitIsTenKilogramsAndSykesSignIsTurned) {
  // 5000 x 10 kg C/ha is 50 t C/ha, the upper quartile of the map.
  EXPECT_DOUBLE_EQ(5000 * find_raster_preset("luke")->to_result_per_ha, 50);
  // -250 g CO2e/m2 is a removal of 2.5 t CO2e/ha.
  EXPECT_DOUBLE_EQ(-250 * find_raster_preset("syke")->to_result_per_ha, 2.5);
  EXPECT_EQ(find_raster_preset("no such"), nullptr);
}

}  // namespace
}  // namespace geo
