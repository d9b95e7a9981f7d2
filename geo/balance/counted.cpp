#include "geo/balance/counted.hpp"

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

Plan counted_alone(const Plan& plan, const Counted& counted) {
  Plan chosen = plan;
  if (counted.all()) return chosen;
  std::vector<Table<EmissionSource>::Row> rows;
  for (const auto& row : plan.emission_sources()) {
    EmissionSource source = *row;
    const bool is_counted = !counted.sector || source.sector == *counted.sector;
    std::erase_if(source.series, [&](const YearlyMass& mass) { return !is_counted || !counts(counted.gas, mass.gas); });
    rows.push_back({row.id, std::make_shared<const EmissionSource>(std::move(source))});
  }
  chosen.table<EmissionSource>() = Table<EmissionSource>::from_rows(std::move(rows));
  return chosen;
}

}  // namespace geo
