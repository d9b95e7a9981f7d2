// Colours of the interface (look.md section 4) and ImGui's style made from them (section 14).
#pragma once

#include "render/theme.hpp"

namespace app {

using geo::Colour;

struct Tokens {
  Colour desk, panel, sunken, raised, hover, press, border, divider, text, text2, text3, disabled, accent, accent_hover,
      accent_press, accent_soft, accent_text, on_accent, good, good_soft, warn, warn_soft, bad, bad_soft, tip, tip_text,
      tip_text2, knob, track, focus, grid, axis, shadow;
};

[[nodiscard]] const Tokens& tokens(render::ThemeKind kind);

/// The colour with another alpha, 0 to 1.
[[nodiscard]] Colour faded(Colour colour, double alpha);
/// As ImGui packs it.
[[nodiscard]] unsigned packed(Colour colour);

/// Sets the style of the current ImGui context; `u` is the body size in pixels.
void apply_style(render::ThemeKind kind, float u);

}  // namespace app
