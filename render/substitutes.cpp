#include "render/substitutes.hpp"

#include <tbb/parallel_for.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace render {
namespace {

struct Paint {
  std::array<std::uint32_t, 3> rgb{};
  float alpha = 0;
  float wider_px = 0;  ///< what the line adds to the size
};

/// Paints with `weight` of 256 over a pixel.
void blend(std::uint8_t* pixel, const Paint*, std::uint32_t weight, std::true_type) {
  *pixel = static_cast<std::uint8_t>(*pixel + (((255U - *pixel) * weight + 128) >> 8));
}
void blend(std::uint8_t* pixel, const Paint* paint, std::uint32_t weight, std::false_type) {
  for (std::size_t c = 0; c < 3; ++c)
    pixel[c] = static_cast<std::uint8_t>((pixel[c] * (256 - weight) + paint->rgb[c] * weight + 128) >> 8);
  pixel[3] = static_cast<std::uint8_t>((pixel[3] * (256 - weight) + 255 * weight + 128) >> 8);
}

/// Rows [first_row, last_row) of the picture, so that bands can be painted at the same time.
template <class OneColour>
void paint_band(const Batch& batch, std::span<const std::size_t> chunks, const View& view,
                std::span<const Paint> paints, SubstitutePicture& picture, int first_row, int last_row) {
  constexpr std::size_t pixel_bytes = OneColour::value ? 1 : 4;
  const auto px_per_m = static_cast<float>(view.px_per_m());
  const int width = picture.width_px;
  for (const std::size_t c : chunks) {
    const Chunk& chunk = batch.chunks[c];
    const Vec2f origin = view.px_from_map(chunk.origin);
    const double reach = chunk.box.height_m() / 2 * view.px_per_m() + 3;
    if (double(origin.y) + reach < first_row || double(origin.y) - reach >= last_row) continue;
    const bool tiny = chunk.largest_m * px_per_m < 0.5F;
    for (std::uint32_t f = chunk.feature_begin; f < chunk.feature_end; ++f) {
      const Substitute& s = batch.substitutes[f];
      const Paint& paint = paints[OneColour::value ? 0 : batch.symbol_of(f)];
      if (paint.alpha <= 0) continue;
      const float x = origin.x + s.centre.x * px_per_m;
      const float y = origin.y + s.centre.y * px_per_m;
      if (!(x > -3 && y > static_cast<float>(first_row - 3) && x < static_cast<float>(width + 3) &&
            y < static_cast<float>(last_row + 3)))
        continue;
      const float area_px = s.area_m2 * px_per_m * px_per_m;
      const float side = (s.area_m2 > 0 ? std::sqrt(area_px) : s.size_m * px_per_m * 0.5F) + paint.wider_px;
      const float coverage = std::clamp(side * side, static_cast<float>(least_coverage), 1.0F) * paint.alpha;
      if (tiny) {
        const int column = static_cast<int>(std::floor(x));
        const int row = static_cast<int>(std::floor(y));
        if (column < 0 || column >= width || row < first_row || row >= last_row) continue;
        std::uint8_t* pixel = picture.bytes.data() + pixel_bytes * static_cast<std::size_t>(row * width + column);
        blend(pixel, &paint, static_cast<std::uint32_t>(coverage * 256), OneColour{});
        continue;
      }
      const float half = std::clamp(side, 1.0F, 2.5F) / 2;
      const int left = std::max(0, static_cast<int>(std::floor(x - half)));
      const int right = std::min(width - 1, static_cast<int>(std::floor(x + half)));
      const int low = std::max(first_row, static_cast<int>(std::floor(y - half)));
      const int high = std::min(last_row - 1, static_cast<int>(std::floor(y + half)));
      for (int row = low; row <= high; ++row) {
        const float fy = std::min(y + half, static_cast<float>(row + 1)) - std::max(y - half, static_cast<float>(row));
        for (int column = left; column <= right; ++column) {
          const float fx =
              std::min(x + half, static_cast<float>(column + 1)) - std::max(x - half, static_cast<float>(column));
          std::uint8_t* pixel = picture.bytes.data() + pixel_bytes * static_cast<std::size_t>(row * width + column);
          blend(pixel, &paint, static_cast<std::uint32_t>(std::clamp(fx * fy, 0.0F, 1.0F) * coverage * 256),
                OneColour{});
        }
      }
    }
  }
}

}  // namespace

Colour substitute_colour(const Symbol& symbol) {
  return symbol.line.a > 0 && symbol.line_width_px > 0 ? symbol.line : symbol.fill;
}

void paint_substitutes(const Batch& batch, std::span<const std::size_t> chunks, const View& view,
                       SubstitutePicture& picture) {
  picture.width_px = view.camera.width_px;
  picture.height_px = view.camera.height_px;
  picture.colour = substitute_colour(batch.symbols.front());
  picture.one_colour =
      std::ranges::all_of(batch.symbols, [&](const Symbol& s) { return substitute_colour(s) == picture.colour; });
  std::vector<Paint> paints;
  for (const Symbol& s : batch.symbols) {
    const Colour c = substitute_colour(s);
    const bool line = s.line.a > 0 && s.line_width_px > 0;
    paints.push_back({{c.r, c.g, c.b},
                      static_cast<float>(c.a) / 255.0F,
                      line ? static_cast<float>(s.line_width_px * view.symbol_scale) : 0.0F});
  }
  const auto pixels = static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px);
  picture.bytes.assign(pixels * (picture.one_colour ? 1 : 4), 0);
  constexpr int bands = 8;
  tbb::parallel_for(0, bands, [&](int band) {
    const int first = picture.height_px * band / bands;
    const int last = picture.height_px * (band + 1) / bands;
    if (picture.one_colour)
      paint_band<std::true_type>(batch, chunks, view, paints, picture, first, last);
    else
      paint_band<std::false_type>(batch, chunks, view, paints, picture, first, last);
  });
}

}  // namespace render
