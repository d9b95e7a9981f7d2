// Sinks worked out from named inputs, year by year. The inputs (names, units, choices, help) of each method are those
// of the calculation models in assets/models/sinks.toml; the figures come from the factors in
// assets/factors/sinks.toml.
//
//   const PreparedSink sink = prepare_sink(model, inputs, catalogue);
//   for (int year = 2027; year <= 2060; ++year) rows = sink_rows(sink_terms(sink, year));
#pragma once

#include "geo/model/evaluate.hpp"
#include "geo/sink/carbon_stock.hpp"
#include "geo/sink/sink_terms.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace geo {

/// The word is that of CalculationModel::method. Equations are those of the 2006 IPCC Guidelines (2019 Refinement),
/// volume 4, and of the 2013 Wetlands Supplement.
enum class SinkMethod {
  stand_growth,  ///< 2.9, 2.10: increment x BCEF x (1 + R) x CF
  yield_curve,   ///< the same with the increment of a Chapman-Richards curve fitted to a yield table by age
  mineral_soil,  ///< 2.25: even over the transition
  grassland,     ///< 2.25 with the factors of grassland, and 2.16 for its biomass
  drained_soil,  ///< Supplement 2.3, 2.4, 2.6, 2.7: CO2, dissolved carbon, methane of land and ditches, N2O
  rewetting,     ///< Supplement 3.3 to 3.5, 3.7; what the drained soil gave off is avoided
  urban_trees,   ///< 8.2 (crown cover) or 8.3 (number of trees), for a growth period
  biochar,       ///< 4Ap.1, for mineral soils of cropland and grassland alone
  conversion     ///< 2.16 and 2.25: what is lost when a site is built on
};
template <>
struct EnumText<SinkMethod> {
  static constexpr std::array names{"stand-growth", "yield-curve", "mineral-soil", "grassland", "drained-soil",
                                    "rewetting",    "urban-trees", "biochar",      "conversion"};
};

/// A sink whose inputs are read. Holds copies of all it needs.
struct PreparedSink {
  SinkMethod method = SinkMethod::stand_growth;
  PreparedModel inputs;  ///< the numbers of all quantities, in the units of the model's fields
  std::map<std::string, std::string, std::less<>> choices;  ///< the chosen words
  FactorCatalogue catalogue;
  std::optional<GrowthFit> growth;  ///< of a yield curve
  std::vector<Message> faults;      ///< why it can not be worked out in any year
  [[nodiscard]] const CalculationModel& model() const { return *inputs.model; }
};

/// An unknown method, input, unit or choice word, a value outside the field's limits or a yield table that no curve
/// fits is a fault.
[[nodiscard]] PreparedSink prepare_sink(const CalculationModel& model, const std::vector<ModelInput>& inputs,
                                        const FactorCatalogue& catalogue);

/// The year's terms. A sink with faults, an input that is not known in the year and a factor without a value give no
/// term but say why.
[[nodiscard]] SinkTerms sink_terms(const PreparedSink& sink, int year);

}  // namespace geo
