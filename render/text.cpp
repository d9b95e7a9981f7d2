#include "render/text.hpp"

#include <cstddef>
#include <cstdint>

namespace render {

namespace {

constexpr std::size_t length_limit = 500;
constexpr char32_t replacement = 0xFFFD;
constexpr char32_t ellipsis = 0x2026;

/// One code point from `bytes` at `at`, which moves on; U+FFFD for each byte that starts nothing valid (also for
/// overlong forms, surrogates and codes above U+10FFFF).
char32_t next_code(std::string_view bytes, std::size_t& at) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(bytes[i]); };
  const std::uint8_t first = byte(at++);
  if (first < 0x80) return first;
  const int follow = first >= 0xF0 && first < 0xF5   ? 3
                     : first >= 0xE0 && first < 0xF0 ? 2
                     : first >= 0xC2 && first < 0xE0 ? 1
                                                     : 0;
  if (follow == 0 || at + static_cast<std::size_t>(follow) > bytes.size()) return replacement;
  char32_t code = first & (0x3Fu >> follow);
  for (int i = 0; i < follow; ++i) {
    const std::uint8_t b = byte(at + static_cast<std::size_t>(i));
    if ((b & 0xC0) != 0x80) return replacement;
    code = code << 6 | (b & 0x3Fu);
  }
  constexpr char32_t smallest[] = {0, 0x80, 0x800, 0x10000};
  if (code < smallest[follow] || (code >= 0xD800 && code < 0xE000) || code > 0x10FFFF) return replacement;
  at += static_cast<std::size_t>(follow);
  return code;
}

bool is_unseen(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || (c >= 0x200B && c <= 0x200F) ||
         (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF0 && c < 0xFFFC) ||
         (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0000 && c <= 0xE0FFF);
}

}  // namespace

std::u32string shown_text(std::string_view bytes) {
  std::u32string text;
  for (std::size_t at = 0; at < bytes.size();) {
    char32_t code = next_code(bytes, at);
    if (code == '\n' || code == '\r' || code == '\t' || code == 0x2028 || code == 0x2029) code = ' ';
    if (is_unseen(code) || (code == ' ' && (text.empty() || text.back() == ' '))) continue;
    if (text.size() == length_limit) {
      text.push_back(ellipsis);
      break;
    }
    text.push_back(code);
  }
  while (!text.empty() && text.back() == ' ') text.pop_back();
  return text;
}

std::string utf8_from(char32_t c) {
  std::string out;
  const auto put = [&](char32_t v) { out += static_cast<char>(v); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | c >> 6);
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | c >> 18);
    put(0x80 | (c >> 12 & 0x3F));
    put(0x80 | (c >> 6 & 0x3F));
    put(0x80 | (c & 0x3F));
  }
  return out;
}

std::string utf8_from(std::u32string_view text) {
  std::string out;
  for (const char32_t c : text) out += utf8_from(c);
  return out;
}

}  // namespace render
