#include "geo/plan/plan.hpp"

#include <set>

namespace geo {

namespace {

/// Flows and side streams.
template <class T>
constexpr bool has_own_amounts = requires(const T& t) {
  t.amounts;
};

}  // namespace

MapBox bounds(const Plan& plan) {
  MapBox box;
  plan.for_each_table([&]<class T>(const Table<T>& table) {
    if constexpr (requires(const T& t) { t.geometry; } && !has_own_amounts<T>)
      for (const auto& row : table) box.extend(bounds(row->geometry));
  });
  if (!box.empty()) return box;
  for (const auto& flow : plan.material_flows()) box.extend(bounds(flow->geometry));
  for (const auto& stream : plan.side_streams()) box.extend(bounds(stream->geometry));
  return box;
}

std::vector<int> years_with_masses(const Plan& plan) {
  std::set<int> years;
  for (const auto& source : plan.emission_sources())
    for (const YearlyMass& mass : source->series) years.insert(mass.year);
  return {years.begin(), years.end()};
}

}  // namespace geo
