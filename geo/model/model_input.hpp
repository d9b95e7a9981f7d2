// What a person gives to a calculation model: one for each of its inputs that is not left to its default.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace geo {

struct InputYear {
  int year = 0;
  double value = 0;
  bool operator==(const InputYear&) const = default;
};

/// A quantity has `value` in every year but those in `years`; a year that is in neither is not known. A choice has
/// its word alone.
struct ModelInput {
  std::string name;  ///< of the model's input
  std::string unit;  ///< of value and years; empty: the model's own
  std::optional<double> value;
  std::vector<InputYear> years;           ///< ascending, each once
  std::string choice;                     ///< one of the input's words
  std::optional<double> uncertainty_pct;  ///< half of the 95 % range; none: the model's own
  bool operator==(const ModelInput&) const = default;
};

}  // namespace geo
