// Class limits of a numeric attribute: equal intervals, quantiles, Jenks natural breaks.
#pragma once

#include "geo/plan/entity.hpp"

#include <span>
#include <vector>

namespace geo {

/// The `class_count - 1` limits between classes, strictly ascending; fewer when the values have too few different
/// ones. NaN and infinite values are ignored (they fall below the first or above the last limit by themselves). A value
/// equal to a limit belongs to the upper class. `manual` gives none. Jenks on more than 2,000 different values works on
/// 2,000 quantiles of them.
[[nodiscard]] std::vector<double> class_breaks(std::span<const double> values, ClassMethod method, int class_count);
/// The same of finite values that are already ascending.
[[nodiscard]] std::vector<double> class_breaks_of_sorted(const std::vector<double>& sorted, ClassMethod method,
                                                         int class_count);

}  // namespace geo
