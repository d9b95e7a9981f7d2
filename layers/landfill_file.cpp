#include "layers/landfill_file.hpp"

#include "layers/toml_entry.hpp"

#include <algorithm>
#include <set>
#include <tuple>

namespace layers {

namespace {

using geo::WasteQuantity;

constexpr std::size_t largest_tables = 1u << 20;

geo::Message correct_tables() {
  return geo::say("Correct it in the file and read it again.");
}

geo::WasteWord waste_word_from(const TomlEntry& entry) {
  entry.only({"word", "name"});
  return {entry.needed_text("word"), entry.local_text("name")};
}

void check_waste_number(const TomlEntry& entry, const geo::WasteFactor& factor) {
  const geo::Distribution& number = factor.number;
  if (auto fault = geo::fault_of(number)) entry.fail("value", std::move(*fault), correct_tables());
  if (!(number.low <= number.value && number.value <= number.high))
    entry.fail("low", geo::say("The fields low, value and high are not in this order."), correct_tables());
  if (number.low < 0) entry.fail("low", geo::say("The field {0} is below 0.", "low"), correct_tables());
  const bool around_one = factor.quantity == WasteQuantity::deposits || factor.quantity == WasteQuantity::recovery;
  const bool is_rate = factor.quantity == WasteQuantity::k;
  if (!around_one && !is_rate && number.high > 1)
    entry.fail("high", geo::say("The field {0} is above 1.", "high"), correct_tables());
  const std::string_view unit = is_rate ? "1/a" : "1";
  if (factor.unit != unit) entry.fail("unit", geo::say("The unit has to be {0}.", unit), correct_tables());
}

geo::WasteFactor waste_factor_from(const TomlEntry& entry, WasteQuantity quantity) {
  entry.only({"words", "editions", "climate", "value", "low", "high", "unit", "shape", "interval", "source", "table",
              "year", "status", "note"});
  geo::WasteFactor factor;
  factor.quantity = quantity;
  factor.words = entry.texts("words");
  for (const std::string& text : entry.texts("editions")) {
    const auto edition = geo::enum_of<geo::WasteEdition>(text);
    if (!edition) entry.fail("editions", geo::say("There is no edition {0}.", text), correct_tables());
    factor.editions.push_back(*edition);
  }
  if (factor.words.empty()) entry.fail("words", geo::say("The field {0} is missing.", "words"), correct_tables());
  if (factor.editions.empty())
    entry.fail("editions", geo::say("The field {0} is missing.", "editions"), correct_tables());
  factor.climate = entry.word<geo::LandfillClimate>("climate");
  (void)entry.needed_text("shape");
  factor.number = {*entry.word<geo::DistributionShape>("shape"), entry.needed_number("value"),
                   entry.needed_number("low"), entry.needed_number("high")};
  factor.unit = entry.needed_text("unit");
  factor.interval = entry.needed_text("interval");
  factor.source = entry.needed_text("source");
  factor.table = entry.needed_text("table");
  (void)entry.needed_number("year");
  factor.source_year = *entry.year("year");
  (void)entry.needed_text("status");
  factor.status = *entry.word<geo::FactorStatus>("status");
  factor.note = entry.text("note");
  check_waste_number(entry, factor);
  return factor;
}

/// What is known so far, to see that words are declared and no figure is said twice.
class KnownFigures {
public:
  void add(const TomlEntry& entry, const geo::WasteWord& word) {
    if (!words_.insert(word.word).second)
      entry.fail("word", geo::say("The word {0} is there twice.", word.word), correct_tables());
  }

  void add(const TomlEntry& entry, const geo::WasteFactor& factor) {
    const bool of_declared = factor.quantity <= WasteQuantity::mcf;
    for (const std::string& word : factor.words) {
      if (of_declared && !words_.contains(word))
        entry.fail("words", geo::say("The word {0} is not declared.", word), correct_tables());
      for (const geo::WasteEdition edition : factor.editions)
        for (std::size_t climate = 0; climate < geo::EnumText<geo::LandfillClimate>::names.size(); ++climate) {
          if (factor.climate && static_cast<std::size_t>(*factor.climate) != climate) continue;
          if (!figures_.emplace(factor.quantity, word, edition, climate).second)
            entry.fail("words", geo::say("A figure for {0} is there twice.", word), correct_tables());
        }
    }
  }

private:
  std::set<std::string> words_;
  std::set<std::tuple<WasteQuantity, std::string, geo::WasteEdition, std::size_t>> figures_;
};

}  // namespace

geo::WasteTables read_waste_tables(const std::filesystem::path& file) {
  const std::string name = file.string();
  const toml::table root = parsed_toml(text_of_file(file, largest_tables), name);
  const TomlEntry whole(root, name, "file");
  whole.only({"stream", "site_type", "doc", "docf", "k", "mcf", "ch4_share", "oxidation", "deposits", "recovery"});
  geo::WasteTables tables;
  KnownFigures known;
  for (const std::string_view part : {"stream", "site_type"})
    for (const TomlEntry& entry : whole.entries(part, part)) {
      auto& words = part == "stream" ? tables.streams : tables.site_types;
      known.add(entry, words.emplace_back(waste_word_from(entry)));
    }
  for (std::size_t i = 0; i < geo::EnumText<WasteQuantity>::names.size(); ++i) {
    const std::string_view part = geo::EnumText<WasteQuantity>::names[i];
    for (const TomlEntry& entry : whole.entries(part, part))
      known.add(entry, tables.factors.emplace_back(waste_factor_from(entry, static_cast<WasteQuantity>(i))));
  }
  if (tables.streams.empty() || tables.factors.empty())
    throw geo::Error(name, geo::say("The file has no figures."), geo::say("Check that it is the right file."));
  return tables;
}

}  // namespace layers
