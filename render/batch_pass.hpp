// Draws one batch: fills, hatches, substitutes, bands, casings, lines, points, in this order.
#pragma once

#include "render/gl/program.hpp"
#include "render/gl/target.hpp"
#include "render/gpu_batch.hpp"
#include "render/picture_pass.hpp"
#include "render/substitutes.hpp"
#include "render/symbol_texture.hpp"
#include "render/view.hpp"

#include <vector>

namespace render {

class BatchPass {
public:
  BatchPass();
  /// Draws over what `target` holds (premultiplied). `scratch` has the same size; its contents are lost.
  void draw(GpuBatch& batch, const View& view, const gl::Target& target, const gl::Target& scratch,
            PicturePass& pictures, std::uint64_t draw_number);

private:
  struct Seen {
    const GpuChunk* gpu;
    const Chunk* chunk;
    Vec2f origin_px;
  };
  struct Uniforms {
    GLint origin_px, px_per_m, size_px;
  };

  void look(GpuBatch& batch, const View& view, std::uint64_t draw_number);
  void draw_fills(const Batch& batch, const View& view, const gl::Target& target, const gl::Target& scratch,
                  PicturePass& pictures) const;
  void draw_hatches(const Batch& batch, const View& view) const;
  void draw_substitutes(const Batch& batch, const View& view, PicturePass& pictures);
  enum class Stroke { band = 0, casing = 1, line = 2 };
  void draw_strokes(const Batch& batch, const View& view, Stroke stroke) const;
  void draw_points(const Batch& batch, const View& view) const;
  void draw_fill_runs(const Uniforms& uniforms, const View& view) const;
  static Uniforms uniforms_of(const gl::Program& program);
  static void set_view(const gl::Program& program, const Uniforms& uniforms, const View& view);

  gl::Program fill_;
  gl::Program hatch_;
  gl::Program stroke_;
  gl::Program point_;
  Uniforms fill_uniforms_, hatch_uniforms_, stroke_uniforms_, point_uniforms_;
  GLint fill_alpha_, hatch_scale_, stroke_kind_, point_scale_;
  SymbolTexture symbols_;
  std::vector<Seen> seen_;
  std::vector<GpuBatch::Wanted> wanted_;
  std::vector<std::size_t> tiny_;  ///< chunks drawn by substitutes
  SubstitutePicture substitutes_;
};

}  // namespace render
