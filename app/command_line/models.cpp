#include "app/command_line/commands.hpp"
#include "app/model_text.hpp"
#include "app/text.hpp"
#include "layers/factor_file.hpp"
#include "layers/model_file.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace app {

namespace {

geo::CalculationModel wanted_model(const std::string& id) {
  if (id.ends_with(".toml")) return layers::read_model(id);
  layers::ModelsRead read = layers::read_shipped_models();
  print_left_out(read.left_out);
  const auto found =
      std::find_if(read.models.begin(), read.models.end(), [&id](const auto& model) { return model.id == id; });
  if (found == read.models.end())
    throw geo::Error(id, geo::say("There is no model {0}.", id), geo::say("hiilitie models lists them."));
  return std::move(*found);
}

void work_out(const ModelsCommand& command, const geo::CalculationModel& model) {
  if (!command.year)
    throw geo::Error(model.id, geo::say("The year to work the model out for is not given."),
                     geo::say("Add --year YEAR."));
  const auto set = parse_word<geo::GwpSet>("--gwp", command.gwp);
  const layers::FactorsRead factors = layers::read_shipped_factors();
  print_left_out(factors.left_out);
  std::vector<geo::ModelInput> inputs;
  for (const std::string& text : command.sets) inputs.push_back(parse_model_input(model, text));
  const geo::PreparedModel prepared = geo::prepare(model, inputs, factors.catalogue);
  const geo::ModelYear figures = geo::evaluate(prepared, *command.year);
  std::vector<geo::Message> reasons = figures.unknown;
  if (figures.rows.empty()) {
    reasons.insert(reasons.end(), figures.unknown_location.begin(), figures.unknown_location.end());
    reasons.insert(reasons.end(), figures.unknown_market.begin(), figures.unknown_market.end());
  }
  if (!reasons.empty())
    throw geo::Error(model.id, reasons.front(), geo::say("hiilitie models {0} says what it asks for.", model.id));
  for (const auto* apart : {&figures.unknown_location, &figures.unknown_market, &figures.doubts})
    for (const geo::Message& reason : *apart) fmt::print(stderr, "{}\n", translated(reason));
  const geo::Explanation explanation = command.explain ? geo::explain(prepared, *command.year) : geo::Explanation{};
  if (command.json) {
    fmt::print("{}", model_year_as_json(figures, *command.year, set, explanation.cards));
    return;
  }
  fmt::print("{}", model_year_as_text(figures, set));
  for (const geo::FigureCard& card : explanation.cards) fmt::print("\n{}", geo::card_text(card, language()));
}

bool check_file(const std::string& file) {
  const geo::CalculationModel model = layers::read_model(file);
  const std::vector<geo::Message> faults = geo::model_faults(model, layers::read_shipped_factors().catalogue);
  for (const geo::Message& fault : faults) fmt::print("{}: {}\n", file, translated(fault));
  if (faults.empty()) fmt::print(stderr, "{}\n", translated(geo::say("The model {0} can be used.", model.id)));
  return faults.empty();
}

}  // namespace

bool run(const ModelsCommand& command) {
  if (!command.check_file.empty()) return check_file(command.check_file);
  if (command.id.empty()) {
    const layers::ModelsRead read = layers::read_shipped_models();
    print_left_out(read.left_out);
    fmt::print("{}", command.json ? models_as_json(read.models) : models_as_text(read.models));
    return true;
  }
  const geo::CalculationModel model = wanted_model(command.id);
  if (!command.export_file.empty()) {
    layers::write_model(model, command.export_file);
  } else if (!command.sets.empty() || command.year) {
    work_out(command, model);
  } else {
    fmt::print("{}", command.json ? models_as_json({model}) : model_card_as_text(model));
  }
  return true;
}

}  // namespace app
