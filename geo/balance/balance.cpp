#include "geo/balance/balance.hpp"

#include "geo/heatmap/heatmap.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace geo {

namespace {

double biogenic_co2_t(const EmissionSource& source, int year) {
  return source_co2e_t(source, year, GwpSet::ar5, Gas::co2_biogenic).value_or(0);  // a mass: the set has no say
}

BalanceYear balance_of_year(const Plan& plan, int year, const SiteRemovals& sites) {
  BalanceYear result;
  result.year = year;
  for (const auto& source : plan.emission_sources()) {
    const auto sector = static_cast<std::size_t>(source->sector);
    if (const auto co2e = source_co2e_t(*source, year, plan.info().gwp_set)) {
      result.emission_t[sector] += *co2e;
      result.known[sector] = true;
    }
    result.biogenic_co2_t += biogenic_co2_t(*source, year);
    const bool has_row = std::any_of(source->series.begin(), source->series.end(),
                                     [year](const YearlyMass& row) { return row.year == year; });
    if (!source->series.empty() && !has_row) ++result.sources_without_figure;
  }
  for (const auto& site : sites) {
    const auto removal = site->net(year, plan.info().gwp_set);
    if (!removal) {
      ++result.sites_without_figure;
      continue;
    }
    result.removal.mean_t_co2 += removal->value;
    result.removal.low_t_co2 += removal->low;
    result.removal.high_t_co2 += removal->high;
  }
  return result;
}

/// A group of rows: what makes them one (a thing's id, since two may have the same name), and its name.
struct Group {
  std::int64_t key = 0;
  std::string name;
};

Group group_of(const Plan& plan, const SourceLedger& source, const LedgerRow& row, BalanceBy by) {
  switch (by) {
    case BalanceBy::sector:
      return {static_cast<std::int64_t>(source.source->sector), std::string(text_of(source.source->sector))};
    case BalanceBy::source: return {source.id.value, source.source->name};
    case BalanceBy::scope: return {static_cast<std::int64_t>(row.key.scope), std::string(text_of(row.key.scope))};
    case BalanceBy::gas: return {static_cast<std::int64_t>(row.key.gas), std::string(text_of(row.key.gas))};
    case BalanceBy::partner: {
      const auto partner = plan.partners().find(source.source->partner);
      return partner ? Group{source.source->partner.value, partner->name} : Group{};
    }
    case BalanceBy::area: {
      const auto area = plan.business_areas().find(source.source->business_area);
      return area ? Group{source.source->business_area.value, area->name} : Group{};
    }
  }
  return {};
}

}  // namespace

bool BalanceYear::emissions_to_be_confirmed() const {
  return std::any_of(to_be_confirmed.begin(), to_be_confirmed.end(), [](bool is) { return is; });
}

double BalanceYear::emissions_t() const {
  return std::accumulate(emission_t.begin(), emission_t.end(), 0.0);
}

std::vector<BalanceYear> balance(const Plan& counted, const SiteRemovals& sites, int first_year, int last_year) {
  std::vector<BalanceYear> years;
  for (int year = first_year; year <= last_year; ++year) years.push_back(balance_of_year(counted, year, sites));
  return years;
}

std::vector<BalanceLine> balance_lines(const Plan& plan, const Ledger& ledger, int first_year, int last_year,
                                       BalanceBy by) {
  const GwpSet set = plan.info().gwp_set;
  const LedgerView view = by == BalanceBy::partner ? LedgerView::partner : LedgerView::hub;
  std::map<std::int64_t, std::size_t> order;  // of the groups' first appearance, whatever the year
  std::map<std::pair<int, std::size_t>, BalanceLine> lines;
  for (const auto& source : ledger.sources())
    for (const LedgerRow& row : source->rows) {
      if (!row.counted) continue;
      const Group group = group_of(plan, *source, row, by);
      const std::size_t place = order.try_emplace(group.key, order.size()).first->second;
      if (row.year < first_year || row.year > last_year) continue;
      const bool located = counts(*source->source, row, view, ResultBasis::location);
      const bool contracted = counts(*source->source, row, view, ResultBasis::market);
      const bool avoided = row.key.line == ResultLine::avoided;
      if (!located && !contracted && !avoided) continue;
      BalanceLine& line =
          lines.try_emplace({row.year, place}, BalanceLine{row.year, group.name, group.key}).first->second;
      const double co2e_t = row.mass_t * gwp100(row.key.gas, set);
      if (avoided)
        line.avoided_t += co2e_t;
      else if (row.key.gas == Gas::co2_biogenic)
        line.biogenic_co2_t += located ? row.mass_t : 0;
      if (located) line.emission_t += co2e_t;
      if (located && row.key.gas != Gas::co2_biogenic)
        line.to_be_confirmed = line.to_be_confirmed || row.to_be_confirmed;
      if (contracted) line.market_emission_t += co2e_t;
    }
  std::vector<BalanceLine> result;
  for (auto& [place, line] : lines) result.push_back(std::move(line));
  return result;
}

double transfers_t(const Ledger& ledger, int year, GwpSet set) {
  double sum = 0;
  for (const auto& source : ledger.sources())
    for (const LedgerRow& row : source->rows)
      if (row.year == year && counts(*source->source, row, LedgerView::partner) &&
          !counts(*source->source, row, LedgerView::hub))
        sum += row.mass_t * gwp100(row.key.gas, set);
  return sum;
}

}  // namespace geo
