// Labels as coverage bitmaps (letters and halo), and their places in one texture.
#pragma once

#include "render/fonts.hpp"
#include "render/label_layout.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

namespace render {

/// Two bytes a pixel, row 0 on top: coverage of the letters, coverage of the halo (which includes the letters).
struct LabelBitmap {
  int width_px = 0;
  int height_px = 0;
  int left_px = 0;  ///< of the first column, from the pen
  int top_px = 0;   ///< of row 0, above the baseline
  std::vector<std::uint8_t> coverage;
};

/// Draws texts glyph by glyph. Glyphs are remembered with their place between two pixels in quarters.
class LabelDrawing {
public:
  /// `halo_width_px` is the whole width of the line round the letters; 0: none.
  [[nodiscard]] LabelBitmap draw(TextMeasure& measure, FontRole role, std::u32string_view text, double em_px,
                                 double halo_width_px);

private:
  struct Glyph {
    int width = 0, height = 0, left = 0, top = 0;
    std::vector<std::uint8_t> letters;  ///< same size as the halo
    std::vector<std::uint8_t> halo;
  };
  using Key = std::tuple<FontRole, unsigned, int, int, int>;  ///< role, glyph, em and halo in 1/64 px, quarter
  const Glyph& glyph(FontFaces& faces, const Key& key);
  std::map<Key, Glyph> glyphs_;
};

/// Rows of bitmaps of similar height in a texture that only grows downwards.
class ShelfPacking {
public:
  ShelfPacking(int width_px, int height_px) : width_px_(width_px), height_px_(height_px) {}
  struct Spot {
    int x_px, y_px;
  };
  /// Nothing if there is no room.
  [[nodiscard]] std::optional<Spot> add(int width_px, int height_px);
  void clear() { shelves_.clear(); }

private:
  struct Shelf {
    int y_px, height_px, used_px;
  };
  int width_px_;
  int height_px_;
  std::vector<Shelf> shelves_;
};

}  // namespace render
