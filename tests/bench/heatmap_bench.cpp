// The heatmap's two methods on the same points: 2048 x 2048 cells, kernel radius 30 cells.
#include "geo/heatmap/fast_kernel.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>
#include <random>

namespace {

constexpr double cell_m = 10, radius_m = 300;
const geo::GridFrame frame{{200'000, 6'700'000}, cell_m, 2048, 2048};

struct Points {
  std::vector<geo::MapPoint> places;
  std::vector<double> masses_t;
};

/// Half spread evenly, half in towns, as emission points are.
Points points(std::size_t count) {
  std::mt19937 random(42);
  const geo::MapBox box = frame.box();
  std::uniform_real_distribution<double> x(box.min_x_m, box.max_x_m), y(box.min_y_m, box.max_y_m), mass(0, 100);
  std::normal_distribution<double> town(0, 600);
  std::vector<geo::MapPoint> towns;
  for (int i = 0; i < 40; ++i) towns.push_back({x(random), y(random)});
  Points result;
  for (std::size_t i = 0; i < count; ++i) {
    const geo::MapPoint centre = towns[i % towns.size()];
    result.places.push_back(i % 2 == 0 ? geo::MapPoint{x(random), y(random)}
                                       : geo::MapPoint{centre.x_m + town(random), centre.y_m + town(random)});
    result.masses_t.push_back(mass(random));
  }
  return result;
}

geo::Grid density(const Points& p, geo::KernelMethod method) {
  geo::Progress progress;
  double outside_t = 0;
  return geo::kernel_density(frame, p.places, p.masses_t, radius_m, method, progress, outside_t);
}

void kernel(benchmark::State& state, geo::KernelMethod method) {
  const Points p = points(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(density(p, method).values.data());
}

/// Both methods in one run: their times' ratio holds also when the machine is busy. Error as share of the peak.
void fast_against_exact(benchmark::State& state) {
  const Points p = points(static_cast<std::size_t>(state.range(0)));
  using Clock = std::chrono::steady_clock;
  double exact_s = 0, fast_s = 0, worst = 0, peak = 0;
  for (auto _ : state) {
    const auto start = Clock::now();
    const geo::Grid exact = density(p, geo::KernelMethod::exact);
    const auto between = Clock::now();
    const geo::Grid fast = density(p, geo::KernelMethod::fast);
    fast_s = std::chrono::duration<double>(Clock::now() - between).count();
    exact_s = std::chrono::duration<double>(between - start).count();
    for (std::size_t i = 0; i < exact.values.size(); ++i) {
      worst = std::max(worst, std::abs(exact.values[i] - fast.values[i]));
      peak = std::max(peak, exact.values[i]);
    }
  }
  state.counters["exact_s"] = exact_s;
  state.counters["fast_s"] = fast_s;
  state.counters["ratio"] = exact_s / fast_s;
  state.counters["error_share"] = worst / peak;
  state.counters["bound_share"] = geo::fast_kernel_error_share(radius_m / cell_m);
}

geo::EmissionSource source_of(geo::Geometry geometry) {
  geo::EmissionSource source;
  source.geometry = std::move(geometry);
  source.series = {{2023, geo::Gas::co2_fossil, 1000, geo::MassMethod::entered}};
  return source;
}

/// A polygon of many corners on a fine grid.
void large_polygon(benchmark::State& state) {
  geo::Ring ring;
  const auto corners = static_cast<int>(state.range(0));
  for (int i = 0; i < corners; ++i) {
    const double angle = 2 * std::numbers::pi * i / corners, r = 9000 + 500 * std::sin(angle * 997);
    ring.push_back({frame.box().centre().x_m + r * std::cos(angle), frame.box().centre().y_m + r * std::sin(angle)});
  }
  geo::Plan plan;
  plan.table<geo::EmissionSource>() = geo::Table<geo::EmissionSource>().with(
      {1}, std::make_shared<const geo::EmissionSource>(source_of(geo::Geometry::polygon(std::move(ring)))));
  for (auto _ : state) {
    geo::Progress progress;
    benchmark::DoNotOptimize(geo::emission_grid(plan, {}, frame, progress).total_t);
  }
}

}  // namespace

BENCHMARK_CAPTURE(kernel, exact, geo::KernelMethod::exact)
    ->Arg(1000)
    ->Arg(10'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(kernel, fast, geo::KernelMethod::fast)
    ->Arg(10'000)
    ->Arg(1'000'000)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(fast_against_exact)
    ->Arg(100'000)
    ->Arg(1'000'000)
    ->Iterations(1)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK(large_polygon)->Arg(100'000)->Unit(benchmark::kMillisecond)->UseRealTime();
