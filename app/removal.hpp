// Things of the plan removed in one step, with what refers to them set free.
#pragma once

#include "geo/plan/edit.hpp"
#include "render/plan_scene.hpp"

#include <span>

namespace app {

/// The edit that removes the things that there are; without changes if there is none. Its words name one thing, or say
/// how many.
[[nodiscard]] geo::Edit removal_of(const geo::Plan& plan, std::span<const render::PlanThing> things);

}  // namespace app
