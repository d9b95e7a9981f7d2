// The camera as the draw passes need it: pixels of the target, origin lower left, y up, as OpenGL counts them.
#pragma once

#include "render/camera.hpp"
#include "render/chunk_mesh.hpp"

namespace render {

struct View {
  Camera camera;
  double symbol_scale = 1;

  [[nodiscard]] double px_per_m() const { return 1 / camera.m_per_px; }
  /// Where a place of the map lies in the target; computed in double.
  [[nodiscard]] Vec2f px_from_map(geo::MapPoint p) const {
    return {static_cast<float>((p.x_m - camera.centre.x_m) / camera.m_per_px + camera.width_px / 2.0),
            static_cast<float>((p.y_m - camera.centre.y_m) / camera.m_per_px + camera.height_px / 2.0)};
  }
  /// The seen part of the map and `margin_px` round it.
  [[nodiscard]] geo::MapBox box(double margin_px) const { return camera.box().grown(margin_px * camera.m_per_px); }
};

}  // namespace render
