// Which gases the heatmap and the chart count.
#pragma once

#include "geo/plan/plan.hpp"

#include <string>

namespace app {

enum class GasChoice { all, methane, co2, n2o };
[[nodiscard]] std::string word(GasChoice choice);
/// The plan with only the chosen gases in its sources' series.
[[nodiscard]] geo::Plan with_gases(const geo::Plan& plan, GasChoice choice);

}  // namespace app
