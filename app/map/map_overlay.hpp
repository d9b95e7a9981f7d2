// The thing under the pointer, drawn over the map's picture, so that moving the pointer leaves the picture as it is.
#pragma once

#include "app/workspace.hpp"

#include <optional>
#include <vector>

namespace app {

/// A thing of the plan or a feature of a linked layer.
struct HoveredThing {
  render::PlanThing thing;
  geo::Id<geo::Layer> layer;
  std::uint32_t feature = 0;
  bool operator==(const HoveredThing&) const = default;
};

/// What is drawn at the place, the plan's things before features of linked layers; hidden features are not there.
[[nodiscard]] std::optional<HoveredThing> hovered_at(const Workspace& workspace, geo::MapPoint place);

class MapOverlay {
public:
  /// The layers for Scene::overlay. Cheap when nothing changed since the last call; then they are the same ones.
  const std::vector<render::SceneLayer>& layers(const geo::PlanPtr& plan, const MapState& state, const Derived& derived,
                                                const std::optional<HoveredThing>& hovered);

private:
  struct MadeOf {
    geo::PlanPtr plan;
    std::uint64_t derived_version = 0;
    int year = 0;
    render::ThemeKind theme = render::ThemeKind::light;
    std::optional<HoveredThing> hovered;
    bool operator==(const MadeOf&) const = default;
  };
  std::optional<MadeOf> made_of_;
  std::vector<render::SceneLayer> layers_;
};

/// The feature of a linked layer under the pointer, as a layer of the overlay.
[[nodiscard]] render::SceneLayer hovered_feature(const Derived& derived, geo::Id<geo::Layer> layer,
                                                 std::uint32_t feature);

}  // namespace app
