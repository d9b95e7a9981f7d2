// What all things of the plan that have a place share: a name, a geometry and an edit of it.
#pragma once

#include "geo/plan/edit.hpp"
#include "render/plan_scene.hpp"

#include <string>
#include <type_traits>
#include <utility>
#include <variant>

namespace app {

/// Calls f with the thing's id, unless there is none.
template <class F>
void with_id(const render::PlanThing& thing, F&& f) {
  std::visit(
      [&](const auto& id) {
        if constexpr (!std::is_same_v<std::decay_t<decltype(id)>, std::monostate>) f(id);
      },
      thing);
}

/// Null when there is no such thing.
[[nodiscard]] const geo::Geometry* geometry_of(const geo::Plan& plan, const render::PlanThing& thing);
/// Where the thing lies; of a flow its way from end to end. Empty when it has no place.
[[nodiscard]] geo::MapBox box_of(const geo::Plan& plan, const render::PlanThing& thing);
/// The thing's name, or the word for its kind when it has none.
[[nodiscard]] std::string name_of(const geo::Plan& plan, const render::PlanThing& thing);
/// "Hiilinielu", "Yritysalue", ...
[[nodiscard]] std::string kind_word(const geo::Plan& plan, const render::PlanThing& thing);

/// Gives the thing another geometry, as part of an edit.
void set_geometry(geo::Edit& edit, const geo::Plan& plan, const render::PlanThing& thing, geo::Geometry geometry);

}  // namespace app
