#include "render/symbol_texture.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace render {
namespace {

constexpr int parts = 9;
constexpr int rows = 2048;  ///< symbols in one column of parts; textures are at least that high everywhere

std::array<float, 4> colour(Colour c) {
  return {static_cast<float>(c.r) / 255.0F, static_cast<float>(c.g) / 255.0F, static_cast<float>(c.b) / 255.0F,
          static_cast<float>(c.a) / 255.0F};
}

/// How far the pattern is ahead of the window's pixels, so that it stays with the map. Taken modulo the pattern in
/// double: a northing in pixels has more digits than float.
std::array<double, 2> hatch_phase(geo::Hatch hatch, double step_px, const View& view) {
  const double x = view.camera.centre.x_m / view.camera.m_per_px - view.camera.width_px / 2.0;
  const double y = view.camera.centre.y_m / view.camera.m_per_px - view.camera.height_px / 2.0;
  const auto modulo = [](double value, double period) { return value - period * std::floor(value / period); };
  switch (hatch) {
    case geo::Hatch::none: break;
    case geo::Hatch::falling: return {modulo((x + y) / std::numbers::sqrt2, step_px), 0};
    case geo::Hatch::rising: return {modulo((x - y) / std::numbers::sqrt2, step_px), 0};
    case geo::Hatch::level: return {modulo(x, 18 * view.symbol_scale), modulo(y, 2 * step_px)};
    case geo::Hatch::dots: return {modulo(x, step_px), modulo(y, std::numbers::sqrt3 * step_px)};
  }
  return {0, 0};
}

}  // namespace

const std::string_view SymbolTexture::shader = R"(
uniform sampler2D symbols;
const int fill_part = 0, line_part = 1, casing_part = 2, band_part = 3, hatch_part = 4, hatch_casing_part = 5,
          line_sizes_part = 6, hatch_sizes_part = 7, phase_part = 8;
vec4 symbol_part(uint symbol, int part) {
  return texelFetch(symbols, ivec2(9 * int(symbol / 2048u) + part, int(symbol % 2048u)), 0);
}
)";

void SymbolTexture::bind(const std::vector<Symbol>& symbols, const View& view) {
  const int count = static_cast<int>(symbols.size());
  const int width = parts * ((count + rows - 1) / rows);
  const int height = std::min(count, rows);
  texels_.assign(static_cast<std::size_t>(4 * width * height), 0);
  const double z = view.symbol_scale;
  for (int i = 0; i < count; ++i) {
    const Symbol& s = symbols[static_cast<std::size_t>(i)];
    const double step_px = std::max(1.0, s.hatch_step_px * z);
    const auto phase = hatch_phase(s.hatch, step_px, view);
    const auto f = [](double value) { return static_cast<float>(value); };
    const std::array<std::array<float, 4>, parts> texel{
        colour(s.fill),
        colour(s.line),
        colour(s.casing),
        colour(s.band),
        colour(s.hatch_colour),
        colour(s.hatch_casing),
        std::array{f(s.line_width_px * z), f(s.casing_width_px * z), f(s.dash_on_px * z), f(s.dash_off_px * z)},
        std::array{f(static_cast<int>(s.hatch)), f(step_px), f(s.hatch_width_px * z), f(s.hatch_casing_width_px * z)},
        std::array{f(phase[0]), f(phase[1]), f(s.band_width_px * z), s.square_marker ? 1.0F : 0.0F}};
    float* out = texels_.data() + 4 * (static_cast<std::ptrdiff_t>(i % rows) * width + parts * (i / rows));
    for (const auto& part : texel) out = std::ranges::copy(part, out).out;
  }
  glActiveTexture(GL_TEXTURE0);
  if (!texture_ || width != width_ || height != height_) {
    texture_ = [] {
      GLuint name = 0;
      glGenTextures(1, &name);
      return gl::TextureName(name);
    }();
    glBindTexture(GL_TEXTURE_2D, texture_.get());
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, width, height, 0, GL_RGBA, GL_FLOAT, texels_.data());
    width_ = width;
    height_ = height;
    return;
  }
  glBindTexture(GL_TEXTURE_2D, texture_.get());
  glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, GL_RGBA, GL_FLOAT, texels_.data());
}

}  // namespace render
