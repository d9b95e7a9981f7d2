#include "render/substitutes.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace render {
namespace {

constexpr double one_colour_below_px = 2;  ///< smaller features show no inside within their line

struct Paint {
  std::array<std::uint32_t, 3> rgb{};
  float alpha = 0;
};

struct FeaturePaint {
  Paint edge;          ///< the line, or the fill if there is none
  Paint inside;        ///< the fill within the line
  float wider_px = 0;  ///< what the line adds to the size
};

/// Paints with `weight` of 256 over a pixel.
void blend(std::uint8_t* pixel, const Paint&, std::uint32_t weight, std::true_type) {
  *pixel = static_cast<std::uint8_t>(*pixel + (((255U - *pixel) * weight + 128) >> 8));
}
void blend(std::uint8_t* pixel, const Paint& paint, std::uint32_t weight, std::false_type) {
  for (std::size_t c = 0; c < 3; ++c)
    pixel[c] = static_cast<std::uint8_t>((pixel[c] * (256 - weight) + paint.rgb[c] * weight + 128) >> 8);
  pixel[3] = static_cast<std::uint8_t>((pixel[3] * (256 - weight) + 255 * weight + 128) >> 8);
}

/// Paints rows [first_row, last_row) of the picture, so that bands can be painted at the same time.
template <class OneColour>
class BandPainter {
public:
  BandPainter(const View& view, const SlotSymbols& symbols, SubstitutePicture& picture, int first_row, int last_row)
      : of_slot_(symbols.of_slot()),
        picture_(picture),
        px_per_m_(static_cast<float>(view.px_per_m())),
        first_row_(first_row),
        last_row_(last_row) {}

  void paint(const Batch& batch, const Chunk& chunk, Vec2f origin, std::span<const FeaturePaint> paints) {
    const double reach = chunk.box.height_m() / 2 * double(px_per_m_) + 4;
    if (double(origin.y) + reach < first_row_ || double(origin.y) - reach >= last_row_) return;
    const bool one_pixel = chunk.largest_m * px_per_m_ < 0.5F;
    const auto width = static_cast<float>(picture_.width_px);
    for (std::uint32_t f = chunk.feature_begin; f < chunk.feature_end; ++f) {
      const Substitute& s = batch.substitutes[f];
      const float x = origin.x + s.centre.x * px_per_m_;
      const float y = origin.y + s.centre.y * px_per_m_;
      if (!(x > -4 && x < width + 4 && y > static_cast<float>(first_row_ - 4) && y < static_cast<float>(last_row_ + 4)))
        continue;
      const std::uint16_t symbol = of_slot_.empty() ? std::uint16_t{0} : of_slot_[f];
      if (symbol == hidden_symbol) continue;
      const FeaturePaint& paint = paints[symbol];
      const float wide = s.size.x * px_per_m_ + paint.wider_px;
      const float high = s.size.y * px_per_m_ + paint.wider_px;
      const float coverage =
          std::clamp(std::min(wide, 1.0F) * std::min(high, 1.0F), static_cast<float>(least_coverage), 1.0F);
      if (one_pixel && paint.wider_px < 1.5F)
        dot(x, y, paint.edge, coverage);
      else
        box(x, y, std::max(wide, 1.0F), std::max(high, 1.0F), paint.edge, coverage);
      if (OneColour::value || paint.inside.alpha <= 0) continue;
      const float inner_wide = wide - 2 * paint.wider_px;
      const float inner_high = high - 2 * paint.wider_px;
      if (inner_wide > 0 && inner_high > 0) box(x, y, inner_wide, inner_high, paint.inside, 1);
    }
  }

private:
  std::uint8_t* pixel(int column, int row) {
    constexpr std::size_t pixel_bytes = OneColour::value ? 1 : 4;
    return picture_.bytes.data() + pixel_bytes * static_cast<std::size_t>(row * picture_.width_px + column);
  }

  void dot(float x, float y, const Paint& paint, float coverage) {
    const int column = static_cast<int>(std::floor(x));
    const int row = static_cast<int>(std::floor(y));
    if (column < 0 || column >= picture_.width_px || row < first_row_ || row >= last_row_) return;
    blend(pixel(column, row), paint, static_cast<std::uint32_t>(coverage * paint.alpha * 256), OneColour{});
  }

