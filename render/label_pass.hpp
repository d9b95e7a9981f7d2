// Draws the labels that fit over a map, with OpenGL.
#pragma once

#include "render/batch.hpp"
#include "render/camera.hpp"

#include <memory>
#include <span>

namespace render {

class LabelPass {
public:
  /// Needs a current OpenGL 3.3 core context, as do all calls and the destructor.
  LabelPass();
  ~LabelPass();
  LabelPass(const LabelPass&) = delete;
  LabelPass& operator=(const LabelPass&) = delete;

  /// Draws into the bound framebuffer, whose viewport is the camera's picture. Colours are premultiplied with alpha.
  /// Changes program, array, buffer, texture unit 0 and blending; leaves blending switched on.
  void draw(std::span<const LabelCandidate> labels, std::span<const ScreenBox> covered, const Camera& camera,
            double symbol_scale);

private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace render
