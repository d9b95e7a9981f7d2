#include "layers/words.hpp"

#include <array>
#include <utility>

namespace layers {

namespace {

/// One character of the name: its folded letter or digit, or 0 for a mark.
struct Step {
  char letter = 0;
  bool upper = false;
  std::size_t bytes = 1;
};

Step step_at(std::string_view s) {
  static constexpr std::array<std::pair<std::string_view, Step>, 8> finnish{{{"\u00E4", {'a', false, 2}},
                                                                             {"\u00C4", {'a', true, 2}},
                                                                             {"\u00E5", {'a', false, 2}},
                                                                             {"\u00C5", {'a', true, 2}},
                                                                             {"\u00F6", {'o', false, 2}},
                                                                             {"\u00D6", {'o', true, 2}},
                                                                             {"\u00E9", {'e', false, 2}},
                                                                             {"\u00FC", {'u', false, 2}}}};
  for (const auto& [text, step] : finnish)
    if (s.starts_with(text)) return step;
  const char c = s.front();
  if (c >= 'A' && c <= 'Z') return {static_cast<char>(c - 'A' + 'a'), true, 1};
  if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) return {c, false, 1};
  return {};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

}  // namespace

std::string folded_letters(std::string_view name) {
  std::string out;
  for (std::size_t i = 0; i < name.size();) {
    const Step step = step_at(name.substr(i));
    if (step.letter != 0) out += step.letter;
    i += step.bytes;
  }
  return out;
}

std::vector<std::string> folded_words(std::string_view name) {
  std::vector<std::string> words(1);
  bool after_lower = false;
  for (std::size_t i = 0; i < name.size();) {
    const Step step = step_at(name.substr(i));
    i += step.bytes;
    std::string& word = words.back();
    const bool hump = step.upper && after_lower;
    const bool digits_change = !word.empty() && step.letter != 0 && is_digit(word.back()) != is_digit(step.letter);
    if (!word.empty() && (step.letter == 0 || hump || digits_change)) words.emplace_back();
    if (step.letter != 0) words.back() += step.letter;
    after_lower = step.letter != 0 && !step.upper && !is_digit(step.letter);
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

}  // namespace layers
