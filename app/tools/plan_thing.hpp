// What all things of the plan that have a place share: a name, a geometry and an edit of it.
#pragma once

#include "app/selection.hpp"
#include "geo/plan/edit.hpp"

#include <string>

namespace app {

/// Null when there is no such thing.
[[nodiscard]] const geo::Geometry* geometry_of(const geo::Plan& plan, const render::PlanThing& thing);
/// The thing's name, or the word for its kind when it has none.
[[nodiscard]] std::string name_of(const geo::Plan& plan, const render::PlanThing& thing);
/// "Hiilinielu", "Yritysalue", ...
[[nodiscard]] std::string kind_word(const geo::Plan& plan, const render::PlanThing& thing);

/// Gives the thing another geometry, as part of an edit.
void set_geometry(geo::Edit& edit, const geo::Plan& plan, const render::PlanThing& thing, geo::Geometry geometry);

}  // namespace app
