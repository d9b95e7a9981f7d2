#include "app/widgets/controls.hpp"

#include "app/icons.hpp"
#include "app/text_watch.hpp"
#include "app/widgets/focus.hpp"
#include "app/widgets/places.hpp"
#include "app/widgets/tip.hpp"

#include <imgui/imgui_internal.h>
#include <imgui/imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

namespace app {
namespace {

constexpr float tooltip_delay_s = 0.5f;

Pose& present_pose() {
  static Pose pose = Pose::rest;
  return pose;
}

float icon_width(Face face) {
  return std::round(1.06f * font_size(face));
}

}  // namespace

bool hit_area(const char* id, ImVec2 size) {
  const bool pressed = ImGui::InvisibleButton(id, {std::max(1.0f, size.x), std::max(1.0f, size.y)});
  tab_stop();
  // ImGui gives Space to buttons and Enter to fields; here both act.
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  return pressed || (context.NavActivateInputId == ImGui::GetItemID() && context.NavActivateInputId != 0);
}

Posed::Posed(Pose pose) : before_(std::exchange(present_pose(), pose)) {
}

Posed::~Posed() {
  present_pose() = before_;
}

Pose pose() {
  return present_pose();
}

bool is_hovered() {
  return ImGui::IsItemHovered() || pose() == Pose::hovered;
}

bool is_held() {
  return ImGui::IsItemActive() || pose() == Pose::held;
}

bool is_focused() {
  if (pose() == Pose::focused) return true;
  const ImGuiContext& context = *ImGui::GetCurrentContext();
  return !context.NavDisableHighlight && context.NavId == ImGui::GetItemID();
}

void draw_focus_ring(ImDrawList& list, ImVec2 min, ImVec2 max, float radius) {
  if (!is_focused()) return;
  const float width = render::is_high_contrast(look().kind) ? 3.0f : 2.0f;
  list.AddRect({min.x - 3, min.y - 3}, {max.x + 3, max.y + 3}, packed(colours().focus), radius + 3, 0, width);
}

void draw_field_box(ImDrawList& list, ImVec2 min, ImVec2 max) {
  const Tokens& c = colours();
  list.AddRectFilled(min, max, packed(is_hovered() ? c.hover : c.sunken), px(0.3f));
  list.AddRect(min, max, packed(c.border), px(0.3f));
  draw_focus_ring(list, min, max, px(0.3f));
}

bool search_box(const char* id, std::string_view hint, std::string& text, float width, bool focus) {
  const Tokens& c = colours();
  const float height = px(1.8f);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 max{min.x + width, min.y + height};
  ImDrawList& list = *ImGui::GetWindowDrawList();
  list.AddRectFilled(min, max, packed(c.sunken), px(0.3f));
  list.AddRect(min, max, packed(c.border), px(0.3f));
  draw_icon(list, icon::magnify, min.x + px(0.9f), (min.y + max.y) / 2, c.text3, Face::small);
  ImGui::SetCursorScreenPos({min.x + px(1.5f), std::floor((min.y + max.y - font_size(Face::text)) / 2)});
  ImGui::SetNextItemWidth(width - px(1.8f));
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {0, 0});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0);
  for (const ImGuiCol colour :
       {ImGuiCol_FrameBg, ImGuiCol_FrameBgHovered, ImGuiCol_FrameBgActive, ImGuiCol_NavHighlight})
    ImGui::PushStyleColor(colour, 0);
  if (focus) ImGui::SetKeyboardFocusHere();
  const std::string words(hint);
  if (text.empty() && text_width(Face::text, hint) > width - px(1.8f)) text_watch().cut(hint);
  const bool changed = ImGui::InputTextWithHint((std::string("##") + id).c_str(), words.c_str(), &text);
  ImGui::PopStyleColor(4);
  ImGui::PopStyleVar(2);
  tab_stop(true);
  if (is_held() || is_focused()) list.AddRect(min, max, packed(c.focus), px(0.3f), 0, 2);
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({width, height});
  return changed;
}

float button_width(std::string_view text, char32_t icon) {
  const float icon_part = icon ? icon_width(Face::text_medium) + (text.empty() ? 0 : px(0.4f)) : 0;
  return std::max(px(1.8f), text_width(Face::text_medium, text) + icon_part + 2 * px(0.7f));
}

float button_height() {
  return font_size(Face::text) + 2 * px(0.36f);
}

