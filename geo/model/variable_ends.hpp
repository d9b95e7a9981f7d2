// The range of a worked-out number from the ranges of its variables: each variable is taken to its lower and to its
// upper end by itself, and the differences are put together as independent (root of the sum of squares, below and above
// the value apart).
#pragma once

#include "geo/model/evaluate.hpp"

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace geo {

/// Multipliers for a run over the ends: draw 0 has all variables at their values, draws 2 v + 1 and 2 v + 2 have the
/// variable v at its ends. Variables without an interval stay at their values.
class VariableEnds {
public:
  explicit VariableEnds(const std::vector<ModelVariable>& variables);
  [[nodiscard]] std::size_t draws() const { return 1 + 2 * count_; }
  /// For `Multipliers`; lives as long as this object.
  [[nodiscard]] std::span<const double> multipliers(const ModelVariable& variable) const;

private:
  std::size_t count_ = 0;
  std::map<std::string, std::vector<double>, std::less<>> columns_;
};

/// The range around `value` of a number whose draws come from a run over the ends.
[[nodiscard]] ValueRange range_of_ends(double value, std::span<const double> draws);

}  // namespace geo
