// The road network of a plan, kept ready in a side file beside the plan (NAME.roads beside NAME.sqlite): reading the
// roads and preparing routes takes seconds to minutes, reading the side file less than a second. It holds nothing that
// can not be made again: it may be deleted at any time, and a damaged one, or one made of other files, settings or by
// another version of the program, is made anew without a word.
#pragma once

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/progress.hpp"
#include "geo/road/router.hpp"
#include "layers/road_file.hpp"

#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>

namespace layers {

[[nodiscard]] std::filesystem::path road_cache_file(const std::filesystem::path& plan_file);

/// What the network is made of: each layer's path, size, time of change, layer name and CRS, the map CRS and the
/// settings. Two networks of the same key are the same.
[[nodiscard]] std::string road_cache_key(std::span<const RoadLayer> layers, const geo::Crs& map);

/// The network that the file holds, with the hierarchies that were made; none unless it is whole and of this key.
[[nodiscard]] std::unique_ptr<geo::RoadNetwork> read_road_cache(const std::filesystem::path& file,
                                                                const std::string& key);
/// Written beside and then put in place, so that a reader sees the old file or the new. False if it can not be written
/// (a folder without leave, a full disk): the network is then made again the next time.
bool write_road_cache(const std::filesystem::path& file, const std::string& key, const geo::RoadNetwork& network);

/// The layers' roads, prepared for routes `by`: from the side file, else read, prepared and written to it. No side
/// file is used or written if `cache_file` is empty. Problems are those of reading, none from the side file. Throws
/// geo::Error when the roads can not be read, geo::Cancelled when stopped.
[[nodiscard]] geo::Loaded<std::shared_ptr<const geo::RoadNetwork>> prepared_roads(
    std::span<const RoadLayer> layers, const geo::Crs& map, geo::RouteBy by, const std::filesystem::path& cache_file,
    geo::Progress& progress);

}  // namespace layers
