// How a linked layer's picture follows its style, its filter and what is selected in it.
#include "app/map/map_overlay.hpp"
#include "app/workspace.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/own_folder.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>
#include <thread>
#include <unistd.h>

namespace app {
namespace {

namespace fs = std::filesystem;

/// A plan with a layer of ten squares, 100 m apart, whose attribute `n` is 0 to 9.
struct WithLayer : testing::Test {
  WithLayer() {
    fs::remove_all(folder);
    fs::create_directories(folder);
    std::string json =
        R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3067"}},"features":[)";
    for (int n = 0; n < 10; ++n) {
      const int x = 240'000 + 100 * n, y = 6'710'000;
      json += fmt::format(
          R"({}{{"type":"Feature","properties":{{"n":{},"name":"house {}"}},"geometry":{{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
          n == 0 ? "" : ",", n, n, x, y, x + 50, y, x + 50, y + 50, x, y + 50, x, y);
    }
    std::ofstream(folder / "houses.geojson") << json << "]}";
    geo::PlanInfo info;
    info.name = "Test";
    geo::Plan plan(info);
    geo::Layer layer;
    layer.name = "Houses";
    layer.path = "houses.geojson";
    layer.role = geo::Role::building;
    geo::Edit edit;
    id = edit.add(plan, layer);
    const std::string path = (folder / "plan.sqlite").string();
    (void)layers::PlanStore::create(path, *geo::applied(std::make_shared<const geo::Plan>(plan), edit));
    workspace.camera = {.centre = {240'500, 6'710'025}, .m_per_px = 1, .width_px = 1200, .height_px = 200};
    workspace.camera_is_set = true;
    workspace.take(std::make_unique<Session>(path));
    wait();
    wait();
  }
  void wait() {
    do {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      workspace.update();
    } while (!workspace.jobs.idle());
  }
  [[nodiscard]] const LayerPicture& picture() const { return workspace.derived.pictures().at(id); }
  void set_filter(std::vector<geo::Condition> filter) {
    geo::Layer changed = *workspace.plan().layers().find(id);
    changed.filter = std::move(filter);
    geo::Edit edit;
    edit.set(workspace.plan(), id, changed);
    workspace.edit(std::move(edit));
  }
  render::Scene scene() {
    return map_scene(workspace.plan(), workspace.state, workspace.derived.pictures(), nullptr,
                     workspace.derived.origin(), plan_scene);
  }

  OwnFolder folder{fs::temp_directory_path() / fmt::format("hiilitie_layer_picture_{}", getpid())};
  geo::Id<geo::Layer> id;
  Workspace workspace{[] {}};
  render::PlanScene plan_scene;
};

TEST_F(WithLayer, AHeldStyleIsInTheNextPictureAndLeavesTheMeshesAlone) {
  const auto batch = picture().batch;
  ASSERT_TRUE(batch);
  geo::Style style;
  style.mode = geo::StyleMode::single;
  style.fill = {1, 2, 3, 255};
  hold_style(workspace, id, style);
  workspace.update();
  EXPECT_EQ(picture().symbols->symbols.front().fill, style.fill);
  EXPECT_EQ(picture().batch, batch);
  EXPECT_TRUE(workspace.session().history().done().empty());
  workspace.let_go();
  workspace.update();
  EXPECT_NE(picture().symbols->symbols.front().fill, style.fill);
  EXPECT_EQ(picture().batch, batch);
}

TEST_F(WithLayer, AFilterHidesFeaturesAtOnceAndIsCountedInTheLegend) {
  const auto batch = picture().batch;
  geo::Condition condition;
  condition.attribute = "n";
  condition.low = 7;
  set_filter({condition});
  workspace.update();
  EXPECT_EQ(picture().batch, batch);
  ASSERT_TRUE(picture().shown);
  EXPECT_EQ(picture().shown->count(), 3u);
  EXPECT_EQ(picture().symbols->symbol_of(6), render::hidden_symbol);
  EXPECT_NE(picture().symbols->symbol_of(7), render::hidden_symbol);
  const render::Legend legend = map_legend(workspace.plan(), workspace.state, workspace.derived.pictures(), nullptr);
  ASSERT_EQ(legend.groups.size(), 1u);
  EXPECT_NE(legend.groups[0].entries[0].text.find('3'), std::string::npos);
  workspace.undo();
  workspace.update();
  EXPECT_FALSE(picture().shown);
}

TEST_F(WithLayer, BreaksAndColoursAreThoseOfAllFeaturesWhateverIsShown) {
  geo::Style style;
  style.mode = geo::StyleMode::classes;
  style.attribute = "n";
  style.class_method = geo::ClassMethod::equal;
  style.class_count = 3;
  set_style(workspace, id, style, geo::say("styled"));
  workspace.update();
  const auto all = picture().symbols;
  geo::Condition condition;
  condition.attribute = "n";
  condition.high = 4;
  set_filter({condition});
  workspace.update();
  for (std::size_t f = 0; f < 5; ++f)
    EXPECT_EQ(picture().symbols->symbols[picture().symbols->symbol_of(f)].fill, all->symbols[all->symbol_of(f)].fill);
}

TEST_F(WithLayer, WhatIsSelectedLiesOverTheLayerAndFollowsItsFilter) {
  auto rows = std::make_shared<geo::RowSet>(10);
  rows->set(2);
  rows->set(8);
  workspace.state.selected_rows = {{id, rows}};
  workspace.update();
  ASSERT_TRUE(picture().selected);
  EXPECT_EQ(picture().selected->symbol_of(2), 0);
  EXPECT_EQ(picture().selected->symbol_of(3), render::hidden_symbol);
  ASSERT_EQ(scene().selection.size(), 1u);
  EXPECT_EQ(scene().selection[0].batch, picture().batch);
  geo::Condition condition;
  condition.attribute = "n";
  condition.low = 5;
  set_filter({condition});
  workspace.update();
  EXPECT_EQ(picture().selected->symbol_of(2), render::hidden_symbol);
  EXPECT_EQ(picture().selected->symbol_of(8), 0);
  workspace.state.selected_rows.clear();
  workspace.update();
  EXPECT_TRUE(scene().selection.empty());
}

TEST_F(WithLayer, TheFeatureUnderThePointerIsFoundUnlessItIsHidden) {
  const auto hovered = hovered_at(workspace, {240'225, 6'710'025});
  ASSERT_TRUE(hovered);
  EXPECT_EQ(hovered->layer, id);
  EXPECT_EQ(hovered->feature, 2u);
  EXPECT_TRUE(hovered_feature(workspace.derived, id, 2).batch);
  EXPECT_FALSE(hovered_feature(workspace.derived, id, 99).batch);
  EXPECT_FALSE(hovered_at(workspace, {240'275, 6'710'025}));
  geo::Condition condition;
  condition.attribute = "n";
  condition.low = 5;
  set_filter({condition});
  workspace.update();
  EXPECT_FALSE(hovered_at(workspace, {240'225, 6'710'025}));
  MapOverlay overlay;
  EXPECT_TRUE(overlay.layers(workspace.session().plan(), workspace.state, workspace.derived, hovered).empty());
}

TEST_F(WithLayer, APageLeavesOutLayersThatAreNotDrawnAtItsScale) {
  geo::Layer changed = *workspace.plan().layers().find(id);
  changed.coarsest_scale = 20'000;
  changed.blend = geo::Blend::multiply;
  geo::Edit edit;
  edit.set(workspace.plan(), id, changed);
  workspace.edit(std::move(edit));
  workspace.update();
  EXPECT_EQ(scene().below.size(), 1u);
  EXPECT_EQ(scene().below[0].scales.coarsest, 20'000);
  EXPECT_EQ(scene().below[0].blend, geo::Blend::multiply);
  workspace.state.fixed_scale = 25'000;
  EXPECT_TRUE(scene().below.empty());
  workspace.state.fixed_scale = 15'000;
  ASSERT_EQ(scene().below.size(), 1u);
  EXPECT_EQ(scene().below[0].scales, render::ScaleRange{}) << "the page's own pixels say nothing about its scale";
}

}  // namespace
}  // namespace app
