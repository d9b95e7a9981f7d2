#include "geo/symbiosis/pair_transport.hpp"

#include "geo/symbiosis/network_simplex.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <numeric>
#include <utility>

namespace geo {

namespace {

using namespace symbiosis;

/// Pairs of each supply and of each demand that the simplex begins with, and of each supply that are added at a time.
constexpr std::size_t first_pairs = 8, added_pairs = 8;

void tell(const Advance& advance, double share) {
  if (advance) advance(share);
}

/// A pair of the row or column that is looked at.
struct Gain {
  double gain = 0;
  std::uint32_t other = 0;
  bool operator<(const Gain& than) const { return std::pair(than.gain, other) < std::pair(gain, than.other); }
};

/// Brings the best to the front, in their order.
std::span<Gain> best_of(std::vector<Gain>& gains, std::size_t count) {
  const std::size_t kept = std::min(count, gains.size());
  std::partial_sort(gains.begin(), gains.begin() + static_cast<std::ptrdiff_t>(kept), gains.end());
  return std::span(gains).first(kept);
}

std::vector<std::uint32_t> not_empty(std::span<const double> amounts) {
  std::vector<std::uint32_t> list;
  for (std::uint32_t i = 0; i < amounts.size(); ++i)
    if (amounts[i] > 0) list.push_back(i);
  return list;
}

/// The smallest float that is not below.
float at_least(double value) {
  const auto near = static_cast<float>(value);
  return static_cast<double>(near) < value ? std::nextafter(near, std::numeric_limits<float>::infinity()) : near;
}

/// The pairs of all supplies and demands that are not empty, by rows.
class PairTable {
public:
  PairTable(std::vector<std::uint32_t> rows, std::vector<std::uint32_t> columns, const PairValue& value,
            const Advance& advance)
      : rows_(std::move(rows)), columns_(std::move(columns)), value_(value), bound_(rows_.size() * columns_.size()) {
    for (std::size_t r = 0; r < rows_.size(); ++r) {
      tell(advance, 0.4 * static_cast<double>(r) / static_cast<double>(rows_.size()));
      for (std::size_t c = 0; c < columns_.size(); ++c) {
        const double here = value_(rows_[r], columns_[c]);
        assert(std::isfinite(here));
        if (!(here > 0)) continue;
        bound_[r * columns_.size() + c] = at_least(here);
        largest_ = std::max(largest_, here);
      }
    }
  }

  [[nodiscard]] std::size_t row_count() const { return rows_.size(); }
  [[nodiscard]] std::size_t column_count() const { return columns_.size(); }
  [[nodiscard]] const std::vector<std::uint32_t>& rows() const { return rows_; }
  [[nodiscard]] const std::vector<std::uint32_t>& columns() const { return columns_; }
  [[nodiscard]] double largest() const { return largest_; }
  [[nodiscard]] double value(std::size_t row, std::size_t column) const { return value_(rows_[row], columns_[column]); }
  /// Not below the value; 0 where it carries nothing.
  [[nodiscard]] std::span<const float> bounds(std::size_t row) const {
    return std::span(bound_).subspan(row * columns_.size(), columns_.size());
  }

private:
  std::vector<std::uint32_t> rows_, columns_;
  const PairValue& value_;
  std::vector<float> bound_;
  double largest_ = 0;
};

/// Solves the table of pairs; nodes of the simplex are its rows, then its columns.
class PairSimplex {
public:
  PairSimplex(const PairTable& table, const std::vector<Amount>& amounts)
      : table_(table),
        scale_(value_scale(table.largest(), amounts.size())),
        simplex_(amounts, static_cast<std::uint32_t>(table.row_count())) {}

  void solve(const Advance& advance) {
    add_first();
    do {
      simplex_.solve([&] { tell(advance, 0.7); });
    } while (add_gaining());
  }
  [[nodiscard]] const NetworkSimplex& simplex() const { return simplex_; }
  [[nodiscard]] double price(std::uint32_t node) const { return value_from_whole(simplex_.price(node), scale_); }

private:
  void add(std::size_t row, std::size_t column) {
    simplex_.add({static_cast<std::uint32_t>(row), node_of(column), whole_value(table_.value(row, column), scale_)});
  }
  [[nodiscard]] std::uint32_t node_of(std::size_t column) const {
    return static_cast<std::uint32_t>(table_.row_count() + column);
  }

  /// For each row the pairs that are nearest to the best of their columns, and the other way round: a need that all
  /// would like to reach says little about who gets it.
  void add_first() {
    std::vector<float> best_of_row(table_.row_count(), 0), best_of_column(table_.column_count(), 0);
    for (std::size_t r = 0; r < table_.row_count(); ++r)
      for (std::size_t c = 0; c < table_.column_count(); ++c) {
        const float bound = table_.bounds(r)[c];
        best_of_row[r] = std::max(best_of_row[r], bound);
        best_of_column[c] = std::max(best_of_column[c], bound);
      }
    std::vector<std::pair<std::uint32_t, std::uint32_t>> chosen;
    std::vector<Gain> gains;
    std::vector<std::vector<Gain>> of_column(table_.column_count());
    for (std::uint32_t r = 0; r < table_.row_count(); ++r) {
      gains.clear();
      const std::span<const float> bounds = table_.bounds(r);
      for (std::uint32_t c = 0; c < table_.column_count(); ++c) {
        if (!(bounds[c] > 0)) continue;
        gains.push_back({static_cast<double>(bounds[c]) - static_cast<double>(best_of_column[c]), c});
        std::vector<Gain>& column = of_column[c];
        const Gain here{static_cast<double>(bounds[c]) - static_cast<double>(best_of_row[r]), r};
        if (column.size() == first_pairs && !(here < column.front())) continue;
        if (column.size() == first_pairs) {
          std::pop_heap(column.begin(), column.end());
          column.pop_back();
        }
        column.push_back(here);
        std::push_heap(column.begin(), column.end());
      }
      for (const Gain& gain : best_of(gains, first_pairs)) chosen.emplace_back(r, gain.other);
    }
    for (std::uint32_t c = 0; c < table_.column_count(); ++c)
      for (const Gain& gain : of_column[c]) chosen.emplace_back(gain.other, c);
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    for (const auto& [row, column] : chosen) add(row, column);
  }

