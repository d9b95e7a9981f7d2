#include "render/batch_pass.hpp"

#include "render/stroke_shader.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>

namespace render {
namespace {

constexpr std::string_view fill_vertex_shader = R"(
layout(location = 0) in vec2 position;
layout(location = 1) in ivec2 inwards;
layout(location = 2) in uint symbol;
layout(location = 3) in int side;
uniform vec2 origin_px;
uniform float px_per_m;
uniform vec2 size_px;
uniform float wanted_alpha;  // fills of other opacity are left out
flat out vec3 colour;
out float coverage;

void main() {
  vec4 fill = symbol_part(symbol, fill_part);
  if (abs(fill.a - wanted_alpha) > 0.001) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  colour = fill.rgb;
  coverage = side < 0 ? 0.0 : 1.0;
  vec2 px = origin_px + position * px_per_m + vec2(inwards) * (float(side) * 0.5 / 8192.0);
  gl_Position = vec4(2.0 * px / size_px - 1.0, 0.0, 1.0);
}
)";

constexpr std::string_view fill_fragment_shader = R"(
flat in vec3 colour;
in float coverage;
out vec4 rgba;
void main() { rgba = vec4(colour, coverage); }
)";

constexpr std::string_view hatch_vertex_shader = R"(
layout(location = 0) in vec2 position;
layout(location = 1) in ivec2 inwards;
layout(location = 2) in uint symbol;
layout(location = 3) in int side;
uniform vec2 origin_px;
uniform float px_per_m;
uniform vec2 size_px;
flat out vec4 colour;
flat out vec4 casing;
flat out vec4 sizes;
flat out vec2 phase;
out float coverage;

void main() {
  sizes = symbol_part(symbol, hatch_sizes_part);
  colour = symbol_part(symbol, hatch_part);
  if (sizes.x < 0.5 || colour.a <= 0.0) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  casing = symbol_part(symbol, hatch_casing_part);
  phase = symbol_part(symbol, phase_part).xy;
  coverage = side < 0 ? 0.0 : 1.0;
  vec2 px = origin_px + position * px_per_m + vec2(inwards) * (float(side) * 0.5 / 8192.0);
  gl_Position = vec4(2.0 * px / size_px - 1.0, 0.0, 1.0);
}
)";

// Angles are clockwise on the screen: falling lines run down to the right. y is up here.
constexpr std::string_view hatch_fragment_shader = R"(
flat in vec4 colour;
flat in vec4 casing;
flat in vec4 sizes;  // kind, step, width, casing width
flat in vec2 phase;
in float coverage;
uniform float symbol_scale;
out vec4 rgba;

const float sqrt_half = 0.70710678;

float stripe(float away, float width) {
  return clamp(0.5 * max(width, 1.0) + 0.5 - away, 0.0, 1.0) * min(width, 1.0);
}

void main() {
  vec2 p = gl_FragCoord.xy;
  float step_px = sizes.y;
  int kind = int(sizes.x + 0.5);
  float away;       // from the axis of the nearest mark
  float ends = 1.0;  // coverage along it
  if (kind <= 2) {
    float across = (kind == 1 ? p.x + p.y : p.x - p.y) * sqrt_half + phase.x;
    away = abs(mod(across, step_px) - 0.5 * step_px);
  } else if (kind == 3) {
    float row = (p.y + phase.y) / step_px;
    away = abs(fract(row) - 0.5) * step_px;
    float odd = mod(floor(row), 2.0);
    float s = mod(p.x + phase.x + odd * 9.0 * symbol_scale, 18.0 * symbol_scale) / symbol_scale;  // 11 on, 7 off
    ends = clamp((s < 11.0 ? min(s, 11.0 - s) : -min(s - 11.0, 18.0 - s)) * symbol_scale + 0.5, 0.0, 1.0);
  } else {
    float height = step_px * 0.8660254;
    float row = (p.y + phase.y) / height;
    float odd = mod(floor(row), 2.0);
    float column = (p.x + phase.x) / step_px + 0.5 * odd;
    away = length(vec2((fract(column) - 0.5) * step_px, (fract(row) - 0.5) * height));
  }
  float under = casing.a * stripe(away, sizes.w) * ends * coverage;
  float over = colour.a * stripe(away, sizes.z) * ends * coverage;
  rgba = vec4(casing.rgb, 1.0) * under * (1.0 - over) + vec4(colour.rgb, 1.0) * over;
}
)";

