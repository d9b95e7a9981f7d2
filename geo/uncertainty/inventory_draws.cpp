#include "geo/uncertainty/inventory_draws.hpp"

#include "geo/uncertainty/draws.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <map>

namespace geo {

namespace {

using Input = CategoryContribution::Input;

/// Three variables for each category: activity of the base year, activity of the year, factor.
std::vector<DrawnVariable> variables_of(std::span<const InventoryCategory> inventory, std::uint64_t seed) {
  std::vector<DrawnVariable> variables;
  std::map<std::string, int> times_seen;
  for (const InventoryCategory& c : inventory) {
    std::string name = c.category + ":" + c.gas;
    if (const int seen = times_seen[name]++; seen > 0) name += "#" + std::to_string(seen + 1);
    variables.emplace_back(seed, "activity:" + name + ":base", distribution_of(1, c.row.activity_pct));
    variables.emplace_back(seed, "activity:" + name + ":year", distribution_of(1, c.row.activity_pct));
    variables.emplace_back(seed, "factor:" + name, distribution_of(1, c.row.factor_pct));
  }
  return variables;
}

struct Totals {
  std::vector<double> base;
  std::vector<double> year;
};

Totals totals_of(std::span<const InventoryCategory> inventory, const std::vector<DrawnVariable>& variables,
                 std::size_t draws) {
  Totals totals{std::vector<double>(draws), std::vector<double>(draws)};
  for_draw_blocks(draws, [&](DrawBlock block) {
    std::array<std::vector<double>, 3> drawn;
    drawn.fill(std::vector<double>(block.count));
    for (std::size_t c = 0; c < inventory.size(); ++c) {
      for (std::size_t input = 0; input < 3; ++input) variables[3 * c + input].draw(block.first, drawn[input]);
      const InventoryRow& row = inventory[c].row;
      for (std::size_t i = 0; i < block.count; ++i) {
        totals.base[block.first + i] += row.base * drawn[0][i] * drawn[2][i];
        totals.year[block.first + i] += row.year * drawn[1][i] * drawn[2][i];
      }
    }
  });
  return totals;
}

/// The variables are drawn again, one at a time: all at once would need much memory.
std::vector<CategoryContribution> contributions_to(const std::vector<double>& result,
                                                   const std::vector<DrawnVariable>& variables) {
  std::vector<CategoryContribution> made(variables.size());
  tbb::parallel_for(std::size_t{0}, variables.size(), [&](std::size_t v) {
    std::vector<double> draws(result.size());
    variables[v].draw(0, draws);
    const InputDraws input{"", draws};
    made[v] = {v / 3, static_cast<Input>(v % 3), contributions({&input, 1}, result).front().share};
  });
  std::erase_if(made, [](const CategoryContribution& c) { return !(c.share > 0); });
  std::stable_sort(made.begin(), made.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
  return made;
}

}  // namespace

InventoryDraws inventory_draws(std::span<const InventoryCategory> inventory, std::size_t draws, std::uint64_t seed) {
  const std::vector<DrawnVariable> variables = variables_of(inventory, seed);
  const Totals totals = totals_of(inventory, variables, draws);
  std::vector<double> trend_pct(draws);
  for (std::size_t i = 0; i < draws; ++i) trend_pct[i] = 100 * (totals.year[i] - totals.base[i]) / totals.base[i];
  return {summary(totals.year), summary(trend_pct), contributions_to(totals.year, variables),
          contributions_to(trend_pct, variables)};
}

}  // namespace geo
