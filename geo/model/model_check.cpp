#include "geo/error.hpp"
#include "geo/model/evaluate.hpp"
#include "geo/unit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace geo {

namespace {

bool is_name(std::string_view text, std::string_view marks) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [marks](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || marks.find(c) != std::string_view::npos;
  });
}

class Check {
public:
  Check(const CalculationModel& model, const FactorCatalogue& catalogue) : model_(model), catalogue_(catalogue) {}

  std::vector<Message> faults() {
    if (!is_name(model_.id, ".-")) add(say("A model's id has small letters, digits, - and . alone."));
    if (model_.name.en.empty()) add(say("The model {0} has no name in English.", model_.id));
    if (model_.method.empty()) add(say("The model {0} says no method.", model_.id));
    check_fields();
    if (model_.method == "terms") {
      if (model_.terms.empty()) add(say("The model {0} has no terms.", model_.id));
      check_every_choice();
      if (faults_.empty()) check_degrees();
    } else if (!model_.terms.empty()) {
      add(say("The model {0} has terms, but its method is {1}.", model_.id, model_.method));
    }
    return std::move(faults_);
  }

private:
  void add(Message fault) {
    if (std::find(faults_.begin(), faults_.end(), fault) == faults_.end()) faults_.push_back(std::move(fault));
  }

  void check_fields() {
    std::set<std::string_view> names;
    for (const ModelField& field : model_.fields) {
      if (!is_name(field.name, "_-"))
        add(say("The input name {0} has other marks than small letters, digits and _.", field.name));
      if (!names.insert(field.name).second) add(say("The input {0} is there twice.", field.name));
      if (field.is_choice())
        check_choice(field);
      else
        check_quantity(field);
    }
    if (model_.driver.empty()) return;
    const ModelField* driver = find_field(model_, model_.driver);
    if (driver == nullptr || driver->is_choice() || !driver->extensive)
      add(say("The driver {0} has to be an input that grows with the size of the activity.", model_.driver));
  }

  void check_choice(const ModelField& field) {
    std::set<std::string_view> words;
    for (const InputChoice& choice : field.choices) {
      if (!is_name(choice.word, "-._"))
        add(say("The choice {0} of {1} has other marks than small letters, digits, - and _.", choice.word, field.name));
      if (!words.insert(choice.word).second) add(say("The choice {0} of {1} is there twice.", choice.word, field.name));
    }
    if (!field.default_choice.empty() && !words.contains(field.default_choice))
      add(say("{1} is none of the choices for {0}.", field.name, field.default_choice));
  }

  void check_quantity(const ModelField& field) {
    try {
      (void)unit_from_text(field.unit);
    } catch (const Error&) {
      add(say("The unit {1} of {0} can not be used.", field.name, field.unit));
    }
    for (const auto& number : {field.default_value, field.low, field.high, field.uncertainty_pct})
      if (number && !std::isfinite(*number)) add(say("The input {0} is not a finite number.", field.name));
    if (field.low && field.high && *field.low > *field.high)
      add(say("The lower limit of {0} is above the upper one.", field.name));
    if (field.default_value &&
        ((field.low && *field.default_value < *field.low) || (field.high && *field.default_value > *field.high)))
      add(say("The default of {0} is outside its limits.", field.name));
    if (field.uncertainty_pct && *field.uncertainty_pct < 0)
      add(say("The uncertainty of the input {0} is not a share of 0 % or more.", field.name));
    if (field.extensive && !field.default_factor.empty())
      add(say("The input {0} grows with the activity, so no factor can stand in for it.", field.name));
    if (field.default_value && !field.default_factor.empty()) add(say("The input {0} has two defaults.", field.name));
  }

  void check_every_choice() {
    std::vector<const ModelField*> choices;
    std::size_t combinations = 1;
    constexpr std::size_t most_combinations = 4096;
    for (const ModelField& field : model_.fields) {
      if (!field.is_choice()) continue;
      choices.push_back(&field);
      combinations *= field.choices.size();
      if (combinations > most_combinations) return add(say("The model {0} has too many choices.", model_.id));
    }
    for (std::size_t combination = 0; combination < combinations; ++combination) {
      std::vector<ModelInput> inputs;
      std::size_t rest = combination;
      for (const ModelField* field : choices) {
        ModelInput input;
        input.name = field->name;
        input.choice = field->choices[rest % field->choices.size()].word;
        rest /= field->choices.size();
        inputs.push_back(std::move(input));
      }
      for (const Message& fault : prepare(model_, inputs, catalogue_).faults) add(fault);
    }
  }

  // ---- degree in the extensive inputs ---------------------------------------------------------------------------

  [[nodiscard]] int degree(const Operand& operand) {
    if (operand.kind == OperandKind::factor) return 0;
    if (operand.kind == OperandKind::input) return find_field(model_, operand.name)->extensive ? 1 : 0;
    const auto known = step_degrees_.find(operand.name);
    if (known != step_degrees_.end()) return known->second;
    std::optional<int> of_step;
    for (const ModelTerm& term : model_.terms) {
      if (term.step != operand.name) continue;
      const int of_term = degree(term);
      if (of_step && *of_step != of_term)
        add(say("The step {0} adds what grows with the activity to what does not.", operand.name));
      of_step = of_term;
    }
    return step_degrees_[operand.name] = of_step.value_or(0);
  }
  [[nodiscard]] int degree(const ModelTerm& term) {
    int sum = 0;
    for (const Operand& operand : term.multiply) sum += degree(operand);
    for (const Operand& operand : term.divide) sum -= degree(operand);
    return sum;
  }
  void check_degrees() {
    if (model_.driver.empty()) return;
    for (const ModelTerm& term : model_.terms)
      if (term.step.empty() && degree(term) != 1)
        add(say("The model {0} has a driver, but not every result grows with it.", model_.id));
  }

  const CalculationModel& model_;
  const FactorCatalogue& catalogue_;
  std::vector<Message> faults_;
  std::map<std::string, int> step_degrees_;
};

}  // namespace

std::vector<Message> model_faults(const CalculationModel& model, const FactorCatalogue& catalogue) {
  return Check(model, catalogue).faults();
}

}  // namespace geo
