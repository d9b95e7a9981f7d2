// What lies on a marked area: other sites, business areas, landfill parts, lines that cross it, and the land cover as
// far as the plan's surroundings tell it.
#pragma once

#include "app/tools/plan_thing.hpp"

#include <string>
#include <vector>

namespace app {

struct Finding {
  render::PlanThing thing;
  std::string name;
  std::string kind;
  double shared_ha = 0;   ///< of an area
  double inside_m = 0;    ///< of a line
  bool doubtful = false;  ///< the same land would be counted twice, or can not bind carbon
};

struct LandShare {
  geo::SurroundingKind kind = geo::SurroundingKind::field;
  double share = 0;  ///< of the area, 0 to 1
};

struct Findings {
  std::vector<Finding> met;       ///< doubtful ones first, then the largest
  std::vector<LandShare> covers;  ///< the largest first; what they leave is not known
};

/// `self` is left out. Planar figures of the map's grid: for telling, not for reporting.
[[nodiscard]] Findings findings(const geo::Plan& plan, const geo::Geometry& area, const render::PlanThing& self);

}  // namespace app
