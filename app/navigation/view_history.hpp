// The views of the map that were looked at for a moment, to go back to and forward again.
#pragma once

#include "app/navigation/seen.hpp"

#include <chrono>
#include <cstddef>
#include <optional>
#include <vector>

namespace app {

class ViewHistory {
public:
  using Instant = std::chrono::steady_clock::time_point;

  /// Told what is seen, each frame. A view that stood still for a moment is kept when it is left; what had been gone
  /// back over is forgotten then. Needs no frames of its own.
  void look(const Seen& seen, Instant now);
  [[nodiscard]] bool can_go_back() const;
  [[nodiscard]] bool can_go_forward() const;
  /// The view to go to. Asserts `can_...`.
  Seen back();
  Seen forward();
  void clear() { *this = {}; }

private:
  /// Whether two views are one for the eye.
  [[nodiscard]] static bool alike(const Seen& a, const Seen& b);
  [[nodiscard]] bool looks_at_last() const { return !views_.empty() && now_ && alike(*now_, views_[at_]); }
  void keep(const Seen& seen);

  std::vector<Seen> views_;
  std::size_t at_ = 0;  ///< the view that was kept or gone to last
  std::optional<Seen> now_;
  Instant since_;
};

}  // namespace app
