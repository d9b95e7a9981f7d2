// How well a few typed letters fit a name, and which letters of it they are. Case aside, with the letters of Europe:
// "ä" fits "Ä" well, "a" fits it less well, since keyboards differ.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace app {

/// Bytes of a text, from `begin` to before `end`.
struct TextRange {
  std::size_t begin = 0;
  std::size_t end = 0;
  bool operator==(const TextRange&) const = default;
};

struct Match {
  double score = 0;               ///< larger is better; only for comparing
  bool scattered = false;         ///< only the letters in their order were found
  std::vector<TextRange> ranges;  ///< whole UTF-8 characters, ascending, apart from each other
};

/// None when the text does not hold what was typed. Each word that was typed must be there: as the beginning of a word
/// (best), inside one, or - a single word of three letters or more - as letters in their order close to each other.
/// Nothing typed fits everything with score 0.
[[nodiscard]] std::optional<Match> match(std::string_view typed, std::string_view text);

}  // namespace app
