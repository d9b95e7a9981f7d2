#include "render/glyph_atlas.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_GLYPH_H
#include FT_STROKER_H

#include <algorithm>
#include <cmath>

namespace render {

namespace {

/// Sets of a few sizes come to some thousands of glyphs; more means that many print sizes were drawn.
constexpr std::size_t glyph_limit = 20'000;

/// FT_Glyph as a value.
class OwnedGlyph {
public:
  explicit OwnedGlyph(FT_GlyphSlot slot) {
    if (FT_Get_Glyph(slot, &glyph_) != 0) glyph_ = nullptr;
  }
  OwnedGlyph(const OwnedGlyph& other) {
    if (!other.glyph_ || FT_Glyph_Copy(other.glyph_, &glyph_) != 0) glyph_ = nullptr;
  }
  OwnedGlyph& operator=(const OwnedGlyph&) = delete;
  ~OwnedGlyph() {
    if (glyph_) FT_Done_Glyph(glyph_);
  }
  explicit operator bool() const { return glyph_ != nullptr; }

  bool stroke(FT_Library library, int width_26_6) {
    FT_Stroker stroker = nullptr;
    if (FT_Stroker_New(library, &stroker) != 0) return false;
    FT_Stroker_Set(stroker, width_26_6 / 2, FT_STROKER_LINECAP_ROUND, FT_STROKER_LINEJOIN_ROUND, 0);
    const bool done = FT_Glyph_Stroke(&glyph_, stroker, 1) == 0;
    FT_Stroker_Done(stroker);
    return done;
  }
  /// The bitmap, or null.
  FT_BitmapGlyph bitmap() {
    if (FT_Glyph_To_Bitmap(&glyph_, FT_RENDER_MODE_NORMAL, nullptr, 1) != 0) return nullptr;
    return reinterpret_cast<FT_BitmapGlyph>(glyph_);
  }

private:
  FT_Glyph glyph_ = nullptr;
};

struct Area {
  int left, top, right, bottom;  ///< y up from the baseline: top > bottom
};

Area area_of(FT_BitmapGlyph g) {
  return {g->left, g->top, g->left + static_cast<int>(g->bitmap.width), g->top - static_cast<int>(g->bitmap.rows)};
}

/// Adds coverage into a canvas of `area`.
void add_coverage(std::vector<std::uint8_t>& to, const Area& area, FT_BitmapGlyph g) {
  const int width = area.right - area.left;
  for (unsigned row = 0; row < g->bitmap.rows; ++row) {
    const unsigned char* from = g->bitmap.buffer + static_cast<std::ptrdiff_t>(row) * g->bitmap.pitch;
    const int y = area.top - g->top + static_cast<int>(row);
    for (unsigned column = 0; column < g->bitmap.width; ++column) {
      auto& pixel = to[static_cast<std::size_t>(y * width + g->left - area.left + static_cast<int>(column))];
      pixel = std::max(pixel, from[column]);
    }
  }
}

}  // namespace

const LabelDrawing::Glyph& LabelDrawing::glyph(FontFaces& faces, const Key& key) {
  if (const auto known = glyphs_.find(key); known != glyphs_.end()) return known->second;
  Glyph& out = glyphs_[key];
  const auto& [role, index, em, halo, quarter] = key;
  FT_Face face = faces.face(role);
  if (FT_Set_Char_Size(face, 0, std::max(em, 1), 72, 72) != 0) return out;
  // Light hinting moves outlines up and down only: level strokes are sharp and widths stay true.
  const FT_Int32 flags = role == FontRole::icons ? FT_LOAD_NO_HINTING : FT_LOAD_TARGET_LIGHT;
  if (FT_Load_Glyph(face, index, flags | FT_LOAD_NO_BITMAP) != 0) return out;
  if (face->glyph->format != FT_GLYPH_FORMAT_OUTLINE || face->glyph->outline.n_points == 0) return out;
  FT_Outline_Translate(&face->glyph->outline, quarter * 16, 0);
  OwnedGlyph letters(face->glyph);
  if (!letters) return out;
  OwnedGlyph round(letters);
  FT_BitmapGlyph line = halo > 0 && round && round.stroke(face->glyph->library, halo) ? round.bitmap() : nullptr;
  FT_BitmapGlyph fill = letters.bitmap();
  if (!fill) return out;
  Area area = area_of(fill);
  if (line) {
    const Area more = area_of(line);
    area = {std::min(area.left, more.left), std::max(area.top, more.top), std::max(area.right, more.right),
            std::min(area.bottom, more.bottom)};
  }
  out.left = area.left;
  out.top = area.top;
  out.width = area.right - area.left;
  out.height = area.top - area.bottom;
  out.letters.resize(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height));
  out.halo.resize(out.letters.size());
  add_coverage(out.letters, area, fill);
  if (line) {
    add_coverage(out.halo, area, fill);
    add_coverage(out.halo, area, line);
  }
  return out;
}

