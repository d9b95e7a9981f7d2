#include "layers/raster_source.hpp"

#include "layers/gdal_access.hpp"
#include "tests/layers/tile_server.hpp"

#include <gdal_priv.h>

#include <arpa/inet.h>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <netinet/in.h>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

namespace layers {
namespace {

namespace fs = std::filesystem;

class Rasters : public testing::Test {
protected:
  const fs::path folder_ = fs::temp_directory_path() / ("hiilitie_raster_" + std::to_string(getpid()));
  void SetUp() override {
    fs::create_directories(folder_);
    ready_gdal();
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// A one-band grid of 100 x 100 pixels of 10 m whose value is its column; the left tenth is no data.
  std::string ramp() {
    const std::string path = folder_ / "ramp.tif";
    DatasetPtr d(
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), 100, 100, 1, GDT_Float32, nullptr));
    std::array<double, 6> place{240000, 10, 0, 6711000, 0, -10};
    d->SetGeoTransform(place.data());
    OGRSpatialReference crs;
    crs.importFromEPSG(3067);
    d->SetSpatialRef(&crs);
    d->GetRasterBand(1)->SetNoDataValue(-1);
    std::vector<float> values(10000);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = i % 100 < 10 ? -1.0F : static_cast<float>(i % 100);
    EXPECT_EQ(
        d->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, 100, 100, values.data(), 100, 100, GDT_Float32, 0, 0, nullptr),
        CE_None);
    return path;
  }
};

std::array<int, 4> pixel(const RasterPicture& p, int x, int y) {
  const std::size_t at =
      4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(p.width_px) + static_cast<std::size_t>(x));
  return {p.rgba[at], p.rgba[at + 1], p.rgba[at + 2], p.rgba[at + 3]};
}

TEST_F(Rasters, SayTheCellsValueAtAPlaceAndNothingWhereThereIsNone) {
  const RasterSource source = RasterSource::open(ramp(), "", geo::Crs::tm35fin(), folder_);
  EXPECT_EQ(source.value_at({240'505, 6'710'500}), 50);
  EXPECT_EQ(source.value_at({240'509.9, 6'710'500}), 50);
  EXPECT_EQ(source.value_at({240'510.1, 6'710'500}), 51);
  EXPECT_FALSE(source.value_at({240'050, 6'710'500})) << "no data";
  EXPECT_FALSE(source.value_at({239'000, 6'710'500})) << "outside";
  // On a map of another CRS the same cell is meant.
  const RasterSource other = RasterSource::open(ramp(), "", geo::Crs::from_text("EPSG:3877"), folder_);
  const geo::Transform gk_from_tm(geo::Crs::tm35fin(), geo::Crs::from_text("EPSG:3877"));
  EXPECT_EQ(other.value_at(gk_from_tm({240'505, 6'710'505})), 50);
}

TEST_F(Rasters, AreStretchedToGreyWithNoDataTransparent) {
  RasterSource source = RasterSource::open(ramp(), "", geo::Crs::tm35fin(), folder_);
  EXPECT_NEAR(source.box().min_x_m, 240000, 1e-6);
  EXPECT_NEAR(source.box().max_y_m, 6711000, 1e-6);
  geo::Progress progress;
  const auto read = source.read(source.box(), 100, 100, progress);
  ASSERT_EQ(read.value.width_px, 100);
  EXPECT_TRUE(read.problems.empty());
  EXPECT_EQ(pixel(read.value, 3, 50)[3], 0) << "no data";
  EXPECT_EQ(pixel(read.value, 50, 50)[3], 255);
  EXPECT_EQ(pixel(read.value, 99, 50)[0], 255);
  EXPECT_LT(pixel(read.value, 20, 50)[0], pixel(read.value, 60, 50)[0]);
  EXPECT_EQ(pixel(read.value, 60, 50)[0], pixel(read.value, 60, 50)[2]);
}

TEST_F(Rasters, GiveOnlyThePartInsideTheBoxAndNothingOutside) {
  RasterSource source = RasterSource::open(ramp(), "", geo::Crs::tm35fin(), folder_);
  geo::Progress progress;
  const geo::MapBox half{239500, 6710000, 240500, 6711000};
  const auto read = source.read(half, 200, 200, progress);
  EXPECT_NEAR(read.value.box.min_x_m, 240000, 1e-6);
  EXPECT_EQ(read.value.width_px, 100);
  EXPECT_TRUE(source.read({0, 0, 10, 10}, 100, 100, progress).value.rgba.empty());
}

TEST_F(Rasters, ThatAreNoneAreRefused) {
  const std::string path = folder_ / "no.tif";
  std::ofstream(path) << "II*\0 no picture";
  EXPECT_THROW(RasterSource::open(path, "", geo::Crs::tm35fin(), folder_), geo::Error);
  EXPECT_THROW(RasterSource::open("http://127.0.0.1/no/places", "", geo::Crs::tm35fin(), folder_), geo::Error);
}

class Tiles : public Rasters {
protected:
  std::string png() {
    DatasetPtr memory(GetGDALDriverManager()->GetDriverByName("MEM")->Create("", 256, 256, 3, GDT_Byte, nullptr));
    const std::array<double, 3> colour{10, 120, 230};
    for (int b = 1; b <= 3; ++b) memory->GetRasterBand(b)->Fill(colour[static_cast<std::size_t>(b - 1)]);
    const std::string path = folder_ / "tile.png";
    DatasetPtr(GetGDALDriverManager()->GetDriverByName("PNG")->CreateCopy(path.c_str(), memory.get(), 0, nullptr,
                                                                          nullptr, nullptr));
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  const geo::MapBox turku_{238000, 6709000, 242000, 6712000};
  geo::Loaded<RasterPicture> read(const std::string& address) {
    geo::Progress progress;
    return RasterSource::open(address, "", geo::Crs::tm35fin(), folder_ / "cache").read(turku_, 400, 300, progress);
  }
};

TEST_F(Tiles, AreShownAndThenComeFromTheDiskWithTheServerGone) {
  std::string address;
  {
    tests::TileServer server(tests::TileServer::Manner::tiles, png());
    address = server.address();
    const auto first = read(address);
    EXPECT_TRUE(first.problems.empty()) << geo::english(first.problems[0].reason);
    ASSERT_EQ(first.value.width_px, 400);
    EXPECT_EQ(pixel(first.value, 200, 150), (std::array{10, 120, 230, 255}));
    EXPECT_GT(server.requests(), 0);
    EXPECT_LT(server.requests(), 40) << "only the tiles of the box, at its resolution";
  }
  const auto second = read(address);
  EXPECT_TRUE(second.problems.empty());
  ASSERT_EQ(second.value.width_px, 400);
  EXPECT_EQ(pixel(second.value, 10, 10), (std::array{10, 120, 230, 255}));
}

TEST_F(Tiles, OfABadServerAreTransparentAndListedWithinTenSeconds) {
  for (const auto manner :
       {tests::TileServer::Manner::not_found, tests::TileServer::Manner::garbage, tests::TileServer::Manner::mute}) {
    SCOPED_TRACE(static_cast<int>(manner));
    tests::TileServer server(manner, "");
    const auto start = std::chrono::steady_clock::now();
    const auto loaded = read(server.address());
    EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(10));
    EXPECT_FALSE(loaded.problems.empty());
    ASSERT_EQ(loaded.value.width_px, 400);
    EXPECT_EQ(pixel(loaded.value, 200, 150)[3], 0);
  }
}

}  // namespace
}  // namespace layers
