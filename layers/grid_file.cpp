#include "layers/grid_file.hpp"

#include "geo/error.hpp"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <gdal_priv.h>
#include <ogr_spatialref.h>

#include <array>
#include <filesystem>
#include <limits>
#include <memory>
#include <system_error>

namespace layers {

namespace fs = std::filesystem;

namespace {

/// A file that is removed unless it was renamed to its own name.
class TemporaryFile {
public:
  explicit TemporaryFile(std::string path) : path_(std::move(path)) {}
  ~TemporaryFile() {
    std::error_code ignored;
    if (!renamed_) fs::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;
  [[nodiscard]] const std::string& path() const { return path_; }
  [[nodiscard]] std::error_code rename_to(const std::string& path) {
    std::error_code error;
    fs::rename(path_, path, error);
    renamed_ = !error;
    return error;
  }

private:
  std::string path_;
  bool renamed_ = false;
};

/// GDAL's last word, kept from its own standard error output while this lives.
class QuietGdal {
public:
  QuietGdal() {
    CPLErrorReset();
    CPLPushErrorHandler(CPLQuietErrorHandler);
  }
  ~QuietGdal() { CPLPopErrorHandler(); }
  QuietGdal(const QuietGdal&) = delete;
  QuietGdal& operator=(const QuietGdal&) = delete;
  [[nodiscard]] static std::string last() { return CPLGetLastErrorMsg(); }
};

[[noreturn]] void fail(const std::string& path, const std::string& why) {
  throw geo::Error(path, geo::say("The grid could not be written: {0}.", why),
                   geo::say("Check the folder, its rights and the space left on the disk."));
}

struct CloseDataset {
  void operator()(GDALDataset* dataset) const { GDALClose(dataset); }
};

}  // namespace

void write_geotiff(const std::string& path, const geo::Grid& grid, const geo::Crs& crs, const std::string& unit,
                   const std::string& description) {
  const geo::GridFrame& frame = grid.frame;
  constexpr std::size_t most = std::numeric_limits<int>::max();
  if (frame.cell_count() == 0 || frame.columns > most || frame.rows > most)
    throw geo::Error(path,
                     geo::say("A grid of {0} x {1} cells can not be written.", std::to_string(frame.columns),
                              std::to_string(frame.rows)),
                     geo::say("Choose another window or another cell size."));
  const QuietGdal quiet;
  GDALDriver* driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  if (driver == nullptr) {
    GDALRegister_GTiff();
    driver = GetGDALDriverManager()->GetDriverByName("GTiff");
  }
  TemporaryFile temporary(path + ".part");
  const char* options[] = {"COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES", "BIGTIFF=IF_SAFER", nullptr};
  const int columns = static_cast<int>(frame.columns), rows = static_cast<int>(frame.rows);
  std::unique_ptr<GDALDataset, CloseDataset> dataset(
      driver->Create(temporary.path().c_str(), columns, rows, 1, GDT_Float64, const_cast<char**>(options)));
  if (!dataset) fail(path, QuietGdal::last());

  OGRSpatialReference reference;
  reference.SetAxisMappingStrategy(OAMS_TRADITIONAL_GIS_ORDER);
  if (reference.SetFromUserInput(crs.text().c_str()) != OGRERR_NONE) fail(path, QuietGdal::last());
  const geo::MapBox box = frame.box();
  std::array<double, 6> geotransform{box.min_x_m, frame.cell_m, 0, box.max_y_m, 0, -frame.cell_m};
  GDALRasterBand* band = dataset->GetRasterBand(1);
  bool good = dataset->SetSpatialRef(&reference) == CE_None && dataset->SetGeoTransform(geotransform.data()) == CE_None;
  band->SetUnitType(unit.c_str());
  band->SetDescription(description.c_str());
  for (int row = 0; good && row < rows; ++row) {  // the file begins in the north, the grid in the south
    const double* values = &grid.values[static_cast<std::size_t>(rows - 1 - row) * frame.columns];
    good = band->RasterIO(GF_Write, 0, row, columns, 1, const_cast<double*>(values), columns, 1, GDT_Float64, 0, 0,
                          nullptr) == CE_None;
  }
  if (!good) fail(path, QuietGdal::last());
  CPLErrorReset();
  dataset.reset();  // a full disk may show only now
  if (CPLGetLastErrorType() >= CE_Failure) fail(path, QuietGdal::last());
  if (const std::error_code error = temporary.rename_to(path)) fail(path, error.message());
}

}  // namespace layers
