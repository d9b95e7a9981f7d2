// A calculation model with its inputs, worked out for one year on arrays of draws.
//
//   const PreparedModel prepared = prepare(model, inputs, catalogue);   // once: choices, units, order of steps
//   const ModelYear figures = evaluate(prepared, 2025);                 // one draw, the deterministic figure
//   const ModelYear band = evaluate(prepared, 2025, 10'000, multipliers);
#pragma once

#include "geo/model/calculation_model.hpp"

#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <variant>
#include <vector>

namespace geo {

/// A number that a model uses and that may be drawn: "input:fuel", "factor:fuel.natural-gas.co2".
struct ModelVariable {
  std::string name;
  std::string unit;
  Distribution number;  ///< of the year
};

/// For a variable of a model its relative multipliers, draw / value, one for each draw; an empty span is 1 for all.
/// A factor has one name wherever it is used, so it is drawn once for all sources. An input's name says nothing about
/// whose it is: the caller knows.
using Multipliers = std::function<std::span<const double>(const ModelVariable&)>;

/// A number that a prepared model starts from.
struct PreparedInput {
  const ModelField* field = nullptr;  ///< of the prepared model's copy
  ModelInput given;                   ///< in its own unit; without value and years: the default
  double to_field_unit = 1;
};
struct PreparedFactor {
  Factor factor;
  const ModelField* stands_for = nullptr;  ///< the field whose default it is, if it is one
};
struct PreparedNumber {
  std::string variable;
  std::string unit;
  std::variant<PreparedInput, PreparedFactor> origin;
};
/// A place that a term reads from: a number or a step.
struct PreparedOperand {
  bool is_step = false;
  std::size_t index = 0;
};
/// A term has no more to multiply by, and no more to divide by.
inline constexpr std::size_t most_operands = 16;
struct PreparedTerm {
  std::size_t term = 0;    ///< of the model
  std::size_t target = 0;  ///< of steps, or of rows
  double multiplier = 1;   ///< coefficient and all conversions: the target's unit
  std::vector<PreparedOperand> multiply;
  std::vector<PreparedOperand> divide;
};
struct PreparedStep {
  std::string name;
  std::string unit;
  std::vector<PreparedTerm> terms;
  std::vector<std::size_t> numbers;  ///< all that it comes from, ascending
};
struct ResultKey {
  Gas gas = Gas::co2_fossil;
  Scope scope = Scope::scope_1;
  ResultLine line = ResultLine::inventory;
  ResultBasis basis = ResultBasis::any;
  auto operator<=>(const ResultKey&) const = default;
};
struct PreparedRow {
  ResultKey key;
  std::vector<PreparedTerm> terms;
  std::vector<std::size_t> numbers;  ///< all that it comes from, ascending
};

/// A model whose choices are made, whose factors are found and whose units are settled. Holds copies of all it needs.
struct PreparedModel {
  std::shared_ptr<const CalculationModel> model;
  std::vector<PreparedNumber> numbers;
  std::vector<PreparedStep> steps;               ///< each after those that it reads
  std::vector<PreparedRow> rows;                 ///< in the order of their keys
  std::vector<Message> faults;                   ///< why it can not be worked out in any year; then the rest is empty
  FactorStatus status = FactorStatus::verified;  ///< the weakest of its factors
};

/// Only for models of the method "terms": the built-in ones are worked out by their own code, and are a fault here.
[[nodiscard]] PreparedModel prepare(const CalculationModel& model, const std::vector<ModelInput>& inputs,
                                    const FactorCatalogue& catalogue);

/// The tonnes of one gas in one scope, line and basis in a year.
struct ResultRow {
  ResultKey key;
  double value_t = 0;          ///< with every variable at its value
  std::vector<double> mass_t;  ///< one for each draw
};
/// A year is known as a whole or not at all: when anything is lacking there are no rows. Only what location- or
/// market-based rows alone need is apart, so that a lacking residual mix leaves the location-based figures standing.
struct ModelYear {
  std::vector<ResultRow> rows;
  std::vector<Message> unknown;           ///< why the year is not known: input not given, factor without a value
  std::vector<Message> unknown_location;  ///< why there are no location-based rows, though the model has some
  std::vector<Message> unknown_market;    ///< the same for market-based rows
  std::vector<Message> doubts;            ///< known, but odd: more recovered than there was
};

/// Asserts draws >= 1 and that no multipliers' span is shorter than that.
[[nodiscard]] ModelYear evaluate(const PreparedModel& prepared, int year, std::size_t draws = 1,
                                 const Multipliers& multipliers = {});

/// The variables of a year with their distributions, each once; one that is not known in the year is left out, and so
/// is one whose value is 0, which has no multiples.
[[nodiscard]] std::vector<ModelVariable> variables(const PreparedModel& prepared, int year);

}  // namespace geo
