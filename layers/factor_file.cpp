#include "layers/factor_file.hpp"

#include "geo/unit.hpp"
#include "layers/asset_files.hpp"
#include "layers/factor_entry.hpp"

#include <algorithm>
#include <cmath>

namespace layers {

namespace {

constexpr std::size_t largest_factor_file = 8u << 20;

bool is_id(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
  });
}

/// Value, low and high in their order, and what the shape asks of them.
void check_interval(const TomlEntry& entry, const geo::Factor& factor, const geo::FactorYear& row) {
  const std::string_view field = factor.path.empty() ? "low" : "path";
  if (!(row.low <= row.value && row.value <= row.high))
    entry.fail(field, geo::say("The factor {0} does not have low, value and high in this order.", factor.id),
               correct_the_entry());
  if (auto fault = geo::fault_of({factor.shape, row.value, row.low, row.high}))
    entry.fail(field, std::move(*fault), geo::say("Correct the factor {0}.", factor.id));
}

geo::FactorYear path_row(const TomlEntry& entry, const std::string& id, const toml::node& node) {
  const toml::array* row = node.as_array();
  std::vector<double> numbers;
  if (row != nullptr)
    for (const toml::node& item : *row)
      if (const auto value = item.is_number() ? item.value<double>() : std::nullopt; value && std::isfinite(*value))
        numbers.push_back(*value);
  const bool whole = row != nullptr && numbers.size() == row->size() && (numbers.size() == 2 || numbers.size() == 4);
  if (!whole || numbers[0] != std::floor(numbers[0]) || numbers[0] < 1800 || numbers[0] > 2300)
    entry.fail("path", geo::say("A row of the path of the factor {0} can not be read.", id),
               geo::say("Write a row as [2025, 47] or [2025, 47, 40, 55]: year, value, low, high."));
  const double value = numbers[1];
  return {static_cast<int>(numbers[0]), value, numbers.size() == 4 ? numbers[2] : value,
          numbers.size() == 4 ? numbers[3] : value};
}

void read_path(const TomlEntry& entry, geo::Factor& factor) {
  const toml::array* rows = entry.table()["path"].as_array();
  if (rows == nullptr || rows->empty())
    entry.fail("path", geo::say("The path of the factor {0} has no rows.", factor.id), correct_the_entry());
  for (const toml::node& node : *rows) {
    const geo::FactorYear row = path_row(entry, factor.id, node);
    if (!factor.path.empty() && row.year <= factor.path.back().year)
      entry.fail("path",
                 geo::say("The years of the factor {0} do not ascend: {1} stands after {2}.", factor.id,
                          std::to_string(row.year), std::to_string(factor.path.back().year)),
                 correct_the_entry());
    factor.path.push_back(row);
  }
}

void read_values(const TomlEntry& entry, geo::Factor& factor) {
  const auto shape = entry.word<geo::DistributionShape>("shape");
  factor.shape = shape.value_or(geo::DistributionShape::fixed);
  if (entry.has("path")) {
    for (const std::string_view field : {"value", "low", "high"})
      if (entry.has(field))
        entry.fail(field, geo::say("The factor {0} has a path and {1} beside it.", factor.id, field),
                   correct_the_entry());
    read_path(entry, factor);
    factor.between = entry.word<geo::BetweenYears>("between").value_or(geo::BetweenYears::nothing);
  } else {
    const double value = entry.needed_number("value");
    factor.constant = {0, value, entry.number("low").value_or(value), entry.number("high").value_or(value)};
    if (entry.has("between"))
      entry.fail("between", geo::say("The factor {0} has one value, so nothing lies between its years.", factor.id),
                 correct_the_entry());
  }
  bool has_interval = false;
  const auto check = [&](const geo::FactorYear& row) {
    check_interval(entry, factor, row);
    has_interval = has_interval || row.low < row.high;
  };
  if (factor.path.empty()) check(factor.constant);
  for (const geo::FactorYear& row : factor.path) check(row);
  if (has_interval && factor.shape == geo::DistributionShape::fixed)
    entry.fail("shape", geo::say("The factor {0} has an interval but no shape.", factor.id),
               geo::say("Add shape = \"normal\", \"lognormal\", \"truncated\", \"uniform\" or \"triangular\"."));
}

void add_file(const std::filesystem::path& file, FactorsRead& read) {
  const toml::table root = parsed_toml(text_of_file(file, largest_factor_file), file.string());
  const TomlEntry whole(root, file.string(), file.filename().string());
  if (!whole.has("factor"))
    throw geo::Error(file.string(), geo::say("The file has no [[factor]]."),
                     geo::say("Check that it is the right file."));
  for (const TomlEntry& entry : whole.entries("factor", "factor")) {
    try {
      geo::Factor factor = factor_from(entry);
      const std::string id = factor.id;
      if (!read.catalogue.add(std::move(factor)))
        entry.fail("id", geo::say("The factor {0} is there twice; the first one counts.", id), correct_the_entry());
    } catch (const geo::Error& error) {
      read.left_out.push_back(error);
    }
  }
}

