// How the map goes on when it is let go in the middle of a drag: its speed falls exponentially and it stops soon.
#pragma once

#include <chrono>
#include <deque>

namespace app {

/// Pixels of the screen, y down.
struct Offset {
  double dx_px = 0;
  double dy_px = 0;
};

/// Seconds from one moment to a later one.
[[nodiscard]] inline double seconds_between(std::chrono::steady_clock::time_point from,
                                            std::chrono::steady_clock::time_point to) {
  return std::chrono::duration<double>(to - from).count();
}

class Glide {
public:
  using Instant = std::chrono::steady_clock::time_point;

  /// The map is held: it stands still, and what was measured of its speed is forgotten.
  void hold();
  /// The held map was dragged.
  void dragged(Offset by, Instant now);
  /// It goes on if it was fast when it was let go.
  void let_go(Instant now);
  [[nodiscard]] bool gliding() const { return gliding_; }
  /// How far it has come since the last step; the last one ends the glide.
  [[nodiscard]] Offset step(Instant now);

private:
  struct Sample {
    Offset by;
    Instant at;
  };
  std::deque<Sample> samples_;  ///< of the last moments before it is let go
  bool gliding_ = false;
  double speed_x_ = 0;  ///< when it was let go [px/s]
  double speed_y_ = 0;
  double end_s_ = 0;
  double done_ = 0;  ///< share of the speed already travelled [s]
  Instant started_;
};

}  // namespace app
