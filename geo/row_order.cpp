#include "geo/row_order.hpp"

#include "geo/text_order.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <string_view>
#include <utility>

namespace geo {

namespace {

/// What a row is sorted by, as a whole number: the value, or eight bytes of a text's key.
struct Keyed {
  std::uint64_t key;
  std::uint32_t row;
};

constexpr std::uint64_t high_bit = std::uint64_t{1} << 63;

std::uint64_t key_of(std::int64_t value) {
  return static_cast<std::uint64_t>(value) ^ high_bit;
}

/// Keys of doubles stand in the doubles' order: negative ones have all bits turned, others the sign.
std::uint64_t key_of(double value) {
  const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value);
  return (bits & high_bit) != 0 ? ~bits : bits | high_bit;
}

/// Stable, by whole bytes from the last to the first; bytes that are the same in all keys cost one look.
void radix_sort(std::span<Keyed> rows, std::vector<Keyed>& room) {
  if (rows.size() < 256) {
    std::stable_sort(rows.begin(), rows.end(), [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
    return;
  }
  if (room.size() < rows.size()) room.resize(rows.size());
  std::array<std::array<std::uint32_t, 256>, 8> counts{};
  for (const Keyed& row : rows)
    for (std::size_t byte = 0; byte < 8; ++byte) ++counts[byte][row.key >> (8 * byte) & 0xFF];
  std::span<Keyed> from = rows, to{room.data(), rows.size()};
  for (std::size_t byte = 0; byte < 8; ++byte) {
    std::array<std::uint32_t, 256>& count = counts[byte];
    if (std::find(count.begin(), count.end(), rows.size()) != count.end()) continue;
    std::uint32_t start = 0;
    for (std::uint32_t& c : count) start += std::exchange(c, start);
    for (const Keyed& row : from) to[count[row.key >> (8 * byte) & 0xFF]++] = row;
    std::swap(from, to);
  }
  if (from.data() != rows.data()) std::copy(from.begin(), from.end(), rows.begin());
}

class TextSort {
public:
  TextSort(const Column& column, const TextColumn& texts, bool descending, Progress& progress)
      : turn_(descending ? ~std::uint64_t{0} : 0), progress_(progress) {
    start_.reserve(texts.size() + 1);
    bytes_.reserve(texts.bytes.size() + texts.size());
    for (std::size_t row = 0; row < texts.size(); ++row) {
      if (row % 65536 == 0) progress.advance(0.4 * static_cast<double>(row) / static_cast<double>(texts.size()));
      start_.push_back(bytes_.size());
      if (column.has_value(row)) bytes_ += order_key(texts.at(row));
    }
    start_.push_back(bytes_.size());
  }

  void sort(std::span<Keyed> rows, std::size_t depth = 0) {
    progress_.advance(progress_.share());
    for (Keyed& row : rows) row.key = chunk(row.row, depth) ^ turn_;
    radix_sort(rows, room_);
    for (std::size_t first = 0, last = 0; first < rows.size(); first = last) {
      bool goes_on = false;
      for (last = first; last < rows.size() && rows[last].key == rows[first].key; ++last)
        goes_on = goes_on || key(rows[last].row).size() > depth + 8;
      if (goes_on && last - first > 1) sort(rows.subspan(first, last - first), depth + 8);
    }
  }

private:
  [[nodiscard]] std::string_view key(std::uint32_t row) const {
    return std::string_view(bytes_).substr(start_[row], start_[row + 1] - start_[row]);
  }
  [[nodiscard]] std::uint64_t chunk(std::uint32_t row, std::size_t depth) const {
    const std::string_view text = key(row);
    std::uint64_t value = 0;
    for (std::size_t i = depth; i < depth + 8; ++i)
      value = value << 8 | (i < text.size() ? static_cast<unsigned char>(text[i]) : 0);
    return value;
  }

  std::uint64_t turn_;
  Progress& progress_;
  std::vector<std::size_t> start_;
  std::string bytes_;
  std::vector<Keyed> room_;
};

}  // namespace

std::vector<std::uint32_t> sorted_rows(const Column& column, bool descending, Progress& progress) {
  const std::size_t size = column.size();
  std::vector<Keyed> keyed;
  std::vector<std::uint32_t> without;
  keyed.reserve(size);
  const auto has_value = [&](std::size_t row) {
    if (!column.has_value(row)) return false;
    const auto* numbers = std::get_if<std::vector<double>>(&column.values);
    return !numbers || !std::isnan((*numbers)[row]);
  };
  for (std::size_t row = 0; row < size; ++row)
    if (has_value(row))
      keyed.push_back({0, static_cast<std::uint32_t>(row)});
    else
      without.push_back(static_cast<std::uint32_t>(row));
  progress.advance(0);
  if (const auto* texts = std::get_if<TextColumn>(&column.values)) {
    TextSort(column, *texts, descending, progress).sort(keyed);
  } else {
    const auto fill = [&](const auto& numbers) {
      for (Keyed& row : keyed) row.key = descending ? ~key_of(numbers[row.row]) : key_of(numbers[row.row]);
    };
    if (const auto* whole = std::get_if<std::vector<std::int64_t>>(&column.values))
      fill(*whole);
    else
      fill(std::get<std::vector<double>>(column.values));
    std::vector<Keyed> room;
    radix_sort(keyed, room);
  }
  std::vector<std::uint32_t> order;
  order.reserve(size);
  for (const Keyed& row : keyed) order.push_back(row.row);
  order.insert(order.end(), without.begin(), without.end());
  return order;
}

}  // namespace geo
