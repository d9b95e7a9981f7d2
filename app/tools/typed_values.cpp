#include "app/tools/typed_values.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <string_view>
#include <vector>

namespace app {
namespace {

constexpr std::size_t longest_typed = 40;

/// A number with a comma or a point, spaces left out. None if there is anything else.
std::optional<double> number_of(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (c != ' ') plain += c == ',' ? '.' : c;
  double value = 0;
  const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value, std::chars_format::fixed);
  if (error != std::errc() || end != plain.data() + plain.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

}  // namespace

void TypedValues::next() {
  active_ = static_cast<TypedField>((static_cast<int>(active_) + 1) % 3);
}

bool TypedValues::type(char32_t character) {
  const bool is_digit = character >= U'0' && character <= U'9';
  bool fits = is_digit || character == U',' || character == U'.';
  if (active_ == TypedField::direction) fits = fits || character == U'-';
  if (active_ == TypedField::place)
    fits = fits || character == U'-' || character == U' ' || character == U'n' || character == U'N' ||
           character == U'e' || character == U'E';
  std::string& text = texts_[static_cast<std::size_t>(active_)];
  if (!fits || text.size() >= longest_typed) return false;
  // A letter or a space alone is a key of something else.
  if (text.empty() && (character == U' ' || character == U'e' || character == U'E')) return false;
  text += static_cast<char>(character >= U'a' ? character - (U'a' - U'A') : character);
  return true;
}

bool TypedValues::erase() {
  std::string& text = texts_[static_cast<std::size_t>(active_)];
  if (text.empty()) return false;
  text.pop_back();
  return true;
}

void TypedValues::clear() {
  texts_ = {};
  active_ = TypedField::length;
}

bool TypedValues::empty() const {
  return std::all_of(texts_.begin(), texts_.end(), [](const std::string& t) { return t.empty(); });
}

std::optional<double> TypedValues::length_m() const {
  const auto value = number_of(text(TypedField::length));
  return value && *value > 0 && *value < 1e7 ? value : std::nullopt;
}

std::optional<double> TypedValues::direction_deg() const {
  const auto value = number_of(text(TypedField::direction));
  return value && std::abs(*value) <= 3600 ? value : std::nullopt;
}

std::optional<geo::MapPoint> TypedValues::place() const {
  const std::string& all = text(TypedField::place);
  std::optional<double> north, east;
  if (const std::size_t e = all.find('E'); e != std::string::npos) {
    const std::size_t from = !all.empty() && all.front() == 'N' ? 1 : 0;
    north = number_of(std::string_view(all).substr(from, e - from));
    east = number_of(std::string_view(all).substr(e + 1));
  } else {
    std::string_view rest = all;
    if (!rest.empty() && rest.front() == 'N') rest.remove_prefix(1);
    std::vector<std::string_view> words;
    while (!rest.empty()) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      if (end > 0) words.push_back(rest.substr(0, end));
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (words.size() != 2) return std::nullopt;
    north = number_of(words[0]);
    east = number_of(words[1]);
  }
  if (!north || !east || std::abs(*north) > 1e8 || std::abs(*east) > 1e8) return std::nullopt;
  return geo::MapPoint{*east, *north};
}

}  // namespace app
