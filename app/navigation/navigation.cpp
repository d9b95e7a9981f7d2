#include "app/navigation/navigation.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr double step_s = 0.13;

/// Fast at first, gentle at the end; 1 from `step_s` on.
double eased(double time_s) {
  const double left = 1 - std::clamp(time_s / step_s, 0.0, 1.0);
  return 1 - left * left * left;
}

}  // namespace

void Navigation::hold() {
  stop();
  glide_.hold();
}

void Navigation::drag(render::Camera& camera, Offset by, Instant now) {
  camera = limited(camera.moved(by.dx_px, by.dy_px), camera);
  glide_.dragged(by, now);
}

void Navigation::let_go(Instant now) {
  if (reduced_motion)
    glide_.hold();
  else
    glide_.let_go(now);
}

void Navigation::zoom(const render::Camera& camera, double factor, render::ScreenPoint fixed, Instant now) {
  if (!(factor > 0) || !std::isfinite(factor)) return;
  // What is left of the step before belongs to this one.
  double end_m_per_px = camera.m_per_px;
  if (const auto* zooming = std::get_if<Zooming>(&motion_)) end_m_per_px = zooming->from.m_per_px / zooming->factor;
  end_m_per_px = std::clamp(end_m_per_px / factor, finest_m_per_px, coarsest_m_per_px);
  stop();
  motion_ = Zooming{camera, camera.m_per_px / end_m_per_px, fixed, now};
}

void Navigation::pan(const render::Camera& camera, Offset by, Instant now) {
  if (const auto* panning = std::get_if<Panning>(&motion_)) {
    const render::Camera end = panning->from.moved(-panning->by.dx_px, -panning->by.dy_px);
    by.dx_px += (end.centre.x_m - camera.centre.x_m) / camera.m_per_px;
    by.dy_px += (camera.centre.y_m - end.centre.y_m) / camera.m_per_px;
  }
  stop();
  motion_ = Panning{camera, by, now};
}

void Navigation::fly(const Seen& to) {
  stop();
  wanted_ = to;
}

void Navigation::back() {
  if (can_go_back()) fly(history_.back());
}

void Navigation::forward() {
  if (can_go_forward()) fly(history_.forward());
}

void Navigation::stop() {
  motion_ = std::monostate{};
  wanted_.reset();
  glide_.hold();
}

void Navigation::clear() {
  stop();
  history_.clear();
}

std::optional<Seen> Navigation::destination() const {
  if (wanted_) return wanted_;
  if (const auto* flying = std::get_if<Flying>(&motion_)) return flying->flight.end();
  return std::nullopt;
}

void Navigation::step(render::Camera& camera, Instant now) {
  if (wanted_) {
    const render::Camera end = camera_seeing(*wanted_, camera);
    const Seen from = seen_by(camera);
    wanted_.reset();
    if (reduced_motion || from == seen_by(end))
      camera = end;
    else
      motion_ = Flying{Flight(from, seen_by(end)), now};
  }
  bool ended = false;
  if (const auto* flying = std::get_if<Flying>(&motion_)) {
    const double time_s = seconds_between(flying->started, now);
    camera = camera_seeing(flying->flight.at(time_s), camera);
    ended = time_s >= flying->flight.duration_s();
  } else if (const auto* zooming = std::get_if<Zooming>(&motion_)) {
    const double share = reduced_motion ? 1 : eased(seconds_between(zooming->started, now));
    render::Camera from = zooming->from;
    from.width_px = camera.width_px;
    from.height_px = camera.height_px;
    camera = zoomed_within_limits(from, std::pow(zooming->factor, share), zooming->fixed);
    ended = share >= 1;
  } else if (const auto* panning = std::get_if<Panning>(&motion_)) {
    const double share = reduced_motion ? 1 : eased(seconds_between(panning->started, now));
    render::Camera next = panning->from;
    next.width_px = camera.width_px;
    next.height_px = camera.height_px;
    camera = limited(next.moved(-panning->by.dx_px * share, -panning->by.dy_px * share), camera);
    ended = share >= 1;
  }
  if (ended) motion_ = std::monostate{};
  if (glide_.gliding()) {
    const Offset by = glide_.step(now);
    camera = limited(camera.moved(by.dx_px, by.dy_px), camera);
  }
  if (!moving()) history_.look(seen_by(camera), now);
}

}  // namespace app
