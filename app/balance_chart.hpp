// The balance chart's data and legend in the person's words; drawn by render/chart on screen and on the page alike.
#pragma once

#include "geo/balance/uncertain_balance.hpp"
#include "render/chart.hpp"

#include <vector>

namespace app {

/// A stack for each sector that has a figure in any year and for the sinks, if any, below zero. Kilotonnes from
/// 10 000 t on, else tonnes; negative numbers with a minus sign.
/// `band`, of the same plan, gives the 95 % range; without it the range is that of the removals alone.
[[nodiscard]] render::BalanceChart balance_chart(const std::vector<geo::BalanceYear>& years, int chosen_year,
                                                 const geo::UncertainBalance* band = nullptr);
/// What the chart shows: its stacks, the net line, the 95 % range, the target.
[[nodiscard]] std::vector<render::ChartLegendEntry> balance_chart_legend(const render::BalanceChart& chart);

}  // namespace app
