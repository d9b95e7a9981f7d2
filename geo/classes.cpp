#include "geo/classes.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>

namespace geo {

namespace {

/// A value that occurs, and how often.
struct Repeated {
  double value;
  double count;
};

std::vector<Repeated> repeated_of(const std::vector<double>& sorted) {
  std::vector<Repeated> list;
  for (const double value : sorted) {
    if (list.empty() || list.back().value != value) list.push_back({value, 0});
    ++list.back().count;
  }
  return list;
}

double quantile(const std::vector<double>& sorted, double share) {
  const double at = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(at);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double part = at - static_cast<double>(below);
  return sorted[below] * (1 - part) + sorted[below + 1] * part;  // no difference, which could overflow
}

std::vector<double> equal_breaks(const std::vector<double>& sorted, std::size_t classes) {
  std::vector<double> breaks;
  for (std::size_t i = 1; i < classes; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(classes);
    breaks.push_back(sorted.front() * (1 - share) + sorted.back() * share);
  }
  return breaks;
}

std::vector<double> quantile_breaks(const std::vector<double>& sorted, std::size_t classes) {
  std::vector<double> breaks;
  for (std::size_t i = 1; i < classes; ++i)
    breaks.push_back(quantile(sorted, static_cast<double>(i) / static_cast<double>(classes)));
  return breaks;
}

/// Sums of squared deviations of runs of values, from running sums. The values are shifted and scaled to 0..1 first:
/// the best limits stay the same, and the sums neither overflow nor lose digits to a common offset.
class Deviations {
public:
  explicit Deviations(const std::vector<Repeated>& values) : count_{0}, sum_{0}, square_{0} {
    const double low = values.front().value / 2, span = values.back().value / 2 - low;
    for (const auto& [value, count] : values) {
      const double x = (value / 2 - low) / span;
      count_.push_back(count_.back() + static_cast<long double>(count));
      sum_.push_back(sum_.back() + static_cast<long double>(x * count));
      square_.push_back(square_.back() + static_cast<long double>(x * x * count));
    }
  }
  /// Of the values [begin, end).
  [[nodiscard]] double of(std::size_t begin, std::size_t end) const {
    const long double sum = sum_[end] - sum_[begin];
    return static_cast<double>(square_[end] - square_[begin] - sum * sum / (count_[end] - count_[begin]));
  }

private:
  std::vector<long double> count_, sum_, square_;
};

/// Fisher (1958): the best split of the first n values into k classes ends with a class [m, n) after the best split of
/// the first m into k - 1. The limits are the first values of the classes.
std::vector<double> jenks_breaks(const std::vector<double>& sorted, std::size_t classes) {
  constexpr std::size_t most_values = 2000;
  std::vector<Repeated> values = repeated_of(sorted);
  if (values.size() > most_values) {
    std::vector<double> sample;
    for (std::size_t i = 0; i < most_values; ++i)
      sample.push_back(quantile(sorted, static_cast<double>(i) / static_cast<double>(most_values - 1)));
    values = repeated_of(sample);
  }
  const std::size_t n = values.size();
  classes = std::min(classes, n);
  if (classes < 2) return {};
  const Deviations deviations(values);
  std::vector<double> best(n + 1), next(n + 1);
  std::vector<std::vector<std::size_t>> begin(classes, std::vector<std::size_t>(n + 1, 0));
  for (std::size_t end = 1; end <= n; ++end) best[end] = deviations.of(0, end);
  // The best begin of the last class never moves back as the end moves on, so that half of the ends settle the bounds
  // of the other half (as in Wang and Song 2011, The R Journal 3/2, and its later versions).
  const auto split = [&](auto&& self, std::size_t k, std::size_t low, std::size_t high, std::size_t first,
                         std::size_t last) -> void {
    if (low > high) return;
    const std::size_t end = (low + high) / 2;
    next[end] = std::numeric_limits<double>::infinity();
    for (std::size_t m = std::max(first, k); m <= std::min(last, end - 1); ++m) {
      const double sum = best[m] + deviations.of(m, end);
      if (sum < next[end]) {
        next[end] = sum;
        begin[k][end] = m;
      }
    }
    self(self, k, low, end - 1, first, begin[k][end]);
    self(self, k, end + 1, high, begin[k][end], last);
  };
  for (std::size_t k = 1; k < classes; ++k) {
    split(split, k, k + 1, n, k, n - 1);
    best.swap(next);
  }
  std::vector<double> breaks;
  for (std::size_t k = classes - 1, end = n; k > 0; --k) {
    end = begin[k][end];
    breaks.push_back(values[end].value);
  }
  std::reverse(breaks.begin(), breaks.end());
  return breaks;
}

/// Classes of one standard deviation, even on both sides of the mean.
std::vector<double> deviation_breaks(const std::vector<double>& sorted, std::size_t classes) {
  double mean = 0;
  double squares = 0;
  double count = 0;
  for (const double v : sorted) {  // Welford 1962
    const double from_mean = v - mean;
    mean += from_mean / ++count;
    squares += from_mean * (v - mean);
  }
  const double deviation = std::sqrt(squares / count);
  std::vector<double> breaks;
  for (std::size_t i = 0; i + 1 < classes; ++i)
    breaks.push_back(mean + (static_cast<double>(i) - static_cast<double>(classes - 2) / 2) * deviation);
  return breaks;
}

/// Multiples of 1, 2 or 5 times a power of ten that give the number of classes nearest to the wanted one.
std::vector<double> pretty_breaks(const std::vector<double>& sorted, std::size_t classes) {
  const double low = sorted.front();
  const double high = sorted.back();
  const double wanted = (high - low) / static_cast<double>(classes);
  const double power = std::pow(10, std::floor(std::log10(wanted)));
  std::vector<double> best;
  double best_miss = std::numeric_limits<double>::infinity();
  for (const double factor : {1, 2, 5, 10}) {
    const double step = factor * power;
    std::vector<double> breaks;
    // The number of limits is bounded because a step can be lost beside very large values.
    for (double k = std::floor(low / step) + 1; k * step < high && breaks.size() < 10 * classes; ++k)
      breaks.push_back(k * step);
    const double miss = std::abs(static_cast<double>(breaks.size()) + 1 - static_cast<double>(classes));
    if (miss < best_miss) {
      best_miss = miss;
      best = std::move(breaks);
    }
  }
  return best;
}

}  // namespace

std::vector<double> class_breaks(std::span<const double> values, ClassMethod method, int class_count) {
  std::vector<double> sorted;
  std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double v) { return std::isfinite(v); });
  std::sort(sorted.begin(), sorted.end());
  return class_breaks_of_sorted(sorted, method, class_count);
}

