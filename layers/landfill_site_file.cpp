#include "layers/landfill_site_file.hpp"

#include <algorithm>
#include <map>

namespace layers {

namespace {

/// Above any landfill; keeps sums finite.
constexpr CsvTable::Limits site_mass_limits{0, 1e12};
constexpr CsvTable::Limits site_share_limits{0, 1};

constexpr std::string_view tonnes_ending = "_t";

struct SiteColumns {
  std::size_t year = 0;
  std::optional<std::size_t> mcf;
  std::optional<std::size_t> recovered;
  std::optional<std::size_t> recovery_share;
  std::optional<std::size_t> oxidation;
  std::vector<std::pair<std::string, std::size_t>> streams;
};

const StreamParameters* given_parameters(const LandfillSiteChoices& choices, std::string_view name) {
  const auto found = std::find_if(choices.streams.begin(), choices.streams.end(),
                                  [&](const StreamParameters& stream) { return stream.name == name; });
  return found == choices.streams.end() ? nullptr : &*found;
}

bool is_known_waste(const geo::WasteTables& waste, const LandfillSiteChoices& choices, std::string_view name) {
  return given_parameters(choices, name) != nullptr ||
         std::any_of(waste.streams.begin(), waste.streams.end(),
                     [&](const geo::WasteWord& word) { return word.word == name; });
}

geo::Message column_advice(const geo::WasteTables& waste) {
  std::string words;
  for (const geo::WasteWord& word : waste.streams) words += (words.empty() ? "" : ", ") + word.word + "_t";
  return geo::say("Known are year, mcf, recovered_ch4_t, recovery_share, oxidation, {0}.", words);
}

/// Says what is wrong with a column that can not be used.
[[noreturn]] void fail_site_column(const CsvTable& table, const std::string& column, const geo::WasteTables& waste,
                                   const LandfillSiteChoices& choices) {
  for (std::size_t end = column.size(); end != 0 && end != std::string::npos; end = column.rfind('_', end - 1)) {
    const std::string stem = column.substr(0, end);
    if (is_known_waste(waste, choices, stem) || stem == "recovered_ch4")
      table.fail(geo::say("Row 1, column {0}: a mass has to be in tonnes, in a column {1}.", shown_cell(column),
                          stem + std::string(tonnes_ending)));
  }
  table.fail(geo::say("Row 1, column {0}: this column is not known.", shown_cell(column)), column_advice(waste));
}

SiteColumns site_columns(const CsvTable& table, const geo::WasteTables& waste, const LandfillSiteChoices& choices) {
  SiteColumns found;
  found.year = table.column("year");
  for (std::size_t i = 0; i < table.columns().size(); ++i) {
    const std::string& column = table.columns()[i];
    if (i == found.year) continue;
    if (column == "mcf")
      found.mcf = i;
    else if (column == "recovered_ch4_t")
      found.recovered = i;
    else if (column == "recovery_share")
      found.recovery_share = i;
    else if (column == "oxidation")
      found.oxidation = i;
    else {
      const std::string name =
          column.ends_with(tonnes_ending) ? column.substr(0, column.size() - tonnes_ending.size()) : "";
      const bool usable = is_known_waste(waste, choices, name) || (choices.masses_only && is_stream_name(name));
      if (!usable) fail_site_column(table, column, waste, choices);
      found.streams.emplace_back(name, i);
    }
  }
  if (found.streams.empty())
    table.fail(geo::say("There is no column with a mass of waste, for example food_t."), column_advice(waste));
  return found;
}

/// Rows of the table by year.
std::map<int, std::size_t> rows_by_year(const CsvTable& table, std::size_t column) {
  std::map<int, std::size_t> rows;
  for (std::size_t row = 0; row < table.row_count(); ++row) {
    const auto [first, added] = rows.emplace(table.year(row, column), row);
    if (!added)
      table.fail(geo::say("Row {0}, column year: the year {1} is there twice, first in row {2}.", table.row_number(row),
                          std::to_string(first->first), table.row_number(first->second)));
  }
  return rows;
}

std::optional<double> optional_site_number(const CsvTable& table, std::size_t row, std::optional<std::size_t> column,
                                           CsvTable::Limits limits) {
  if (!column || table.empty(row, *column)) return std::nullopt;
  return table.number(row, *column, limits);
}

geo::LandfillYear site_year(const CsvTable& table, std::size_t row, const SiteColumns& columns) {
  const auto recovered = optional_site_number(table, row, columns.recovered, site_mass_limits);
  const auto share = optional_site_number(table, row, columns.recovery_share, site_share_limits);
  if (recovered && share && (*recovered != 0 || *share != 0))
    table.fail(geo::say("Row {0}, columns recovered_ch4_t and recovery_share: recovery is given twice.",
                        table.row_number(row)),
               geo::say("Leave one of the two empty in each row."));
  return {.mcf = optional_site_number(table, row, columns.mcf, site_share_limits).value_or(1),
          .recovered_ch4_t = recovered.value_or(0),
          .recovery_share = share.value_or(0),
          .oxidation = optional_site_number(table, row, columns.oxidation, site_share_limits).value_or(0)};
}

/// "1991, 1993-1997".
std::string year_list(const std::vector<int>& years) {
  std::string text;
  for (std::size_t i = 0; i < years.size();) {
    std::size_t last = i;
    while (last + 1 < years.size() && years[last + 1] == years[last] + 1) ++last;
    text += (text.empty() ? "" : ", ") + std::to_string(years[i]);
    if (last > i) text += "-" + std::to_string(years[last]);
    i = last + 1;
  }
  return text;
}

geo::WasteDecay waste_of(const CsvTable& table, const std::string& name, const geo::WasteTables& waste,
                         const LandfillSiteChoices& choices) {
  geo::WasteDecay decay = geo::waste_decay(waste, name, choices.edition, choices.climate).value_or(geo::WasteDecay{});
  const bool in_tables = geo::waste_decay(waste, name, choices.edition, choices.climate).has_value();
  const StreamParameters* given = given_parameters(choices, name);
  if (!in_tables && (given == nullptr || !given->doc || !given->docf || !given->k_per_a))
    table.fail(geo::say("The tables have no doc, docf and k for {0}: all three have to be given.", name));
  if (given != nullptr) {
    decay.doc = given->doc.value_or(decay.doc);
    decay.docf = given->docf.value_or(decay.docf);
    decay.k_per_a = given->k_per_a.value_or(decay.k_per_a);
  }
  decay.ch4_share = choices.ch4_share;
  return decay;
}

/// Names the figures of the tables that are used and not confirmed.
void note_unconfirmed(const std::string& name, const geo::WasteTables& waste, const LandfillSiteChoices& choices,
                      std::vector<geo::Message>& notes) {
  const StreamParameters* given = given_parameters(choices, name);
  const auto check = [&](geo::WasteQuantity quantity, bool is_given) {
    const geo::WasteFactor* factor = geo::find_factor(waste, quantity, name, choices.edition, choices.climate);
    if (!is_given && factor != nullptr && factor->status == geo::FactorStatus::to_be_confirmed)
      notes.push_back(geo::say("{0} of {1} is to be confirmed: {2}", geo::text_of(quantity), name, factor->note));
  };
  check(geo::WasteQuantity::doc, given != nullptr && given->doc);
  check(geo::WasteQuantity::docf, given != nullptr && given->docf);
  check(geo::WasteQuantity::k, given != nullptr && given->k_per_a);
}

}  // namespace

bool is_stream_name(std::string_view name) {
  const auto usable = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
  };
  return !name.empty() && name.size() <= 64 && name != geo::landfill_total && usable(name.front()) &&
         usable(name.back()) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return usable(c) || c == '-' || c == ' '; });
}

