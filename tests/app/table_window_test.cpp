// The attribute table, selection and cards in the real window.
#include "geo/crs.hpp"
#include "tests/app/real_window.hpp"

#include <array>
#include <sstream>

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using tests::Display;
using tests::Window;

struct RealWindowTable : tests::RealWindow {
  /// A layer of nine squares of 100 m, 150 m apart, in an empty plan that is seen as a whole.
  void SetUp() override {
    RealWindow::SetUp();
    if (IsSkipped()) return;
    std::string text =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3067"}},"features":[)";
    for (int i = 0; i < 9; ++i) {
      const double x = x0 + 150 * (i % 3), y = y0 + 150 * (i / 3);
      text += fmt::format(
          R"({}{{"type":"Feature","properties":{{"nimi":"Kohde {}","area_m2":{}}},"geometry":{{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
          i > 0 ? "," : "", i + 4, 100 * (i * 7 % 9), x, y, x + 100, y, x + 100, y + 100, x, y + 100, x, y);
    }
    std::ofstream(folder / "squares.geojson") << text + "]}";
    geo::PlanInfo info;
    info.name = "Taulukko";
    geo::Layer layer;
    layer.name = "Ruudut";
    layer.path = (folder / "squares.geojson").string();
    const geo::Plan empty(info);
    geo::Edit edit;
    (void)edit.add(empty, layer);
    fs::remove(plan_path);
    (void)layers::PlanStore::create(plan_path, *geo::applied(std::make_shared<const geo::Plan>(empty), edit));
  }
  /// The pixel of a place in the window.
  static render::ScreenPoint pixel(const Window::View& view, double x_m, double y_m) {
    const render::ScreenPoint at = render::screen_from_map(view.camera, {x_m, y_m});
    return {std::round(view.left_px + at.x_px), std::round(view.top_px + at.y_px)};
  }
  static void click(const Window& window, double x_m, double y_m, const std::string& with = "click 1") {
    const render::ScreenPoint at = pixel(window.view(), x_m, y_m);
    window.act(fmt::format("mousemove {} {} {}", at.x_px, at.y_px, with));
  }
  static constexpr double x0 = 240'000, y0 = 6'711'000;
};

TEST_F(RealWindowTable, WhatIsSortedFilteredAndSelectedInTheTableIsOnTheMapAndInTheFiles) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open(display);
  ASSERT_TRUE(window.comes("idle", 60s));
  window.act("mousemove 900 300 key F4");
  ASSERT_TRUE(window.comes("table 0 1 9 9 -1 up"));
  std::this_thread::sleep_for(500ms);
  const Window::View view = window.view();
  const double table_top = view.top_px + view.camera.height_px;
  const double u = 17;
  const double head_y = table_top + std::floor(2.4 * u) + 12;
  const auto row_y = [&](int row) { return table_top + std::floor(2.4 * u) + 25 + 29 * row + 14; };

  // A click on the map selects the row, and the arrow keys go on from it.
  click(window, x0 + 50, y0 + 350);  // the lower squares lie behind the table
  ASSERT_TRUE(window.comes("selected feature 1 1 6"));
  window.act("key Escape");
  ASSERT_TRUE(window.comes("selected none"));
  std::this_thread::sleep_for(300ms);

  // Sorted by the name; the keys and the pointer select rows.
  window.act(fmt::format("mousemove {} {} click 1", view.left_px + 40, head_y));
  ASSERT_TRUE(window.comes("table 0 1 9 9 0 up"));
  window.act("key Home");
  ASSERT_TRUE(window.comes("selected feature 1 1 0")) << "Kohde 4 comes before Kohde 10";
  std::this_thread::sleep_for(300ms);
  window.act(fmt::format("mousemove {} {} click 1", view.left_px + 60, row_y(1)));
  ASSERT_TRUE(window.comes("selected feature 1 1 1"));
  window.act("key Down");
  ASSERT_TRUE(window.comes("selected feature 1 1 2"));
  window.act("key shift+Down");
  ASSERT_TRUE(window.comes("selected feature 1 2 3"));
  window.act("key ctrl+a");
  ASSERT_TRUE(window.comes("selected feature 1 9 3"));
  window.act("key Escape");
  ASSERT_TRUE(window.comes("selected none"));

  // The search lets three rows through; the button puts them alone on the map and into the plan, and another writes
  // them into a file.
  std::this_thread::sleep_for(300ms);
  window.act(fmt::format("mousemove {} {} click 1", view.left_px + 250, table_top + 20));  // the search, after the name
  std::this_thread::sleep_for(200ms);
  window.act("type --delay 40 'kohde 1'");
  ASSERT_TRUE(window.comes("table 0 1 3 9 0 up")) << "Kohde 10, 11 and 12: " << window.last("table");
  // The row of buttons ends at the right edge: seven of 30 pixels, 6 from the edge.
  const double buttons_left = view.left_px + view.camera.width_px - 6 - 7 * 30;
  window.act(fmt::format("mousemove {} {} click 1", buttons_left + 15, table_top + 20));
  ASSERT_TRUE(window.comes("plan 1 0"));
  window.act(fmt::format("mousemove {} {} click 1", buttons_left + 5 * 30 + 15, table_top + 20));
  const fs::path written = folder / "plan Ruudut.csv";
  for (int i = 0; i < 250 && !fs::exists(written); ++i) std::this_thread::sleep_for(20ms);
  std::this_thread::sleep_for(200ms);
  window.act("mousemove 900 300 key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);

  const auto store = layers::PlanStore::open(plan_path, layers::PlanStore::Access::read);
  const geo::PlanPtr plan = store.load().value;
  const geo::Layer& layer = **plan->layers().begin();
  ASSERT_EQ(layer.filter.size(), 1u);
  EXPECT_EQ(layer.filter[0].contains, "kohde 1");
  std::ifstream file(written);
  std::stringstream csv;
  csv << file.rdbuf();
  EXPECT_EQ(csv.str(), "\xEF\xBB\xBFnimi;area_m2\r\nKohde 10;600\r\nKohde 11;400\r\nKohde 12;200\r\n");
}

