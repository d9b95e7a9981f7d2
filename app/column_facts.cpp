#include "app/column_facts.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <unordered_set>

namespace app {

ColumnSummary column_summary(const geo::Column& column) {
  ColumnSummary summary;
  summary.name = column.name;
  summary.is_number = column.is_number();
  const auto count = [&](auto&& value_of, auto different) {
    for (std::size_t row = 0; row < column.size(); ++row) {
      if (!column.has_value(row)) continue;
      const auto value = value_of(row);
      if constexpr (std::is_same_v<std::decay_t<decltype(value)>, double>)
        if (!std::isfinite(value)) continue;
      ++summary.value_count;
      if (different.size() < most_different_values) different.insert(value);
    }
    summary.different_count = different.size();
  };
  if (const auto* text = std::get_if<geo::TextColumn>(&column.values))
    count([&](std::size_t row) { return text->at(row); }, std::unordered_set<std::string_view>());
  else
    count([&](std::size_t row) { return column.number(row); }, std::unordered_set<double>());
  return summary;
}

ColumnValues column_values(const geo::Column& column) {
  ColumnValues values;
  values.name = column.name;
  values.is_number = column.is_number();
  // Different numbers are counted as numbers and written once each: a million rows are not turned into text.
  const auto take = [&](const auto& counts, auto&& text_of) {
    for (const auto& [value, count] : counts) values.common.push_back({text_of(value), count});
    const auto by_count = [](const ValueCount& a, const ValueCount& b) {
      return a.count != b.count ? a.count > b.count : a.value < b.value;
    };
    const std::size_t kept = std::min(values.common.size(), most_different_values);
    std::partial_sort(values.common.begin(), values.common.begin() + static_cast<std::ptrdiff_t>(kept),
                      values.common.end(), by_count);
    for (std::size_t i = kept; i < values.common.size(); ++i) values.unlisted_count += values.common[i].count;
    values.common.resize(kept);
  };
  if (const auto* text = std::get_if<geo::TextColumn>(&column.values)) {
    std::unordered_map<std::string_view, std::size_t> counts;
    for (std::size_t row = 0; row < column.size(); ++row)
      if (column.has_value(row)) {
        ++counts[text->at(row)];
        ++values.value_count;
      }
    take(counts, [](std::string_view value) { return std::string(value); });
  } else {
    const auto count = [&](const auto& numbers) {
      using Number = typename std::decay_t<decltype(numbers)>::value_type;
      std::unordered_map<Number, std::pair<std::size_t, std::size_t>> rows;  // first row and count
      for (std::size_t row = 0; row < numbers.size(); ++row) {
        const double value = column.number(row);
        if (!std::isfinite(value)) continue;
        values.sorted.push_back(value);
        ++rows.try_emplace(numbers[row], row, 0).first->second.second;
      }
      std::vector<std::pair<std::size_t, std::size_t>> counts;
      for (const auto& [value, row_and_count] : rows) counts.push_back(row_and_count);
      take(counts, [&](std::size_t row) { return column.text(row); });
    };
    if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&column.values))
      count(*whole);
    else
      count(std::get<std::vector<double>>(column.values));
    std::sort(values.sorted.begin(), values.sorted.end());
    values.value_count = values.sorted.size();
  }
  values.missing_count = column.size() - values.value_count;
  return values;
}

Histogram histogram(std::span<const double> sorted, std::size_t bin_count) {
  Histogram result;
  if (sorted.empty() || bin_count == 0) return result;
  result.low = sorted.front();
  result.high = sorted.back();
  const double ninety_nine = sorted[(sorted.size() - 1) * 99 / 100];
  if (sorted.size() >= 50 && ninety_nine > result.low && result.high / 2 - result.low / 2 > ninety_nine - result.low)
    result.high = ninety_nine;
  if (!(result.high > result.low)) {
    const double half = std::max(0.5, std::abs(result.low) * 0.5);
    result.low -= half;
    result.high += half;
  }
  // The values are sorted: each edge of a bin is looked up, so that a million values cost no more than a few. In
  // halves, so that the widest range of doubles does not overflow.
  const double half_width = result.high / 2 - result.low / 2;
  auto begin = sorted.begin();
  for (std::size_t i = 1; i <= bin_count; ++i) {
    const double share = static_cast<double>(i) / static_cast<double>(bin_count);
    const double edge = 2 * (result.low / 2 + share * half_width);
    const auto end = i == bin_count ? sorted.end() : std::lower_bound(begin, sorted.end(), edge);
    result.counts.push_back(static_cast<std::size_t>(end - begin));
    begin = end;
  }
  result.above_count =
      static_cast<std::size_t>(sorted.end() - std::upper_bound(sorted.begin(), sorted.end(), result.high));
  return result;
}

std::vector<std::size_t> class_counts(std::span<const double> sorted, std::span<const double> breaks) {
  std::vector<std::size_t> counts;
  auto begin = sorted.begin();
  for (const double limit : breaks) {
    // A value equal to a limit belongs to the upper class.
    const auto end = std::lower_bound(begin, sorted.end(), limit);
    counts.push_back(static_cast<std::size_t>(end - begin));
    begin = end;
  }
  counts.push_back(static_cast<std::size_t>(sorted.end() - begin));
  return counts;
}

}  // namespace app
