#include "layers/input_file.hpp"

#include "geo/unit.hpp"
#include "layers/csv_table.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <string>

namespace layers {

namespace {

struct InputColumn {
  std::size_t at = 0;
  const geo::ModelField* field = nullptr;
  double to_model = 1;  ///< from the column's unit to the field's
};

/// "waste, electricity": the names that a file can have as columns.
std::string quantity_names(const geo::CalculationModel& model) {
  std::string names;
  for (const geo::ModelField& field : model.fields)
    if (!field.is_choice()) names += (names.empty() ? "" : ", ") + field.name;
  return names;
}

InputColumn input_column(const CsvTable& table, std::size_t at, const geo::CalculationModel& model) {
  const std::string& head = table.columns()[at];
  const std::size_t bracket = head.find('[');
  std::string name = head.substr(0, bracket);
  while (!name.empty() && name.back() == ' ') name.pop_back();
  const geo::ModelField* field = geo::find_field(model, name);
  if (field == nullptr || field->is_choice())
    table.fail(geo::say("The column \"{0}\" is no figure of the calculation {1}.", shown_cell(head), model.id),
               geo::say("It takes: {0}.", quantity_names(model)));
  InputColumn column{at, field, 1};
  if (bracket == std::string::npos) return column;
  if (head.back() != ']')
    table.fail(geo::say("The column \"{0}\" has an open bracket.", shown_cell(head)),
               geo::say("Write the unit like this: {0}", field->name + " [" + field->unit + "]"));
  const std::string unit = head.substr(bracket + 1, head.size() - bracket - 2);
  try {
    column.to_model = geo::needed_conversion(geo::unit_from_text(unit), geo::unit_from_text(field->unit));
  } catch (const geo::Error& fault) {
    table.fail(
        geo::say("The unit of the column \"{0}\" can not be used: {1}", shown_cell(head), geo::english(fault.reason())),
        geo::say("The calculation takes it in {0}.", field->unit));
  }
  return column;
}

}  // namespace

std::vector<geo::ModelInput> read_model_inputs(const std::filesystem::path& file, const geo::CalculationModel& model) {
  const CsvTable table = CsvTable::read(file);
  const std::size_t year_column = table.column("year");
  std::vector<InputColumn> columns;
  std::set<std::string> seen;
  for (std::size_t at = 0; at < table.columns().size(); ++at) {
    if (at == year_column) continue;
    columns.push_back(input_column(table, at, model));
    if (!seen.insert(columns.back().field->name).second)
      table.fail(geo::say("The figure {0} has two columns.", columns.back().field->name),
                 geo::say("Leave one of them out."));
  }
  std::vector<geo::ModelInput> inputs;
  for (const InputColumn& column : columns) {
    geo::ModelInput& input = inputs.emplace_back();
    input.name = column.field->name;
    input.unit = column.field->unit;
  }
  constexpr double endless = std::numeric_limits<double>::infinity();
  std::set<int> years;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const int year = table.year(row, year_column);
    if (!years.insert(year).second)
      table.fail(geo::say("Row {0}: the year {1} is there twice.", table.row_number(row), std::to_string(year)),
                 geo::say("Leave one row for each year."));
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const InputColumn& column = columns[i];
      if (table.empty(row, column.at)) continue;
      const double value = table.number(row, column.at,
                                        {column.field->low.value_or(-endless) / column.to_model,
                                         column.field->high.value_or(endless) / column.to_model});
      inputs[i].years.push_back({year, value * column.to_model});
    }
  }
  std::erase_if(inputs, [](const geo::ModelInput& input) { return input.years.empty(); });
  if (inputs.empty())
    table.fail(geo::say("The file has no figures of the calculation {0}.", model.id),
               geo::say("It takes: {0}.", quantity_names(model)));
  for (geo::ModelInput& input : inputs)
    std::sort(input.years.begin(), input.years.end(),
              [](const geo::InputYear& a, const geo::InputYear& b) { return a.year < b.year; });
  return inputs;
}

std::vector<geo::ModelInput> with_read_inputs(std::vector<geo::ModelInput> inputs,
                                              const std::vector<geo::ModelInput>& read) {
  for (const geo::ModelInput& from_file : read) {
    const auto place = std::find_if(inputs.begin(), inputs.end(),
                                    [&](const geo::ModelInput& input) { return input.name == from_file.name; });
    if (place == inputs.end()) {
      inputs.push_back(from_file);
      continue;
    }
    // What was given for every year is taken to the file's unit; what can not be was of no use.
    if (place->value && !place->unit.empty() && place->unit != from_file.unit) {
      const auto ratio = geo::conversion(geo::unit_from_text(place->unit), geo::unit_from_text(from_file.unit));
      place->value = ratio ? std::optional(*place->value * *ratio) : std::nullopt;
    }
    place->unit = from_file.unit;
    place->years = from_file.years;
  }
  return inputs;
}

}  // namespace layers