bool button(const char* id, std::string_view text, char32_t icon, ButtonKind kind, float width, bool enabled) {
  const float natural = button_width(text, icon);
  if (width <= 0) width = natural;
  const float height = button_height();
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 max{min.x + width, min.y + height};
  note_place("button " + std::string(text), min, max);
  if (!enabled) ImGui::BeginDisabled();
  const bool pressed = hit_area(id, {width, height});
  const bool hovered = is_hovered();
  const bool held = is_held();
  if (!enabled) ImGui::EndDisabled();
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  Colour ink = c.text;
  if (kind == ButtonKind::primary && enabled) {
    list.AddRectFilled(min, max, packed(held ? c.accent_press : hovered ? c.accent_hover : c.accent), px(0.3f));
    ink = c.on_accent;
  } else if (kind == ButtonKind::ghost) {
    if (hovered) list.AddRectFilled(min, max, packed(held ? c.press : c.hover), px(0.3f));
    ink = c.accent_text;
  } else {
    list.AddRectFilled(min, max, packed(!enabled ? c.sunken : held ? c.press : hovered ? c.hover : c.panel), px(0.3f));
    list.AddRect(min, max, packed(c.border), px(0.3f));
  }
  if (!enabled) ink = c.disabled;
  const float room = width - 2 * px(0.4f);
  const float icon_part = icon ? icon_width(Face::text_medium) + (text.empty() ? 0 : px(0.4f)) : 0;
  const float text_part = std::min(text_width(Face::text_medium, text), room - icon_part);
  float x = std::floor(min.x + (width - icon_part - text_part) / 2);
  const float middle = min.y + height / 2;
  if (icon) draw_icon(list, icon, x + icon_width(Face::text_medium) / 2, middle, ink, Face::text_medium);
  draw_text(list, Face::text_medium, x + icon_part, middle, ink, text, At::left, room - icon_part + 1);
  draw_focus_ring(list, min, max, px(0.3f));
  return pressed && enabled;
}

bool icon_button(const char* id, char32_t icon, std::string_view tooltip_text, std::string_view shortcut, bool active,
                 bool enabled) {
  const float side = px(1.8f);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const ImVec2 max{min.x + side, min.y + side};
  if (enabled) note_place("icon " + std::string(tooltip_text), min, max);
  if (!enabled) ImGui::BeginDisabled();
  const bool pressed = hit_area(id, {side, side});
  const bool hovered = is_hovered();
  const bool held = is_held();
  if (!enabled) ImGui::EndDisabled();
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  if (active)
    draw_soft(list, min, max, c.accent_soft, c.accent, px(0.3f));
  else if (enabled && (hovered || held))
    list.AddRectFilled(min, max, packed(held ? c.press : c.hover), px(0.3f));
  draw_icon(list, icon, min.x + side / 2, min.y + side / 2, !enabled ? c.disabled : active ? c.accent_text : c.text2);
  draw_focus_ring(list, min, max, px(0.3f));
  if (enabled) tooltip(tooltip_text, shortcut);
  return pressed && enabled;
}

float segmented_width(std::span<const Segment> segments) {
  float width = 2 * px(0.18f);
  for (const Segment& segment : segments)
    width += text_width(Face::text_medium, segment.text) + 2 * px(0.75f) +
             (segment.icon ? icon_width(Face::text) + px(0.35f) : 0);
  return width;
}

bool segmented(const char* id, std::span<const Segment> segments, int& chosen, float width) {
  const Tokens& c = colours();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  const float natural = segmented_width(segments);
  if (width <= 0) width = natural;
  const float inner_pad = px(0.18f);
  const float height = px(1.9f);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  list.AddRectFilled(min, {min.x + width, min.y + height}, packed(c.sunken), px(0.35f));
  list.AddRect(min, {min.x + width, min.y + height}, packed(c.divider), px(0.35f));
  const float extra = (width - natural) / static_cast<float>(segments.size());
  float x = min.x + inner_pad;
  bool changed = false;
  ImGui::PushID(id);
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const Segment& segment = segments[i];
    const float icon_part = segment.icon ? icon_width(Face::text) + px(0.35f) : 0;
    const float text_part = text_width(Face::text_medium, segment.text);
    const float part = std::floor(text_part + 2 * px(0.75f) + icon_part + extra);
    const ImVec2 a{x, min.y + inner_pad};
    const ImVec2 b{x + part, min.y + height - inner_pad};
    ImGui::SetCursorScreenPos(a);
    ImGui::PushID(static_cast<int>(i));
    if (!segment.enabled) ImGui::BeginDisabled();
    if (hit_area("segment", {part, b.y - a.y}) && segment.enabled && chosen != static_cast<int>(i)) {
      chosen = static_cast<int>(i);
      changed = true;
    }
    const bool hovered = is_hovered();
    if (segment.enabled) note_place("segment " + segment.text, a, b);
    if (!segment.enabled) ImGui::EndDisabled();
    const bool is_chosen = chosen == static_cast<int>(i);
    if (is_chosen) {
      list.AddRectFilled(a, b, packed(c.raised), px(0.3f));
      list.AddRect(a, b, packed(c.border), px(0.3f));
    } else if (hovered) {
      list.AddRectFilled(a, b, packed(c.hover), px(0.3f));
    }
    const Colour ink = !segment.enabled ? c.disabled : is_chosen ? c.text : c.text2;
    const float left = std::max(a.x + px(0.2f), std::floor(a.x + (part - icon_part - text_part) / 2));
    const float middle = (a.y + b.y) / 2;
    if (segment.icon)
      draw_icon(list, segment.icon, left + icon_width(Face::text) / 2, middle, is_chosen ? c.accent_text : ink);
    draw_text(list, is_chosen ? Face::text_medium : Face::text, left + icon_part, middle, ink, segment.text, At::left,
              b.x - left - icon_part - px(0.2f));
    draw_focus_ring(list, a, b, px(0.3f));
    if (!segment.tooltip.empty()) tooltip(segment.tooltip);
    ImGui::PopID();
    x += part;
  }
  ImGui::PopID();
  ImGui::SetCursorScreenPos(min);
  ImGui::Dummy({width, height});
  return changed;
}

