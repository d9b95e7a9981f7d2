// What went wrong with the texts of a frame, for whoever drives the window from outside (see --trace): cut for want of
// room, beyond the edge of what is drawn, or over another text. Nothing is noted unless that is asked for.
#pragma once

#include <imgui/imgui.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace app {

class TextWatch {
public:
  bool wanted = false;

  /// A text that is drawn, in the rectangle of its letters.
  void drawn(const ImDrawList& list, std::string_view text, ImVec2 min, ImVec2 max);
  /// A text of which only a part is drawn.
  void cut(std::string_view text);
  struct Place {
    const ImDrawList* list;
    std::string text;
    ImVec2 min;
    ImVec2 max;
  };
  /// What was drawn of the frame so far.
  [[nodiscard]] const std::vector<Place>& drawn_texts() const { return places_; }
  /// The faults of the frame, "cut WORDS", "off WORDS", "over WORDS | WORDS"; forgets them.
  [[nodiscard]] std::set<std::string> take();

private:
  std::vector<Place> places_;
  std::set<std::string> faults_;
};
[[nodiscard]] TextWatch& text_watch();

}  // namespace app