TEST_F(RealWindowTable, ABoxAndControlClicksGatherFeaturesAndACardStaysPinned) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open(display);
  ASSERT_TRUE(window.comes("idle", 60s));
  // A card comes when the pointer rests; a click pins it, and it stays when the pointer goes on.
  click(window, x0 + 200, y0 + 50, "");
  std::this_thread::sleep_for(600ms);
  window.act("click 1");
  ASSERT_TRUE(window.comes("card 1 0"));
  ASSERT_TRUE(window.comes("selected feature 1 1 1"));
  std::this_thread::sleep_for(500ms);  // the inspector opens beside the map
  window.act("mousemove_relative 60 90");
  std::this_thread::sleep_for(300ms);
  EXPECT_EQ(window.last("card"), "card 1 0");

  window.act("key Escape");
  ASSERT_TRUE(window.comes("card none"));
  ASSERT_TRUE(window.comes("selected none"));
  std::this_thread::sleep_for(500ms);

  // The box takes the four squares of one corner; Control and a click take one more and give one back.
  const render::ScreenPoint from = pixel(window.view(), x0 - 20, y0 - 20);
  const render::ScreenPoint to = pixel(window.view(), x0 + 270, y0 + 270);
  window.act(fmt::format("mousemove {} {} keydown ctrl mousedown 1", from.x_px, from.y_px));
  window.act(fmt::format("mousemove {} {} mousemove {} {}", (from.x_px + to.x_px) / 2, (from.y_px + to.y_px) / 2,
                         to.x_px, to.y_px));
  std::this_thread::sleep_for(200ms);
  window.act("mouseup 1 keyup ctrl");
  ASSERT_TRUE(window.comes("selected feature 1 4 0"));
  std::this_thread::sleep_for(500ms);
  click(window, x0 + 350, y0 + 350, "keydown ctrl click 1 keyup ctrl");
  ASSERT_TRUE(window.comes("selected feature 1 5 8"));
  click(window, x0 + 50, y0 + 50, "keydown ctrl click 1 keyup ctrl");
  ASSERT_TRUE(window.comes("selected feature 1 4 1"));
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);
  EXPECT_EQ(window.last("plan"), "plan 0 0") << "selecting is no edit";
}

}  // namespace
