#include "geo/model/variable_ends.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

VariableEnds::VariableEnds(const std::vector<ModelVariable>& variables) {
  std::map<std::string, ValueRange, std::less<>> ranges;
  for (const ModelVariable& variable : variables)
    if (const auto range = range_of(variable.number))
      ranges.emplace(variable.name,
                     ValueRange{range->low / variable.number.value, range->high / variable.number.value});
  count_ = ranges.size();
  std::size_t at = 1;
  for (const auto& [name, range] : ranges) {
    std::vector<double>& column = columns_[name];
    column.assign(draws(), 1.0);
    column[at++] = range.low;
    column[at++] = range.high;
  }
}

std::span<const double> VariableEnds::multipliers(const ModelVariable& variable) const {
  const auto column = columns_.find(variable.name);
  return column == columns_.end() ? std::span<const double>{} : column->second;
}

ValueRange range_of_ends(double value, std::span<const double> draws) {
  double below = 0;
  double above = 0;
  for (std::size_t i = 1; i + 1 < draws.size(); i += 2) {
    const double first = draws[i] - value;
    const double second = draws[i + 1] - value;
    below += std::pow(std::min({first, second, 0.0}), 2);
    above += std::pow(std::max({first, second, 0.0}), 2);
  }
  return {value - std::sqrt(below), value + std::sqrt(above)};
}

}  // namespace geo
