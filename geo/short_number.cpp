#include "geo/short_number.hpp"

#include <array>
#include <charconv>

namespace geo {

std::string short_number(double value) {
  std::array<char, 40> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, 6).ptr;
  return {text.data(), end};
}

}  // namespace geo
