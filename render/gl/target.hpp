// Buffers, textures and framebuffers with their sizes.
#pragma once

#include "render/gl/names.hpp"

#include <cstddef>
#include <span>

namespace render::gl {

/// A texture of 8-bit RGBA that can be drawn into.
class Target {
public:
  Target(int width_px, int height_px);

  [[nodiscard]] int width_px() const { return width_px_; }
  [[nodiscard]] int height_px() const { return height_px_; }
  [[nodiscard]] GLuint texture() const { return texture_.get(); }
  /// Makes it the draw and read framebuffer and sets the viewport to all of it.
  void bind() const;
  /// Copies all of `from`, moved by that many pixels right and up; what it does not cover is left as it was. The
  /// scissor test must be off. Leaves this target bound.
  void copy(const Target& from, int right_px, int up_px) const;

private:
  TextureName texture_;
  FramebufferName framebuffer_;
  int width_px_;
  int height_px_;
};

/// A buffer filled once.
[[nodiscard]] BufferName static_buffer(GLenum target, std::span<const std::byte> bytes);
[[nodiscard]] VertexArrayName new_vertex_array();
/// A texture name with the filter set and clamped to its edges; bound to GL_TEXTURE_2D.
[[nodiscard]] TextureName new_texture(GLint filter);

}  // namespace render::gl
