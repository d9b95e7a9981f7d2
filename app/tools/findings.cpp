#include "app/tools/findings.hpp"

#include "geo/shape_edit.hpp"

#include <algorithm>
#include <map>

namespace app {
namespace {

/// Less than this is where outlines touch, not where they overlap.
constexpr double least_ha = 0.005;
constexpr double least_m = 1;

bool covers_land(geo::SurroundingKind kind) {
  using enum geo::SurroundingKind;
  return kind == water || kind == forest || kind == field || kind == built || kind == yard;
}

}  // namespace

Findings findings(const geo::Plan& plan, const geo::Geometry& area, const render::PlanThing& self) {
  Findings found;
  if (area.kind != geo::GeometryKind::polygon || !geo::is_valid(area)) return found;
  const geo::MapBox box = geo::bounds(area);
  const double whole_m2 = geo::planar_area_m2(area);
  std::map<geo::SurroundingKind, double> covered_m2;
  const auto look_at = [&]<class T>(const geo::Table<T>& table, bool doubtful) {
    for (const auto& row : table) {
      const render::PlanThing thing = row.id;
      const geo::Geometry& other = row->geometry;
      if (thing == self || !geo::bounds(other).intersects(box)) continue;
      Finding met{thing, name_of(plan, thing), kind_word(plan, thing), 0, 0, doubtful};
      if (other.kind == geo::GeometryKind::polygon) {
        met.shared_ha = geo::planar_area_m2(geo::common_area(area, other)) / 10'000;
        if constexpr (std::is_same_v<T, geo::Surrounding>)
          if (covers_land(row->kind)) {
            covered_m2[row->kind] += met.shared_ha * 10'000;
            continue;
          }
        if (met.shared_ha < least_ha) continue;
      } else if (other.kind == geo::GeometryKind::line) {
        met.inside_m = geo::planar_length_m(geo::line_inside(other, area));
        if (met.inside_m < least_m) continue;
      } else {
        if (!geo::contains(area, geo::label_point(other))) continue;
        if constexpr (std::is_same_v<T, geo::Surrounding>) continue;  // a name on the map
      }
      found.met.push_back(std::move(met));
    }
  };
  look_at(plan.sink_sites(), true);
  look_at(plan.landfill_parts(), true);
  look_at(plan.business_areas(), false);
  look_at(plan.partners(), false);
  look_at(plan.emission_sources(), false);
  look_at(plan.surroundings(), false);
  std::stable_sort(found.met.begin(), found.met.end(), [](const Finding& a, const Finding& b) {
    if (a.doubtful != b.doubtful) return a.doubtful;
    return a.shared_ha + a.inside_m / 10'000 > b.shared_ha + b.inside_m / 10'000;
  });
  double sum_m2 = 0;
  for (const auto& [kind, m2] : covered_m2) sum_m2 += m2;
  // Covers that lie over each other are shown by their part of the sum.
  const double of_m2 = std::max(whole_m2, sum_m2);
  for (const auto& [kind, m2] : covered_m2)
    if (of_m2 > 0 && m2 / of_m2 > 0.005) found.covers.push_back({kind, m2 / of_m2});
  std::stable_sort(found.covers.begin(), found.covers.end(),
                   [](const LandShare& a, const LandShare& b) { return a.share > b.share; });
  return found;
}

}  // namespace app
