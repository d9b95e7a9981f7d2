#include "render/page.hpp"

#include "geo/error.hpp"
#include "render/designed_symbol.hpp"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;
using render::Picture;
using render::ThemeKind;

Picture plain(int width, int height) {
  Picture picture{width, height, {}};
  picture.rgba.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4, 200);
  for (std::size_t i = 3; i < picture.rgba.size(); i += 4) picture.rgba[i] = 255;
  return picture;
}

render::Legend legend_of(std::size_t entries) {
  render::Legend legend;
  legend.heatmaps = {
      {"Päästötiheys", "t/ha/a", "Säde 400 m", {"2", "5"}, render::ramp_classes("emissions", ThemeKind::light, 3), 0}};
  legend.groups.resize(1);
  for (std::size_t i = 0; i < entries; ++i)
    legend.groups[0].entries.push_back({"Rivi " + std::to_string(i), render::business_area_symbol(ThemeKind::light)});
  return legend;
}

bool untouched(const Picture& picture, int x0, int y0, int x1, int y1) {
  for (int y = y0; y < y1; ++y)
    for (int x = x0; x < x1; ++x)
      if (picture.rgba[4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width_px) +
                            static_cast<std::size_t>(x))] != 200)
        return false;
  return true;
}

const render::PageText words{"Topinpuisto", "Päästötiheys 2023", {"Huomautus."}, "© Lähde", "ETRS-TM35FIN"};

TEST(FinishedPicture, KeepsTheMiddleOfTheMapFreeWhateverTheSizeAndTheLegend) {
  for (const auto& [w, h] : {std::pair{1600, 900}, {2560, 1440}, {800, 600}, {400, 300}, {300, 900}})
    for (const std::size_t entries : {0u, 6u, 60u, 400u}) {
      render::Camera camera{{244000, 6714000}, 5, w, h};
      const Picture map = plain(w, h);
      const Picture picture = finished_picture(map, camera, legend_of(entries), words, ThemeKind::light);
      ASSERT_EQ(picture.width_px, w);
      ASSERT_GE(picture.height_px, h);
      ASSERT_EQ(picture.rgba.size(),
                static_cast<std::size_t>(picture.width_px) * static_cast<std::size_t>(picture.height_px) * 4);
      EXPECT_TRUE(untouched(picture, w * 2 / 5, h * 2 / 5, w * 3 / 5, h * 3 / 5)) << w << 'x' << h << ' ' << entries;
      EXPECT_NE(picture.rgba, map.rgba);
    }
}

TEST(FinishedPicture, OfASmallMapHasItsLegendUnderIt) {
  render::Camera camera{{}, 5, 400, 300};
  EXPECT_GT(finished_picture(plain(400, 300), camera, legend_of(6), words, ThemeKind::light).height_px, 300);
  render::Camera large{{}, 5, 1600, 900};
  EXPECT_EQ(finished_picture(plain(1600, 900), large, legend_of(6), words, ThemeKind::light).height_px, 900);
}

TEST(FinishedPicture, SurvivesHostileWords) {
  render::Camera camera{{}, 5, 640, 480};
  for (const std::string& bad : {std::string(1'000'000, 'W'), std::string("\xFF\xFE\0x", 4), std::string("\n\t\x01")}) {
    const render::PageText text{bad, bad, {bad, bad}, bad, bad, bad};
    EXPECT_EQ(finished_picture(plain(640, 480), camera, legend_of(3), text, ThemeKind::dark).width_px, 640);
  }
  EXPECT_EQ(finished_picture(plain(640, 480), camera, {}, {}, ThemeKind::dark).height_px, 480);
  camera.m_per_px = 0;
  EXPECT_EQ(finished_picture(plain(8, 8), camera, {}, words, ThemeKind::dark).width_px, 8);
}

class WrittenFile : public testing::Test {
protected:
  WrittenFile()
      : folder_(fs::temp_directory_path() /
                ("hiilitie_page_" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
                 std::to_string(reinterpret_cast<std::uintptr_t>(this)))) {
    fs::create_directories(folder_);
  }
  ~WrittenFile() override { fs::remove_all(folder_); }
  std::string content(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t files() { return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), {})); }
  fs::path folder_;
};

