// Draws one batch with its symbols: fills, hatches, substitutes, bands, casings, lines, points, in this order.
#pragma once

#include "render/gl/program.hpp"
#include "render/gl/target.hpp"
#include "render/gpu_batch.hpp"
#include "render/gpu_symbols.hpp"
#include "render/picture_pass.hpp"
#include "render/substitutes.hpp"
#include "render/view.hpp"

#include <vector>

namespace render {

class BatchPass {
public:
  BatchPass();
  /// Draws over what `target` holds (premultiplied). `scratch` has the same size; its contents are lost.
  void draw(GpuBatch& batch, GpuSymbols& symbols, const View& view, const gl::Target& target, const gl::Target& scratch,
            PicturePass& pictures, std::uint64_t draw_number);

private:
  struct Seen {
    const GpuChunk* gpu;
    const GpuPoints* points;
    const Chunk* chunk;
    DrawnParts parts;
    Vec2f origin_px;
  };
  struct Uniforms {
    explicit Uniforms(const gl::Program& program);
    GLint origin_px, px_per_m, size_px;
    GpuSymbols::Uniforms symbols;
  };
  enum class Stroke { band = 0, casing = 1, line = 2 };
  enum class FillKind { plain, edged };

  void look(GpuBatch& batch, const SlotSymbols& symbols, std::uint64_t symbols_number, const View& view,
            std::uint64_t draw_number);
  void draw_fills(const GpuSymbols& symbols, const View& view, const gl::Target& target, const gl::Target& scratch,
                  PicturePass& pictures) const;
  void draw_hatches(const GpuSymbols& symbols, const View& view) const;
  void draw_substitutes(const Batch& batch, const SlotSymbols& symbols, const View& view, PicturePass& pictures);
  void draw_strokes(const GpuSymbols& symbols, const View& view, Stroke stroke) const;
  void draw_points(const GpuSymbols& symbols, const View& view) const;
  void draw_fill_runs(const Uniforms& uniforms, const View& view, DrawnParts parts) const;
  static void begin(const gl::Program& program, const Uniforms& uniforms, const GpuSymbols& symbols, const View& view);
  static void set_chunk(const Uniforms& uniforms, const Seen& seen);

  gl::Program fill_;
  gl::Program hatch_;
  gl::Program stroke_;
  gl::Program point_;
  Uniforms fill_uniforms_, hatch_uniforms_, stroke_uniforms_, point_uniforms_;
  GLint fill_alpha_, stroke_kind_;
  std::vector<Seen> seen_;
  FillKind fill_kind_ = FillKind::plain;
  std::vector<GpuBatch::Wanted> wanted_;
  std::vector<std::size_t> tiny_;  ///< chunks drawn by substitutes
  SubstitutePicture substitutes_;
};

}  // namespace render
