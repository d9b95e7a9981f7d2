#include "layers/grid_file.hpp"

#include "geo/error.hpp"
#include "geo/heatmap/heatmap.hpp"

#include <gdal_priv.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <numeric>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

class GridFile : public testing::Test {
protected:
  void SetUp() override {
    folder_ = fs::temp_directory_path() / ("hiilitie_grid_file_" + std::to_string(getpid()));
    fs::create_directory(folder_);
    path_ = (folder_ / "päästöt 2023.tif").string();
    GDALAllRegister();
  }
  void TearDown() override { fs::remove_all(folder_); }
  [[nodiscard]] std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  fs::path folder_;
  std::string path_;
  geo::Crs crs_ = geo::Crs::tm35fin();
};

geo::Grid numbered_grid() {
  geo::Grid grid{{{239'000, 6'711'000}, 50, 4, 3}, std::vector<double>(12)};
  std::iota(grid.values.begin(), grid.values.end(), 0.5);
  return grid;
}

struct Read {
  explicit Read(const std::string& path)
      : dataset(GDALDataset::Open(path.c_str(), GDAL_OF_RASTER)), band(dataset ? dataset->GetRasterBand(1) : nullptr) {
    if (!dataset) return;
    dataset->GetGeoTransform(geotransform);
    values.resize(static_cast<std::size_t>(dataset->GetRasterXSize() * dataset->GetRasterYSize()));
    EXPECT_EQ(band->RasterIO(GF_Read, 0, 0, dataset->GetRasterXSize(), dataset->GetRasterYSize(), values.data(),
                             dataset->GetRasterXSize(), dataset->GetRasterYSize(), GDT_Float64, 0, 0, nullptr),
              CE_None);
  }
  std::unique_ptr<GDALDataset> dataset;
  GDALRasterBand* band;
  double geotransform[6] = {};
  std::vector<double> values;
};

TEST_F(GridFile, TheFileSaysWhatAndWhereItIs) {
  layers::write_geotiff(path_, numbered_grid(), crs_, "t CO2e/ha/a", "Emissions 2023, all sectors");
  Read read(path_);
  ASSERT_TRUE(read.dataset);
  EXPECT_EQ(read.band->GetRasterDataType(), GDT_Float64);
  EXPECT_STREQ(read.band->GetUnitType(), "t CO2e/ha/a");
  EXPECT_STREQ(read.band->GetDescription(), "Emissions 2023, all sectors");
  EXPECT_STREQ(read.dataset->GetSpatialRef()->GetAuthorityCode(nullptr), "3067");
  EXPECT_THAT(read.geotransform, testing::ElementsAre(239'000, 50, 0, 6'711'150, 0, -50));
  EXPECT_EQ(files(), 1u);
}

TEST_F(GridFile, TheNorthernmostRowComesFirst) {
  const geo::Grid grid = numbered_grid();
  layers::write_geotiff(path_, grid, crs_, "t CO2e/ha/a", "");
  const Read read(path_);
  for (std::size_t row = 0; row < 3; ++row)
    for (std::size_t column = 0; column < 4; ++column)
      EXPECT_EQ(read.values[(2 - row) * 4 + column], grid.at(column, row));
}

TEST_F(GridFile, SumTimesCellAreaReadAgainIsTheMassOfTheSources) {
  const geo::GridFrame frame{{-1234.5, 6'711'000.25}, 33.3, 300, 270};
  const std::vector<geo::MapPoint> places{{100, 6'715'000}, {3000, 6'714'321.1}, {-1200, 6'711'100}};
  const std::vector<double> masses{1234.5, 7e-3, 88};
  geo::Progress progress;
  double outside_t = 0;
  const geo::Grid grid = geo::kernel_density(frame, places, masses, 400, geo::KernelMethod::exact, progress, outside_t);
  layers::write_geotiff(path_, grid, crs_, "t CO2e/ha/a", "");
  const Read read(path_);
  const double cell_ha = -read.geotransform[1] * read.geotransform[5] / 1e4;
  const double inside_t = std::accumulate(read.values.begin(), read.values.end(), 0.0) * cell_ha;
  EXPECT_NEAR((inside_t + outside_t) / std::accumulate(masses.begin(), masses.end(), 0.0), 1, 1e-12);
  EXPECT_GT(outside_t, 1);
}

TEST_F(GridFile, GdalinfoReadsIt) {
  layers::write_geotiff(path_, numbered_grid(), crs_, "t CO2e/ha/a", "Emissions");
  std::FILE* pipe = popen(("gdalinfo -checksum '" + path_ + "' 2>&1").c_str(), "r");
  ASSERT_NE(pipe, nullptr);
  std::string text(20'000, '\0');
  text.resize(std::fread(text.data(), 1, text.size(), pipe));
  if (pclose(pipe) != 0 && text.find("not found") != std::string::npos) GTEST_SKIP() << "gdalinfo is not installed.";
  for (const char* part :
       {"Size is 4, 3", "TM35FIN", "Type=Float64", "Unit Type: t CO2e/ha/a", "Description = Emissions"})
    EXPECT_THAT(text, testing::HasSubstr(part));
}

TEST_F(GridFile, AnOlderFileIsReplacedAsAWhole) {
  std::ofstream(path_) << "older";
  layers::write_geotiff(path_, numbered_grid(), crs_, "t CO2e/ha/a", "");
  EXPECT_TRUE(Read(path_).dataset);
  EXPECT_EQ(files(), 1u);
}

TEST_F(GridFile, WhatCanNotBeWrittenLeavesNothing) {
  EXPECT_THROW(layers::write_geotiff("/nowhere/x.tif", numbered_grid(), crs_, "t", ""), geo::Error);
  fs::create_directory(path_);
  std::ofstream(fs::path(path_) / "inside") << "x";  // a folder that is not empty can not be replaced
  EXPECT_THROW(layers::write_geotiff(path_, numbered_grid(), crs_, "t", ""), geo::Error);
  EXPECT_EQ(files(), 1u);
  EXPECT_THROW(layers::write_geotiff((folder_ / "empty.tif").string(), {}, crs_, "t", ""), geo::Error);
  EXPECT_EQ(files(), 1u);
}

TEST_F(GridFile, ValuesThatAreNoNumbersSurvive) {
  geo::Grid grid = numbered_grid();
  grid.values[5] = std::numeric_limits<double>::quiet_NaN();
  grid.values[6] = -1e300;
  layers::write_geotiff(path_, grid, crs_, "t CO2e/ha/a", "");
  const Read read(path_);
  EXPECT_TRUE(std::isnan(read.values[5]));
  EXPECT_EQ(read.values[6], -1e300);
}

}  // namespace
