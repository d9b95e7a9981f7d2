// A linked layer on its way to the map: read from its file, then styled and turned into arrays for drawing.
// Both steps are made for a worker thread; the window and the command line use the same.
#pragma once

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/features.hpp"
#include "geo/plan/plan.hpp"
#include "geo/progress.hpp"
#include "geo/row_set.hpp"
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
  std::shared_ptr<const geo::SpatialIndex> index;   ///< over the features' boxes
  std::shared_ptr<render::StyleCache> style_cache;  ///< of the features
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

/// A loaded layer with its style and filter applied.
struct LayerPicture {
  std::shared_ptr<const render::Batch> batch;
  std::shared_ptr<const render::SymbolTable> symbols;   ///< of the batch
  std::shared_ptr<const render::SymbolTable> selected;  ///< what is selected in the layer; null: nothing
  std::shared_ptr<const layers::RasterPicture> raster;
  std::shared_ptr<const geo::RowSet> shown;  ///< the features that the filter lets through; null: all
  std::vector<render::LegendEntry> legend;
  std::vector<render::LabelCandidate> labels;
};

/// All of the picture: the features' batch around `origin`, their symbols, legend and labels.
[[nodiscard]] LayerPicture layer_picture(const LoadedLayer& loaded, const geo::Layer& layer, const geo::Style& style,
                                         render::ThemeKind theme, geo::MapPoint origin, geo::Progress& progress);
/// Shown features, symbols and legend anew: what a change of style or filter needs. The batch, and for now the labels,
/// stay.
void restyle(LayerPicture& picture, const LoadedLayer& loaded, const geo::Layer& layer, const geo::Style& style,
             render::ThemeKind theme, geo::Progress& progress);
/// True if `restyle` takes no longer than a frame.
[[nodiscard]] bool restyles_quickly(const LoadedLayer& loaded, const geo::Layer& layer, const geo::Style& style);
/// The labels anew, by the picture's symbols.
[[nodiscard]] std::vector<render::LabelCandidate> layer_labels(const LayerPicture& picture, const LoadedLayer& loaded,
                                                               const geo::Layer& layer, const geo::Style& style,
                                                               render::ThemeKind theme);

/// The style that the layer has in the plan, or the role's default.
[[nodiscard]] geo::Style style_of(const geo::Layer& layer, const geo::Plan& plan);

/// The scales at which the layer is drawn.
[[nodiscard]] render::ScaleRange scales_of(const geo::Layer& layer);

/// True if the layer's areas lie under the heatmap (fills), false if it lies over it (lines, points, outlines).
[[nodiscard]] bool lies_below_heatmap(geo::Role role);

/// Folder for downloaded map tiles: $XDG_CACHE_HOME/hiilitie/tiles.
[[nodiscard]] std::string tile_cache_folder();

}  // namespace app
