#include "render/picture_pass.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace render {
namespace {

// One triangle that covers the target.
constexpr std::string_view whole_vertex_shader = R"(
void main() {
  gl_Position = vec4((gl_VertexID & 1) == 0 ? -1.0 : 3.0, (gl_VertexID & 2) == 0 ? -1.0 : 3.0, 0.0, 1.0);
}
)";

constexpr std::string_view compose_fragment_shader = R"(
uniform sampler2D picture;
uniform ivec2 corner;  // of the picture in the target
uniform float opacity;
out vec4 rgba;
void main() { rgba = texelFetch(picture, ivec2(gl_FragCoord.xy) - corner, 0) * opacity; }
)";

constexpr std::string_view coverage_fragment_shader = R"(
uniform sampler2D picture;
uniform ivec2 corner;  // of the picture in the target
uniform vec3 colour;
out vec4 rgba;
void main() { rgba = vec4(colour, 1.0) * texelFetch(picture, ivec2(gl_FragCoord.xy) - corner, 0).r; }
)";

// A rectangle of the map; uv is (0, 0) at its south-western corner.
constexpr std::string_view box_vertex_shader = R"(
uniform vec4 box_px;  // low x, low y, high x, high y
uniform vec2 size_px;
out vec2 uv;
void main() {
  uv = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  gl_Position = vec4(2.0 * mix(box_px.xy, box_px.zw, uv) / size_px - 1.0, 0.0, 1.0);
}
)";

constexpr std::string_view raster_fragment_shader = R"(
in vec2 uv;
uniform sampler2D picture;
uniform float opacity;
out vec4 rgba;
void main() { rgba = texture(picture, vec2(uv.x, 1.0 - uv.y)) * opacity; }
)";

// Bands with one-pixel edges and a faint line on each break, at every zoom.
constexpr std::string_view heatmap_fragment_shader = R"(
in vec2 uv;
uniform sampler2D grid;      // t CO2e/ha/a
uniform float breaks[16];    // ascending
uniform vec3 ramp[17];       // one colour per class
uniform int break_count;
uniform int clear_class;
uniform float opacity;
uniform float isoline;
uniform float smooth_cells;  // 1 when a cell is so large on the screen that bilinear sampling shows
out vec4 rgba;

// B-spline of third degree by four bilinear taps (Sigg and Hadwiger 2005, GPU Gems 2, chapter 20).
float sampled(vec2 at) {
  if (smooth_cells < 0.5) return texture(grid, at).r;
  vec2 size = vec2(textureSize(grid, 0));
  vec2 p = at * size - 0.5;
  vec2 f = fract(p);
  vec2 cell = p - f;
  vec2 w0 = (1.0 - f) * (1.0 - f) * (1.0 - f) / 6.0;
  vec2 w1 = (4.0 - 6.0 * f * f + 3.0 * f * f * f) / 6.0;
  vec2 w3 = f * f * f / 6.0;
  vec2 w2 = 1.0 - w0 - w1 - w3;
  vec2 g0 = w0 + w1;
  vec2 g1 = w2 + w3;
  vec2 h0 = (cell + w1 / g0 - 0.5) / size;
  vec2 h1 = (cell + w3 / g1 + 1.5) / size;
  return g0.y * (g0.x * texture(grid, h0).r + g1.x * texture(grid, vec2(h1.x, h0.y)).r) +
         g1.y * (g0.x * texture(grid, vec2(h0.x, h1.y)).r + g1.x * texture(grid, h1).r);
}

float class_position(float v) {
  if (v < breaks[0]) return clamp(breaks[0] > 0.0 ? v / breaks[0] : 2.0 - v / breaks[0], 0.0, 0.999);
  for (int i = 1; i < break_count; ++i)
    if (v < breaks[i]) return float(i) + (v - breaks[i - 1]) / (breaks[i] - breaks[i - 1]);
  float last = breaks[break_count - 1];
  return float(break_count) + clamp(last > 0.0 ? v / last - 1.0 : 0.0, 0.0, 0.999);
}

vec4 class_colour(int c) { return vec4(ramp[c], c == clear_class ? 0.0 : opacity); }

