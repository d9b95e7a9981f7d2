// Changes of the shape of things that are in the plan, each as one edit or as the sentence why not.
#pragma once

#include "app/tools/plan_thing.hpp"
#include "geo/shape_edit.hpp"

namespace app {

/// Another outline, if it is valid.
[[nodiscard]] geo::Outcome<geo::Edit> outline_edit(const geo::Plan& plan, const render::PlanThing& thing,
                                                   geo::Geometry after);
/// Moved whole. `by` is a difference of places.
[[nodiscard]] geo::Outcome<geo::Edit> move_edit(const geo::Plan& plan, const render::PlanThing& thing,
                                                geo::MapPoint by);
/// The largest piece stays the thing, the others become new things with its words. The masses of a source are shared
/// out by area.
[[nodiscard]] geo::Outcome<geo::Edit> split_edit(const geo::Plan& plan, const render::PlanThing& thing,
                                                 const geo::Ring& line);
[[nodiscard]] geo::Outcome<geo::Edit> hole_edit(const geo::Plan& plan, const render::PlanThing& thing,
                                                const geo::Ring& ring);
/// `other` goes into `thing`, which keeps its words; what referred to `other` refers to `thing`.
[[nodiscard]] geo::Outcome<geo::Edit> merge_edit(const geo::Plan& plan, const render::PlanThing& thing,
                                                 const render::PlanThing& other);

/// A copy beside it under a name of its own; `copy` is set to it. A copied source has no masses: those are not there
/// twice.
[[nodiscard]] geo::Edit duplicate_edit(const geo::Plan& plan, const render::PlanThing& thing, geo::MapPoint by,
                                       render::PlanThing& copy);

/// True for a thing of the plan with a polygon.
[[nodiscard]] bool is_area(const geo::Plan& plan, const render::PlanThing& thing);

}  // namespace app
