// Pictures of each kind, made by GDAL in a temporary folder: colours, places, what is transparent.
#include "layers/gdal_access.hpp"
#include "layers/raster_source.hpp"
#include "layers/source.hpp"

#include <gdal_priv.h>

#include <array>
#include <cmath>
#include <filesystem>
#include <unistd.h>

namespace layers {
namespace {

namespace fs = std::filesystem;
using Colour = std::array<int, 4>;

class RasterFormats : public testing::Test {
protected:
  const fs::path folder_ = fs::temp_directory_path() / ("hiilitie_pictures_" + std::to_string(getpid()));
  void SetUp() override {
    fs::create_directories(folder_);
    ready_gdal();
  }
  void TearDown() override { fs::remove_all(folder_); }

  static constexpr std::array<double, 6> north_up{240000, 10, 0, 6711000, 0, -10};

  static DatasetPtr create(const std::string& driver, const std::string& path, int size, int bands, int epsg,
                           std::array<double, 6> place) {
    DatasetPtr d(GetGDALDriverManager()
                     ->GetDriverByName(driver.c_str())
                     ->Create(path.c_str(), size, size, bands, GDT_Byte, nullptr));
    EXPECT_EQ(d->SetGeoTransform(place.data()), CE_None);
    OGRSpatialReference crs;
    crs.importFromEPSG(epsg);
    EXPECT_EQ(d->SetSpatialRef(&crs), CE_None);
    return d;
  }
  static void fill(GDALRasterBand& band, int column, int row, int width, int height, std::uint8_t value) {
    std::vector<std::uint8_t> values(static_cast<std::size_t>(width * height), value);
    EXPECT_EQ(
        band.RasterIO(GF_Write, column, row, width, height, values.data(), width, height, GDT_Byte, 0, 0, nullptr),
        CE_None);
  }
  /// The western half (200, 10, 20), the eastern (1, 120, 250).
  static void paint_halves(GDALDataset& d, int size) {
    const std::array<std::array<int, 3>, 2> colours{{{200, 10, 20}, {1, 120, 250}}};
    for (int half = 0; half < 2; ++half)
      for (int b = 0; b < 3; ++b)
        fill(*d.GetRasterBand(b + 1), half * size / 2, 0, size / 2, size,
             static_cast<std::uint8_t>(colours[static_cast<std::size_t>(half)][static_cast<std::size_t>(b)]));
  }
  geo::Loaded<RasterPicture> read(const std::string& path, int width_px) {
    RasterSource source = RasterSource::open(path, "", geo::Crs::tm35fin(), folder_);
    geo::Progress progress;
    const geo::MapBox box = source.box();
    return source.read(box, width_px, static_cast<int>(std::lround(width_px * box.height_m() / box.width_m())),
                       progress);
  }
};

/// The colour at a place of the map.
Colour colour_at(const RasterPicture& p, double x_m, double y_m) {
  const int x = static_cast<int>((x_m - p.box.min_x_m) / p.box.width_m() * p.width_px);
  const int y = static_cast<int>((p.box.max_y_m - y_m) / p.box.height_m() * p.height_px);
  if (x < 0 || y < 0 || x >= p.width_px || y >= p.height_px) return {-1, -1, -1, -1};
  const auto at =
      4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(p.width_px) + static_cast<std::size_t>(x));
  return {p.rgba[at], p.rgba[at + 1], p.rgba[at + 2], p.rgba[at + 3]};
}

const Colour west{200, 10, 20, 255};
const Colour east{1, 120, 250, 255};

TEST_F(RasterFormats, ColoursAreKeptAsTheyAre) {
  const std::string path = folder_ / "rgb.tif";
  paint_halves(*create("GTiff", path, 100, 3, 3067, north_up), 100);
  const auto picture = read(path, 100);
  EXPECT_EQ(colour_at(picture.value, 240105, 6710505), west);
  EXPECT_EQ(colour_at(picture.value, 240905, 6710505), east);
  EXPECT_TRUE(picture.problems.empty());
}

TEST_F(RasterFormats, PalettesGiveTheirColoursUnblended) {
  const std::string path = folder_ / "palette.tif";
  {
    const DatasetPtr d = create("GTiff", path, 100, 1, 3067, north_up);
    GDALColorTable table;
    const std::array<GDALColorEntry, 3> entries{{{10, 20, 30, 255}, {200, 100, 50, 255}, {9, 9, 9, 255}}};
    for (int i = 0; i < 3; ++i) table.SetColorEntry(i, &entries[static_cast<std::size_t>(i)]);
    d->GetRasterBand(1)->SetColorTable(&table);
    d->GetRasterBand(1)->SetNoDataValue(2);
    fill(*d->GetRasterBand(1), 0, 0, 50, 100, 0);
    fill(*d->GetRasterBand(1), 50, 0, 40, 100, 1);
    fill(*d->GetRasterBand(1), 90, 0, 10, 100, 2);
  }
  const auto picture = read(path, 333);
  EXPECT_EQ(colour_at(picture.value, 240105, 6710505), (Colour{10, 20, 30, 255}));
  EXPECT_EQ(colour_at(picture.value, 240705, 6710505), (Colour{200, 100, 50, 255}));
  EXPECT_EQ(colour_at(picture.value, 240955, 6710505)[3], 0) << "no data";
  for (int x_m = 240002; x_m < 240900; x_m += 3) {
    const int red = colour_at(picture.value, x_m, 6710505)[0];
    EXPECT_TRUE(red == 10 || red == 200) << "a colour between two classes at " << x_m;
  }
}

TEST_F(RasterFormats, TurnedPicturesLieWhereTheirTransformSays) {
  const std::string path = folder_ / "turned.tif";
  const double step = 10 * std::sqrt(0.5);  // 10 m pixels, turned by 45 degrees
  const std::array<double, 6> turned{240000, step, step, 6711000, step, -step};
  paint_halves(*create("GTiff", path, 100, 3, 3067, turned), 100);
  const auto picture = read(path, 500);
  const auto at = [&](double column, double row) {
    return colour_at(picture.value, turned[0] + column * turned[1] + row * turned[2],
                     turned[3] + column * turned[4] + row * turned[5]);
  };
  EXPECT_NEAR(picture.value.box.width_m(), 200 * step, 1e-6);
  EXPECT_EQ(at(10, 50), west);
  EXPECT_EQ(at(45, 5), west);
  EXPECT_EQ(at(55, 95), east);
  EXPECT_EQ(colour_at(picture.value, picture.value.box.min_x_m + 20, picture.value.box.max_y_m - 20)[3], 0);
}

TEST_F(RasterFormats, OverviewsAreReadWhenLittleIsShown) {
  const std::string path = folder_ / "overviews.tif";
  {
    const DatasetPtr d = create("GTiff", path, 1024, 3, 3067, {240000, 1, 0, 6711000, 0, -1});
    paint_halves(*d, 1024);
    int factor = 8;
    ASSERT_EQ(d->BuildOverviews("NEAREST", 1, &factor, 0, nullptr, nullptr, nullptr), CE_None);
    for (int b = 1; b <= 3; ++b) fill(*d->GetRasterBand(b)->GetOverview(0), 0, 0, 128, 128, 77);
  }
  EXPECT_EQ(colour_at(read(path, 100).value, 240100, 6710500), (Colour{77, 77, 77, 255}));
  EXPECT_EQ(colour_at(read(path, 1024).value, 240100, 6710500), west);
}

TEST_F(RasterFormats, TilePackagesAreFoundWhereTheyLie) {
  struct Case {
    const char* driver;
    const char* file;
    int epsg;
    std::array<double, 6> place;
  };
  const std::vector<Case> cases{{"GPKG", "tiles.gpkg", 3067, {240000, 4, 0, 6711000, 0, -4}},
                                {"MBTiles", "tiles.mbtiles", 3857, {2475000, 9.5, 0, 8508000, 0, -9.5}}};
  for (const Case& c : cases) {
    SCOPED_TRACE(c.driver);
    const std::string path = folder_ / c.file;
    {
      const DatasetPtr memory = create("MEM", "", 256, 3, c.epsg, c.place);
      paint_halves(*memory, 256);
      const char* const options[] = {"TILE_FORMAT=PNG", nullptr};
      ASSERT_NE(DatasetPtr(GetGDALDriverManager()->GetDriverByName(c.driver)->CreateCopy(
                    path.c_str(), memory.get(), 0, const_cast<char**>(options), nullptr, nullptr)),
                nullptr);
    }
    geo::Progress progress;
    const Source source = inspect(path, progress);
    EXPECT_TRUE(source.raster);
    const auto picture = read(path, 512);
    const geo::Transform to_map(geo::Crs::from_text("EPSG:" + std::to_string(c.epsg)), geo::Crs::tm35fin());
    const auto at = [&](double column, double row) {
      const geo::MapPoint p = to_map({c.place[0] + column * c.place[1], c.place[3] + row * c.place[5]});
      return colour_at(picture.value, p.x_m, p.y_m);
    };
    for (const double row : {20.0, 128.0, 236.0}) {
      EXPECT_EQ(at(30, row), west);
      EXPECT_EQ(at(122, row), west);
      EXPECT_EQ(at(134, row), east);
      EXPECT_EQ(at(220, row), east);
    }
    EXPECT_TRUE(picture.problems.empty());
  }
}

}  // namespace
}  // namespace layers
