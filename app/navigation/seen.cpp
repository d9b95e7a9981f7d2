#include "app/navigation/seen.hpp"

#include <algorithm>
#include <cmath>

namespace app {

Seen seen_by(const render::Camera& camera) {
  return {camera.centre, camera.m_per_px * std::max(1, camera.height_px)};
}

render::Camera camera_seeing(const Seen& seen, const render::Camera& sized_as) {
  render::Camera camera = sized_as;
  camera.centre = seen.centre;
  camera.m_per_px = seen.height_m / std::max(1, sized_as.height_px);
  return limited(camera, sized_as);
}

render::Camera limited(render::Camera camera, const render::Camera& before) {
  if (!std::isfinite(camera.centre.x_m) || !std::isfinite(camera.centre.y_m)) camera.centre = before.centre;
  if (!(camera.m_per_px > 0) || !std::isfinite(camera.m_per_px)) camera.m_per_px = before.m_per_px;
  camera.m_per_px = std::clamp(camera.m_per_px, finest_m_per_px, coarsest_m_per_px);
  camera.centre.x_m = std::clamp(camera.centre.x_m, -farthest_m, farthest_m);
  camera.centre.y_m = std::clamp(camera.centre.y_m, -farthest_m, farthest_m);
  return camera;
}

render::Camera zoomed_within_limits(const render::Camera& camera, double factor, render::ScreenPoint fixed) {
  if (!(factor > 0) || !std::isfinite(factor)) return camera;
  const double wanted = std::clamp(camera.m_per_px / factor, finest_m_per_px, coarsest_m_per_px);
  return limited(camera.zoomed(camera.m_per_px / wanted, fixed), camera);
}

}  // namespace app
