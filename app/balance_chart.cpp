#include "app/balance_chart.hpp"

#include "app/text.hpp"
#include "app/words.hpp"

#include <algorithm>
#include <cmath>

namespace app {

render::BalanceChart balance_chart(std::vector<geo::BalanceYear> years, int chosen_year) {
  render::BalanceChart chart;
  double largest_t = 0;
  for (const geo::BalanceYear& year : years)
    largest_t = std::max({largest_t, year.emissions_t(), year.removal.mean_t_co2});
  const bool kilotonnes = largest_t >= 10'000;
  chart.years = std::move(years);
  chart.chosen_year = chosen_year;
  chart.unit_t = kilotonnes ? 1000 : 1;
  chart.unit = kilotonnes ? tr("kt CO₂e/a") : tr("t CO₂e/a");
  // One decimal only where whole numbers would repeat: the axis has steps below one.
  chart.number = [](double value) { return number(value, std::abs(value - std::round(value)) > 1e-9 ? 1 : 0); };
  return chart;
}

std::vector<render::ChartLegendEntry> balance_chart_legend(const std::vector<geo::BalanceYear>& years,
                                                           render::ThemeKind theme) {
  std::vector<render::ChartLegendEntry> entries;
  for (std::size_t i = 0; i < geo::sector_count; ++i) {
    const bool occurs = std::any_of(years.begin(), years.end(), [i](const geo::BalanceYear& y) { return y.known[i]; });
    const auto sector = static_cast<geo::Sector>(i);
    if (occurs) entries.push_back({word(sector), render::sector_colour(sector, theme)});
  }
  const bool any_removal = std::any_of(years.begin(), years.end(), [](const geo::BalanceYear& y) {
    return y.removal.low_t_co2 != 0 || y.removal.high_t_co2 != 0;
  });
  if (any_removal) entries.push_back({tr("Sinks"), render::sink_colour(theme)});
  entries.push_back({tr("Net"), render::map_theme(theme).text, render::ChartLegendEntry::Sign::line});
  return entries;
}

}  // namespace app