constexpr std::string_view point_vertex_shader = R"(
layout(location = 0) in vec2 position;
layout(location = 1) in float radius;
layout(location = 2) in uint symbol;
uniform vec2 origin_px;
uniform float px_per_m;
uniform vec2 size_px;
uniform float symbol_scale;
out vec2 place;
flat out vec4 fill, line, casing;
flat out vec4 sizes;  // radius, line, casing, square

void main() {
  fill = symbol_part(symbol, fill_part);
  line = symbol_part(symbol, line_part);
  casing = symbol_part(symbol, casing_part);
  vec4 widths = symbol_part(symbol, line_sizes_part);
  sizes = vec4(radius * symbol_scale, line.a > 0.0 ? widths.x : 0.0, casing.a > 0.0 ? widths.y : 0.0,
               symbol_part(symbol, phase_part).w);
  float reach = sizes.x + sizes.z + 1.0;
  place = vec2((gl_VertexID & 1) == 0 ? -reach : reach, (gl_VertexID & 2) == 0 ? -reach : reach);
  gl_Position = vec4(2.0 * (origin_px + position * px_per_m + place) / size_px - 1.0, 0.0, 1.0);
}
)";

constexpr std::string_view point_fragment_shader = R"(
in vec2 place;
flat in vec4 fill, line, casing;
flat in vec4 sizes;
out vec4 rgba;

vec4 over(vec4 low, vec4 high, float coverage) {
  float a = high.a * coverage;
  return vec4(high.rgb, 1.0) * a + low * (1.0 - a);
}

void main() {
  float away;  // from the edge of the marker, outside positive
  if (sizes.w > 0.5) {
    float corner = 0.5 * sizes.x;
    vec2 q = abs(place) - (sizes.x - corner);
    away = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
  } else {
    away = length(place) - sizes.x;
  }
  rgba = over(vec4(0.0), casing, sizes.z > 0.0 ? clamp(sizes.z + 0.5 - away, 0.0, 1.0) : 0.0);
  if (sizes.y > 0.0) rgba = over(rgba, line, clamp(0.5 - away, 0.0, 1.0));
  rgba = over(rgba, fill, clamp(0.5 - away - sizes.y, 0.0, 1.0));
}
)";

std::string with_symbols(std::string_view shader) {
  return std::string(SymbolTexture::shader) + std::string(shader);
}

/// Calls `draw(begin, end)` for each stretch of neighbouring runs that can be seen.
template <class Draw>
void for_seen_runs(const std::vector<Run>& runs, Vec2f origin_px, const View& view, double margin_px, Draw draw) {
  const auto scale = static_cast<float>(view.px_per_m());
  const auto margin = static_cast<float>(margin_px);
  const auto left = static_cast<float>(view.drawn.x_px) - margin;
  const auto low = static_cast<float>(view.drawn.y_px) - margin;
  const auto right = static_cast<float>(view.drawn.x_px + view.drawn.width_px) + margin;
  const auto high = static_cast<float>(view.drawn.y_px + view.drawn.height_px) + margin;
  const auto seen = [&](const Run& run) {
    return origin_px.x + run.high.x * scale >= left && origin_px.x + run.low.x * scale <= right &&
           origin_px.y + run.high.y * scale >= low && origin_px.y + run.low.y * scale <= high;
  };
  for (std::size_t i = 0; i < runs.size(); ++i) {
    if (!seen(runs[i])) continue;
    const std::uint32_t begin = runs[i].begin;
    while (i + 1 < runs.size() && seen(runs[i + 1])) ++i;
    draw(begin, runs[i].end);
  }
}

/// How far symbols reach beyond the positions of their features.
double reach_px(const Batch& batch, double symbol_scale) {
  double reach = 1;
  for (const Symbol& s : batch.symbols)
    reach = std::max({reach, s.line_width_px, s.casing_width_px + s.point_radius_px, s.band_width_px});
  for (const float r : batch.feature_radius_px) reach = std::max(reach, double(r) + 4);
  return reach * symbol_scale + 2;
}

}  // namespace

