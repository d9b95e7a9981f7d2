// A million features: what lies under the pointer, in a box, in which order, and what a filter lets through.
#include "geo/feature_tests.hpp"
#include "geo/filter.hpp"
#include "geo/heatmap/heatmap.hpp"
#include "geo/plan/edit.hpp"
#include "geo/row_order.hpp"
#include "geo/spatial_index.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <memory>
#include <numbers>
#include <random>
#include <string>

namespace {

struct Buildings {
  geo::Features features;
  std::unique_ptr<geo::SpatialIndex> index;
};

/// Squares of 8 to 30 m in a town of 40 by 40 km, with numbers and names.
const Buildings& buildings() {
  static const Buildings made = [] {
    constexpr std::size_t count = 1'000'000;
    Buildings b;
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> place(0, 40'000), side(8, 30);
    std::vector<double> area;
    std::vector<std::int64_t> year;
    geo::TextColumn name;
    for (std::size_t i = 0; i < count; ++i) {
      const double x = 300'000 + place(random), y = 6'800'000 + place(random), s = side(random);
      b.features.append(geo::Geometry::polygon({{x, y}, {x + s, y}, {x + s, y + s}, {x, y + s}}),
                        static_cast<std::int64_t>(i));
      area.push_back(s * s);
      year.push_back(1900 + static_cast<std::int64_t>(random() % 125));
      name.append("Rakennus " + std::to_string(random() % count));
    }
    b.features.columns.push_back({"area", std::move(area), {}});
    b.features.columns.push_back({"year", std::move(year), {}});
    b.features.columns.push_back({"name", std::move(name), {}});
    b.index = std::make_unique<geo::SpatialIndex>(geo::feature_boxes(b.features));
    return b;
  }();
  return made;
}

/// `range(0)` metres to a pixel.
void identify(benchmark::State& state) {
  const Buildings& b = buildings();
  std::mt19937_64 random(2);
  std::uniform_real_distribution<double> place(0, 40'000);
  std::size_t found = 0;
  for (auto _ : state)
    found += geo::features_at(b.features, *b.index, {300'000 + place(random), 6'800'000 + place(random)},
                              5 * static_cast<double>(state.range(0)))
                 .size();
  state.counters["found"] = benchmark::Counter(static_cast<double>(found), benchmark::Counter::kAvgIterations);
}
BENCHMARK(identify)->Arg(1)->Arg(20)->Arg(500)->Unit(benchmark::kMillisecond);

void select_a_hundred_thousand(benchmark::State& state) {
  const Buildings& b = buildings();
  const double side = 40'000 * std::sqrt(0.1);
  std::size_t found = 0;
  for (auto _ : state)
    found = geo::features_in_box(b.features, *b.index, {310'000, 6'810'000, 310'000 + side, 6'810'000 + side}).count();
  state.counters["found"] = static_cast<double>(found);
}
BENCHMARK(select_a_hundred_thousand)->Unit(benchmark::kMillisecond);

/// 0: decimal numbers, 1: whole numbers, 2: texts.
void sort_rows(benchmark::State& state) {
  const geo::Column& column = buildings().features.columns[static_cast<std::size_t>(state.range(0))];
  for (auto _ : state) {
    geo::Progress progress;
    benchmark::DoNotOptimize(geo::sorted_rows(column, false, progress));
  }
}
BENCHMARK(sort_rows)->Arg(0)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

void filter_by_range(benchmark::State& state) {
  const std::vector<geo::Condition> conditions{{"area", 200, 400, {}, {}}, {"year", 1950, {}, {}, {}}};
  for (auto _ : state) {
    geo::Progress progress;
    benchmark::DoNotOptimize(
        geo::rows_meeting(conditions, buildings().features.columns, buildings().features.size(), progress));
  }
}
BENCHMARK(filter_by_range)->Unit(benchmark::kMillisecond);

void filter_by_text_in_any_column(benchmark::State& state) {
  const std::vector<geo::Condition> conditions{{"", {}, {}, "nus 77", {}}};
  for (auto _ : state) {
    geo::Progress progress;
    benchmark::DoNotOptimize(
        geo::rows_meeting(conditions, buildings().features.columns, buildings().features.size(), progress));
  }
}
BENCHMARK(filter_by_text_in_any_column)->Unit(benchmark::kMillisecond);

/// Hover over a source whose outline has `range(0)` corners.
void contributors_of_a_large_outline(benchmark::State& state) {
  geo::Ring ring;
  const auto corners = static_cast<int>(state.range(0));
  for (int i = 0; i < corners; ++i) {
    const double turn = 2 * std::numbers::pi * i / corners;
    const double reach = 3000 + 200 * std::sin(40 * turn);
    ring.push_back({300'000 + reach * std::cos(turn), 6'800'000 + reach * std::sin(turn)});
  }
  geo::Plan plan(geo::PlanInfo{});
  geo::Edit edit;
  geo::EmissionSource source;
  source.geometry = geo::Geometry::polygon(ring);
  source.series = {{2023, geo::Gas::co2_fossil, 1000}};
  (void)edit.add(plan, source);
  const geo::PlanPtr made = geo::applied(std::make_shared<const geo::Plan>(plan), edit);
  const geo::HeatmapOptions options;
  const geo::GridFrame frame{{296'000, 6'796'000}, 50, 160, 160};
  const geo::ContributorIndex index(*made, options);
  for (auto _ : state) benchmark::DoNotOptimize(index.at(frame, {300'100, 6'800'100}));
}
BENCHMARK(contributors_of_a_large_outline)->Arg(1000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
