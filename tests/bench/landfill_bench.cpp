// First order decay of many sites, and of many draws of one site.
#include "geo/landfill/site.hpp"

#include <benchmark/benchmark.h>

#include <random>
#include <string>
#include <vector>

namespace {

constexpr int first_year = 1950;
constexpr int last_year = 2029;

std::vector<geo::LandfillSite> sites(std::size_t count) {
  std::mt19937_64 random(3);
  std::uniform_real_distribution<double> mass(0, 50'000), share(0.05, 0.5), rate(0.02, 0.2);
  std::vector<geo::LandfillSite> made(count);
  for (geo::LandfillSite& site : made) {
    site.first_year = first_year;
    site.delay_months = 3;
    for (int year = first_year; year <= last_year; ++year)
      site.years.push_back(
          {.mcf = year < 1980 ? 0.4 : 1.0, .recovery_share = year < 2000 ? 0.0 : 0.3, .oxidation = 0.1});
    for (int s = 0; s < 9; ++s) {
      geo::LandfillStream& stream =
          site.streams.emplace_back("stream" + std::to_string(s), geo::WasteDecay{share(random), 0.5, rate(random)});
      for (int year = first_year; year <= last_year; ++year) stream.mass_t.push_back(mass(random));
    }
  }
  return made;
}

/// 1,000 sites x 9 streams x 80 years in one thread.
void first_order_decay(benchmark::State& state) {
  std::vector<geo::LandfillSite> made = sites(1000);
  for (geo::LandfillSite& site : made) site.form = static_cast<geo::DecayForm>(state.range(0));
  geo::LandfillMethane result;
  double emitted_t = 0;
  for (auto _ : state)
    for (const geo::LandfillSite& site : made) {
      geo::landfill_methane(site, last_year, result);
      emitted_t += result.total().back().ch4_emitted_t;
    }
  benchmark::DoNotOptimize(emitted_t);
  state.SetLabel(std::string(geo::EnumText<geo::DecayForm>::names[static_cast<std::size_t>(state.range(0))]));
}
BENCHMARK(first_order_decay)->Arg(0)->Arg(1)->Arg(2)->Unit(benchmark::kMillisecond);

}  // namespace
