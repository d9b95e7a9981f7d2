// The symbols of a batch's features as textures that vertex shaders read. They alone are replaced when the style or the
// filter of a layer changes.
#pragma once

#include "render/gl/names.hpp"
#include "render/gl/program.hpp"
#include "render/slot_symbols.hpp"
#include "render/view.hpp"

#include <string_view>

namespace render {

class GpuSymbols {
public:
  GpuSymbols(const Batch& batch, std::shared_ptr<const SymbolTable> table);

  [[nodiscard]] const SlotSymbols& slots() const { return slots_; }
  /// Different for each one that was ever made.
  [[nodiscard]] std::uint64_t number() const { return number_; }

  /// Binds symbols to texture unit 0, features to 2 and radii to 3. Sizes are in pixels of the view, and the phases of
  /// hatches depend on the camera.
  void bind(const View& view);
  /// The uniforms of a program with `shader`.
  struct Uniforms {
    /// Leaves the program in use.
    explicit Uniforms(const gl::Program& program);
    GLint by_feature, own_radii, symbol_scale, first_slot;
  };
  /// Sets all but `first_slot`, which changes from chunk to chunk; the program must be in use.
  void set(const Uniforms& uniforms, const View& view) const;

  /// GLSL: `bool is_hidden(uint symbol)`, `uint symbol_of(uint slot)`, `float radius_of(uint slot, uint symbol)`,
  /// `vec4 symbol_part(uint symbol, int part)`, the parts' numbers, and the uniform `first_slot` of the chunk.
  static const std::string_view shader;

private:
  void upload_features();

  SlotSymbols slots_;
  std::uint64_t number_;
  gl::TextureName symbols_;
  gl::TextureName features_;
  gl::TextureName radii_;
  std::vector<float> texels_;
  bool uploaded_ = false;
};

}  // namespace render
