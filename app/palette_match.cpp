#include "app/palette_match.hpp"

#include <algorithm>
#include <string>

namespace app {
namespace {

struct Letter {
  char32_t exact;     ///< case folded
  char32_t base;      ///< also without its accent
  std::size_t begin;  ///< byte in the text
  std::size_t end;
};

/// Lower case of Latin, Greek and Cyrillic capitals; others stay.
char32_t lower(char32_t c) {
  if (c >= U'A' && c <= U'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  if ((c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177)) return c | 1;
  if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 == 1 ? c + 1 : c;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  return c;
}

/// The letter under the accent, for the letters of Latin-1 and of Finland's neighbours. Small digits become digits,
/// so that "co2" finds "CO₂".
char32_t base_of(char32_t c) {
  constexpr std::u32string_view plain = U"aaaaaaaceeeeiiii?nooooo?ouuuuy?y";
  if (c >= 0xE0 && c <= 0xFF && plain[c - 0xE0] != U'?') return plain[c - 0xE0];
  if (c >= 0x2080 && c <= 0x2089) return U'0' + (c - 0x2080);
  switch (c) {
    case 0x161: return U's';
    case 0x17E: return U'z';
    case 0x10D: return U'c';
    case 0x111: return U'd';
    case 0x14B: return U'n';
    default: return c;
  }
}

std::vector<Letter> letters_of(std::string_view text) {
  std::vector<Letter> letters;
  for (std::size_t at = 0; at < text.size();) {
    const auto first = static_cast<unsigned char>(text[at]);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1;
    char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    std::size_t end = at + 1;
    for (; end < std::min(text.size(), at + length) && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80; ++end)
      code = code << 6 | (static_cast<unsigned char>(text[end]) & 0x3F);
    const char32_t exact = lower(code);
    letters.push_back({exact, base_of(exact), at, end});
    at = end;
  }
  return letters;
}

bool is_space(char32_t c) {
  return c == U' ' || c == 0xA0 || c == 0x202F || c == 0x2009 || c == U'\t';
}

bool is_word_letter(char32_t c) {
  return (c >= U'0' && c <= U'9') || (c >= U'a' && c <= U'z') || c >= 0xC0;
}

bool starts_word(const std::vector<Letter>& text, std::size_t at) {
  return at == 0 || !is_word_letter(text[at - 1].exact) || is_space(text[at - 1].exact);
}

struct Found {
  double score = 0;
  std::vector<std::size_t> places;  ///< letters of the text
};

/// One typed word as one stretch of the text. Nothing found: no places.
Found as_stretch(const std::vector<Letter>& word, const std::vector<Letter>& text) {
  Found best;
  for (std::size_t at = 0; at + word.size() <= text.size(); ++at) {
    double score = 0;
    bool fits = true;
    for (std::size_t i = 0; i < word.size() && fits; ++i) {
      fits = word[i].base == text[at + i].base;
      score += word[i].exact == text[at + i].exact ? 2 : 1;
    }
    if (!fits) continue;
    const std::size_t after = at + word.size();
    if (starts_word(text, at)) score += 20;
    if (at == 0) score += 8;
    if (starts_word(text, at) && (after == text.size() || !is_word_letter(text[after].exact))) score += 6;
    score -= 0.05 * static_cast<double>(at);
    if (!best.places.empty() && score <= best.score) continue;
    best.score = score;
    best.places.clear();
    for (std::size_t i = 0; i < word.size(); ++i) best.places.push_back(at + i);
  }
  return best;
}

/// The letters in their order with gaps: the first at the beginning of a word, each later one near the one before.
Found as_letters(const std::vector<Letter>& word, const std::vector<Letter>& text) {
  constexpr std::size_t widest_gap = 12;
  Found best;
  for (std::size_t start = 0; start < text.size(); ++start) {
    if (text[start].base != word.front().base || !starts_word(text, start)) continue;
    Found found;
    found.places.push_back(start);
    while (found.places.size() < word.size()) {
      const char32_t wanted = word[found.places.size()].base;
      std::size_t next = found.places.back() + 1;
      // The beginning of a later word, when it is near, says more than the next such letter.
      std::size_t chosen = text.size();
      for (; next < std::min(text.size(), found.places.back() + widest_gap); ++next) {
        if (text[next].base != wanted) continue;
        if (chosen == text.size()) chosen = next;
        if (next == found.places.back() + 1 || starts_word(text, next)) {
          chosen = next;
          break;
        }
      }
      if (chosen == text.size()) break;
      found.score -= 0.4 * static_cast<double>(chosen - found.places.back() - 1);
      if (starts_word(text, chosen)) found.score += 2;
      found.places.push_back(chosen);
    }
    if (found.places.size() == word.size() && (best.places.empty() || found.score > best.score)) best = found;
  }
  return best;
}

}  // namespace

std::optional<Match> match(std::string_view typed, std::string_view text) {
  const std::vector<Letter> wanted = letters_of(typed);
  const std::vector<Letter> letters = letters_of(text);
  std::vector<std::vector<Letter>> words;
  bool in_word = false;
  for (const Letter& letter : wanted) {
    if (is_space(letter.exact)) {
      in_word = false;
      continue;
    }
    if (!in_word) words.emplace_back();
    in_word = true;
    words.back().push_back(letter);
  }
  Match result;
  std::vector<bool> marked(letters.size());
  for (const std::vector<Letter>& word : words) {
    Found found = as_stretch(word, letters);
    if (found.places.empty() && words.size() == 1 && word.size() >= 3) {
      found = as_letters(word, letters);
      found.score -= 10;
      result.scattered = true;
    }
    if (found.places.empty()) return std::nullopt;
    result.score += found.score;
    for (const std::size_t place : found.places) marked[place] = true;
  }
  // Of two names that fit alike the shorter one is meant.
  if (!words.empty()) result.score -= 0.02 * static_cast<double>(letters.size());
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (!marked[i]) continue;
    if (!result.ranges.empty() && result.ranges.back().end == letters[i].begin)
      result.ranges.back().end = letters[i].end;
    else
      result.ranges.push_back({letters[i].begin, letters[i].end});
  }
  return result;
}

}  // namespace app
