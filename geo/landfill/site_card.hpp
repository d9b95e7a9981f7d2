// The card of a landfill's figure: from the methane of a year down to each deposit, parameter and table.
#pragma once

#include "geo/landfill/site_inputs.hpp"
#include "geo/model/explain.hpp"

namespace geo {

/// One card, for the one row of `evaluate`. Below it the generated methane, by kind of waste with what was deposited so
/// far and its parameters, then recovery and oxidation of the year. `model` and `tables` are those that the site was
/// prepared with. Before the site's first year there is no card.
[[nodiscard]] Explanation explain(const PreparedLandfill& prepared, const CalculationModel& model,
                                  const WasteTables& tables, int year);

}  // namespace geo
