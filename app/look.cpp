#include "app/look.hpp"

#include "app/text_watch.hpp"
#include "app/widgets/tip.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr std::string_view ellipsis = "…";

/// Bytes of the UTF-8 character that starts at `at`.
std::size_t character_bytes(std::string_view text, std::size_t at) {
  std::size_t n = 1;
  while (at + n < text.size() && (static_cast<unsigned char>(text[at + n]) & 0xC0) == 0x80) ++n;
  return n;
}

/// A word that is wider than its room is broken anywhere.
void watch_words(Face face, std::string_view text, float width) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find_first_of(" \n", at), text.size());
    if (text_width(face, text.substr(at, end - at)) > width) text_watch().cut(text.substr(at, end - at));
    at = end + 1;
  }
}

}  // namespace

Look& look() {
  static Look current;
  return current;
}

float px(float k) {
  return std::floor(k * look().u);
}

std::string utf8(char32_t code) {
  std::string text;
  const auto byte = [&](unsigned value) { text.push_back(static_cast<char>(value)); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | code >> 6);
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | code >> 12);
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | code >> 18);
    byte(0x80 | (code >> 12 & 0x3F));
    byte(0x80 | (code >> 6 & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
  return text;
}

float text_width(Face face, std::string_view text) {
  if (text.empty()) return 0;
  return std::ceil(font(face)->CalcTextSizeA(font_size(face), FLT_MAX, 0, text.data(), text.data() + text.size()).x);
}

std::string elided(Face face, std::string_view text, float max_width) {
  if (text_width(face, text) <= max_width) return std::string(text);
  const float room = max_width - text_width(face, ellipsis);
  std::size_t kept = 0;
  while (kept < text.size()) {
    const std::size_t next = kept + character_bytes(text, kept);
    if (text_width(face, text.substr(0, next)) > room) break;
    kept = next;
  }
  while (kept > 0 && text[kept - 1] == ' ') --kept;
  return std::string(text.substr(0, kept)) + std::string(ellipsis);
}

float draw_text(ImDrawList& list, Face face, float x, float y, Colour colour, std::string_view text, At at,
                float max_width) {
  if (text.empty()) return 0;
  const std::string_view whole = text;
  std::string cut;
  float width = text_width(face, text);
  if (max_width > 0 && width > max_width) {
    cut = elided(face, text, max_width);
    text = cut;
    width = text_width(face, text);
  }
  const float left = at == At::left ? x : at == At::right ? x - width : x - width / 2;
  const float size = font_size(face);
  text_watch().drawn(list, text, {left, y - size / 2}, {left + width, y + size / 2});
  if (!cut.empty()) {
    text_watch().cut(whole);
    if (&list == ImGui::GetWindowDrawList())
      offer_whole_text(whole, {left, y - size / 2}, {left + width, y + size / 2});
  }
  list.AddText(font(face), size, {std::floor(left), std::floor(y - size / 2)}, packed(colour), text.data(),
               text.data() + text.size());
  return width;
}

void draw_icon(ImDrawList& list, char32_t icon, float x, float y, Colour colour, Face face) {
  const std::string text = utf8(icon);
  const float size = font_size(face);
  list.AddText(font(face), size, {std::floor(x - std::round(1.06f * size) / 2), std::floor(y - size / 2)},
               packed(colour), text.data(), text.data() + text.size());
}

float draw_wrapped(ImDrawList& list, Face face, float x, float y, float width, Colour colour, std::string_view text,
                   bool dry) {
  const float size = font_size(face);
  const ImVec2 extent = font(face)->CalcTextSizeA(size, FLT_MAX, width, text.data(), text.data() + text.size());
  if (!dry) {
    text_watch().drawn(list, text, {x, y}, {x + std::min(extent.x, width), y + extent.y});
    if (text_watch().wanted) watch_words(face, text, width);
  }
  if (!dry && !text.empty())
    list.AddText(font(face), size, {std::floor(x), std::floor(y)}, packed(colour), text.data(),
                 text.data() + text.size(), width);
  return extent.y;
}

void draw_mark(ImDrawList& list, ImVec2 min, float side) {
  const Tokens& c = colours();
  list.AddRectFilled(min, {min.x + side, min.y + side}, packed(c.text), 0.23f * side);
  const auto at = [&](float x, float y) { return ImVec2(min.x + x * side, min.y + y * side); };
  const unsigned road = packed(c.panel);
  const float width = 0.1f * side;
  list.AddBezierCubic(at(0.2f, 0.38f), at(0.5f, 0.3f), at(0.42f, 0.74f), at(0.8f, 0.72f), road, width);
  list.AddCircleFilled(at(0.2f, 0.38f), width / 2, road);
  list.AddCircleFilled(at(0.8f, 0.72f), width / 2, road);
  // The teal of each ground: the bright one on the dark square, the deep one on the white.
  list.AddCircleFilled(at(0.73f, 0.29f), 0.11f * side,
                       packed(render::is_dark(look().kind) ? render::hex("#0A7766") : render::hex("#3CCBB0")));
}

void draw_soft(ImDrawList& list, ImVec2 min, ImVec2 max, Colour soft, Colour strong, float radius) {
  list.AddRectFilled(min, max, packed(soft), radius);
  if (render::is_high_contrast(look().kind)) list.AddRect(min, max, packed(strong), radius);
}

void draw_raised(ImDrawList& list, ImVec2 min, ImVec2 max, float radius, Colour ground) {
  struct Layer {
    float sides, top, bottom;
    double alpha;
  };
  for (const Layer& layer : {Layer{4, 1, 7, 0.025}, Layer{2, 0, 4, 0.045}, Layer{1, 0, 2, 0.06}})
    list.AddRectFilled({min.x - layer.sides, min.y - layer.top}, {max.x + layer.sides, max.y + layer.bottom},
                       packed(faded(colours().shadow, layer.alpha)), radius + layer.sides);
  list.AddRectFilled(min, max, packed(ground), radius);
  list.AddRect(min, max, packed(colours().border), radius);
}

}  // namespace app
