#include "app/text_watch.hpp"

#include <algorithm>
#include <utility>

namespace app {

TextWatch& text_watch() {
  static TextWatch watch;
  return watch;
}

void TextWatch::drawn(const ImDrawList& list, std::string_view text, ImVec2 min, ImVec2 max) {
  if (!wanted || text.empty()) return;
  const ImVec4 clip = list._CmdHeader.ClipRect;
  if (max.y <= clip.y || min.y >= clip.w || max.x <= clip.x || min.x >= clip.z) return;  // scrolled out of sight
  // ImGui's whole letters have a pixel of air.
  if (min.x < clip.x - 1 || max.x > clip.z + 1) faults_.insert("off " + std::string(text));
  min = {std::max(min.x, clip.x), std::max(min.y, clip.y)};
  max = {std::min(max.x, clip.z), std::min(max.y, clip.w)};
  for (const Place& other : places_) {
    if (other.list != &list || other.text == text) continue;  // a halo is the text itself
    const float wide = std::min(max.x, other.max.x) - std::max(min.x, other.min.x);
    const float high = std::min(max.y, other.max.y) - std::max(min.y, other.min.y);
    // Lines stand close: only where letters truly meet.
    if (wide > 2 && high > 0.4f * std::min(max.y - min.y, other.max.y - other.min.y))
      faults_.insert("over " + std::string(text) + " | " + other.text);
  }
  places_.push_back({&list, std::string(text), min, max});
}

void TextWatch::cut(std::string_view text) {
  if (wanted) faults_.insert("cut " + std::string(text));
}

std::set<std::string> TextWatch::take() {
  places_.clear();
  return std::exchange(faults_, {});
}

}  // namespace app
