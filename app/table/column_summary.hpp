// What a column holds, for choosing a filter: its range with a histogram, or its commonest values.
#pragma once

#include "geo/features.hpp"
#include "geo/progress.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace app {

inline constexpr std::size_t histogram_bars = 40;
inline constexpr std::size_t most_listed_values = 200;

struct FilterChoices {
  struct Value {
    std::string text;
    std::size_t count = 0;
  };
  double low = 0, high = 0;  ///< of a number column with any value
  bool has_range = false;
  std::array<std::uint32_t, histogram_bars> histogram{};  ///< rows by equal steps from low to high
  std::vector<Value> values;                              ///< of a text column, the commonest first
  std::size_t values_unseen = 0;                          ///< rarer ones that are not listed
  std::size_t rows_without_value = 0;
};

/// Some 10 ms for a million numbers, 0.1 s for a million texts. Throws Cancelled when asked to stop.
[[nodiscard]] FilterChoices summary_of(const geo::Column& column, geo::Progress& progress);

}  // namespace app
