#include "app/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <clocale>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <libintl.h>
#include <string_view>

// glibc's count of catalogue changes: gettext forgets what it remembered when it grows (GNU gettext manual, 11.2.8).
extern "C" int _nl_msg_cat_cntr;

namespace app {
namespace {

constexpr std::array<std::string_view, 2> known_languages{"fi", "en"};
constexpr const char* domain = "hiilitie";

/// The first language of a list such as "sv:fi_FI.UTF-8" that we have, or empty.
std::string known_language_in(std::string_view list) {
  while (!list.empty()) {
    const std::string_view item = list.substr(0, list.find(':'));
    for (const std::string_view known : known_languages)
      if (item.substr(0, 2) == known && (item.size() == 2 || item[2] == '_' || item[2] == '.'))
        return std::string(known);
    list.remove_prefix(std::min(list.size(), item.size() + 1));
  }
  return {};
}

std::string language_of_environment() {
  for (const char* name : {"LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);
    if (!value || !*value) continue;
    if (std::string found = known_language_in(value); !found.empty()) return found;
    if (std::string_view(name) != "LANGUAGE") break;  // LC_ALL overrules the rest, whatever it says
  }
  return "en";
}

/// The folder with LANGUAGE/LC_MESSAGES/hiilitie.mo: in the build tree, for a program in a folder of the build tree,
/// or installed.
std::filesystem::path catalogue_folder() {
  std::error_code ignored;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
  for (const char* place : {"locale", "../locale", "../share/locale"})
    if (std::filesystem::exists(program / place / "fi" / "LC_MESSAGES", ignored)) return program / place;
  return program / "locale";
}

std::string& current_language() {
  static std::string language;
  return language;
}

}  // namespace

void set_language(const std::string& language) {
  std::string chosen = known_language_in(language);
  if (chosen.empty()) chosen = language_of_environment();
  // gettext listens to LANGUAGE in every locale but "C". C.UTF-8 is always there and leaves number formats alone.
  // After the first call the variable exists, so that a later call swaps one pointer and no reader of the
  // environment on another thread sees it move.
  std::setlocale(LC_MESSAGES, "C.UTF-8");
  setenv("LANGUAGE", chosen.c_str(), 1);
  static const std::string folder = catalogue_folder().string();
  bindtextdomain(domain, folder.c_str());
  bind_textdomain_codeset(domain, "UTF-8");
  ++_nl_msg_cat_cntr;
  current_language() = std::move(chosen);
}

const std::string& language() {
  if (current_language().empty()) set_language({});
  return current_language();
}

const char* tr(const char* english) {
  if (!*english) return english;  // the empty key is the catalogue's own header
  if (current_language().empty()) set_language({});
  return dgettext(domain, english);
}

std::string translated(const geo::Message& message) {
  return geo::filled(tr(message.text.c_str()), message.args);
}

std::string ascii_lower(std::string text) {
  for (char& c : text)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 32);
  return text;
}

std::string number(double value, int decimals) {
  assert(decimals >= 0);
  if (!std::isfinite(value)) return "–";
  std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
  const bool zero = digits.find_first_not_of("0.") == std::string::npos;
  const std::size_t point = std::min(digits.find('.'), digits.size());
  if (point < digits.size() && language() == "fi") digits[point] = ',';
  for (std::size_t at = point; at > 3; at -= 3) digits.insert(at - 3, "\u202F");
  return (value < 0 && !zero ? "\u2212" : "") + digits;
}

std::string figure(double value) {
  if (!std::isfinite(value)) return "–";
  if (value == 0) return "0";
  // The exponent after rounding to three digits: 9.996 is 10.0.
  const std::string rounded = fmt::format("{:.2e}", value);
  const int exponent = std::atoi(rounded.c_str() + rounded.find('e') + 1);
  const int decimals = std::clamp(2 - exponent, 0, 6);
  return number(std::strtod(rounded.c_str(), nullptr), decimals);
}

std::string year_text(int year) {
  return fmt::format("{}", year);
}

}  // namespace app
