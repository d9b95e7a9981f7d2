// The transportation problem where every supply may go to every demand: too many pairs to keep an arc for each.
//
// The network simplex (geo/symbiosis/network_simplex.hpp) works on few arcs, those that promise most; then all pairs
// are priced with the prices it found, and those that would still gain are added, until none does. That none of all
// pairs gains is the proof that the solution is the best of the whole problem: column generation (Ford and Fulkerson
// 1958; for transportation problems Glover and others 1974). Pairs are priced by an upper bound of four bytes each and
// by their exact value where the bound leaves it open.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace geo {

/// What a unit from the supply to the demand is worth, finite; a pair that is not worth more than 0 carries nothing.
/// Asked more than once of a pair, and always answers the same.
using PairValue = std::function<double(std::uint32_t supply, std::uint32_t demand)>;

struct PairSolution {
  struct Sent {
    std::uint32_t supply = 0;
    std::uint32_t demand = 0;
    double amount = 0;  ///< > 0
    double value = 0;   ///< per unit
  };
  std::vector<Sent> sent;  ///< by supply, then by demand
  double value = 0;        ///< sum of value times amount
  /// What one more unit of each supply or demand would add, as in TransportSolution.
  std::vector<double> supply_price;
  std::vector<double> demand_price;
};

/// Told now and then how much is done, 0 to 1. May throw to end the work.
using Advance = std::function<void(double share)>;

/// Gives what best_transport (geo/symbiosis/transportation.hpp) gives over an arc for each pair; of several equally
/// good solutions it may be another one, always the same. Asserts finite amounts of at least 0.
[[nodiscard]] PairSolution best_pairs(std::span<const double> supply, std::span<const double> demand,
                                      const PairValue& value, const Advance& advance = {});

}  // namespace geo
