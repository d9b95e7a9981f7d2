// Lines, outlines, casings and bands: one quad of screen pixels a segment, edges and joins cut in the fragment shader.
#pragma once

#include <string_view>

namespace render {

inline constexpr std::string_view stroke_vertex_shader = R"(
layout(location = 0) in vec2 before;
layout(location = 1) in vec2 from;
layout(location = 2) in vec2 to;
layout(location = 3) in vec2 after;
layout(location = 4) in float distance_m;
layout(location = 5) in uint slot;
layout(location = 6) in uint joins;
uniform vec2 origin_px;
uniform float px_per_m;
uniform vec2 size_px;
uniform int kind;  // 0 band, 1 casing, 2 line
out vec2 place;               // along the segment from its start, and to its left [px]
flat out vec4 colour;
flat out vec4 sizes;          // length, half width (or band width), dash on, dash off [px]
flat out float start_px;      // of the segment along its line
flat out vec2 start_cut;      // direction of the join's bisector in the segment's own frame; 0 without a join
flat out vec2 end_cut;
flat out int cut_all;         // translucent: nothing is painted twice

void main() {
  uint symbol = symbol_of(slot);
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
  if (is_hidden(symbol)) return;
  vec4 widths = symbol_part(symbol, line_sizes_part);
  colour = symbol_part(symbol, kind == 0 ? band_part : kind == 1 ? casing_part : line_part);
  float width = kind == 0 ? symbol_part(symbol, phase_part).z : kind == 1 ? widths.y : widths.x;
  if (colour.a <= 0.0 || width <= 0.0) return;
  if (kind != 0 && width < 1.0) {  // thinner than a pixel: paler instead
    colour.a *= width;
    width = 1.0;
  }
  vec2 along = (to - from) * px_per_m;
  float len = length(along);
  vec2 direction = len > 1e-6 ? along / len : vec2(1.0, 0.0);
  vec2 left = vec2(-direction.y, direction.x);
  float half_px = kind == 0 ? width : 0.5 * width;
  float reach = half_px + 1.0;

  start_cut = vec2(0.0);
  end_cut = vec2(0.0);
  vec2 in_before = from - before;
  vec2 in_after = after - to;
  if ((joins & 1u) != 0u && dot(in_before, in_before) > 0.0) {
    vec2 bisector = normalize(in_before) + direction;
    start_cut = vec2(dot(bisector, direction), dot(bisector, left));
  }
  if ((joins & 2u) != 0u && dot(in_after, in_after) > 0.0) {
    vec2 bisector = normalize(in_after) + direction;
    end_cut = vec2(dot(bisector, direction), dot(bisector, left));
  }
  cut_all = kind == 0 || colour.a < 0.996 ? 1 : 0;
  sizes = vec4(len, half_px, kind == 2 ? widths.z : 0.0, widths.w);
  start_px = distance_m * px_per_m;

  place.x = (gl_VertexID & 1) == 0 ? -reach : len + reach;
  place.y = (gl_VertexID & 2) == 0 ? (kind == 0 ? -1.0 : -reach) : reach;
  vec2 px = origin_px + from * px_per_m + direction * place.x + left * place.y;
  gl_Position = vec4(2.0 * px / size_px - 1.0, 0.0, 1.0);
}
)";

inline constexpr std::string_view stroke_fragment_shader = R"(
in vec2 place;
flat in vec4 colour;
flat in vec4 sizes;
flat in float start_px;
flat in vec2 start_cut;
flat in vec2 end_cut;
flat in int cut_all;
uniform int kind;
out vec4 rgba;

void main() {
  float len = sizes.x;
  vec2 nearest = vec2(place.x - clamp(place.x, 0.0, len), place.y);  // from the nearest position of the segment's axis
  if (start_cut != vec2(0.0) && (place.x < 0.0 || cut_all != 0) && dot(place, start_cut) < 0.0) discard;
  if (end_cut != vec2(0.0) && (place.x > len || cut_all != 0) && dot(place - vec2(len, 0.0), end_cut) >= 0.0) discard;
  float away = nearest.x == 0.0 ? abs(place.y) : length(nearest);
  float coverage = clamp(sizes.y + 0.5 - away, 0.0, 1.0);
  if (kind == 0) {  // only to the left, where the inside is
    coverage *= clamp(place.y + 0.5, 0.0, 1.0);
  } else if (sizes.z > 0.0) {
    float period = sizes.z + sizes.w;
    float s = mod(start_px + clamp(place.x, 0.0, len), period);
    float inside = s < sizes.z ? min(s, sizes.z - s) : -min(s - sizes.z, period - s);
    coverage *= clamp(inside + 0.5, 0.0, 1.0);
  }
  rgba = vec4(colour.rgb, 1.0) * (colour.a * coverage);
}
)";

}  // namespace render
