// 10,000 draws of a hub of 60 modelled sources over 60 years.
#include "geo/model/evaluate.hpp"
#include "layers/factor_file.hpp"
#include "layers/model_file.hpp"

#include <benchmark/benchmark.h>

#include <map>
#include <vector>

namespace {

/// Each model that ships, with plain amounts, until there are 60 sources.
std::vector<geo::PreparedModel> hub() {
  const layers::FactorsRead factors = layers::read_shipped_factors();
  const layers::ModelsRead models = layers::read_shipped_models();
  std::vector<geo::PreparedModel> sources;
  for (std::size_t i = 0; sources.size() < 60; ++i) {
    const geo::CalculationModel& model = models.models[i % models.models.size()];
    if (model.method != "terms") continue;
    std::vector<geo::ModelInput> inputs;
    for (const geo::ModelField& field : model.fields)
      if (!field.is_choice() && !field.default_value && field.default_factor.empty()) {
        geo::ModelInput input;
        input.name = field.name;
        input.value = 10;
        inputs.push_back(std::move(input));
      }
    sources.push_back(geo::prepare(model, inputs, factors.catalogue));
  }
  return sources;
}

void evaluate_draws(benchmark::State& state) {
  const std::vector<geo::PreparedModel> sources = hub();
  const auto draws = static_cast<std::size_t>(state.range(0));
  std::map<std::string, std::vector<double>, std::less<>> drawn;
  const geo::Multipliers multipliers = [&](const geo::ModelVariable& variable) -> std::span<const double> {
    if (variable.number.shape == geo::DistributionShape::fixed) return {};
    std::vector<double>& column = drawn[variable.name];
    if (column.empty()) column.assign(draws, 1.01);
    return column;
  };
  double sum = 0;
  for (auto _ : state)
    for (const geo::PreparedModel& source : sources)
      for (int year = 1990; year < 2050; ++year)
        for (const geo::ResultRow& row : geo::evaluate(source, year, draws, multipliers).rows) sum += row.mass_t.back();
  benchmark::DoNotOptimize(sum);
}
BENCHMARK(evaluate_draws)->Arg(1)->Arg(10'000)->Unit(benchmark::kMillisecond);

}  // namespace
