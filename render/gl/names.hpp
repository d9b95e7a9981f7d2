// OpenGL names as move-only values. A context must be current when one is made or destroyed.
#pragma once

#include <epoxy/gl.h>

#include <utility>

namespace render::gl {

/// Owns one OpenGL name; `Delete` is called on it unless it is 0.
template <auto Delete>
class Name {
public:
  Name() = default;
  explicit Name(GLuint name) : name_(name) {}
  Name(Name&& other) noexcept : name_(std::exchange(other.name_, 0)) {}
  Name& operator=(Name&& other) noexcept {
    std::swap(name_, other.name_);
    return *this;
  }
  ~Name() {
    if (name_ != 0) Delete(name_);
  }

  [[nodiscard]] GLuint get() const { return name_; }
  explicit operator bool() const { return name_ != 0; }

private:
  GLuint name_ = 0;
};

// libepoxy's entry points are macros over function pointers, so each deleter is a function of its own; not a lambda,
// which would be another type in each file.
inline void delete_buffer(GLuint n) {
  glDeleteBuffers(1, &n);
}
inline void delete_vertex_array(GLuint n) {
  glDeleteVertexArrays(1, &n);
}
inline void delete_texture(GLuint n) {
  glDeleteTextures(1, &n);
}
inline void delete_framebuffer(GLuint n) {
  glDeleteFramebuffers(1, &n);
}
inline void delete_shader(GLuint n) {
  glDeleteShader(n);
}
inline void delete_program(GLuint n) {
  glDeleteProgram(n);
}

using BufferName = Name<delete_buffer>;
using VertexArrayName = Name<delete_vertex_array>;
using TextureName = Name<delete_texture>;
using FramebufferName = Name<delete_framebuffer>;
using ShaderName = Name<delete_shader>;
using ProgramName = Name<delete_program>;

}  // namespace render::gl
