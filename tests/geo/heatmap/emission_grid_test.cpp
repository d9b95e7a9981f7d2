#include "geo/error.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <random>

namespace {

using geo::Geometry;
using geo::MapPoint;

geo::EmissionSource source(Geometry geometry, double co2_t) {
  geo::EmissionSource s;
  s.geometry = std::move(geometry);
  s.series = {{2023, geo::Gas::co2_fossil, co2_t, geo::MassMethod::entered}};
  return s;
}

geo::Plan plan_of(std::vector<geo::EmissionSource> sources) {
  geo::Plan plan;
  auto& table = plan.table<geo::EmissionSource>();
  for (auto& s : sources)
    table = table.with(table.next_id(), std::make_shared<const geo::EmissionSource>(std::move(s)));
  return plan;
}

geo::EmissionGrid grid_of(const geo::Plan& plan, const geo::GridFrame& frame, const geo::HeatmapOptions& options = {}) {
  geo::Progress progress;
  return geo::emission_grid(plan, options, frame, progress);
}
geo::EmissionGrid grid_of(const geo::Plan& plan, const geo::HeatmapOptions& options = {}) {
  geo::Progress progress;
  return geo::emission_grid(plan, options, progress);
}

double inside_t(const geo::EmissionGrid& grid) {
  const double cell_ha = grid.density.frame.cell_m * grid.density.frame.cell_m / 1e4;
  return std::accumulate(grid.density.values.begin(), grid.density.values.end(), 0.0) * cell_ha;
}

geo::Ring rectangle(double x0, double y0, double x1, double y1) {
  return {{x0, y0}, {x1, y0}, {x1, y1}, {x0, y1}, {x0, y0}};
}
geo::Ring reversed(geo::Ring ring) {
  std::reverse(ring.begin(), ring.end());
  return ring;
}
/// A star whose corners lie on no grid line.
geo::Ring star(MapPoint centre, double radius, int corners) {
  geo::Ring ring;
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners, r = i % 2 == 0 ? radius : radius * 0.37;
    ring.push_back({centre.x_m + r * std::cos(angle + 0.1), centre.y_m + r * std::sin(angle + 0.1)});
  }
  ring.push_back(ring.front());
  return ring;
}

Geometry moved(Geometry g, double dx, double dy) {
  for (auto& part : g.parts)
    for (auto& ring : part.rings)
      for (auto& p : ring) p = {p.x_m + dx, p.y_m + dy};
  return g;
}

/// One of each kind of shape, with odd ones, round the origin.
std::vector<Geometry> shapes() {
  const Geometry with_holes{
      geo::GeometryKind::polygon,
      {{{rectangle(-700, -500, 900, 800), reversed(rectangle(-10, -20, 333, 222)), rectangle(400, 400, 410, 790)}},
       {{reversed(star({1500, -300}, 420, 14))}}}};
  const Geometry lines{
      geo::GeometryKind::line,
      {{{{{-900, -900}, {123.4, 55}, {123.4, 700}, {123.4, 700}, {-400, 700}}}}, {{{{0, 0}, {1000, 0}}}}}};
  const Geometry points{geo::GeometryKind::point, {{{{{-300.3, 44}}}}, {{{{700, 700}}}}, {{{{50, 100}}}}}};
  return {with_holes,
          lines,
          points,
          Geometry::polygon(star({17, -33}, 1200, 41)),
          Geometry::polygon(star({3.3, 4.4}, 0.01, 9)),
          Geometry::polygon({{0, 0}, {100, 100}, {200, 200}}),                      // no area
          Geometry::line({{77, 77}, {77, 77}}),                                     // no length
          Geometry::polygon({{-500, -500}, {500, 400}, {500, -450}, {-500, 500}}),  // crosses itself
          Geometry::point({-1e5, 3e5})};
}

