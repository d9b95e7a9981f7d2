#include "geo/sink/sink_terms.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>

namespace geo {

namespace {

struct SinkColumn {
  double value = 0;
  std::vector<double> draws;
};

double in_form(SinkForm form, double x) {
  switch (form) {
    case SinkForm::plain: break;
    case SinkForm::one_plus: return 1 + x;
    case SinkForm::one_minus: return 1 - x;
  }
  return x;
}

/// The multipliers of each number; empty: 1.
using NumberDraws = std::vector<std::span<const double>>;

NumberDraws draws_of_numbers(const SinkTerms& terms, std::size_t draws, const Multipliers& multipliers) {
  NumberDraws spans;
  for (const SinkNumber& number : terms.numbers) {
    spans.push_back(number.number.shape == DistributionShape::fixed
                        ? std::span<const double>{}
                        : multipliers({number.variable, number.unit, number.number}));
    assert(spans.back().empty() || spans.back().size() >= draws);
  }
  (void)draws;  // of the assert
  return spans;
}

/// Adds `times` x the term to a column of `draws` draws.
void add(const SinkTerms& terms, const SinkTerm& term, double times, const NumberDraws& spans, SinkColumn& column) {
  double value = times * term.coefficient;
  double scale = value;  // of the operands that are not drawn
  std::vector<double> product;
  for (const SinkOperand& operand : term.operands) {
    const double x = terms.numbers[operand.number].number.value;
    value *= in_form(operand.form, x);
    const std::span<const double> span = spans.empty() ? std::span<const double>{} : spans[operand.number];
    if (span.empty()) {
      scale *= in_form(operand.form, x);
      continue;
    }
    if (product.empty()) product.assign(column.draws.size(), 1.0);
    for (std::size_t i = 0; i < product.size(); ++i) product[i] *= in_form(operand.form, x * span[i]);
  }
  column.value += value;
  for (std::size_t i = 0; i < column.draws.size(); ++i) column.draws[i] += scale * (product.empty() ? 1.0 : product[i]);
}

/// Each variable taken to its lower and to its upper end by itself: draw 0 has all at their values, draws 2 v + 1 and
/// 2 v + 2 have the variable v at its ends.
class SinkEnds {
public:
  explicit SinkEnds(const SinkTerms& terms) {
    for (const ModelVariable& variable : sink_variables(terms))
      if (const auto range = range_of(variable.number); range && variable.number.value != 0)
        columns_.emplace(variable.name,
                         std::vector<double>{range->low / variable.number.value, range->high / variable.number.value});
    std::size_t at = 1;
    for (auto& [name, column] : columns_) {
      std::vector<double> all(draws(), 1.0);
      all[at++] = column[0];
      all[at++] = column[1];
      column = std::move(all);
    }
  }
  [[nodiscard]] std::size_t draws() const { return 1 + 2 * columns_.size(); }
  [[nodiscard]] Multipliers multipliers() const {
    return [this](const ModelVariable& variable) {
      const auto column = columns_.find(variable.name);
      return column == columns_.end() ? std::span<const double>{} : std::span<const double>(column->second);
    };
  }
  [[nodiscard]] static ValueRange range(const SinkColumn& column) {
    double below = 0;
    double above = 0;
    for (std::size_t i = 1; i + 1 < column.draws.size(); i += 2) {
      const double first = column.draws[i] - column.value;
      const double second = column.draws[i + 1] - column.value;
      below += std::pow(std::min({first, second, 0.0}), 2);
      above += std::pow(std::max({first, second, 0.0}), 2);
    }
    return {column.value - std::sqrt(below), column.value + std::sqrt(above)};
  }

private:
  std::map<std::string, std::vector<double>, std::less<>> columns_;
};

std::vector<SinkRow> rows_with_draws(const SinkTerms& terms, std::size_t draws, const NumberDraws& spans) {
  std::map<SinkKey, SinkRow> rows;
  std::map<SinkKey, SinkColumn> columns;
  for (const SinkTerm& term : terms.terms) {
    SinkColumn& column = columns[term.key];
    if (column.draws.empty()) column.draws.assign(draws, 0.0);
    add(terms, term, 1, spans, column);
    SinkRow& row = rows[term.key];
    row.key = term.key;
    for (const SinkOperand& operand : term.operands)
      if (const auto& factor = terms.numbers[operand.number].factor)
        row.status = row.status ? weaker(*row.status, factor->status) : factor->status;
  }
  std::vector<SinkRow> result;
  for (auto& [key, row] : rows) {
    SinkColumn& column = columns[key];
    row.value = column.value;
    const ValueRange range = SinkEnds::range(column);
    row.low = range.low;
    row.high = range.high;
    row.draws = std::move(column.draws);
    result.push_back(std::move(row));
  }
  return result;
}

}  // namespace

double removal_co2e_per_unit(SinkQuantity quantity, GwpSet set) {
  switch (quantity) {
    case SinkQuantity::co2_removal_t: return 1;
    case SinkQuantity::carbon_stock_t: break;
    case SinkQuantity::ch4_emission_t: return -gwp100(Gas::ch4_biogenic, set);
    case SinkQuantity::n2o_emission_t: return -gwp100(Gas::n2o, set);
  }
  return 0;
}

std::vector<SinkRow> sink_rows(const SinkTerms& terms) {
  const SinkEnds ends(terms);
  std::vector<SinkRow> rows =
      rows_with_draws(terms, ends.draws(), draws_of_numbers(terms, ends.draws(), ends.multipliers()));
  for (SinkRow& row : rows) row.draws.clear();
  return rows;
}

std::vector<SinkRow> sink_rows(const SinkTerms& terms, std::size_t draws, const Multipliers& multipliers) {
  std::vector<SinkRow> rows = sink_rows(terms);
  std::vector<SinkRow> drawn = rows_with_draws(terms, draws, draws_of_numbers(terms, draws, multipliers));
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i].draws = std::move(drawn[i].draws);
  return rows;
}

std::vector<ModelVariable> sink_variables(const SinkTerms& terms) {
  std::vector<ModelVariable> result;
  for (const SinkNumber& number : terms.numbers) {
    if (number.number.shape == DistributionShape::fixed) continue;
    const bool there =
        std::any_of(result.begin(), result.end(), [&](const ModelVariable& v) { return v.name == number.variable; });
    if (!there) result.push_back({number.variable, number.unit, number.number});
  }
  return result;
}

double net_removal_t_co2e(std::span<const SinkRow> rows, GwpSet set) {
  double sum = 0;
  for (const SinkRow& row : rows)
    if (row.key.line == ResultLine::inventory) sum += removal_co2e_per_unit(row.key.quantity, set) * row.value;
  return sum;
}

NetRemoval net_removal(const SinkTerms& terms, GwpSet set, ResultLine line) {
  const SinkEnds ends(terms);
  const NumberDraws spans = draws_of_numbers(terms, ends.draws(), ends.multipliers());
  SinkColumn column{0, std::vector<double>(ends.draws(), 0.0)};
  for (const SinkTerm& term : terms.terms)
    if (term.key.line == line) add(terms, term, removal_co2e_per_unit(term.key.quantity, set), spans, column);
  const ValueRange range = SinkEnds::range(column);
  return {column.value, range.low, range.high};
}

}  // namespace geo
