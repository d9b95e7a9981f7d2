#include "layers/plan_store/field_json.hpp"

#include "layers/gdal_access.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <limits>

namespace layers {

namespace {

using nlohmann::json;

std::uint8_t byte_of_hex(std::string_view two) {
  std::uint8_t byte = 0;
  const auto [end, error] = std::from_chars(two.data(), two.data() + two.size(), byte, 16);
  if (error != std::errc() || end != two.data() + two.size()) throw NotThisField();
  return byte;
}

const json& member(const json& object, const char* name) {
  if (!object.is_object() || !object.contains(name)) throw NotThisField();
  return object.at(name);
}

const json& expect_array(const json& value) {
  if (!value.is_array()) throw NotThisField();
  return value;
}

template <geo::NamedEnum E>
E word(const json& value) {
  if (!value.is_string()) throw NotThisField();
  const auto found = geo::enum_of<E>(value.get_ref<const std::string&>());
  if (!found) throw NotThisField();
  return *found;
}

constexpr std::array kind_names{"none", "point", "line", "polygon"};

}  // namespace

std::string hex_of(geo::Colour colour) {
  return fmt::format("#{:02X}{:02X}{:02X}{:02X}", colour.r, colour.g, colour.b, colour.a);
}

std::optional<geo::Colour> colour_of(std::string_view text) {
  if ((text.size() != 7 && text.size() != 9) || text[0] != '#') return std::nullopt;
  try {
    geo::Colour colour{byte_of_hex(text.substr(1, 2)), byte_of_hex(text.substr(3, 2)), byte_of_hex(text.substr(5, 2)),
                       255};
    if (text.size() == 9) colour.a = byte_of_hex(text.substr(7, 2));
    return colour;
  } catch (const NotThisField&) {
    return std::nullopt;
  }
}

json json_of(const std::string& value) {
  if (is_utf8(value)) return value;
  std::string hex;
  for (const char c : value) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return {{"hex", hex}};
}

json json_of(const std::vector<double>& value) {
  json list = json::array();
  for (const double number : value) list.push_back(number);
  return list;
}

json json_of(const std::vector<geo::StyleCategory>& value) {
  json list = json::array();
  for (const geo::StyleCategory& category : value)
    list.push_back(
        {{"value", json_of(category.value)}, {"label", json_of(category.label)}, {"fill", hex_of(category.fill)}});
  return list;
}

json json_of(const std::vector<std::string>& value) {
  json list = json::array();
  for (const std::string& text : value) list.push_back(json_of(text));
  return list;
}

// Only what is set is written.
json json_of(const std::vector<geo::Condition>& value) {
  json list = json::array();
  for (const geo::Condition& condition : value) {
    json item{{"attribute", json_of(condition.attribute)}};
    if (condition.low) item["low"] = *condition.low;
    if (condition.high) item["high"] = *condition.high;
    if (!condition.contains.empty()) item["contains"] = json_of(condition.contains);
    if (!condition.values.empty()) item["values"] = json_of(condition.values);
    list.push_back(std::move(item));
  }
  return list;
}

json json_of(const std::vector<geo::ModelInput>& value) {
  json list = json::array();
  for (const geo::ModelInput& input : value) {
    json item{{"name", json_of(input.name)}};
    if (!input.unit.empty()) item["unit"] = json_of(input.unit);
    if (input.value) item["value"] = *input.value;
    if (!input.choice.empty()) item["choice"] = json_of(input.choice);
    if (input.uncertainty_pct) item["uncertainty_pct"] = *input.uncertainty_pct;
    for (const geo::InputYear& year : input.years) item["years"].push_back({year.year, year.value});
    list.push_back(std::move(item));
  }
  return list;
}

// Rings are flat lists x, y, x, y: a third of the memory that pairs take.
json json_of(const geo::Geometry& value) {
  json parts = json::array();
  for (const geo::Part& part : value.parts) {
    json rings = json::array();
    for (const geo::Ring& ring : part.rings) {
      json::array_t flat;
      flat.reserve(2 * ring.size());
      for (const geo::MapPoint& p : ring) {
        flat.emplace_back(p.x_m);
        flat.emplace_back(p.y_m);
      }
      rings.push_back(std::move(flat));
    }
    parts.push_back(std::move(rings));
  }
  return {{"kind", kind_names[static_cast<std::size_t>(value.kind)]}, {"parts", std::move(parts)}};
}

json json_of(const geo::YearlySeries& value) {
  json list = json::array();
  for (const geo::YearlyMass& mass : value)
    list.push_back({mass.year, geo::text_of(mass.gas), mass.mass_t, geo::text_of(mass.method)});
  return list;
}

json json_of(const geo::YearlyAmounts& value) {
  json list = json::array();
  for (const geo::YearlyAmount& amount : value) list.push_back({amount.year, amount.amount_t});
  return list;
}

// Only what is set is written.
json json_of(const std::vector<geo::QualityLimit>& value) {
  json list = json::array();
  for (const geo::QualityLimit& limit : value) {
    json item{{"property", json_of(limit.property)}};
    if (limit.low) item["low"] = *limit.low;
    if (limit.high) item["high"] = *limit.high;
    list.push_back(std::move(item));
  }
  return list;
}

void read_json(const json& json, std::string& value) {
  if (json.is_string()) {
    value = json.get<std::string>();
    return;
  }
  const auto& hex = member(json, "hex");
  if (!hex.is_string()) throw NotThisField();
  const std::string& digits = hex.get_ref<const std::string&>();
  value.clear();
  for (std::size_t i = 0; i < digits.size(); i += 2)
    value += static_cast<char>(byte_of_hex(std::string_view(digits).substr(i, 2)));
}

void read_json(const json& json, std::int64_t& value) {
  if (!json.is_number_integer()) throw NotThisField();
  value = json.get<std::int64_t>();
}

void read_json(const json& json, int& value) {
  std::int64_t wide = 0;
  read_json(json, wide);
  if (wide < std::numeric_limits<int>::min() || wide > std::numeric_limits<int>::max()) throw NotThisField();
  value = static_cast<int>(wide);
}

void read_json(const json& json, double& value) {
  if (!json.is_number()) throw NotThisField();
  value = json.get<double>();
}

void read_json(const json& json, bool& value) {
  if (!json.is_boolean()) throw NotThisField();
  value = json.get<bool>();
}

void read_json(const json& json, std::vector<double>& value) {
  value.clear();
  for (const auto& number : expect_array(json)) read_json(number, value.emplace_back());
}

void read_json(const json& json, std::vector<geo::StyleCategory>& value) {
  value.clear();
  for (const auto& item : expect_array(json)) {
    geo::StyleCategory category;
    read_json(member(item, "value"), category.value);
    read_json(member(item, "label"), category.label);
    std::string fill;
    read_json(member(item, "fill"), fill);
    const auto colour = colour_of(fill);
    if (!colour) throw NotThisField();
    category.fill = *colour;
    value.push_back(std::move(category));
  }
}

void read_json(const json& json, std::vector<std::string>& value) {
  value.clear();
  for (const auto& text : expect_array(json)) read_json(text, value.emplace_back());
}

void read_json(const json& json, std::vector<geo::Condition>& value) {
  value.clear();
  for (const auto& item : expect_array(json)) {
    geo::Condition condition;
    read_json(member(item, "attribute"), condition.attribute);
    if (item.contains("low")) read_json(item["low"], condition.low.emplace());
    if (item.contains("high")) read_json(item["high"], condition.high.emplace());
    if (item.contains("contains")) read_json(item["contains"], condition.contains);
    if (item.contains("values")) read_json(item["values"], condition.values);
    value.push_back(std::move(condition));
  }
}

void read_json(const json& json, std::vector<geo::ModelInput>& value) {
  value.clear();
  for (const auto& item : expect_array(json)) {
    geo::ModelInput input;
    read_json(member(item, "name"), input.name);
    if (item.contains("unit")) read_json(item["unit"], input.unit);
    if (item.contains("value")) read_json(item["value"], input.value.emplace());
    if (item.contains("choice")) read_json(item["choice"], input.choice);
    if (item.contains("uncertainty_pct")) read_json(item["uncertainty_pct"], input.uncertainty_pct.emplace());
    if (item.contains("years"))
      for (const auto& pair : expect_array(item["years"])) {
        if (expect_array(pair).size() != 2) throw NotThisField();
        geo::InputYear& year = input.years.emplace_back();
        read_json(pair[0], year.year);
        read_json(pair[1], year.value);
        if (input.years.size() > 1 && input.years.end()[-2].year >= year.year) throw NotThisField();
      }
    value.push_back(std::move(input));
  }
}

void read_json(const json& json, geo::Geometry& value) {
  geo::Geometry geometry;
  const auto& kind = member(json, "kind");
  const auto name = std::find_if(kind_names.begin(), kind_names.end(), [&](const char* n) { return kind == n; });
  if (name == kind_names.end()) throw NotThisField();
  geometry.kind = static_cast<geo::GeometryKind>(name - kind_names.begin());
  for (const auto& rings : expect_array(member(json, "parts"))) {
    geo::Part& part = geometry.parts.emplace_back();
    for (const auto& flat : expect_array(rings)) {
      geo::Ring& ring = part.rings.emplace_back();
      ring.reserve(expect_array(flat).size() / 2);
      for (std::size_t i = 0; i + 1 < flat.size(); i += 2) {
        geo::MapPoint& p = ring.emplace_back();
        read_json(flat[i], p.x_m);
        read_json(flat[i + 1], p.y_m);
      }
    }
  }
  value = std::move(geometry);
}

void read_json(const json& json, geo::YearlySeries& value) {
  value.clear();
  for (const auto& row : expect_array(json)) {
    if (expect_array(row).size() != 4) throw NotThisField();
    geo::YearlyMass& mass = value.emplace_back();
    read_json(row[0], mass.year);
    mass.gas = word<geo::Gas>(row[1]);
    read_json(row[2], mass.mass_t);
    mass.method = word<geo::MassMethod>(row[3]);
  }
}

void read_json(const json& json, geo::YearlyAmounts& value) {
  value.clear();
  for (const auto& row : expect_array(json)) {
    if (expect_array(row).size() != 2) throw NotThisField();
    geo::YearlyAmount& amount = value.emplace_back();
    read_json(row[0], amount.year);
    read_json(row[1], amount.amount_t);
  }
}

void read_json(const json& json, std::vector<geo::QualityLimit>& value) {
  value.clear();
  for (const auto& item : expect_array(json)) {
    geo::QualityLimit limit;
    read_json(member(item, "property"), limit.property);
    if (item.contains("low")) read_json(item["low"], limit.low.emplace());
    if (item.contains("high")) read_json(item["high"], limit.high.emplace());
    value.push_back(std::move(limit));
  }
}

template <class Item>
std::string column_text(const std::vector<Item>& value) {
  return json_of(value).dump();
}

template <class Item>
void read_column_text(std::string_view text, std::vector<Item>& value) {
  const json list = json::parse(text, nullptr, false);
  if (list.is_discarded()) throw NotThisField();
  read_json(list, value);
}

template std::string column_text(const std::vector<double>&);
template std::string column_text(const std::vector<std::string>&);
template std::string column_text(const std::vector<geo::StyleCategory>&);
template std::string column_text(const std::vector<geo::Condition>&);
template std::string column_text(const std::vector<geo::ModelInput>&);
template std::string column_text(const std::vector<geo::QualityLimit>&);
template void read_column_text(std::string_view, std::vector<double>&);
template void read_column_text(std::string_view, std::vector<std::string>&);
template void read_column_text(std::string_view, std::vector<geo::StyleCategory>&);
template void read_column_text(std::string_view, std::vector<geo::Condition>&);
template void read_column_text(std::string_view, std::vector<geo::ModelInput>&);
template void read_column_text(std::string_view, std::vector<geo::QualityLimit>&);

}  // namespace layers
