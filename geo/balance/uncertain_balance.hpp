// How sure the balance is: Approach 2 of the 2006 IPCC Guidelines (volume 1, chapter 3) over the whole ledger.
//
// Every uncertain factor is one variable of the run, whatever the number of sources that use it; every input of a
// source or site is one of its own. A variable has the same random numbers in all years (an error in a factor or in a
// way of metering stays), each year with its own distribution. A draw depends on the seed and the variable's name
// alone, so two plans or scenarios share all numbers of what they have in common, on any number of threads. Given
// masses have no published interval and are not drawn.
#pragma once

#include "geo/balance/balance.hpp"
#include "geo/progress.hpp"
#include "geo/uncertainty/monte_carlo.hpp"

#include <cstdint>

namespace geo {

struct UncertainOptions {
  std::size_t draws = 10'000;
  std::uint64_t seed = 1;
  ResultBasis basis = ResultBasis::location;
  std::optional<int> contributions_year;  ///< of the net balance; none: no contributions
};

struct UncertainBalance {
  int first_year = 0;
  std::vector<DrawSummary> emissions;          ///< t CO2e, by year
  std::vector<DrawSummary> removals;           ///< t CO2e
  std::vector<DrawSummary> net;                ///< t CO2e
  std::vector<std::vector<double>> net_draws;  ///< by year, for the difference of two plans
  std::vector<VarianceShare> contributions;    ///< to the variance of the net balance of the asked year, largest first
};

/// Throws Cancelled when the progress is cancelled, and Error when a variable can not be drawn.
[[nodiscard]] UncertainBalance uncertain_balance(const Plan& plan, const Catalogues& catalogues,
                                                 const SiteRemovals& sites, int first_year, int last_year,
                                                 const UncertainOptions& options, Progress& progress);

}  // namespace geo
