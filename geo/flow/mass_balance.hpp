// Mass balance of materials at sites: in + generated = out + used + growth of the stock; what is left is shown.
#pragma once

#include "geo/plan/plan.hpp"

#include <string>
#include <vector>

namespace geo {

/// One partner, one material, one year [t].
struct MassBalance {
  Id<Partner> partner;
  std::string material;
  int year = 0;
  double in_t = 0;         ///< flows that arrive
  double generated_t = 0;  ///< accounts
  double out_t = 0;        ///< flows that leave
  double used_t = 0;       ///< accounts
  double stock_t = 0;      ///< accounts; negative: the stock shrank
  /// Flows of the material at the partner that have no tonnes for the year: the residual is not the whole truth then.
  std::size_t unknown_flows = 0;
  /// Positive: more came than is told to have gone. Zero when all is told.
  [[nodiscard]] double residual_t() const { return in_t + generated_t - out_t - used_t - stock_t; }
};

/// In the order of partners, then materials. A flow to itself is in and out of its site. Negative amounts of flows do
/// not count (flow_findings says so).
[[nodiscard]] std::vector<MassBalance> mass_balances(const Plan& plan, int year);

}  // namespace geo
