// Pictures on the map: composed targets, rasters, substitutes and heatmaps.
#pragma once

#include "render/gl/program.hpp"
#include "render/gl/target.hpp"
#include "render/scene.hpp"
#include "render/substitutes.hpp"
#include "render/view.hpp"

namespace render {

/// Uses texture unit 1, so that a batch's symbols can stay bound to unit 0. Draws premultiplied colours.
class PicturePass {
public:
  PicturePass();
  /// A premultiplied texture with an opacity, its lower left pixel at that pixel of the target. Where it does not
  /// reach, the scissor box must not either.
  void compose(GLuint texture, double opacity, int x_px = 0, int y_px = 0) const;
  void draw_substitutes(const SubstitutePicture& picture);
  /// A texture whose row 0 is the northernmost, straight alpha, over its box.
  void draw_raster(GLuint texture, const geo::MapBox& box, double opacity, const View& view) const;
  /// A float texture whose row 0 is the southernmost.
  void draw_heatmap(GLuint texture, const HeatmapLayer& layer, const View& view) const;

private:
  gl::Program compose_;
  gl::Program coverage_;
  gl::Program raster_;
  gl::Program heatmap_;
  gl::VertexArrayName empty_array_;
  gl::TextureName substitutes_;
};

[[nodiscard]] gl::TextureName raster_texture(const layers::RasterPicture& picture);
[[nodiscard]] gl::TextureName grid_texture(const geo::Grid& grid);

}  // namespace render
