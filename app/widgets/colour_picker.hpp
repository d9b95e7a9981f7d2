// Choosing a colour: the palette of the look, the colours used last, a field of saturation and lightness with its hue,
// hex digits and how opaque it is. Drawn by us.
#pragma once

#include "app/look.hpp"

#include <span>
#include <string_view>
#include <vector>

namespace app {

struct ColourResult {
  bool moved = false;  ///< the colour changed in this frame
  bool done = false;   ///< the person chose or let go: now it may become an edit
};

/// The picker itself, from the cursor downwards.
ColourResult colour_picker(Colour& colour, std::span<const Colour> recent);

/// A field with the colour and its digits; click opens the picker.
ColourResult field_colour(const char* id, std::string_view label, Colour& colour, std::span<const Colour> recent);

/// A swatch of a list's size that opens the picker. `width` and `height` in pixels; at the cursor.
ColourResult colour_swatch(const char* id, Colour& colour, std::span<const Colour> recent, float width, float height,
                           std::string_view tooltip_text);

/// A colour over a small chequered ground, so that it can be seen how opaque it is.
void draw_colour(ImDrawList& list, ImVec2 min, ImVec2 max, Colour colour, float radius);

/// The colour as the first of those used last; at most ten are kept.
void remember(std::vector<Colour>& recent, Colour colour);

}  // namespace app
