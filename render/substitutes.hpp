// Features of a pixel or less as a picture of the view: each pixel that one of them lies in is painted, so that a
// million buildings are seen at any scale and cost one texture.
#pragma once

#include "render/slot_symbols.hpp"
#include "render/view.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace render {

/// Chunks whose largest feature is smaller than this are drawn by substitutes.
inline constexpr double substitute_below_px = 4;
/// What one feature covers of its pixel at least.
inline constexpr double least_coverage = 0.5;

/// Of the drawn part of the view. Row 0 is the southernmost.
struct SubstitutePicture {
  int x_px = 0;  ///< of its lower left pixel in the target
  int y_px = 0;
  int width_px = 0;
  int height_px = 0;
  bool one_colour = true;
  Colour colour;                    ///< of all, if one_colour
  std::vector<std::uint8_t> bytes;  ///< one_colour: coverage; else RGBA, premultiplied
};

/// How a feature that is too small to be drawn looks: its line if it has one, else its fill.
[[nodiscard]] Colour substitute_colour(const Symbol& symbol);

/// Paints the substitutes of the chunks over what `picture` had before (its buffer is reused).
void paint_substitutes(const Batch& batch, const SlotSymbols& symbols, std::span<const std::size_t> chunks,
                       const View& view, SubstitutePicture& picture);

}  // namespace render
