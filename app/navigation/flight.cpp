#include "app/navigation/flight.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr double rho = 1.42;
constexpr double shortest_s = 0.4;
constexpr double longest_s = 0.9;

}  // namespace

Flight::Flight(const Seen& from, const Seen& to) : from_(from), to_(to) {
  distance_m_ = std::hypot(to.centre.x_m - from.centre.x_m, to.centre.y_m - from.centre.y_m);
  const double w0 = from.height_m;
  const double w1 = to.height_m;
  only_zooms_ = distance_m_ < 1e-4 * std::min(w0, w1);
  if (only_zooms_) {
    length_ = std::abs(std::log(w1 / w0)) / rho;
  } else {
    const double u = distance_m_;
    const double both = rho * rho * rho * rho * u * u;
    const double b0 = (w1 * w1 - w0 * w0 + both) / (2 * w0 * rho * rho * u);
    const double b1 = (w1 * w1 - w0 * w0 - both) / (2 * w1 * rho * rho * u);
    r0_ = -std::asinh(b0);
    length_ = (-std::asinh(b1) - r0_) / rho;
  }
  duration_s_ = std::clamp(0.28 + 0.16 * length_, shortest_s, longest_s);
}

Seen Flight::at(double time_s) const {
  if (!(time_s > 0)) return from_;
  if (time_s >= duration_s_) return to_;
  const double t = time_s / duration_s_;
  const double s = t * t * (3 - 2 * t) * length_;
  Seen seen;
  double share = t * t * (3 - 2 * t);
  if (only_zooms_) {
    seen.height_m = from_.height_m * std::exp((to_.height_m < from_.height_m ? -1 : 1) * rho * s);
  } else {
    seen.height_m = from_.height_m * std::cosh(r0_) / std::cosh(rho * s + r0_);
    const double way_m = from_.height_m / (rho * rho) * (std::cosh(r0_) * std::tanh(rho * s + r0_) - std::sinh(r0_));
    share = std::clamp(way_m / distance_m_, 0.0, 1.0);
  }
  seen.centre.x_m = std::lerp(from_.centre.x_m, to_.centre.x_m, share);
  seen.centre.y_m = std::lerp(from_.centre.y_m, to_.centre.y_m, share);
  return seen;
}

}  // namespace app
