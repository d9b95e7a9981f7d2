// A linked layer on its way to the map: read from its file, then styled and turned into arrays for drawing.
// Both steps are made for a worker thread; the window and the command line use the same.
#pragma once

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/plan/plan.hpp"
#include "geo/progress.hpp"
#include "geo/spatial_index.hpp"
#include "layers/raster_source.hpp"
#include "render/scene.hpp"
#include "render/style.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace app {

/// A layer's data in the plan's map CRS. One of features and raster is set.
struct LoadedLayer {
  std::shared_ptr<const geo::Features> features;
  std::shared_ptr<const geo::SpatialIndex> index;  ///< over the features' boxes
  std::shared_ptr<layers::RasterSource> raster;
  geo::MapBox box;
  bool covers_world = false;  ///< a tile service: its box says nothing about where the plan is
  std::vector<geo::Problem> problems;
};

/// Reads the layer's file. Throws geo::Error when it can not be used, geo::Cancelled when stopped.
[[nodiscard]] LoadedLayer load_layer(const geo::Layer& layer, const std::filesystem::path& plan_file,
                                     const geo::Crs& map, geo::Progress& progress);

/// The absolute path (or service address) of a layer whose path is relative to its plan file.
[[nodiscard]] std::string resolved_path(const geo::Layer& layer, const std::filesystem::path& plan_file);
/// The path to store in a layer: relative to the plan file where that is possible without leaving the file system root.
[[nodiscard]] std::string stored_path(const std::string& path, const std::filesystem::path& plan_file);

/// A loaded layer with its style applied.
struct LayerPicture {
  std::shared_ptr<const render::Batch> batch;
  std::shared_ptr<const layers::RasterPicture> raster;
  std::vector<render::LegendEntry> legend;
  std::vector<render::LabelCandidate> labels;
};

/// Styles the features and builds their batch around `origin`.
[[nodiscard]] LayerPicture layer_picture(const geo::Features& features, const geo::Layer& layer, const geo::Plan& plan,
                                         render::ThemeKind theme, geo::MapPoint origin, geo::Progress& progress);

/// The style that the layer has in the plan, or the role's default.
[[nodiscard]] geo::Style style_of(const geo::Layer& layer, const geo::Plan& plan);

/// True if the layer's areas lie under the heatmap (fills), false if it lies over it (lines, points, outlines).
[[nodiscard]] bool lies_below_heatmap(geo::Role role);

/// Folder for downloaded map tiles: $XDG_CACHE_HOME/hiilitie/tiles.
[[nodiscard]] std::string tile_cache_folder();

}  // namespace app
