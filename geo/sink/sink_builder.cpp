#include "geo/sink/sink_builder.hpp"

#include "geo/model/worked_out.hpp"
#include "geo/unit.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

// ---- terms -----------------------------------------------------------------------------------------------------

std::size_t SinkBuilder::number(SinkNumber number) {
  // A variable may stand for several numbers that are proportional to it (the growth and the stock of one curve).
  const auto same = std::find_if(terms_.numbers.begin(), terms_.numbers.end(), [&](const SinkNumber& n) {
    return n.variable == number.variable && n.unit == number.unit && n.number == number.number;
  });
  if (same != terms_.numbers.end()) return static_cast<std::size_t>(same - terms_.numbers.begin());
  terms_.numbers.push_back(std::move(number));
  return terms_.numbers.size() - 1;
}

std::size_t SinkBuilder::factor(std::string_view id, std::string_view unit) {
  const FactorLookup found = catalogue_.look_up(id, year_);
  SinkNumber number;
  number.variable = "factor:" + std::string(id);
  number.unit = unit;
  if (!found) {
    unknown(sentence(found, id, year_));
    return this->number(std::move(number));
  }
  const auto in_unit = conversion(unit_from_text(found.factor->unit), unit_from_text(unit));
  if (!in_unit) {
    unknown(say("The factor {0} is in {1}, which can not be turned into {2}.", id, found.factor->unit, unit));
    return this->number(std::move(number));
  }
  number.name = found.factor->name;
  number.number = {found.number.shape, found.number.value * *in_unit, found.number.low * *in_unit,
                   found.number.high * *in_unit};
  number.factor = *found.factor;
  number.interpolated = found.interpolated;
  return this->number(std::move(number));
}

void SinkBuilder::term(SinkKey key, LocalText label, SinkCoefficient coefficient, std::vector<SinkOperand> operands) {
  terms_.terms.push_back(
      {key, std::move(label), coefficient.value, std::string(coefficient.text), std::move(operands)});
}

void SinkBuilder::unknown(Message why) {
  if (std::find(terms_.unknown.begin(), terms_.unknown.end(), why) == terms_.unknown.end())
    terms_.unknown.push_back(std::move(why));
}

SinkTerms SinkBuilder::finish() && {
  if (!terms_.unknown.empty()) {
    terms_.terms.clear();
    terms_.numbers.clear();
    terms_.doubts.clear();
  }
  return std::move(terms_);
}

// ---- inputs ----------------------------------------------------------------------------------------------------

namespace {

const PreparedNumber* prepared_number(const PreparedSink& sink, std::string_view name) {
  const std::string variable = "input:" + std::string(name);
  const auto found = std::find_if(sink.inputs.numbers.begin(), sink.inputs.numbers.end(),
                                  [&](const PreparedNumber& n) { return n.variable == variable; });
  return found == sink.inputs.numbers.end() ? nullptr : &*found;
}

}  // namespace

const std::string& SinkInputs::choice(std::string_view name) const {
  const auto found = sink_.choices.find(name);
  static const std::string nothing;
  return found == sink_.choices.end() ? nothing : found->second;
}

std::optional<double> SinkInputs::value_in(std::string_view name, int year) const {
  const PreparedNumber* number = prepared_number(sink_, name);
  if (number == nullptr) return std::nullopt;
  const NumberOfYear known = number_of_year(*number, year);
  return known.number ? std::optional(known.number->value) : std::nullopt;
}

std::optional<double> SinkInputs::value(std::string_view name) const {
  return value_in(name, builder_.year());
}

std::optional<int> SinkInputs::whole(std::string_view name) const {
  const auto number = value(name);
  return number ? std::optional(static_cast<int>(std::lround(*number))) : std::nullopt;
}

std::vector<InputYear> SinkInputs::rows(std::string_view name) const {
  const PreparedNumber* number = prepared_number(sink_, name);
  if (number == nullptr || !std::holds_alternative<PreparedInput>(number->origin)) return {};
  const auto& input = std::get<PreparedInput>(number->origin);
  std::vector<InputYear> rows = input.given.years;
  for (InputYear& row : rows) row.value *= input.to_field_unit;
  std::sort(rows.begin(), rows.end(), [](const InputYear& a, const InputYear& b) { return a.year < b.year; });
  return rows;
}

SinkNumber SinkInputs::number_in(std::string_view name, int year) const {
  SinkNumber result;
  result.variable = "input:" + std::string(name);
  const PreparedNumber* prepared = prepared_number(sink_, name);
  if (prepared == nullptr) {
    builder_.unknown(say("The model {0} has no input {1}.", sink_.model().id, name));
    return result;
  }
  const NumberOfYear known = number_of_year(*prepared, year);
  result.unit = prepared->unit;
  if (const ModelField* field = find_field(sink_.model(), name)) result.name = field->label;
  if (known.number)
    result.number = *known.number;
  else
    builder_.unknown(known.unknown);
  result.is_default = known.is_default;
  return result;
}

std::size_t SinkInputs::number(std::string_view name) {
  return builder_.number(number_in(name, builder_.year()));
}

std::size_t SinkInputs::number_or_factor(std::string_view name, std::string_view factor_id, std::string_view unit) {
  return value(name) ? number(name) : builder_.factor(factor_id, unit);
}

}  // namespace geo
