// Where controls are drawn, by their words, for whoever drives the window from outside (see --trace). Nothing is noted
// unless that is asked for.
#pragma once

#include <imgui/imgui.h>

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

/// The middle of a control that is in sight.
inline void note_place(std::string_view name, ImVec2 min, ImVec2 max) {
  if (!places().wanted || name.empty() || !ImGui::IsRectVisible(min, max)) return;
  places().middles[std::string(name)] = {(min.x + max.x) / 2, (min.y + max.y) / 2};
}

}  // namespace app
