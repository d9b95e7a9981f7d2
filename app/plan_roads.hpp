// The plan's road network: its linked layers of that role.
#pragma once

#include "geo/plan/plan.hpp"
#include "layers/road_file.hpp"

#include <filesystem>
#include <vector>

namespace app {

/// The linked vector layers with the role of a road network, with their paths resolved.
[[nodiscard]] std::vector<layers::RoadLayer> plan_road_layers(const geo::Plan& plan,
                                                              const std::filesystem::path& plan_file);

}  // namespace app
