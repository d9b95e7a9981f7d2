// A plan with all its figures worked out: what panels, tables, maps and the command line show numbers from.
#pragma once

#include "geo/balance/balance.hpp"
#include "geo/balance/count_choice.hpp"
#include "geo/road/flow_roads.hpp"

#include <memory>

namespace geo {

struct PlanFigures {
  PlanPtr plan;     ///< as it is in the file
  PlanPtr counted;  ///< with the masses that the balance takes in its sources' series
  /// The plan with its flows' transport among the sources (geo/flow/flow_source.hpp): what the ledger is of. The plan
  /// itself when it has no flows.
  PlanPtr with_flows;
  PlanPtr counted_with_flows;  ///< of that, the masses that the balance takes
  std::shared_ptr<const Catalogues> catalogues;
  Ledger ledger;
  SiteRemovals sites;
  YearSpan years;  ///< that the models are worked out for
  /// The flows' ways by road; null: distances are estimated.
  std::shared_ptr<const FlowRoads> roads;
  RoadSearch road;  ///< looks them up

  /// The plan whose years with masses are those to begin with: the given ones, or if there is none all that count.
  [[nodiscard]] const Plan& with_given_years() const { return years_with_masses(*plan).empty() ? *counted : *plan; }
  /// Null for a site that is not there.
  [[nodiscard]] const SiteRemoval* site(Id<SinkSite> id) const;
};

/// What did not change since `before` is taken from it.
[[nodiscard]] std::shared_ptr<const PlanFigures> plan_figures(PlanPtr plan,
                                                              std::shared_ptr<const Catalogues> catalogues,
                                                              const Crs& map, const PlanFigures* before = nullptr,
                                                              std::shared_ptr<const FlowRoads> roads = nullptr);

/// The balance of what is counted, by year. With some gases or one sector alone there are no removals: they are of no
/// gas and no sector.
[[nodiscard]] std::vector<BalanceYear> balance(const PlanFigures& figures, const CountChoice& counted, int first_year,
                                               int last_year);

}  // namespace geo
