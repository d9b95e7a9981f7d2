#include "layers/tile_service.hpp"

#include <cpl_conv.h>
#include <gdal_priv.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <filesystem>

namespace layers {

namespace {

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&apos;"; break;
      default: out += c;
    }
  return out;
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

std::string attribution_of(const std::string& address) {
  if (address.find("openstreetmap") != std::string::npos) return "\u00A9 OpenStreetMap contributors";
  if (address.find("maanmittauslaitos") != std::string::npos) return "\u00A9 National Land Survey of Finland";
  return {};
}

/// GDAL's description of an XYZ service: the web Mercator square of the world, 19 levels of 256 px tiles. Seconds to
/// wait for a tile stand in it; tiles that a server refuses are transparent.
std::string description(std::string address, const std::string& cache) {
  const bool from_south = address.find("{-y}") != std::string::npos;
  replace_all(address, "{-y}", "{y}");
  for (const char* place : {"{x}", "{y}", "{z}"}) replace_all(address, place, std::string("$") + place);
  return "<GDAL_WMS><Service name=\"TMS\"><ServerUrl>" + xml_escaped(address) +
         "</ServerUrl></Service><DataWindow><UpperLeftX>-20037508.342789244</UpperLeftX>"
         "<UpperLeftY>20037508.342789244</UpperLeftY><LowerRightX>20037508.342789244</LowerRightX>"
         "<LowerRightY>-20037508.342789244</LowerRightY><TileLevel>18</TileLevel><TileCountX>1</TileCountX>"
         "<TileCountY>1</TileCountY><YOrigin>" +
         std::string(from_south ? "bottom" : "top") +
         "</YOrigin></DataWindow><Projection>EPSG:3857</Projection><BlockSizeX>256</BlockSizeX>"
         "<BlockSizeY>256</BlockSizeY><BandsCount>4</BandsCount><MaxConnections>6</MaxConnections>"
         "<Timeout>3</Timeout><ZeroBlockHttpCodes>204</ZeroBlockHttpCodes><UserAgent>Hiilitie</UserAgent>"
         "<Cache><Path>" +
         xml_escaped(cache) + "</Path></Cache></GDAL_WMS>";
}

/// A level of the service's pyramid: the full one or an overview.
struct Level {
  std::array<GDALRasterBand*, 4> bands{};
  int band_count = 0;
  int width = 0;
  int height = 0;
};

Level level_of(GDALDataset& service, int overview) {
  Level level;
  level.band_count = std::min(4, service.GetRasterCount());
  for (int b = 0; b < level.band_count; ++b) {
    GDALRasterBand* band = service.GetRasterBand(b + 1);
    level.bands[static_cast<std::size_t>(b)] = overview < 0 ? band : band->GetOverview(overview);
  }
  level.width = level.bands[0]->GetXSize();
  level.height = level.bands[0]->GetYSize();
  return level;
}

struct Window {
  int x = 0, y = 0, width = 0, height = 0;
};

/// Copies a window of the level into the mosaic; false if a tile of it could not be had.
bool copy(const Level& level, const Window& from, const Window& origin, GDALDataset& mosaic) {
  std::vector<std::uint8_t> pixels(static_cast<std::size_t>(from.width) * static_cast<std::size_t>(from.height));
  for (int b = 0; b < level.band_count; ++b) {
    if (level.bands[static_cast<std::size_t>(b)]->RasterIO(GF_Read, from.x, from.y, from.width, from.height,
                                                           pixels.data(), from.width, from.height, GDT_Byte, 0, 0,
                                                           nullptr) != CE_None)
      return false;
    if (mosaic.GetRasterBand(b + 1)->RasterIO(GF_Write, from.x - origin.x, from.y - origin.y, from.width, from.height,
                                              pixels.data(), from.width, from.height, GDT_Byte, 0, 0,
                                              nullptr) != CE_None)
      return false;
  }
  return true;
}

}  // namespace

TileService open_tile_service(const std::string& path, const std::string& cache_dir, GdalWords& words) {
  std::error_code fault;
  std::filesystem::create_directories(cache_dir, fault);
  const geo::Message form =
      geo::say("Write it like https://host/{0}/{1}/{2}.png or WMTS:https://host/capabilities.", "{z}", "{x}", "{y}");
  TileService out;
  out.attribution = attribution_of(path);
  if (path.starts_with(wmts_prefix)) {
    const std::string address = path.substr(wmts_prefix.size());
    if (!address.starts_with("http://") && !address.starts_with("https://"))
      throw geo::Error(path, geo::say("This is not the address of a tile service."), form);
    const CPLConfigOptionSetter cache("GDAL_DEFAULT_WMS_CACHE_PATH", cache_dir.c_str(), false);
    out.dataset = open_dataset(path, GDAL_OF_RASTER);
  } else {
    const bool has_row = path.find("{y}") != std::string::npos || path.find("{-y}") != std::string::npos;
    if (!has_row || path.find("{x}") == std::string::npos || path.find("{z}") == std::string::npos)
      throw geo::Error(path, geo::say("The address lacks the places of the tile's column, row or zoom."), form);
    out.dataset = open_dataset(description(path, cache_dir), GDAL_OF_RASTER);
  }
  if (!out.dataset || out.dataset->GetRasterCount() == 0)
    throw geo::Error(path, geo::say("The tile service can not be used ({0}).", words.first()),
                     geo::say("Check the address and the network."));
  return out;
}

