// What the pointer finds in the balance's chart: the column's figure as a tip; a click opens its card.
#pragma once

#include "app/workspace.hpp"
#include "render/chart.hpp"

namespace app {

/// After the chart was drawn, in the same window. Beside the columns a click takes the year. `counted`: what the chart
/// is of.
void point_at_chart(Workspace& workspace, const render::BalanceChart& chart, const render::ChartPlot& plot,
                    const geo::CountChoice& counted);

}  // namespace app
