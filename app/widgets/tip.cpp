#include "app/widgets/tip.hpp"

#include "app/look.hpp"

#include <imgui/imgui_internal.h>

#include <algorithm>
#include <string>
#include <utility>

namespace app {
namespace {

constexpr float rest_s = 0.5f;

struct Tip {
  std::string whole;  ///< a text that was cut
  std::string name;   ///< of a control
  std::string shortcut;
  ImVec2 min;
  ImVec2 max;
};

Tip& tip_of_frame() {
  static Tip tip;
  return tip;
}

/// How long the pointer has stood still.
float& rested_s() {
  static float seconds = 0;
  return seconds;
}

}  // namespace

void offer_tip(std::string_view text, std::string_view shortcut, ImVec2 control_min, ImVec2 control_max) {
  Tip& tip = tip_of_frame();
  tip.name = text;
  tip.shortcut = shortcut;
  tip.min = control_min;
  tip.max = control_max;
}

void offer_whole_text(std::string_view text, ImVec2 min, ImVec2 max) {
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  if (context.HoveredWindow != context.CurrentWindow || rested_s() < rest_s || context.ActiveId != 0) return;
  if (!ImGui::IsMouseHoveringRect(min, max)) return;
  Tip& tip = tip_of_frame();
  tip.whole = text;
  if (!tip.name.empty()) return;
  tip.min = min;
  tip.max = max;
}

void draw_tip() {
  const ImGuiIO& io = ImGui::GetIO();
  rested_s() = io.MouseDelta.x != 0 || io.MouseDelta.y != 0 ? 0 : rested_s() + io.DeltaTime;
  const Tip tip = std::exchange(tip_of_frame(), {});
  std::string text = tip.name;
  if (!tip.whole.empty() && tip.name.find(tip.whole) == std::string::npos)
    text = tip.name.empty() ? tip.whole : tip.whole + "\n" + tip.name;
  if (text.empty()) return;
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  const ImVec2 screen = io.DisplaySize;
  const float pad = px(0.5f);
  const float key_part = tip.shortcut.empty() ? 0 : text_width(Face::small, tip.shortcut) + px(0.6f);
  const float most = std::max(px(4), std::min(px(30), screen.x - 2 * pad - key_part - 8));
  const std::string_view lines = text;
  float words = 0;
  for (std::size_t at = 0; at <= lines.size();) {
    const std::size_t end = std::min(lines.find('\n', at), lines.size());
    words = std::max(words, text_width(Face::text, lines.substr(at, end - at)));
    at = end + 1;
  }
  words = std::min(words, most);
  const float text_height = draw_wrapped(list, Face::text, 0, 0, words + 1, c.tip_text, text, true);
  const float height = text_height + 2 * px(0.3f);
  const float width = words + key_part + 2 * pad;
  const float gap = px(0.35f);
  float y = tip.max.y + gap;
  if (y + height > screen.y - 2) y = std::max(2.0f, tip.min.y - height - gap);
  const float x = std::clamp(tip.min.x, 4.0f, std::max(4.0f, screen.x - width - 4));
  list.AddRectFilled({x, y}, {x + width, y + height}, packed(c.tip), px(0.3f));
  draw_wrapped(list, Face::text, x + pad, y + px(0.3f), words + 1, c.tip_text, text);
  draw_text(list, Face::small, x + width - pad, y + px(0.3f) + font_size(Face::text) / 2, c.tip_text2, tip.shortcut,
            At::right);
}

}  // namespace app
