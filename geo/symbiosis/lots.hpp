// The transportation problem where an arc is not worth starting for a little: a smallest amount, a cost of starting.
#pragma once

#include "geo/symbiosis/transportation.hpp"

#include <cstddef>
#include <span>
#include <vector>

namespace geo {

/// An arc carries nothing, or at least the smallest amount, and then its cost is paid once.
struct StartTerms {
  double least_amount = 0;
  double cost = 0;  ///< in the unit of value times amount
};

struct LotSolution {
  std::vector<TransportSolution::Sent> sent;  ///< in ascending order of the arcs
  double value = 0;                           ///< with the costs of starting taken off
  /// The optimum is at most this. Equal to the value when it was proven that there is none better.
  double bound = 0;
  bool proven = true;
};

/// Branch and bound over best_transport: an arc is open (its cost is paid, its smallest amount runs) or shut, and
/// until it is decided it may run free of its smallest amount with its cost spread over all that it could carry.
/// Meant for some tens of arcs with terms; after `most_steps` problems the best that was found is given, not proven.
/// `terms` holds one entry for each arc. Asserts what best_transport does, and terms that are finite and not negative.
[[nodiscard]] LotSolution best_transport_with_lots(std::span<const double> supply, std::span<const double> demand,
                                                   std::span<const TransportArc> arcs,
                                                   std::span<const StartTerms> terms, std::size_t most_steps = 20'000);

}  // namespace geo
