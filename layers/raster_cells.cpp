#include "layers/raster_cells.hpp"

#include "layers/crs_proposal.hpp"
#include "layers/layer_crs.hpp"
#include "layers/raster_file.hpp"

#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace layers {

struct RasterCells::State {
  std::string path;
  DatasetPtr dataset;
  geo::Crs crs = geo::Crs::tm35fin();
  geo::RasterPlace place;
};

RasterCells::RasterCells(std::unique_ptr<State> state) : state_(std::move(state)) {
}
RasterCells::~RasterCells() = default;
RasterCells::RasterCells(RasterCells&&) noexcept = default;
RasterCells& RasterCells::operator=(RasterCells&&) noexcept = default;

RasterCells RasterCells::open(const std::string& path, const std::string& crs) {
  ready_gdal();
  GdalWords words;
  auto state = std::make_unique<State>();
  state->path = path;
  state->dataset = open_raster(path, words);
  GDALDataset& dataset = *state->dataset;
  if (dataset.GetRasterCount() != 1 || dataset.GetRasterBand(1)->GetColorTable() != nullptr)
    throw geo::Error(path, geo::say("The raster is a picture or has several bands; cells with one number are needed."),
                     geo::say("Choose a raster of one band of numbers."));
  if (dataset.GetGeoTransform(state->place.map_from_cell.data()) != CE_None)
    throw geo::Error(path, geo::say("The picture does not say where it lies."),
                     geo::say("Give it a world file or use a GeoTIFF."));
  std::optional<geo::Crs> own = crs.empty() ? crs_of(dataset.GetSpatialRef()).crs : said_crs(crs).crs;
  if (!own)
    throw geo::Error(path, geo::say("The picture does not say its coordinate reference system."),
                     geo::say("Say it with --crs, for example --crs EPSG:3067."));
  if (!own->is_projected_in_metres())
    throw geo::Error(path, geo::say("The raster's cells are not in metres, so their areas can not be summed."),
                     geo::say("Bring it to a metric system first, for example EPSG:3067."));
  state->crs = *own;
  state->place.columns = static_cast<std::size_t>(dataset.GetRasterXSize());
  state->place.rows = static_cast<std::size_t>(dataset.GetRasterYSize());
  const double cell_m2 = state->place.cell_area_m2();
  if (!std::isfinite(cell_m2) || !(cell_m2 > 0))
    throw geo::Error(path, geo::say("The raster's cells have no area."),
                     geo::say("Give it a world file or use a GeoTIFF."));
  return RasterCells(std::move(state));
}

const geo::RasterPlace& RasterCells::place() const {
  return state_->place;
}

const geo::Crs& RasterCells::crs() const {
  return state_->crs;
}

std::vector<double> RasterCells::read(const geo::RasterWindow& window, std::span<const double> nodata) const {
  GdalWords words;
  GDALRasterBand& band = *state_->dataset->GetRasterBand(1);
  std::vector<double> values(window.columns * window.rows);
  const int columns = static_cast<int>(window.columns), rows = static_cast<int>(window.rows);
  if (band.RasterIO(GF_Read, static_cast<int>(window.column), static_cast<int>(window.row), columns, rows,
                    values.data(), columns, rows, GDT_Float64, 0, 0, nullptr) != CE_None)
    throw geo::Error(state_->path, geo::say("The raster can not be read ({0}).", words.first()),
                     geo::say("Check that the file is whole."));
  int has_none = 0, has_scale = 0, has_offset = 0;
  const double none = band.GetNoDataValue(&has_none);
  const double scale = band.GetScale(&has_scale), offset = band.GetOffset(&has_offset);
  for (double& value : values) {
    const bool missing = !std::isfinite(value) || (has_none != 0 && value == none) ||
                         std::find(nodata.begin(), nodata.end(), value) != nodata.end();
    value = missing ? std::numeric_limits<double>::quiet_NaN()
                    : value * (has_scale != 0 ? scale : 1) + (has_offset != 0 ? offset : 0);
  }
  return values;
}

}  // namespace layers
