// The plan's own entities as scene layers and labels, each role with its designed drawing (look.md section 5).
#pragma once

#include "geo/flow/flow_place.hpp"
#include "geo/plan/plan.hpp"
#include "render/scene.hpp"

#include <optional>
#include <span>
#include <variant>
#include <vector>

namespace render {

/// A thing of the plan that is selected or hovered.
using PlanThing = std::variant<std::monostate, geo::Id<geo::BusinessArea>, geo::Id<geo::Partner>,
                               geo::Id<geo::EmissionSource>, geo::Id<geo::LandfillPart>, geo::Id<geo::SinkSite>,
                               geo::Id<geo::Surrounding>, geo::Id<geo::MaterialFlow>, geo::Id<geo::SideStream>>;

/// Which kinds are shown.
struct PlanVisibility {
  bool business_areas = true, partners = true, emission_sources = true, landfill_parts = true, sink_sites = true,
       surroundings = true, side_streams = true;
  bool material_flows = false;  ///< thin lines; their view has bands
  bool operator==(const PlanVisibility&) const = default;
};

/// Adds the plan's layers (surroundings fills to `below`; lines, areas, landfills, sinks, sources and markers to
/// `above`), the selection and the labels. Sources' circles have the area of their CO2e in `year`. Cheap for a plan
/// that did not change: batches are remembered by the tables they were made of.
class PlanScene {
public:
  PlanScene();
  ~PlanScene();
  /// `more_selected`: outlined like `selected`, but their labels are as usual. `road`: the ways of flows.
  void add_to(Scene& scene, const geo::Plan& plan, int year, const PlanVisibility& visible, const PlanThing& selected,
              std::span<const PlanThing> more_selected = {}, const geo::RoadSearch& road = {});

private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The thing under the pointer as a layer of the overlay: its line one pixel thicker. A layer that draws nothing for a
/// thing that is not there.
[[nodiscard]] SceneLayer hovered_layer(const geo::Plan& plan, const PlanThing& thing, int year, ThemeKind theme,
                                       geo::MapPoint origin, const geo::RoadSearch& road = {});

/// The thing of the plan under a place, markers first, then lines, then the smallest area.
[[nodiscard]] PlanThing thing_at(const geo::Plan& plan, geo::MapPoint place, double m_per_px,
                                 const PlanVisibility& visible);

/// All of them in that order: what lies below others can be reached too.
[[nodiscard]] std::vector<PlanThing> things_at(const geo::Plan& plan, geo::MapPoint place, double m_per_px,
                                               const PlanVisibility& visible);
/// What meets a box, without the surroundings: those are the ground that things are picked from.
[[nodiscard]] std::vector<PlanThing> things_in_box(const geo::Plan& plan, const geo::MapBox& box,
                                                   const PlanVisibility& visible);

}  // namespace render
