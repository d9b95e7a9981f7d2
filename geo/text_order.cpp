#include "geo/text_order.hpp"

#include <cstdint>

namespace geo {

namespace {

/// The small letter of a code point below U+0800; itself when it has none.
std::uint32_t small_letter(std::uint32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 32;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 32;
  const bool even_is_large = (c >= 0x100 && c <= 0x12F) || (c >= 0x132 && c <= 0x137) || (c >= 0x14A && c <= 0x177);
  const bool odd_is_large = (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E);
  if ((even_is_large && c % 2 == 0) || (odd_is_large && c % 2 == 1)) return c + 1;
  if (c >= 0x391 && c <= 0x3A9) return c + 32;
  if (c >= 0x410 && c <= 0x42F) return c + 32;
  if (c >= 0x400 && c <= 0x40F) return c + 80;
  return c;
}

/// Place of a small Latin letter in the Finnish alphabet: a to z, then å, ä, ö. 0 for other characters.
char alphabet_place(std::uint32_t c) {
  if (c >= 'a' && c <= 'z') return static_cast<char>('a' + (c - 'a'));
  switch (c) {
    case 0xE5: return 'z' + 1;  // å
    case 0xE4:
    case 0xE6: return 'z' + 2;  // ä, æ
    case 0xF6:
    case 0xF8:
    case 0xF5:
    case 0x151: return 'z' + 3;  // ö, ø, õ, ő
    case 0xE0:
    case 0xE1:
    case 0xE2:
    case 0xE3:
    case 0x101:
    case 0x103:
    case 0x105: return 'a';
    case 0xE7:
    case 0x107:
    case 0x10D: return 'c';
    case 0xF0:
    case 0x10F:
    case 0x111: return 'd';
    case 0xE8:
    case 0xE9:
    case 0xEA:
    case 0xEB:
    case 0x113:
    case 0x117:
    case 0x119:
    case 0x11B: return 'e';
    case 0x11F:
    case 0x123: return 'g';
    case 0xEC:
    case 0xED:
    case 0xEE:
    case 0xEF:
    case 0x12B:
    case 0x12F: return 'i';
    case 0x137: return 'k';
    case 0x13C:
    case 0x142: return 'l';
    case 0xF1:
    case 0x144:
    case 0x146:
    case 0x148: return 'n';
    case 0xF2:
    case 0xF3:
    case 0xF4:
    case 0x14D: return 'o';
    case 0x159: return 'r';
    case 0x15B:
    case 0x15F:
    case 0x161: return 's';
    case 0x165:
    case 0x163: return 't';
    case 0xF9:
    case 0xFA:
    case 0xFB:
    case 0x16B:
    case 0x16F:
    case 0x173: return 'u';
    case 0xFC:
    case 0xFD:
    case 0xFF:
    case 0x171: return 'y';  // ü stands with y
    case 0x17A:
    case 0x17C:
    case 0x17E: return 'z';
    default: return 0;
  }
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_two_bytes(std::string_view text, std::size_t i) {
  const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[k]); };
  return byte(i) >= 0xC2 && byte(i) <= 0xDF && i + 1 < text.size() && (byte(i + 1) & 0xC0) == 0x80;
}

std::uint32_t two_bytes(std::string_view text, std::size_t i) {
  return (static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]) & 0x1F) << 6) |
         (static_cast<unsigned char>(text[i + 1]) & 0x3F);
}

}  // namespace

std::string folded(std::string_view text) {
  std::string out(text);
  for (std::size_t i = 0; i < out.size(); ++i) {
    if (static_cast<unsigned char>(out[i]) < 0x80) {
      if (out[i] >= 'A' && out[i] <= 'Z') out[i] = static_cast<char>(out[i] + 32);
    } else if (is_two_bytes(out, i)) {
      const std::uint32_t c = small_letter(two_bytes(out, i));
      out[i] = static_cast<char>(0xC0 | (c >> 6));
      out[i + 1] = static_cast<char>(0x80 | (c & 0x3F));
      ++i;
    }
  }
  return out;
}

std::string order_key(std::string_view text) {
  std::string key;
  key.reserve(text.size() + 4);
  for (std::size_t i = 0; i < text.size();) {
    if (is_digit(text[i])) {
      // A number: its length without leading zeros, then its digits. Longer numbers are larger.
      std::size_t first = i;
      while (i < text.size() && is_digit(text[i])) ++i;
      while (first + 1 < i && text[first] == '0') ++first;
      const std::size_t length = i - first;
      key += '0';
      key += static_cast<char>(length < 255 ? length : 255);
      key += text.substr(first, length);
      continue;
    }
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte < 0x80) {
      key += byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte + 32) : text[i];
      ++i;
      continue;
    }
    if (is_two_bytes(text, i)) {
      const std::uint32_t c = small_letter(two_bytes(text, i));
      if (const char place = alphabet_place(c)) {
        key += place;
      } else if (c == 0xDF) {
        key += "ss";
      } else if (c == 0xA0) {
        key += ' ';
      } else {
        key += text.substr(i, 2);
      }
      i += 2;
      continue;
    }
    key += text[i++];
  }
  return key;
}

bool TextSearch::is_in(std::string_view text) const {
  if (wanted_.empty()) return true;
  const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
  const char first = wanted_[0];
  // A letter of two bytes may begin with another byte than its small letter.
  const bool any_lead = static_cast<unsigned char>(first) >= 0xC2;
  for (std::size_t start = 0; start + wanted_.size() <= text.size(); ++start) {
    if (any_lead ? static_cast<unsigned char>(text[start]) < 0xC2 : small(text[start]) != first) continue;
    std::size_t i = 0;
    while (i < wanted_.size()) {
      if (is_two_bytes(text, start + i)) {
        if (!is_two_bytes(wanted_, i) || small_letter(two_bytes(text, start + i)) != two_bytes(wanted_, i)) break;
        i += 2;
      } else {
        if (small(text[start + i]) != wanted_[i]) break;
        ++i;
      }
    }
    if (i == wanted_.size()) return true;
  }
  return false;
}

}  // namespace geo
