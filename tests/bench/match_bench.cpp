// The best matching of many offers and needs.
#include "geo/symbiosis/match.hpp"

#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

namespace {

/// 5,000 offers and 5,000 needs within 300 km, of `range(0)` materials.
void matching_of_a_country(benchmark::State& state) {
  std::mt19937_64 random(8);
  std::uniform_real_distribution<double> unit(0, 1);
  std::uniform_int_distribution<std::int64_t> material(1, state.range(0));
  std::vector<geo::Offer> offers(5'000);
  std::vector<geo::Need> needs(5'000);
  const auto fill = [&](auto& stream, std::size_t n) {
    stream.id = std::to_string(n);
    stream.material = std::to_string(material(random));
    stream.amount_t = 1 + 999 * unit(random);
    stream.place = {300'000 * unit(random), 7'000'000 + 300'000 * unit(random)};
  };
  for (geo::Offer& offer : offers) {
    fill(offer, static_cast<std::size_t>(&offer - offers.data()));
    offer.pretreatment_t_co2e_per_t = 0.02 * unit(random);
  }
  for (geo::Need& need : needs) {
    fill(need, static_cast<std::size_t>(&need - needs.data()));
    need.avoided_t_co2e_per_t = 0.2 * unit(random);
  }
  double benefit = 0;
  for (auto _ : state)
    benefit = geo::best_matching(offers, needs, [](const geo::Offer& offer, const geo::Need& need) {
                return geo::straight_worth(offer, need, {});
              }).benefit;
  benchmark::DoNotOptimize(benefit);
}
BENCHMARK(matching_of_a_country)->Arg(50)->Arg(5)->Arg(1)->Unit(benchmark::kMillisecond)->Iterations(1);

}  // namespace