  void box(float x, float y, float wide, float high, const Paint& paint, float coverage) {
    const float x0 = x - wide / 2;
    const float x1 = x + wide / 2;
    const float y0 = y - high / 2;
    const float y1 = y + high / 2;
    const int left = std::max(0, static_cast<int>(std::floor(x0)));
    const int right = std::min(picture_.width_px - 1, static_cast<int>(std::floor(x1)));
    const int low = std::max(first_row_, static_cast<int>(std::floor(y0)));
    const int top = std::min(last_row_ - 1, static_cast<int>(std::floor(y1)));
    for (int row = low; row <= top; ++row) {
      const float fy = std::min(y1, static_cast<float>(row + 1)) - std::max(y0, static_cast<float>(row));
      for (int column = left; column <= right; ++column) {
        const float fx = std::min(x1, static_cast<float>(column + 1)) - std::max(x0, static_cast<float>(column));
        const float share = std::clamp(fx * fy, 0.0F, 1.0F) * coverage * paint.alpha;
        blend(pixel(column, row), paint, static_cast<std::uint32_t>(share * 256), OneColour{});
      }
    }
  }

  std::span<const std::uint16_t> of_slot_;
  SubstitutePicture& picture_;
  float px_per_m_;
  int first_row_;
  int last_row_;
};

Paint paint_of(Colour c) {
  return {{c.r, c.g, c.b}, static_cast<float>(c.a) / 255.0F};
}

/// The pixels of the view that the chunks' features can reach; none if they are out of sight.
PixelBox seen_pixels(const Batch& batch, const SlotSymbols& symbols, std::span<const std::size_t> chunks,
                     const View& view) {
  geo::MapBox box;
  for (const std::size_t c : chunks) box.extend(batch.chunks[c].box);
  const Vec2f low = view.px_from_map({box.min_x_m, box.min_y_m});
  const Vec2f high = view.px_from_map({box.max_x_m, box.max_y_m});
  const double reach = symbols.reach_px() * view.symbol_scale + 4;
  const auto pixel = [](double px, int least, int most) {
    return static_cast<int>(std::clamp(px, double(least), double(most)));
  };
  const PixelBox& all = view.drawn;
  const int left = pixel(std::floor(low.x - reach), all.x_px, all.x_px + all.width_px);
  const int right = pixel(std::ceil(high.x + reach), all.x_px, all.x_px + all.width_px);
  const int bottom = pixel(std::floor(low.y - reach), all.y_px, all.y_px + all.height_px);
  const int top = pixel(std::ceil(high.y + reach), all.y_px, all.y_px + all.height_px);
  return {left, bottom, std::max(0, right - left), std::max(0, top - bottom)};
}

}  // namespace

Colour substitute_colour(const Symbol& symbol) {
  return symbol.line.a > 0 && symbol.line_width_px > 0 ? symbol.line : symbol.fill;
}

void paint_substitutes(const Batch& batch, const SlotSymbols& symbols, std::span<const std::size_t> chunks,
                       const View& view, SubstitutePicture& picture) {
  const PixelBox seen = seen_pixels(batch, symbols, chunks, view);
  picture.x_px = seen.x_px;
  picture.y_px = seen.y_px;
  picture.width_px = seen.width_px;
  picture.height_px = seen.height_px;
  picture.colour = substitute_colour(symbols.symbols().front());
  picture.one_colour =
      std::ranges::all_of(symbols.symbols(), [&](const Symbol& s) { return substitute_colour(s) == picture.colour; }) &&
      std::ranges::all_of(
          chunks, [&](std::size_t c) { return batch.chunks[c].largest_m * view.px_per_m() < one_colour_below_px; });
  std::vector<FeaturePaint> paints;
  for (const Symbol& s : symbols.symbols()) {
    const bool line = s.line.a > 0 && s.line_width_px > 0;
    FeaturePaint& paint = paints.emplace_back();
    paint.edge = paint_of(substitute_colour(s));
    if (line) {
      paint.inside = paint_of(s.fill);
      paint.wider_px = static_cast<float>(s.line_width_px * view.symbol_scale);
    }
  }
  if (picture.width_px == 0 || picture.height_px == 0) return;
  const auto pixels = static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px);
  picture.bytes.assign(pixels * (picture.one_colour ? 1 : 4), 0);
  constexpr int bands = 8;
  tbb::parallel_for(0, bands, [&](int band) {
    const int first = picture.height_px * band / bands;
    const int last = picture.height_px * (band + 1) / bands;
    const auto paint = [&](auto painter) {
      for (const std::size_t c : chunks) {
        const Vec2f origin = view.px_from_map(batch.chunks[c].origin);
        painter.paint(batch, batch.chunks[c],
                      {origin.x - static_cast<float>(picture.x_px), origin.y - static_cast<float>(picture.y_px)},
                      paints);
      }
    };
    if (picture.one_colour)
      paint(BandPainter<std::true_type>(view, symbols, picture, first, last));
    else
      paint(BandPainter<std::false_type>(view, symbols, picture, first, last));
  });
}

}  // namespace render
