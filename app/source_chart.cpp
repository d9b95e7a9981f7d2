#include "app/source_chart.hpp"

#include "app/text.hpp"
#include "app/words.hpp"

#include <map>
#include <optional>
#include <set>

namespace app {

namespace {

bool is_methane(geo::Gas gas) {
  return gas == geo::Gas::ch4_fossil || gas == geo::Gas::ch4_biogenic;
}

/// What the axis is in. `potential` is the tonnes of CO2e in a tonne on the axis where that is one gas.
struct Measure {
  const char* unit;
  std::optional<double> potential;  ///< none: the axis is CO2e
};

Measure measure_of(const geo::YearlySeries& given, const geo::YearlySeries& modelled, geo::GwpSet set) {
  std::set<geo::Gas> gases;
  for (const geo::YearlySeries* series : {&given, &modelled})
    for (const geo::YearlyMass& mass : *series) gases.insert(mass.gas);
  gases.erase(geo::Gas::co2_biogenic);
  if (gases.size() == 1 && is_methane(*gases.begin())) return {tr("t CH₄/a"), geo::gwp100(*gases.begin(), set)};
  if (gases.size() == 1 && *gases.begin() == geo::Gas::n2o) return {tr("t N₂O/a"), geo::gwp100(geo::Gas::n2o, set)};
  return {tr("t CO₂e/a"), std::nullopt};
}

/// The gases of a year as one sum.
struct YearSum {
  double mass_t = 0;
  std::set<geo::MassMethod> methods;
};
std::map<int, YearSum> sums_of(const geo::YearlySeries& series, const Measure& measure, geo::GwpSet set) {
  std::map<int, YearSum> sums;
  for (const geo::YearlyMass& mass : series) {
    if (mass.gas == geo::Gas::co2_biogenic) continue;
    sums[mass.year].mass_t += measure.potential ? mass.mass_t : mass.mass_t * geo::gwp100(mass.gas, set);
    sums[mass.year].methods.insert(mass.method);
  }
  return sums;
}

}  // namespace

SourceChart source_chart(geo::Sector sector, const geo::YearlySeries& given, const geo::YearlySeries& modelled,
                         geo::GwpSet set, int chosen_year, const std::vector<ModelledRange>& ranges) {
  const Measure measure = measure_of(given, modelled, set);
  using Sign = render::ChartLegendEntry::Sign;
  SourceChart result;
  result.chart.chosen_year = chosen_year;
  result.chart.unit = measure.unit;
  result.chart.number = number;
  const render::ChartColour colour = sector;
  if (const auto sums = sums_of(modelled, measure, set); !sums.empty()) {
    render::ModelledSeries series{tr("Model"), colour, false, {}};
    for (const auto& [year, sum] : sums) series.years.push_back({year, sum.mass_t});
    const double potential = measure.potential.value_or(1);
    for (const ModelledRange& range : ranges)
      for (render::ModelledYear& year : series.years)
        if (year.year == range.year) {
          year.low_t = range.low_t / potential;
          year.high_t = range.high_t / potential;
        }
    result.legend.push_back({series.name, colour, Sign::line});
    if (!ranges.empty()) result.legend.push_back({tr("95 % range"), colour, Sign::band});
    result.chart.modelled.push_back(std::move(series));
  }
  if (const auto sums = sums_of(given, measure, set); !sums.empty()) {
    render::MeasuredSeries series{tr("Given figures"), {}, {}};
    std::set<geo::MassMethod> methods;
    for (const auto& [year, sum] : sums) {
      // Gases of one year that were found in different ways have no one method.
      const auto method = sum.methods.size() == 1 ? *sum.methods.begin() : geo::MassMethod::unknown;
      series.years.push_back({year, sum.mass_t, method});
      methods.insert(method);
    }
    for (const geo::MassMethod method : methods) result.legend.push_back({word(method), {}, Sign::mark, method});
    result.chart.measured.push_back(std::move(series));
  }
  return result;
}

}  // namespace app
