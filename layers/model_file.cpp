#include "layers/model_file.hpp"

#include "layers/asset_files.hpp"
#include "layers/factor_entry.hpp"
#include "layers/factor_file.hpp"

#include <algorithm>
#include <fstream>

namespace layers {

namespace {

constexpr std::size_t largest_model_file = 4u << 20;

geo::ModelField field_from(const TomlEntry& entry) {
  geo::ModelField field;
  field.name = entry.needed_text("name");
  field.label = entry.local_text("label");
  if (field.label.en.empty())
    entry.fail("label", geo::say("The input {0} has no label in English.", field.name), correct_the_entry());
  field.help = entry.local_text("help");
  if (entry.has("choice")) {
    entry.only({"name", "label", "help", "choice", "default"});
    for (const TomlEntry& choice : entry.entries("choice", "choice")) {
      choice.only({"word", "name"});
      field.choices.push_back({choice.needed_text("word"), choice.local_text("name")});
    }
    if (field.choices.empty())
      entry.fail("choice", geo::say("The input {0} has nothing to choose from.", field.name), correct_the_entry());
    field.default_choice = entry.text("default");
    return field;
  }
  entry.only(
      {"name", "label", "help", "unit", "default", "default_factor", "low", "high", "uncertainty_pct", "extensive"});
  field.unit = entry.needed_text("unit");
  field.default_value = entry.number("default");
  field.default_factor = entry.text("default_factor");
  field.low = entry.number("low");
  field.high = entry.number("high");
  field.uncertainty_pct = entry.number("uncertainty_pct");
  field.extensive = entry.flag("extensive");
  return field;
}

std::vector<geo::Operand> operands_from(const TomlEntry& entry, std::string_view field) {
  std::vector<geo::Operand> operands;
  for (const std::string& text : entry.texts(field)) {
    const auto operand = geo::operand_from_text(text);
    if (!operand)
      entry.fail(field, geo::say("{0} is neither an input, a factor nor a step.", text),
                 geo::say("Write input:NAME, factor:ID or step:NAME."));
    operands.push_back(*operand);
  }
  return operands;
}

geo::ModelTerm term_from(const TomlEntry& entry) {
  geo::ModelTerm term;
  term.label = entry.local_text("label");
  term.step = entry.text("step");
  if (term.step.empty()) {
    entry.only({"label", "gas", "scope", "line", "basis", "coefficient", "multiply", "divide"});
    term.gas = entry.word<geo::Gas>("gas");
    term.scope = entry.word<geo::Scope>("scope").value_or(geo::Scope::scope_1);
    term.line = entry.word<geo::ResultLine>("line").value_or(geo::ResultLine::inventory);
    term.basis = entry.word<geo::ResultBasis>("basis").value_or(geo::ResultBasis::any);
  } else {
    entry.only({"label", "step", "unit", "coefficient", "multiply", "divide"});
    term.unit = entry.needed_text("unit");
  }
  term.coefficient = entry.number("coefficient").value_or(1);
  term.multiply = operands_from(entry, "multiply");
  term.divide = operands_from(entry, "divide");
  return term;
}

void append(std::string& text, std::string_view name, std::string_view value) {
  if (!value.empty()) text += std::string(name) + " = " + quoted_toml(value) + "\n";
}
void append(std::string& text, std::string_view name, const geo::LocalText& value) {
  if (!(value == geo::LocalText{})) text += std::string(name) + " = " + toml_of(value) + "\n";
}
void append(std::string& text, std::string_view name, const std::optional<double>& value) {
  if (value) text += std::string(name) + " = " + toml_number(*value) + "\n";
}

std::string field_text(const geo::ModelField& field) {
  std::string text = "[[input]]\n";
  append(text, "name", field.name);
  append(text, "label", field.label);
  append(text, "help", field.help);
  if (field.is_choice()) {
    text += "choice = [\n";
    for (const geo::InputChoice& choice : field.choices)
      text += "  { word = " + quoted_toml(choice.word) + ", name = " + toml_of(choice.name) + " },\n";
    text += "]\n";
    append(text, "default", field.default_choice);
    return text;
  }
  append(text, "unit", field.unit);
  append(text, "default", field.default_value);
  append(text, "default_factor", field.default_factor);
  append(text, "low", field.low);
  append(text, "high", field.high);
  append(text, "uncertainty_pct", field.uncertainty_pct);
  if (field.extensive) text += "extensive = true\n";
  return text;
}

std::string operands_text(std::string_view name, const std::vector<geo::Operand>& operands) {
  if (operands.empty()) return {};
  std::string list;
  for (const geo::Operand& operand : operands) list += (list.empty() ? "" : ", ") + quoted_toml(geo::text_of(operand));
  return std::string(name) + " = [" + list + "]\n";
}

std::string term_text(const geo::ModelTerm& term) {
  std::string text = "[[term]]\n";
  append(text, "label", term.label);
  if (term.step.empty()) {
    if (term.gas) append(text, "gas", geo::text_of(*term.gas));
    append(text, "scope", geo::text_of(term.scope));
    append(text, "line", geo::text_of(term.line));
    append(text, "basis", geo::text_of(term.basis));
  } else {
    append(text, "step", term.step);
    append(text, "unit", term.unit);
  }
  if (term.coefficient != 1) append(text, "coefficient", std::optional(term.coefficient));
  return text + operands_text("multiply", term.multiply) + operands_text("divide", term.divide);
}

}  // namespace

geo::CalculationModel model_from_text(std::string_view text, const std::string& name) {
  const toml::table root = parsed_toml(text, name);
  const TomlEntry whole(root, name, "model");
  whole.only({"model", "input", "term", "factor"});
  const toml::table* head = root["model"].as_table();
  if (head == nullptr)
    throw geo::Error(name, geo::say("The file has no [model]."), geo::say("Check that it is the right file."));
  const TomlEntry entry(*head, name, "model");
  entry.only({"id", "name", "documentation", "source", "sector", "method", "driver"});
  geo::CalculationModel model;
  model.id = entry.needed_text("id");
  model.name = entry.local_text("name");
  model.documentation = entry.local_text("documentation");
  model.source = entry.text("source");
  model.sector = entry.word<geo::Sector>("sector").value_or(geo::Sector::other);
  model.method = entry.needed_text("method");
  model.driver = entry.text("driver");
  for (const TomlEntry& input : whole.entries("input", "input")) model.fields.push_back(field_from(input));
  for (const TomlEntry& term : whole.entries("term", "term")) model.terms.push_back(term_from(term));
  for (const TomlEntry& factor : whole.entries("factor", "factor")) {
    model.factors.push_back(factor_from(factor));
    const std::string& id = model.factors.back().id;
    if (std::count_if(model.factors.begin(), model.factors.end(), [&](const geo::Factor& f) { return f.id == id; }) > 1)
      factor.fail("id", geo::say("The factor {0} is there twice.", id), correct_the_entry());
  }
  return model;
}

geo::CalculationModel read_model(const std::filesystem::path& file) {
  return model_from_text(text_of_file(file, largest_model_file), file.string());
}

std::string model_text(const geo::CalculationModel& model) {
  std::string text = "[model]\n";
  append(text, "id", model.id);
  append(text, "name", model.name);
  append(text, "documentation", model.documentation);
  append(text, "source", model.source);
  append(text, "sector", geo::text_of(model.sector));
  append(text, "method", model.method);
  append(text, "driver", model.driver);
  for (const geo::ModelField& field : model.fields) text += "\n" + field_text(field);
  for (const geo::ModelTerm& term : model.terms) text += "\n" + term_text(term);
  for (const geo::Factor& factor : model.factors) text += "\n" + factor_text(factor);
  return text;
}

void write_model(const geo::CalculationModel& model, const std::filesystem::path& file) {
  if (std::filesystem::exists(file))
    throw geo::Error(file.string(), geo::say("The file is there already."), geo::say("Choose another name."));
  std::ofstream stream(file, std::ios::binary);
  stream << model_text(model);
  stream.close();
  if (!stream)
    throw geo::Error(file.string(), geo::say("The file can not be written."),
                     geo::say("Check the folder and its rights."));
}

ModelsRead read_models(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code none;
  for (const auto& file : std::filesystem::directory_iterator(folder, none))
    if (file.path().extension() == ".toml") files.push_back(file.path());
  if (files.empty())
    throw geo::Error(folder.string(), geo::say("The folder has no model files."),
                     geo::say("Install the program again, or set HIILITIE_ASSETS to its assets."));
  std::sort(files.begin(), files.end());
  ModelsRead read;
  for (const std::filesystem::path& file : files) {
    try {
      geo::CalculationModel model = read_model(file);
      if (std::any_of(read.models.begin(), read.models.end(), [&](const auto& m) { return m.id == model.id; }))
        throw geo::Error(file.string(), geo::say("The model {0} is there twice; the first one counts.", model.id),
                         correct_the_entry());
      read.models.push_back(std::move(model));
    } catch (const geo::Error& error) {
      read.left_out.push_back(error);
    }
  }
  std::sort(read.models.begin(), read.models.end(), [](const auto& a, const auto& b) { return a.id < b.id; });
  return read;
}

ModelsRead read_shipped_models() {
  return read_models(asset_folder() / "models");
}

}  // namespace layers
