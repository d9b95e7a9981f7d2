#include "geo/sink/sink_model.hpp"

#include "geo/sink/sink_builder.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

/// The model with one step for each quantity: preparing it checks the inputs, makes the choices and settles the units
/// as for any other model.
CalculationModel reading_of(CalculationModel model) {
  model.method = "terms";
  model.driver.clear();
  model.terms.clear();
  for (const ModelField& field : model.fields) {
    if (field.is_choice()) continue;
    ModelTerm term;
    term.step = field.name;
    term.unit = field.unit;
    term.multiply.push_back({OperandKind::input, field.name});
    model.terms.push_back(std::move(term));
  }
  return model;
}

/// The curve of the yield table, or why there is none.
std::optional<GrowthFit> growth_of(const PreparedSink& sink, std::vector<Message>& faults) {
  SinkBuilder builder(sink.catalogue, 0);
  std::vector<YieldRow> table;
  for (const InputYear& row : SinkInputs(sink, builder).rows("yield_m3_per_ha"))
    table.push_back({static_cast<double>(row.year), row.value});
  if (std::any_of(table.begin(), table.end(), [](const YieldRow& row) { return row.age_a < 0; })) {
    faults.push_back(say("The yield table has an age below 0."));
    return std::nullopt;
  }
  auto fit = fitted_growth(table);
  if (!fit)
    faults.push_back(say("No growth curve fits the yield table: it needs three ages or more, and a growing stock."));
  return fit;
}

/// Years and the transition are whole numbers, one for all years.
void check_whole(const std::vector<ModelInput>& inputs, std::vector<Message>& faults) {
  for (const ModelInput& input : inputs) {
    const bool is_year = input.name.ends_with("_year");
    if (!is_year && input.name != "transition_a") continue;
    if (!input.years.empty()) faults.push_back(say("The input {0} takes one value for all years.", input.name));
    if (!input.value || *input.value == std::floor(*input.value)) continue;
    faults.push_back(is_year ? say("The input {0} is not a year.", input.name)
                             : say("The input {0} is not a whole number.", input.name));
  }
}

bool is_finite(const SinkTerms& terms) {
  const std::vector<SinkRow> rows = sink_rows(terms);
  return std::all_of(rows.begin(), rows.end(), [](const SinkRow& row) {
    return std::isfinite(row.value) && std::isfinite(row.low) && std::isfinite(row.high);
  });
}

void add_terms(const PreparedSink& sink, SinkBuilder& builder) {
  switch (sink.method) {
    case SinkMethod::stand_growth: return add_stand_growth(sink, builder);
    case SinkMethod::yield_curve: return add_yield_curve(sink, builder);
    case SinkMethod::mineral_soil: return add_mineral_soil(sink, builder);
    case SinkMethod::grassland: return add_grassland(sink, builder);
    case SinkMethod::drained_soil: return add_drained_soil(sink, builder);
    case SinkMethod::rewetting: return add_rewetting(sink, builder);
    case SinkMethod::urban_trees: return add_urban_trees(sink, builder);
    case SinkMethod::biochar: return add_biochar(sink, builder);
    case SinkMethod::conversion: return add_conversion(sink, builder);
  }
}

}  // namespace

PreparedSink prepare_sink(const CalculationModel& model, const std::vector<ModelInput>& inputs,
                          const FactorCatalogue& catalogue) {
  PreparedSink sink;
  sink.inputs = prepare(reading_of(model), inputs, catalogue);
  sink.faults = sink.inputs.faults;
  const auto method = enum_of<SinkMethod>(model.method);
  if (!method)
    sink.faults.push_back(say("The method {0} of the model {1} is no method of a sink.", model.method, model.id));
  check_whole(inputs, sink.faults);
  if (!sink.faults.empty()) return sink;
  sink.method = *method;
  for (const auto& [id, factor] : catalogue)
    if (id.starts_with("sink.") && find_factor(model, {}, id) == nullptr) sink.catalogue.add(factor);
  for (const Factor& own : model.factors) sink.catalogue.add(own);
  for (const ModelField& field : model.fields) {
    if (!field.is_choice()) continue;
    const ModelInput* given = find_input(inputs, field.name);
    sink.choices[field.name] = given == nullptr || given->choice.empty() ? field.default_choice : given->choice;
  }
  if (sink.method == SinkMethod::yield_curve) sink.growth = growth_of(sink, sink.faults);
  return sink;
}

SinkTerms sink_terms(const PreparedSink& sink, int year) {
  SinkTerms terms;
  if (sink.faults.empty()) {
    SinkBuilder builder(sink.catalogue, year);
    add_terms(sink, builder);
    terms = std::move(builder).finish();
    if (!is_finite(terms)) {
      terms = {};
      terms.unknown.push_back(say("The inputs lead to a division by zero, or to a number without end."));
    }
  } else {
    terms.unknown = sink.faults;
  }
  terms.source = sink.inputs.model ? sink.model().source : std::string();
  return terms;
}

}  // namespace geo
