// What the calculation model of one emission source gives: the same four questions for every kind of model.
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/model/explain.hpp"
#include "geo/plan/entity.hpp"

#include <cstddef>
#include <memory>
#include <vector>

namespace geo {

class SourceModel {
public:
  virtual ~SourceModel() = default;

  /// One entry for each year from first to last. Without multipliers there is one draw, the deterministic figure.
  [[nodiscard]] virtual std::vector<ModelYear> years(int first_year, int last_year, std::size_t draws,
                                                     const Multipliers& multipliers) const = 0;
  /// The variables of a year with their distributions.
  [[nodiscard]] virtual std::vector<ModelVariable> variables(int year) const = 0;
  [[nodiscard]] virtual Explanation explain(int year) const = 0;
  /// The weakest of the factors that a row comes from.
  [[nodiscard]] virtual FactorStatus status(const ResultKey& row) const = 0;
  /// Why it can not be worked out in any year; then no year has rows.
  [[nodiscard]] virtual const std::vector<Message>& faults() const = 0;
};

/// The model of a source, with its inputs times its scale. Null for a source without a model.
[[nodiscard]] std::unique_ptr<SourceModel> source_model(const EmissionSource& source, const Catalogues& catalogues);

}  // namespace geo
