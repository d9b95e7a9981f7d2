// The camera as the draw passes need it: pixels of the target, origin lower left, y up, as OpenGL counts them.
#pragma once

#include "render/camera.hpp"
#include "render/chunk_mesh.hpp"

namespace render {

/// Pixels of the target, from its lower left corner.
struct PixelBox {
  int x_px = 0;
  int y_px = 0;
  int width_px = 0;
  int height_px = 0;
};

struct View {
  Camera camera;
  double symbol_scale = 1;
  PixelBox drawn;  ///< only these pixels change; they are also set as the scissor box

  View() = default;
  /// All pixels are drawn.
  View(const Camera& all, double scale) : camera(all), symbol_scale(scale), drawn{0, 0, all.width_px, all.height_px} {}

  [[nodiscard]] double px_per_m() const { return 1 / camera.m_per_px; }
  /// Where a place of the map lies in the target; computed in double.
  [[nodiscard]] Vec2f px_from_map(geo::MapPoint p) const {
    return {static_cast<float>((p.x_m - camera.centre.x_m) / camera.m_per_px + camera.width_px / 2.0),
            static_cast<float>((p.y_m - camera.centre.y_m) / camera.m_per_px + camera.height_px / 2.0)};
  }
  /// The drawn part of the map and `margin_px` round it.
  [[nodiscard]] geo::MapBox box(double margin_px) const {
    const geo::MapBox all = camera.box();
    const geo::MapBox part{all.min_x_m + drawn.x_px * camera.m_per_px, all.min_y_m + drawn.y_px * camera.m_per_px,
                           all.min_x_m + (drawn.x_px + drawn.width_px) * camera.m_per_px,
                           all.min_y_m + (drawn.y_px + drawn.height_px) * camera.m_per_px};
    return part.grown(margin_px * camera.m_per_px);
  }
};

}  // namespace render
