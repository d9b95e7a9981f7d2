#include "geo/error.hpp"
#include "layers/asset_files.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <string_view>
#include <system_error>

namespace layers {

namespace {

constexpr std::string_view rate_unit = "t CO2/ha/a";
constexpr std::array<std::string_view, 12> rate_fields{"id",       "name_en", "name_fi", "value", "low",  "high",
                                                       "interval", "formula", "source",  "year",  "unit", "status"};

/// Reads the entries of one file; every fault names file, line, entry and field.
class RateReader {
public:
  explicit RateReader(std::string file) : file_(std::move(file)) {}

  [[nodiscard]] geo::LandCoverRate read(const toml::table& entry) {
    entry_line_ = entry.source().begin.line;
    entry_name_ = entry["id"].value<std::string>().value_or("?");
    for (const auto& [key, node] : entry)
      if (std::find(rate_fields.begin(), rate_fields.end(), key.str()) == rate_fields.end())
        fail(node.source().begin.line,
             geo::say("The rate {0} has an unknown field {1}.", entry_name_, std::string(key.str())));
    if (const auto unit = text(entry, "unit"); unit != rate_unit)
      fail(line_of(entry, "unit"), geo::say("The field unit of the rate {0} has to be {1}.", entry_name_, rate_unit));
    geo::LandCoverRate rate;
    rate.id = text(entry, "id");
    rate.name_en = text(entry, "name_en");
    rate.name_fi = text(entry, "name_fi");
    rate.removal_t_co2_per_ha_a = number(entry, "value");
    rate.low = number(entry, "low");
    rate.high = number(entry, "high");
    if (!(rate.low <= rate.removal_t_co2_per_ha_a))
      fail(line_of(entry, "low"), geo::say("The field low of the rate {0} is above its value.", entry_name_));
    if (!(rate.removal_t_co2_per_ha_a <= rate.high))
      fail(line_of(entry, "high"), geo::say("The field high of the rate {0} is below its value.", entry_name_));
    rate.interval = text(entry, "interval");
    rate.formula = text(entry, "formula");
    rate.source = text(entry, "source");
    rate.source_year = year(entry);
    const auto status = geo::enum_of<geo::FactorStatus>(text(entry, "status"));
    if (!status)
      fail(line_of(entry, "status"),
           geo::say("The field status of the rate {0} has to be verified, computed or to-be-confirmed.", entry_name_));
    rate.status = *status;
    return rate;
  }

  [[noreturn]] void fail(std::size_t line, geo::Message fault) const {
    throw geo::Error(file_ + ":" + std::to_string(line), std::move(fault), advice());
  }
  [[nodiscard]] static geo::Message advice() { return geo::say("Correct the file, or install the program again."); }

private:
  [[nodiscard]] std::size_t line_of(const toml::table& entry, std::string_view field) const {
    const toml::node* node = entry.get(field);
    return node != nullptr ? node->source().begin.line : entry_line_;
  }
  [[nodiscard]] const toml::node& needed(const toml::table& entry, std::string_view field) const {
    const toml::node* node = entry.get(field);
    if (node == nullptr) fail(entry_line_, geo::say("The rate {0} has no field {1}.", entry_name_, field));
    return *node;
  }
  [[nodiscard]] std::string text(const toml::table& entry, std::string_view field) const {
    const auto value = needed(entry, field).value_exact<std::string>();
    if (!value)
      fail(line_of(entry, field), geo::say("The field {1} of the rate {0} is not a text.", entry_name_, field));
    if (value->find_first_not_of(" \t\n") == std::string::npos)
      fail(line_of(entry, field), geo::say("The field {1} of the rate {0} is empty.", entry_name_, field));
    return *value;
  }
  [[nodiscard]] double number(const toml::table& entry, std::string_view field) const {
    const toml::node& node = needed(entry, field);
    const auto value = node.is_number() ? node.value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value))
      fail(line_of(entry, field), geo::say("The field {1} of the rate {0} is not a number.", entry_name_, field));
    return *value;
  }
  [[nodiscard]] int year(const toml::table& entry) const {
    const auto value = needed(entry, "year").value_exact<std::int64_t>();
    if (!value || *value < 1900 || *value > 2200)
      fail(line_of(entry, "year"), geo::say("The field year of the rate {0} is not a year.", entry_name_));
    return static_cast<int>(*value);
  }

  std::string file_;
  std::string entry_name_;
  std::size_t entry_line_ = 0;
};

toml::table parsed_rates(const std::filesystem::path& file) {
  std::error_code no_file;
  std::ifstream stream;
  if (std::filesystem::is_regular_file(file, no_file)) stream.open(file, std::ios::binary);
  if (!stream.is_open()) throw geo::Error(file.string(), geo::say("The file can not be read."), RateReader::advice());
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  try {
    return toml::parse(text, file.string());
  } catch (const toml::parse_error& e) {
    throw geo::Error(file.string() + ":" + std::to_string(e.source().begin.line),
                     geo::say("The file is not valid TOML: {0}.", std::string(e.description())), RateReader::advice());
  }
}

}  // namespace

geo::LandCoverCatalogue read_land_cover(const std::filesystem::path& file) {
  const toml::table root = parsed_rates(file);
  const toml::array* entries = root["rate"].as_array();
  if (entries == nullptr || entries->empty())
    throw geo::Error(file.string(), geo::say("The file has no [[rate]]."), RateReader::advice());
  RateReader reader(file.string());
  geo::LandCoverCatalogue catalogue;
  for (const toml::node& node : *entries) {
    const toml::table* entry = node.as_table();
    if (entry == nullptr)
      throw geo::Error(file.string() + ":" + std::to_string(node.source().begin.line),
                       geo::say("A rate has to be a table of fields."), RateReader::advice());
    geo::LandCoverRate rate = reader.read(*entry);
    if (geo::find_rate(catalogue, rate.id) != nullptr)
      reader.fail(entry->get("id")->source().begin.line, geo::say("The rate {0} is there twice.", rate.id));
    catalogue.push_back(std::move(rate));
  }
  return catalogue;
}

}  // namespace layers
