#include "app/widgets/histogram.hpp"

#include "app/text.hpp"
#include "app/widgets/controls.hpp"
#include "app/widgets/focus.hpp"
#include "app/widgets/places.hpp"

#include <algorithm>
#include <cmath>

namespace app {

std::optional<BreakDrag> break_histogram(const char* id, const Histogram& histogram, std::span<const double> breaks,
                                         std::span<const Colour> class_colours, float height,
                                         std::string (*text_of)(double)) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float width = ImGui::GetContentRegionAvail().x;
  const float words = px(1.1f);  // the axis below
  const float handle = px(0.75f);
  const float left = min.x + px(0.4f);
  const float right = min.x + width - px(0.4f);
  const float top = min.y + handle;
  const float bottom = min.y + height - words;
  const double span = histogram.high / 2 - histogram.low / 2;
  const auto x_of = [&](double value) {
    const double share = std::clamp((value / 2 - histogram.low / 2) / span, 0.0, 1.0);
    return left + (right - left) * static_cast<float>(share);
  };
  const auto class_of = [&](double value) {
    return static_cast<std::size_t>(std::upper_bound(breaks.begin(), breaks.end(), value) - breaks.begin());
  };
  std::size_t most = 1;
  for (const std::size_t count : histogram.counts) most = std::max(most, count);
  const auto bins = static_cast<float>(histogram.counts.size());
  const auto bin_number = static_cast<double>(histogram.counts.size());
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    if (histogram.counts[i] == 0) continue;
    // The square root keeps small bins in sight beside a very large one.
    const float share =
        std::sqrt(static_cast<float>(static_cast<double>(histogram.counts[i]) / static_cast<double>(most)));
    const float bar_top = bottom - std::max(1.0f, std::floor((bottom - top) * share));
    const float a = std::floor(left + (right - left) * static_cast<float>(i) / bins);
    const float b = std::max(a + 1, std::floor(left + (right - left) * static_cast<float>(i + 1) / bins) - 1);
    const double low = histogram.low + 2 * span * (static_cast<double>(i) / bin_number);
    const double high = histogram.low + 2 * span * (static_cast<double>(i + 1) / bin_number);
    // A bar over a break has the colours of both classes.
    float from = a;
    for (std::size_t k = class_of(low); from < b; ++k) {
      const float to = k < breaks.size() && breaks[k] < high ? std::clamp(std::floor(x_of(breaks[k])), from, b) : b;
      list.AddRectFilled({from, bar_top}, {to, bottom}, packed(class_colours[std::min(k, class_colours.size() - 1)]));
      if (to >= b) break;
      from = to;
    }
  }
  list.AddRectFilled({left, bottom}, {right, bottom + 1}, packed(c.axis));

  std::optional<BreakDrag> drag;
  ImGui::PushID(id);
  std::optional<std::size_t> shown;
  for (std::size_t i = 0; i < breaks.size(); ++i) {
    const float x = std::floor(x_of(breaks[i]));
    const float before = i > 0 ? (x - x_of(breaks[i - 1])) / 2 : x - min.x;
    const float after = i + 1 < breaks.size() ? (x_of(breaks[i + 1]) - x) / 2 : min.x + width - x;
    // As wide as a finger where there is room; neighbours never cover each other.
    const float from = x - std::clamp(before, 2.0f, px(0.75f));
    const float to = x + std::clamp(after, 2.0f, px(0.75f));
    ImGui::PushID(static_cast<int>(i));
    ImGui::SetCursorScreenPos({from, min.y});
    hit_area("break", {to - from, bottom - min.y});
    note_place("break " + std::to_string(i), {x - 1, min.y}, {x + 1, bottom});
    const int steps = arrow_steps();
    const bool active = is_held();
    const bool hovered = is_hovered();
    if (hovered || active) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (active || hovered || is_focused()) shown = i;
    if (is_held_by_pointer() && ImGui::IsMouseDragging(ImGuiMouseButton_Left, 1)) {
      const float share = std::clamp((ImGui::GetIO().MousePos.x - left) / (right - left), 0.0f, 1.0f);
      drag = BreakDrag{i, histogram.low + 2 * span * static_cast<double>(share), false};
    }
    if (ImGui::IsItemDeactivated()) drag = BreakDrag{i, breaks[i], true};
    // A key moves by a fiftieth of the range and is an edit of its own.
    if (steps != 0) drag = BreakDrag{i, breaks[i] + 2 * span / 50 * steps, true};
    const Colour ink = active ? c.accent_press : hovered ? c.accent_hover : c.accent;
    list.AddRectFilled({x, min.y + handle * 0.6f}, {x + 1, bottom}, packed(ink));
    const float knob = px(0.3f);
    if (hovered || active)
      list.AddCircleFilled({x + 0.5f, min.y + handle * 0.6f}, knob + 3, packed(faded(c.accent, 0.16)));
    list.AddCircleFilled({x + 0.5f, min.y + handle * 0.6f}, knob, packed(c.knob));
    list.AddCircle({x + 0.5f, min.y + handle * 0.6f}, knob - 1, packed(ink), 0, 2);
    draw_focus_ring(list, {x - knob, min.y}, {x + knob, bottom}, knob);
    ImGui::PopID();
  }
  ImGui::PopID();

  const float y = bottom + words / 2 + 1;
  const std::string low = text_of(histogram.low);
  const std::string high = (histogram.above_count > 0 ? "\u2265\u00A0" : "") + text_of(histogram.high);
  const float room = (right - left) * 0.45f;
  if (shown) {
    const std::string text = text_of(breaks[*shown]);
    const float half = text_width(Face::small_strong, text) / 2;
    const float x = std::clamp(x_of(breaks[*shown]), min.x + half, min.x + width - half);
    draw_text(list, Face::small_strong, x, y, c.accent_text, text, At::centre);
    if (x - half > min.x + text_width(Face::micro, low) + px(0.5f))
      draw_text(list, Face::micro, min.x, y, c.text3, low, At::left, room);
    if (x + half < min.x + width - text_width(Face::micro, high) - px(0.5f))
      draw_text(list, Face::micro, min.x + width, y, c.text3, high, At::right, room);
  } else {
    draw_text(list, Face::micro, min.x, y, c.text3, low, At::left, room);
    draw_text(list, Face::micro, min.x + width, y, c.text3, high, At::right, room);
  }
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({width, height});
  return drag;
}

}  // namespace app
