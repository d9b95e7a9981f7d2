// Figures with their units, ranges, coordinates and times as look.md section 12 writes them.
#pragma once

#include "geo/space.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace app {

/// A figure and its unit apart, because they are drawn in different faces.
struct Quantity {
  std::string figure;
  std::string unit;
  /// With a no-break space between.
  [[nodiscard]] std::string text() const;
};

/// t CO2e a year; kt from 10 000 t on. `unit_tail` follows the t: " CO₂e/a".
[[nodiscard]] Quantity yearly_mass(double mass_t, const std::string& unit_tail = "\u00A0CO₂e/a");
/// ha with three significant digits; m² below 0.1 ha.
[[nodiscard]] Quantity area(double area_ha);
/// m below 10 000 m, then km.
[[nodiscard]] Quantity length(double length_m);
/// "101–214", or "−2,8…−4,4" when a minus is present.
[[nodiscard]] std::string range(double low, double high);
/// A whole number of things: "1 072".
[[nodiscard]] std::string count_text(std::size_t count);
/// "86 %".
[[nodiscard]] std::string percent(double share);
/// "N 6 820 704  E 334 622", N first.
[[nodiscard]] std::string coordinates(geo::MapPoint p);
/// "1 : 24 000", rounded for reading.
[[nodiscard]] std::string scale(double scale_number);
/// With as many digits as it needs, at most six: "0,25", "1 200", "12 345 600".
[[nodiscard]] std::string exact(double value);
/// The number that a person typed, with comma or point, with or without thousands spaces; nothing when it is none.
[[nodiscard]] std::optional<double> typed_number(std::string_view text);
/// Local time of day: "12.41" in Finnish, "12:41" in English.
[[nodiscard]] std::string clock_time(std::chrono::system_clock::time_point time);

}  // namespace app
