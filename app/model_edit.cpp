#include "app/model_edit.hpp"

#include "app/number_format.hpp"
#include "geo/sink/sink_model.hpp"
#include "geo/unit.hpp"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

using ModelPtr = std::shared_ptr<const geo::CalculationModel>;

bool is_sink(const geo::CalculationModel& model) {
  return geo::enum_of<geo::SinkMethod>(model.method).has_value();
}

void sort_by_name(std::vector<ModelPtr>& models, std::string_view language) {
  std::stable_sort(models.begin(), models.end(),
                   [&](const ModelPtr& a, const ModelPtr& b) { return a->name.in(language) < b->name.in(language); });
}

geo::ModelInput& input_of(std::vector<geo::ModelInput>& inputs, const geo::ModelField& field) {
  const auto found = std::find_if(inputs.begin(), inputs.end(),
                                  [&](const geo::ModelInput& input) { return input.name == field.name; });
  if (found != inputs.end()) return *found;
  geo::ModelInput& input = inputs.emplace_back();
  input.name = field.name;
  input.unit = field.unit;
  return input;
}

std::vector<geo::ModelInput> without_empty(std::vector<geo::ModelInput> inputs) {
  std::erase_if(inputs, [](const geo::ModelInput& input) {
    return !input.value && input.years.empty() && input.choice.empty() && !input.uncertainty_pct;
  });
  return inputs;
}

/// The cells of a line: by tabs or semicolons, else by wide space.
std::vector<std::string_view> cells_of(std::string_view line) {
  std::vector<std::string_view> cells;
  std::size_t start = 0;
  while (start <= line.size()) {
    const std::size_t end = std::min(line.find_first_of("\t;", start), line.size());
    std::string_view cell = line.substr(start, end - start);
    while (!cell.empty() && (cell.front() == ' ' || cell.front() == '\r')) cell.remove_prefix(1);
    while (!cell.empty() && (cell.back() == ' ' || cell.back() == '\r')) cell.remove_suffix(1);
    if (!cell.empty()) cells.push_back(cell);
    start = end + 1;
  }
  return cells;
}

}  // namespace

std::vector<ModelPtr> source_models(const geo::Catalogues& catalogues, geo::Sector sector, std::string_view language) {
  std::vector<ModelPtr> models;
  for (const ModelPtr& model : catalogues.models)
    if (!is_sink(*model) && catalogues.find_model(model->id) == model) models.push_back(model);
  sort_by_name(models, language);
  std::stable_partition(models.begin(), models.end(),
                        [sector](const ModelPtr& model) { return model->sector == sector; });
  return models;
}

std::vector<ModelPtr> sink_models(const geo::Catalogues& catalogues, std::string_view language) {
  std::vector<ModelPtr> models;
  for (const ModelPtr& model : catalogues.models)
    if (is_sink(*model) && catalogues.find_model(model->id) == model) models.push_back(model);
  sort_by_name(models, language);
  return models;
}

std::vector<geo::ModelInput> with_value(std::vector<geo::ModelInput> inputs, const geo::ModelField& field,
                                        std::optional<double> value) {
  geo::ModelInput& input = input_of(inputs, field);
  // The form shows the field's unit: what was given in another one stays what it is.
  if (!input.unit.empty() && input.unit != field.unit) {
    const double factor = geo::needed_conversion(geo::unit_from_text(input.unit), geo::unit_from_text(field.unit));
    for (geo::InputYear& year : input.years) year.value *= factor;
    input.unit = field.unit;
  }
  input.value = value;
  return without_empty(std::move(inputs));
}

std::vector<geo::ModelInput> with_choice(std::vector<geo::ModelInput> inputs, const geo::ModelField& field,
                                         const std::string& word) {
  input_of(inputs, field).choice = word;
  return without_empty(std::move(inputs));
}

