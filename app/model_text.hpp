// Calculation models and their figures as a person or a program reads them.
#pragma once

#include "geo/model/evaluate.hpp"
#include "geo/model/explain.hpp"

#include <string>
#include <vector>

namespace app {

/// One line each: id, sector, name.
[[nodiscard]] std::string models_as_text(const std::vector<geo::CalculationModel>& models);
/// What a model asks for: inputs with units, defaults and choices, then its terms.
[[nodiscard]] std::string model_card_as_text(const geo::CalculationModel& model);
[[nodiscard]] std::string models_as_json(const std::vector<geo::CalculationModel>& models);

/// The rows of a year and their CO2e by the set, inventory by place and by contract, avoided apart.
[[nodiscard]] std::string model_year_as_text(const geo::ModelYear& figures, geo::GwpSet set);
/// The same with the cards of the figures, when there are some.
[[nodiscard]] std::string model_year_as_json(const geo::ModelYear& figures, int year, geo::GwpSet set,
                                             const std::vector<geo::FigureCard>& cards);

}  // namespace app
