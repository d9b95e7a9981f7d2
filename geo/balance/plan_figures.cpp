#include "geo/balance/plan_figures.hpp"

#include "geo/flow/flow_source.hpp"

#include <algorithm>
#include <utility>

namespace geo {

const SiteRemoval* PlanFigures::site(Id<SinkSite> id) const {
  std::size_t at = 0;
  for (const auto& row : plan->sink_sites()) {
    if (row.id == id) return sites[at].get();
    ++at;
  }
  return nullptr;
}

namespace {

/// The sources of the plan's own alone: what can be selected and changed.
PlanPtr without_flow_sources(const PlanPtr& plan) {
  const auto& sources = plan->emission_sources();
  const auto first_made =
      std::find_if(sources.begin(), sources.end(), [](const auto& row) { return static_cast<bool>(flow_of(row.id)); });
  if (first_made == sources.end()) return plan;
  auto own = std::make_shared<Plan>(*plan);
  own->table<EmissionSource>() = sources.with_rows({sources.begin(), first_made});
  return own;
}

}  // namespace

std::shared_ptr<const PlanFigures> plan_figures(PlanPtr plan, std::shared_ptr<const Catalogues> catalogues,
                                                const Crs& map, const PlanFigures* before,
                                                std::shared_ptr<const FlowRoads> roads) {
  auto figures = std::make_shared<PlanFigures>();
  figures->years = ledger_years(*plan);
  figures->road = road_search(roads);
  figures->roads = std::move(roads);
  figures->with_flows =
      with_flow_sources(plan, *catalogues, figures->road,
                        before && before->catalogues == catalogues ? before->with_flows.get() : nullptr);
  figures->ledger = Ledger(*figures->with_flows, catalogues, figures->years.first, figures->years.last,
                           before ? &before->ledger : nullptr);
  figures->sites = site_removals(*plan, map, *catalogues,
                                 before && before->catalogues == catalogues ? before->sites : SiteRemovals());
  figures->counted_with_flows = counted_plan(figures->with_flows, figures->ledger);
  figures->counted = without_flow_sources(figures->counted_with_flows);
  figures->plan = std::move(plan);
  figures->catalogues = std::move(catalogues);
  return figures;
}

std::vector<BalanceYear> balance(const PlanFigures& figures, const CountChoice& counted, int first_year,
                                 int last_year) {
  const SiteRemovals sites = counted.all() ? figures.sites : SiteRemovals();
  auto years = balance(counted_alone(*figures.counted_with_flows, counted), sites, first_year, last_year);
  for (const auto& source : figures.ledger.sources()) {
    const Sector sector = source->source->sector;
    if (counted.sector && sector != *counted.sector) continue;
    for (const LedgerRow& row : source->rows)
      if (row.to_be_confirmed && row.year >= first_year && row.year <= last_year && row.key.gas != Gas::co2_biogenic &&
          counts(counted.gas, row.key.gas) && counts(*source->source, row, LedgerView::hub))
        years[static_cast<std::size_t>(row.year - first_year)].to_be_confirmed[static_cast<std::size_t>(sector)] = true;
  }
  for (BalanceYear& year : years)
    year.removal_to_be_confirmed =
        std::any_of(sites.begin(), sites.end(), [&](const auto& site) { return site->to_be_confirmed(year.year); });
  return years;
}

}  // namespace geo
