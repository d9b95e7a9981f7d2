#include "render/gpu_symbols.hpp"

#include "render/gl/target.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace render {
namespace {

constexpr int symbol_texels = 10;
constexpr int rows = 2048;          ///< symbols in one column of the table; textures are at least that high everywhere
constexpr int slot_columns = 4096;  ///< of the textures by feature

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

const std::string_view GpuSymbols::shader = R"(
uniform sampler2D symbols;
uniform usampler2D features;  // symbol of each feature
uniform sampler2D radii;      // of each feature
uniform bool by_feature;
uniform bool own_radii;
uniform float symbol_scale;
uniform uint first_slot;
const int fill_part = 0, line_part = 1, casing_part = 2, band_part = 3, hatch_part = 4, hatch_casing_part = 5,
          line_sizes_part = 6, hatch_sizes_part = 7, phase_part = 8, point_part = 9;
vec4 symbol_part(uint symbol, int part) {
  return texelFetch(symbols, ivec2(10 * int(symbol / 2048u) + part, int(symbol % 2048u)), 0);
}
ivec2 place_of(uint slot) {
  uint i = first_slot + slot;
  return ivec2(int(i & 4095u), int(i >> 12));
}
uint symbol_of(uint slot) { return by_feature ? texelFetch(features, place_of(slot), 0).r : 0u; }
bool is_hidden(uint symbol) { return symbol == 65535u; }
float radius_of(uint slot, uint symbol) {
  return own_radii ? texelFetch(radii, place_of(slot), 0).r * symbol_scale : symbol_part(symbol, point_part).x;
}
)";

GpuSymbols::GpuSymbols(const Batch& batch, std::shared_ptr<const SymbolTable> table) : slots_(batch, std::move(table)) {
  static std::uint64_t made = 0;  // one thread has the context
  number_ = ++made;
}

/// A texture of one value a feature, filled up to whole rows.
void GpuSymbols::upload_features() {
  const auto upload = [](auto values, GLint internal, GLenum format, GLenum type) {
    gl::TextureName texture = gl::new_texture(GL_NEAREST);
    const auto count = static_cast<GLsizei>(values.size());
    const GLsizei whole_rows = count / slot_columns;
    const GLsizei rest = count % slot_columns;
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glTexImage2D(GL_TEXTURE_2D, 0, internal, slot_columns, whole_rows + 1, 0, format, type, nullptr);
    if (whole_rows > 0) glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, slot_columns, whole_rows, format, type, values.data());
    if (rest > 0)
      glTexSubImage2D(GL_TEXTURE_2D, 0, 0, whole_rows, rest, 1, format, type,
                      values.data() + std::ptrdiff_t{whole_rows} * slot_columns);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    return texture;
  };
  if (!slots_.of_slot().empty()) features_ = upload(slots_.of_slot(), GL_R16UI, GL_RED_INTEGER, GL_UNSIGNED_SHORT);
  if (!slots_.radius_of_slot_px().empty()) radii_ = upload(slots_.radius_of_slot_px(), GL_R32F, GL_RED, GL_FLOAT);
}

GpuSymbols::Uniforms::Uniforms(const gl::Program& program)
    : by_feature(program.uniform("by_feature")),
      own_radii(program.uniform("own_radii")),
      symbol_scale(program.uniform("symbol_scale")),
      first_slot(program.uniform("first_slot")) {
  program.use();
  glUniform1i(program.uniform("symbols"), 0);
  glUniform1i(program.uniform("features"), 2);
  glUniform1i(program.uniform("radii"), 3);
}

void GpuSymbols::set(const Uniforms& uniforms, const View& view) const {
  glUniform1i(uniforms.by_feature, slots_.of_slot().empty() ? 0 : 1);
  glUniform1i(uniforms.own_radii, slots_.radius_of_slot_px().empty() ? 0 : 1);
  glUniform1f(uniforms.symbol_scale, static_cast<float>(view.symbol_scale));
}

void GpuSymbols::bind(const View& view) {
  const std::vector<Symbol>& symbols = slots_.symbols();
  const int count = static_cast<int>(symbols.size());
  const int width = symbol_texels * ((count + rows - 1) / rows);
  const int height = std::min(count, rows);
  texels_.assign(static_cast<std::size_t>(4 * width * height), 0);
  const double z = view.symbol_scale;
  for (int i = 0; i < count; ++i) {
    const Symbol& s = symbols[static_cast<std::size_t>(i)];
    const double step_px = std::max(1.0, s.hatch_step_px * z);
    const auto phase = hatch_phase(s.hatch, step_px, view);
    const auto f = [](double value) { return static_cast<float>(value); };
    const std::array<std::array<float, 4>, symbol_texels> texel{
        colour(s.fill),
        colour(s.line),
        colour(s.casing),
        colour(s.band),
        colour(s.hatch_colour),
        colour(s.hatch_casing),
        std::array{f(s.line_width_px * z), f(s.casing_width_px * z), f(s.dash_on_px * z), f(s.dash_off_px * z)},
        std::array{f(static_cast<int>(s.hatch)), f(step_px), f(s.hatch_width_px * z), f(s.hatch_casing_width_px * z)},
        std::array{f(phase[0]), f(phase[1]), f(s.band_width_px * z), s.square_marker ? 1.0F : 0.0F},
        std::array{f(s.point_radius_px * z), 0.0F, 0.0F, 0.0F}};
    float* out = texels_.data() + 4 * (static_cast<std::ptrdiff_t>(i % rows) * width + symbol_texels * (i / rows));
    for (const auto& part : texel) out = std::ranges::copy(part, out).out;
  }
  if (!uploaded_) {
    upload_features();
    symbols_ = gl::new_texture(GL_NEAREST);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA32F, width, height, 0, GL_RGBA, GL_FLOAT, texels_.data());
    uploaded_ = true;
  } else {
    glBindTexture(GL_TEXTURE_2D, symbols_.get());
    glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, GL_RGBA, GL_FLOAT, texels_.data());
  }
  const auto bind_to = [](GLenum unit, const gl::TextureName& texture) {
    glActiveTexture(unit);
    glBindTexture(GL_TEXTURE_2D, texture.get());
  };
  bind_to(GL_TEXTURE3, radii_);
  bind_to(GL_TEXTURE2, features_);
  bind_to(GL_TEXTURE0, symbols_);
}

}  // namespace render
