// The flows of a plan in one year as a table to read, as CSV and as JSON.
#pragma once

#include "geo/balance/plan_figures.hpp"
#include "geo/flow/flow_figures.hpp"
#include "geo/flow/mass_balance.hpp"

#include <string>
#include <vector>

namespace app {

struct FlowLine {
  geo::Id<geo::MaterialFlow> id;
  std::shared_ptr<const geo::MaterialFlow> flow;
  std::string from;  ///< name of the partner or place; empty: not told
  std::string to;
  geo::FlowFigures figures;
};

struct FlowTotals {
  std::size_t flows = 0;
  std::size_t unknown_amounts = 0;     ///< without tonnes for the year
  std::size_t unknown_transports = 0;  ///< with tonnes, but without an emission of the transport
  double amount_t = 0;
  double tonne_km = 0;
  geo::Co2eRange transport;  ///< ranges as if independent
  geo::Co2eRange avoided;
};

struct FlowTable {
  geo::PlanPtr plan;
  std::shared_ptr<const geo::Catalogues> catalogues;
  int year = 0;
  std::vector<FlowLine> lines;
  FlowTotals totals;
  std::vector<geo::FlowFinding> findings;
  std::vector<geo::MassBalance> balances;
};

/// Which flows and balances: of this material, from or to this partner; what is empty asks for nothing.
struct FlowTableChoice {
  std::string material;
  geo::Ref<geo::Partner> partner;
};
[[nodiscard]] FlowTable flow_table(const geo::PlanFigures& figures, int year, const FlowTableChoice& choice = {});
/// A material's name in the person's language; its id when it is not known.
[[nodiscard]] std::string material_name(const geo::Catalogues& catalogues, const std::string& id);
/// "From → to"; empty when neither is told.
[[nodiscard]] std::string flow_title(const geo::Plan& plan, const geo::MaterialFlow& flow);
/// A flow whose distance is the straight line times the usual detour although its plan may have roads, and why.
struct EstimatedFlow {
  geo::Id<geo::MaterialFlow> id;
  std::string why;
};
/// Ends are known of these, and no distance or way is given.
[[nodiscard]] std::vector<EstimatedFlow> flows_without_road(const geo::PlanFigures& figures);
/// Why no road gives a flow's distance: "The plan has no road network.", "No road is near the end."
[[nodiscard]] std::string why_no_road(const geo::PlanFigures& figures, const geo::MaterialFlow& flow);
/// "Estimated: straight line × 1,3. No road is near the end."
[[nodiscard]] std::string estimate_text(const geo::PlanFigures& figures, const geo::MaterialFlow& flow,
                                        const geo::FlowDistance& distance);
/// The last year that has tonnes, else the plan's base year.
[[nodiscard]] int default_flow_year(const geo::Plan& plan);

[[nodiscard]] std::string flows_as_text(const FlowTable& table);
/// 17 significant digits, C locale; one row for each flow. What is not known is an empty cell.
[[nodiscard]] std::string flows_as_csv(const FlowTable& table);
[[nodiscard]] std::string flows_as_json(const FlowTable& table);
[[nodiscard]] std::string mass_balance_as_text(const FlowTable& table);
[[nodiscard]] std::string mass_balance_as_csv(const FlowTable& table);

}  // namespace app
