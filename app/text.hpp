// The person's language: gettext, and messages of the lower folders.
#pragma once

#include "geo/message.hpp"

#include <string>

namespace app {

/// "fi" or "en": what `language` was set to, else LANGUAGE / LC_ALL / LC_MESSAGES / LANG, else "en".
void set_language(const std::string& language);
[[nodiscard]] const std::string& language();

/// Marks a text of a table for translation where it is written; `tr` it where it is shown (`--keyword=key`).
[[nodiscard]] constexpr const char* key(const char* english) {
  return english;
}
/// The text in the person's language; xgettext collects its argument (`--keyword=tr`).
[[nodiscard]] const char* tr(const char* english);
/// A message of ours with its arguments, translated.
[[nodiscard]] std::string translated(const geo::Message& message);

/// A number for reading: decimal comma and thin-space thousands in Finnish, U+2212 for minus (look.md 12).
[[nodiscard]] std::string number(double value, int decimals);
/// With three significant digits, thousands grouped: 17,5; 157; 1 240.
[[nodiscard]] std::string figure(double value);
/// A year: never grouped.
[[nodiscard]] std::string year_text(int year);

/// A to Z made small; all else stays.
[[nodiscard]] std::string ascii_lower(std::string text);

}  // namespace app
