// What the pointer can snap to: the things of the plan and the features of linked layers that are seen.
#pragma once

#include "app/derived.hpp"
#include "app/map_scene.hpp"
#include "app/tools/plan_thing.hpp"
#include "geo/snapping.hpp"

#include <memory>
#include <string>
#include <vector>

namespace app {

class SnapTargets {
public:
  /// Follows the plan and the layers; cheap when nothing changed. The sources stay good until the next call or until a
  /// layer is loaded anew. `left_out`: the thing that is edited.
  [[nodiscard]] const std::vector<geo::SnapSource>& sources(const geo::PlanPtr& plan, const MapState& state,
                                                            const Derived& derived, const render::PlanThing& left_out);
  /// The thing and its layer: "Field, Topographic database".
  [[nodiscard]] std::string name(const geo::Snap& snap, const Derived& derived) const;

private:
  void gather(const geo::Plan& plan, const render::PlanVisibility& visible);

  geo::PlanPtr plan_;
  render::PlanVisibility visible_;
  geo::Features features_;  ///< of the plan's things
  std::unique_ptr<geo::SpatialIndex> index_;
  std::vector<render::PlanThing> things_;  ///< one per feature
  std::vector<geo::Id<geo::Layer>> layers_;
  std::vector<geo::SnapSource> sources_;
};

}  // namespace app
