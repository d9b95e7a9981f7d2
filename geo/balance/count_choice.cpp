#include "geo/balance/count_choice.hpp"

#include <memory>
#include <utility>
#include <vector>

namespace geo {

bool counts(GasGroup group, Gas gas) {
  switch (group) {
    case GasGroup::all: return true;
    case GasGroup::methane: return gas == Gas::ch4_fossil || gas == Gas::ch4_biogenic;
    case GasGroup::co2: return gas == Gas::co2_fossil;
    case GasGroup::n2o: return gas == Gas::n2o;
  }
  return false;
}

Plan counted_alone(const Plan& plan, const CountChoice& counted) {
  Plan chosen = plan;
  if (counted.all()) return chosen;
  std::vector<Table<EmissionSource>::Row> rows;
  for (const auto& row : plan.emission_sources()) {
    if (counted.sector && row->sector != *counted.sector) continue;
    EmissionSource source = *row;
    std::erase_if(source.series, [&](const YearlyMass& mass) { return !counts(counted.gas, mass.gas); });
    if (source.series.empty() && !row->series.empty()) continue;
    rows.push_back({row.id, std::make_shared<const EmissionSource>(std::move(source))});
  }
  chosen.table<EmissionSource>() = Table<EmissionSource>::from_rows(std::move(rows));
  return chosen;
}

}  // namespace geo