TEST(EmissionGrid, CellsAndOutsideSumToTheSourcesForEveryShapeCellOriginAndWindow) {
  for (const double cell : {0.9, 37.0, 50.0, 800.0})
    for (const MapPoint place : {MapPoint{0, 0}, MapPoint{-4321.7, -98765.4}, MapPoint{239'000, 6'711'000}})
      for (const MapPoint corner : {MapPoint{-600, -450}, MapPoint{-1300.7, -1250.3}, MapPoint{5000, 5000}}) {
        std::vector<geo::EmissionSource> sources;
        double total = 0;
        for (const Geometry& shape : shapes()) {
          sources.push_back(source(moved(shape, place.x_m, place.y_m), 100 + total));
          total += 100 + total;
        }
        const auto count = static_cast<std::size_t>(std::ceil(1400 / cell));
        const geo::GridFrame frame{{corner.x_m + place.x_m, corner.y_m + place.y_m}, cell, count, count + 3};
        const auto grid = grid_of(plan_of(sources), frame);
        EXPECT_DOUBLE_EQ(grid.total_t, total);
        EXPECT_NEAR((inside_t(grid) + grid.outside_t) / total, 1, 1e-9)
            << cell << ' ' << place.x_m << ' ' << corner.x_m;
        for (const double value : grid.density.values) ASSERT_GE(value, 0);
      }
}

TEST(EmissionGrid, WithoutAWindowNothingIsOutside) {
  for (const double cell : {13.0, 50.0, 700.0}) {
    geo::HeatmapOptions options;
    options.cell_m = cell;
    std::vector<geo::EmissionSource> sources;
    for (const Geometry& shape : shapes()) sources.push_back(source(shape, 7));
    sources.pop_back();                                                       // the far one
    sources.push_back(source(Geometry::line({{0, 2100}, {1400, 2100}}), 7));  // on a cell's edge, the northernmost
    const auto grid = grid_of(plan_of(sources), options);
    EXPECT_NEAR(grid.outside_t, 0, 1e-9);
    EXPECT_NEAR(inside_t(grid) / grid.total_t, 1, 1e-9);
    EXPECT_EQ(grid.source_count, sources.size());
  }
}

TEST(EmissionGrid, PolygonsAreSharedByExactOverlap) {
  // 200 m x 100 m over cells of 100 m, moved by a quarter: quarters and halves.
  const auto grid = grid_of(plan_of({source(Geometry::polygon(rectangle(25, 50, 225, 150)), 80)}), {{0, 0}, 100, 3, 2});
  const std::vector<double> share{0.75, 1, 0.25, 0.75, 1, 0.25};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(grid.density.values[i], 80 * share[i] / 4, 1e-12);
}

TEST(EmissionGrid, OverlapFollowsASlopeExactly) {
  // The triangle (0,0) (300,0) (0,300) on cells of 100 m: whole cells below the slope, half ones on it.
  const auto grid = grid_of(plan_of({source(Geometry::polygon({{0, 0}, {300, 0}, {0, 300}}), 9)}), {{0, 0}, 100, 3, 3});
  const std::vector<double> twice{2, 2, 1, 2, 1, 0, 1, 0, 0};
  for (std::size_t i = 0; i < 9; ++i) EXPECT_NEAR(grid.density.values[i], twice[i], 1e-12) << i;
}

TEST(EmissionGrid, OverlapOfAStarAgreesWithThrowingDarts) {
  const Geometry shape = Geometry::polygon(star({239'123.4, 6'711'056.7}, 333, 37));
  const geo::GridFrame frame{{238'990, 6'710'930}, 61.3, 4, 3};
  const auto grid = grid_of(plan_of({source(shape, 1)}), frame);
  // Monte Carlo with an even-odd test that shares nothing with the sweep: 4 standard deviations of 20,000 throws.
  std::mt19937 random(5);
  std::uniform_real_distribution<double> unit(0, 1);
  for (std::size_t i = 0; i < frame.cell_count(); ++i) {
    const MapPoint corner = {frame.corner.x_m + frame.cell_m * static_cast<double>(i % 4),
                             frame.corner.y_m + frame.cell_m * static_cast<double>(i / 4)};
    int hits = 0;
    constexpr int throws = 20'000;
    for (int k = 0; k < throws; ++k)
      hits +=
          geo::contains(shape, {corner.x_m + frame.cell_m * unit(random), corner.y_m + frame.cell_m * unit(random)});
    const double covered = grid.density.values[i] * geo::planar_area_m2(shape) / 1e4;
    EXPECT_NEAR(covered, static_cast<double>(hits) / throws, 4 * 0.5 / std::sqrt(throws)) << i;
  }
}

TEST(EmissionGrid, TurnOfRingsAndOrderOfPartsDoNotMatter) {
  const geo::GridFrame frame{{-800, -800}, 70, 30, 30};
  const Geometry plain{geo::GeometryKind::polygon,
                       {{{star({0, 0}, 700, 20), rectangle(-90, -80, 75, 85)}}, {{rectangle(800, 0, 900, 500)}}}};
  Geometry turned = plain;
  std::reverse(turned.parts.begin(), turned.parts.end());
  for (auto& part : turned.parts)
    for (auto& ring : part.rings) ring = reversed(ring);
  const auto a = grid_of(plan_of({source(plain, 5)}), frame), b = grid_of(plan_of({source(turned, 5)}), frame);
  for (std::size_t i = 0; i < a.density.values.size(); ++i)
    EXPECT_NEAR(a.density.values[i], b.density.values[i], 1e-12) << i;
}

TEST(EmissionGrid, SmallPolygonInsideOneCellStaysThere) {
  const geo::GridFrame frame{{6'700'000, 6'700'000}, 1000, 50, 50};
  const auto grid = grid_of(plan_of({source(Geometry::polygon(star({6'731'500.2, 6'712'500.3}, 0.5, 12)), 5)}), frame);
  const std::size_t cell = 12 * 50 + 31;
  for (std::size_t i = 0; i < frame.cell_count(); ++i)
    EXPECT_NEAR(grid.density.values[i], i == cell ? 0.05 : 0, 1e-14) << i;
}

TEST(EmissionGrid, LinesAreSharedByLength) {
  // From (50, 50) east 100 m, then north-east: 50 + 50 m, then the diagonal of a cell and a half.
  const auto grid =
      grid_of(plan_of({source(Geometry::line({{50, 50}, {150, 50}, {300, 200}}), 1)}), {{0, 0}, 100, 3, 2});
  const double d = std::numbers::sqrt2, length = 100 + 150 * d;
  const std::vector<double> metres{50, 50 + 50 * d, 0, 0, 0, 100 * d};
  for (std::size_t i = 0; i < 6; ++i) EXPECT_NEAR(grid.density.values[i], metres[i] / length, 1e-12) << i;
}

TEST(EmissionGrid, ALineAlongAnEdgeBelongsToTheCellsEastAndNorth) {
  const auto upright = grid_of(plan_of({source(Geometry::line({{100, 20}, {100, 80}}), 1)}), {{0, 0}, 100, 2, 1});
  EXPECT_EQ(upright.density.values[0], 0);
  EXPECT_NEAR(upright.density.values[1], 1, 1e-12);
  const auto level = grid_of(plan_of({source(Geometry::line({{180, 100}, {20, 100}}), 1)}), {{0, 0}, 100, 2, 2});
  EXPECT_NEAR(level.density.values[2] + level.density.values[3], 1, 1e-12);
  const auto beyond = grid_of(plan_of({source(Geometry::line({{0, 200}, {50, 200}}), 1)}), {{0, 0}, 100, 2, 2});
  EXPECT_NEAR(beyond.outside_t, 1, 1e-12);  // the frame's own northern edge is outside
}

TEST(EmissionGrid, ShapesThatHaveNoExtentAreTakenAsPoints) {
  const geo::GridFrame frame{{-1000, -1000}, 50, 40, 40};
  const auto flat = grid_of(plan_of({source(Geometry::polygon({{-100, 0}, {100, 0}, {0, 0}}), 6)}), frame);
  const Geometry three{geo::GeometryKind::point, {{{{{-100, 0}}}}, {{{{100, 0}}}}, {{{{0, 0}}}}}};
  EXPECT_EQ(flat.density.values, grid_of(plan_of({source(three, 6)}), frame).density.values);
  const auto dot = grid_of(plan_of({source(Geometry::line({{30, 40}, {30, 40}}), 6)}), frame);
  EXPECT_EQ(dot.density.values, grid_of(plan_of({source(Geometry::point({30, 40}), 6)}), frame).density.values);
}

TEST(EmissionGrid, MassWithoutAPlaceIsTold) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  std::vector<geo::EmissionSource> sources{source({}, 1),
                                           source(Geometry::point({nan, 0}), 2),
                                           source(Geometry::line({{0, 0}, {inf, 0}}), 4),
                                           source(Geometry::polygon({{0, 0}, {1e300, 0}, {0, 1e300}}), 8),
                                           source({geo::GeometryKind::polygon, {{}}}, 16),
                                           source(Geometry::point({10, 10}), 32)};
  const auto grid = grid_of(plan_of(sources), {{-1000, -1000}, 50, 40, 40});
  EXPECT_EQ(grid.unplaced_t, 31);
  EXPECT_EQ(grid.total_t, 32);
  EXPECT_EQ(grid.source_count, 1u);
  EXPECT_NEAR(inside_t(grid), 32, 1e-9);
}

TEST(EmissionGrid, HugeShapesRoundASmallWindowAreFastAndExact) {
  const Geometry country = Geometry::polygon(rectangle(-1e11, -1e11, 1e11, 1e11));
  const Geometry road = Geometry::line({{-1e11, -1e11 + 0.5}, {1e11, 1e11 + 0.5}});
  const auto grid = grid_of(plan_of({source(country, 4e18)}), {{0, 0}, 100, 5, 5});
  for (const double value : grid.density.values) EXPECT_NEAR(value, 1, 1e-9);  // 4e18 t on 4e22 m2
  EXPECT_NEAR(inside_t(grid_of(plan_of({source(road, 4e8)}), {{0, 0}, 100, 5, 5})), 0.999, 1e-6);
}

// ---- what is counted
// ---------------------------------------------------------------------------------------------------

TEST(EmissionGrid, YearSectorGasAndGwpSetChooseWhatCounts) {
  geo::EmissionSource landfill = source(Geometry::point({0, 0}), 10);
  landfill.sector = geo::Sector::landfill;
  landfill.series = {{2022, geo::Gas::ch4_biogenic, 100, {}},
                     {2023, geo::Gas::co2_biogenic, 500, {}},
                     {2023, geo::Gas::ch4_biogenic, 10, {}}};
  geo::EmissionSource boiler = source(Geometry::point({0, 0}), 7);
  boiler.sector = geo::Sector::energy;
  const geo::Plan plan = plan_of({landfill, boiler});
  const auto total = [&](auto&& change) {
    geo::HeatmapOptions options;
    change(options);
    return grid_of(plan, options).total_t;
  };
  EXPECT_DOUBLE_EQ(total([](auto&) {}), 287);
  EXPECT_DOUBLE_EQ(total([](auto& o) { o.gwp_set = geo::GwpSet::ar6; }), 277);
  EXPECT_DOUBLE_EQ(total([](auto& o) { o.year = 2022; }), 2800);
  EXPECT_DOUBLE_EQ(total([](auto& o) { o.year = 2021; }), 0);
  EXPECT_DOUBLE_EQ(total([](auto& o) { o.only_sector = geo::Sector::energy; }), 7);
  EXPECT_DOUBLE_EQ(total([](auto& o) { o.only_gas = geo::Gas::ch4_biogenic; }), 280);
  EXPECT_DOUBLE_EQ(total([](auto& o) { o.only_gas = geo::Gas::co2_biogenic; }), 500);
  geo::HeatmapOptions biogenic;
  biogenic.only_gas = geo::Gas::co2_biogenic;
  EXPECT_EQ(geo::density_unit(biogenic), "t biogenic CO2/ha/a");
  EXPECT_EQ(geo::density_unit({}), "t CO2e/ha/a");
}

TEST(EmissionGrid, AYearWithoutACountingRowIsNotKnown) {
  geo::EmissionSource s = source({}, 10);
  s.series = {{2020, geo::Gas::co2_biogenic, 5, {}}, {2021, geo::Gas::co2_fossil, 0, {}}};
  EXPECT_FALSE(geo::source_co2e_t(s, 2019, geo::GwpSet::ar5));
  EXPECT_FALSE(geo::source_co2e_t(s, 2020, geo::GwpSet::ar5));
  EXPECT_EQ(geo::source_co2e_t(s, 2020, geo::GwpSet::ar5, geo::Gas::co2_biogenic), 5);
  EXPECT_EQ(geo::source_co2e_t(s, 2021, geo::GwpSet::ar5), 0);
}

// ---- contributors
// ------------------------------------------------------------------------------------------------------

TEST(Contributors, SumToTheCellAndComeLargestFirst) {
  std::vector<geo::EmissionSource> sources;
  for (const Geometry& shape : shapes())
    sources.push_back(source(moved(shape, 239'000, 6'711'000), 10 + static_cast<double>(sources.size())));
  const geo::Plan plan = plan_of(sources);
  const geo::GridFrame frame{{237'777.7, 6'710'000}, 43, 60, 50};
  geo::HeatmapOptions options;
  options.method = geo::KernelMethod::exact;
  const auto grid = grid_of(plan, frame, options);
  const double peak = *std::max_element(grid.density.values.begin(), grid.density.values.end());
  std::size_t shared = 0;
  for (std::size_t i = 0; i < frame.cell_count(); i += 7) {
    const auto list = geo::contributors(plan, options, frame, frame.cell_centre(i % 60, i / 60));
    double sum = 0;
    for (const auto& c : list) sum += c.t_per_ha_a;
    EXPECT_NEAR(sum, grid.density.values[i], 1e-9 * peak) << i;
    EXPECT_TRUE(std::is_sorted(list.begin(), list.end(), [](auto& a, auto& b) { return a.t_per_ha_a > b.t_per_ha_a; }));
    shared += list.size() > 1;
  }
  const geo::ContributorIndex index(plan, options);
  for (std::size_t i = 0; i < frame.cell_count(); i += 5) {
    const geo::MapPoint place = frame.cell_centre(i % 60, i / 60);
    const auto expected = geo::contributors(plan, options, frame, place);
    const auto found = index.at(frame, place);
    ASSERT_EQ(found.size(), expected.size()) << i;
    for (std::size_t k = 0; k < found.size(); ++k) {
      EXPECT_EQ(found[k].source, expected[k].source);
      EXPECT_NEAR(found[k].t_per_ha_a, expected[k].t_per_ha_a, 1e-9 * peak);
    }
  }
  EXPECT_TRUE(index.at(frame, {0, 0}).empty());
  EXPECT_GT(shared, 50u);
  EXPECT_TRUE(geo::contributors(plan, options, frame, {0, 0}).empty());
}

// ---- limits
// ------------------------------------------------------------------------------------------------------------

TEST(EmissionGrid, LengthsAndWindowsThatCanNotBeUsedAreRefused) {
  const geo::Plan plan = plan_of({source(Geometry::point({0, 0}), 1)});
  constexpr double nan = std::numeric_limits<double>::quiet_NaN(), inf = std::numeric_limits<double>::infinity();
  for (const double bad : {0.0, -5.0, nan, inf}) {
    geo::HeatmapOptions cell, radius;
    cell.cell_m = bad;
    radius.radius_m = bad;
    EXPECT_THROW((void)grid_of(plan, cell), geo::Error) << bad;
    EXPECT_THROW((void)grid_of(plan, radius), geo::Error) << bad;
  }
  for (const geo::MapBox& bad : {geo::MapBox{}, geo::MapBox{0, 0, 0, 5}, geo::MapBox{0, 0, inf, 5},
                                 geo::MapBox{nan, 0, 5, 5}, geo::MapBox{5, 5, 0, 0}}) {
    geo::HeatmapOptions options;
    options.window = bad;
    EXPECT_THROW((void)grid_of(plan, options), geo::Error);
  }
  geo::HeatmapOptions fine;
  fine.cell_m = 1e-300;
  EXPECT_THROW((void)grid_of(plan, fine), geo::Error);
  fine.cell_m = 0.07;  // 800 m / 0.07 m, squared: 131 million
  EXPECT_THROW((void)grid_of(plan, fine), geo::Error);
}

TEST(EmissionGrid, APlanWithoutSourcesHasAnEmptyGrid) {
  const auto grid = grid_of(geo::Plan());
  EXPECT_EQ(grid.density.values.size(), 0u);
  EXPECT_EQ(grid.total_t, 0);
}

TEST(EmissionGrid, CanBeStopped) {
  geo::Progress progress;
  progress.cancel();
  const geo::Plan plan = plan_of({source(Geometry::polygon(rectangle(0, 0, 500, 500)), 1)});
  EXPECT_THROW((void)geo::emission_grid(plan, {}, progress), geo::Cancelled);
}

TEST(LockedBreaks, TheLargestDensityFallsInTheLastOfNineClasses) {
  for (const double largest : {0.003, 0.2, 1.0, 1.9999, 7.0, 499.0, 500.0, 12'345.6}) {
    const auto breaks = geo::locked_breaks(largest);
    ASSERT_EQ(breaks.size(), 8u);
    EXPECT_LE(breaks.back(), largest);
    EXPECT_GT(breaks.back() * 2.5000001, largest);  // the next of the series is above
  }
}

TEST(LockedBreaks, AreTheSeriesOfTheDesign) {
  const std::vector<double> usual{2, 5, 10, 20, 50, 100, 200, 500};
  for (const double largest :
       {500.0, 999.9, 0.0, -3.0, std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity()})
    EXPECT_EQ(geo::locked_breaks(largest), usual) << largest;
  EXPECT_EQ(geo::locked_breaks(3), (std::vector<double>{0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2}));
  for (const double extreme : {1e-320, 1e300}) EXPECT_EQ(geo::locked_breaks(extreme).size(), 8u);
}

}  // namespace
