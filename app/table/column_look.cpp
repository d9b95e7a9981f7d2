// How a column of a file is written: decimals from a sample, thousands and sums from its name and values.
#include "app/table/table_rows.hpp"
#include "geo/text_order.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace app {

namespace {

constexpr std::size_t sample_size = 2000;
constexpr int most_decimals = 6;

/// The words of an attribute's name: "pinta_ala_m2" is pinta, ala, m2; "airCo2Kg" is air, co2, kg.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    const bool is_large = c >= 'A' && c <= 'Z';
    const bool after_small = i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z';
    if (c == '_' || c == ' ' || c == '-' || c == '.' || c == '/' || c == '(' || c == ')' || c == '[' || c == ']') {
      words.emplace_back();
    } else {
      if (is_large && after_small) words.emplace_back();
      words.back() += c;
    }
  }
  for (std::string& word : words) word = geo::folded(word);
  std::erase(words, "");
  return words;
}

template <std::size_t count>
bool any_is(const std::vector<std::string>& words, const std::array<std::string_view, count>& of) {
  return std::any_of(words.begin(), words.end(),
                     [&](const std::string& word) { return std::find(of.begin(), of.end(), word) != of.end(); });
}

template <std::size_t count>
bool any_begins(const std::vector<std::string>& words, const std::array<std::string_view, count>& with) {
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
    return std::any_of(with.begin(), with.end(), [&](std::string_view begin) { return word.starts_with(begin); });
  });
}

constexpr std::array<std::string_view, 21> code_words{
    "id",    "fid",     "gid", "oid",    "ogc",    "bid",    "uid",   "objectid", "tunnus", "tunniste", "code",
    "koodi", "natcode", "nro", "number", "numero", "luokka", "class", "ryhma",    "epsg",   "zip"};
constexpr std::array<std::string_view, 7> code_beginnings{"posti", "kunta", "kiinteist", "koodi",
                                                          "tunn",  "koht",  "luokk"};
constexpr std::array<std::string_view, 8> year_words{"year", "vuosi", "vuonna", "vuosiluku",
                                                     "yr",   "v",     "rakv",   "valmvuosi"};
constexpr std::array<std::string_view, 26> amount_words{
    "area", "ala", "ha",    "m2",  "m3",  "km2", "kg", "t",   "tn",  "ton", "tons", "tonnes", "tonnia",
    "lkm",  "kpl", "count", "co2", "ch4", "n2o", "km", "mwh", "gwh", "kwh", "mw",   "kw",     "tne"};
constexpr std::array<std::string_view, 20> amount_beginnings{
    "pinta",  "area",   "mass", "length",  "pituus", "volume",   "tilavuus", "määrä",  "maara",    "population",
    "väestö", "vaesto", "asuk", "capacit", "kapasi", "emission", "päästö",   "paasto", "quantity", "paikko"};
constexpr std::array<std::string_view, 25> not_summed_beginnings{
    "percent", "pros",   "share",   "osuus", "ratio",  "suhde",   "mean", "avg", "aver",
    "keski",   "median", "min",     "max",   "height", "korkeus", "age",  "ikä", "ika",
    "growth",  "kasvu",  "density", "tihey", "rate",   "lat",     "lon"};

/// Decimals that write the value exactly, at most `most_decimals`.
int decimals_of(double value) {
  double scale = 1;
  for (int decimals = 0; decimals < most_decimals; ++decimals, scale *= 10) {
    const double scaled = value * scale;
    if (std::abs(scaled - std::round(scaled)) <= 1e-9 * std::max(1.0, std::abs(scaled))) return decimals;
  }
  return most_decimals;
}

}  // namespace

ColumnLook look_of(const geo::Column& column) {
  ColumnLook look;
  if (!column.is_number()) return look;
  const std::vector<std::string> words = words_of(column.name);
  const std::size_t size = column.size();
  const std::size_t step = std::max<std::size_t>(1, size / sample_size);
  std::vector<double> sizes;
  bool all_whole = true, all_years = true;
  int decimals = 0;
  for (std::size_t row = 0; row < size; row += step) {
    const double value = column.number(row);
    if (!std::isfinite(value)) continue;
    sizes.push_back(std::abs(value));
    decimals = std::max(decimals, decimals_of(value));
    all_whole = all_whole && value == std::round(value);
    all_years = all_years && value >= 1500 && value <= 2200;
  }
  if (decimals > 3 && !sizes.empty()) {
    // Measured or computed: four digits of the middle value are enough to read.
    std::nth_element(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(sizes.size() / 2), sizes.end());
    const double middle = sizes[sizes.size() / 2];
    const int enough = middle > 0 ? 3 - static_cast<int>(std::floor(std::log10(middle))) : most_decimals;
    decimals = std::clamp(enough, 1, std::min(decimals, most_decimals));
  }
  look.decimals = decimals;
  const bool is_year = any_is(words, year_words) || (all_whole && all_years && !sizes.empty());
  const bool is_code = any_is(words, code_words) || any_begins(words, code_beginnings);
  look.is_grouped = !is_code && !is_year;
  // "m3_ha" and "t/ha/a" are per hectare.
  const bool is_per_area = std::find(words.begin(), words.end(), "ha") != words.end() &&
                           (words.back() == "ha" || words.back() == "a") &&
                           any_is(words, std::array<std::string_view, 5>{"m3", "t", "kg", "kpl", "lkm"});
  look.has_sum = !is_year && !is_code && !is_per_area && !any_begins(words, not_summed_beginnings) &&
                 (any_is(words, amount_words) || any_begins(words, amount_beginnings));
  return look;
}

}  // namespace app
