// The measure and colours of the frame that is being drawn, and text at a place. One window, one thread.
#pragma once

#include "app/fonts.hpp"
#include "app/theme.hpp"

#include <string>
#include <string_view>

namespace app {

/// What every drawn control needs. Set once a frame, before anything is drawn.
struct Look {
  render::ThemeKind kind = render::ThemeKind::light;
  float u = 17;  ///< body size [px]
  [[nodiscard]] const Tokens& colour() const { return tokens(kind); }
};
[[nodiscard]] Look& look();

/// floor(k*u) [px].
[[nodiscard]] float px(float k);
[[nodiscard]] inline const Tokens& colours() {
  return look().colour();
}
/// UTF-8 of one code point.
[[nodiscard]] std::string utf8(char32_t code);

enum class At { left, centre, right };

[[nodiscard]] float text_width(Face face, std::string_view text);
/// One line with its vertical middle at `y`; never wider than `max_width` (0: no limit), cut with "…".
/// Returns the width that was drawn.
float draw_text(ImDrawList& list, Face face, float x, float y, Colour colour, std::string_view text, At at = At::left,
                float max_width = 0);
/// An icon with its middle at (x, y).
void draw_icon(ImDrawList& list, char32_t icon, float x, float y, Colour colour, Face face = Face::text);
/// The text cut to a width, with "…" when something is missing.
[[nodiscard]] std::string elided(Face face, std::string_view text, float max_width);
/// Wrapped text; returns its height. With `dry` nothing is drawn.
float draw_wrapped(ImDrawList& list, Face face, float x, float y, float width, Colour colour, std::string_view text,
                   bool dry = false);

/// The falling road, the program's mark, in a square (look.md section 9).
void draw_mark(ImDrawList& list, ImVec2 min, float side);

/// A soft ground; with high contrast it is told from the panel by a line in its strong colour.
void draw_soft(ImDrawList& list, ImVec2 min, ImVec2 max, Colour soft, Colour strong, float radius);

/// The three soft rectangles, ground and border of a floating panel.
void draw_raised(ImDrawList& list, ImVec2 min, ImVec2 max, float radius, Colour ground);

}  // namespace app
