#include "geo/plan/plan.hpp"

#include <set>

namespace geo {

MapBox bounds(const Plan& plan) {
  MapBox box;
  plan.for_each_table([&](const auto& table) {
    for (const auto& row : table)
      if constexpr (requires { row->geometry; }) box.extend(bounds(row->geometry));
  });
  return box;
}

std::vector<int> years_with_masses(const Plan& plan) {
  std::set<int> years;
  for (const auto& source : plan.emission_sources())
    for (const YearlyMass& mass : source->series) years.insert(mass.year);
  return {years.begin(), years.end()};
}

}  // namespace geo
