// Rasters, tile packages and tile services as pictures in the plan's map CRS.
#pragma once

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "geo/progress.hpp"
#include "geo/space.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace layers {

/// A north-up picture; row 0 is the northernmost.
struct RasterPicture {
  geo::MapBox box;
  int width_px = 0;
  int height_px = 0;
  std::vector<std::uint8_t> rgba;  ///< straight alpha; no-data is transparent
};

/// An address, not a file: "https://host/{z}/{x}/{y}.png" (also {-y}: rows from the south), or "WMTS:https://...".
[[nodiscard]] bool is_tile_service(const std::string& path);

class RasterSource {
public:
  /// A GeoTIFF and kin, MBTiles, GeoPackage tiles, or a tile service: an address with {x} {y} {z}
  /// (https://.../{z}/{x}/{y}.png), or "WMTS:https://...". Tiles are cached on disk below `cache_dir`.
  static RasterSource open(const std::string& path, const std::string& crs, const geo::Crs& map,
                           const std::string& cache_dir);
  ~RasterSource();
  RasterSource(RasterSource&&) noexcept;
  RasterSource& operator=(RasterSource&&) noexcept;

  [[nodiscard]] geo::MapBox box() const;  ///< in the map CRS
  [[nodiscard]] const std::string& attribution() const;
  /// The part of the raster inside the box at about the given resolution. One band is stretched to grey between its
  /// 2 and 98 % values (a palette or RGB is kept). Tiles that can not be had are left transparent and listed.
  /// May be called on several threads; they read one after the other.
  [[nodiscard]] geo::Loaded<RasterPicture> read(const geo::MapBox& box, int width_px, int height_px,
                                                geo::Progress& progress);
  /// The cell's value at a place of the map, of a raster of one band that is no palette; none outside, without data,
  /// for pictures and services, and while the raster is being read on another thread: it never waits.
  [[nodiscard]] std::optional<double> value_at(geo::MapPoint place) const;

private:
  struct State;
  explicit RasterSource(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace layers
