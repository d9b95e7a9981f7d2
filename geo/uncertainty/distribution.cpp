#include "geo/uncertainty/distribution.hpp"

#include "geo/uncertainty/error_propagation.hpp"

#include <boost/math/special_functions/erf.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numbers>

namespace geo {

namespace {

/// The 97.5 % point of the standard normal distribution.
constexpr double upper_point = 1.959963984540054;
/// The ratio of the two sides of a shifted log-normal's 95 % range rises with its log deviation up to about here.
constexpr double largest_log_deviation = 1.9;

double standard_normal_quantile(double p) {
  using namespace boost::math::policies;
  using InDouble = policy<promote_double<false>, overflow_error<ignore_error>>;
  return -std::numbers::sqrt2 * boost::math::erfc_inv(2 * p, InDouble());
}

double standard_normal_share(double x) {
  return std::erfc(-x / std::numbers::sqrt2) / 2;
}

/// Longer side / shorter side of the 95 % range about the mean, of a log-normal with this log deviation.
double side_ratio(double s) {
  const double mean = s * s / 2;
  return std::exp(mean) * std::expm1(upper_point * s - mean) / -(std::expm1(-upper_point * s - mean) * std::exp(mean));
}

/// The log deviation whose sides have the ratio (1 or more); 0 is the normal distribution.
double log_deviation_of(double ratio) {
  if (!(ratio > 1 + 1e-12)) return 0;
  double low = 0, high = largest_log_deviation;
  if (ratio >= side_ratio(high)) return high;
  for (int i = 0; i < 60; ++i) {
    const double middle = (low + high) / 2;
    (side_ratio(middle) < ratio ? low : high) = middle;
  }
  return (low + high) / 2;
}

}  // namespace

std::optional<Message> fault_of(const Distribution& d) {
  if (!std::isfinite(d.value)) return say("The value is not a finite number.");
  if (d.shape == DistributionShape::fixed) return std::nullopt;
  if (!std::isfinite(d.low) || !std::isfinite(d.high)) return say("An end of the interval is not a finite number.");
  if (d.low > d.high) return say("The interval's low end is above its high end.");
  if (d.value < d.low || d.value > d.high) return say("The value lies outside its interval.");
  if (d.shape == DistributionShape::truncated && (d.low < 0 || d.high > 1))
    return say("A truncated distribution is of a share: its interval has to lie between 0 and 1.");
  if (d.shape == DistributionShape::lognormal && d.low < 0 && d.high > 0)
    return say("A lognormal number can not be both negative and positive.");
  return std::nullopt;
}

Distribution distribution_of(double value, double uncertainty_pct) {
  if (uncertainty_pct == 0) return {DistributionShape::fixed, value, value, value};
  if (!(uncertainty_pct > largest_normal_uncertainty_pct)) {
    const double half = std::abs(value) * uncertainty_pct / 100;
    return {DistributionShape::normal, value, value - half, value + half};
  }
  const AsymmetricRange range = lognormal_range(uncertainty_pct);
  const double one_end = value + value * range.low_pct / 100, other_end = value + value * range.high_pct / 100;
  return {DistributionShape::lognormal, value, std::min(one_end, other_end), std::max(one_end, other_end)};
}

std::optional<ValueRange> range_of(const Distribution& number) {
  switch (number.shape) {
    case DistributionShape::fixed: return std::nullopt;
    case DistributionShape::normal:
    case DistributionShape::lognormal:
    case DistributionShape::truncated: break;
    case DistributionShape::uniform:
    case DistributionShape::triangular: {
      const QuantileFunction quantile(number);
      return ValueRange{quantile(0.025), quantile(0.975)};
    }
  }
  return ValueRange{number.low, number.high};
}

QuantileFunction::QuantileFunction(const Distribution& distribution) : d_(distribution) {
  assert(!fault_of(d_));
  const double above = d_.high - d_.value, below = d_.value - d_.low;
  mirrored_ = below > above;
  const double longer = std::max(above, below), shorter = std::min(above, below);
  log_deviation_ = log_deviation_of(shorter > 0 ? longer / shorter : HUGE_VAL);
  way_begin_ = std::expm1(-log_deviation_ * upper_point);
  way_length_ = std::expm1(log_deviation_ * upper_point) - way_begin_;
  deviation_below_ = below / upper_point;
  deviation_above_ = above / upper_point;
  if (d_.shape == DistributionShape::truncated && d_.low < d_.high) {
    first_share_ = truncated_share(0);
    last_share_ = truncated_share(1);
  }
}

double QuantileFunction::operator()(double p) const {
  assert(p > 0 && p < 1);
  if (d_.shape == DistributionShape::fixed || d_.low == d_.high) return d_.value;
  switch (d_.shape) {
    case DistributionShape::normal:
    case DistributionShape::lognormal: return skewed(p);
    case DistributionShape::truncated: return truncated(p);
    case DistributionShape::uniform: return d_.low + p * (d_.high - d_.low);
    case DistributionShape::triangular: return triangular(p);
    case DistributionShape::fixed: break;
  }
  return d_.value;
}

double QuantileFunction::skewed(double p) const {
  const double z = mirrored_ ? -standard_normal_quantile(p) : standard_normal_quantile(p);
  // Of the way from the 2.5 % point to the 97.5 % point.
  const double way = log_deviation_ < 1e-6 ? (z + upper_point) / (2 * upper_point)
                                           : (std::expm1(log_deviation_ * z) - way_begin_) / way_length_;
  const double x = mirrored_ ? d_.high - way * (d_.high - d_.low) : d_.low + way * (d_.high - d_.low);
  if (d_.shape != DistributionShape::lognormal) return x;
  return d_.high > 0 ? std::max(x, 0.0) : std::min(x, 0.0);
}

double QuantileFunction::truncated_share(double x) const {
  const double below = deviation_below_ / (deviation_below_ + deviation_above_);
  if (x < d_.value) return 2 * below * standard_normal_share((x - d_.value) / deviation_below_);
  if (deviation_above_ == 0) return 1;
  return below + (1 - below) * (2 * standard_normal_share((x - d_.value) / deviation_above_) - 1);
}

double QuantileFunction::truncated(double p) const {
  const double below = deviation_below_ / (deviation_below_ + deviation_above_);
  const double share = first_share_ + p * (last_share_ - first_share_);
  const double x =
      share < below ? d_.value + deviation_below_ * standard_normal_quantile(share / (2 * below))
                    : d_.value + deviation_above_ * standard_normal_quantile((1 + (share - below) / (1 - below)) / 2);
  return std::clamp(x, 0.0, 1.0);
}

double QuantileFunction::triangular(double p) const {
  const double width = d_.high - d_.low, rising = (d_.value - d_.low) / width;
  return p < rising ? d_.low + std::sqrt(p * width * (d_.value - d_.low))
                    : d_.high - std::sqrt((1 - p) * width * (d_.high - d_.value));
}

}  // namespace geo
