#include "render/label_pass.hpp"

#include "render/gl/names.hpp"
#include "render/gl/program.hpp"
#include "render/gl/target.hpp"
#include "render/glyph_atlas.hpp"
#include "render/label_layout.hpp"
#include "render/text.hpp"

#include <epoxy/gl.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

namespace render {

namespace {

constexpr int atlas_width_px = 2048;
constexpr int first_atlas_height_px = 512;
constexpr int largest_atlas_height_px = 8192;

// One instance is a rectangle of the picture: a bitmap of the atlas, or the box of a road number.
constexpr const char* vertex_source = R"(
layout(location = 0) in vec4 box;        // left, top, width, height in pixels of the picture, y down
layout(location = 1) in vec2 texel;      // upper left corner in the atlas
layout(location = 2) in vec4 letters;    // colour of the letters, or of the box's ground
layout(location = 3) in vec4 halo;       // colour of the halo, or of the box's line
layout(location = 4) in float radius;    // of the box's corners; 0 for bitmaps
uniform vec2 picture;
out vec2 at;
flat out vec2 size;
flat out vec2 corner;
flat out vec4 letters_colour;
flat out vec4 halo_colour;
flat out float corner_radius;
void main() {
  vec2 unit = vec2(gl_VertexID & 1, gl_VertexID >> 1);
  at = unit * box.zw;
  size = box.zw;
  corner = texel;
  letters_colour = letters;
  halo_colour = halo;
  corner_radius = radius;
  vec2 p = (box.xy + at) / picture;
  gl_Position = vec4(p.x * 2.0 - 1.0, 1.0 - p.y * 2.0, 0.0, 1.0);
}
)";

constexpr const char* fragment_source = R"(
in vec2 at;
flat in vec2 size;
flat in vec2 corner;
flat in vec4 letters_colour;
flat in vec4 halo_colour;
flat in float corner_radius;
uniform sampler2D atlas;
uniform float line_width;
out vec4 rgba;
void main() {
  vec4 over, under;
  if (corner_radius > 0.0) {
    vec2 q = abs(at - size * 0.5) - size * 0.5 + corner_radius;
    float d = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner_radius;
    over = letters_colour * clamp(0.5 - d - line_width, 0.0, 1.0);
    under = halo_colour * clamp(0.5 - d, 0.0, 1.0);
  } else {
    vec2 coverage = texelFetch(atlas, ivec2(corner + floor(at)), 0).rg;
    over = letters_colour * coverage.r;
    under = halo_colour * coverage.g;
  }
  rgba = over + under * (1.0 - over.a);
}
)";

struct Instance {
  std::array<float, 4> box;
  std::array<float, 2> texel;
  std::array<float, 4> letters;
  std::array<float, 4> halo;
  float radius;
};

std::array<float, 4> premultiplied(Colour c) {
  const float a = static_cast<float>(c.a) / 255;
  const auto channel = [&](std::uint8_t v) { return static_cast<float>(v) / 255 * a; };
  return {channel(c.r), channel(c.g), channel(c.b), a};
}

/// What a bitmap depends on: words, face, em and halo in 1/64 px.
using BitmapKey = std::tuple<std::string, FontRole, int, int>;

struct AtlasEntry {
  ShelfPacking::Spot spot;
  int width_px, height_px, left_px, top_px;
};

}  // namespace

struct LabelPass::State {
  TextMeasure measure;
  LabelDrawing drawing;
  gl::Program program{"labels", vertex_source, fragment_source};
  gl::VertexArrayName array = gl::new_vertex_array();
  gl::BufferName buffer;
  gl::TextureName atlas;
  int atlas_height_px = 0;
  ShelfPacking packing{atlas_width_px, 0};
  std::map<BitmapKey, AtlasEntry> entries;
  std::vector<Instance> instances;

  State() {
    GLuint name = 0;
    glGenBuffers(1, &name);
    buffer = gl::BufferName(name);
    glBindVertexArray(array.get());
    glBindBuffer(GL_ARRAY_BUFFER, name);
    const auto attribute = [](GLuint location, GLint count, std::size_t offset) {
      glEnableVertexAttribArray(location);
      glVertexAttribPointer(location, count, GL_FLOAT, GL_FALSE, sizeof(Instance),
                            reinterpret_cast<const void*>(offset));
      glVertexAttribDivisor(location, 1);
    };
    attribute(0, 4, offsetof(Instance, box));
    attribute(1, 2, offsetof(Instance, texel));
    attribute(2, 4, offsetof(Instance, letters));
    attribute(3, 4, offsetof(Instance, halo));
    attribute(4, 1, offsetof(Instance, radius));
    glBindVertexArray(0);
  }

