// 10,000 draws over a hub of 60 sources x 60 years: terms of activity and shared factors, added up by year.
#include "geo/uncertainty/draws.hpp"
#include "geo/uncertainty/monte_carlo.hpp"

#include <benchmark/benchmark.h>

#include <string>

namespace {

constexpr std::size_t sources = 60, years = 60, shared_factors = 20;

std::vector<double> multipliers(const std::string& name, double uncertainty_pct, std::size_t draws) {
  return geo::relative_multipliers(1, name, geo::distribution_of(1, uncertainty_pct), draws);
}

/// Each source has an activity of its own and two gases by factors that it shares with others, changing over the years.
void hub(benchmark::State& state) {
  const auto draws = static_cast<std::size_t>(state.range(0));
  double sum = 0;
  for (auto _ : state) {
    std::vector<std::vector<double>> activities, factors, totals_t(years, std::vector<double>(draws));
    for (std::size_t i = 0; i < sources; ++i)
      activities.push_back(multipliers("input:" + std::to_string(i), 10 + static_cast<double>(i), draws));
    for (std::size_t i = 0; i < shared_factors; ++i)
      factors.push_back(multipliers("factor:" + std::to_string(i), 5 * static_cast<double>(i), draws));
    geo::for_draw_blocks(draws, [&](geo::DrawBlock block) {
      for (std::size_t source = 0; source < sources; ++source) {
        const std::vector<double>&activity = activities[source], &co2 = factors[source % shared_factors],
              &ch4 = factors[(source * 7 + 1) % shared_factors];
        for (std::size_t year = 0; year < years; ++year) {
          const double co2_t = 1000 + static_cast<double>(source * year), ch4_t = 28 * static_cast<double>(source);
          double* total_t = totals_t[year].data();
          for (std::size_t i = block.first; i < block.first + block.count; ++i)
            total_t[i] += activity[i] * (co2_t * co2[i] + ch4_t * ch4[i]);
        }
      }
    });
    const auto summaries = geo::summaries(totals_t);
    std::vector<geo::InputDraws> inputs;
    for (std::size_t i = 0; i < sources; ++i) inputs.push_back({"input:" + std::to_string(i), activities[i]});
    for (std::size_t i = 0; i < shared_factors; ++i) inputs.push_back({"factor:" + std::to_string(i), factors[i]});
    sum += summaries.back().high + geo::contributions(inputs, totals_t.back()).front().share;
  }
  benchmark::DoNotOptimize(sum);
}

}  // namespace

BENCHMARK(hub)->Arg(1000)->Arg(10'000)->Unit(benchmark::kMillisecond)->UseRealTime();
