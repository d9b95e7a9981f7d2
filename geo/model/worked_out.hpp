// All numbers of a prepared model in one year, draw by draw: what `evaluate` and `explain` both take theirs from.
#pragma once

#include "geo/model/evaluate.hpp"

#include <optional>
#include <span>
#include <vector>

namespace geo {

/// A number of the year, or why there is none.
struct NumberOfYear {
  std::optional<Distribution> number;
  Message unknown;
  bool is_default = false;    ///< the model's own value
  bool interpolated = false;  ///< between two years of a factor's path
};
[[nodiscard]] NumberOfYear number_of_year(const PreparedNumber& number, int year);

/// With empty draws every draw is the value.
struct WorkedColumn {
  bool known = true;
  double value = 0;
  std::vector<double> draws;
};

struct WorkedOut {
  std::vector<NumberOfYear> numbers;
  std::vector<std::span<const double>> multipliers;  ///< of the numbers; empty: 1
  std::vector<WorkedColumn> steps;
  std::vector<WorkedColumn> rows;
  std::vector<Message> unknown;  ///< as in ModelYear; when not empty no row is known
  std::vector<Message> unknown_location;
  std::vector<Message> unknown_market;
};
[[nodiscard]] WorkedOut work_out(const PreparedModel& prepared, int year, std::size_t draws,
                                 const Multipliers& multipliers);

/// Adds a term's draws to `sum`, in the unit of the term's target.
void add_term(const PreparedTerm& term, const WorkedOut& worked, std::size_t draws, WorkedColumn& sum);

}  // namespace geo
