// Draws a scene with OpenGL 3.3 core into any framebuffer. The window and the offscreen picture use the same object.
#pragma once

#include "render/camera.hpp"
#include "render/picture.hpp"
#include "render/scene.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>

namespace render {

/// What a renderer has done and holds.
struct DrawnWork {
  std::uint64_t whole = 0;  ///< draws of all pixels
  std::uint64_t moved = 0;  ///< draws that moved the last picture and drew what came into sight
  std::size_t batches = 0;  ///< on the GPU now, as are the next two
  std::size_t rasters = 0;
  std::size_t grids = 0;
  std::size_t mesh_bytes = 0;  ///< of the batches
};

class MapRenderer {
public:
  /// Needs a current OpenGL 3.3 core context, which must be current in every call and in the destructor.
  MapRenderer();
  ~MapRenderer();
  MapRenderer(const MapRenderer&) = delete;
  MapRenderer& operator=(const MapRenderer&) = delete;

  /// Draws the scene as the camera sees it into an own texture of camera.width_px x camera.height_px and returns its GL
  /// name (valid until the next call; row 0 of the texture is the southernmost). Uploads what is new; forgets what is
  /// no longer in the scene. `symbol_scale` is z of look.md (1 on screen, dpi / 111 in print). Returns at once when
  /// nothing changed since the last call. When the camera moved by whole pixels, as a mouse moves it, only what came
  /// into sight is drawn; the picture is the same.
  unsigned draw(const Scene& scene, const Camera& camera, double symbol_scale = 1);
  /// The last drawn picture.
  [[nodiscard]] Picture read_back() const;
  [[nodiscard]] DrawnWork work() const;

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace render
