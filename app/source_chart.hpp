// The chart of one emission source: what its model gives as a line, what was given (a register's figures) as marks by
// the way they were found. The two stand side by side; neither is fitted to the other.
#pragma once

#include "geo/plan/entity.hpp"
#include "render/chart.hpp"

#include <vector>

namespace app {

/// The 95 % range of what the model gives in a year [t CO2e].
struct ModelledRange {
  int year = 0;
  double low_t = 0;
  double high_t = 0;
};

struct SourceChart {
  render::SeriesChart chart;
  std::vector<render::ChartLegendEntry> legend;
};

/// In tonnes of methane or nitrous oxide when the source gives off nothing else, else in CO2e by the set. Biogenic CO2
/// is left out. The gases of a year are added up; a year that is in neither series is a gap.
[[nodiscard]] SourceChart source_chart(geo::Sector sector, const geo::YearlySeries& given,
                                       const geo::YearlySeries& modelled, geo::GwpSet set, int chosen_year,
                                       const std::vector<ModelledRange>& ranges = {});

}  // namespace app
