// Calculation models as data: named inputs with units, and terms that multiply and divide inputs, factors and steps.
//
// A term is coefficient x Π multiply / Π divide. Terms with one step's name add up to that intermediate quantity; the
// others give a gas mass. A rate per year counts for its year (t/a is taken as t of the year). Units are converted on
// the way and checked when a model is read: a gas must come out as a mass. {fuel} in a factor's id stands for the word
// that was chosen for the input `fuel`.
#pragma once

#include "geo/factor/factor.hpp"
#include "geo/gas.hpp"
#include "geo/local_text.hpp"
#include "geo/message.hpp"
#include "geo/model/model_input.hpp"
#include "geo/model/scope.hpp"
#include "geo/sector.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// Inventory is what is emitted. Avoided emissions stand beside it and are never added to it.
enum class ResultLine { inventory, avoided };
template <>
struct EnumText<ResultLine> {
  static constexpr std::array names{"inventory", "avoided"};
};

/// Electricity and heat are counted twice, by place and by contract; the two are never added. `any` counts in both.
enum class ResultBasis { any, location, market };
template <>
struct EnumText<ResultBasis> {
  static constexpr std::array names{"any", "location", "market"};
};

struct InputChoice {
  std::string word;  ///< as it stands in factor ids
  LocalText name;
  bool operator==(const InputChoice&) const = default;
};

/// An input of a model: a quantity, or a choice when it has `choices`.
struct ModelField {
  std::string name;  ///< small letters, digits, '_'
  LocalText label;
  LocalText help;
  std::string unit;                       ///< of a quantity
  std::optional<double> default_value;    ///< in `unit`
  std::string default_factor;             ///< id (with {choice}) of the factor that stands in when nothing is given
  std::optional<double> low;              ///< limits of what can be given, in `unit`
  std::optional<double> high;             ///<
  std::optional<double> uncertainty_pct;  ///< half of the 95 % range of what people know of it
  /// Grows with the size of the activity (tonnes, MWh, km, hectares), unlike a share or a rate.
  bool extensive = false;
  std::vector<InputChoice> choices;
  std::string default_choice;
  bool operator==(const ModelField&) const = default;
  [[nodiscard]] bool is_choice() const { return !choices.empty(); }
};

enum class OperandKind { input, factor, step };
template <>
struct EnumText<OperandKind> {
  static constexpr std::array names{"input", "factor", "step"};
};
/// In files "input:fuel", "factor:fuel.{fuel}.co2", "step:energy".
struct Operand {
  OperandKind kind = OperandKind::input;
  std::string name;
  bool operator==(const Operand&) const = default;
};
[[nodiscard]] std::string text_of(const Operand& operand);
[[nodiscard]] std::optional<Operand> operand_from_text(std::string_view text);

struct ModelTerm {
  LocalText label;   ///< what it is; may be empty
  std::string step;  ///< the intermediate quantity that it adds to; empty: it is a gas mass
  std::string unit;  ///< of the step, needed for a step
  /// Of a gas mass; none: the gas of the one factor of the term that has a gas.
  std::optional<Gas> gas;
  Scope scope = Scope::scope_1;
  ResultLine line = ResultLine::inventory;
  ResultBasis basis = ResultBasis::any;
  double coefficient = 1;  ///< a plain number; negative for what is taken away (recovery, avoided emissions)
  std::vector<Operand> multiply;
  std::vector<Operand> divide;
  bool operator==(const ModelTerm&) const = default;
};

struct CalculationModel {
  std::string id;  ///< as a factor's
  LocalText name;
  LocalText documentation;
  std::string source;  ///< of the method: guidelines, chapter, equation
  Sector sector = Sector::other;
  /// "terms", or the word of a method that is built in ("landfill-fod"); that one reads the inputs by their names.
  std::string method = "terms";
  /// The extensive input that tells the size of the activity and that a person scales by; empty: the model can not be
  /// scaled. Scaling multiplies all extensive inputs by the same ratio, so every result grows by that ratio: the check
  /// of a model sees to it that each result is of the first degree in the extensive inputs.
  std::string driver;
  std::vector<ModelField> fields;
  std::vector<ModelTerm> terms;
  std::vector<Factor> factors;  ///< of its own; they come before the catalogue's
  bool operator==(const CalculationModel&) const = default;
};

/// Null when there is none.
[[nodiscard]] const ModelField* find_field(const CalculationModel& model, std::string_view name);
[[nodiscard]] const ModelInput* find_input(const std::vector<ModelInput>& inputs, std::string_view name);
/// The model's own factor, else the catalogue's, else null.
[[nodiscard]] const Factor* find_factor(const CalculationModel& model, const FactorCatalogue& catalogue,
                                        std::string_view id);

/// What is wrong with a model, as sentences; empty when it can be used. Names, choices, steps that go in a circle,
/// factors that are missing, units through the whole chain for every choice, gases, degree in the extensive inputs.
[[nodiscard]] std::vector<Message> model_faults(const CalculationModel& model, const FactorCatalogue& catalogue);

/// The inputs with all extensive ones, also those that the model has a default value for, times `ratio` (finite,
/// positive).
[[nodiscard]] std::vector<ModelInput> scaled(const CalculationModel& model, std::vector<ModelInput> inputs,
                                             double ratio);

}  // namespace geo
