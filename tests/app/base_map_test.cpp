// Rasters and tile services on the rendered map: their colours stand where they should.
#include "app/workspace.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/program.hpp"
#include "tests/layers/tile_server.hpp"

#include <fmt/format.h>
#include <gdal_priv.h>

#include <chrono>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <thread>

namespace {

using app_test::hiilitie;
using app_test::Outcome;
using app_test::TemporaryFolder;
using Dataset = std::unique_ptr<GDALDataset>;

/// A plain tile of the colour (10, 120, 230) as PNG.
std::string tile_png(const std::string& path) {
  GDALAllRegister();
  const Dataset memory(GetGDALDriverManager()->GetDriverByName("MEM")->Create("", 256, 256, 3, GDT_Byte, nullptr));
  const int colour[] = {10, 120, 230};
  for (int b = 1; b <= 3; ++b) memory->GetRasterBand(b)->Fill(colour[b - 1]);
  Dataset(GetGDALDriverManager()->GetDriverByName("PNG")->CreateCopy(path.c_str(), memory.get(), 0, nullptr, nullptr,
                                                                     nullptr));
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

std::array<int, 3> pixel(const std::string& png, int x, int y) {
  const Dataset data(GDALDataset::Open(png.c_str(), GDAL_OF_RASTER));
  std::array<int, 3> colour{};
  EXPECT_NE(data, nullptr);
  for (int b = 0; b < 3; ++b)
    EXPECT_EQ(data->GetRasterBand(b + 1)->RasterIO(GF_Read, x, y, 1, 1, &colour[static_cast<std::size_t>(b)], 1, 1,
                                                   GDT_Int32, 0, 0),
              CE_None);
  return colour;
}

class BaseMap : public testing::Test {
protected:
  BaseMap() {
    setenv("XDG_CACHE_HOME", folder.file("cache").c_str(), 1);
    plan = folder.file("plan.sqlite");
    const Outcome made = hiilitie({"new", plan, "--name", "Turku"});
    EXPECT_EQ(made.status, 0) << made.err;
  }
  ~BaseMap() override { unsetenv("XDG_CACHE_HOME"); }
  [[nodiscard]] Outcome render(const std::string& out) const {
    return hiilitie({"render", plan, "-o", out, "--size", "800x500", "--bbox", "238000,6709000,242000,6711500"});
  }
  TemporaryFolder folder;
  std::string plan;
};

TEST_F(BaseMap, OfATileServiceLiesBelowAllAndItsColoursStandOnTheMap) {
  tests::TileServer server(tests::TileServer::Manner::tiles, tile_png(folder.file("tile.png")));
  const Outcome added = hiilitie({"add", plan, server.address(), "--name", "Base", "--attribution", "(c) Tile makers"});
  ASSERT_EQ(added.status, 0) << added.err;
  EXPECT_EQ(server.requests(), 0) << "adding asks no tiles";
  const auto store = layers::PlanStore::open(plan, layers::PlanStore::Access::read).load().value;
  ASSERT_EQ(store->layers().size(), 1u);
  const geo::Layer& layer = **store->layers().begin();
  EXPECT_EQ(layer.kind, geo::LayerKind::tiles);
  EXPECT_EQ(layer.role, geo::Role::background);
  EXPECT_EQ(layer.attribution, "(c) Tile makers");
  const Outcome told = hiilitie({"info", plan, "--json"});
  EXPECT_THAT(told.out, testing::HasSubstr("(c) Tile makers"));

  const std::string out = folder.file("map.png");
  const Outcome drawn = render(out);
  ASSERT_EQ(drawn.status, 0) << drawn.err;
  EXPECT_GT(server.requests(), 0);
  const std::array<int, 3> wanted{10, 120, 230};
  for (const int x : {250, 400, 520})
    for (int b = 0; b < 3; ++b)
      EXPECT_NEAR(pixel(out, x, 250)[static_cast<std::size_t>(b)], wanted[static_cast<std::size_t>(b)], 2) << x;
}

TEST_F(BaseMap, OfAServiceThatDoesNotAnswerIsToldAndTheRestIsDrawn) {
  tests::TileServer server(tests::TileServer::Manner::not_found, "");
  ASSERT_EQ(hiilitie({"add", plan, server.address()}).status, 0);
  const std::string out = folder.file("map.png");
  const Outcome drawn = render(out);
  EXPECT_EQ(drawn.status, 0) << drawn.err;
  EXPECT_THAT(drawn.err, testing::HasSubstr("tile"));
  EXPECT_TRUE(std::filesystem::exists(out));
}

TEST_F(BaseMap, InTheWindowAServiceThatDoesNotAnswerKeepsItsRowAndCanBeHidden) {
  tests::TileServer server(tests::TileServer::Manner::not_found, "");
  app::Workspace workspace([] {});
  workspace.camera.width_px = 400;
  workspace.camera.height_px = 300;
  workspace.camera.centre = {240'000, 6'710'000};
  workspace.camera.m_per_px = 10;
  workspace.take(std::make_unique<app::Session>(plan));
  const auto wait = [&] {
    do {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      const auto start = std::chrono::steady_clock::now();
      workspace.update();
      EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(1)) << "the window waits for nothing";
    } while (!workspace.jobs.idle());
  };
  workspace.add_files({server.address()});
  for (int i = 0; i < 4; ++i) wait();
  ASSERT_EQ(workspace.plan().layers().size(), 1u);
  const auto id = workspace.plan().layers().begin()->id;
  const auto* linked = workspace.derived.linked(id);
  ASSERT_NE(linked, nullptr);
  ASSERT_FALSE(linked->view_problems.empty());
  const int asked = server.requests();
  for (int i = 0; i < 3; ++i) wait();
  EXPECT_EQ(server.requests(), asked) << "it is not asked again and again";
  workspace.select({{}, id});
  workspace.delete_selected();
  EXPECT_TRUE(workspace.plan().layers().empty());
}

TEST_F(BaseMap, ARasterIsDrawnInItsPlaceOnThePictureAndOnThePage) {
  // White in its eastern half, black in its western, 2 km x 2 km about the middle of the picture.
  const std::string tif = folder.file("half.tif");
  GDALAllRegister();
  {
    const Dataset data(
        GetGDALDriverManager()->GetDriverByName("GTiff")->Create(tif.c_str(), 200, 200, 3, GDT_Byte, nullptr));
    double frame[6] = {239'000, 10, 0, 6'711'250, 0, -10};
    data->SetGeoTransform(frame);
    OGRSpatialReference crs;
    crs.importFromEPSG(3067);
    data->SetSpatialRef(&crs);
    std::vector<std::uint8_t> row(200, 0);
    std::fill(row.begin() + 100, row.end(), std::uint8_t{255});
    for (int b = 1; b <= 3; ++b)
      for (int y = 0; y < 200; ++y)
        ASSERT_EQ(data->GetRasterBand(b)->RasterIO(GF_Write, 0, y, 200, 1, row.data(), 200, 1, GDT_Byte, 0, 0),
                  CE_None);
  }
  ASSERT_EQ(hiilitie({"add", plan, tif}).status, 0);
  const std::string out = folder.file("map.png");
  const Outcome drawn = render(out);
  ASSERT_EQ(drawn.status, 0) << drawn.err;
  // 5 m a pixel, centre (240000, 6710250): the edge between the halves is in the middle column.
  EXPECT_EQ(pixel(out, 396, 300), (std::array{0, 0, 0}));
  EXPECT_EQ(pixel(out, 403, 300), (std::array{255, 255, 255}));
  EXPECT_EQ(pixel(out, 210, 300), (std::array{0, 0, 0}));
  EXPECT_NE(pixel(out, 190, 300), (std::array{0, 0, 0})) << "west of the raster";
  const std::string page = folder.file("map.pdf");
  const Outcome printed = hiilitie({"render", plan, "-o", page, "--bbox", "238000,6709000,242000,6711500"});
  EXPECT_EQ(printed.status, 0) << printed.err;
}

}  // namespace
