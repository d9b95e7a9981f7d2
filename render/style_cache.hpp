// What styling found out about a layer's columns, kept so that another style of a million features takes milliseconds.
#pragma once

#include "geo/features.hpp"

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace render {

/// The different texts of a column and which of them each row has. Rows without a value have the empty text.
struct ColumnCodes {
  std::vector<std::string> values;
  std::vector<std::uint32_t> code_of_row;  ///< empty: the column has more than `most_codes` different values
};
inline constexpr std::size_t most_codes = 100'000;

/// Belongs to one geo::Features; may be used from several threads. What is asked for the first time takes up to some
/// tenths of a second for a million rows.
class StyleCache {
public:
  /// The finite values of a column, ascending.
  const std::vector<double>& sorted(const geo::Column& column);
  const ColumnCodes& codes(const geo::Column& column);
  /// All features, the largest boxes first, equal ones in their order.
  const std::vector<std::uint32_t>& by_size(const geo::Features& features);

  [[nodiscard]] bool has_sorted(const std::string& column) const;
  [[nodiscard]] bool has_codes(const std::string& column) const;

private:
  mutable std::mutex mutex_;
  std::map<std::string, std::unique_ptr<const std::vector<double>>> sorted_;
  std::map<std::string, std::unique_ptr<const ColumnCodes>> codes_;
  std::unique_ptr<const std::vector<std::uint32_t>> by_size_;
};

}  // namespace render