std::vector<geo::ModelInput> with_years(std::vector<geo::ModelInput> inputs, const geo::ModelField& field,
                                        std::vector<geo::InputYear> years) {
  geo::ModelInput& input = input_of(inputs, field);
  if (!input.unit.empty() && input.unit != field.unit && input.value)
    *input.value *= geo::needed_conversion(geo::unit_from_text(input.unit), geo::unit_from_text(field.unit));
  input.unit = field.unit;
  input.years = std::move(years);
  return without_empty(std::move(inputs));
}

std::string chosen_word(const std::vector<geo::ModelInput>& inputs, const geo::ModelField& field) {
  if (const geo::ModelInput* given = geo::find_input(inputs, field.name); given && !given->choice.empty())
    return given->choice;
  return field.default_choice;
}

std::optional<FieldDefault> default_of(const geo::CalculationModel& model, const geo::ModelField& field,
                                       const std::vector<geo::ModelInput>& inputs, const geo::Catalogues& catalogues,
                                       int year) {
  if (field.default_value) return FieldDefault{*field.default_value, {}, false};
  if (field.default_factor.empty()) return std::nullopt;
  std::string id = field.default_factor;
  for (const geo::ModelField& choice : model.fields) {
    const std::string place = "{" + choice.name + "}";
    for (std::size_t at = id.find(place); at != std::string::npos; at = id.find(place))
      id.replace(at, place.size(), chosen_word(inputs, choice));
  }
  const geo::Factor* factor = geo::find_factor(model, catalogues.factors, id);
  if (factor == nullptr) return std::nullopt;
  const geo::FactorLookup found = geo::look_up(*factor, year);
  if (!found) return std::nullopt;
  const auto conversion = geo::conversion(geo::unit_from_text(factor->unit), geo::unit_from_text(field.unit));
  if (!conversion) return std::nullopt;
  return FieldDefault{found.number.value * *conversion, factor->source,
                      factor->status == geo::FactorStatus::to_be_confirmed};
}

PastedYears pasted_years(std::string_view text, int first_year, const geo::ModelField& field) {
  const auto refuse = [](geo::Message fault) { return PastedYears{{}, std::move(fault)}; };
  std::vector<geo::InputYear> years;
  int line_number = 0;
  int next_year = first_year;
  std::size_t start = 0;
  while (start < text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::vector<std::string_view> cells = cells_of(text.substr(start, end - start));
    start = end + 1;
    ++line_number;
    if (cells.empty()) continue;
    const std::string line = std::to_string(line_number);
    if (cells.size() > 2)
      return refuse(geo::say("Line {0} has more than two columns; copy the years and the values.", line));
    const auto value = typed_number(cells.back());
    if (!value || !std::isfinite(*value)) {
      // A head above the figures is no fault.
      if (years.empty() && line_number == 1) continue;
      return refuse(geo::say("Line {0}: \"{1}\" is not a number.", line, cells.back()));
    }
    int year = next_year;
    if (cells.size() == 2) {
      const auto typed = typed_number(cells.front());
      if (!typed || *typed != std::floor(*typed) || *typed < 1800 || *typed > 2500)
        return refuse(geo::say("Line {0}: \"{1}\" is not a year.", line, cells.front()));
      year = static_cast<int>(*typed);
    }
    if ((field.low && *value < *field.low) || (field.high && *value > *field.high))
      return refuse(geo::say("Line {0}: {1} is outside what the field takes.", line, cells.back()));
    if (std::any_of(years.begin(), years.end(), [year](const geo::InputYear& y) { return y.year == year; }))
      return refuse(geo::say("Line {0}: the year {1} is there twice.", line, std::to_string(year)));
    years.push_back({year, *value});
    next_year = year + 1;
  }
  if (years.empty()) return refuse(geo::say("There are no figures on the clipboard."));
  std::sort(years.begin(), years.end(),
            [](const geo::InputYear& a, const geo::InputYear& b) { return a.year < b.year; });
  return {std::move(years), std::nullopt};
}

}  // namespace app
