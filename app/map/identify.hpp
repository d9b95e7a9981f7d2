// What lies under a place of the map or in a box. Works on the loaded layers' indexes: a million features cost no more
// than a thousand.
#pragma once

#include "app/workspace.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace app {

/// A thing of the plan or a feature of a linked layer.
struct MapHit {
  render::PlanThing thing;
  geo::Id<geo::Layer> layer;
  std::uint32_t feature = 0;
  bool operator==(const MapHit&) const = default;
};

/// What is shown at the place, the topmost first: the plan's things, then features of linked layers; at most
/// `most_hits`. Areas of the plan's surroundings come last, they are the ground.
inline constexpr std::size_t most_hits = 20;
[[nodiscard]] std::vector<MapHit> hits_at(const Workspace& workspace, geo::MapPoint place);

/// What is shown in a box: features of the layer whose table is open; else the plan's things, and where there is none
/// the features of the topmost layer that has any there.
[[nodiscard]] Selection selection_in(const Workspace& workspace, const geo::MapBox& box);

/// What a hit is when it is selected alone.
[[nodiscard]] Selection selection_of(const Workspace& workspace, const MapHit& hit);
/// The selection with the hit taken in or out.
[[nodiscard]] Selection toggled(const Workspace& workspace, const Selection& selection, const MapHit& hit);

/// Clicks on one place go through what lies there, from the top down and round again.
class ClickCycle {
public:
  /// What the click selects; nothing where there is nothing. `near_m`: how far from the last click is still the same
  /// place.
  [[nodiscard]] std::optional<MapHit> click(const std::vector<MapHit>& hits, geo::MapPoint place, double near_m);

private:
  std::vector<MapHit> hits_;
  geo::MapPoint place_;
  std::size_t next_ = 0;
};

/// The features of a linked layer that are drawn: visible, at this scale, let through by the layer's filter. None when
/// the layer is not drawn at all; a null set when all of its features are.
struct DrawnFeatures {
  std::shared_ptr<const LoadedLayer> loaded;
  std::shared_ptr<const geo::RowSet> shown;
};
[[nodiscard]] std::optional<DrawnFeatures> drawn_features(const Workspace& workspace, geo::Id<geo::Layer> layer);

/// The heatmap's value at a place, if it is shown there [t CO2e/ha/a].
[[nodiscard]] std::optional<double> heatmap_value(const Workspace& workspace, geo::MapPoint place);

}  // namespace app