std::string years_text(const geo::Factor& factor) {
  std::string rows;
  for (const geo::FactorYear& row : factor.path) {
    rows += (rows.empty() ? "[" : ", [") + std::to_string(row.year) + ", " + toml_number(row.value);
    if (row.low != row.value || row.high != row.value)
      rows += ", " + toml_number(row.low) + ", " + toml_number(row.high);
    rows += "]";
  }
  return "path = [" + rows + "]\n";
}

}  // namespace

geo::Factor factor_from(const TomlEntry& entry) {
  entry.only({"id",    "name",     "gas",    "gwp",   "unit", "value",      "low",      "high",   "path", "between",
              "shape", "interval", "source", "table", "year", "valid_from", "valid_to", "status", "kind", "note"});
  geo::Factor factor;
  factor.id = entry.needed_text("id");
  if (!is_id(factor.id))
    entry.fail("id", geo::say("The factor id {0} has other marks than small letters, digits, -, _ and .", factor.id),
               correct_the_entry());
  factor.name = entry.local_text("name");
  if (factor.name.en.empty())
    entry.fail("name", geo::say("The factor {0} has no name in English.", factor.id), correct_the_entry());
  factor.gas = entry.word<geo::Gas>("gas");
  factor.gwp_set = entry.word<geo::GwpSet>("gwp");
  if (factor.gwp_set && factor.gas != geo::Gas::co2e)
    entry.fail("gwp", geo::say("The factor {0} is of one gas, so it has no set of warming potentials.", factor.id),
               correct_the_entry());
  factor.unit = entry.needed_text("unit");
  try {
    (void)geo::unit_from_text(factor.unit);
  } catch (const geo::Error& error) {
    entry.fail("unit", geo::say("The unit {1} of {0} can not be used.", factor.id, factor.unit), error.advice());
  }
  read_values(entry, factor);
  factor.interval = entry.text("interval");
  factor.source = entry.needed_text("source");
  factor.table = entry.text("table");
  const auto source_year = entry.year("year");
  if (!source_year)
    entry.fail("year", geo::say("The factor {0} does not say the year of its source.", factor.id), correct_the_entry());
  factor.source_year = *source_year;
  factor.valid_from = entry.year("valid_from");
  factor.valid_to = entry.year("valid_to");
  if (factor.valid_from && factor.valid_to && *factor.valid_from > *factor.valid_to)
    entry.fail("valid_to", geo::say("The factor {0} ends to hold before it begins.", factor.id), correct_the_entry());
  const auto status = entry.word<geo::FactorStatus>("status");
  if (!status)
    entry.fail("status", geo::say("The factor {0} does not say how sure it is.", factor.id),
               geo::say("Add status = \"verified\", \"computed\" or \"to-be-confirmed\"."));
  factor.status = *status;
  factor.kind = entry.text("kind");
  factor.note = entry.text("note");
  return factor;
}

FactorsRead read_factor_file(const std::filesystem::path& file) {
  FactorsRead read;
  add_file(file, read);
  return read;
}

FactorsRead read_factors(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  std::error_code none;
  for (const auto& file : std::filesystem::directory_iterator(folder, none))
    if (file.path().extension() == ".toml") files.push_back(file.path());
  if (files.empty())
    throw geo::Error(folder.string(), geo::say("The folder has no factor files."),
                     geo::say("Install the program again, or set HIILITIE_ASSETS to its assets."));
  std::sort(files.begin(), files.end());
  FactorsRead read;
  for (const std::filesystem::path& file : files) {
    try {
      add_file(file, read);
    } catch (const geo::Error& error) {
      read.left_out.push_back(error);
    }
  }
  return read;
}

FactorsRead read_shipped_factors() {
  return read_factors(asset_folder() / "factors");
}

std::string factor_text(const geo::Factor& factor) {
  std::string text = "[[factor]]\nid = " + quoted_toml(factor.id) + "\nname = " + toml_of(factor.name) + "\n";
  const auto field = [&text](std::string_view name, std::string_view value) {
    if (!value.empty()) text += std::string(name) + " = " + quoted_toml(value) + "\n";
  };
  const auto year = [&text](std::string_view name, const std::optional<int>& value) {
    if (value) text += std::string(name) + " = " + std::to_string(*value) + "\n";
  };
  if (factor.gas) field("gas", geo::text_of(*factor.gas));
  if (factor.gwp_set) field("gwp", geo::text_of(*factor.gwp_set));
  field("unit", factor.unit);
  if (factor.path.empty()) {
    text += "value = " + toml_number(factor.constant.value) + "\n";
    if (factor.constant.low != factor.constant.value || factor.constant.high != factor.constant.value)
      text += "low = " + toml_number(factor.constant.low) + "\nhigh = " + toml_number(factor.constant.high) + "\n";
  } else {
    text += years_text(factor);
    if (factor.between != geo::BetweenYears::nothing) field("between", geo::text_of(factor.between));
  }
  if (factor.shape != geo::DistributionShape::fixed) field("shape", geo::text_of(factor.shape));
  field("interval", factor.interval);
  field("source", factor.source);
  field("table", factor.table);
  year("year", factor.source_year);
  year("valid_from", factor.valid_from);
  year("valid_to", factor.valid_to);
  field("status", geo::text_of(factor.status));
  field("kind", factor.kind);
  field("note", factor.note);
  return text;
}

}  // namespace layers
