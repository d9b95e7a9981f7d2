#include "geo/model/evaluate.hpp"

#include "geo/model/worked_out.hpp"
#include "geo/uncertainty/error_propagation.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>

namespace geo {

namespace {

/// A share is cut at 0 and 1.
Distribution of_share(double value, double uncertainty_pct) {
  const double half = value * uncertainty_pct / 100;
  return {DistributionShape::truncated, value, std::max(0.0, value - half), std::min(1.0, value + half)};
}

NumberOfYear input_of_year(const PreparedInput& input, std::string_view unit, int year) {
  NumberOfYear result;
  const ModelField& field = *input.field;
  std::optional<double> value;
  const auto row = std::find_if(input.given.years.begin(), input.given.years.end(),
                                [year](const InputYear& r) { return r.year == year; });
  if (row != input.given.years.end())
    value = row->value;
  else if (input.given.value)
    value = input.given.value;
  else if (input.given.years.empty() && field.default_value) {
    value = field.default_value;
    result.is_default = true;
  }
  if (!value) {
    result.unknown = input.given.years.empty()
                         ? say("The input {0} is not given.", field.name)
                         : say("The input {0} is not given for {1}.", field.name, std::to_string(year));
    return result;
  }
  const double pct = input.given.uncertainty_pct.value_or(field.uncertainty_pct.value_or(0));
  const double number = *value * input.to_field_unit;
  // Shares have the unit 1 and limits.
  const bool share = unit == "1" && field.low && field.high && number >= 0 && number <= 1;
  result.number = share && pct > 0 && number != 0 ? of_share(number, pct) : distribution_of(number, pct);
  return result;
}

constexpr std::size_t draws_at_once = 512;

/// The span of an operand's multipliers, or a step's draws; `value` is what the draws are to be multiplied by.
struct Factors {
  double value = 1;
  std::span<const double> draws;
};
Factors factors_of(const PreparedOperand& operand, const WorkedOut& worked) {
  if (operand.is_step) {
    const WorkedColumn& step = worked.steps[operand.index];
    return {step.draws.empty() ? step.value : 1, step.draws};
  }
  return {worked.numbers[operand.index].number->value, worked.multipliers[operand.index]};
}
double value_of(const PreparedOperand& operand, const WorkedOut& worked) {
  return operand.is_step ? worked.steps[operand.index].value : worked.numbers[operand.index].number->value;
}

}  // namespace

NumberOfYear number_of_year(const PreparedNumber& number, int year) {
  if (const auto* input = std::get_if<PreparedInput>(&number.origin)) return input_of_year(*input, number.unit, year);
  const auto& origin = std::get<PreparedFactor>(number.origin);
  const FactorLookup lookup = look_up(origin.factor, year);
  NumberOfYear result;
  result.is_default = origin.stands_for != nullptr;
  result.interpolated = lookup.interpolated;
  if (lookup)
    result.number = lookup.number;
  else
    result.unknown = sentence(lookup, origin.factor.id, year);
  return result;
}

void add_term(const PreparedTerm& term, const WorkedOut& worked, std::size_t draws, WorkedColumn& sum) {
  double value = term.multiplier;  // of the deterministic figure
  double scale = term.multiplier;  // of the draws
  std::array<std::span<const double>, most_operands> multiply;
  std::array<std::span<const double>, most_operands> divide;
  std::size_t multiply_count = 0;
  std::size_t divide_count = 0;
  for (const PreparedOperand& operand : term.multiply) {
    const Factors factors = factors_of(operand, worked);
    value *= value_of(operand, worked);
    scale *= factors.value;
    if (!factors.draws.empty()) {
      assert(multiply_count < multiply.size());
      multiply[multiply_count++] = factors.draws;
    }
  }
  for (const PreparedOperand& operand : term.divide) {
    const Factors factors = factors_of(operand, worked);
    value /= value_of(operand, worked);
    scale /= factors.value;
    if (!factors.draws.empty()) {
      assert(divide_count < divide.size());
      divide[divide_count++] = factors.draws;
    }
  }
  if (multiply_count + divide_count == 0) {
    for (double& draw : sum.draws) draw += value;
    sum.value += value;
    return;
  }
  if (sum.draws.empty()) sum.draws.assign(draws, sum.value);
  sum.value += value;
  // A block at a time stays in the nearest cache.
  std::array<double, draws_at_once> product;
  for (std::size_t first = 0; first < draws; first += draws_at_once) {
    const std::size_t count = std::min(draws_at_once, draws - first);
    for (std::size_t i = 0; i < count; ++i) product[i] = scale;
    for (std::size_t k = 0; k < multiply_count; ++k) {
      const double* values = multiply[k].data() + first;
      for (std::size_t i = 0; i < count; ++i) product[i] *= values[i];
    }
    for (std::size_t k = 0; k < divide_count; ++k) {
      const double* values = divide[k].data() + first;
      for (std::size_t i = 0; i < count; ++i) product[i] /= values[i];
    }
    double* target = sum.draws.data() + first;
    for (std::size_t i = 0; i < count; ++i) target[i] += product[i];
  }
}

namespace {

/// The sum of terms, if all they come from is known.
WorkedColumn column_of(const std::vector<PreparedTerm>& terms, const std::vector<std::size_t>& numbers,
                       const WorkedOut& worked, std::size_t draws) {
  WorkedColumn sum;
  sum.known = std::all_of(numbers.begin(), numbers.end(),
                          [&worked](std::size_t number) { return worked.numbers[number].number.has_value(); });
  if (!sum.known) return sum;
  for (const PreparedTerm& term : terms) add_term(term, worked, draws, sum);
  return sum;
}

void add_reason(std::vector<Message>& reasons, const Message& reason) {
  if (std::find(reasons.begin(), reasons.end(), reason) == reasons.end()) reasons.push_back(reason);
}

}  // namespace

WorkedOut work_out(const PreparedModel& prepared, int year, std::size_t draws, const Multipliers& multipliers) {
  assert(draws >= 1);
  WorkedOut worked;
  worked.unknown = prepared.faults;
  for (const PreparedNumber& number : prepared.numbers) {
    worked.numbers.push_back(number_of_year(number, year));
    const NumberOfYear& known = worked.numbers.back();
    std::span<const double> span;
    // What is 0 stays 0 and has no multiples.
    if (known.number && known.number->value != 0 && multipliers)
      span = multipliers({number.variable, number.unit, *known.number});
    assert(span.empty() || span.size() >= draws);
    worked.multipliers.push_back(span);
  }
  for (const PreparedStep& step : prepared.steps)
    worked.steps.push_back(column_of(step.terms, step.numbers, worked, draws));
  for (const PreparedRow& row : prepared.rows) {
    WorkedColumn column = column_of(row.terms, row.numbers, worked, draws);
    std::vector<Message>& reasons = row.key.basis == ResultBasis::location ? worked.unknown_location
                                    : row.key.basis == ResultBasis::market ? worked.unknown_market
                                                                           : worked.unknown;
    for (const std::size_t number : row.numbers)
      if (!worked.numbers[number].number) add_reason(reasons, worked.numbers[number].unknown);
    if (column.known && !std::isfinite(column.value))
      add_reason(reasons, say("The inputs lead to a division by zero, or to a number without end."));
    worked.rows.push_back(std::move(column));
  }
  for (std::size_t i = 0; i < worked.rows.size(); ++i) {
    const ResultBasis basis = prepared.rows[i].key.basis;
    if (!worked.unknown.empty() || (basis == ResultBasis::location && !worked.unknown_location.empty()) ||
        (basis == ResultBasis::market && !worked.unknown_market.empty()))
      worked.rows[i].known = false;
  }
  return worked;
}

ModelYear evaluate(const PreparedModel& prepared, int year, std::size_t draws, const Multipliers& multipliers) {
  WorkedOut worked = work_out(prepared, year, draws, multipliers);
  ModelYear result;
  result.unknown = std::move(worked.unknown);
  result.unknown_location = std::move(worked.unknown_location);
  result.unknown_market = std::move(worked.unknown_market);
  for (std::size_t i = 0; i < worked.rows.size(); ++i) {
    WorkedColumn& column = worked.rows[i];
    if (!column.known) continue;
    const PreparedRow& row = prepared.rows[i];
    if (column.draws.empty()) column.draws.assign(draws, column.value);
    // Less than nothing of a gas that is emitted too: more was taken away than there was. A process that only binds
    // has negative terms alone.
    const bool emits =
        std::any_of(row.terms.begin(), row.terms.end(), [](const PreparedTerm& term) { return term.multiplier > 0; });
    if (row.key.line == ResultLine::inventory && emits && column.value < 0)
      result.doubts.push_back(
          say("More {0} is taken away than there is in {1}.", text_of(row.key.gas), std::to_string(year)));
    result.rows.push_back({row.key, column.value, std::move(column.draws)});
  }
  return result;
}

std::vector<ModelVariable> variables(const PreparedModel& prepared, int year) {
  std::vector<ModelVariable> result;
  for (const PreparedNumber& number : prepared.numbers) {
    const NumberOfYear known = number_of_year(number, year);
    const bool there =
        std::any_of(result.begin(), result.end(), [&](const ModelVariable& v) { return v.name == number.variable; });
    if (known.number && known.number->value != 0 && !there)
      result.push_back({number.variable, number.unit, *known.number});
  }
  return result;
}

}  // namespace geo
