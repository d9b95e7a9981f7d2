#include "app/number_format.hpp"

#include "app/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

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

std::string count_text(std::size_t count) {
  return number(static_cast<double>(count), 0);
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

std::string exact(double value) {
  if (!std::isfinite(value)) return "–";
  if (value == 0) return "0";
  const std::string rounded = fmt::format("{:.5e}", value);
  const double kept = std::strtod(rounded.c_str(), nullptr);
  const int exponent = std::atoi(rounded.c_str() + rounded.find('e') + 1);
  if (exponent > 15 || exponent < -9) return fmt::format("{:.3g}", value);
  int decimals = std::max(0, 5 - exponent);
  std::string digits = fmt::format("{:.{}f}", kept, decimals);
  while (decimals > 0 && digits.ends_with('0')) {
    digits.pop_back();
    --decimals;
  }
  return number(kept, decimals);
}

std::optional<double> typed_number(std::string_view text) {
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("\u202F"))
      i += 2;
    else if (rest.starts_with("\u00A0"))
      i += 1;
    else if (rest.starts_with("\u2212"))
      plain += '-', i += 2;
    else if (rest.front() == ',')
      plain += '.';
    else if (rest.front() != ' ')
      plain += rest.front();
  }
  char* end = nullptr;
  const double number = std::strtod(plain.c_str(), &end);
  if (plain.empty() || *end || !std::isfinite(number)) return std::nullopt;
  return number;
}

std::string clock_time(std::chrono::system_clock::time_point time) {
  const std::tm local = fmt::localtime(std::chrono::system_clock::to_time_t(time));
  return fmt::format("{}{}{:02}", local.tm_hour, language() == "fi" ? '.' : ':', local.tm_min);
}

}  // namespace app
