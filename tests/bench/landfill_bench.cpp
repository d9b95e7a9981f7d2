// First order decay of many sites, and of many draws of one site.
#include "geo/landfill/site.hpp"
#include "geo/landfill/site_inputs.hpp"
#include "geo/uncertainty/draws.hpp"

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

/// 10,000 draws of one site with nine streams from 1950 to 2045, every parameter drawn: what a balance asks of one
/// landfill.
void draws_of_a_site(benchmark::State& state) {
  constexpr std::size_t count = 10'000;
  geo::PreparedLandfill prepared;
  prepared.site = sites(1).front();
  prepared.until_year = 2045;
  prepared.site.years.resize(96, {.recovery_share = 0.3, .oxidation = 0.1});
  prepared.unknown.resize(96);
  for (std::size_t s = 0; s < prepared.site.streams.size(); ++s) {
    const geo::WasteDecay& waste = prepared.site.streams[s].waste;
    for (const auto& [kind, value] :
         {std::pair(geo::LandfillNumberKind::doc, waste.doc), std::pair(geo::LandfillNumberKind::k, waste.k_per_a),
          std::pair(geo::LandfillNumberKind::deposits, 1.0)})
      prepared.numbers.push_back({kind,
                                  "n" + std::to_string(prepared.numbers.size()),
                                  "1",
                                  {geo::DistributionShape::triangular, value, value * 0.8, value * 1.2},
                                  {},
                                  {s},
                                  0});
  }
  const std::vector<double> multipliers =
      geo::relative_multipliers(1, "x", {geo::DistributionShape::triangular, 1, 0.8, 1.2}, count);
  for (auto _ : state)
    benchmark::DoNotOptimize(geo::landfill_years(
        prepared, 2017, 2045, count, [&](const geo::ModelVariable&) { return std::span<const double>(multipliers); }));
}
BENCHMARK(draws_of_a_site)->Unit(benchmark::kMillisecond);

}  // namespace
