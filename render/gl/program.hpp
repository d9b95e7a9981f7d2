// A linked shader program.
#pragma once

#include "render/gl/names.hpp"

#include <string>
#include <string_view>

namespace render::gl {

class Program {
public:
  /// Throws geo::Error with the compiler's or linker's log. `name` is for that sentence. `vertex` and `fragment` follow
  /// "#version 330 core", which is put before them.
  Program(std::string_view name, std::string_view vertex, std::string_view fragment);

  void use() const { glUseProgram(program_.get()); }
  /// -1 (ignored by OpenGL) for a uniform that the linker removed.
  [[nodiscard]] GLint uniform(const char* name) const { return glGetUniformLocation(program_.get(), name); }

private:
  ProgramName program_;
};

}  // namespace render::gl
