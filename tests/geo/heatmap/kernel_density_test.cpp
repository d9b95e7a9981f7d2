#include "geo/heatmap/fast_kernel.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

namespace {

using geo::KernelMethod;

struct Cloud {
  std::vector<geo::MapPoint> places;
  std::vector<double> masses_t;
  void add(double x, double y, double mass) {
    places.push_back({x, y});
    masses_t.push_back(mass);
  }
};

struct Made {
  geo::Grid grid;
  double outside_t = 0;
  [[nodiscard]] double inside_t() const {
    const double cell_ha = grid.frame.cell_m * grid.frame.cell_m / 1e4;
    return std::accumulate(grid.values.begin(), grid.values.end(), 0.0) * cell_ha;
  }
};

Made made(const geo::GridFrame& frame, const Cloud& cloud, double radius_m, KernelMethod method) {
  Made m;
  geo::Progress progress;
  m.grid = geo::kernel_density(frame, cloud.places, cloud.masses_t, radius_m, method, progress, m.outside_t);
  return m;
}

/// Largest difference of the fast from the exact method as share of the exact grid's peak.
double error_share(const geo::GridFrame& frame, const Cloud& cloud, double radius_m) {
  const Made exact = made(frame, cloud, radius_m, KernelMethod::exact);
  const Made fast = made(frame, cloud, radius_m, KernelMethod::fast);
  double peak = 0, worst = 0;
  for (std::size_t i = 0; i < exact.grid.values.size(); ++i) {
    peak = std::max(peak, std::abs(exact.grid.values[i]));
    worst = std::max(worst, std::abs(exact.grid.values[i] - fast.grid.values[i]));
  }
  return worst / peak;
}

/// Many places inside and outside the frame, masses over four powers of ten.
Cloud random_cloud(unsigned seed, std::size_t count, const geo::MapBox& box) {
  std::mt19937 random(seed);
  std::uniform_real_distribution<double> x(box.min_x_m, box.max_x_m), y(box.min_y_m, box.max_y_m), power(-2, 2);
  Cloud cloud;
  for (std::size_t i = 0; i < count; ++i) cloud.add(x(random), y(random), std::pow(10, power(random)));
  return cloud;
}

TEST(KernelDensity, GridAndOutsideSumToTheMassesForEveryMethodFrameAndRadius) {
  for (const auto method : {KernelMethod::exact, KernelMethod::fast, KernelMethod::automatic})
    for (const double cell : {7.3, 50.0, 900.0})
      for (const double radius : {20.0, 400.0, 1333.0}) {
        const geo::GridFrame frame{{-431.7, 6.7e6 + 13}, cell, 61, 47};
        const Cloud cloud = random_cloud(3, 300, frame.box().grown(1000));
        const double total = std::accumulate(cloud.masses_t.begin(), cloud.masses_t.end(), 0.0);
        const Made m = made(frame, cloud, radius, method);
        EXPECT_NEAR((m.inside_t() + m.outside_t) / total, 1, 1e-9) << cell << ' ' << radius;
        for (const double value : m.grid.values) ASSERT_GE(value, 0);
      }
}

TEST(KernelDensity, MassesOfBothSignsAreConservedAndFollowTheExactMethod) {
  const geo::GridFrame frame{{0, 0}, 10, 120, 90};
  Cloud cloud = random_cloud(5, 400, frame.box().grown(200));
  for (std::size_t i = 0; i < cloud.masses_t.size(); i += 2) cloud.masses_t[i] *= -1;
  double total = 0, gross = 0;
  for (const double mass : cloud.masses_t) total += mass, gross += std::abs(mass);
  for (const auto method : {KernelMethod::exact, KernelMethod::fast}) {
    const Made m = made(frame, cloud, 120, method);
    EXPECT_NEAR(m.inside_t() + m.outside_t, total, 1e-9 * gross);
  }
}

TEST(KernelDensity, MovingGridAndSourcesTogetherByWholeCellsChangesNothing) {
  const geo::GridFrame here{{0, 0}, 16, 40, 40}, there{{-32e6, 64e6}, 16, 40, 40};
  const Cloud cloud = random_cloud(11, 50, here.box());
  Cloud moved;
  for (std::size_t i = 0; i < cloud.places.size(); ++i) {
    const double x = std::round(cloud.places[i].x_m), y = std::round(cloud.places[i].y_m);  // exact when moved
    moved.add(x - 32e6, y + 64e6, cloud.masses_t[i]);
  }
  Cloud rounded;
  for (std::size_t i = 0; i < cloud.places.size(); ++i)
    rounded.add(std::round(cloud.places[i].x_m), std::round(cloud.places[i].y_m), cloud.masses_t[i]);
  EXPECT_EQ(made(here, rounded, 100, KernelMethod::exact).grid.values,
            made(there, moved, 100, KernelMethod::exact).grid.values);
}

TEST(KernelDensity, PlacesThatAreNoneGoOutside) {
  const geo::GridFrame frame{{0, 0}, 10, 50, 50};
  for (const auto method : {KernelMethod::exact, KernelMethod::fast}) {
    Cloud cloud;
    cloud.add(std::numeric_limits<double>::quiet_NaN(), 100, 1);
    cloud.add(100, -std::numeric_limits<double>::infinity(), 2);
    cloud.add(1e300, 1e300, 4);
    cloud.add(250, 250, 8);
    const Made m = made(frame, cloud, 100, method);
    EXPECT_DOUBLE_EQ(m.outside_t, 7);
    EXPECT_NEAR(m.inside_t(), 8, 1e-9);
  }
}

TEST(KernelDensity, NoSourceAndNoCellAreNoTrouble) {
  EXPECT_EQ(made({{0, 0}, 10, 5, 5}, {}, 100, KernelMethod::fast).inside_t(), 0);
  Cloud one;
  one.add(0, 0, 3);
  for (const auto method : {KernelMethod::exact, KernelMethod::fast})
    EXPECT_EQ(made({{0, 0}, 10, 0, 0}, one, 100, method).outside_t, 3);
}

TEST(KernelDensity, WorkCanBeStopped) {
  const geo::GridFrame frame{{0, 0}, 10, 200, 200};
  const Cloud cloud = random_cloud(1, 5000, frame.box());
  for (const auto method : {KernelMethod::exact, KernelMethod::fast}) {
    geo::Progress progress;
    progress.cancel();
    double outside = 0;
    EXPECT_THROW(geo::kernel_density(frame, cloud.places, cloud.masses_t, 200, method, progress, outside),
                 geo::Cancelled);
  }
}

// ---- how good the fast method is --------------------------------------------------------------------------------

TEST(FastKernel, ErrorOfALoneSourceIsBelowTheDocumentedOne) {
  for (const double radius : {8.0, 15.0, 30.0, 47.3, 150.0}) {
    const auto n = static_cast<std::size_t>(2 * radius) + 8;
    const geo::GridFrame frame{{0, 0}, 1, n, n};
    for (const double offset : {0.0, 0.13, 0.25, 0.5, 0.77}) {
      Cloud cloud;
      cloud.add(radius + 3 + offset, radius + 3.5 + offset / 2, 5);
      EXPECT_LT(error_share(frame, cloud, radius), 0.0012 + 1 / (radius * radius)) << radius << ' ' << offset;
    }
  }
}

TEST(FastKernel, ErrorOfRandomCloudsIsFarBelowTheBound) {
  for (const double radius : {8.0, 30.0}) {
    const geo::GridFrame frame{{-300, 77}, 10, 200, 180};
    for (const unsigned seed : {1u, 2u, 3u})
      EXPECT_LT(error_share(frame, random_cloud(seed, 3000, frame.box().grown(400)), radius * 10),
                geo::fast_kernel_error_share(radius) / 2);
  }
}

/// An adversary: finds where a source must lie for its error in one cell to be largest, puts sources there, in order
/// of their error, as long as that lifts the error in the cell more than the peak, and for both signs of the error.
double worst_found(double radius) {
  const auto n = static_cast<std::size_t>(4 * radius) + 9;
  const geo::GridFrame frame{{0, 0}, 1, n, n};
  const double centre = static_cast<double>(n) / 2;
  double worst = 0;
  for (const double offset : {0.0, 0.5}) {
    Cloud lone;
    lone.add(centre + offset, centre + offset, 1);
    const Made exact = made(frame, lone, radius, KernelMethod::exact);
    const Made fast = made(frame, lone, radius, KernelMethod::fast);
    struct Candidate {
      double error;
      double dx, dy;
    };
    for (const double sign : {1.0, -1.0}) {
      std::vector<Candidate> candidates;
      for (std::size_t i = 0; i < n * n; ++i)
        candidates.push_back({sign * (fast.grid.values[i] - exact.grid.values[i]),
                              static_cast<double>(i % n) - std::floor(centre),
                              static_cast<double>(i / n) - std::floor(centre)});
      std::sort(candidates.begin(), candidates.end(), [](auto& a, auto& b) { return a.error > b.error; });
      Cloud cloud;
      // Seen from the cell the source lies the other way round than the cell from the source.
      for (std::size_t i = 0; i < candidates.size() && cloud.places.size() < 12; ++i) {
        const geo::MapPoint p{centre + offset - candidates[i].dx, centre + offset - candidates[i].dy};
        const bool apart = std::all_of(cloud.places.begin(), cloud.places.end(), [&](const geo::MapPoint& q) {
          return std::hypot(p.x_m - q.x_m, p.y_m - q.y_m) > 0.6 * radius;
        });
        if (!apart || candidates[i].error <= 0) continue;
        cloud.add(p.x_m, p.y_m, 1);
        worst = std::max(worst, error_share(frame, cloud, radius));
      }
    }
  }
  return worst;
}

TEST(FastKernel, AdversarialCloudsStayBelowTheBound) {
  for (const double radius : {8.0, 12.0, 20.0, 30.0}) {
    const double worst = worst_found(radius);
    EXPECT_LT(worst, geo::fast_kernel_error_share(radius)) << radius;
    RecordProperty("worst_at_radius_" + std::to_string(static_cast<int>(radius)), std::to_string(worst));
  }
}

}  // namespace
