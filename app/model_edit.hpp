// What a person types into the form of a calculation model, as the model's inputs.
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/message.hpp"
#include "geo/plan/plan.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace app {

/// The models that a source may have: of its sector first, then all others, without those of sinks, by name.
[[nodiscard]] std::vector<std::shared_ptr<const geo::CalculationModel>> source_models(const geo::Catalogues& catalogues,
                                                                                      geo::Sector sector,
                                                                                      std::string_view language);
/// The models of sinks, by name.
[[nodiscard]] std::vector<std::shared_ptr<const geo::CalculationModel>> sink_models(const geo::Catalogues& catalogues,
                                                                                    std::string_view language);

/// The inputs with one of them changed; an input that says nothing any more is taken out.
[[nodiscard]] std::vector<geo::ModelInput> with_value(std::vector<geo::ModelInput> inputs, const geo::ModelField& field,
                                                      std::optional<double> value);
[[nodiscard]] std::vector<geo::ModelInput> with_choice(std::vector<geo::ModelInput> inputs,
                                                       const geo::ModelField& field, const std::string& word);
/// In place of the values by year that there are.
[[nodiscard]] std::vector<geo::ModelInput> with_years(std::vector<geo::ModelInput> inputs, const geo::ModelField& field,
                                                      std::vector<geo::InputYear> years);

/// The word that is chosen, else the field's default; empty: none.
[[nodiscard]] std::string chosen_word(const std::vector<geo::ModelInput>& inputs, const geo::ModelField& field);

/// What stands in for a field that is not given: its default or its default factor of the year.
struct FieldDefault {
  double value = 0;
  std::string source;  ///< of the factor; empty: the model's own
  bool to_be_confirmed = false;
};
[[nodiscard]] std::optional<FieldDefault> default_of(const geo::CalculationModel& model, const geo::ModelField& field,
                                                     const std::vector<geo::ModelInput>& inputs,
                                                     const geo::Catalogues& catalogues, int year);

/// A column or two that were copied from a spreadsheet: "2017<tab>914", or values alone, one a line, which are those of
/// `first_year` and the years after it. Comma or point as decimal mark. Either all of it or a sentence that names the
/// line.
struct PastedYears {
  std::vector<geo::InputYear> years;
  std::optional<geo::Message> fault;
};
[[nodiscard]] PastedYears pasted_years(std::string_view text, int first_year, const geo::ModelField& field);

}  // namespace app
