// How sure the balance of a hub is: 60 sources over 60 years, 10,000 draws, by the real ledger.
#include "geo/balance/uncertain_balance.hpp"
#include "tests/geo/balance/hub.hpp"

#include <benchmark/benchmark.h>

namespace {

void draws_of_a_hub(benchmark::State& state) {
  geo::Plan plan;
  for (int i = 0; i < 60; ++i) {
    auto source = tests::modelled_source(("source " + std::to_string(i)).c_str(), i % 3 ? "fuel" : "heat",
                                         i % 3 ? "fuel_mwh" : "heat_mwh", 100 + i);
    source.inputs.front().uncertainty_pct = 10;
    tests::put_in(plan, source);
  }
  const auto catalogues = tests::hub_catalogues();
  geo::UncertainOptions options;
  options.draws = static_cast<std::size_t>(state.range(0));
  options.contributions_year = 2030;
  for (auto _ : state) {
    geo::Progress progress;
    benchmark::DoNotOptimize(geo::uncertain_balance(plan, *catalogues, {}, 1990, 2049, options, progress));
  }
}
BENCHMARK(draws_of_a_hub)->Arg(10'000)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace
