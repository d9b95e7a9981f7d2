#include "app/model_text.hpp"

#include "app/text.hpp"
#include "app/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace app {

namespace {

using Json = nlohmann::ordered_json;

Json text_json(const geo::LocalText& text) {
  return {{"en", text.en}, {"fi", text.fi}, {"sv", text.sv}};
}

Json field_json(const geo::ModelField& field) {
  Json json{{"name", field.name}, {"label", text_json(field.label)}, {"help", text_json(field.help)}};
  if (field.is_choice()) {
    for (const geo::InputChoice& choice : field.choices)
      json["choices"].push_back({{"word", choice.word}, {"name", text_json(choice.name)}});
    json["default"] = field.default_choice;
    return json;
  }
  json["unit"] = field.unit;
  if (field.default_value) json["default"] = *field.default_value;
  if (!field.default_factor.empty()) json["default_factor"] = field.default_factor;
  if (field.low) json["low"] = *field.low;
  if (field.high) json["high"] = *field.high;
  if (field.uncertainty_pct) json["uncertainty_pct"] = *field.uncertainty_pct;
  json["extensive"] = field.extensive;
  return json;
}

Json term_json(const geo::ModelTerm& term) {
  Json json;
  if (term.step.empty()) {
    if (term.gas) json["gas"] = geo::text_of(*term.gas);
    json["scope"] = geo::text_of(term.scope);
    json["line"] = geo::text_of(term.line);
    json["basis"] = geo::text_of(term.basis);
  } else {
    json["step"] = term.step;
    json["unit"] = term.unit;
  }
  json["coefficient"] = term.coefficient;
  for (const geo::Operand& operand : term.multiply) json["multiply"].push_back(geo::text_of(operand));
  for (const geo::Operand& operand : term.divide) json["divide"].push_back(geo::text_of(operand));
  return json;
}

Json card_json(const geo::FigureCard& card) {
  Json json{{"name", card.name.in(language())}};
  if (!card.formula.en.empty()) json["formula"] = card.formula.in(language());
  json["value"] = card.value;
  json["unit"] = card.unit;
  if (card.low && card.high) {
    json["low"] = *card.low;
    json["high"] = *card.high;
  }
  if (!card.id.empty()) json["id"] = card.id;
  if (!card.source.empty()) json["source"] = card.source;
  if (card.source_year != 0) json["source_year"] = card.source_year;
  if (card.status) json["status"] = geo::text_of(*card.status);
  if (!card.note.empty()) json["note"] = card.note;
  for (const geo::FigureCard& child : card.children) json["children"].push_back(card_json(child));
  return json;
}

/// CO2e of one line; `basis` leaves out the rows of the other one.
double co2e_t(const geo::ModelYear& figures, geo::ResultLine line, geo::ResultBasis basis, geo::GwpSet set) {
  double sum = 0;
  for (const geo::ResultRow& row : figures.rows)
    if (row.key.line == line && (row.key.basis == geo::ResultBasis::any || row.key.basis == basis))
      sum += row.value_t * geo::gwp100(row.key.gas, set);
  return sum;
}

bool has(const geo::ModelYear& figures, geo::ResultLine line, geo::ResultBasis basis) {
  return std::any_of(figures.rows.begin(), figures.rows.end(), [=](const geo::ResultRow& row) {
    return row.key.line == line && (row.key.basis == geo::ResultBasis::any || row.key.basis == basis);
  });
}

}  // namespace

std::string models_as_text(const std::vector<geo::CalculationModel>& models) {
  std::string out;
  for (const geo::CalculationModel& model : models)
    fmt::format_to(std::back_inserter(out), "{:26}  {:16}  {}\n", model.id, word(model.sector),
                   model.name.in(language()));
  return out;
}

std::string model_card_as_text(const geo::CalculationModel& model) {
  const std::string& spoken = language();
  std::string out = model.name.in(spoken) + " [" + model.id + "]\n" + model.documentation.in(spoken) + "\n";
  if (!model.source.empty()) fmt::format_to(std::back_inserter(out), "{}: {}\n", tr("Source"), model.source);
  fmt::format_to(std::back_inserter(out), "\n{}\n", tr("Inputs"));
  for (const geo::ModelField& field : model.fields) {
    fmt::format_to(std::back_inserter(out), "  {}: {}", field.name, field.label.in(spoken));
    if (field.is_choice()) {
      out += "\n";
      for (const geo::InputChoice& choice : field.choices)
        fmt::format_to(std::back_inserter(out), "    {}{}: {}\n", choice.word,
                       choice.word == field.default_choice ? "*" : "", choice.name.in(spoken));
      continue;
    }
    fmt::format_to(std::back_inserter(out), " [{}]", field.unit);
    if (field.default_value) fmt::format_to(std::back_inserter(out), " = {:.6g}", *field.default_value);
    if (!field.default_factor.empty()) out += " = " + field.default_factor;
    out += "\n";
    if (!field.help.en.empty()) fmt::format_to(std::back_inserter(out), "      {}\n", field.help.in(spoken));
  }
  if (model.terms.empty()) return out;
  fmt::format_to(std::back_inserter(out), "\n{}\n", tr("Terms"));
  for (const geo::ModelTerm& term : model.terms) {
    out += "  ";
    if (!term.step.empty())
      out += term.step + " [" + term.unit + "]";
    else
      fmt::format_to(std::back_inserter(out), "{}, scope {}, {}, {}", term.gas ? geo::text_of(*term.gas) : "gas",
                     geo::text_of(term.scope), geo::text_of(term.line), geo::text_of(term.basis));
    fmt::format_to(std::back_inserter(out), " += {:.6g}", term.coefficient);
    for (const geo::Operand& operand : term.multiply) out += " × " + geo::text_of(operand);
    for (const geo::Operand& operand : term.divide) out += " / " + geo::text_of(operand);
    out += "\n";
  }
  return out;
}