DatasetPtr tile_mosaic(GDALDataset& service, const geo::Crs& service_crs, const geo::MapBox& box, const geo::Crs& map,
                       int width_px, std::vector<geo::Problem>& problems, geo::Progress& progress) {
  std::array<double, 6> g{};
  service.GetGeoTransform(g.data());
  std::vector<geo::MapPoint> edge;
  constexpr int steps = 16;
  for (int i = 0; i <= steps; ++i) {
    const double x = box.min_x_m + box.width_m() * i / steps;
    const double y = box.min_y_m + box.height_m() * i / steps;
    edge.insert(edge.end(), {{x, box.min_y_m}, {x, box.max_y_m}, {box.min_x_m, y}, {box.max_x_m, y}});
  }
  geo::Transform(map, service_crs).apply(edge);
  geo::MapBox there;
  for (const geo::MapPoint& p : edge)
    if (std::isfinite(p.x_m) && std::isfinite(p.y_m)) there.extend(p);
  if (there.empty()) return nullptr;

  // The coarsest level that still has a pixel for each of the picture's.
  const double wanted = there.width_m() / width_px;
  int overview = -1;
  for (int i = 0; i < service.GetRasterBand(1)->GetOverviewCount(); ++i) {
    const double pixel = g[1] * service.GetRasterXSize() / service.GetRasterBand(1)->GetOverview(i)->GetXSize();
    const double here = overview < 0 ? g[1] : g[1] * service.GetRasterXSize() / level_of(service, overview).width;
    constexpr double a_little_soft = 1.3;
    if (pixel <= wanted * a_little_soft && pixel > here) overview = i;
  }
  const Level level = level_of(service, overview);
  const double pixel_x = g[1] * service.GetRasterXSize() / level.width;
  const double pixel_y = g[5] * service.GetRasterYSize() / level.height;
  int tile = 256;
  int tile_height = 256;
  level.bands[0]->GetBlockSize(&tile, &tile_height);
  const auto whole_tiles = [](double pixel, int size, int step) {
    return std::clamp(static_cast<int>(std::floor(pixel / step)) * step, 0, size);
  };
  Window all;
  all.x = whole_tiles((there.min_x_m - g[0]) / pixel_x, level.width, tile);
  all.y = whole_tiles((there.max_y_m - g[3]) / pixel_y, level.height, tile_height);
  all.width = std::min(level.width, whole_tiles((there.max_x_m - g[0]) / pixel_x, level.width, tile) + tile) - all.x;
  all.height =
      std::min(level.height, whole_tiles((there.min_y_m - g[3]) / pixel_y, level.height, tile_height) + tile_height) -
      all.y;
  constexpr int most_px = 12288;
  if (all.width <= 0 || all.height <= 0 || all.width > most_px || all.height > most_px) return nullptr;

  GDALDriver* memory = GetGDALDriverManager()->GetDriverByName("MEM");
  DatasetPtr mosaic(memory->Create("", all.width, all.height, level.band_count, GDT_Byte, nullptr));
  if (!mosaic) return nullptr;
  std::array<double, 6> place{g[0] + all.x * pixel_x, pixel_x, 0, g[3] + all.y * pixel_y, 0, pixel_y};
  mosaic->SetGeoTransform(place.data());
  mosaic->SetSpatialRef(service.GetSpatialRef());
  if (level.band_count == 4) mosaic->GetRasterBand(4)->SetColorInterpretation(GCI_AlphaBand);

  using Clock = std::chrono::steady_clock;
  const auto give_up = Clock::now() + std::chrono::seconds(6);
  int missing = 0;
  // One tile at a time: the driver keeps a tile that came; the limit of time holds between tiles.
  for (int y = 0; y < all.height; y += tile_height) {
    for (int x = 0; x < all.width; x += tile) {
      const Window one{all.x + x, all.y + y, std::min(tile, all.width - x), std::min(tile_height, all.height - y)};
      if (Clock::now() > give_up || !copy(level, one, all, *mosaic)) ++missing;
      if (progress.cancelled()) throw geo::Cancelled();
    }
    progress.advance(0.8 * y / all.height);
  }
  if (missing > 0)
    problems.push_back({geo::ProblemKind::left_out,
                        geo::say("{0} tiles could not be had from the service.", std::to_string(missing)),
                        {},
                        box.centre()});
  return mosaic;
}

}  // namespace layers
