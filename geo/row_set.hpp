// Some rows of a column table: the features that are selected or that a filter lets through, one bit a row.
#pragma once

#include <bit>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace geo {

/// Knows how many rows there are and which of them are in. A million rows are 125 kB.
class RowSet {
public:
  RowSet() = default;
  explicit RowSet(std::size_t size, bool all = false) : words_((size + 63) / 64, all ? ~std::uint64_t{0} : 0) {
    size_ = size;
    trim();
    count_ = all ? size : 0;
  }

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] bool contains(std::size_t row) const {
    return row < size_ && (words_[row / 64] >> (row % 64) & 1) != 0;
  }

  void set(std::size_t row, bool in = true) {
    assert(row < size_);
    const std::uint64_t bit = std::uint64_t{1} << (row % 64);
    std::uint64_t& word = words_[row / 64];
    if (((word & bit) != 0) == in) return;
    word ^= bit;
    in ? ++count_ : --count_;
  }
  void toggle(std::size_t row) { set(row, !contains(row)); }
  void invert() {
    for (std::uint64_t& word : words_) word = ~word;
    trim();
    count_ = size_ - count_;
  }
  /// Keeps what is in both. Both have the same size, here and below.
  RowSet& operator&=(const RowSet& other) {
    return combine(other, [](std::uint64_t a, std::uint64_t b) { return a & b; });
  }
  RowSet& operator|=(const RowSet& other) {
    return combine(other, [](std::uint64_t a, std::uint64_t b) { return a | b; });
  }
  RowSet& operator-=(const RowSet& other) {
    return combine(other, [](std::uint64_t a, std::uint64_t b) { return a & ~b; });
  }

  /// Calls f(row) in ascending order.
  template <class F>
  void for_each(F&& f) const {
    for (std::size_t w = 0; w < words_.size(); ++w)
      for (std::uint64_t word = words_[w]; word != 0; word &= word - 1)
        f(static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(word))));
  }
  [[nodiscard]] std::optional<std::uint32_t> first() const {
    for (std::size_t w = 0; w < words_.size(); ++w)
      if (words_[w] != 0)
        return static_cast<std::uint32_t>(w * 64 + static_cast<std::size_t>(std::countr_zero(words_[w])));
    return std::nullopt;
  }
  /// Row r is bit r % 64 of word r / 64; the bits beyond the last row are 0.
  [[nodiscard]] std::span<const std::uint64_t> words() const { return words_; }
  /// Puts in a whole word; for filters that make 64 rows at a time.
  void set_word(std::size_t w, std::uint64_t word) {
    const bool is_last = w + 1 == words_.size() && size_ % 64 != 0;
    if (is_last) word &= (std::uint64_t{1} << (size_ % 64)) - 1;
    count_ += static_cast<std::size_t>(std::popcount(word));
    count_ -= static_cast<std::size_t>(std::popcount(words_[w]));
    words_[w] = word;
  }
  bool operator==(const RowSet&) const = default;

private:
  template <class F>
  RowSet& combine(const RowSet& other, F&& f) {
    assert(other.size_ == size_);
    count_ = 0;
    for (std::size_t w = 0; w < words_.size(); ++w) {
      words_[w] = f(words_[w], other.words_[w]);
      count_ += static_cast<std::size_t>(std::popcount(words_[w]));
    }
    return *this;
  }
  void trim() {
    if (size_ % 64 != 0) words_.back() &= (std::uint64_t{1} << (size_ % 64)) - 1;
  }

  std::size_t size_ = 0;
  std::size_t count_ = 0;
  std::vector<std::uint64_t> words_;
};

}  // namespace geo
