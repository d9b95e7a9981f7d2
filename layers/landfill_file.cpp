#include "layers/landfill_file.hpp"

#include "geo/error.hpp"

#include <toml++/toml.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <system_error>

namespace layers {

namespace {

using geo::WasteQuantity;

constexpr std::array<std::string_view, 4> word_fields{"word", "name_en", "name_fi", "name_sv"};
constexpr std::array<std::string_view, 14> factor_fields{"words", "editions", "climate",  "value",  "low",
                                                         "high",  "unit",     "shape",    "source", "table",
                                                         "year",  "status",   "interval", "note"};

geo::Message advice() {
  return geo::say("Correct the file, or install the program again.");
}

/// Reads entries; every fault names file and line.
class Reader {
public:
  explicit Reader(std::string file) : file_(std::move(file)) {}

  [[nodiscard]] geo::WasteTables read(const toml::table& root) {
    geo::WasteTables tables;
    for (const auto& [key, node] : root) {
      const std::string_view name = key.str();
      const toml::array* entries = node.as_array();
      const auto quantity = geo::enum_of<WasteQuantity>(name);
      if (entries == nullptr || (!quantity && name != "stream" && name != "site_type"))
        fail(node.source().begin.line, geo::say("The file has an unknown part {0}.", name));
      for (const toml::node& entry : *entries) {
        const toml::table* fields = entry.as_table();
        if (fields == nullptr) fail(entry.source().begin.line, geo::say("An entry has to be a table of fields."));
        if (quantity)
          tables.factors.push_back(factor(*fields, *quantity));
        else
          (name == "stream" ? tables.streams : tables.site_types).push_back(word(*fields));
      }
    }
    if (tables.streams.empty() || tables.factors.empty()) fail(1, geo::say("The file has no figures."));
    check_words(root, tables);
    return tables;
  }

  [[noreturn]] void fail(std::size_t line, geo::Message fault) const {
    throw geo::Error(file_ + ":" + std::to_string(line), std::move(fault), advice());
  }

private:
  [[nodiscard]] static std::size_t line_of(const toml::table& entry, std::string_view field) {
    const toml::node* node = entry.get(field);
    return node != nullptr ? node->source().begin.line : entry.source().begin.line;
  }

  void check_fields(const toml::table& entry, std::span<const std::string_view> known) const {
    for (const auto& [key, node] : entry)
      if (std::find(known.begin(), known.end(), key.str()) == known.end())
        fail(node.source().begin.line, geo::say("There is no field {0} here.", key.str()));
  }

  [[nodiscard]] std::string text(const toml::table& entry, std::string_view field) const {
    const toml::node* node = entry.get(field);
    if (node == nullptr) fail(line_of(entry, field), geo::say("The field {0} is missing.", field));
    const auto value = node->value_exact<std::string>();
    if (!value || value->find_first_not_of(" \t\n") == std::string::npos)
      fail(line_of(entry, field), geo::say("The field {0} is not a text.", field));
    return *value;
  }

  [[nodiscard]] double number(const toml::table& entry, std::string_view field) const {
    const toml::node* node = entry.get(field);
    if (node == nullptr) fail(line_of(entry, field), geo::say("The field {0} is missing.", field));
    const auto value = node->is_number() ? node->value<double>() : std::nullopt;
    if (!value || !std::isfinite(*value))
      fail(line_of(entry, field), geo::say("The field {0} is not a number.", field));
    return *value;
  }

  [[nodiscard]] std::vector<std::string> words(const toml::table& entry, std::string_view field) const {
    const toml::array* array = entry[field].as_array();
    std::vector<std::string> list;
    if (array != nullptr)
      for (const toml::node& node : *array)
        if (const auto value = node.value_exact<std::string>()) list.push_back(*value);
    if (array == nullptr || list.empty() || list.size() != array->size())
      fail(line_of(entry, field), geo::say("The field {0} is not a list of words.", field));
    return list;
  }

  template <geo::NamedEnum E>
  [[nodiscard]] E chosen(const toml::table& entry, std::string_view field, std::string_view word) const {
    const auto value = geo::enum_of<E>(word);
    if (!value) fail(line_of(entry, field), geo::say("The field {0} does not know the word {1}.", field, word));
    return *value;
  }

  [[nodiscard]] geo::WasteWord word(const toml::table& entry) const {
    check_fields(entry, word_fields);
    return {text(entry, "word"), {text(entry, "name_en"), text(entry, "name_fi"), text(entry, "name_sv")}};
  }

