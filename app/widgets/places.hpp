// Where controls are drawn, by their words, for whoever drives the window from outside (see --trace). Nothing is noted
// unless that is asked for.
#pragma once

#include <imgui/imgui.h>

#include <algorithm>
#include <map>
#include <string>
#include <string_view>

namespace app {

struct Places {
  bool wanted = false;
  std::map<std::string, ImVec2, std::less<>> middles;
};
[[nodiscard]] inline Places& places() {
  static Places all;
  return all;
}

/// The middle of what is in sight of a control.
inline void note_place(std::string_view name, ImVec2 min, ImVec2 max) {
  if (!places().wanted || name.empty() || !ImGui::IsRectVisible(min, max)) return;
  // In a list that scrolls, the middle of a row may be hidden where its edge is not.
  const ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 seen_min = list.GetClipRectMin();
  const ImVec2 seen_max = list.GetClipRectMax();
  min = {std::max(min.x, seen_min.x), std::max(min.y, seen_min.y)};
  max = {std::min(max.x, seen_max.x), std::min(max.y, seen_max.y)};
  places().middles[std::string(name)] = {(min.x + max.x) / 2, (min.y + max.y) / 2};
}

}  // namespace app
