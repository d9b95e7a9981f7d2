#include "render/gl/target.hpp"

#include "geo/error.hpp"

#include <algorithm>
#include <string>

namespace render::gl {

Target::Target(int width_px, int height_px)
    : texture_(new_texture(GL_NEAREST)), width_px_(width_px), height_px_(height_px) {
  glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width_px, height_px, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
  GLuint name = 0;
  glGenFramebuffers(1, &name);
  framebuffer_ = FramebufferName(name);
  glBindFramebuffer(GL_FRAMEBUFFER, name);
  glFramebufferTexture2D(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D, texture_.get(), 0);
  if (glCheckFramebufferStatus(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
    throw geo::Error(std::to_string(width_px) + " x " + std::to_string(height_px),
                     geo::say("The graphics driver can not draw a picture of this size."),
                     geo::say("Choose a smaller picture."));
}

void Target::bind() const {
  glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_.get());
  glViewport(0, 0, width_px_, height_px_);
}

void Target::copy(const Target& from, int right_px, int up_px) const {
  bind();
  glBindFramebuffer(GL_READ_FRAMEBUFFER, from.framebuffer_.get());
  const int left = std::max(0, right_px);
  const int low = std::max(0, up_px);
  const int right = std::min(width_px_, from.width_px_ + right_px);
  const int high = std::min(height_px_, from.height_px_ + up_px);
  if (left < right && low < high)
    glBlitFramebuffer(left - right_px, low - up_px, right - right_px, high - up_px, left, low, right, high,
                      GL_COLOR_BUFFER_BIT, GL_NEAREST);
  bind();
}

BufferName static_buffer(GLenum target, std::span<const std::byte> bytes) {
  GLuint name = 0;
  glGenBuffers(1, &name);
  BufferName buffer(name);
  glBindBuffer(target, name);
  glBufferData(target, static_cast<GLsizeiptr>(bytes.size()), bytes.data(), GL_STATIC_DRAW);
  return buffer;
}

VertexArrayName new_vertex_array() {
  GLuint name = 0;
  glGenVertexArrays(1, &name);
  return VertexArrayName(name);
}

TextureName new_texture(GLint filter) {
  GLuint name = 0;
  glGenTextures(1, &name);
  glBindTexture(GL_TEXTURE_2D, name);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  return TextureName(name);
}

}  // namespace render::gl
