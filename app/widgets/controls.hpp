// Buttons, segments, check boxes, chips and tooltips (look.md section 8), drawn by us.
#pragma once

#include "app/look.hpp"

#include <span>
#include <string>
#include <string_view>

namespace app {

enum class ButtonKind { normal, primary, ghost };

/// `id` is unique in its window and never shown. `width` 0: as the text needs.
bool button(const char* id, std::string_view text, char32_t icon = 0, ButtonKind kind = ButtonKind::normal,
            float width = 0, bool enabled = true);
[[nodiscard]] float button_width(std::string_view text, char32_t icon = 0);
[[nodiscard]] float button_height();

/// 1.8u square. `tooltip` is its name, `shortcut` its key.
bool icon_button(const char* id, char32_t icon, std::string_view tooltip, std::string_view shortcut = {},
                 bool active = false, bool enabled = true);

struct Segment {
  std::string text;
  char32_t icon = 0;
  bool enabled = true;
  std::string tooltip;
};
/// Returns true when `chosen` changed. `width` 0: as the texts need.
bool segmented(const char* id, std::span<const Segment> segments, int& chosen, float width = 0);
[[nodiscard]] float segmented_width(std::span<const Segment> segments);

bool checkbox(const char* id, std::string_view text, bool& on);

enum class ChipKind { good, accent, plain, warn, bad };
/// Draws a chip with its left top corner at the cursor and advances.
void chip(std::string_view text, ChipKind kind);

/// For the item that was just made, after half a second of rest.
void tooltip(std::string_view text, std::string_view shortcut = {});

/// The focus ring of the item that was just made, if the keyboard is on it.
void draw_focus_ring(ImDrawList& list, ImVec2 min, ImVec2 max, float radius);

/// How the item that was just made is drawn: under the pointer, held down, with the keyboard on it.
[[nodiscard]] bool is_hovered();
[[nodiscard]] bool is_held();
[[nodiscard]] bool is_focused();

/// While it lives, all controls are drawn in one state, whatever pointer and keyboard do: for a picture of all states.
enum class Pose { rest, hovered, held, focused, wrong };
class Posed {
public:
  explicit Posed(Pose pose);
  ~Posed();
  Posed(const Posed&) = delete;
  Posed& operator=(const Posed&) = delete;

private:
  Pose before_;
};
/// What was posed; rest when nothing is.
[[nodiscard]] Pose pose();

/// The ground and border of a box that is typed into or opens a list, with the item that was just made in it.
void draw_field_box(ImDrawList& list, ImVec2 min, ImVec2 max);

/// A box for typing with an icon in front, without a label. `text` is what is typed so far; true when it changed.
/// `focus` puts the keyboard there.
bool search_box(const char* id, std::string_view hint, std::string& text, float width, bool focus = false);

/// An InvisibleButton that a keyboard can reach; returns pressed.
bool hit_area(const char* id, ImVec2 size);

/// A 1 px line over the whole width of the window at the cursor.
void divider();

/// Key cap with its left at (x, y middle); returns its width. `on_tip`: on the dark ground of the hint line.
[[nodiscard]] float key_cap_width(std::string_view text);
float draw_key_cap(ImDrawList& list, float x, float y, std::string_view text, bool on_tip);

}  // namespace app