std::vector<double> class_breaks_of_sorted(const std::vector<double>& sorted, ClassMethod method, int class_count) {
  if (class_count < 2 || method == ClassMethod::manual || sorted.empty() || sorted.front() == sorted.back()) return {};
  const auto classes = static_cast<std::size_t>(class_count);
  std::vector<double> breaks;
  switch (method) {
    case ClassMethod::equal: breaks = equal_breaks(sorted, classes); break;
    case ClassMethod::quantile: breaks = quantile_breaks(sorted, classes); break;
    case ClassMethod::jenks: breaks = jenks_breaks(sorted, classes); break;
    case ClassMethod::deviation: breaks = deviation_breaks(sorted, classes); break;
    case ClassMethod::pretty: breaks = pretty_breaks(sorted, classes); break;
    case ClassMethod::manual: break;
  }
  std::erase_if(breaks, [](double b) { return !std::isfinite(b); });
  // A limit at the smallest value would leave the class below it empty: the smallest value (many zeros, for example)
  // gets a class of its own instead. Of equal limits one stays.
  const double second = *std::upper_bound(sorted.begin(), sorted.end(), sorted.front());
  for (double& b : breaks) b = b <= sorted.front() ? second : std::min(b, sorted.back());
  std::sort(breaks.begin(), breaks.end());
  breaks.erase(std::unique(breaks.begin(), breaks.end()), breaks.end());
  return breaks;
}

}  // namespace geo
