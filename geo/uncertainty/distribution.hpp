// How sure a number is: a central value with an interval, and the shape that is drawn from in a Monte Carlo run.
#pragma once

#include "geo/plan/enum_text.hpp"

namespace geo {

/// `fixed`: not drawn. `normal`, `lognormal`: low and high are the 2.5 and 97.5 % points. `truncated`: normal, cut at
/// the limits that a share can not pass (0 and 1). `uniform`, `triangular`: low and high are the ends, in `triangular`
/// the value is the mode.
enum class DistributionShape { fixed, normal, lognormal, truncated, uniform, triangular };
template <>
struct EnumText<DistributionShape> {
  static constexpr std::array names{"fixed", "normal", "lognormal", "truncated", "uniform", "triangular"};
};

struct Distribution {
  DistributionShape shape = DistributionShape::fixed;
  double value = 0;
  double low = 0;
  double high = 0;
  bool operator==(const Distribution&) const = default;
};

}  // namespace geo
