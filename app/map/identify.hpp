// What lies under a place of the map.
#pragma once

#include "app/workspace.hpp"

#include <cstdint>
#include <optional>
#include <utility>

namespace app {

/// The plan's thing there, else the visible linked layer with a feature there.
[[nodiscard]] Selection selection_at(const Workspace& workspace, geo::MapPoint place);
/// The visible linked layer and its feature under a place, topmost first.
[[nodiscard]] std::optional<std::pair<geo::Id<geo::Layer>, std::uint32_t>> linked_at(const Workspace& workspace,
                                                                                     geo::MapPoint place);
/// The heatmap's value at a place, if it is shown there [t CO2e/ha/a].
[[nodiscard]] std::optional<double> heatmap_value(const Workspace& workspace, geo::MapPoint place);

}  // namespace app