BatchPass::BatchPass()
    : fill_("fill", with_symbols(fill_vertex_shader), fill_fragment_shader),
      hatch_("hatch", with_symbols(hatch_vertex_shader), hatch_fragment_shader),
      stroke_("stroke", with_symbols(stroke_vertex_shader), stroke_fragment_shader),
      point_("point", with_symbols(point_vertex_shader), point_fragment_shader),
      fill_uniforms_(uniforms_of(fill_)),
      hatch_uniforms_(uniforms_of(hatch_)),
      stroke_uniforms_(uniforms_of(stroke_)),
      point_uniforms_(uniforms_of(point_)),
      fill_alpha_(fill_.uniform("wanted_alpha")),
      hatch_scale_(hatch_.uniform("symbol_scale")),
      stroke_kind_(stroke_.uniform("kind")),
      point_scale_(point_.uniform("symbol_scale")) {
}

BatchPass::Uniforms BatchPass::uniforms_of(const gl::Program& program) {
  return {program.uniform("origin_px"), program.uniform("px_per_m"), program.uniform("size_px")};
}

void BatchPass::set_view(const gl::Program& program, const Uniforms& uniforms, const View& view) {
  program.use();
  glUniform1f(uniforms.px_per_m, static_cast<float>(view.px_per_m()));
  glUniform2f(uniforms.size_px, static_cast<float>(view.camera.width_px), static_cast<float>(view.camera.height_px));
}

void BatchPass::look(GpuBatch& gpu, const View& view, std::uint64_t draw_number) {
  seen_.clear();
  tiny_.clear();
  wanted_.clear();
  const Batch& batch = gpu.batch();
  const geo::MapBox box = view.box(reach_px(batch, view.symbol_scale));
  for (std::size_t i = 0; i < batch.chunks.size(); ++i) {
    const Chunk& chunk = batch.chunks[i];
    if (!chunk.box.intersects(box)) continue;
    if (chunk.kind != geo::GeometryKind::point && chunk.largest_m * view.px_per_m() < substitute_below_px) {
      tiny_.push_back(i);
      continue;
    }
    wanted_.push_back({i, level_for(chunk, view.camera.m_per_px)});
  }
  gpu.prepare(wanted_);
  for (const GpuBatch::Wanted& wanted : wanted_) {
    const Chunk& chunk = batch.chunks[wanted.chunk];
    seen_.push_back({&gpu.chunk(wanted, draw_number), &chunk, view.px_from_map(chunk.origin)});
  }
}

void BatchPass::draw(GpuBatch& gpu, const View& view, const gl::Target& target, const gl::Target& scratch,
                     PicturePass& pictures, std::uint64_t draw_number) {
  look(gpu, view, draw_number);
  if (seen_.empty() && tiny_.empty()) return;
  const Batch& batch = gpu.batch();
  symbols_.bind(batch.symbols, view);
  draw_fills(batch, view, target, scratch, pictures);
  draw_hatches(batch, view);
  draw_substitutes(batch, view, pictures);
  for (const Stroke stroke : {Stroke::band, Stroke::casing, Stroke::line}) draw_strokes(batch, view, stroke);
  draw_points(batch, view);
  glBindVertexArray(0);
}

void BatchPass::draw_fill_runs(const Uniforms& uniforms, const View& view) const {
  for (const Seen& s : seen_) {
    if (s.gpu->fill_runs.empty()) continue;
    glBindVertexArray(s.gpu->fill_array.get());
    glUniform2f(uniforms.origin_px, s.origin_px.x, s.origin_px.y);
    for_seen_runs(s.gpu->fill_runs, s.origin_px, view, 2, [](std::uint32_t begin, std::uint32_t end) {
      glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(end - begin), GL_UNSIGNED_INT,
                     reinterpret_cast<const void*>(std::size_t{begin} * sizeof(std::uint32_t)));
    });
  }
}

