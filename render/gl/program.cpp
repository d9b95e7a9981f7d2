#include "render/gl/program.hpp"

#include "geo/error.hpp"

#include <array>

namespace render::gl {
namespace {

ShaderName compiled(std::string_view name, GLenum kind, std::string_view source) {
  ShaderName shader(glCreateShader(kind));
  static constexpr std::string_view head = "#version 330 core\n";
  const std::array<const char*, 2> parts{head.data(), source.data()};
  const std::array<GLint, 2> lengths{static_cast<GLint>(head.size()), static_cast<GLint>(source.size())};
  glShaderSource(shader.get(), 2, parts.data(), lengths.data());
  glCompileShader(shader.get());
  GLint done = GL_FALSE;
  glGetShaderiv(shader.get(), GL_COMPILE_STATUS, &done);
  if (done != GL_TRUE) {
    std::array<char, 4096> log{};
    glGetShaderInfoLog(shader.get(), static_cast<GLsizei>(log.size()), nullptr, log.data());
    throw geo::Error(std::string(name), geo::say("The graphics driver refused a shader: {0}", log.data()),
                     geo::say("Update the graphics driver, or set LIBGL_ALWAYS_SOFTWARE=1."));
  }
  return shader;
}

}  // namespace

Program::Program(std::string_view name, std::string_view vertex, std::string_view fragment)
    : program_(glCreateProgram()) {
  const ShaderName vertex_shader = compiled(name, GL_VERTEX_SHADER, vertex);
  const ShaderName fragment_shader = compiled(name, GL_FRAGMENT_SHADER, fragment);
  glAttachShader(program_.get(), vertex_shader.get());
  glAttachShader(program_.get(), fragment_shader.get());
  glLinkProgram(program_.get());
  glDetachShader(program_.get(), vertex_shader.get());
  glDetachShader(program_.get(), fragment_shader.get());
  GLint done = GL_FALSE;
  glGetProgramiv(program_.get(), GL_LINK_STATUS, &done);
  if (done != GL_TRUE) {
    std::array<char, 4096> log{};
    glGetProgramInfoLog(program_.get(), static_cast<GLsizei>(log.size()), nullptr, log.data());
    throw geo::Error(std::string(name), geo::say("The graphics driver refused a shader program: {0}", log.data()),
                     geo::say("Update the graphics driver, or set LIBGL_ALWAYS_SOFTWARE=1."));
  }
}

}  // namespace render::gl
