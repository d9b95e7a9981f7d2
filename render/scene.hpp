// What is to be drawn: a value that the window and the offscreen picture build alike.
#pragma once

#include "geo/grid.hpp"
#include "geo/plan/plan.hpp"
#include "layers/raster_source.hpp"
#include "render/batch.hpp"
#include "render/camera.hpp"
#include "render/flow_picture.hpp"
#include "render/theme.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace render {

/// One layer, bottom first in Scene::layers: a batch with its symbols, a raster, or flows. It is composed as a whole,
/// so that opacity and blending are those of the layer and not of its features.
struct SceneLayer {
  std::shared_ptr<const Batch> batch{};
  std::shared_ptr<const SymbolTable> symbols{};  ///< of the batch
  std::shared_ptr<const layers::RasterPicture> raster{};
  std::shared_ptr<const FlowPicture> flows{};
  std::optional<double> flow_phase_px{};  ///< only marks that move along the flows, so far from their beginning
  double opacity = 1;
  geo::Blend blend = geo::Blend::normal;
  ScaleRange scales{};
  bool operator==(const SceneLayer&) const = default;
};

struct HeatmapLayer {
  std::shared_ptr<const geo::Grid> grid;  ///< t CO2e/ha/a
  std::vector<double> breaks;
  std::vector<Colour> colours;  ///< breaks.size() + 1
  int clear_class = 0;          ///< drawn transparent
  double opacity = 0.86;
  bool operator==(const HeatmapLayer&) const = default;
};

/// Order, bottom to top: `below`, heatmap, `above`, selection, labels, overlay.
struct Scene {
  ThemeKind theme = ThemeKind::light;
  geo::MapPoint origin;  ///< of all batches
  std::vector<SceneLayer> below;
  std::vector<HeatmapLayer> heatmaps;
  std::vector<SceneLayer> above;
  /// Things that are selected, and the batches of linked layers again, with symbols that show what is selected in them.
  std::vector<SceneLayer> selection;
  std::vector<LabelCandidate> labels;
  std::vector<ScreenBox> covered;  ///< parts of the picture where furniture will lie: no label goes there
  /// What follows the pointer: the thing under it, the shape that is being drawn. Changing it leaves the rest of the
  /// picture as it is.
  std::vector<SceneLayer> overlay;
  /// Batches, symbols, rasters, flows and grids by their pointers, all else by value.
  bool operator==(const Scene&) const = default;
};

/// One geometry with its symbol as a layer; for things that follow the pointer. An empty geometry gives a layer that
/// draws nothing.
[[nodiscard]] SceneLayer one_thing(const geo::Geometry& geometry, const Symbol& symbol, geo::MapPoint origin);

}  // namespace render
