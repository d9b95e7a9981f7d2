// From one view of the map to another in one smooth move that zooms out on the way as far as the distance asks for:
// J. J. van Wijk and W. A. A. Nuij, "Smooth and efficient zooming and panning", IEEE Symposium on Information
// Visualization 2003, with their rho of 1.42.
#pragma once

#include "app/navigation/seen.hpp"

namespace app {

class Flight {
public:
  Flight(const Seen& from, const Seen& to);
  /// 0.4 to 0.9 s by the length of the way.
  [[nodiscard]] double duration_s() const { return duration_s_; }
  [[nodiscard]] const Seen& end() const { return to_; }
  /// What is seen after a time; exactly the first view at 0 and exactly the last from `duration_s` on. Starts and
  /// ends gently.
  [[nodiscard]] Seen at(double time_s) const;

private:
  Seen from_;
  Seen to_;
  double distance_m_ = 0;
  double length_ = 0;  ///< the paper's S
  double r0_ = 0;
  bool only_zooms_ = false;
  double duration_s_ = 0;
};

}  // namespace app
