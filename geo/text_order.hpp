// Texts compared as a Finnish reader expects: letters of both cases alike, å ä ö after z, numbers inside a text by
// their value ("Kohde 9" before "Kohde 10").
#pragma once

#include <string>
#include <string_view>

namespace geo {

/// The text with small letters, as many bytes as before (Latin, Greek and Cyrillic letters of two bytes; others stay).
[[nodiscard]] std::string folded(std::string_view text);
/// Two texts stand in the order of their keys' bytes. Texts that only differ in case have equal keys.
[[nodiscard]] std::string order_key(std::string_view text);

/// Looks for a text in others, letters of both cases alike.
class TextSearch {
public:
  explicit TextSearch(std::string_view wanted) : wanted_(folded(wanted)) {}
  /// True for every text when nothing is looked for.
  [[nodiscard]] bool is_in(std::string_view text) const;

private:
  std::string wanted_;
};

}  // namespace geo
