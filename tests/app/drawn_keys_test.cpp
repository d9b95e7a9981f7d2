// The keyboard alone: Tab and F6 lead to every control, arrow keys move every slider.
#include "app/layer_actions.hpp"
#include "app/styling.hpp"
#include "layers/example_file.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/drawn_window.hpp"
#include "tests/app/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace app_test {
namespace {

namespace fs = std::filesystem;

/// The example with a layer of ten squares that have a number, selected.
struct DrawnKeys : testing::Test {
  void SetUp() override {
    if (!has_offscreen()) GTEST_SKIP() << "No OpenGL here.";
    const std::string path = folder.file("plan.sqlite");
    (void)layers::PlanStore::create(
        path, layers::read_plan_toml(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" / "topinpuisto.toml"));
    const std::string lots = folder.file("lots.geojson");
    {
      std::ofstream file(lots);
      file << R"({"type":"FeatureCollection","features":[)";
      for (int i = 0; i < 10; ++i) {
        const double lon = 22.30 + 0.002 * i;
        file << (i ? "," : "")
             << fmt::format(R"({{"type":"Feature","properties":{{"size":{}}},"geometry":{{"type":"Polygon",
                  "coordinates":[[[{:.5f},60.48],[{:.5f},60.48],[{:.5f},60.4809],[{:.5f},60.48]]]}}}})",
                            i * i, lon, lon + 0.0015, lon + 0.0015, lon);
      }
      file << "]}";
    }
    window.emplace(ImVec2{1600, 900}, "en", 100, render::ThemeKind::light);
    window->w.take(std::make_unique<app::Session>(path));
    window->settle();
    window->w.add_files({lots});
    window->settle();
    ASSERT_EQ(window->w.plan().layers().size(), 1u);
    layer = (*window->w.plan().layers().begin()).id;
    app::Selection selection;
    selection.layer = layer;
    window->w.select(selection);
    app::show_style(window->w);
    window->settle();
  }
  TemporaryFolder folder;
  std::optional<DrawnWindow> window;
  geo::Id<geo::Layer> layer;
};

TEST_F(DrawnKeys, TabAndF6LeadToEveryControlInSight) {
  window->w.table.open = true;
  window->settle();
  std::set<std::string> wanted;
  for (const char* kind : {"icon ", "field ", "tab ", "check ", "eye ", "layer ", "slider ", "group ", "filter "})
    for (const std::string& words : DrawnWindow::controls(kind)) wanted.insert(words);
  wanted.erase("field ");  // a line without a label holds a check box, which is there by its own words
  ASSERT_GT(wanted.size(), 40u);
  std::set<std::string> reached;
  (void)window->walk([&](const std::set<std::string>& now) {
    reached.insert(now.begin(), now.end());
    return false;
  });
  std::vector<std::string> never;
  std::set_difference(wanted.begin(), wanted.end(), reached.begin(), reached.end(), std::back_inserter(never));
  EXPECT_THAT(never, testing::IsEmpty());
}

TEST_F(DrawnKeys, ArrowKeysMoveEverySliderAndEachPressIsOneEdit) {
  app::Workspace& w = window->w;
  ASSERT_TRUE(window->focus("slider year"));
  const int year = w.state.year;
  window->key(GLFW_KEY_RIGHT);
  EXPECT_EQ(w.state.year, year + 1);
  window->key(GLFW_KEY_LEFT);
  EXPECT_EQ(w.state.year, year);

  const auto moves = [&](const std::string& slider) {
    ASSERT_TRUE(window->focus(slider)) << slider;
    const auto before = w.session().revision();
    window->key(GLFW_KEY_LEFT);
    if (w.session().revision() == before) window->key(GLFW_KEY_RIGHT);  // it stood at its lower end
    EXPECT_EQ(w.session().revision(), before + 1) << slider;
  };
  for (const geo::StyleMode mode : {geo::StyleMode::single, geo::StyleMode::classes}) {
    app::choose_mode(w, layer, mode);
    window->settle();
    std::vector<std::string> sliders = DrawnWindow::controls("slider ");
    for (const std::string& knob : DrawnWindow::controls("break ")) sliders.push_back(knob);
    EXPECT_GT(sliders.size(), 2u);
    for (const std::string& slider : sliders)
      if (slider != "slider year") {
        ASSERT_NO_FATAL_FAILURE(moves(slider));
      }
  }
  // A colour's field, hue and opacity.
  app::choose_mode(w, layer, geo::StyleMode::single);
  ASSERT_TRUE(window->press("field Fill"));
  for (const char* slider : {"slider field", "slider hue", "slider alpha"}) {
    ASSERT_NO_FATAL_FAILURE(moves(slider));
  }
  ASSERT_TRUE(window->focus("slider field"));
  const auto before = w.session().revision();
  window->key(GLFW_KEY_DOWN);
  EXPECT_EQ(w.session().revision(), before + 1);
  window->close_menus();
}

TEST_F(DrawnKeys, ArrowKeysMoveBothEndsOfATablesFilter) {
  app::Workspace& w = window->w;
  w.table.open = true;
  w.table.show({app::TableKind::layer, layer});
  window->settle();
  ASSERT_TRUE(window->press("filter size"));
  ASSERT_TRUE(window->shows("slider low"));
  ASSERT_TRUE(window->focus("slider low"));
  window->key(GLFW_KEY_RIGHT);
  window->settle();
  EXPECT_LT(w.table.shown().size(), 10u);
  ASSERT_TRUE(window->focus("slider high"));
  window->key(GLFW_KEY_LEFT);
  window->settle();
  ASSERT_EQ(w.table.query().conditions.size(), 1u);
  EXPECT_GT(w.table.query().conditions.front().low.value_or(0), 0);
  EXPECT_LT(w.table.query().conditions.front().high.value_or(81), 81);
}

}  // namespace
}  // namespace app_test
