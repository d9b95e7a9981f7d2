// Moves the map: by the pointer, with a glide when it is let go; by steps of keys and wheel; and by flights. Keeps the
// views to go back to. Any new input ends what moves. Times are given to it, so that tests need none.
#pragma once

#include "app/navigation/flight.hpp"
#include "app/navigation/glide.hpp"
#include "app/navigation/view_history.hpp"

#include <optional>
#include <variant>

namespace app {

class Navigation {
public:
  using Instant = std::chrono::steady_clock::time_point;

  /// Everything goes where it goes at once ("Reduce motion").
  bool reduced_motion = false;
  /// The Space key that is held moves the map: let go, it is no key of a command.
  bool space_pans = false;

  /// The pointer takes hold of the map.
  void hold();
  void drag(render::Camera& camera, Offset by, Instant now);
  void let_go(Instant now);
  /// Zooms by `factor` (2 is twice as near) round a place of the screen; steps that follow each other add up.
  void zoom(const render::Camera& camera, double factor, render::ScreenPoint fixed, Instant now);
  /// Moves what is seen by pixels to the right and down.
  void pan(const render::Camera& camera, Offset by, Instant now);
  /// Flies there from the next `step` on, when the map has its size.
  void fly(const Seen& to);
  void back();
  void forward();
  [[nodiscard]] bool can_go_back() const { return history_.can_go_back(); }
  [[nodiscard]] bool can_go_forward() const { return history_.can_go_forward(); }
  /// Stops where it is.
  void stop();
  /// Forgets where it was (another plan was opened).
  void clear();

  /// Once a frame: moves the camera to where it is `now`.
  void step(render::Camera& camera, Instant now);
  /// While it moves, frames have to be drawn.
  [[nodiscard]] bool moving() const { return wanted_ || motion_.index() != 0 || glide_.gliding(); }
  /// Where it will rest, if it is moving there.
  [[nodiscard]] std::optional<Seen> destination() const;

private:
  struct Flying {
    Flight flight;
    Instant started;
  };
  /// A short eased step of the zoom or to a side.
  struct Zooming {
    render::Camera from;
    double factor;
    render::ScreenPoint fixed;
    Instant started;
  };
  struct Panning {
    render::Camera from;
    Offset by;
    Instant started;
  };

  std::variant<std::monostate, Flying, Zooming, Panning> motion_;
  std::optional<Seen> wanted_;
  Glide glide_;
  ViewHistory history_;
};

}  // namespace app
