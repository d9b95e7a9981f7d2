#include "geo/balance/plan_figures.hpp"

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

std::shared_ptr<const PlanFigures> plan_figures(PlanPtr plan, std::shared_ptr<const Catalogues> catalogues,
                                                const Crs& map, const PlanFigures* before) {
  auto figures = std::make_shared<PlanFigures>();
  figures->years = ledger_years(*plan);
  figures->ledger =
      Ledger(*plan, catalogues, figures->years.first, figures->years.last, before ? &before->ledger : nullptr);
  figures->sites = site_removals(*plan, map, *catalogues,
                                 before && before->catalogues == catalogues ? before->sites : SiteRemovals());
  figures->counted = counted_plan(plan, figures->ledger);
  figures->plan = std::move(plan);
  figures->catalogues = std::move(catalogues);
  return figures;
}

}  // namespace geo