LandfillSiteTable read_landfill_site(const CsvTable& table, const geo::WasteTables& waste,
                                     const LandfillSiteChoices& choices) {
  const SiteColumns columns = site_columns(table, waste, choices);
  const std::map<int, std::size_t> rows = rows_by_year(table, columns.year);
  LandfillSiteTable made;
  made.site.first_year = rows.begin()->first;
  made.last_year = rows.rbegin()->first;
  for (const auto& [name, column] : columns.streams) {
    made.site.streams.push_back(
        {name, choices.masses_only ? geo::WasteDecay{} : waste_of(table, name, waste, choices), {}, {}});
    if (!choices.masses_only) note_unconfirmed(name, waste, choices, made.notes);
  }
  std::vector<int> missing;
  for (int year = made.site.first_year; year <= made.last_year; ++year) {
    const auto row = rows.find(year);
    if (row == rows.end()) missing.push_back(year);
    made.site.years.push_back(row == rows.end() ? geo::LandfillYear{} : site_year(table, row->second, columns));
    for (std::size_t s = 0; s < columns.streams.size(); ++s)
      made.site.streams[s].mass_t.push_back(
          row == rows.end() ? 0 : table.number(row->second, columns.streams[s].second, site_mass_limits));
  }
  if (!missing.empty())
    made.notes.push_back(geo::say(
        "There is no row for {0}: nothing is deposited, recovered or oxidised in these years.", year_list(missing)));
  return made;
}

}  // namespace layers