TEST_F(WrittenFile, PdfIsOneA4PageWithItsFontsEmbedded) {
  const auto page = render::page_map({243000, 6713500, 245200, 6715200}, 60);
  render::PageText text = words;
  text.table = render::PageTable{"Ilmastotase", {"", "Päästöt", "Netto"}, {{"2023", "19,4", "18,1"}}, "kt CO₂e/a"};
  const fs::path path = folder_ / "kartta ä.pdf";
  write_pdf(path.string(), plain(page.camera.width_px, page.camera.height_px), page.camera, legend_of(8), text);
  const std::string pdf = content(path);
  EXPECT_EQ(pdf.substr(0, 5), "%PDF-");
  EXPECT_NE(pdf.find("841.8"), std::string::npos);
  EXPECT_NE(pdf.find("595.2"), std::string::npos);
  EXPECT_NE(pdf.find("/FontFile3"), std::string::npos);
  EXPECT_EQ(files(), 1u) << "no temporary file is left";
}

TEST_F(WrittenFile, PdfSurvivesEmptyAndHostileInput) {
  render::Camera camera;
  write_pdf((folder_ / "a.pdf").string(), {}, camera, {}, {});
  camera.m_per_px = std::nan("");
  write_pdf((folder_ / "b.pdf").string(), plain(3, 2000), camera, legend_of(500), words);
  camera = {{1e9, -1e9}, 1e5, 10, 10};
  const std::string bad(5000, '\xFF');
  write_pdf((folder_ / "c.pdf").string(), plain(10, 10), camera, legend_of(3), {bad, bad, {bad}, bad, bad, bad});
  EXPECT_EQ(files(), 3u);
}

TEST_F(WrittenFile, ThatCanNotBeWrittenIsAnErrorThatNamesIt) {
  const std::string path = (folder_ / "no such folder" / "x.png").string();
  try {
    render::write_png(path, plain(4, 4));
    FAIL();
  } catch (const geo::Error& error) {
    EXPECT_EQ(error.subject(), path);
  }
  EXPECT_THROW(render::write_pdf(path, plain(4, 4), {}, {}, words), geo::Error);
  EXPECT_THROW(render::write_png((folder_ / "e.png").string(), {}), geo::Error);
  EXPECT_EQ(files(), 0u);
}

TEST_F(WrittenFile, PngReplacesAnOlderFileAsAWhole) {
  const fs::path path = folder_ / "x.png";
  std::ofstream(path) << "old";
  render::write_png(path.string(), plain(17, 5));
  const std::string png = content(path);
  EXPECT_EQ(png.substr(1, 3), "PNG");
  EXPECT_EQ(static_cast<unsigned char>(png[19]), 17);
  EXPECT_EQ(static_cast<unsigned char>(png[23]), 5);
  EXPECT_EQ(files(), 1u);
}

TEST(PageMap, ShowsTheBoxAtARoundScale) {
  for (double size = 80; size < 1e6; size *= 1.7) {
    const geo::MapBox box{244000, 6714000, 244000 + size, 6714000 + size * 0.6};
    const auto page = render::page_map(box);
    const geo::MapBox seen = page.camera.box();
    EXPECT_LE(seen.min_x_m, box.min_x_m + 1e-6);
    EXPECT_GE(seen.max_x_m, box.max_x_m - 1e-6);
    EXPECT_LE(seen.min_y_m, box.min_y_m + 1e-6);
    EXPECT_GE(seen.max_y_m, box.max_y_m - 1e-6);
    const double scale = page.camera.m_per_px * 220 / 0.0254,
                 lead = scale / std::pow(10, std::floor(std::log10(scale * (1 + 1e-9))));
    double nearest = 1e9;
    for (const double s : {1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 7.5}) nearest = std::min(nearest, std::abs(lead - s));
    EXPECT_LT(nearest, 1e-6) << scale;
  }
  EXPECT_NEAR(render::page_map({}).symbol_scale, 220.0 / 111, 1e-12);
}

}  // namespace
