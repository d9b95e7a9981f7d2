#include "geo/unit.hpp"

#include "geo/error.hpp"

#include <algorithm>
#include <cassert>
#include <charconv>
#include <cmath>
#include <limits>

namespace geo {

namespace {

constexpr double hours_per_year = 8760;

struct Symbol {
  std::string_view text;
  Dimension dimension;
  double scale;
};
constexpr Dimension of_mass{.mass = 1};
constexpr Dimension of_energy{.energy = 1};
constexpr Dimension of_power{.energy = 1, .time = -1};
constexpr Dimension of_length{.length = 1};
constexpr Dimension of_area{.length = 2};
constexpr Dimension of_volume{.length = 3};
constexpr Dimension of_duration{.time = 1};
constexpr Dimension of_money{.money = 1};
constexpr Dimension of_people{.people = 1};
constexpr Dimension of_pieces{.pieces = 1};

constexpr std::array<Symbol, 51> symbols{{
    {"t", of_mass, 1e3},
    {"kg", of_mass, 1},
    {"g", of_mass, 1e-3},
    {"mg", of_mass, 1e-6},
    {"Mg", of_mass, 1e3},
    {"Gg", of_mass, 1e6},
    {"kt", of_mass, 1e6},
    {"Mt", of_mass, 1e9},
    {"J", of_energy, 1e-6},
    {"kJ", of_energy, 1e-3},
    {"MJ", of_energy, 1},
    {"GJ", of_energy, 1e3},
    {"TJ", of_energy, 1e6},
    {"PJ", of_energy, 1e9},
    {"Wh", of_energy, 3.6e-3},
    {"kWh", of_energy, 3.6},
    {"MWh", of_energy, 3600},
    {"GWh", of_energy, 3.6e6},
    {"TWh", of_energy, 3.6e9},
    {"W", of_power, 3.6e-3},
    {"kW", of_power, 3.6},
    {"MW", of_power, 3600},
    {"m", of_length, 1},
    {"km", of_length, 1e3},
    {"cm", of_length, 1e-2},
    {"mm", of_length, 1e-3},
    {"ha", of_area, 1e4},
    {"l", of_volume, 1e-3},
    {"L", of_volume, 1e-3},
    {"a", of_duration, hours_per_year},
    {"v", of_duration, hours_per_year},
    {"d", of_duration, 24},
    {"h", of_duration, 1},
    {"min", of_duration, 1.0 / 60},
    {"s", of_duration, 1.0 / 3600},
    {"tkm", {.mass = 1, .length = 1}, 1e6},
    {"EUR", of_money, 1},
    {"€", of_money, 1},
    {"people", of_people, 1},
    {"hlö", of_people, 1},
    {"pieces", of_pieces, 1},
    {"pcs", of_pieces, 1},
    {"kpl", of_pieces, 1},
    {"%", {}, 1e-2},
    {"1", {}, 1},
    {"m²", of_area, 1},
    {"m³", of_volume, 1},
    {"km²", of_area, 1e6},
    {"dm3", of_volume, 1e-3},
    {"dm³", of_volume, 1e-3},
    {"Nm3", of_volume, 1},
}};

bool is_symbol(std::string_view text) {
  return std::any_of(symbols.begin(), symbols.end(), [text](const Symbol& known) { return known.text == text; });
}

Unit power_of(const Unit& unit, int exponent) {
  Unit result;
  for (int i = 0; i < exponent; ++i) result = i == 0 ? unit : result * unit;
  return result;
}

/// Reads one text from left to right.
class UnitReader {
public:
  explicit UnitReader(std::string_view text) : text_(text) {}

  Unit read() {
    Unit unit = product();
    if (at_ != text_.size()) fail(say("The unit has a bracket too many."));
    unit.text = std::string(text_);
    return unit;
  }

private:
  [[noreturn]] void fail(Message reason) const {
    throw Error(std::string(text_), std::move(reason), say("Write a unit such as t, MWh, kg/TJ, t/ha/a or kg/(t km)."));
  }
  void skip_spaces() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
  }
  [[nodiscard]] bool next_is(std::string_view mark) const { return text_.substr(at_).starts_with(mark); }

  Unit product() {
    skip_spaces();
    Unit unit = part();
    bool divided = false;
    for (;;) {
      skip_spaces();
      if (at_ == text_.size() || next_is(")")) return unit;
      if (next_is("/")) {
        ++at_;
        skip_spaces();
        unit = unit / part();
        divided = true;
        continue;
      }
      if (divided) fail(say("It is not clear what the last / divides by: put it in brackets, as in kg/(t km)."));
      if (next_is("*")) ++at_;
      if (next_is("·")) at_ += std::string_view("·").size();
      skip_spaces();
      unit = unit * part();
    }
  }

