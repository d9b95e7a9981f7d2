// Rasters as numbers, summed over polygons without ever counting a cell by its centre.
#include "layers/raster_cells.hpp"

#include "geo/grid.hpp"
#include "layers/grid_file.hpp"

#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

class Cells : public testing::Test {
protected:
  Cells() : folder_(fs::temp_directory_path() / ("raster_cells_" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~Cells() override { fs::remove_all(folder_); }

  /// 20 x 10 cells of 16 m whose number is the easting of their centre, south-western corner (400 000, 6 900 000).
  std::string eastings(const std::string& crs = "EPSG:3067") {
    geo::Grid grid{{{400'000, 6'900'000}, 16, 20, 10}, {}};
    for (std::size_t row = 0; row < 10; ++row)
      for (std::size_t column = 0; column < 20; ++column)
        grid.values.push_back(grid.frame.cell_centre(column, row).x_m);
    const std::string path = (folder_ / "eastings.tif").string();
    layers::write_geotiff(path, grid, geo::Crs::from_text(crs), "m", "eastings");
    return path;
  }

  fs::path folder_;
};

std::string said(const std::string& path) {
  try {
    (void)layers::RasterCells::open(path);
  } catch (const geo::Error& error) {
    return english(error.reason());
  }
  return {};
}

TEST_F(Cells, LieWhereTheFileSaysAndAreReadByWindows) {
  const layers::RasterCells cells = layers::RasterCells::open(eastings());
  EXPECT_EQ(cells.place().columns, 20U);
  EXPECT_EQ(cells.place().rows, 10U);
  EXPECT_DOUBLE_EQ(cells.place().cell_area_m2(), 256);
  EXPECT_EQ(cells.crs().epsg(), 3067);
  const auto values = cells.read({3, 2, 2, 2});
  ASSERT_EQ(values.size(), 4U);
  EXPECT_DOUBLE_EQ(values[0], 400'000 + 3.5 * 16);
  EXPECT_DOUBLE_EQ(values[3], 400'000 + 4.5 * 16);
}

TEST_F(Cells, AreSummedOverAPolygonByTheirShares) {
  const layers::RasterCells cells = layers::RasterCells::open(eastings());
  // From the middle of the second column to the end of the third.
  const geo::Geometry polygon =
      geo::Geometry::polygon({{400'024, 6'900'010}, {400'048, 6'900'010}, {400'048, 6'900'110}, {400'024, 6'900'110}});
  geo::Progress progress;
  const geo::RasterSum sum = geo::raster_sum(
      cells.place(), polygon, [&](const geo::RasterWindow& w) { return cells.read(w); }, progress);
  EXPECT_NEAR(sum.valid_m2, 2400, 1e-6);
  EXPECT_NEAR(*sum.mean(), (400'024.0 * 8 + 400'040.0 * 16) / 24, 1e-6);
  EXPECT_EQ(sum.nodata_share(), 0);
}

TEST_F(Cells, NumbersThatStandForNoDataAreNone) {
  const layers::RasterCells cells = layers::RasterCells::open(eastings());
  const std::array nodata{400'008.0};
  const auto values = cells.read({0, 0, 2, 1}, nodata);
  EXPECT_TRUE(std::isnan(values[0]));
  EXPECT_FALSE(std::isnan(values[1]));
}

TEST_F(Cells, WhatCanNotBeSummedIsSaid) {
  std::ofstream(folder_ / "text.tif") << "this is no raster";
  EXPECT_THAT(said((folder_ / "text.tif").string()), testing::HasSubstr("No picture could be read"));
  geo::Grid degrees{{{25, 60}, 0.1, 5, 5}, std::vector<double>(25, 1.0)};
  const std::string path = (folder_ / "degrees.tif").string();
  layers::write_geotiff(path, degrees, geo::Crs::wgs84(), "1", "degrees");
  EXPECT_EQ(said(path), "The raster's cells are not in metres, so their areas can not be summed.");
}

}  // namespace
