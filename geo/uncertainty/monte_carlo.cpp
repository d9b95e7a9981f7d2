#include "geo/uncertainty/monte_carlo.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace geo {

namespace {

/// In blocks of fixed size: more exact than one long sum, and always the same.
template <class Term>
double block_sum(std::size_t count, const Term& term) {
  double sum = 0;
  for (std::size_t first = 0; first < count; first += draws_in_block) {
    double block = 0;
    for (std::size_t i = first; i < std::min(count, first + draws_in_block); ++i) block += term(i);
    sum += block;
  }
  return sum;
}

double mean_of(std::span<const double> draws) {
  // About the first draw, so that equal draws have exactly their own mean.
  const double origin = draws.front();
  return origin +
         block_sum(draws.size(), [&](std::size_t i) { return draws[i] - origin; }) / static_cast<double>(draws.size());
}

/// Linear between the two draws about the place (count - 1) p.
double point_of(const std::vector<double>& ascending, double p) {
  const double place = p * static_cast<double>(ascending.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, ascending.size() - 1);
  return ascending[below] + (place - static_cast<double>(below)) * (ascending[above] - ascending[below]);
}

/// Half of the way between the points that lie one standard deviation of the binomial count to either side.
double point_error(const std::vector<double>& ascending, double p) {
  const double deviation = std::sqrt(p * (1 - p) / static_cast<double>(ascending.size()));
  return (point_of(ascending, std::min(1.0, p + deviation)) - point_of(ascending, std::max(0.0, p - deviation))) / 2;
}

double spread_of(std::span<const double> draws, double mean) {
  return block_sum(draws.size(), [&](std::size_t i) { return (draws[i] - mean) * (draws[i] - mean); });
}

}  // namespace

void for_draw_blocks(std::size_t count, const std::function<void(DrawBlock)>& work) {
  const std::size_t blocks = (count + draws_in_block - 1) / draws_in_block;
  tbb::parallel_for(std::size_t{0}, blocks, [&](std::size_t block) {
    const std::size_t first = block * draws_in_block;
    work({first, std::min(draws_in_block, count - first)});
  });
}

DrawSummary summary(std::span<const double> draws) {
  DrawSummary result;
  result.count = draws.size();
  if (draws.empty() || !std::all_of(draws.begin(), draws.end(), [](double x) { return std::isfinite(x); })) {
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    return {unknown, unknown, unknown, unknown, unknown, unknown, unknown, draws.size()};
  }
  const auto count = static_cast<double>(draws.size());
  result.mean = mean_of(draws);
  if (draws.size() > 1) result.mean_error = std::sqrt(spread_of(draws, result.mean) / (count - 1) / count);
  std::vector<double> ascending(draws.begin(), draws.end());
  std::sort(ascending.begin(), ascending.end());
  result.median = point_of(ascending, 0.5);
  result.low = point_of(ascending, 0.025);
  result.high = point_of(ascending, 0.975);
  result.low_error = point_error(ascending, 0.025);
  result.high_error = point_error(ascending, 0.975);
  return result;
}

std::vector<DrawSummary> summaries(std::span<const std::vector<double>> results) {
  std::vector<DrawSummary> made(results.size());
  tbb::parallel_for(std::size_t{0}, results.size(), [&](std::size_t i) { made[i] = summary(results[i]); });
  return made;
}

DrawSummary difference_summary(std::span<const double> result, std::span<const double> reference) {
  assert(result.size() == reference.size());
  std::vector<double> differences(result.size());
  for (std::size_t i = 0; i < result.size(); ++i) differences[i] = result[i] - reference[i];
  return summary(differences);
}

std::vector<VarianceShare> contributions(std::span<const InputDraws> inputs, std::span<const double> result) {
  std::vector<VarianceShare> made(inputs.size());
  const double result_mean = result.empty() ? 0 : mean_of(result), result_spread = spread_of(result, result_mean);
  tbb::parallel_for(std::size_t{0}, inputs.size(), [&](std::size_t k) {
    const std::span<const double> draws = inputs[k].draws;
    assert(draws.size() == result.size());
    made[k].name = inputs[k].name;
    if (!(result_spread > 0)) return;
    const double mean = mean_of(draws), spread = spread_of(draws, mean);
    if (!(spread > 0)) return;
    const double together =
        block_sum(draws.size(), [&](std::size_t i) { return (draws[i] - mean) * (result[i] - result_mean); });
    made[k].correlation = together / std::sqrt(spread) / std::sqrt(result_spread);
    made[k].share = made[k].correlation * made[k].correlation;
  });
  std::sort(made.begin(), made.end(), [](const VarianceShare& a, const VarianceShare& b) {
    return a.share != b.share ? a.share > b.share : a.name < b.name;
  });
  return made;
}

}  // namespace geo
