#include "geo/heatmap/quartic_kernel.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numbers>
#include <numeric>
#include <random>

namespace {

double kernel(double x, double y) {
  const double u = x * x + y * y;
  return u < 1 ? 3 / std::numbers::pi * (1 - u) * (1 - u) : 0;
}

/// Five-point Gauss-Legendre (exact for polynomials up to degree 9) on many strips: what the closed form is held
/// against.
double gauss(double a, double b, auto&& f) {
  static constexpr double node[] = {0, 0.5384693101056831, -0.5384693101056831, 0.9061798459386640,
                                    -0.9061798459386640};
  static constexpr double weight[] = {0.5688888888888889, 0.4786286704993665, 0.4786286704993665, 0.2369268850561891,
                                      0.2369268850561891};
  double sum = 0;
  for (int i = 0; i < 5; ++i) sum += weight[i] * f((a + b) / 2 + (b - a) / 2 * node[i]);
  return sum * (b - a) / 2;
}

/// Strips in y; in x the integrand is a polynomial between the chord's ends, so each strip's inner integral is exact.
double integrated(double x0, double y0, double x1, double y1) {
  y0 = std::max(y0, -1.0), y1 = std::min(y1, 1.0);
  if (!(y0 < y1)) return 0;
  constexpr int strips = 4000;
  double sum = 0;
  for (int i = 0; i < strips; ++i)
    sum += gauss(y0 + (y1 - y0) * i / strips, y0 + (y1 - y0) * (i + 1) / strips, [&](double y) {
      const double half = std::sqrt(std::max(0.0, 1 - y * y)), a = std::max(x0, -half), b = std::min(x1, half);
      return a < b ? gauss(a, b, [y](double x) { return kernel(x, y); }) : 0.0;
    });
  return sum;
}

TEST(QuarticKernel, ShareOfABoxIsTheIntegralOfTheKernel) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> place(-1.3, 1.3), side(0.001, 1.5);
  for (int i = 0; i < 60; ++i) {
    const double x = place(random), y = place(random), w = side(random), h = side(random);
    // 3e-9 is what 4,000 strips leave at a chord's end, where the integrand's third derivative jumps.
    EXPECT_NEAR(geo::quartic_share_of_box(x, y, x + w, y + h), integrated(x, y, x + w, y + h), 3e-9)
        << x << ' ' << y << ' ' << w << ' ' << h;
  }
}

TEST(QuarticKernel, KnownShares) {
  EXPECT_NEAR(geo::quartic_share_of_box(-1, -1, 1, 1), 1, 1e-15);
  EXPECT_NEAR(geo::quartic_share_of_box(-1e9, -1e9, 1e9, 1e9), 1, 1e-15);
  EXPECT_NEAR(geo::quartic_share_of_box(0, 0, 5, 5), 0.25, 1e-15);   // the source on a corner
  EXPECT_NEAR(geo::quartic_share_of_box(-3, 0, 5, 5), 0.5, 1e-15);   // the source on an edge
  EXPECT_NEAR(geo::quartic_share_of_box(0.9, 0.9, 5, 5), 0, 1e-16);  // a corner beyond the rim
  EXPECT_EQ(geo::quartic_share_of_box(1, -1, 2, 1), 0);              // touches the rim
}

struct Case {
  const char* name;
  double corner, cell, place, radius;
};
class QuarticOnGrid : public testing::TestWithParam<Case> {};

TEST_P(QuarticOnGrid, CellsSumToOneAndEachIsTheKernelsMean) {
  const Case& c = GetParam();
  const auto n = static_cast<std::size_t>(2 * c.radius / c.cell) + 4;
  const geo::GridFrame frame{{c.corner, c.corner - 3 * c.cell}, c.cell, n, n + 5};
  const geo::MapPoint source{c.corner + c.place, c.corner + c.place - c.cell};
  geo::QuarticOnGrid on_grid;
  on_grid.place(frame, source, c.radius);
  std::vector<double> cells(frame.cell_count());
  for (std::size_t row = on_grid.first_row(); row < on_grid.last_row(); ++row)
    on_grid.add_row(row, 1, &cells[row * frame.columns]);
  EXPECT_NEAR(std::accumulate(cells.begin(), cells.end(), 0.0), 1, 1e-12);
  EXPECT_EQ(on_grid.share_in_frame(), 1);
  const double peak = *std::max_element(cells.begin(), cells.end());
  double worst = 0;
  for (std::size_t i = 0; i < cells.size(); i += 1 + cells.size() / 40) {
    const double x = (frame.corner.x_m + static_cast<double>(i % frame.columns) * c.cell - source.x_m) / c.radius;
    const double y = (frame.corner.y_m + static_cast<double>(i / frame.columns) * c.cell - source.y_m) / c.radius;
    const double side = c.cell / c.radius;
    worst = std::max(worst, std::abs(cells[i] - integrated(x, y, x + side, y + side)));
    EXPECT_NEAR(cells[i], on_grid.share(i % frame.columns, i / frame.columns), 1e-12 * peak);
  }
  EXPECT_LT(worst, 1e-6 * peak);
}

INSTANTIATE_TEST_SUITE_P(
    Shapes, QuarticOnGrid,
    testing::Values(Case{"RadiusOf8Cells", 0, 50, 450, 400}, Case{"OffOrigin", -7123.4, 12.5, 333.3, 311.1},
                    Case{"FarNorthing", 6712345.6, 50, 777.7, 600}, Case{"CellWiderThanKernel", 10, 1000, 1200, 80},
                    Case{"SourceOnACorner", 0, 1000, 2000, 80}, Case{"CellEqualsRadius", -5, 30, 50, 30},
                    Case{"RadiusOf300Cells", 3.3, 1, 301.77, 300}),
    [](const auto& test) { return test.param.name; });

TEST(QuarticOnGrid, SourceOffTheMapReachesNothing) {
  const geo::GridFrame frame{{0, 0}, 10, 8, 8};
  geo::QuarticOnGrid on_grid;
  for (const double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1e300}) {
    on_grid.place(frame, {bad, 4}, 30);
    EXPECT_FALSE(on_grid.reaches_frame());
    EXPECT_EQ(on_grid.share_in_frame(), 0);
  }
}

}  // namespace
