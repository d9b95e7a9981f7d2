#include "app/balance_chart.hpp"

#include "app/text.hpp"
#include "app/words.hpp"

#include <algorithm>

namespace app {

namespace {

bool any_known(const geo::BalanceYear& year) {
  return std::any_of(year.known.begin(), year.known.end(), [](bool k) { return k; });
}

bool any_removal(const geo::BalanceYear& year) {
  return year.removal.low_t_co2 != 0 || year.removal.high_t_co2 != 0;
}

void add_sectors(render::BalanceChart& chart, const std::vector<geo::BalanceYear>& years) {
  for (std::size_t s = 0; s < geo::sector_count; ++s) {
    if (std::none_of(years.begin(), years.end(), [s](const geo::BalanceYear& y) { return y.known[s]; })) continue;
    const auto sector = static_cast<geo::Sector>(s);
    render::ChartStack stack{word(sector), sector, {}};
    for (const geo::BalanceYear& y : years) stack.values_t.push_back(y.known[s] ? y.emission_t[s] : render::not_known);
    chart.stacks.push_back(std::move(stack));
  }
}

void add_sinks(render::BalanceChart& chart, const std::vector<geo::BalanceYear>& years) {
  if (std::none_of(years.begin(), years.end(), any_removal)) return;
  render::ChartStack stack{tr("Sinks"), render::ChartColour::sinks(), {}};
  for (const geo::BalanceYear& y : years) stack.values_t.push_back(-y.removal.mean_t_co2);
  chart.stacks.push_back(std::move(stack));
}

}  // namespace

render::BalanceChart balance_chart(const std::vector<geo::BalanceYear>& years, int chosen_year,
                                   const geo::UncertainBalance* band) {
  render::BalanceChart chart;
  double largest_t = 0;
  for (const geo::BalanceYear& year : years) {
    largest_t = std::max({largest_t, year.emissions_t(), year.removal.mean_t_co2});
    const bool known = any_known(year);
    chart.years.push_back(year.year);
    chart.net_t.push_back(known ? year.net_t() : render::not_known);
    chart.net_low_t.push_back(known ? year.emissions_t() - year.removal.high_t_co2 : render::not_known);
    chart.net_high_t.push_back(known ? year.emissions_t() - year.removal.low_t_co2 : render::not_known);
  }
  add_sectors(chart, years);
  add_sinks(chart, years);
  if (band != nullptr && !band->net.empty()) {
    for (std::size_t i = 0; i < years.size(); ++i) {
      const int at = years[i].year - band->first_year;
      if (at < 0 || at >= static_cast<int>(band->net.size()) || !any_known(years[i])) continue;
      chart.net_low_t[i] = band->net[static_cast<std::size_t>(at)].low;
      chart.net_high_t[i] = band->net[static_cast<std::size_t>(at)].high;
    }
  } else if (std::none_of(years.begin(), years.end(), any_removal)) {
    chart.net_low_t.clear();
    chart.net_high_t.clear();
  }
  const bool kilotonnes = largest_t >= 10'000;
  chart.chosen_year = chosen_year;
  chart.unit_t = kilotonnes ? 1000 : 1;
  chart.unit = kilotonnes ? tr("kt CO₂e/a") : tr("t CO₂e/a");
  chart.number = number;
  return chart;
}

std::vector<render::ChartLegendEntry> balance_chart_legend(const render::BalanceChart& chart) {
  using Sign = render::ChartLegendEntry::Sign;
  std::vector<render::ChartLegendEntry> entries;
  for (const render::ChartStack& stack : chart.stacks) entries.push_back({stack.name, stack.colour});
  entries.push_back({tr("Net"), {}, Sign::line});
  if (!chart.net_low_t.empty()) entries.push_back({tr("95 % range"), {}, Sign::band});
  if (!chart.target.empty()) entries.push_back({tr("Target"), {}, Sign::target});
  return entries;
}

}  // namespace app
