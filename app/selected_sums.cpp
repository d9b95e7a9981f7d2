#include "app/selected_sums.hpp"

#include "app/text.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

namespace app {

namespace {

/// More features than these are measured in the background.
constexpr std::size_t most_rows_at_once = 200;
constexpr std::size_t most_positions_at_once = 20'000;

void measure(SelectedSums& sums, const geo::Geometry& geometry, const geo::Crs& map) {
  if (geometry.kind == geo::GeometryKind::polygon) {
    sums.area_ha += geo::geodesic_area_m2(geometry, map) / 10'000;
    sums.edge_m += geo::geodesic_length_m(geometry, map);
  } else if (geometry.kind == geo::GeometryKind::line) {
    sums.length_m += geo::geodesic_length_m(geometry, map);
  }
}

bool is_quick(const geo::Features& features, const geo::RowSet& rows) {
  if (rows.count() > most_rows_at_once) return false;
  std::size_t positions = 0;
  rows.for_each([&](std::uint32_t row) {
    positions += features.ring_start[features.part_start[features.feature_start[row + 1]]] -
                 features.ring_start[features.part_start[features.feature_start[row]]];
  });
  return positions <= most_positions_at_once;
}

}  // namespace

SelectedSums sums_of(const geo::Features& features, const geo::RowSet& rows, const geo::Crs& map,
                     geo::Progress& progress) {
  SelectedSums sums;
  sums.count = rows.count();
  std::size_t done = 0;
  rows.for_each([&](std::uint32_t row) {
    if (done++ % 256 == 0) progress.advance(static_cast<double>(done) / static_cast<double>(sums.count));
    if (features.kind[row] == geo::GeometryKind::polygon || features.kind[row] == geo::GeometryKind::line)
      measure(sums, features.geometry(row), map);
  });
  for (const geo::Column& column : features.columns) {
    const ColumnLook look = look_of(column);
    if (!look.has_sum) continue;
    SelectedSums::Sum sum{column.name, {}, 0, look.decimals};
    rows.for_each([&](std::uint32_t row) {
      if (const double value = column.number(row); std::isfinite(value)) sum.value += value;
    });
    sums.sums.push_back(std::move(sum));
  }
  return sums;
}

SelectedSums sums_of(const std::vector<render::PlanThing>& things, const PlanTableInput& input) {
  SelectedSums sums;
  sums.count = things.size();
  double emission_t = 0, removal_t = 0;
  bool has_emission = false, has_removal = false;
  for (const render::PlanThing& thing : things)
    with_thing(thing, [&]<class T>(geo::Id<T> id) {
      const auto value = input.plan->table<T>().find(id);
      if (!value) return;
      measure(sums, value->geometry, *input.map);
      if constexpr (std::is_same_v<T, geo::EmissionSource>) {
        if (const auto mass = geo::source_co2e_t(*value, input.year, input.plan->info().gwp_set)) {
          emission_t += *mass;
          has_emission = true;
        }
      } else if constexpr (std::is_same_v<T, geo::SinkSite>) {
        const double area_ha = geo::site_area_ha(*value, *input.map);
        if (value->geometry.kind != geo::GeometryKind::polygon) sums.area_ha += area_ha;
        const int year = std::max(input.year, value->start_year);
        if (const auto removal = geo::first_estimate(*value, year, area_ha, *input.catalogue)) {
          removal_t += removal->mean_t_co2;
          has_removal = true;
        }
      }
    });
  if (has_emission)
    sums.sums.push_back({translated(geo::say("Emission {0}", year_text(input.year))), "t\u00A0CO₂e/a", emission_t, -1});
  if (has_removal) sums.sums.push_back({tr("Yearly removal"), "t\u00A0CO₂/a", removal_t, -1});
  return sums;
}

void SelectionSums::update(const Selection& selection, std::uint64_t version, const PlanTableInput& input,
                           const std::string& language, Jobs& jobs) {
  const bool of_features = !selection.features.empty();
  // One thing has its own page.
  if (!of_features && selection.count() < 2) {
    asked_.reset();
    value_.reset();
    return;
  }
  Of of{version, of_features ? nullptr : input.plan, of_features ? 0 : input.year, language};
  if (asked_ == of) return;
  asked_ = of;
  if (!of_features) {
    value_ = sums_of(selection.things(), input);
    return;
  }
  const auto features = selection.features.of.lock();
  if (!features) return;
  if (is_quick(*features, *selection.features.rows)) {
    jobs.cancel_topic("selection sums");
    geo::Progress progress;
    value_ = sums_of(*features, *selection.features.rows, *input.map, progress);
    return;
  }
  value_.reset();
  jobs.start("selection sums", geo::say("Measuring what is selected"),
             [this, of, features, rows = selection.features.rows, map = *input.map](geo::Progress& progress) {
               auto sums = std::make_shared<SelectedSums>(sums_of(*features, *rows, map, progress));
               return [this, of, sums] {
                 if (asked_ == of) value_ = std::move(*sums);
               };
             });
}

}  // namespace app
