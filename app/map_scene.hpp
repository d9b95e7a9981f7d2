// Puts the whole map together: linked layers, heatmap, the plan's own things; and the legend of what is visible.
#pragma once

#include "app/heatmap_picture.hpp"
#include "app/layer_picture.hpp"
#include "geo/plan/plan.hpp"
#include "geo/road/flow_roads.hpp"
#include "render/legend.hpp"
#include "render/plan_scene.hpp"
#include "render/scene.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace app {

/// What is selected in a linked layer.
struct SelectedRows {
  geo::Id<geo::Layer> layer;
  std::shared_ptr<const geo::RowSet> rows;  ///< of the layer's features; compared by pointer
  bool operator==(const SelectedRows&) const = default;
};

/// What the person chose to see.
struct MapState {
  render::ThemeKind theme = render::ThemeKind::light;
  int year = 2023;
  bool heatmap_visible = true;
  double heatmap_opacity = 0.86;
  render::PlanVisibility visible;
  render::PlanThing selected;
  std::vector<render::PlanThing> more_selected{};  ///< besides it
  std::vector<SelectedRows> selected_rows;
  std::shared_ptr<const geo::FlowRoads> flow_roads{};  ///< the ways of selected flows; null: straight lines
  /// Of a page: 1 : n. Layers that are not drawn at it are left out; without it the camera decides.
  std::optional<double> fixed_scale{};
};

using LayerPictures = std::map<geo::Id<geo::Layer>, LayerPicture>;

/// Layers without a picture (not loaded yet, or failed) are left out. `plan_scene` remembers what it made.
[[nodiscard]] render::Scene map_scene(const geo::Plan& plan, const MapState& state, const LayerPictures& pictures,
                                      const HeatmapPicture* heatmap, geo::MapPoint origin,
                                      render::PlanScene& plan_scene);

[[nodiscard]] render::Legend map_legend(const geo::Plan& plan, const MapState& state, const LayerPictures& pictures,
                                        const HeatmapPicture* heatmap);

/// The sources and licences of the visible layers, joined for the map's corner.
[[nodiscard]] std::string map_attribution(const geo::Plan& plan);

/// The plan's fixed origin for drawing: the middle of what it holds, else of the box given.
[[nodiscard]] geo::MapPoint map_origin(const geo::Plan& plan, const geo::MapBox& otherwise);

}  // namespace app
