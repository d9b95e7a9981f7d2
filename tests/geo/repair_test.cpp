#include "geo/geometry.hpp"
#include "geo/geos.hpp"
#include "geo/progress.hpp"
#include "geo/simple_ring.hpp"

#include <chrono>
#include <cmath>
#include <random>

namespace {

using geo::Geometry;
using geo::GeometryKind;
using geo::Part;
using geo::Ring;

Geometry box_at(double x_m, double y_m, double w_m, double h_m) {
  return Geometry::polygon({{x_m, y_m}, {x_m + w_m, y_m}, {x_m + w_m, y_m + h_m}, {x_m, y_m + h_m}});
}

Ring box_ring(double x_m, double y_m, double w_m, double h_m) {
  return box_at(x_m, y_m, w_m, h_m).parts.front().rings.front();
}

/// The repair of the whole by GEOS, which ours must equal.
Geometry repaired_by_geos(const Geometry& polygon) {
  const geo::GeosGeometry whole = geo::geos_from(polygon);
  const geo::GeosGeometry valid(GEOSMakeValid_r(geo::geos_context(), whole.get()));
  return geo::geometry_from(valid.get(), GeometryKind::polygon);
}

double area_between_m2(const Geometry& a, const Geometry& b) {
  const geo::GeosGeometry left = geo::geos_from(a);
  const geo::GeosGeometry right = geo::geos_from(b);
  if (!left || !right) return geo::planar_area_m2(a) + geo::planar_area_m2(b);
  const geo::GeosGeometry between(GEOSSymDifference_r(geo::geos_context(), left.get(), right.get()));
  double area_m2 = NAN;
  GEOSArea_r(geo::geos_context(), between.get(), &area_m2);
  return area_m2;
}

void expect_as_geos(const Geometry& polygon, double tolerance_m2) {
  const Geometry ours = geo::repaired(polygon);
  EXPECT_TRUE(geo::is_valid(ours));
  EXPECT_NEAR(area_between_m2(ours, repaired_by_geos(polygon)), 0, tolerance_m2);
}

TEST(Repair, OfABowTieKeepsBothTriangles) {
  const Geometry bow_tie = Geometry::polygon({{0, 0}, {10, 10}, {10, 0}, {0, 10}});
  EXPECT_FALSE(geo::is_valid(bow_tie));
  const Geometry valid = geo::repaired(bow_tie);
  EXPECT_TRUE(geo::is_valid(valid));
  EXPECT_NEAR(geo::planar_area_m2(valid), 50, 1e-9);
}

TEST(Repair, MendsOneRingAndLeavesTheOthersAsTheyAre) {
  Geometry land = box_at(0, 0, 1000, 1000);
  land.parts[0].rings.push_back(box_at(100, 100, 50, 50).parts[0].rings[0]);
  land.parts[0].rings.push_back({{300, 300}, {310, 310}, {310, 300}, {300, 310}, {300, 300}});  // a lake like a bow tie
  const Geometry valid = geo::repaired(land);
  EXPECT_TRUE(geo::is_valid(valid));
  EXPECT_NEAR(geo::planar_area_m2(valid), 1e6 - 2500 - 50, 1e-6);
  EXPECT_EQ(valid.parts[0].rings[0], land.parts[0].rings[0]);
  EXPECT_EQ(valid.parts[0].rings[1], land.parts[0].rings[1]);
}

TEST(Repair, OfOverlappingPartsAndStrayHolesIsValid) {
  Geometry overlapping = box_at(0, 0, 10, 10);
  overlapping.parts.push_back(box_at(5, 5, 10, 10).parts[0]);
  EXPECT_TRUE(geo::is_valid(geo::repaired(overlapping)));
  Geometry stray = box_at(0, 0, 10, 10);
  stray.parts[0].rings.push_back(box_at(50, 50, 5, 5).parts[0].rings[0]);
  EXPECT_TRUE(geo::is_valid(geo::repaired(stray)));
}

TEST(Repair, NeverThrowsOnWhatIsNoGeometry) {
  EXPECT_TRUE(geo::repaired(Geometry::polygon({{0, 0}})).empty());
  EXPECT_TRUE(geo::repaired(Geometry::polygon({{NAN, 0}, {1, INFINITY}, {2, 2}})).empty());
  EXPECT_TRUE(geo::repaired(Geometry{GeometryKind::polygon, {geo::Part{}}}).empty());
  EXPECT_FALSE(geo::is_valid(Geometry{GeometryKind::line, {geo::Part{{{{1, 1}}}}}}));
}

TEST(Repair, FillsEveryOtherFaceOfOverlappingPartsAsGeosDoes) {
  Geometry overlapping = box_at(0, 0, 10, 10);
  overlapping.parts.push_back(box_at(5, 5, 10, 10).parts[0]);
  EXPECT_NEAR(geo::planar_area_m2(geo::repaired(overlapping)), 150, 1e-9);
  expect_as_geos(overlapping, 1e-9);
}

TEST(Repair, KeepsAnIslandInAHoleInAnIsland) {
  Geometry nested = box_at(-50, -50, 100, 100);
  for (const double half_m : {40.0, 30.0, 20.0, 10.0})  // all said to be holes of the outermost
    nested.parts[0].rings.push_back(box_ring(-half_m, -half_m, 2 * half_m, 2 * half_m));
  const Geometry valid = geo::repaired(nested);
  EXPECT_EQ(valid.parts.size(), 3U);
  EXPECT_DOUBLE_EQ(geo::planar_area_m2(valid), 10000 - 6400 + 3600 - 1600 + 400);
  expect_as_geos(nested, 1e-9);
}

TEST(Repair, MakesAnIslandOfAHoleOutside) {
  Geometry stray = box_at(0, 0, 10, 10);
  stray.parts[0].rings.push_back(box_ring(2, 2, 3, 3));
  stray.parts[0].rings.push_back(box_ring(50, 50, 5, 5));
  const Geometry valid = geo::repaired(stray);
  EXPECT_EQ(valid.parts.size(), 2U);
  EXPECT_DOUBLE_EQ(geo::planar_area_m2(valid), 100 - 9 + 25);
}

TEST(Repair, DropsRingsThatCollapse) {
  Geometry land = box_at(0, 0, 100, 100);
  land.parts[0].rings.push_back({{20, 20}, {30, 20}, {40, 20}, {20, 20}});
  land.parts[0].rings.push_back({{50, 50}, {50, 50}, {50, 50}, {50, 50}});
  land.parts[0].rings.push_back(box_ring(60, 60, 10, 10));
  const Geometry valid = geo::repaired(land);
  EXPECT_TRUE(geo::is_valid(valid));
  EXPECT_DOUBLE_EQ(geo::planar_area_m2(valid), 9900);
  EXPECT_TRUE(geo::repaired(Geometry::polygon({{0, 0}, {5, 5}, {10, 10}})).empty());
}

TEST(Repair, KeepsThePocketBetweenLakesThatTouchInARow) {
  Geometry land = box_at(-100, -100, 200, 200);
  const geo::MapPoint a{0, 0};
  const geo::MapPoint b{20, 0};
  const geo::MapPoint c{10, 20};
  land.parts[0].rings.push_back({a, b, {10, -10}, a});
  land.parts[0].rings.push_back({b, c, {20, 15}, b});
  land.parts[0].rings.push_back({c, a, {0, 15}, c});
  EXPECT_FALSE(geo::is_valid(land)) << "the three enclose a pocket";
  const Geometry valid = geo::repaired(land);
  EXPECT_EQ(valid.parts.size(), 2U);
  expect_as_geos(land, 1e-9);
}

TEST(Repair, OfHolesAlongTheShellAndOfDoubledPartsIsAsGeosDoesIt) {
  Geometry land = box_at(0, 0, 100, 100);
  land.parts[0].rings.push_back(box_ring(0, 40, 10, 10));   // shares an edge with the shell
  land.parts[0].rings.push_back(box_ring(95, 40, 10, 10));  // crosses it
  land.parts[0].rings.push_back(box_ring(3, 42, 2, 2));     // lies in the first hole
  expect_as_geos(land, 1e-9);
  Geometry doubled = box_at(7, 7, 3, 3);
  doubled.parts.push_back(doubled.parts[0]);
  expect_as_geos(doubled, 1e-9);
}

TEST(Repair, OfRandomKnotsIsValidAndCoversWhatGeosCovers) {
  std::mt19937 random(20);
  const auto from_to = [&](double low, double high) { return std::uniform_real_distribution(low, high)(random); };
  for (int n = 0; n < 150; ++n) {
    // Half of them on whole metres, where rings share vertices and edges; at a GK25 easting.
    const bool whole = n % 2 == 0;
    const auto at = [&](double value) { return whole ? std::round(value) : value; };
    Geometry polygon{GeometryKind::polygon, {}};
    const int parts = 1 + static_cast<int>(random() % 4);
    for (int p = 0; p < parts; ++p) {
      Part part;
      const int rings = 1 + static_cast<int>(random() % 8);
      for (int r = 0; r < rings; ++r) {
        const double x_m = 25496000 + from_to(-20, 20);
        const double y_m = 6672000 + from_to(-20, 20);
        const double reach_m = from_to(1, r == 0 ? 40 : 8);
        Ring ring;
        const int corners = 3 + static_cast<int>(random() % 6);
        for (int c = 0; c < corners; ++c)
          ring.push_back({at(x_m + from_to(-reach_m, reach_m)), at(y_m + from_to(-reach_m, reach_m))});
        ring.push_back(ring.front());
        part.rings.push_back(std::move(ring));
      }
      polygon.parts.push_back(std::move(part));
    }
    SCOPED_TRACE(n);
    // Crossings are rounded to a double, 4e-9 m at this easting, along rings of some hundred metres.
    expect_as_geos(polygon, 1e-5);
  }
}

TEST(Repair, OfACoastOfManyLakesTakesSeconds) {
  Geometry land = box_at(0, 0, 20000, 20000);
  for (int i = 0; i < 200; ++i)
    for (int k = 0; k < 100; ++k) {
      const double x_m = 10 + i * 100;
      const double y_m = 10 + k * 200;
      const bool bow_tie = (i + k) % 50 == 0;
      land.parts[0].rings.push_back(
          bow_tie ? Ring{{x_m, y_m}, {x_m + 10, y_m + 10}, {x_m + 10, y_m}, {x_m, y_m + 10}, {x_m, y_m}}
                  : box_ring(x_m, y_m, 10, 10));
    }
  const auto start = std::chrono::steady_clock::now();
  const Geometry valid = geo::repaired(land);
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10)) << "GEOS alone takes minutes";
  EXPECT_TRUE(geo::is_valid(valid));
  EXPECT_NEAR(geo::planar_area_m2(valid), 4e8 - 19600 * 100 - 400 * 50, 1e-3);
}

TEST(Repair, StopsWhenAsked) {
  geo::Progress progress;
  progress.cancel();
  const Geometry bow_tie = Geometry::polygon({{0, 0}, {10, 10}, {10, 0}, {0, 10}});
  EXPECT_THROW(static_cast<void>(geo::repaired(bow_tie, progress)), geo::Cancelled);
}

TEST(SimpleRing, IsCertainOnlyWhenGeosAgrees) {
  std::mt19937 random(3);
  int certain = 0;
  for (int n = 0; n < 2000; ++n) {
    Ring ring;
    for (int c = 0; c < 5; ++c)
      ring.push_back({25496000 + static_cast<double>(random() % 7), 6672000 + static_cast<double>(random() % 7)});
    ring.push_back(ring.front());
    if (!geo::certainly_simple(ring)) continue;
    ++certain;
    EXPECT_TRUE(geo::is_valid(Geometry::polygon(ring)));
  }
  EXPECT_GT(certain, 100);
}

}  // namespace
