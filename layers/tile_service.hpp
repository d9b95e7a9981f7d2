// Tile services over HTTP, through GDAL's WMS driver, with a cache on disk. Internal to layers/.
#pragma once

#include "geo/crs.hpp"
#include "geo/progress.hpp"
#include "layers/gdal_access.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace layers {

inline constexpr std::string_view wmts_prefix = "WMTS:";

struct TileService {
  DatasetPtr dataset;
  std::string attribution;
};

/// Throws geo::Error when the address is no such address or a WMTS does not answer. An XYZ service is not asked
/// before the first read.
[[nodiscard]] TileService open_tile_service(const std::string& path, const std::string& cache_dir, GdalWords& words);

/// The service's tiles over a box of the map, in the service's own CRS and at about the asked resolution, in memory.
/// Tiles that can not be had within some seconds in all stay transparent and are listed. Null: none of the box lies
/// in the service.
[[nodiscard]] DatasetPtr tile_mosaic(GDALDataset& service, const geo::Crs& service_crs, const geo::MapBox& box,
                                     const geo::Crs& map, int width_px, std::vector<geo::Problem>& problems,
                                     geo::Progress& progress);

}  // namespace layers
