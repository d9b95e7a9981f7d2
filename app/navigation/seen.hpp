// Which part of the map is seen, whatever the size of the window; and the limits within which the map can not be lost.
#pragma once

#include "render/camera.hpp"

namespace app {

struct Seen {
  geo::MapPoint centre;
  double height_m = 4500;  ///< of the seen map, from its upper to its lower edge
  bool operator==(const Seen&) const = default;
};

[[nodiscard]] Seen seen_by(const render::Camera& camera);
/// The camera of the same size that sees this.
[[nodiscard]] render::Camera camera_seeing(const Seen& seen, const render::Camera& sized_as);

/// Finest and coarsest scale [m/px]: from a brick on the whole screen to all of Europe.
inline constexpr double finest_m_per_px = 0.005;
inline constexpr double coarsest_m_per_px = 10'000;
/// Nothing of a map in metres lies farther from its origin than half of the Earth's girth.
inline constexpr double farthest_m = 2e7;

/// The camera within the limits. What is no number is taken from `before`.
[[nodiscard]] render::Camera limited(render::Camera camera, const render::Camera& before);

/// Zoomed by `factor` as far as the limits allow, so that the place under `fixed` stays there.
[[nodiscard]] render::Camera zoomed_within_limits(const render::Camera& camera, double factor,
                                                  render::ScreenPoint fixed);

}  // namespace app
