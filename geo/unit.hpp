// Units of amounts and factors: what is measured (the dimension) and how much one of it is (the scale).
//
// A unit's text is symbols joined by a space, * or · (product) and / (quotient), with exponents and brackets:
// "kg/TJ", "g/kWh", "t/ha/a", "kg/(t km)", "m2", "m^2", "tkm", "1". Known symbols, with the SI prefixes where they are
// in use: t kg g mg Mg Gg kt Mt; J kJ MJ GJ TJ PJ Wh kWh MWh GWh TWh; W kW MW; m km cm mm; m2 ha km2; l m3 dm3;
// a (a year of 365 d), d, h, min, s; tkm; pieces (pcs, kpl), people (hlö), EUR (€), %, 1.
// The name of a gas is no part of a unit: a factor says its gas apart.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace geo {

/// Exponents of the quantities that are kept apart. Energy is one of its own: nothing here is worked out from
/// velocity.
struct Dimension {
  std::int16_t mass = 0;
  std::int16_t energy = 0;
  std::int16_t length = 0;
  std::int16_t time = 0;
  std::int16_t money = 0;
  std::int16_t people = 0;
  std::int16_t pieces = 0;
  bool operator==(const Dimension&) const = default;
};

struct Unit {
  Dimension dimension;
  double scale = 1;  ///< in kg, MJ, m, h, EUR, people, pieces
  std::string text = "1";
};

/// Tonnes, the unit of every gas mass.
[[nodiscard]] const Unit& tonne();
/// One year, by which a rate per year becomes an amount of the year.
[[nodiscard]] const Unit& one_year();

/// The unit that a text writes. Throws geo::Error with the text as subject that says what can not be read in it.
[[nodiscard]] Unit unit_from_text(std::string_view text);

[[nodiscard]] Unit operator*(const Unit& a, const Unit& b);
[[nodiscard]] Unit operator/(const Unit& a, const Unit& b);

/// What an amount in `from` is multiplied by to be in `to`; nothing when they measure different things.
[[nodiscard]] std::optional<double> conversion(const Unit& from, const Unit& to);
/// The same; throws geo::Error that names both units when they measure different things.
[[nodiscard]] double needed_conversion(const Unit& from, const Unit& to);

/// A number with its unit as a person types it: "12.5 MWh", "12.5MWh", "3". A decimal comma, an infinite value and a
/// number without digits throw geo::Error. `unit` is empty when none is given.
struct Quantity {
  double value = 0;
  std::string unit;
};
[[nodiscard]] Quantity quantity_from_text(std::string_view text);

}  // namespace geo
