// A calculation model as a TOML file, read and written: so it is copied to another hub, scaled there, and sent on.
//
//   [model]
//   id = "composting"
//   name = { en = "...", fi = "...", sv = "..." }
//   documentation = { ... }          source = "..."          sector = "treatment"
//   method = "terms"                 driver = "waste"
//
//   [[input]]                        # a quantity
//   name = "waste"                   label = { ... }         help = { ... }
//   unit = "t"                       extensive = true
//   low = 0                          high = 1000000          uncertainty_pct = 10
//   default = 100                    # or: default_factor = "electricity.residual-mix"
//
//   [[input]]                        # a choice
//   name = "basis"                   label = { ... }         default = "wet"
//   choice = [{ word = "wet", name = { ... } }, { word = "dry", name = { ... } }]
//
//   [[term]]                         # a gas mass; with step = "energy" and unit = "TJ" an intermediate quantity
//   label = { ... }                  gas = "ch4_biogenic"    scope = "1"
//   line = "inventory"               basis = "any"           coefficient = 1
//   multiply = ["input:waste", "factor:treatment.composting.{basis}.ch4"]
//   divide = []
//
//   [[factor]]                       # factors of its own, as in a factor file
#pragma once

#include "geo/error.hpp"
#include "geo/model/calculation_model.hpp"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace layers {

/// Throws geo::Error with the place and the field. What the model says is not checked against factors here: that is
/// geo::model_faults.
[[nodiscard]] geo::CalculationModel read_model(const std::filesystem::path& file);
/// The same from a text; `name` stands for the file in faults.
[[nodiscard]] geo::CalculationModel model_from_text(std::string_view text, const std::string& name);

/// The file of a model. Reads back as an equal model.
[[nodiscard]] std::string model_text(const geo::CalculationModel& model);
/// Writes that file; throws geo::Error, also when it is there already.
void write_model(const geo::CalculationModel& model, const std::filesystem::path& file);

struct ModelsRead {
  std::vector<geo::CalculationModel> models;  ///< in the order of their ids
  std::vector<geo::Error> left_out;           ///< files that could not be read, ids that are there twice
};
/// All *.toml of a folder. Throws geo::Error when there is none.
[[nodiscard]] ModelsRead read_models(const std::filesystem::path& folder);
/// The models that ship with the program (assets/models).
[[nodiscard]] ModelsRead read_shipped_models();

}  // namespace layers
