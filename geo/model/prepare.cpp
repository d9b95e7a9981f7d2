#include "geo/error.hpp"
#include "geo/model/evaluate.hpp"
#include "geo/unit.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <set>

namespace geo {

namespace {

/// A problem found while a model is prepared; ends the preparing.
struct Fault {
  Message sentence;
};
[[noreturn]] void fail(Message sentence) {
  throw Fault{std::move(sentence)};
}

Unit unit_of(std::string_view text, std::string_view whose) {
  try {
    return unit_from_text(text);
  } catch (const Error&) {
    fail(say("The unit {1} of {0} can not be used.", whose, text));
  }
}

class Preparation {
public:
  Preparation(const CalculationModel& model, const std::vector<ModelInput>& inputs, const FactorCatalogue& catalogue)
      : inputs_(inputs), catalogue_(catalogue) {
    result_.model = std::make_shared<const CalculationModel>(model);
  }

  PreparedModel prepare() {
    try {
      if (model().method != "terms") fail(say("The model {0} is worked out by a method of its own.", model().id));
      for (const ModelInput& input : inputs_) check_given(input);
      make_choices();
      order_steps();
      prepare_steps();
      prepare_rows();
      for (const PreparedNumber& number : result_.numbers)
        if (const auto* factor = std::get_if<PreparedFactor>(&number.origin))
          result_.status = weaker(result_.status, factor->factor.status);
    } catch (const Fault& fault) {
      PreparedModel unusable;
      unusable.model = result_.model;
      unusable.faults.push_back(fault.sentence);
      return unusable;
    }
    return std::move(result_);
  }

private:
  struct Resolved {
    PreparedOperand operand;
    Unit unit;
    std::optional<Gas> gas;
  };

  [[nodiscard]] const CalculationModel& model() const { return *result_.model; }

  // ---- what was given -------------------------------------------------------------------------------------------

  void check_given(const ModelInput& input) {
    const ModelField* field = find_field(model(), input.name);
    if (field == nullptr) fail(say("The model {0} has no input {1}.", model().id, input.name));
    if (std::count_if(inputs_.begin(), inputs_.end(), [&](const ModelInput& i) { return i.name == input.name; }) > 1)
      fail(say("The input {0} is given twice.", input.name));
    if (field->is_choice()) return;
    const double to_field_unit = conversion_to_field(input, *field);
    const auto check = [&](double value) {
      if (!std::isfinite(value)) fail(say("The input {0} is not a finite number.", input.name));
      const double in_field_unit = value * to_field_unit;
      const std::optional<double> low = field->low || !field->extensive ? field->low : 0;
      // Limits are met also by what a conversion makes of them.
      constexpr double conversion_error = 1e-12;
      if (low && in_field_unit < *low - conversion_error * std::abs(*low))
        fail(say("The input {0} is less than {1} {2}.", input.name, number_text(*low), field->unit));
      if (field->high && in_field_unit > *field->high + conversion_error * std::abs(*field->high))
        fail(say("The input {0} is more than {1} {2}.", input.name, number_text(*field->high), field->unit));
    };
    if (input.value) check(*input.value);
    std::set<int> years;
    for (const InputYear& row : input.years) {
      if (!years.insert(row.year).second)
        fail(say("The input {0} has the year {1} twice.", input.name, std::to_string(row.year)));
      check(row.value);
    }
    if (input.uncertainty_pct && !(std::isfinite(*input.uncertainty_pct) && *input.uncertainty_pct >= 0))
      fail(say("The uncertainty of the input {0} is not a share of 0 % or more.", input.name));
  }