std::string models_as_json(const std::vector<geo::CalculationModel>& models) {
  Json all = Json::array();
  for (const geo::CalculationModel& model : models) {
    Json json{{"id", model.id},
              {"name", text_json(model.name)},
              {"documentation", text_json(model.documentation)},
              {"source", model.source},
              {"sector", geo::text_of(model.sector)},
              {"method", model.method},
              {"driver", model.driver},
              {"inputs", Json::array()},
              {"terms", Json::array()}};
    for (const geo::ModelField& field : model.fields) json["inputs"].push_back(field_json(field));
    for (const geo::ModelTerm& term : model.terms) json["terms"].push_back(term_json(term));
    all.push_back(std::move(json));
  }
  return all.dump(2) + "\n";
}

std::string model_year_as_text(const geo::ModelYear& figures, geo::GwpSet set) {
  std::string out;
  for (const geo::ResultRow& row : figures.rows)
    fmt::format_to(std::back_inserter(out), "{:14.6g} t {:13} scope {} {:10} {}\n", row.value_t,
                   geo::text_of(row.key.gas), geo::text_of(row.key.scope), geo::text_of(row.key.line),
                   row.key.basis == geo::ResultBasis::any ? "" : geo::text_of(row.key.basis));
  const auto total = [&](const char* name, geo::ResultLine line, geo::ResultBasis basis) {
    fmt::format_to(std::back_inserter(out), "{:14.6g} t CO2e {} ({})\n", co2e_t(figures, line, basis, set), name,
                   geo::text_of(set));
  };
  const bool by_basis = std::any_of(figures.rows.begin(), figures.rows.end(),
                                    [](const geo::ResultRow& row) { return row.key.basis != geo::ResultBasis::any; });
  if (!by_basis) {
    total(tr("inventory"), geo::ResultLine::inventory, geo::ResultBasis::any);
  } else {
    if (figures.unknown_location.empty())
      total(tr("inventory, by place"), geo::ResultLine::inventory, geo::ResultBasis::location);
    if (figures.unknown_market.empty())
      total(tr("inventory, by contract"), geo::ResultLine::inventory, geo::ResultBasis::market);
  }
  if (has(figures, geo::ResultLine::avoided, geo::ResultBasis::any))
    total(tr("avoided, beside the inventory"), geo::ResultLine::avoided, geo::ResultBasis::any);
  return out;
}

std::string model_year_as_json(const geo::ModelYear& figures, int year, geo::GwpSet set,
                               const std::vector<geo::FigureCard>& cards) {
  Json json{{"year", year}, {"gwp", geo::text_of(set)}, {"rows", Json::array()}};
  for (const geo::ResultRow& row : figures.rows)
    json["rows"].push_back({{"gas", geo::text_of(row.key.gas)},
                            {"scope", geo::text_of(row.key.scope)},
                            {"line", geo::text_of(row.key.line)},
                            {"basis", geo::text_of(row.key.basis)},
                            {"mass_t", row.value_t},
                            {"co2e_t", row.value_t * geo::gwp100(row.key.gas, set)}});
  for (const auto& [name, basis] : {std::pair{"inventory_location_co2e_t", geo::ResultBasis::location},
                                    {"inventory_market_co2e_t", geo::ResultBasis::market}})
    if ((basis == geo::ResultBasis::location ? figures.unknown_location : figures.unknown_market).empty())
      json[name] = co2e_t(figures, geo::ResultLine::inventory, basis, set);
  json["avoided_co2e_t"] = co2e_t(figures, geo::ResultLine::avoided, geo::ResultBasis::location, set);
  for (const auto& [name, reasons] : {std::pair{"unknown_location", &figures.unknown_location},
                                      {"unknown_market", &figures.unknown_market},
                                      {"doubts", &figures.doubts}})
    for (const geo::Message& reason : *reasons) json[name].push_back(translated(reason));
  for (const geo::FigureCard& card : cards) json["cards"].push_back(card_json(card));
  return json.dump(2) + "\n";
}

}  // namespace app