LabelBitmap LabelDrawing::draw(TextMeasure& measure, FontRole role, std::u32string_view text, double em_px,
                               double halo_width_px) {
  if (glyphs_.size() >= glyph_limit) glyphs_.clear();
  const int em = static_cast<int>(std::lround(std::clamp(em_px, 1.0, 500.0) * 64));
  const int halo = static_cast<int>(std::lround(std::clamp(halo_width_px, 0.0, 100.0) * 64));
  struct Set {
    const Glyph* glyph;
    int x;
  };
  std::vector<Set> set;
  Area area{0, 0, 0, 0};
  double pen = 0;
  for (const char32_t code : text) {
    const FontFaces::Glyph found = measure.faces().glyph(role, code);
    const int quarters = static_cast<int>(std::lround(pen * 4));
    const int x = quarters >= 0 ? quarters / 4 : 0;
    const Glyph& g = glyph(measure.faces(), {found.role, found.index, em, halo, quarters % 4});
    pen += measure.advance_em(role, code) * em / 64;
    if (g.width == 0) continue;
    const Area own{x + g.left, g.top, x + g.left + g.width, g.top - g.height};
    area = set.empty() ? own
                       : Area{std::min(area.left, own.left), std::max(area.top, own.top),
                              std::max(area.right, own.right), std::min(area.bottom, own.bottom)};
    set.push_back({&g, x});
  }
  LabelBitmap bitmap{area.right - area.left, area.top - area.bottom, area.left, area.top, {}};
  const auto width = static_cast<std::size_t>(bitmap.width_px);
  bitmap.coverage.resize(width * static_cast<std::size_t>(bitmap.height_px) * 2);
  for (const auto& [set_glyph, x] : set) {
    const Glyph& g = *set_glyph;
    for (int row = 0; row < g.height; ++row) {
      const auto y = static_cast<std::size_t>(area.top - g.top + row);
      const auto left = static_cast<std::size_t>(x + g.left - area.left);
      for (int column = 0; column < g.width; ++column) {
        const auto from = static_cast<std::size_t>(row * g.width + column);
        std::uint8_t* to = &bitmap.coverage[(y * width + left + static_cast<std::size_t>(column)) * 2];
        to[0] = std::max(to[0], g.letters[from]);
        to[1] = std::max(to[1], g.halo[from]);
      }
    }
  }
  return bitmap;
}

std::optional<ShelfPacking::Spot> ShelfPacking::add(int width_px, int height_px) {
  if (width_px > width_px_) return std::nullopt;
  // Shelves come in steps of 4 px, so that labels of one look share them.
  const int shelf_height = (height_px + 3) / 4 * 4;
  for (Shelf& shelf : shelves_) {
    if (shelf.height_px != shelf_height || shelf.used_px + width_px > width_px_) continue;
    const Spot spot{shelf.used_px, shelf.y_px};
    shelf.used_px += width_px;
    return spot;
  }
  const int y = shelves_.empty() ? 0 : shelves_.back().y_px + shelves_.back().height_px;
  if (y + shelf_height > height_px_) return std::nullopt;
  shelves_.push_back({y, shelf_height, width_px});
  return Spot{0, y};
}

}  // namespace render
