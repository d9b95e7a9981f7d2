#include "layers/toml_entry.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <fstream>
#include <system_error>

namespace layers {

geo::Message correct_the_entry() {
  return geo::say("Correct it in the file and read it again.");
}

std::string text_of_file(const std::filesystem::path& file, std::size_t largest) {
  std::error_code none;
  std::ifstream stream;
  if (std::filesystem::is_regular_file(file, none)) stream.open(file, std::ios::binary);
  if (!stream.is_open())
    throw geo::Error(file.string(), geo::say("The file can not be read."), geo::say("Check its name and its rights."));
  std::string text(largest + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > largest)
    throw geo::Error(file.string(), geo::say("The file is too large for what it should hold."),
                     geo::say("Check that it is the right file."));
  return text;
}

toml::table parsed_toml(std::string_view text, const std::string& file) {
  try {
    return toml::parse(text, file);
  } catch (const toml::parse_error& error) {
    throw geo::Error(file + ":" + std::to_string(error.source().begin.line),
                     geo::say("The file is not valid TOML: {0}.", std::string(error.description())),
                     correct_the_entry());
  }
}

std::string quoted_toml(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      result += '\\';
      result += c;
    } else if (c == '\n') {
      result += "\\n";
    } else if (byte < 0x20 || byte == 0x7F) {
      constexpr std::string_view digits = "0123456789ABCDEF";
      result += "\\u00";
      result += digits[byte >> 4];
      result += digits[byte & 15];
    } else {
      result += c;
    }
  }
  return result + "\"";
}

std::string toml_number(double value) {
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

std::string toml_of(const geo::LocalText& text) {
  std::string fields;
  for (const auto& [language, words] : {std::pair{"en", &text.en}, {"fi", &text.fi}, {"sv", &text.sv}})
    if (!words->empty()) fields += (fields.empty() ? "" : ", ") + std::string(language) + " = " + quoted_toml(*words);
  return "{ " + fields + " }";
}

void TomlEntry::fail(std::string_view field, geo::Message fault, geo::Message advice) const {
  const toml::node* node = table_.get(field);
  const auto line = (node != nullptr ? node->source() : table_.source()).begin.line;
  throw geo::Error(line == 0 ? file_ : file_ + ":" + std::to_string(line), std::move(fault), std::move(advice));
}

void TomlEntry::only(std::initializer_list<std::string_view> fields) const {
  for (const auto& [key, node] : table_)
    if (std::find(fields.begin(), fields.end(), key.str()) == fields.end())
      fail(key.str(), geo::say("{0} has an unknown field {1}.", name_, key.str()), correct_the_entry());
}

std::string TomlEntry::text(std::string_view field) const {
  const toml::node* node = table_.get(field);
  if (node == nullptr) return {};
  const auto value = node->value_exact<std::string>();
  if (!value)
    fail(field, geo::say("The field {1} of {0} is not a text.", name_, field),
         geo::say("Write it in quotation marks."));
  return *value;
}

std::string TomlEntry::needed_text(std::string_view field) const {
  std::string value = text(field);
  if (value.find_first_not_of(" \t\n") == std::string::npos)
    fail(field, geo::say("{0} has no {1}.", name_, field), correct_the_entry());
  return value;
}

geo::LocalText TomlEntry::local_text(std::string_view field) const {
  const toml::node* node = table_.get(field);
  if (node == nullptr) return {};
  const toml::table* languages = node->as_table();
  if (languages == nullptr)
    fail(field, geo::say("The field {1} of {0} is not a text in languages.", name_, field),
         geo::say("Write it as { en = \"...\", fi = \"...\", sv = \"...\" }."));
  const TomlEntry entry(*languages, file_, name_);
  entry.only({"en", "fi", "sv"});
  return {entry.text("en"), entry.text("fi"), entry.text("sv")};
}

double TomlEntry::finite(std::string_view field, const toml::node& node) const {
  const auto value = node.is_number() ? node.value<double>() : std::nullopt;
  if (!value)
    fail(field, geo::say("The field {1} of {0} is not a number.", name_, field),
         geo::say("Write a number such as 12.5, with a decimal point and without quotation marks."));
  if (!std::isfinite(*value))
    fail(field, geo::say("The field {1} of {0} is not a finite number.", name_, field), correct_the_entry());
  return *value;
}

std::optional<double> TomlEntry::number(std::string_view field) const {
  const toml::node* node = table_.get(field);
  if (node == nullptr) return std::nullopt;
  return finite(field, *node);
}

double TomlEntry::needed_number(std::string_view field) const {
  const auto value = number(field);
  if (!value) fail(field, geo::say("{0} has no {1}.", name_, field), correct_the_entry());
  return *value;
}

std::optional<int> TomlEntry::year(std::string_view field) const {
  const auto value = number(field);
  if (!value) return std::nullopt;
  if (*value != std::floor(*value) || *value < 1800 || *value > 2300)
    fail(field, geo::say("The field {1} of {0} is not a year.", name_, field), correct_the_entry());
  return static_cast<int>(*value);
}

bool TomlEntry::flag(std::string_view field) const {
  const toml::node* node = table_.get(field);
  if (node == nullptr) return false;
  const auto value = node->value_exact<bool>();
  if (!value)
    fail(field, geo::say("The field {1} of {0} is neither true nor false.", name_, field), correct_the_entry());
  return *value;
}

std::vector<std::string> TomlEntry::texts(std::string_view field) const {
  const toml::node* node = table_.get(field);
  if (node == nullptr) return {};
  std::vector<std::string> result;
  const toml::array* array = node->as_array();
  if (array != nullptr)
    for (const toml::node& item : *array)
      if (auto value = item.value_exact<std::string>()) result.push_back(std::move(*value));
  if (array == nullptr || result.size() != array->size())
    fail(field, geo::say("The field {1} of {0} is not a list of texts.", name_, field),
         geo::say("Write it as [\"...\", \"...\"]."));
  return result;
}

std::vector<TomlEntry> TomlEntry::entries(std::string_view field, std::string_view name) const {
  const toml::node* node = table_.get(field);
  if (node == nullptr) return {};
  const toml::array* array = node->as_array();
  std::vector<TomlEntry> result;
  if (array != nullptr)
    for (const toml::node& item : *array)
      if (const toml::table* table = item.as_table()) {
        std::string called(name);
        for (const std::string_view key : {"id", "name", "word", "step", "gas"})
          if (const auto id = (*table)[key].value_exact<std::string>()) {
            called += " " + *id;
            break;
          }
        result.emplace_back(*table, file_, std::move(called));
      }
  if (array == nullptr || result.size() != array->size())
    fail(field, geo::say("The field {1} of {0} is not a list of tables.", name_, field), correct_the_entry());
  return result;
}

}  // namespace layers