bool checkbox(const char* id, std::string_view text, bool& on) {
  const Tokens& c = colours();
  const float height = px(1.75f);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  const float icon_part = icon_width(Face::text) + px(0.4f);
  const float width = std::min(icon_part + text_width(Face::text, text), ImGui::GetContentRegionAvail().x);
  const bool pressed = hit_area(id, {width, height});
  note_place("check " + std::string(text), min, {min.x + width, min.y + height});
  if (pressed) on = !on;
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_icon(list, on ? icon::checkbox_on : icon::checkbox_off, min.x + icon_width(Face::text) / 2, min.y + height / 2,
            on ? c.accent : c.text3);
  draw_text(list, Face::text, min.x + icon_part, min.y + height / 2, c.text, text, At::left, width - icon_part + 1);
  draw_focus_ring(list, min, {min.x + width, min.y + height}, px(0.3f));
  return pressed;
}

void chip(std::string_view text, ChipKind kind) {
  const Tokens& c = colours();
  const Colour ground = kind == ChipKind::good     ? c.good_soft
                        : kind == ChipKind::accent ? c.accent_soft
                        : kind == ChipKind::warn   ? c.warn_soft
                        : kind == ChipKind::bad    ? c.bad_soft
                                                   : c.hover;
  const Colour ink = kind == ChipKind::good     ? c.good
                     : kind == ChipKind::accent ? c.accent_text
                     : kind == ChipKind::warn   ? c.warn
                     : kind == ChipKind::bad    ? c.bad
                                                : c.text2;
  const float height = px(1.25f);
  const float width = std::min(text_width(Face::small, text) + 2 * px(0.55f), ImGui::GetContentRegionAvail().x);
  const ImVec2 min = ImGui::GetCursorScreenPos();
  ImDrawList& list = *ImGui::GetWindowDrawList();
  draw_soft(list, min, {min.x + width, min.y + height}, ground, ink, height / 2);
  draw_text(list, Face::small, min.x + px(0.55f), min.y + height / 2, ink, text, At::left, width - 2 * px(0.5f));
  ImGui::Dummy({width, height});
}

void tooltip(std::string_view text, std::string_view shortcut) {
  if (text.empty() || !ImGui::IsItemHovered() || ImGui::IsItemActive()) return;
  if (ImGui::GetCurrentContext()->HoveredIdTimer < tooltip_delay_s) return;
  offer_tip(text, shortcut, ImGui::GetItemRectMin(), ImGui::GetItemRectMax());
}

void divider() {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  const float left = ImGui::GetWindowPos().x;
  ImGui::GetWindowDrawList()->AddRectFilled({left, at.y}, {left + ImGui::GetWindowWidth(), at.y + 1},
                                            packed(colours().divider));
  ImGui::Dummy({1, 1});
}

float key_cap_width(std::string_view text) {
  return std::max(px(1.15f), text_width(Face::micro, text) + 2 * px(0.35f));
}

float draw_key_cap(ImDrawList& list, float x, float y, std::string_view text, bool on_tip) {
  const Tokens& c = colours();
  const float height = px(1.15f);
  const float width = key_cap_width(text);
  const ImVec2 a{std::floor(x), std::floor(y - height / 2)};
  const ImVec2 b{a.x + width, a.y + height};
  list.AddRectFilled(a, b, packed(on_tip ? faded(c.tip_text, 0.1) : c.panel), 3);
  list.AddRect(a, b, packed(on_tip ? faded(c.tip_text, 0.35) : c.border), 3);
  draw_text(list, Face::micro, (a.x + b.x) / 2, y, on_tip ? c.tip_text : c.text2, text, At::centre);
  return width;
}

}  // namespace app
