#include "app/navigation/glide.hpp"

#include <algorithm>
#include <cmath>

namespace app {
namespace {

constexpr double decay_s = 0.22;        // the speed falls to 1/e in this time
constexpr double least_px_s = 150;      // slower drags end where they end
constexpr double most_px_s = 5000;      // a jerk does not throw the map out of sight
constexpr double still_px_s = 12;       // here the glide ends
constexpr double measured_s = 0.09;     // the speed is that of the last moments
constexpr double rest_before_s = 0.06;  // a pointer that rested before it let go does not throw

}  // namespace

void Glide::hold() {
  gliding_ = false;
  samples_.clear();
}

void Glide::dragged(Offset by, Instant now) {
  samples_.push_back({by, now});
  while (seconds_between(samples_.front().at, now) > measured_s) samples_.pop_front();
}

void Glide::let_go(Instant now) {
  gliding_ = false;
  if (samples_.size() < 2 || seconds_between(samples_.back().at, now) > rest_before_s) return samples_.clear();
  // The first sample's move was made before its instant.
  const double time_s = seconds_between(samples_.front().at, samples_.back().at);
  Offset way;
  for (auto sample = std::next(samples_.begin()); sample != samples_.end(); ++sample) {
    way.dx_px += sample->by.dx_px;
    way.dy_px += sample->by.dy_px;
  }
  samples_.clear();
  if (!(time_s > 1e-3)) return;
  speed_x_ = way.dx_px / time_s;
  speed_y_ = way.dy_px / time_s;
  const double speed = std::hypot(speed_x_, speed_y_);
  if (!(speed > least_px_s)) return;
  const double kept = std::min(speed, most_px_s);
  speed_x_ *= kept / speed;
  speed_y_ *= kept / speed;
  end_s_ = decay_s * std::log(kept / still_px_s);
  done_ = 0;
  started_ = now;
  gliding_ = true;
}

Offset Glide::step(Instant now) {
  if (!gliding_) return {};
  const double time_s = std::clamp(seconds_between(started_, now), 0.0, end_s_);
  const double gone = decay_s * (1 - std::exp(-time_s / decay_s));
  const double since = gone - done_;
  done_ = gone;
  if (time_s >= end_s_) gliding_ = false;
  return {speed_x_ * since, speed_y_ * since};
}

}  // namespace app
