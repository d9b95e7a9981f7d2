#include "app/panels/floating.hpp"

#include "app/icons.hpp"
#include "app/panels/panels.hpp"
#include "app/text.hpp"
#include "app/widgets/controls.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr float left_pad_k = 2.5f;

float action_width(const Toast& toast) {
  return toast.action_text.empty() ? 0 : text_width(Face::text_medium, toast.action_text) + px(1.2f);
}

float words_width(const Toast& toast, float width) {
  return width - px(left_pad_k) - action_width(toast) - px(2.2f);
}

struct ToastHeights {
  float title = 0;
  float line = 0;
  [[nodiscard]] float all() const { return std::max(px(2.6f), title + line + 2 * px(0.6f)); }
};

ToastHeights heights_of(const Toast& toast, float width) {
  const float words = words_width(toast, width);
  ImDrawList& dry = *ImGui::GetForegroundDrawList();
  ToastHeights heights;
  heights.title = draw_wrapped(dry, Face::text_medium, 0, 0, words, colours().text, toast.title, true);
  if (!toast.line.empty())
    heights.line = draw_wrapped(dry, Face::small, 0, 0, words, colours().text2, toast.line, true) + px(0.1f);
  return heights;
}

}  // namespace

float toast_height(const Toast& toast, float width) {
  return heights_of(toast, width).all();
}

ToastPressed draw_toast(const Toast& toast, ImVec2 a, float width) {
  const Tokens& c = colours();
  const float actions = action_width(toast);
  const float words = words_width(toast, width);
  const ToastHeights heights = heights_of(toast, width);
  const float height = heights.all();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.PushClipRect({a.x - 8, a.y - 8}, {a.x + width + 8, a.y + height + 12});
  draw_raised(list, a, {a.x + width, a.y + height}, px(0.5f), c.raised);
  list.PopClipRect();
  const Colour edge = toast.kind == ToastKind::done      ? c.good
                      : toast.kind == ToastKind::warning ? c.warn
                      : toast.kind == ToastKind::failed  ? c.bad
                                                         : c.accent;
  const char32_t icons[] = {icon::check_circle, icon::information, icon::alert, icon::close_circle};
  list.AddRectFilled({a.x, a.y + 1}, {a.x + 3, a.y + height - 1}, packed(edge), px(0.5f), ImDrawFlags_RoundCornersLeft);
  draw_icon(list, icons[static_cast<int>(toast.kind)], a.x + px(1.35f), a.y + height / 2, edge);
  const float words_top = a.y + (height - heights.title - heights.line) / 2;
  draw_wrapped(list, Face::text_medium, a.x + px(left_pad_k), words_top, words, c.text, toast.title);
  if (!toast.line.empty())
    draw_wrapped(list, Face::small, a.x + px(left_pad_k), words_top + heights.title + px(0.1f), words, c.text2,
                 toast.line);
  ToastPressed pressed = ToastPressed::nothing;
  if (!toast.action_text.empty()) {
    ImGui::SetCursorScreenPos({a.x + width - px(1.9f) - actions, a.y + (height - px(1.72f)) / 2});
    if (button("action", toast.action_text, 0, ButtonKind::ghost, actions)) pressed = ToastPressed::action;
  }
  ImGui::SetCursorScreenPos({a.x + width - px(1.95f), a.y + (height - px(1.8f)) / 2});
  if (icon_button("close", icon::close, tr("Close"))) pressed = ToastPressed::close;
  return pressed;
}

void draw_toasts(Workspace& w, ImVec2 min, ImVec2 size) {
  const float margin = px(0.75f);
  const float width = std::min(px(22), size.x - 2 * margin - px(3));
  float bottom = min.y + size.y - margin;
  const std::vector<Toast> toasts = w.toasts.shown();
  for (auto toast = toasts.rbegin(); toast != toasts.rend(); ++toast) {
    const float height = toast_height(*toast, width);
    const ImVec2 a{min.x + size.x - margin - px(2.6f) - width, bottom - height};
    const std::string name = "toast " + std::to_string(toast->id);
    begin_region(name.c_str(), a, {width, height}, {0, 0}, true);
    const ToastPressed pressed = draw_toast(*toast, a, width);
    end_region();
    if (pressed == ToastPressed::action) toast->action();
    if (pressed != ToastPressed::nothing) w.toasts.close(toast->id);
    bottom -= height + px(0.5f);
  }
}

}  // namespace app
