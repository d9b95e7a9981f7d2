// From draws to what is reported (Approach 2 of the 2006 IPCC Guidelines, volume 1, chapter 3): every result has one
// number per draw, draw i of all results and of both scenarios belonging to the same i.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <vector>

namespace geo {

/// Draws are worked on in blocks of this size, each by one thread from its first source to its last: sums come out the
/// same on any number of threads.
inline constexpr std::size_t draws_in_block = 512;

struct DrawBlock {
  std::size_t first = 0;
  std::size_t count = 0;
};
/// Calls `work` for all blocks of `count` draws, side by side. An exception of `work` comes out.
void for_draw_blocks(std::size_t count, const std::function<void(DrawBlock)>& work);

/// A result over its draws. All are NaN when a draw is not a finite number or there is none.
struct DrawSummary {
  double mean = 0;
  double median = 0;
  double low = 0;   ///< 2.5 % point
  double high = 0;  ///< 97.5 % point
  /// Standard errors: how far the figures above may be from those of endlessly many draws.
  double mean_error = 0;
  double low_error = 0;
  double high_error = 0;
  std::size_t count = 0;
};
[[nodiscard]] DrawSummary summary(std::span<const double> draws);
/// One summary for each result (a year, a sector's year ...), side by side.
[[nodiscard]] std::vector<DrawSummary> summaries(std::span<const std::vector<double>> results);
/// Of `result - reference` draw by draw: what the two have in common cancels. Both have equally many draws.
[[nodiscard]] DrawSummary difference_summary(std::span<const double> result, std::span<const double> reference);

/// The draws of one uncertain input, as drawn or as multipliers.
struct InputDraws {
  std::string name;
  std::span<const double> draws;
};
/// How much of the result's variance an input explains alone: the square of their linear correlation, first order. The
/// shares of a sum of independent inputs add up to 1, but for sampling noise of about 1 / draws each; what is missing
/// to 1 comes from inputs acting together (products with large spreads) or bent relations.
struct VarianceShare {
  std::string name;
  double share = 0;
  double correlation = 0;  ///< its sign says whether more of the input makes more of the result
};
/// Largest first; equal ones by name. Inputs or a result without spread have 0.
[[nodiscard]] std::vector<VarianceShare> contributions(std::span<const InputDraws> inputs,
                                                      std::span<const double> result);

}  // namespace geo
