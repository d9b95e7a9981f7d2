// Where the map lies in the window.
#pragma once

#include "render/camera.hpp"

#include <imgui/imgui.h>

#include <algorithm>

namespace app {

struct MapRect {
  ImVec2 min{0, 0};
  ImVec2 size{1, 1};
  [[nodiscard]] ImVec2 max() const { return {min.x + size.x, min.y + size.y}; }
  /// The place in the window, in pixels.
  [[nodiscard]] ImVec2 screen(const render::Camera& camera, geo::MapPoint p) const {
    const render::ScreenPoint s = render::screen_from_map(camera, p);
    // Far outside, float loses the place; it only has to lie beyond the edge in the right direction.
    const auto near_enough = [](double v) { return static_cast<float>(std::clamp(v, -30000.0, 30000.0)); };
    return {min.x + near_enough(s.x_px), min.y + near_enough(s.y_px)};
  }
  [[nodiscard]] geo::MapPoint place(const render::Camera& camera, ImVec2 at) const {
    return render::map_from_screen(camera, {at.x - min.x, at.y - min.y});
  }
};

}  // namespace app