  [[nodiscard]] geo::WasteFactor factor(const toml::table& entry, WasteQuantity quantity) const {
    check_fields(entry, factor_fields);
    geo::WasteFactor made;
    made.quantity = quantity;
    made.words = words(entry, "words");
    for (const std::string& edition : words(entry, "editions"))
      made.editions.push_back(chosen<geo::WasteEdition>(entry, "editions", edition));
    if (entry.contains("climate"))
      made.climate = chosen<geo::LandfillClimate>(entry, "climate", text(entry, "climate"));
    made.number = {chosen<geo::DistributionShape>(entry, "shape", text(entry, "shape")), number(entry, "value"),
                   number(entry, "low"), number(entry, "high")};
    made.unit = text(entry, "unit");
    made.interval = text(entry, "interval");
    made.source = text(entry, "source");
    made.table = text(entry, "table");
    made.source_year = year(entry);
    made.status = chosen<geo::FactorStatus>(entry, "status", text(entry, "status"));
    if (entry.contains("note")) made.note = text(entry, "note");
    check_number(entry, made);
    return made;
  }

  void check_number(const toml::table& entry, const geo::WasteFactor& made) const {
    const geo::Distribution& number = made.number;
    if (!(number.low <= number.value)) fail(line_of(entry, "low"), geo::say("The field low is above the value."));
    if (!(number.value <= number.high)) fail(line_of(entry, "high"), geo::say("The field high is below the value."));
    if (number.low < 0) fail(line_of(entry, "low"), geo::say("The field {0} is below 0.", "low"));
    const bool around_one = made.quantity == WasteQuantity::deposits || made.quantity == WasteQuantity::recovery;
    if (!around_one && number.high > 1) fail(line_of(entry, "high"), geo::say("The field {0} is above 1.", "high"));
    const std::string_view unit = made.quantity == WasteQuantity::k ? "1/a" : "1";
    if (made.unit != unit) fail(line_of(entry, "unit"), geo::say("The unit has to be {0}.", unit));
  }

  [[nodiscard]] int year(const toml::table& entry) const {
    const double value = number(entry, "year");
    if (value != std::floor(value) || value < 1900 || value > 2200)
      fail(line_of(entry, "year"), geo::say("The field {0} is not a year.", "year"));
    return static_cast<int>(value);
  }

  /// Streams and kinds of site are declared, and no figure is said twice.
  void check_words(const toml::table& root, const geo::WasteTables& tables) const {
    std::set<std::string> known;
    for (const auto* list : {&tables.streams, &tables.site_types})
      for (const geo::WasteWord& word : *list)
        if (!known.insert(word.word).second) fail(1, geo::say("The word {0} is there twice.", word.word));
    std::set<std::tuple<WasteQuantity, std::string, geo::WasteEdition, int>> said;
    std::vector<std::pair<std::size_t, const geo::WasteFactor*>> lines;
    std::size_t next = 0;
    for (const auto& [key, node] : root) {
      if (!geo::enum_of<WasteQuantity>(key.str())) continue;
      for (const toml::node& entry : *node.as_array())
        lines.emplace_back(entry.source().begin.line, &tables.factors[next++]);
    }
    for (const auto& [line, factor] : lines)
      for (const std::string& word : factor->words) {
        const bool of_table = factor->quantity <= WasteQuantity::mcf;
        if (of_table && !known.contains(word)) fail(line, geo::say("The word {0} is not declared.", word));
        for (const geo::WasteEdition edition : factor->editions)
          for (std::size_t climate = 0; climate < geo::EnumText<geo::LandfillClimate>::names.size(); ++climate) {
            if (factor->climate && static_cast<std::size_t>(*factor->climate) != climate) continue;
            if (!said.emplace(factor->quantity, word, edition, static_cast<int>(climate)).second)
              fail(line, geo::say("A figure for {0} is there twice.", word));
          }
      }
  }

  std::string file_;
};

}  // namespace

geo::WasteTables read_waste_tables(const std::filesystem::path& file) {
  std::error_code no_file;
  std::ifstream stream;
  if (std::filesystem::is_regular_file(file, no_file)) stream.open(file, std::ios::binary);
  if (!stream.is_open()) throw geo::Error(file.string(), geo::say("The file can not be read."), advice());
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  Reader reader(file.string());
  try {
    return reader.read(toml::parse(text, file.string()));
  } catch (const toml::parse_error& e) {
    reader.fail(e.source().begin.line, geo::say("The file is not valid TOML: {0}.", std::string(e.description())));
  }
}

}  // namespace layers
