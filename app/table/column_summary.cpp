#include "app/table/column_summary.hpp"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace app {

namespace {

void add_range(FilterChoices& summary, const geo::Column& column, geo::Progress& progress) {
  const std::size_t size = column.size();
  for (std::size_t row = 0; row < size; ++row) {
    const double value = column.number(row);
    if (!std::isfinite(value)) {
      ++summary.rows_without_value;
      continue;
    }
    if (!summary.has_range) summary.low = summary.high = value;
    summary.has_range = true;
    summary.low = std::min(summary.low, value);
    summary.high = std::max(summary.high, value);
  }
  progress.advance(0.5);
  if (!summary.has_range) return;
  const double bars_per_value =
      summary.high > summary.low ? static_cast<double>(histogram_bars) / (summary.high - summary.low) : 0;
  for (std::size_t row = 0; row < size; ++row) {
    const double value = column.number(row);
    if (!std::isfinite(value)) continue;
    const double bar = (value - summary.low) * bars_per_value;
    ++summary.histogram[bar < static_cast<double>(histogram_bars - 1) ? static_cast<std::size_t>(bar)
                                                                      : histogram_bars - 1];
  }
}

void add_values(FilterChoices& summary, const geo::Column& column, const geo::TextColumn& texts,
                geo::Progress& progress) {
  std::unordered_map<std::string_view, std::size_t> counts;
  for (std::size_t row = 0; row < texts.size(); ++row) {
    if (row % 65536 == 0) progress.advance(static_cast<double>(row) / static_cast<double>(texts.size()));
    if (column.has_value(row))
      ++counts[texts.at(row)];
    else
      ++summary.rows_without_value;
  }
  std::vector<std::pair<std::size_t, std::string_view>> ranked;
  ranked.reserve(counts.size());
  for (const auto& [text, count] : counts) ranked.emplace_back(count, text);
  const std::size_t listed = std::min(ranked.size(), most_listed_values);
  std::partial_sort(
      ranked.begin(), ranked.begin() + static_cast<std::ptrdiff_t>(listed), ranked.end(),
      [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
  for (std::size_t i = 0; i < listed; ++i) summary.values.push_back({std::string(ranked[i].second), ranked[i].first});
  summary.values_unseen = ranked.size() - listed;
}

}  // namespace

FilterChoices summary_of(const geo::Column& column, geo::Progress& progress) {
  FilterChoices summary;
  if (const auto* texts = std::get_if<geo::TextColumn>(&column.values))
    add_values(summary, column, *texts, progress);
  else
    add_range(summary, column, progress);
  return summary;
}

}  // namespace app
