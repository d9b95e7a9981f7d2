// What is to be drawn: a value that the window and the offscreen picture build alike.
#pragma once

#include "geo/grid.hpp"
#include "geo/plan/plan.hpp"
#include "layers/raster_source.hpp"
#include "render/batch.hpp"
#include "render/camera.hpp"
#include "render/theme.hpp"

#include <memory>
#include <vector>

namespace render {

/// One layer, bottom first in Scene::layers. Exactly one of batch and raster is set.
struct SceneLayer {
  std::shared_ptr<const Batch> batch;
  std::shared_ptr<const layers::RasterPicture> raster;
  double opacity = 1;
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

/// Order, bottom to top: `below`, heatmap, `above`, selection, labels.
struct Scene {
  ThemeKind theme = ThemeKind::light;
  geo::MapPoint origin;  ///< of all batches
  std::vector<SceneLayer> below;
  std::vector<HeatmapLayer> heatmaps;
  std::vector<SceneLayer> above;
  std::shared_ptr<const Batch> selection;
  std::vector<LabelCandidate> labels;
  std::vector<ScreenBox> covered;  ///< parts of the picture where furniture will lie: no label goes there
  /// Batches, rasters and grids by their pointers, all else by value.
  bool operator==(const Scene&) const = default;
};

}  // namespace render
