#include "app/number_format.hpp"

#include "app/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <cmath>

namespace app {

std::string Quantity::text() const {
  return figure + "\u00A0" + unit;
}

Quantity yearly_mass(double mass_t, const std::string& unit_tail) {
  if (std::abs(mass_t) >= 10'000) return {figure(mass_t / 1000), "kt" + unit_tail};
  return {figure(mass_t), "t" + unit_tail};
}

Quantity area(double area_ha) {
  if (std::abs(area_ha) < 0.1 && area_ha != 0) return {figure(area_ha * 10'000), "m²"};
  return {figure(area_ha), "ha"};
}

Quantity length(double length_m) {
  if (std::abs(length_m) >= 10'000) return {figure(length_m / 1000), "km"};
  return {number(length_m, length_m < 10 ? 1 : 0), "m"};
}

std::string range(double low, double high) {
  return figure(low) + (low < 0 || high < 0 ? "…" : "–") + figure(high);
}

std::string percent(double share) {
  const double value = share * 100;
  const bool small = std::abs(value) < 10 && std::abs(value - std::round(value)) > 0.05;
  return number(value, small ? 1 : 0) + "\u00A0%";
}

std::string coordinates(geo::MapPoint p) {
  return "N\u00A0" + number(p.y_m, 0) + "  E\u00A0" + number(p.x_m, 0);
}

std::string scale(double scale_number) {
  return "1\u00A0:\u00A0" + number(std::strtod(fmt::format("{:.1e}", scale_number).c_str(), nullptr), 0);
}

std::string clock_time(std::chrono::system_clock::time_point time) {
  const std::tm local = fmt::localtime(std::chrono::system_clock::to_time_t(time));
  return fmt::format("{}{}{:02}", local.tm_hour, language() == "fi" ? '.' : ':', local.tm_min);
}

}  // namespace app
