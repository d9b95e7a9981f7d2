#include "geo/model/calculation_model.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace geo {

std::string text_of(const Operand& operand) {
  return std::string(text_of(operand.kind)) + ":" + operand.name;
}

std::optional<Operand> operand_from_text(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon + 1 == text.size()) return std::nullopt;
  const auto kind = enum_of<OperandKind>(text.substr(0, colon));
  if (!kind) return std::nullopt;
  return Operand{*kind, std::string(text.substr(colon + 1))};
}

const ModelField* find_field(const CalculationModel& model, std::string_view name) {
  const auto found = std::find_if(model.fields.begin(), model.fields.end(),
                                  [name](const ModelField& field) { return field.name == name; });
  return found == model.fields.end() ? nullptr : &*found;
}

const ModelInput* find_input(const std::vector<ModelInput>& inputs, std::string_view name) {
  const auto found =
      std::find_if(inputs.begin(), inputs.end(), [name](const ModelInput& input) { return input.name == name; });
  return found == inputs.end() ? nullptr : &*found;
}

const Factor* find_factor(const CalculationModel& model, const FactorCatalogue& catalogue, std::string_view id) {
  const auto own =
      std::find_if(model.factors.begin(), model.factors.end(), [id](const Factor& factor) { return factor.id == id; });
  return own == model.factors.end() ? catalogue.find(id) : &*own;
}

std::vector<ModelInput> scaled(const CalculationModel& model, std::vector<ModelInput> inputs, double ratio) {
  assert(std::isfinite(ratio) && ratio > 0);
  for (const ModelField& field : model.fields) {
    if (!field.extensive || field.is_choice()) continue;
    const auto given = std::find_if(inputs.begin(), inputs.end(),
                                    [&field](const ModelInput& input) { return input.name == field.name; });
    if (given == inputs.end() || (!given->value && given->years.empty())) {
      if (!field.default_value) continue;
      ModelInput from_default = given == inputs.end() ? ModelInput{} : *given;
      from_default.name = field.name;
      from_default.unit = field.unit;
      from_default.value = *field.default_value * ratio;
      if (given == inputs.end())
        inputs.push_back(std::move(from_default));
      else
        *given = std::move(from_default);
      continue;
    }
    if (given->value) *given->value *= ratio;
    for (InputYear& year : given->years) year.value *= ratio;
  }
  return inputs;
}

}  // namespace geo