  Unit part() {
    if (at_ == text_.size()) fail(say("The unit ends too early."));
    if (next_is("(")) {
      if (++depth_ > 8) fail(say("The unit has too many brackets."));
      ++at_;
      Unit unit = product();
      if (!next_is(")")) fail(say("The unit lacks a closing bracket."));
      ++at_;
      --depth_;
      return unit;
    }
    const std::size_t start = at_;
    while (at_ < text_.size() && std::string_view(" */()^").find(text_[at_]) == std::string_view::npos && !next_is("·"))
      ++at_;
    std::string_view word = text_.substr(start, at_ - start);
    if (next_is("^")) {
      ++at_;
      return power_of(symbol(word), exponent(at_ < text_.size() ? text_[at_++] : ' '));
    }
    // "m2" is m with an exponent, unless it is a symbol of its own.
    const std::string_view base = word.substr(0, word.empty() ? 0 : word.size() - 1);
    if (!is_symbol(word) && is_symbol(base) && (word.back() == '2' || word.back() == '3'))
      return power_of(symbol(base), exponent(word.back()));
    return symbol(word);
  }

  [[nodiscard]] int exponent(char digit) const {
    if (digit < '1' || digit > '4') fail(say("The exponent of a unit has to be 1, 2, 3 or 4."));
    return digit - '0';
  }

  [[nodiscard]] Unit symbol(std::string_view word) const {
    for (const Symbol& known : symbols)
      if (known.text == word) return {known.dimension, known.scale, std::string(word)};
    for (const std::string_view gas : {"CO2", "CH4", "N2O"})
      if (word.starts_with(gas))
        throw Error(std::string(text_), say("The name of a gas is no part of a unit."),
                    say("Write the unit alone, for example kg/MWh."));
    if (word.empty()) fail(say("The unit has nothing where a unit is expected."));
    fail(say("The unit {0} is not known.", word));
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
};

std::int16_t sum(std::int16_t a, std::int16_t b, int sign) {
  const int result = a + sign * b;
  assert(result >= std::numeric_limits<std::int16_t>::min() && result <= std::numeric_limits<std::int16_t>::max());
  return static_cast<std::int16_t>(result);
}
Dimension combined(const Dimension& a, const Dimension& b, int sign) {
  return {sum(a.mass, b.mass, sign),    sum(a.energy, b.energy, sign), sum(a.length, b.length, sign),
          sum(a.time, b.time, sign),    sum(a.money, b.money, sign),   sum(a.people, b.people, sign),
          sum(a.pieces, b.pieces, sign)};
}

std::string bracketed(const std::string& text) {
  return text.find_first_of(" */") == std::string::npos ? text : "(" + text + ")";
}

}  // namespace

const Unit& tonne() {
  static const Unit unit{of_mass, 1e3, "t"};
  return unit;
}
const Unit& one_year() {
  static const Unit unit{of_duration, hours_per_year, "a"};
  return unit;
}

Unit unit_from_text(std::string_view text) {
  constexpr std::size_t longest = 100;
  if (text.size() > longest)
    throw Error(std::string(text.substr(0, longest)), say("The unit is too long."),
                say("Write a unit such as t, MWh, kg/TJ, t/ha/a or kg/(t km)."));
  return UnitReader(text).read();
}

Unit operator*(const Unit& a, const Unit& b) {
  const std::string text = a.text == "1"   ? b.text
                           : b.text == "1" ? a.text
                                           : bracketed(a.text) + " " + bracketed(b.text);
  return {combined(a.dimension, b.dimension, 1), a.scale * b.scale, text};
}
Unit operator/(const Unit& a, const Unit& b) {
  return {combined(a.dimension, b.dimension, -1), a.scale / b.scale,
          b.text == "1" ? a.text : a.text + "/" + bracketed(b.text)};
}

std::optional<double> conversion(const Unit& from, const Unit& to) {
  if (from.dimension != to.dimension) return std::nullopt;
  return from.scale / to.scale;
}
double needed_conversion(const Unit& from, const Unit& to) {
  if (const auto multiplier = conversion(from, to)) return *multiplier;
  throw Error(from.text, say("{0} can not be turned into {1}: they measure different things.", from.text, to.text),
              say("Give the amount in {0} or a unit of the same kind.", to.text));
}

Quantity quantity_from_text(std::string_view text) {
  Quantity quantity;
  const char* begin = text.data();
  const char* end = begin + text.size();
  const auto [number_end, failed] = std::from_chars(begin, end, quantity.value);
  if (failed != std::errc() || !std::isfinite(quantity.value))
    throw Error(std::string(text), say("This is not a number."),
                say("Write a number such as 12.5, with a decimal point."));
  std::string_view rest(number_end, static_cast<std::size_t>(end - number_end));
  if (rest.starts_with(','))
    throw Error(std::string(text), say("The number has a comma."),
                say("Write a number such as 12.5, with a decimal point."));
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  while (rest.ends_with(' ')) rest.remove_suffix(1);
  quantity.unit = std::string(rest);
  if (!quantity.unit.empty()) (void)unit_from_text(quantity.unit);
  return quantity;
}

}  // namespace geo
