// Flows of a country: 100,000 between 20,000 and between 200,000 places, clustered and summed at the level of a view.
#include "geo/flow/clusters.hpp"
#include "geo/flow/flow_sums.hpp"

#include <benchmark/benchmark.h>

#include <numeric>
#include <random>

namespace {

struct Country {
  std::vector<geo::WeightedPlace> places;
  std::vector<geo::PlacedFlow> flows;
  std::vector<std::uint32_t> all;

  explicit Country(std::size_t place_count) : all(100'000) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> east(70'000, 730'000), north(6'610'000, 7'770'000);
    std::vector<geo::MapPoint> towns(300);
    for (auto& t : towns) t = {east(random), north(random)};
    std::normal_distribution<double> spread(0, 8'000);
    std::lognormal_distribution<double> amount(5, 1.5);
    for (std::size_t i = 0; i < place_count; ++i) {
      const geo::MapPoint t = towns[random() % towns.size()];
      places.push_back({{t.x_m + spread(random), t.y_m + spread(random)}, 0});
    }
    for (std::size_t i = 0; i < all.size(); ++i) {
      flows.push_back({static_cast<std::uint32_t>(random() % place_count),
                       static_cast<std::uint32_t>(random() % place_count), static_cast<std::uint32_t>(random() % 8),
                       amount(random)});
      places[flows.back().from].weight_t += flows.back().amount_t;
      places[flows.back().to].weight_t += flows.back().amount_t;
    }
    std::iota(all.begin(), all.end(), 0U);
  }
};

void cluster_and_sum_100000_flows(benchmark::State& state) {
  const Country country(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    geo::Progress progress;
    const geo::PlaceClusters clusters(country.places, progress);
    const std::size_t level = clusters.level_for(20'000);
    benchmark::DoNotOptimize(geo::flow_sums(country.flows, country.all, clusters.cluster_of_place(level),
                                            clusters.clusters(level).size(), progress));
  }
}
BENCHMARK(cluster_and_sum_100000_flows)->Arg(20'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

void sum_100000_flows_after_a_filter(benchmark::State& state) {
  const Country country(20'000);
  geo::Progress progress;
  const geo::PlaceClusters clusters(country.places, progress);
  const std::size_t level = clusters.level_for(20'000);
  for (auto _ : state)
    benchmark::DoNotOptimize(geo::flow_sums(country.flows, country.all, clusters.cluster_of_place(level),
                                            clusters.clusters(level).size(), progress));
}
BENCHMARK(sum_100000_flows_after_a_filter)->Unit(benchmark::kMillisecond);

}  // namespace