  [[nodiscard]] static std::string number_text(double value) {
    std::string text = std::to_string(value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
  }

  [[nodiscard]] static double conversion_to_field(const ModelInput& input, const ModelField& field) {
    if (input.unit.empty() || input.unit == field.unit) return 1;
    const Unit given = unit_of(input.unit, input.name);
    const auto multiplier = conversion(given, unit_of(field.unit, field.name));
    if (!multiplier)
      fail(say("The input {0} is given in {1}, which can not be turned into {2}.", input.name, input.unit, field.unit));
    return *multiplier;
  }

  void make_choices() {
    for (const ModelField& field : model().fields) {
      if (!field.is_choice()) continue;
      const ModelInput* given = find_input(inputs_, field.name);
      const std::string& word = given == nullptr || given->choice.empty() ? field.default_choice : given->choice;
      if (word.empty()) fail(say("Nothing is chosen for {0}.", field.name));
      if (std::none_of(field.choices.begin(), field.choices.end(),
                       [&](const InputChoice& c) { return c.word == word; }))
        fail(say("{1} is none of the choices for {0}.", field.name, word));
      choices_[field.name] = word;
    }
  }

  /// An id with its {choice}s filled.
  [[nodiscard]] std::string filled_id(std::string_view pattern) const {
    std::string id;
    for (std::size_t at = 0; at < pattern.size();) {
      if (pattern[at] != '{') {
        id += pattern[at++];
        continue;
      }
      const std::size_t end = pattern.find('}', at);
      if (end == std::string_view::npos) fail(say("The factor id {0} lacks a closing bracket.", pattern));
      const auto word = choices_.find(pattern.substr(at + 1, end - at - 1));
      if (word == choices_.end())
        fail(say("The factor id {0} names {1}, which is no choice of the model.", pattern,
                 pattern.substr(at + 1, end - at - 1)));
      id += word->second;
      at = end + 1;
    }
    return id;
  }

  // ---- operands -------------------------------------------------------------------------------------------------

  Resolved resolve(const Operand& operand) {
    switch (operand.kind) {
      case OperandKind::input: return input_number(operand.name);
      case OperandKind::factor: return factor_number(filled_id(operand.name), nullptr);
      case OperandKind::step: break;
    }
    const std::size_t step = step_index(operand.name);
    return {{true, step}, step_units_[step], {}};
  }

  Resolved input_number(const std::string& name) {
    const ModelField* field = find_field(model(), name);
    if (field == nullptr) fail(say("A term reads the input {0}, which the model does not have.", name));
    if (field->is_choice()) fail(say("A term multiplies by the choice {0}, which is no number.", name));
    const Unit unit = unit_of(field->unit, name);
    const ModelInput* given = find_input(inputs_, name);
    const bool nothing_given = given == nullptr || (!given->value && given->years.empty());
    if (nothing_given && !field->default_factor.empty()) {
      Resolved number = factor_number(filled_id(field->default_factor), field);
      if (!conversion(number.unit, unit))
        fail(say("The default of the input {0} is in {1}, which can not be turned into {2}.", name, number.unit.text,
                 unit.text));
      number.gas.reset();
      return number;
    }
    PreparedNumber number{"input:" + name, field->unit,
                          PreparedInput{field, given == nullptr ? ModelInput{} : *given, 1}};
    if (given != nullptr) std::get<PreparedInput>(number.origin).to_field_unit = conversion_to_field(*given, *field);
    // Shares are drawn between 0 and 1, so the unit of a plain number is 1.
    Unit own = unit;
    if (unit.dimension == Dimension{} && unit.scale != 1) {
      std::get<PreparedInput>(number.origin).to_field_unit *= unit.scale;
      own = Unit{};
      number.unit = own.text;
    }
    return {{false, numbered(std::move(number))}, own, {}};
  }

  Resolved factor_number(const std::string& id, const ModelField* stands_for) {
    const Factor* factor = find_factor(model(), catalogue_, id);
    if (factor == nullptr) fail(say("There is no factor {0}.", id));
    const Unit unit = unit_of(factor->unit, id);
    PreparedNumber number{"factor:" + id, factor->unit, PreparedFactor{*factor, stands_for}};
    return {{false, numbered(std::move(number))}, unit, factor->gas};
  }

  std::size_t numbered(PreparedNumber number) {
    const auto stands_for = [](const PreparedNumber& n) {
      const auto* factor = std::get_if<PreparedFactor>(&n.origin);
      return factor == nullptr ? nullptr : factor->stands_for;
    };
    for (std::size_t i = 0; i < result_.numbers.size(); ++i)
      if (result_.numbers[i].variable == number.variable && stands_for(result_.numbers[i]) == stands_for(number))
        return i;
    result_.numbers.push_back(std::move(number));
    return result_.numbers.size() - 1;
  }

  // ---- steps and rows -------------------------------------------------------------------------------------------

  [[nodiscard]] std::size_t step_index(const std::string& name) const {
    for (std::size_t i = 0; i < result_.steps.size(); ++i)
      if (result_.steps[i].name == name) return i;
    fail(say("A term reads the step {0}, which no term makes.", name));
  }

  /// Each step after those that it reads.
  void order_steps() {
    std::map<std::string, std::set<std::string>> reads;
    std::vector<std::string> waiting;
    for (const ModelTerm& term : model().terms) {
      if (term.step.empty()) continue;
      if (std::find(waiting.begin(), waiting.end(), term.step) == waiting.end()) waiting.push_back(term.step);
      for (const auto* operands : {&term.multiply, &term.divide})
        for (const Operand& operand : *operands)
          if (operand.kind == OperandKind::step) reads[term.step].insert(operand.name);
    }
    while (!waiting.empty()) {
      const auto ready = std::find_if(waiting.begin(), waiting.end(), [&](const std::string& step) {
        return std::none_of(waiting.begin(), waiting.end(),
                            [&](const std::string& other) { return reads[step].contains(other); });
      });
      if (ready == waiting.end()) fail(say("The steps go in a circle: {0} needs itself.", waiting.front()));
      result_.steps.push_back({*ready, {}, {}, {}});
      waiting.erase(ready);
    }
  }

  struct ReadTerm {
    PreparedTerm term;
    Unit unit;
    std::optional<Gas> gas;  ///< of its factors
    int gases = 0;
  };
  ReadTerm read_term(std::size_t index) {
    const ModelTerm& term = model().terms[index];
    if (!std::isfinite(term.coefficient)) fail(say("A coefficient is not a finite number."));
    if (term.multiply.size() > most_operands || term.divide.size() > most_operands)
      fail(say("A term of the model {0} has too many factors.", model().id));
    ReadTerm read;
    read.term.term = index;
    read.term.multiplier = term.coefficient;
    const auto take = [&](const Operand& operand) {
      const Resolved resolved = resolve(operand);
      if (resolved.gas) {
        read.gas = resolved.gas;
        ++read.gases;
      }
      return resolved;
    };
    for (const Operand& operand : term.multiply) {
      const Resolved resolved = take(operand);
      read.unit = read.unit * resolved.unit;
      read.term.multiply.push_back(resolved.operand);
    }
    for (const Operand& operand : term.divide) {
      const Resolved resolved = take(operand);
      read.unit = read.unit / resolved.unit;
      read.term.divide.push_back(resolved.operand);
    }
    return read;
  }

  void prepare_steps() {
    for (std::size_t step = 0; step < result_.steps.size(); ++step) {
      PreparedStep& prepared = result_.steps[step];
      for (std::size_t i = 0; i < model().terms.size(); ++i) {
        const ModelTerm& term = model().terms[i];
        if (term.step != prepared.name) continue;
        const Unit wanted = unit_of(term.unit, term.step);
        if (prepared.terms.empty()) {
          prepared.unit = term.unit;
          step_units_.push_back(wanted);
        }
        ReadTerm read = read_term(i);
        const auto multiplier = conversion(read.unit, step_units_[step]);
        if (!multiplier)
          fail(say("The step {0} comes out in {1}, which can not be turned into {2}.", prepared.name, read.unit.text,
                   prepared.unit));
        read.term.multiplier *= *multiplier;
        read.term.target = step;
        prepared.terms.push_back(std::move(read.term));
      }
      prepared.numbers = numbers_of(prepared.terms);
    }
  }

  /// All numbers that terms come from, through the steps before them.
  [[nodiscard]] std::vector<std::size_t> numbers_of(const std::vector<PreparedTerm>& terms) const {
    std::set<std::size_t> numbers;
    for (const PreparedTerm& term : terms)
      for (const auto* operands : {&term.multiply, &term.divide})
        for (const PreparedOperand& operand : *operands)
          if (operand.is_step)
            numbers.insert(result_.steps[operand.index].numbers.begin(), result_.steps[operand.index].numbers.end());
          else
            numbers.insert(operand.index);
    return {numbers.begin(), numbers.end()};
  }

  void prepare_rows() {
    std::map<ResultKey, std::vector<PreparedTerm>> rows;
    for (std::size_t i = 0; i < model().terms.size(); ++i) {
      const ModelTerm& term = model().terms[i];
      if (!term.step.empty()) continue;
      ReadTerm read = read_term(i);
      if (!term.gas && read.gases != 1)
        fail(say("A term of the model {0} does not say its gas, and no single factor of it does.", model().id));
      auto multiplier = conversion(read.unit, tonne());
      if (!multiplier) multiplier = conversion(read.unit * one_year(), tonne());
      if (!multiplier)
        fail(say("A gas of the model {0} comes out in {1}, which is no mass.", model().id, read.unit.text));
      read.term.multiplier *= *multiplier;
      rows[{term.gas ? *term.gas : *read.gas, term.scope, term.line, term.basis}].push_back(std::move(read.term));
    }
    for (auto& [key, terms] : rows) {
      for (PreparedTerm& term : terms) term.target = result_.rows.size();
      std::vector<std::size_t> numbers = numbers_of(terms);
      result_.rows.push_back({key, std::move(terms), std::move(numbers)});
    }
  }

  const std::vector<ModelInput>& inputs_;
  const FactorCatalogue& catalogue_;
  PreparedModel result_;
  std::map<std::string, std::string, std::less<>> choices_;
  std::vector<Unit> step_units_;
};

}  // namespace

PreparedModel prepare(const CalculationModel& model, const std::vector<ModelInput>& inputs,
                      const FactorCatalogue& catalogue) {
  return Preparation(model, inputs, catalogue).prepare();
}

}  // namespace geo
