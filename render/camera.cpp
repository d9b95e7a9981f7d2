#include "render/camera.hpp"

#include <algorithm>

namespace render {

geo::MapBox Camera::box() const {
  const double half_width_m = width_px * m_per_px / 2;
  const double half_height_m = height_px * m_per_px / 2;
  return {centre.x_m - half_width_m, centre.y_m - half_height_m, centre.x_m + half_width_m, centre.y_m + half_height_m};
}

Camera Camera::zoomed(double factor, ScreenPoint fixed) const {
  const geo::MapPoint place = map_from_screen(*this, fixed);
  Camera next = *this;
  next.m_per_px = std::clamp(m_per_px / factor, 1e-3, 1e5);
  const geo::MapPoint now = map_from_screen(next, fixed);
  next.centre.x_m += place.x_m - now.x_m;
  next.centre.y_m += place.y_m - now.y_m;
  return next;
}

Camera Camera::moved(double dx_px, double dy_px) const {
  Camera next = *this;
  next.centre.x_m -= dx_px * m_per_px;
  next.centre.y_m += dy_px * m_per_px;
  return next;
}

Camera Camera::showing(const geo::MapBox& box, int width_px, int height_px, double margin_px) {
  Camera camera;
  camera.width_px = width_px;
  camera.height_px = height_px;
  if (box.empty()) return camera;
  camera.centre = box.centre();
  const double free_width_px = std::max(1.0, width_px - 2 * margin_px);
  const double free_height_px = std::max(1.0, height_px - 2 * margin_px);
  camera.m_per_px = std::clamp(std::max(box.width_m() / free_width_px, box.height_m() / free_height_px), 0.05, 1e5);
  return camera;
}

ScreenPoint screen_from_map(const Camera& camera, geo::MapPoint p) {
  return {(p.x_m - camera.centre.x_m) / camera.m_per_px + camera.width_px / 2.0,
          (camera.centre.y_m - p.y_m) / camera.m_per_px + camera.height_px / 2.0};
}

geo::MapPoint map_from_screen(const Camera& camera, ScreenPoint p) {
  return {camera.centre.x_m + (p.x_px - camera.width_px / 2.0) * camera.m_per_px,
          camera.centre.y_m - (p.y_px - camera.height_px / 2.0) * camera.m_per_px};
}

}  // namespace render
