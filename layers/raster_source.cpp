#include "layers/raster_source.hpp"

#include "layers/crs_proposal.hpp"
#include "layers/gdal_access.hpp"
#include "layers/layer_crs.hpp"
#include "layers/raster_file.hpp"
#include "layers/tile_service.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <gdal_priv.h>
#include <gdal_utils.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cmath>
#include <mutex>
#include <optional>
#include <utility>

namespace layers {

namespace {

constexpr int widest_px = 16384;

enum class Colours { grey, palette, rgb };

Colours colours_of(GDALDataset& dataset) {
  if (dataset.GetRasterCount() >= 3) return Colours::rgb;
  return dataset.GetRasterBand(1)->GetColorTable() != nullptr ? Colours::palette : Colours::grey;
}

/// What one band is stretched between.
struct Stretch {
  double low = 0;
  double high = 255;
};

Stretch stretch_of(GDALRasterBand& band, bool always) {
  if (band.GetRasterDataType() == GDT_Byte && !always) return {};
  // 2 and 98 % of a thinned copy; GDAL takes an overview where there is one.
  const int width = std::min(band.GetXSize(), 512);
  const int height = std::min(band.GetYSize(), 512);
  std::vector<double> values(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  if (band.RasterIO(GF_Read, 0, 0, band.GetXSize(), band.GetYSize(), values.data(), width, height, GDT_Float64, 0, 0,
                    nullptr) != CE_None)
    return {};
  int has_none = 0;
  const double none = band.GetNoDataValue(&has_none);
  std::erase_if(values, [&](double v) { return !std::isfinite(v) || (has_none != 0 && v == none); });
  if (values.empty()) return {};
  const auto quantile = [&](double share) {
    const auto n = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), values.begin() + n, values.end());
    return values[static_cast<std::size_t>(n)];
  };
  const double low = quantile(0.02);
  const double high = quantile(0.98);
  if (high > low) return {low, high};
  // Nearly all cells have one value, as on a density grid of few sources: then the rest is what there is to see.
  const auto [least, most] = std::minmax_element(values.begin(), values.end());
  return *most > *least ? Stretch{*least, *most} : Stretch{low - 0.5, low + 0.5};
}

std::uint8_t byte_of(double value, const Stretch& stretch) {
  const double share = (value - stretch.low) / (stretch.high - stretch.low);
  return static_cast<std::uint8_t>(std::lround(255 * std::clamp(share, 0.0, 1.0)));
}

int report(double share, const char* /*text*/, void* progress) {
  auto& to = *static_cast<geo::Progress*>(progress);
  if (to.cancelled()) return FALSE;
  to.advance(0.9 * share);
  return TRUE;
}

std::string number(double value) {
  return CPLSPrintf("%.17g", value);
}

/// The dataset's part in the box, warped to the map CRS, as a dataset in memory with an alpha band last.
DatasetPtr warped(GDALDataset& dataset, const std::string& from, const geo::Crs& to, const geo::MapBox& box,
                  int width_px, int height_px, bool blend, geo::Progress& progress) {
  const std::string width = std::to_string(width_px);
  const std::string height = std::to_string(height_px);
  std::vector<std::string> words{"-of",
                                 "MEM",
                                 "-t_srs",
                                 to.text(),
                                 "-te",
                                 number(box.min_x_m),
                                 number(box.min_y_m),
                                 number(box.max_x_m),
                                 number(box.max_y_m),
                                 "-ts",
                                 width,
                                 height,
                                 "-r",
                                 blend ? "bilinear" : "near",
                                 "-ovr",
                                 "AUTO",
                                 "-wo",
                                 "SOURCE_EXTRA=2"};
  if (!from.empty()) words.insert(words.end(), {"-s_srs", from});
  const bool has_alpha = dataset.GetRasterBand(dataset.GetRasterCount())->GetColorInterpretation() == GCI_AlphaBand;
  if (!has_alpha) words.emplace_back("-dstalpha");
  std::vector<char*> list;
  for (std::string& word : words) list.push_back(word.data());
  list.push_back(nullptr);
  GDALWarpAppOptions* options = GDALWarpAppOptionsNew(list.data(), nullptr);
  if (options == nullptr) return nullptr;
  GDALWarpAppOptionsSetProgress(options, report, &progress);
  GDALDatasetH source = GDALDataset::ToHandle(&dataset);
  int fault = 0;
  GDALDatasetH made = GDALWarp("", nullptr, 1, &source, options, &fault);
  GDALWarpAppOptionsFree(options);
  return DatasetPtr(GDALDataset::FromHandle(made));
}

}  // namespace

bool is_tile_service(const std::string& path) {
  return path.starts_with("http://") || path.starts_with("https://") || path.starts_with(wmts_prefix);
}

