#include "geo/balance/balance.hpp"

#include "geo/heatmap/heatmap.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace geo {

namespace {

bool has_row(const EmissionSource& source, int year) {
  return std::any_of(source.series.begin(), source.series.end(),
                     [year](const YearlyMass& row) { return row.year == year; });
}

double biogenic_co2_t(const EmissionSource& source, int year) {
  return source_co2e_t(source, year, GwpSet::ar5, Gas::co2_biogenic).value_or(0);  // a mass: the set has no say
}

struct SizedSite {
  const SinkSite* site;
  double area_ha;
};

BalanceYear balance_of_year(const Plan& plan, int year, const std::vector<SizedSite>& sites,
                            const LandCoverCatalogue& catalogue) {
  BalanceYear result;
  result.year = year;
  for (const auto& source : plan.emission_sources()) {
    const auto sector = static_cast<std::size_t>(source->sector);
    if (const auto co2e = source_co2e_t(*source, year, plan.info().gwp_set)) {
      result.emission_t[sector] += *co2e;
      result.known[sector] = true;
    }
    result.biogenic_co2_t += biogenic_co2_t(*source, year);
  }
  for (const auto& [site, area_ha] : sites) {
    if (const auto removal = first_estimate(*site, year, area_ha, catalogue)) {
      result.removal.mean_t_co2 += removal->mean_t_co2;
      result.removal.low_t_co2 += removal->low_t_co2;
      result.removal.high_t_co2 += removal->high_t_co2;
    } else {
      ++result.sites_without_rate;
    }
  }
  return result;
}

/// What the source is counted under; empty: under nothing of that kind.
std::string group_of(const Plan& plan, const EmissionSource& source, BalanceBy by) {
  switch (by) {
    case BalanceBy::sector: return std::string(text_of(source.sector));
    case BalanceBy::source: return source.name;
    case BalanceBy::partner: {
      const auto partner = plan.partners().find(source.partner);
      return partner ? partner->name : std::string();
    }
    case BalanceBy::area: {
      const auto area = plan.business_areas().find(source.business_area);
      return area ? area->name : std::string();
    }
  }
  return {};
}

/// What makes two sources one group: the thing's id, since two of them may have the same name.
std::int64_t key_of(const Plan& plan, Id<EmissionSource> id, const EmissionSource& source, BalanceBy by) {
  switch (by) {
    case BalanceBy::sector: return static_cast<std::int64_t>(source.sector);
    case BalanceBy::source: return id.value;
    case BalanceBy::partner: return plan.partners().find(source.partner) ? source.partner.value : 0;
    case BalanceBy::area: return plan.business_areas().find(source.business_area) ? source.business_area.value : 0;
  }
  return 0;
}

}  // namespace

double BalanceYear::emissions_t() const {
  return std::accumulate(emission_t.begin(), emission_t.end(), 0.0);
}

std::vector<BalanceYear> balance(const Plan& plan, int first_year, int last_year, const Crs& map,
                                 const LandCoverCatalogue& catalogue) {
  std::vector<SizedSite> sites;
  for (const auto& site : plan.sink_sites()) sites.push_back({site.value.get(), site_area_ha(*site, map)});
  std::vector<BalanceYear> years;
  for (int year = first_year; year <= last_year; ++year) years.push_back(balance_of_year(plan, year, sites, catalogue));
  return years;
}

std::vector<BalanceLine> balance_lines(const Plan& plan, int first_year, int last_year, BalanceBy by) {
  std::vector<BalanceLine> lines;
  // The groups in the order of their first appearance, whatever the year.
  std::map<std::int64_t, std::size_t> order;
  for (const auto& source : plan.emission_sources())
    order.try_emplace(key_of(plan, source.id, *source, by), order.size());
  for (int year = first_year; year <= last_year; ++year) {
    std::map<std::size_t, BalanceLine> of_year;
    for (const auto& source : plan.emission_sources()) {
      if (!has_row(*source, year)) continue;
      const std::size_t place = order.at(key_of(plan, source.id, *source, by));
      BalanceLine& line =
          of_year.try_emplace(place, BalanceLine{year, group_of(plan, *source, by), 0, 0}).first->second;
      line.emission_t += source_co2e_t(*source, year, plan.info().gwp_set).value_or(0);
      line.biogenic_co2_t += biogenic_co2_t(*source, year);
    }
    for (auto& [place, line] : of_year) lines.push_back(std::move(line));
  }
  return lines;
}

}  // namespace geo
