#include "geo/filter.hpp"

#include "geo/text_order.hpp"

#include <algorithm>
#include <charconv>
#include <limits>
#include <string_view>
#include <unordered_set>

namespace geo {

namespace {

constexpr std::size_t rows_between_looks = 1 << 16;

/// Keeps of `rows` those for which `meets(row)` holds.
template <class F>
void keep(RowSet& rows, Progress& progress, F&& meets) {
  const std::span<const std::uint64_t> words = rows.words();
  for (std::size_t w = 0; w < words.size(); ++w) {
    if (w % (rows_between_looks / 64) == 0)
      progress.advance(static_cast<double>(w) / static_cast<double>(words.size()));
    std::uint64_t kept = 0;
    for (std::uint64_t left = words[w]; left != 0; left &= left - 1) {
      const std::uint64_t bit = left & (~left + 1);
      if (meets(w * 64 + static_cast<std::size_t>(std::countr_zero(left)))) kept |= bit;
    }
    if (kept != words[w]) rows.set_word(w, kept);
  }
}

/// A number as it is typed: spaces and the decimal comma do not count; a text that is no number stays empty.
std::string as_number(std::string_view typed) {
  std::string number;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    const char c = typed[i];
    if ((c >= '0' && c <= '9') || c == '-' || c == '.')
      number += c;
    else if (c == ',')
      number += '.';
    else if (typed.substr(i).starts_with("\u2212"))  // minus sign
      number += '-', i += 2;
    else if (typed.substr(i).starts_with("\u202F"))  // the thousands' space
      i += 2;
    else if (typed.substr(i).starts_with("\u00A0"))
      i += 1;
    else if (c != ' ')
      return {};
  }
  return number;
}

/// Whether a text is in the row's value as it is written.
class RowSearch {
public:
  explicit RowSearch(std::string_view text) : words_(text), number_(as_number(text)) {}

  [[nodiscard]] bool is_in(const Column& column, std::size_t row) const {
    if (!column.has_value(row)) return false;
    if (const auto* texts = std::get_if<TextColumn>(&column.values)) return words_.is_in(texts->at(row));
    if (number_.empty()) return false;
    char buffer[32];
    char* end = buffer;
    if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&column.values))
      end = std::to_chars(buffer, buffer + sizeof buffer, (*whole)[row]).ptr;
    else
      end = std::to_chars(buffer, buffer + sizeof buffer, std::get<std::vector<double>>(column.values)[row]).ptr;
    return std::string_view(buffer, static_cast<std::size_t>(end - buffer)).find(number_) != std::string_view::npos;
  }
  /// No number holds the text, so number columns need not be looked at.
  [[nodiscard]] bool can_be_in(const Column& column) const { return !column.is_number() || !number_.empty(); }

private:
  TextSearch words_;
  std::string number_;
};

void keep_in_range(RowSet& rows, const Column& column, const Condition& condition, Progress& progress) {
  constexpr double infinite = std::numeric_limits<double>::infinity();
  const double low = condition.low.value_or(-infinite), high = condition.high.value_or(infinite);
  const auto in_range = [&](double value) { return value >= low && value <= high; };  // not for NaN
  if (const auto* numbers = std::get_if<std::vector<double>>(&column.values))
    keep(rows, progress, [&](std::size_t row) { return in_range((*numbers)[row]) && column.has_value(row); });
  else if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&column.values))
    keep(rows, progress,
         [&](std::size_t row) { return in_range(static_cast<double>((*whole)[row])) && column.has_value(row); });
  else
    rows = RowSet(rows.size());
}

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

void keep_values(RowSet& rows, const Column& column, const std::vector<std::string>& values, Progress& progress) {
  const std::unordered_set<std::string, TextHash, std::equal_to<>> wanted(values.begin(), values.end());
  if (const auto* texts = std::get_if<TextColumn>(&column.values))
    return keep(rows, progress,
                [&](std::size_t row) { return column.has_value(row) && wanted.contains(texts->at(row)); });
  keep(rows, progress, [&](std::size_t row) { return column.has_value(row) && wanted.contains(column.text(row)); });
}

}  // namespace

RowSet rows_meeting(std::span<const Condition> conditions, std::span<const Column> columns, std::size_t row_count,
                    Progress& progress) {
  return rows_meeting(conditions, columns, RowSet(row_count, true), progress);
}

RowSet rows_meeting(std::span<const Condition> conditions, std::span<const Column> columns, RowSet of,
                    Progress& progress) {
  for (const Condition& condition : conditions) {
    if (condition.attribute.empty()) {
      if (condition.contains.empty()) continue;
      const RowSearch search(condition.contains);
      std::vector<const Column*> searched;
      for (const Column& column : columns)
        if (search.can_be_in(column)) searched.push_back(&column);
      keep(of, progress, [&](std::size_t row) {
        return std::any_of(searched.begin(), searched.end(), [&](const Column* c) { return search.is_in(*c, row); });
      });
      continue;
    }
    const auto column =
        std::find_if(columns.begin(), columns.end(), [&](const Column& c) { return c.name == condition.attribute; });
    if (column == columns.end()) return RowSet(of.size());
    if (condition.low || condition.high) keep_in_range(of, *column, condition, progress);
    if (!condition.contains.empty()) {
      const RowSearch search(condition.contains);
      keep(of, progress, [&](std::size_t row) { return search.is_in(*column, row); });
    }
    if (!condition.values.empty()) keep_values(of, *column, condition.values, progress);
  }
  return of;
}

}  // namespace geo
