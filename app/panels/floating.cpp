#include "app/commands.hpp"
#include "app/icons.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace app {

void draw_toasts(Workspace& w, ImVec2 min, ImVec2 size) {
  const Tokens& c = colours();
  const float margin = px(0.75f);
  const float width = std::min(px(22), size.x - 2 * margin - px(3));
  float bottom = min.y + size.y - margin;
  const std::vector<Toast> toasts = w.toasts.shown();
  for (auto toast = toasts.rbegin(); toast != toasts.rend(); ++toast) {
    const float action_width =
        toast->action_text.empty() ? 0 : text_width(Face::text_medium, toast->action_text) + px(1.2f);
    const float left_pad = px(2.5f);
    const float words = width - left_pad - action_width - px(2.2f);
    ImDrawList& dry = *ImGui::GetForegroundDrawList();
    const float title_height = draw_wrapped(dry, Face::text_medium, 0, 0, words, c.text, toast->title, true);
    const float line_height =
        toast->line.empty() ? 0 : draw_wrapped(dry, Face::small, 0, 0, words, c.text2, toast->line, true) + px(0.1f);
    const float height = std::max(px(2.6f), title_height + line_height + 2 * px(0.6f));
    const ImVec2 a{min.x + size.x - margin - px(2.6f) - width, bottom - height};
    const std::string name = "toast " + std::to_string(toast->id);
    begin_region(name.c_str(), a, {width, height}, {0, 0}, true);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect({a.x - 8, a.y - 8}, {a.x + width + 8, a.y + height + 12});
    draw_raised(list, a, {a.x + width, a.y + height}, px(0.5f), c.raised);
    list.PopClipRect();
    const Colour edge = toast->kind == ToastKind::done      ? c.good
                        : toast->kind == ToastKind::warning ? c.warn
                        : toast->kind == ToastKind::failed  ? c.bad
                                                            : c.accent;
    const char32_t icons[] = {icon::check_circle, icon::information, icon::alert, icon::close_circle};
    list.AddRectFilled({a.x, a.y + 1}, {a.x + 3, a.y + height - 1}, packed(edge), px(0.5f),
                       ImDrawFlags_RoundCornersLeft);
    draw_icon(list, icons[static_cast<int>(toast->kind)], a.x + px(1.35f), a.y + height / 2, edge);
    const float words_top = a.y + (height - title_height - line_height) / 2;
    draw_wrapped(list, Face::text_medium, a.x + left_pad, words_top, words, c.text, toast->title);
    if (!toast->line.empty())
      draw_wrapped(list, Face::small, a.x + left_pad, words_top + title_height + px(0.1f), words, c.text2, toast->line);
    if (!toast->action_text.empty()) {
      ImGui::SetCursorScreenPos({a.x + width - px(1.9f) - action_width, a.y + (height - px(1.72f)) / 2});
      if (button("action", toast->action_text, 0, ButtonKind::ghost, action_width)) {
        toast->action();
        w.toasts.close(toast->id);
      }
    }
    ImGui::SetCursorScreenPos({a.x + width - px(1.95f), a.y + (height - px(1.8f)) / 2});
    if (icon_button("close", icon::close, tr("Close"))) w.toasts.close(toast->id);
    end_region();
    bottom -= height + px(0.5f);
  }
}

}  // namespace app
