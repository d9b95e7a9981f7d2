// Yearly figures of a source as a CSV file: what a company sends of its tonnes, kilometres or litres.
//
//   year,waste [kg],electricity
//   2021,1250000,380
//   2022,1310000,
//
// A column for each input of the model, by its name; its unit in brackets unless it is the model's own. An empty cell
// is a year that is not known.
#pragma once

#include "geo/error.hpp"
#include "geo/model/calculation_model.hpp"

#include <filesystem>
#include <vector>

namespace layers {

/// The inputs that the file has, each with its years in ascending order and in the model's own unit. Throws geo::Error
/// with the file, the row and the column: a column that is no quantity of the model, a unit that measures something
/// else, a year twice, a figure that is no number (a decimal comma) or outside what the input takes, no figure at all.
[[nodiscard]] std::vector<geo::ModelInput> read_model_inputs(const std::filesystem::path& file,
                                                             const geo::CalculationModel& model);

/// `inputs` with those of a file in the place of theirs; values for every year, choices and what the file does not have
/// stay.
[[nodiscard]] std::vector<geo::ModelInput> with_read_inputs(std::vector<geo::ModelInput> inputs,
                                                            const std::vector<geo::ModelInput>& read);

}  // namespace layers
