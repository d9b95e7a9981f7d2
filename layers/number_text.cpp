#include "layers/number_text.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <system_error>

namespace layers {

std::optional<double> number_from_text(std::string_view text) {
  // No-break, figure, thin and narrow no-break space, and the minus sign.
  static constexpr std::array<std::string_view, 4> spaces{"\u00A0", "\u2007", "\u2009", "\u202F"};
  static constexpr std::string_view minus = "\u2212";
  std::string digits;
  digits.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    std::size_t skipped = text[i] == ' ' || text[i] == '\t' || text[i] == '\r' ? 1 : 0;
    for (const std::string_view space : spaces)
      if (text.substr(i).starts_with(space)) skipped = space.size();
    if (skipped == 0 && text.substr(i).starts_with(minus)) {
      digits += '-';
      skipped = minus.size();
    }
    if (skipped == 0) digits += text[i++];
    i += skipped;
  }
  if (!digits.empty() && digits.front() == '+') digits.erase(0, 1);
  const std::size_t last_mark = digits.find_last_of(".,");
  if (last_mark != std::string::npos) {
    const bool both = digits.find('.') != std::string::npos && digits.find(',') != std::string::npos;
    const char other = digits[last_mark] == '.' ? ',' : '.';
    if (both) {
      const std::size_t before = digits.size();
      std::erase(digits, other);
      digits[last_mark - (before - digits.size())] = '.';
    } else {
      digits[last_mark] = '.';
    }
  }
  double value = 0;
  const char* end = digits.data() + digits.size();
  const auto [stop, fault] = std::from_chars(digits.data(), end, value);
  if (digits.empty() || fault != std::errc() || stop != end || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace layers