void main() {
  float t = class_position(sampled(uv));
  float w = max(fwidth(t), 1e-4);
  int edge = clamp(int(floor(t + 0.5)), 1, break_count);     // nearest border between two classes
  float up = clamp((t - float(edge)) / w + 0.5, 0.0, 1.0);   // one-pixel blend across it
  vec4 a = class_colour(edge - 1);
  vec4 b = class_colour(edge);
  if (a.a == 0.0) a.rgb = b.rgb;
  if (b.a == 0.0) b.rgb = a.rgb;
  rgba = mix(a, b, up);
  float line = 1.0 - clamp(abs(t - float(edge)) / (0.75 * w), 0.0, 1.0);
  rgba.rgb *= 1.0 - isoline * line * clamp(1.2 - w, 0.0, 1.0);
  rgba.rgb *= rgba.a;
}
)";

/// Lets only a box of pixels change while it lives.
class Scissor {
public:
  Scissor(int x_px, int y_px, int width_px, int height_px) : was_on_(glIsEnabled(GL_SCISSOR_TEST)) {
    glGetIntegerv(GL_SCISSOR_BOX, box_.data());
    glEnable(GL_SCISSOR_TEST);
    glScissor(x_px, y_px, width_px, height_px);
  }
  ~Scissor() {
    glScissor(box_[0], box_[1], box_[2], box_[3]);
    if (was_on_ == GL_FALSE) glDisable(GL_SCISSOR_TEST);
  }
  Scissor(const Scissor&) = delete;
  Scissor& operator=(const Scissor&) = delete;

private:
  GLboolean was_on_;
  std::array<GLint, 4> box_{};
};

constexpr double isoline_strength = 0.28;
/// From this size of a cell on the screen on, bilinear sampling shows scallops.
constexpr double smooth_from_px = 4;
constexpr std::size_t most_breaks = 16;

void set_box(const gl::Program& program, const geo::MapBox& box, const View& view) {
  const Vec2f low = view.px_from_map({box.min_x_m, box.min_y_m});
  const Vec2f high = view.px_from_map({box.max_x_m, box.max_y_m});
  glUniform4f(program.uniform("box_px"), low.x, low.y, high.x, high.y);
  glUniform2f(program.uniform("size_px"), static_cast<float>(view.camera.width_px),
              static_cast<float>(view.camera.height_px));
}

void bind_picture(GLuint texture) {
  glActiveTexture(GL_TEXTURE1);
  glBindTexture(GL_TEXTURE_2D, texture);
  glActiveTexture(GL_TEXTURE0);
}

}  // namespace

PicturePass::PicturePass()
    : compose_("compose", whole_vertex_shader, compose_fragment_shader),
      coverage_("coverage", whole_vertex_shader, coverage_fragment_shader),
      raster_("raster", box_vertex_shader, raster_fragment_shader),
      heatmap_("heatmap", box_vertex_shader, heatmap_fragment_shader),
      empty_array_(gl::new_vertex_array()) {
}

void PicturePass::compose(GLuint texture, double opacity, int x_px, int y_px) const {
  bind_picture(texture);
  compose_.use();
  glUniform1i(compose_.uniform("picture"), 1);
  glUniform2i(compose_.uniform("corner"), x_px, y_px);
  glUniform1f(compose_.uniform("opacity"), static_cast<float>(opacity));
  glBindVertexArray(empty_array_.get());
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

void PicturePass::draw_substitutes(const SubstitutePicture& picture) {
  if (picture.width_px == 0 || picture.height_px == 0) return;
  glActiveTexture(GL_TEXTURE1);
  substitutes_ = gl::new_texture(GL_NEAREST);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  if (picture.one_colour)
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, picture.width_px, picture.height_px, 0, GL_RED, GL_UNSIGNED_BYTE,
                 picture.bytes.data());
  else
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.width_px, picture.height_px, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 picture.bytes.data());
  glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
  glActiveTexture(GL_TEXTURE0);
  const Scissor scissor(picture.x_px, picture.y_px, picture.width_px, picture.height_px);
  if (!picture.one_colour) {
    compose(substitutes_.get(), 1, picture.x_px, picture.y_px);
    return;
  }
  coverage_.use();
  glUniform1i(coverage_.uniform("picture"), 1);
  glUniform2i(coverage_.uniform("corner"), picture.x_px, picture.y_px);
  glUniform3f(coverage_.uniform("colour"), static_cast<float>(picture.colour.r) / 255.0F,
              static_cast<float>(picture.colour.g) / 255.0F, static_cast<float>(picture.colour.b) / 255.0F);
  glBindVertexArray(empty_array_.get());
  glDrawArrays(GL_TRIANGLES, 0, 3);
}

