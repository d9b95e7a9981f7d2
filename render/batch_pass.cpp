#include "render/batch_pass.hpp"

#include "render/stroke_shader.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>
#include <string>

namespace render {
namespace {

constexpr std::string_view fill_vertex_shader = R"(
layout(location = 0) in vec2 position;
layout(location = 1) in ivec2 inwards;
layout(location = 2) in uint slot;
layout(location = 3) in int side;
uniform vec2 origin_px;
uniform float px_per_m;
uniform vec2 size_px;
uniform float wanted_alpha;  // fills of other opacity are left out
flat out vec3 colour;
out float coverage;

void main() {
  uint symbol = symbol_of(slot);
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  if (is_hidden(symbol)) return;
  vec4 fill = symbol_part(symbol, fill_part);
  if (abs(fill.a - wanted_alpha) > 0.001) return;
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
layout(location = 2) in uint slot;
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
  uint symbol = symbol_of(slot);
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  if (is_hidden(symbol)) return;
  sizes = symbol_part(symbol, hatch_sizes_part);
  colour = symbol_part(symbol, hatch_part);
  if (sizes.x < 0.5 || colour.a <= 0.0) return;
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
layout(location = 1) in uint slot;
uniform vec2 origin_px;
uniform float px_per_m;
uniform vec2 size_px;
out vec2 place;
flat out vec4 fill, line, casing;
flat out vec4 sizes;  // radius, line, casing, square

void main() {
  uint symbol = symbol_of(slot);
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  if (is_hidden(symbol)) return;
  float radius = radius_of(slot, symbol);
  if (!(radius > 0.0)) return;
  fill = symbol_part(symbol, fill_part);
  line = symbol_part(symbol, line_part);
  casing = symbol_part(symbol, casing_part);
  vec4 widths = symbol_part(symbol, line_sizes_part);
  sizes = vec4(radius, line.a > 0.0 ? widths.x : 0.0, casing.a > 0.0 ? widths.y : 0.0,
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

void main() {
  float away;  // from the edge of the marker, outside positive
  if (sizes.w > 0.5) {
    float corner = 0.5 * sizes.x;
    vec2 q = abs(place) - (sizes.x - corner);
    away = length(max(q, 0.0)) + min(max(q.x, q.y), 0.0) - corner;
  } else {
    away = length(place) - sizes.x;
  }
  float whole = clamp(0.5 - away, 0.0, 1.0);
  float inside = sizes.y > 0.0 ? clamp(0.5 - away - sizes.y, 0.0, 1.0) : whole;
  // Line and fill share the marker's pixels: a marker without a fill is a ring.
  rgba = vec4(line.rgb, 1.0) * (line.a * (whole - inside)) + vec4(fill.rgb, 1.0) * (fill.a * inside);
  float around = sizes.z > 0.0 ? clamp(sizes.z + 0.5 - away, 0.0, 1.0) : 0.0;
  rgba += vec4(casing.rgb, 1.0) * (casing.a * around * (1.0 - rgba.a));
}
)";

std::string with_symbols(std::string_view shader) {
  return std::string(GpuSymbols::shader) + std::string(shader);
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

/// Points are thinned from so many a square on.
constexpr double thinned_from = 4;
/// Side of the squares that one point is kept in: the smallest radius, so that what is left covers the ground as before
/// and what is left out was nearly covered.
double thinning_square_px(const SlotSymbols& symbols, double symbol_scale) {
  return std::max(1.0, symbols.least_radius_px() * symbol_scale);
}

/// Level and side of the squares for thinning; 0: all points are drawn.
struct Thinning {
  std::size_t level = 0;
  double cell_m = 0;
};
Thinning thinning_of(const Chunk& chunk, const SlotSymbols& symbols, const View& view) {
  const double wanted_m = thinning_square_px(symbols, view.symbol_scale) * view.camera.m_per_px;
  const int power = static_cast<int>(std::floor(std::log2(wanted_m)));
  const double cell_m = std::ldexp(1.0, power);
  const double cells = (chunk.box.width_m() / cell_m + 1) * (chunk.box.height_m() / cell_m + 1);
  if (static_cast<double>(chunk.position_count) < thinned_from * cells) return {};
  return {static_cast<std::size_t>(std::clamp(power + 64, 1, 127)), cell_m};
}

}  // namespace

BatchPass::Uniforms::Uniforms(const gl::Program& program)
    : origin_px(program.uniform("origin_px")),
      px_per_m(program.uniform("px_per_m")),
      size_px(program.uniform("size_px")),
      symbols(program) {
}

BatchPass::BatchPass()
    : fill_("fill", with_symbols(fill_vertex_shader), fill_fragment_shader),
      hatch_("hatch", with_symbols(hatch_vertex_shader), hatch_fragment_shader),
      stroke_("stroke", with_symbols(stroke_vertex_shader), stroke_fragment_shader),
      point_("point", with_symbols(point_vertex_shader), point_fragment_shader),
      fill_uniforms_(fill_),
      hatch_uniforms_(hatch_),
      stroke_uniforms_(stroke_),
      point_uniforms_(point_),
      fill_alpha_(fill_.uniform("wanted_alpha")),
      stroke_kind_(stroke_.uniform("kind")) {
}

void BatchPass::begin(const gl::Program& program, const Uniforms& uniforms, const GpuSymbols& symbols,
                      const View& view) {
  program.use();
  glUniform1f(uniforms.px_per_m, static_cast<float>(view.px_per_m()));
  glUniform2f(uniforms.size_px, static_cast<float>(view.camera.width_px), static_cast<float>(view.camera.height_px));
  symbols.set(uniforms.symbols, view);
}

void BatchPass::set_chunk(const Uniforms& uniforms, const Seen& seen) {
  glUniform2f(uniforms.origin_px, seen.origin_px.x, seen.origin_px.y);
  glUniform1ui(uniforms.symbols.first_slot, seen.chunk->feature_begin);
}

void BatchPass::look(GpuBatch& gpu, const SlotSymbols& symbols, std::uint64_t symbols_number, const View& view,
                     std::uint64_t draw_number) {
  seen_.clear();
  tiny_.clear();
  wanted_.clear();
  const Batch& batch = gpu.batch();
  const geo::MapBox box = view.box(symbols.reach_px() * view.symbol_scale + 2);
  constexpr DrawnParts filled = fill_bit | hatch_bit;
  constexpr DrawnParts stroked = band_bit | casing_bit | line_bit;
  bool edged = (symbols.parts() & fill_edge_bit) != 0;
  bool all_edged = true;  // already on the GPU
  for (std::size_t i = 0; i < batch.chunks.size(); ++i) {
    const Chunk& chunk = batch.chunks[i];
    const DrawnParts parts = symbols.parts(i);
    if (parts == 0 || !chunk.box.intersects(box)) continue;
    if (chunk.kind != geo::GeometryKind::point && chunk.largest_m * view.px_per_m() < substitute_below_px) {
      tiny_.push_back(i);
      continue;
    }
    GpuBatch::Wanted wanted{i, level_for(chunk, view.camera.m_per_px), 0};
    if (chunk.kind == geo::GeometryKind::polygon && (parts & filled) != 0) {
      wanted.parts |= edged_fill_part;
      all_edged = all_edged && gpu.has({i, wanted.level, edged_fill_part});
    }
    if (chunk.kind != geo::GeometryKind::point && (parts & stroked) != 0) wanted.parts |= segments_part;
    if (chunk.kind == geo::GeometryKind::point) wanted.parts |= points_part;
    wanted_.push_back(wanted);
  }
  // Fills that are laid over the rest through the scratch target may as well have edges, if those are there.
  const bool direct = std::ranges::find(symbols.fill_opacities(), 255) != symbols.fill_opacities().end();
  if (!edged && !direct && all_edged) edged = true;
  fill_kind_ = edged ? FillKind::edged : FillKind::plain;
  if (!edged)
    for (GpuBatch::Wanted& wanted : wanted_)
      if ((wanted.parts & edged_fill_part) != 0)
        wanted.parts = static_cast<MeshParts>((wanted.parts & ~edged_fill_part) | plain_fill_part);
  std::vector<Thinning> thinnings;
  for (GpuBatch::Wanted& wanted : wanted_) {
    Thinning& thinning = thinnings.emplace_back();
    if ((wanted.parts & points_part) == 0) continue;
    thinning = thinning_of(batch.chunks[wanted.chunk], symbols, view);
    if (thinning.level != 0) wanted.parts = 0;
  }
  gpu.prepare(wanted_);
  for (std::size_t k = 0; k < wanted_.size(); ++k) {
    const GpuBatch::Wanted& wanted = wanted_[k];
    const Chunk& chunk = batch.chunks[wanted.chunk];
    const GpuChunk& made = gpu.chunk(wanted, draw_number);
    const GpuPoints* points = thinnings[k].level == 0
                                  ? &made.points
                                  : &gpu.thinned(wanted.chunk, thinnings[k].level, thinnings[k].cell_m, symbols_number,
                                                 symbols.of_slot(), draw_number);
    seen_.push_back({&made, points, &chunk, symbols.parts(wanted.chunk), view.px_from_map(chunk.origin)});
  }
}

void BatchPass::draw(GpuBatch& gpu, GpuSymbols& symbols, const View& view, const gl::Target& target,
                     const gl::Target& scratch, PicturePass& pictures, std::uint64_t draw_number) {
  look(gpu, symbols.slots(), symbols.number(), view, draw_number);
  if (seen_.empty() && tiny_.empty()) return;
  if (!seen_.empty()) symbols.bind(view);  // substitutes need no textures
  draw_fills(symbols, view, target, scratch, pictures);
  draw_hatches(symbols, view);
  draw_substitutes(gpu.batch(), symbols.slots(), view, pictures);
  for (const Stroke stroke : {Stroke::band, Stroke::casing, Stroke::line}) draw_strokes(symbols, view, stroke);
  draw_points(symbols, view);
  glBindVertexArray(0);
}

void BatchPass::draw_fill_runs(const Uniforms& uniforms, const View& view, DrawnParts parts) const {
  const bool edged = fill_kind_ == FillKind::edged;
  const auto draw = [&](const Seen& s) {
    const GpuFill& fill = edged ? s.gpu->edged_fill : s.gpu->plain_fill;
    if (fill.runs.empty() || s.chunk->kind != geo::GeometryKind::polygon || (s.parts & parts) == 0) return;
    glBindVertexArray(fill.array.get());
    set_chunk(uniforms, s);
    for_seen_runs(fill.runs, s.origin_px, view, 2, [](std::uint32_t begin, std::uint32_t end) {
      glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(end - begin), GL_UNSIGNED_INT,
                     reinterpret_cast<const void*>(std::size_t{begin} * sizeof(std::uint32_t)));
    });
  };
  if (edged)
    for (const Seen& s : seen_ | std::views::reverse) draw(s);
  else
    for (const Seen& s : seen_) draw(s);
}

/// Fills of one opacity are drawn opaque, then laid over the target with that opacity: where they overlap, nothing
/// darkens. Antialiased edges are added up from the front to the back (GL_SRC_ALPHA_SATURATE), so that two neighbours
/// cover the pixels of their common border to exactly 1 and the ground does not shine through.
void BatchPass::draw_fills(const GpuSymbols& symbols, const View& view, const gl::Target& target,
                           const gl::Target& scratch, PicturePass& pictures) const {
  if (std::ranges::none_of(seen_, [](const Seen& s) {
        return s.chunk->kind == geo::GeometryKind::polygon && (s.parts & fill_bit) != 0;
      }))
    return;
  const bool edged = fill_kind_ == FillKind::edged;
  for (const std::uint8_t opacity : symbols.slots().fill_opacities()) {
    const bool direct = opacity == 255 && !edged;
    if (direct) {
      glDisable(GL_BLEND);
    } else {
      scratch.bind();
      glClearColor(0, 0, 0, 0);
      glClear(GL_COLOR_BUFFER_BIT);
      glBlendFunc(GL_SRC_ALPHA_SATURATE, GL_ONE);
      if (!edged) glDisable(GL_BLEND);
    }
    begin(fill_, fill_uniforms_, symbols, view);
    glUniform1f(fill_alpha_, static_cast<float>(opacity) / 255.0F);
    draw_fill_runs(fill_uniforms_, view, fill_bit);
    glEnable(GL_BLEND);
    if (direct) continue;
    target.bind();
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    pictures.compose(scratch.texture(), opacity / 255.0);
  }
}

void BatchPass::draw_hatches(const GpuSymbols& symbols, const View& view) const {
  if ((symbols.slots().parts() & hatch_bit) == 0) return;
  begin(hatch_, hatch_uniforms_, symbols, view);
  draw_fill_runs(hatch_uniforms_, view, hatch_bit);
}

void BatchPass::draw_substitutes(const Batch& batch, const SlotSymbols& symbols, const View& view,
                                 PicturePass& pictures) {
  if (tiny_.empty()) return;
  paint_substitutes(batch, symbols, tiny_, view, substitutes_);
  pictures.draw_substitutes(substitutes_);
}

void BatchPass::draw_strokes(const GpuSymbols& symbols, const View& view, Stroke stroke) const {
  const DrawnParts wanted = stroke == Stroke::band ? band_bit : stroke == Stroke::casing ? casing_bit : line_bit;
  if ((symbols.slots().parts() & wanted) == 0) return;
  begin(stroke_, stroke_uniforms_, symbols, view);
  glUniform1i(stroke_kind_, static_cast<GLint>(stroke));
  const double margin = symbols.slots().reach_px() * view.symbol_scale + 2;
  for (const Seen& s : seen_) {
    if (s.gpu->segments.runs.empty() || (s.parts & wanted) == 0) continue;
    if (stroke == Stroke::band && s.chunk->kind != geo::GeometryKind::polygon) continue;
    glBindVertexArray(s.gpu->segments.array.get());
    glBindBuffer(GL_ARRAY_BUFFER, s.gpu->segments.instances.get());
    set_chunk(stroke_uniforms_, s);
    for_seen_runs(s.gpu->segments.runs, s.origin_px, view, margin, [](std::uint32_t begin, std::uint32_t end) {
      point_at_segments(begin);
      glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(end - begin));
    });
  }
}

void BatchPass::draw_points(const GpuSymbols& symbols, const View& view) const {
  if (std::ranges::all_of(seen_, [](const Seen& s) { return s.points->count == 0; })) return;
  begin(point_, point_uniforms_, symbols, view);
  for (const Seen& s : seen_) {
    if (s.points->count == 0) continue;
    glBindVertexArray(s.points->array.get());
    set_chunk(point_uniforms_, s);
    glDrawArraysInstanced(GL_TRIANGLE_STRIP, 0, 4, static_cast<GLsizei>(s.points->count));
  }
}

}  // namespace render
