// How sure a number is: a central value with an interval, and the shape that is drawn from in a Monte Carlo run.
#pragma once

#include "geo/message.hpp"
#include "geo/plan/enum_text.hpp"

#include <optional>

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

/// What is wrong with the numbers, as a sentence: one that is not finite, low above high, the value outside them, a
/// share outside 0 to 1, a lognormal whose low and high lie on either side of zero. Nothing when it can be drawn. An
/// interval of no width (low = value = high) is not a fault: it is the value in every draw.
[[nodiscard]] std::optional<Message> fault_of(const Distribution& distribution);

/// The value with an uncertainty as an inventory states it: half of the 95 % range in per cent of the mean. A negative
/// percentage or one that is no number gives a distribution with a fault.
/// Normal up to 60 %, log-normal with the value as its mean above: there the standard deviation is 0.3 of the mean, up
/// to which the guidelines trust the normal form (volume 1, chapter 3; ranges by equations 3.5 to 3.7).
[[nodiscard]] Distribution distribution_of(double value, double uncertainty_pct);
inline constexpr double largest_normal_uncertainty_pct = 60;

/// The 95 % range: of those that state it the stated one, of uniform and triangular ones 2.5 % cut at either end. None
/// for a fixed number.
struct ValueRange {
  double low = 0;
  double high = 0;
};
[[nodiscard]] std::optional<ValueRange> range_of(const Distribution& distribution);

/// Gives the number that a share of the distribution lies below.
///
/// normal, lognormal  Three numbers are given and all are met: mean = value, 2.5 % point = low, 97.5 % point = high.
///                    Where they lie evenly it is the normal distribution; where they are those of a log-normal it is
///                    that; between and beyond, the log-normal shifted along the axis (mirrored when the longer side
///                    is the lower one). A side more than 5.8 times as long as the other can not keep the mean: low
///                    and high are then met with the most skewed form. A `lognormal` never passes zero: what of its
///                    lower tail would, is zero.
/// truncated          The value is the mode, each side falls as a normal one with its own end 1.96 deviations away,
///                    and the whole is cut at 0 and 1.
/// uniform            Evenly from low to high; the value only matters to `relative_multipliers`.
/// triangular         From low over the mode (value) to high.
class QuantileFunction {
public:
  /// Needs a distribution without fault.
  explicit QuantileFunction(const Distribution& distribution);
  /// `p` above 0 and below 1.
  [[nodiscard]] double operator()(double p) const;

private:
  [[nodiscard]] double skewed(double p) const;
  [[nodiscard]] double truncated(double p) const;
  [[nodiscard]] double truncated_share(double x) const;
  [[nodiscard]] double triangular(double p) const;

  Distribution d_;
  bool mirrored_ = false;     ///< skewed: the longer side is the lower one
  double log_deviation_ = 0;  ///< skewed: 0 for the normal distribution
  double way_begin_ = 0;      ///< skewed: expm1 at the 2.5 % point and from there to the 97.5 % point
  double way_length_ = 1;
  double deviation_below_ = 0;  ///< truncated, on either side of the mode
  double deviation_above_ = 0;
  double first_share_ = 0;  ///< truncated: what is cut off at 0, and what is left at 1
  double last_share_ = 1;
};

}  // namespace geo
