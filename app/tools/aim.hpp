// Where the pointer means: snapped to what is near, turned to a right angle, or as typed.
#pragma once

#include "app/tools/typed_values.hpp"
#include "geo/crs.hpp"
#include "geo/snapping.hpp"

#include <optional>
#include <span>

namespace app {

struct AimWish {
  geo::MapPoint pointer;
  double m_per_px = 1;
  bool snapping = true;
  double angle_step_deg = 0;               ///< directions are multiples of this from the last edge; 0: any
  bool upright = false;                    ///< only at right angles to the last edge
  std::optional<geo::MapPoint> from;       ///< where the next edge starts
  std::optional<geo::MapPoint> before;     ///< the start of the edge before it
  std::optional<geo::MapPoint> own_start;  ///< that a click closes the ring on
};

struct Aim {
  geo::MapPoint place;
  std::optional<geo::Snap> snap;  ///< what the place lies on
  bool typed = false;             ///< the place follows from typed values
};

[[nodiscard]] Aim aimed(std::span<const geo::SnapSource> sources, const AimWish& wish, const TypedValues& typed,
                        const geo::Crs& map);

}  // namespace app