/// Fills of one opacity are drawn opaque, then laid over the target with that opacity: where they overlap, nothing
/// darkens. Antialiased edges are added up from the front to the back (GL_SRC_ALPHA_SATURATE), so that two neighbours
/// cover the pixels of their common border to exactly 1 and the ground does not shine through.
void BatchPass::draw_fills(const Batch& batch, const View& view, const gl::Target& target, const gl::Target& scratch,
                           PicturePass& pictures) const {
  if (std::ranges::all_of(seen_, [](const Seen& s) { return s.gpu->fill_runs.empty(); })) return;
  std::set<std::uint8_t> opacities;
  for (const Symbol& s : batch.symbols)
    if (s.fill.a > 0) opacities.insert(s.fill.a);
  const bool edges = batch.shows_fill_edges();
  for (const std::uint8_t opacity : opacities) {
    const bool direct = opacity == 255 && !edges;
    if (direct) {
      glDisable(GL_BLEND);
    } else {
      scratch.bind();
      glClearColor(0, 0, 0, 0);
      glClear(GL_COLOR_BUFFER_BIT);
      glBlendFunc(GL_SRC_ALPHA_SATURATE, GL_ONE);
      if (!edges) glDisable(GL_BLEND);
    }
    set_view(fill_, fill_uniforms_, view);
    glUniform1f(fill_alpha_, static_cast<float>(opacity) / 255.0F);
    draw_fill_runs(fill_uniforms_, view);
    glEnable(GL_BLEND);
    if (direct) continue;
    target.bind();
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    pictures.compose(scratch.texture(), opacity / 255.0);
  }
}

void BatchPass::draw_hatches(const Batch& batch, const View& view) const {
  if (std::ranges::none_of(batch.symbols, [](const Symbol& s) { return s.hatch != geo::Hatch::none; })) return;
  set_view(hatch_, hatch_uniforms_, view);
  glUniform1f(hatch_scale_, static_cast<float>(view.symbol_scale));
  draw_fill_runs(hatch_uniforms_, view);
}

void BatchPass::draw_substitutes(const Batch& batch, const View& view, PicturePass& pictures) {
  if (tiny_.empty()) return;
  paint_substitutes(batch, tiny_, view, substitutes_);
  pictures.draw_substitutes(substitutes_);
}

void BatchPass::draw_strokes(const Batch& batch, const View& view, Stroke stroke) const {
  const bool any = std::ranges::any_of(batch.symbols, [&](const Symbol& s) {
    return stroke == Stroke::band     ? s.band.a > 0 && s.band_width_px > 0
           : stroke == Stroke::casing ? s.casing.a > 0 && s.casing_width_px > 0
                                      : s.line.a > 0 && s.line_width_px > 0;
  });
  if (!any) return;
  set_view(stroke_, stroke_uniforms_, view);
  glUniform1i(stroke_kind_, static_cast<GLint>(stroke));
  const double margin = reach_px(batch, view.symbol_scale);
  for (const Seen& s : seen_) {
    if (s.gpu->segment_runs.empty()) continue;
    if (stroke == Stroke::band && s.chunk->kind != geo::GeometryKind::polygon) continue;
    glBindVertexArray(s.gpu->segment_array.get());
    glBindBuffer(GL_ARRAY_BUFFER, s.gpu->segments.get());
    glUniform2f(stroke_uniforms_.origin_px, s.origin_px.x, s.origin_px.y);
    for_seen_runs(s.gpu->segment_runs, s.origin_px, view, margin, [](std::uint32_t begin, std::uint32_t end) {
      point_at_segments(begin);
      glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(end - begin));
    });
  }
}

void BatchPass::draw_points(const Batch&, const View& view) const {
  if (std::ranges::all_of(seen_, [](const Seen& s) { return s.gpu->point_count == 0; })) return;
  set_view(point_, point_uniforms_, view);
  glUniform1f(point_scale_, static_cast<float>(view.symbol_scale));
  for (const Seen& s : seen_) {
    if (s.gpu->point_count == 0) continue;
    glBindVertexArray(s.gpu->point_array.get());
    glUniform2f(point_uniforms_.origin_px, s.origin_px.x, s.origin_px.y);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(s.gpu->point_count));
  }
}

}  // namespace render