struct RasterSource::State {
  std::mutex one_reader;  ///< GDAL's datasets are for one thread at a time
  std::string path;
  geo::Crs crs = geo::Crs::wgs84();
  std::string from;  ///< the CRS to say to the warper; empty: the dataset's own
  geo::Crs map = geo::Crs::tm35fin();
  DatasetPtr dataset;
  geo::MapBox box;
  std::string attribution;
  Colours colours = Colours::grey;
  Stretch stretch;
  std::optional<TileService> service;
  std::optional<geo::Transform> crs_from_map;  ///< made when a value is first asked for
};

RasterSource::RasterSource(std::unique_ptr<State> state) : state_(std::move(state)) {
}
RasterSource::~RasterSource() = default;
RasterSource::RasterSource(RasterSource&&) noexcept = default;
RasterSource& RasterSource::operator=(RasterSource&&) noexcept = default;

namespace {

/// The dataset's corners and edges in the map CRS.
geo::MapBox box_in_map(GDALDataset& dataset, const geo::Crs& crs, const geo::Crs& map, const std::string& path) {
  std::array<double, 6> g{};
  if (dataset.GetGeoTransform(g.data()) != CE_None)
    throw geo::Error(path, geo::say("The picture does not say where it lies."),
                     geo::say("Give it a world file or use a GeoTIFF."));
  std::vector<geo::MapPoint> edge;
  constexpr int steps = 20;
  const double width = dataset.GetRasterXSize();
  const double height = dataset.GetRasterYSize();
  const auto add = [&](double column, double row) {
    edge.push_back({g[0] + column * g[1] + row * g[2], g[3] + column * g[4] + row * g[5]});
  };
  for (int i = 0; i <= steps; ++i) {
    const double share = static_cast<double>(i) / steps;
    add(share * width, 0);
    add(share * width, height);
    add(0, share * height);
    add(width, share * height);
  }
  geo::Transform(crs, map).apply(edge);
  geo::MapBox box;
  for (const geo::MapPoint& p : edge)
    if (std::isfinite(p.x_m) && std::isfinite(p.y_m)) box.extend(p);
  return box;
}

}  // namespace

RasterSource RasterSource::open(const std::string& path, const std::string& crs, const geo::Crs& map,
                                const std::string& cache_dir) {
  ready_gdal();
  GdalWords words;
  auto state = std::make_unique<State>();
  state->path = path;
  state->map = map;
  if (is_tile_service(path)) {
    state->service = open_tile_service(path, cache_dir, words);
    state->dataset = std::move(state->service->dataset);
    state->attribution = state->service->attribution;
  } else {
    state->dataset = open_raster(path, words);
  }
  GDALDataset& dataset = *state->dataset;
  if (const char* credit = dataset.GetMetadataItem("attribution"); credit != nullptr && state->attribution.empty())
    state->attribution = clean_text(credit);
  std::optional<geo::Crs> own = crs_of(dataset.GetSpatialRef()).crs;
  if (!crs.empty()) {
    own = said_crs(crs).crs;
    state->from = own->text();
  }
  if (!own)
    throw geo::Error(path, geo::say("The picture does not say its coordinate reference system."),
                     geo::say("Say it with --crs, for example --crs EPSG:3067."));
  state->crs = *own;
  state->box = box_in_map(dataset, *own, map, path);
  state->colours = colours_of(dataset);
  // Statistics of a service would fetch the world; its tiles are pictures already.
  if (!state->service && state->colours != Colours::palette)
    state->stretch = stretch_of(*dataset.GetRasterBand(1), state->colours == Colours::grey);
  return RasterSource(std::move(state));
}

geo::MapBox RasterSource::box() const {
  return state_->box;
}

const std::string& RasterSource::attribution() const {
  return state_->attribution;
}

std::optional<double> RasterSource::value_at(geo::MapPoint place) const {
  State& s = *state_;
  const std::unique_lock lock(s.one_reader, std::try_to_lock);
  if (!lock || s.service || s.colours != Colours::grey || !s.box.contains(place)) return std::nullopt;
  std::array<double, 6> g{};
  std::array<double, 6> cell_from_place{};
  if (s.dataset->GetGeoTransform(g.data()) != CE_None || !GDALInvGeoTransform(g.data(), cell_from_place.data()))
    return std::nullopt;
  if (!s.crs_from_map) s.crs_from_map.emplace(s.map, s.crs);
  const geo::MapPoint p = (*s.crs_from_map)(place);
  const auto& t = cell_from_place;
  const double column = std::floor(t[0] + p.x_m * t[1] + p.y_m * t[2]);
  const double row = std::floor(t[3] + p.x_m * t[4] + p.y_m * t[5]);
  if (!(column >= 0 && row >= 0 && column < s.dataset->GetRasterXSize() && row < s.dataset->GetRasterYSize()))
    return std::nullopt;
  GdalWords words;
  GDALRasterBand& band = *s.dataset->GetRasterBand(1);
  double value = 0;
  if (band.RasterIO(GF_Read, static_cast<int>(column), static_cast<int>(row), 1, 1, &value, 1, 1, GDT_Float64, 0, 0,
                    nullptr) != CE_None)
    return std::nullopt;
  int has_none = 0;
  const double none = band.GetNoDataValue(&has_none);
  if (!std::isfinite(value) || (has_none != 0 && value == none)) return std::nullopt;
  return value;
}

