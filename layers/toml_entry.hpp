// Reading fields of TOML tables so that each fault names file, line, entry and field. Includes toml++: for .cpp files.
#pragma once

#include "geo/error.hpp"
#include "geo/local_text.hpp"
#include "geo/plan/enum_text.hpp"

#include <toml++/toml.h>

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace layers {

/// The advice for an entry that is wrong.
[[nodiscard]] geo::Message correct_the_entry();
/// The text of a file of at most `largest` bytes. Throws geo::Error.
[[nodiscard]] std::string text_of_file(const std::filesystem::path& file, std::size_t largest);
/// Throws geo::Error with file and line.
[[nodiscard]] toml::table parsed_toml(std::string_view text, const std::string& file);
/// A text as it stands in TOML between quotation marks, with them.
[[nodiscard]] std::string quoted_toml(std::string_view text);
/// A number that reads back as the same one.
[[nodiscard]] std::string toml_number(double value);
/// { en = "...", fi = "...", sv = "..." }, without the languages that are empty.
[[nodiscard]] std::string toml_of(const geo::LocalText& text);

/// One table of a file. Every function throws geo::Error whose subject is "file:line". A field that is left out is an
/// empty text, no number, no year.
class TomlEntry {
public:
  /// `name` is said in faults: "the factor fuel.gas.co2".
  TomlEntry(const toml::table& table, std::string file, std::string name)
      : table_(table), file_(std::move(file)), name_(std::move(name)) {}

  [[nodiscard]] const toml::table& table() const { return table_; }
  [[nodiscard]] const std::string& file() const { return file_; }
  [[noreturn]] void fail(std::string_view field, geo::Message fault, geo::Message advice) const;
  /// Throws for a field that is not one of these.
  void only(std::initializer_list<std::string_view> fields) const;
  [[nodiscard]] bool has(std::string_view field) const { return table_.contains(field); }

  [[nodiscard]] std::string text(std::string_view field) const;
  [[nodiscard]] std::string needed_text(std::string_view field) const;
  [[nodiscard]] geo::LocalText local_text(std::string_view field) const;
  [[nodiscard]] std::optional<double> number(std::string_view field) const;
  [[nodiscard]] double needed_number(std::string_view field) const;
  [[nodiscard]] std::optional<int> year(std::string_view field) const;
  [[nodiscard]] bool flag(std::string_view field) const;
  [[nodiscard]] std::vector<std::string> texts(std::string_view field) const;
  /// The tables of an array of tables; `name` begins what they are called in faults.
  [[nodiscard]] std::vector<TomlEntry> entries(std::string_view field, std::string_view name) const;
  template <geo::NamedEnum E>
  [[nodiscard]] std::optional<E> word(std::string_view field) const {
    const std::string text_found = text(field);
    if (text_found.empty()) return std::nullopt;
    if (const auto value = geo::enum_of<E>(text_found)) return value;
    std::string words;
    for (const std::string_view known : geo::EnumText<E>::names)
      words += (words.empty() ? "" : ", ") + std::string(known);
    fail(field, geo::say("The field {1} of {0} is not one of its words.", name_, field),
         geo::say("Choose one of: {0}.", words));
  }

private:
  [[nodiscard]] double finite(std::string_view field, const toml::node& node) const;

  const toml::table& table_;
  std::string file_;
  std::string name_;
};

}  // namespace layers