  /// Adds pairs that gain with the prices as they are; false if there is none.
  bool add_gaining() {
    std::vector<double> column_price;
    for (std::size_t c = 0; c < table_.column_count(); ++c) column_price.push_back(price(node_of(c)));
    // What rounding to whole values and prices to doubles can make of a pair that gains.
    const double margin = value_from_whole(8, scale_) + std::ldexp(table_.largest(), -50);
    const std::size_t arcs_before = simplex_.arc_count();
    std::vector<Gain> gains;
    for (std::uint32_t r = 0; r < table_.row_count(); ++r) {
      const double least = price(r) - margin;
      const std::span<const float> bounds = table_.bounds(r);
      gains.clear();
      for (std::uint32_t c = 0; c < bounds.size(); ++c)
        if (const double gain = static_cast<double>(bounds[c]) - column_price[c] - least; gain > 0 && bounds[c] > 0)
          gains.push_back({gain, c});
      std::size_t added = 0;
      for (std::size_t tried = 0; tried < gains.size() && added == 0;) {
        // The order of those that were tried before does not matter any more.
        const auto begin = gains.begin() + static_cast<std::ptrdiff_t>(tried);
        const std::size_t next = std::min(gains.size(), tried + added_pairs);
        std::partial_sort(begin, gains.begin() + static_cast<std::ptrdiff_t>(next), gains.end());
        for (; tried < next; ++tried) added += add_if_gaining(r, gains[tried].other) ? 1 : 0;
      }
    }
    return simplex_.arc_count() > arcs_before;
  }

  bool add_if_gaining(std::uint32_t row, std::uint32_t column) {
    const Value whole = whole_value(table_.value(row, column), scale_);
    if (whole - simplex_.price(row) - simplex_.price(node_of(column)) <= 0) return false;
    simplex_.add({row, node_of(column), whole});
    return true;
  }

  const PairTable& table_;
  int scale_ = 0;
  NetworkSimplex simplex_;
};

/// What the first unit of a supply or demand of zero would be worth.
void price_empty_ends(std::span<const double> supply, std::span<const double> demand, const PairValue& value,
                      PairSolution& solution) {
  for (std::uint32_t j = 0; j < demand.size(); ++j) {
    if (demand[j] != 0) continue;
    for (std::uint32_t i = 0; i < supply.size(); ++i)
      if (supply[i] > 0)
        if (const double here = value(i, j); here > 0)
          solution.demand_price[j] = std::max(solution.demand_price[j], here - solution.supply_price[i]);
  }
  for (std::uint32_t i = 0; i < supply.size(); ++i) {
    if (supply[i] != 0) continue;
    for (std::uint32_t j = 0; j < demand.size(); ++j)
      if (const double here = value(i, j); here > 0)
        solution.supply_price[i] = std::max(solution.supply_price[i], here - solution.demand_price[j]);
  }
}

}  // namespace

PairSolution best_pairs(std::span<const double> supply, std::span<const double> demand, const PairValue& value,
                        const Advance& advance) {
  assert(std::all_of(supply.begin(), supply.end(), [](double a) { return std::isfinite(a) && a >= 0; }));
  assert(std::all_of(demand.begin(), demand.end(), [](double a) { return std::isfinite(a) && a >= 0; }));
  PairSolution solution;
  solution.supply_price.assign(supply.size(), 0);
  solution.demand_price.assign(demand.size(), 0);
  const PairTable table(not_empty(supply), not_empty(demand), value, advance);
  if (table.largest() > 0) {
    double sum = 0;
    for (const std::uint32_t i : table.rows()) sum += supply[i];
    for (const std::uint32_t j : table.columns()) sum += demand[j];
    const int scale = amount_scale(sum);
    std::vector<Amount> amounts;
    for (const std::uint32_t i : table.rows()) amounts.push_back(whole_amount(supply[i], scale));
    for (const std::uint32_t j : table.columns()) amounts.push_back(whole_amount(demand[j], scale));
    PairSimplex pairs(table, amounts);
    pairs.solve(advance);
    const NetworkSimplex& simplex = pairs.simplex();
    const auto row_count = static_cast<std::uint32_t>(table.row_count());
    simplex.each_flow([&](std::uint32_t arc, Amount amount) {
      const WholeArc& used = simplex.arc(arc);
      if (used.value <= 0) return;
      const std::uint32_t i = table.rows()[used.tail], j = table.columns()[used.head - row_count];
      solution.sent.push_back({i, j, amount_from_whole(amount, scale), value(i, j)});
    });
    for (std::uint32_t r = 0; r < row_count; ++r) solution.supply_price[table.rows()[r]] = pairs.price(r);
    for (std::uint32_t c = 0; c < table.column_count(); ++c)
      solution.demand_price[table.columns()[c]] = pairs.price(row_count + c);
  }
  std::sort(solution.sent.begin(), solution.sent.end(),
            [](const auto& a, const auto& b) { return std::pair(a.supply, a.demand) < std::pair(b.supply, b.demand); });
  for (const PairSolution::Sent& sent : solution.sent) solution.value += sent.value * sent.amount;
  price_empty_ends(supply, demand, value, solution);
  tell(advance, 1);
  return solution;
}

}  // namespace geo
