// The balance chart's data and legend in the person's words; drawn by render/chart on screen and on the page alike.
#pragma once

#include "geo/balance/balance.hpp"
#include "render/chart.hpp"

#include <vector>

namespace app {

/// Kilotonnes from 10 000 t on, else tonnes; negative numbers with a minus sign.
[[nodiscard]] render::BalanceChart balance_chart(std::vector<geo::BalanceYear> years, int chosen_year);
/// The sectors that have a figure in any year, the sinks if any, and the net line.
[[nodiscard]] std::vector<render::ChartLegendEntry> balance_chart_legend(const std::vector<geo::BalanceYear>& years,
                                                                         render::ThemeKind theme);

}  // namespace app
