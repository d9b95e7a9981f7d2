// Roads of GIS layers as one graph.
#pragma once

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/progress.hpp"
#include "geo/road/road_graph.hpp"
#include "layers/road_tags.hpp"

#include <span>
#include <string>
#include <vector>

namespace layers {

struct RoadLayer {
  std::string path;
  std::string sublayer;  ///< empty: the only layer
  std::string crs;       ///< says or overrides the file's; empty: its own
  bool operator==(const RoadLayer&) const = default;
};

struct RoadsRead {
  geo::RoadGraph graph;
  std::vector<RoadColumns> columns;  ///< of each layer
  std::size_t roads = 0;             ///< lines that are used
  std::size_t assumed_speeds = 0;    ///< of them, those whose speed is assumed
};

/// The layers' roads in the map CRS, joined to each other. A layer that has none is in the problems. Throws geo::Error
/// when a layer can not be read or none has a road, geo::Cancelled when stopped.
[[nodiscard]] geo::Loaded<RoadsRead> read_roads(std::span<const RoadLayer> layers, const geo::Crs& map,
                                                geo::Progress& progress);

/// The layers of a file that are roads: the one that is named, else those of lines whose names or fields speak of
/// roads, else its only layer of lines. Throws geo::Error that names the file's layers when that is not clear.
[[nodiscard]] std::vector<RoadLayer> road_layers(const std::string& path, const std::string& sublayer,
                                                 const std::string& crs, geo::Progress& progress);

}  // namespace layers
