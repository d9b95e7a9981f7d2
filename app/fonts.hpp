// The faces of look.md section 3 in ImGui's atlas, found through fontconfig.
#pragma once

#include <imgui/imgui.h>

#include <cstddef>

namespace app {

enum class Face {
  text,
  text_medium,
  text_strong,
  small,
  small_strong,
  micro,
  title,
  heading,
  figure_small,
  figure_medium,
  figure
};
inline constexpr std::size_t face_count = 11;

/// Builds the atlas for a body size of `u` pixels; the current context's default font is Face::text.
/// Without Inter another sans face takes its place; without the icon font icons are empty boxes of the right size.
void build_fonts(float u);
[[nodiscard]] ImFont* font(Face face);
/// Size in pixels as ImGui counts it.
[[nodiscard]] float font_size(Face face);

}  // namespace app