void PicturePass::draw_raster(GLuint texture, const geo::MapBox& box, double opacity, const View& view) const {
  bind_picture(texture);
  raster_.use();
  set_box(raster_, box, view);
  glUniform1i(raster_.uniform("picture"), 1);
  glUniform1f(raster_.uniform("opacity"), static_cast<float>(opacity));
  glBindVertexArray(empty_array_.get());
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

void PicturePass::draw_heatmap(GLuint texture, const HeatmapLayer& layer, const View& view) const {
  const std::size_t count = std::min(layer.breaks.size(), most_breaks);
  if (count == 0 || layer.colours.size() <= count) return;
  bind_picture(texture);
  heatmap_.use();
  set_box(heatmap_, layer.grid->frame.box(), view);
  std::array<float, most_breaks> breaks{};
  std::array<std::array<float, 3>, most_breaks + 1> ramp{};
  for (std::size_t i = 0; i < count; ++i) breaks[i] = static_cast<float>(layer.breaks[i]);
  for (std::size_t i = 0; i <= count; ++i)
    ramp[i] = {static_cast<float>(layer.colours[i].r) / 255.0F, static_cast<float>(layer.colours[i].g) / 255.0F,
               static_cast<float>(layer.colours[i].b) / 255.0F};
  glUniform1i(heatmap_.uniform("grid"), 1);
  glUniform1fv(heatmap_.uniform("breaks"), most_breaks, breaks.data());
  glUniform3fv(heatmap_.uniform("ramp"), most_breaks + 1, ramp[0].data());
  glUniform1i(heatmap_.uniform("break_count"), static_cast<GLint>(count));
  glUniform1i(heatmap_.uniform("clear_class"), layer.clear_class);
  glUniform1f(heatmap_.uniform("opacity"), static_cast<float>(layer.opacity));
  glUniform1f(heatmap_.uniform("isoline"), static_cast<float>(isoline_strength));
  glUniform1f(heatmap_.uniform("smooth_cells"),
              layer.grid->frame.cell_m * view.px_per_m() > smooth_from_px ? 1.0F : 0.0F);
  glBindVertexArray(empty_array_.get());
  glDrawArrays(GL_TRIANGLE_STRIP, 0, 4);
}

gl::TextureName raster_texture(const layers::RasterPicture& picture) {
  const auto pixels = static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px);
  assert(picture.rgba.size() == 4 * pixels);
  // Premultiplied before it is filtered, or transparent pixels would shine through at the edges.
  std::vector<std::uint8_t> premultiplied = picture.rgba;
  for (std::size_t i = 0; i < pixels; ++i) {
    const unsigned alpha = premultiplied[4 * i + 3];
    if (alpha == 255) continue;
    for (std::size_t c = 0; c < 3; ++c)
      premultiplied[4 * i + c] = static_cast<std::uint8_t>((premultiplied[4 * i + c] * alpha + 127) / 255);
  }
  gl::TextureName texture = gl::new_texture(GL_LINEAR);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, picture.width_px, picture.height_px, 0, GL_RGBA, GL_UNSIGNED_BYTE,
               premultiplied.data());
  return texture;
}

gl::TextureName grid_texture(const geo::Grid& grid) {
  std::vector<float> values(grid.values.size());
  std::ranges::transform(grid.values, values.begin(), [](double v) { return static_cast<float>(v); });
  gl::TextureName texture = gl::new_texture(GL_LINEAR);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R32F, static_cast<GLsizei>(grid.frame.columns),
               static_cast<GLsizei>(grid.frame.rows), 0, GL_RED, GL_FLOAT, values.data());
  return texture;
}

}  // namespace render