namespace {

std::vector<float> band_of(GDALDataset& dataset, int band, int width, int height) {
  std::vector<float> values(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  if (dataset.GetRasterBand(band)->RasterIO(GF_Read, 0, 0, width, height, values.data(), width, height, GDT_Float32, 0,
                                            0, nullptr) != CE_None)
    std::fill(values.begin(), values.end(), 0.0F);
  return values;
}

void paint(GDALDataset& from, Colours colours, const Stretch& stretch, const GDALColorTable* palette,
           RasterPicture& picture) {
  const int width = picture.width_px;
  const int height = picture.height_px;
  const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
  const int bands = from.GetRasterCount();
  const std::vector<float> alpha = band_of(from, bands, width, height);
  for (std::size_t channel = 0; channel < 3; ++channel) {
    const int band = colours == Colours::rgb ? static_cast<int>(channel) + 1 : 1;
    if (channel > 0 && colours != Colours::rgb) break;
    const std::vector<float> values = band_of(from, band, width, height);
    for (std::size_t i = 0; i < size; ++i) {
      std::uint8_t* pixel = &picture.rgba[4 * i];
      if (colours == Colours::palette) {
        const GDALColorEntry* entry = palette->GetColorEntry(static_cast<int>(values[i]));
        if (entry == nullptr) continue;
        pixel[0] = static_cast<std::uint8_t>(entry->c1);
        pixel[1] = static_cast<std::uint8_t>(entry->c2);
        pixel[2] = static_cast<std::uint8_t>(entry->c3);
        pixel[3] = static_cast<std::uint8_t>(alpha[i] > 0 ? entry->c4 : 0);
        continue;
      }
      const bool there = std::isfinite(values[i]);
      const std::uint8_t value = there ? byte_of(values[i], stretch) : std::uint8_t{0};
      pixel[channel] = value;
      if (colours == Colours::grey) pixel[1] = pixel[2] = value;
      if (channel == 0)
        pixel[3] = there ? static_cast<std::uint8_t>(std::clamp(alpha[i], 0.0F, 255.0F)) : std::uint8_t{0};
    }
  }
}

}  // namespace

geo::Loaded<RasterPicture> RasterSource::read(const geo::MapBox& box, int width_px, int height_px,
                                              geo::Progress& progress) {
  const std::lock_guard lock(state_->one_reader);
  progress.advance(0);  // who waited may have been cancelled meanwhile
  geo::Loaded<RasterPicture> out;
  geo::MapBox part{std::max(box.min_x_m, state_->box.min_x_m), std::max(box.min_y_m, state_->box.min_y_m),
                   std::min(box.max_x_m, state_->box.max_x_m), std::min(box.max_y_m, state_->box.max_y_m)};
  if (part.empty() || !(part.width_m() > 0) || !(part.height_m() > 0) || width_px < 1 || height_px < 1) return out;
  const double x_px_per_m = std::min(width_px, widest_px) / box.width_m();
  const double y_px_per_m = std::min(height_px, widest_px) / box.height_m();
  RasterPicture& picture = out.value;
  picture.box = part;
  picture.width_px = std::max(1, static_cast<int>(std::lround(part.width_m() * x_px_per_m)));
  picture.height_px = std::max(1, static_cast<int>(std::lround(part.height_m() * y_px_per_m)));
  picture.rgba.assign(4 * static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px), 0);

  GdalWords words;
  const bool blend = state_->colours != Colours::palette;
  DatasetPtr tiles;
  if (state_->service) {
    tiles = tile_mosaic(*state_->dataset, state_->crs, part, state_->map, picture.width_px, out.problems, progress);
    if (!tiles) return out;
  }
  GDALDataset& source = tiles ? *tiles : *state_->dataset;
  const DatasetPtr made =
      warped(source, state_->from, state_->map, part, picture.width_px, picture.height_px, blend, progress);
  if (progress.cancelled()) throw geo::Cancelled();
  for (const std::string& text : words.texts())
    out.problems.push_back(
        {geo::ProblemKind::left_out, geo::say("A part of the picture is missing: {0}.", text), {}, part.centre()});
  if (!made) return out;
  paint(*made, state_->colours, state_->stretch, state_->dataset->GetRasterBand(1)->GetColorTable(), picture);
  progress.advance(1);
  return out;
}

}  // namespace layers
