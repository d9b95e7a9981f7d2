// The form of a calculation model: what a company's clerk fills in, with the model's defaults shown as such.
#pragma once

#include "app/workspace.hpp"

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace app {

/// A line for each input of the model; the changed inputs when the person is done with one of them. Inputs in `known`
/// follow from something else (a site's outline and start) and have no line unless they are given.
std::optional<std::vector<geo::ModelInput>> model_fields(Workspace& workspace, const geo::CalculationModel& model,
                                                         const std::vector<geo::ModelInput>& inputs,
                                                         std::span<const std::string_view> known = {});

/// Which of the models; the new id when chosen. Empty: none, with `none_text` as its word.
std::optional<std::string> model_choice(const std::vector<std::shared_ptr<const geo::CalculationModel>>& models,
                                        const std::string& chosen, const char* none_text);

}  // namespace app
