#include "geo/heatmap/heatmap.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace geo {

namespace {

/// Number n of the series ... 0.5, 1, 2, 5, 10 ..., where number 0 is 1.
double number_of_series(int n) {
  static constexpr std::array mantissa{1.0, 2.0, 5.0};
  const int exponent = n >= 0 ? n / 3 : -((2 - n) / 3);
  const double m = mantissa[static_cast<std::size_t>(n - 3 * exponent)];
  // Powers of ten up to 1e22 are exact, so both results are the doubles nearest to the decimal numbers.
  return exponent >= 0 ? m * std::pow(10.0, exponent) : m / std::pow(10.0, -exponent);
}

}  // namespace

std::vector<double> locked_breaks(double largest_density_of_all_years) {
  constexpr int count = 8;
  const bool has_density = largest_density_of_all_years > 0 && std::isfinite(largest_density_of_all_years);
  const double largest = has_density ? std::clamp(largest_density_of_all_years, 1e-12, 1e18) : 500;
  int last = 3 * static_cast<int>(std::floor(std::log10(largest))) + 3;  // not below the one that is sought
  while (number_of_series(last) > largest) --last;
  std::vector<double> breaks;
  for (int n = last - count + 1; n <= last; ++n) breaks.push_back(number_of_series(n));
  return breaks;
}

}  // namespace geo
