// What the columns of a linked layer hold: for choosing an attribute, its histogram, its classes and its categories.
#pragma once

#include "geo/features.hpp"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace app {

/// One column in a line of a list.
struct ColumnSummary {
  std::string name;
  bool is_number = false;
  std::size_t value_count = 0;      ///< rows that have one; of numbers only finite ones
  std::size_t different_count = 0;  ///< counted up to most_different_values
  bool operator==(const ColumnSummary&) const = default;
};
inline constexpr std::size_t most_different_values = 1000;

[[nodiscard]] ColumnSummary column_summary(const geo::Column& column);

struct ValueCount {
  std::string value;
  std::size_t count = 0;
  bool operator==(const ValueCount&) const = default;
};

/// All values of one column.
struct ColumnValues {
  std::string name;
  bool is_number = false;
  std::vector<double> sorted;      ///< of a column of numbers: the finite values, ascending
  std::vector<ValueCount> common;  ///< the most frequent first, at most most_different_values; equal ones by value
  std::size_t value_count = 0;
  std::size_t missing_count = 0;   ///< rows without a value (numbers: or without a finite one)
  std::size_t unlisted_count = 0;  ///< rows whose value is not in `common`
};
[[nodiscard]] ColumnValues column_values(const geo::Column& column);

/// How many values fall into equal bins.
struct Histogram {
  double low = 0;
  double high = 0;
  std::vector<std::size_t> counts;
  std::size_t above_count = 0;  ///< in the last bin, though larger than `high`
  [[nodiscard]] bool empty() const { return counts.empty(); }
};
/// `sorted` ascending and finite. A few far outliers above do not press all others into one bin: then `high` is the
/// 99th hundredth and the last bin takes the rest. One value alone gets bins round it.
[[nodiscard]] Histogram histogram(std::span<const double> sorted, std::size_t bin_count);

/// How many of the sorted values are in each class: below the first break, between breaks, from the last on.
[[nodiscard]] std::vector<std::size_t> class_counts(std::span<const double> sorted, std::span<const double> breaks);

}  // namespace app
