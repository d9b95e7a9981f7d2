// The transportation problem: goods from supplies to demands so that the sum of value times amount is greatest.
//
//   maximise  sum v_a x_a   over the arcs a = (i, j)
//   subject to  sum_j x_ij <= s_i,  sum_i x_ij <= d_j,  x >= 0
//
// What is not sent anywhere stays at value zero, so an arc without value carries nothing. Solved by a primal network
// simplex (Ahuja, Magnanti, Orlin: Network Flows, 1993, chapter 11) for each connected part by itself. The tree of
// unmatched ends is a feasible start, so no artificial costs are needed; trees stay strongly feasible (Cunningham
// 1976), so it ends. Inside it all numbers are whole: amounts in 128 bits, values in 64, scaled by a power of two of
// their own in each part. So amounts are exact (whole data give whole amounts), and a value counts with an
// error below 2^-45 of the largest in its part.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

/// A way that goods can take. Only arcs with value > 0 are ever used.
struct TransportArc {
  std::uint32_t supply = 0;
  std::uint32_t demand = 0;
  double value = 0;  ///< per unit of amount, finite
};

struct TransportSolution {
  struct Sent {
    std::size_t arc = 0;
    double amount = 0;  ///< > 0
  };
  std::vector<Sent> sent;  ///< in ascending order of the arcs
  double value = 0;        ///< sum of value times amount
  /// The dual solution: what one more unit of each supply or demand would add. None is negative, no arc is worth more
  /// than its two prices together, and sum s p + sum d p is the value.
  std::vector<double> supply_price;
  std::vector<double> demand_price;
};

/// Asserts that all numbers are finite, amounts are not negative and arcs name supplies and demands that are there.
/// The same input gives the same solution; which one of several equally good ones depends on the order of the input.
[[nodiscard]] TransportSolution best_transport(std::span<const double> supply, std::span<const double> demand,
                                               std::span<const TransportArc> arcs);

}  // namespace geo