  /// An empty atlas of that height; what was in it is drawn again when it is needed.
  void start_atlas(int height_px) {
    atlas_height_px = height_px;
    packing = ShelfPacking(atlas_width_px, height_px);
    entries.clear();
    atlas = gl::new_texture(GL_NEAREST);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RG8, atlas_width_px, height_px, 0, GL_RG, GL_UNSIGNED_BYTE, nullptr);
  }

  /// Null when the atlas has no room.
  const AtlasEntry* entry(const LabelCandidate& label, double z) {
    std::string words = label.icon != 0 ? utf8_from(label.icon) : label.text;
    const double em_px = label.em_px * z, halo_px = label.halo.a == 0 ? 0 : label.halo_width_px * z;
    BitmapKey key{std::move(words), font_role(label), static_cast<int>(em_px * 64), static_cast<int>(halo_px * 64)};
    if (const auto known = entries.find(key); known != entries.end()) return &known->second;
    const std::u32string text = label.icon != 0 ? std::u32string(1, label.icon) : shown_text(label.text);
    const LabelBitmap bitmap = drawing.draw(measure, font_role(label), text, em_px, halo_px);
    const int width_px = std::min(bitmap.width_px, atlas_width_px);
    const auto spot = packing.add(width_px, bitmap.height_px);
    if (!spot) return nullptr;
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, bitmap.width_px);
    glTexSubImage2D(GL_TEXTURE_2D, 0, spot->x_px, spot->y_px, width_px, bitmap.height_px, GL_RG, GL_UNSIGNED_BYTE,
                    bitmap.coverage.data());
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    return &entries
                .emplace(std::move(key), AtlasEntry{*spot, width_px, bitmap.height_px, bitmap.left_px, bitmap.top_px})
                .first->second;
  }

  /// False when the atlas has no room for all of them.
  bool make_instances(std::span<const LabelCandidate> labels, std::span<const PlacedLabel> placed, double z) {
    instances.clear();
    for (const PlacedLabel& p : placed) {
      const LabelCandidate& label = labels[p.candidate];
      if (label.box.a != 0) instances.push_back(box_of(label, p, z));
      const AtlasEntry* e = entry(label, z);
      if (!e) return false;
      instances.push_back(
          {{static_cast<float>(p.pen_x_px + e->left_px), static_cast<float>(p.baseline_y_px - e->top_px),
            static_cast<float>(e->width_px), static_cast<float>(e->height_px)},
           {static_cast<float>(e->spot.x_px), static_cast<float>(e->spot.y_px)},
           premultiplied(label.colour),
           premultiplied(label.halo),
           0});
    }
    return true;
  }

  static Instance box_of(const LabelCandidate& label, const PlacedLabel& p, double z) {
    const double em = label.em_px * z, side = 3.5 * z, height = em * 0.73 + 2 * side;
    const double left = std::floor(p.pen_x_px - side - z), right = std::ceil(p.pen_x_px + p.width_px + side + z);
    const double top = std::round(p.baseline_y_px - em * 0.73 - side);
    return {{static_cast<float>(left), static_cast<float>(top), static_cast<float>(right - left),
             static_cast<float>(std::round(height))},
            {0, 0},
            premultiplied(label.box),
            premultiplied(label.box_line),
            static_cast<float>(3 * z)};
  }
};

LabelPass::LabelPass() : state_(std::make_unique<State>()) {
}
LabelPass::~LabelPass() = default;

void LabelPass::draw(std::span<const LabelCandidate> labels, std::span<const ScreenBox> covered, const Camera& camera,
                     double symbol_scale) {
  State& s = *state_;
  const std::vector<PlacedLabel> placed = place_labels(labels, covered, camera, symbol_scale, s.measure);
  if (placed.empty()) return;

  glActiveTexture(GL_TEXTURE0);
  if (!s.atlas) s.start_atlas(first_atlas_height_px);
  glBindTexture(GL_TEXTURE_2D, s.atlas.get());
  // A full atlas is begun anew with what this picture needs, once at its size, then larger. What still does not fit
  // is the least important, since labels come by priority.
  if (!s.make_instances(labels, placed, symbol_scale)) {
    GLint largest = largest_atlas_height_px;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    largest = std::min(largest, largest_atlas_height_px);
    for (int height_px = s.atlas_height_px;; height_px = std::min(height_px * 2, largest)) {
      s.start_atlas(height_px);
      if (s.make_instances(labels, placed, symbol_scale) || height_px >= largest) break;
    }
  }

  glBindVertexArray(s.array.get());
  glBindBuffer(GL_ARRAY_BUFFER, s.buffer.get());
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(s.instances.size() * sizeof(Instance)), s.instances.data(),
               GL_STREAM_DRAW);
  s.program.use();
  glUniform2f(s.program.uniform("picture"), static_cast<float>(camera.width_px), static_cast<float>(camera.height_px));
  glUniform1i(s.program.uniform("atlas"), 0);
  glUniform1f(s.program.uniform("line_width"), static_cast<float>(symbol_scale));
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(s.instances.size()));
  glBindVertexArray(0);
}

}  // namespace render
