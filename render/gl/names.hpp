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

// libepoxy's entry points are macros over function pointers, so each deleter is a lambda of its own.
using BufferName = Name<[](GLuint n) { glDeleteBuffers(1, &n); }>;
using VertexArrayName = Name<[](GLuint n) { glDeleteVertexArrays(1, &n); }>;
using TextureName = Name<[](GLuint n) { glDeleteTextures(1, &n); }>;
using FramebufferName = Name<[](GLuint n) { glDeleteFramebuffers(1, &n); }>;
using ShaderName = Name<[](GLuint n) { glDeleteShader(n); }>;
using ProgramName = Name<[](GLuint n) { glDeleteProgram(n); }>;

}  // namespace render::gl
