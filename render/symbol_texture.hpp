// The symbols of a batch as a texture that vertex shaders read, sizes in pixels of the view.
#pragma once

#include "render/batch_data.hpp"
#include "render/gl/names.hpp"
#include "render/view.hpp"

#include <string_view>

namespace render {

class SymbolTexture {
public:
  /// Binds it to texture unit 0 after filling it for this view. The phases of hatches depend on the camera.
  void bind(const std::vector<Symbol>& symbols, const View& view);

  /// GLSL: `vec4 symbol_part(uint symbol, int part)` and the parts' numbers.
  static const std::string_view shader;

private:
  gl::TextureName texture_;
  std::vector<float> texels_;
  int width_ = 0;
  int height_ = 0;
};

}  // namespace render
