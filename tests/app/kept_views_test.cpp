// Kept views and presenting without a window: each change is one edit, going to a view is none.
#include "app/presentation.hpp"
#include "app/workspace.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/own_folder.hpp"

#include <GLFW/glfw3.h>
#include <fmt/format.h>

#include <filesystem>
#include <unistd.h>

namespace app {
namespace {

namespace fs = std::filesystem;

struct KeptViews : testing::Test {
  KeptViews() {
    folder = fs::temp_directory_path() / fmt::format("hiilitie_views_{}", getpid());
    fs::remove_all(folder);
    fs::create_directories(folder);
    path = (folder / "plan.sqlite").string();
    geo::PlanInfo info;
    info.name = "Test";
    info.base_year = 2015;
    info.horizon_year = 2045;
    const geo::Plan plan(info);
    geo::Edit edit;
    for (const char* name : {"Roads", "Houses"}) {
      geo::Layer layer;
      layer.name = name;
      layer.path = std::string("nowhere/") + name + ".gpkg";
      layers.push_back(edit.add(plan, layer));
    }
    (void)layers::PlanStore::create(path, *geo::applied(std::make_shared<const geo::Plan>(plan), edit));
    w.camera = {{330'000, 6'820'000}, 5, 1000, 800};
    w.take(std::make_unique<Session>(path));
    w.camera_is_set = true;
    w.navigation.reduced_motion = true;
    w.set_year(2020);
  }
  /// Keeps a view of this place and returns its id.
  geo::Id<geo::View> keep_at(double x_m, int year) {
    w.camera.centre.x_m = x_m;
    w.set_year(year);
    keep_view(w);
    return w.views.current;
  }
  void settle() { w.navigation.step(w.camera, std::chrono::steady_clock::now()); }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> all;
    for (const ViewRow& row : kept_views(w.plan())) all.push_back(row->name);
    return all;
  }
  [[nodiscard]] std::size_t edits() const { return w.session().history().done().size(); }
  OwnFolder folder;
  std::string path;
  std::vector<geo::Id<geo::Layer>> layers;
  Workspace w{[] {}};
};

TEST_F(KeptViews, AKeptViewHoldsWhatIsSeenAndGoesThereAgain) {
  w.state.heatmap_visible = false;
  w.state.visible.partners = false;
  const auto id = keep_at(331'000, 2030);
  EXPECT_EQ(edits(), 1u);
  const geo::View view = *w.plan().views().find(id);
  EXPECT_EQ(view.centre_x_m, 331'000);
  EXPECT_EQ(view.height_m, 4'000);
  EXPECT_EQ(view.m_per_px, 5);
  EXPECT_EQ(view.year, 2030);
  EXPECT_THAT(view.hidden, testing::UnorderedElementsAre("heatmap", "partner"));

  w.state.heatmap_visible = true;
  w.state.visible.partners = true;
  w.camera = {{300'000, 6'700'000}, 1, 1000, 400};
  w.set_year(2020);
  const geo::Plan before = w.plan();
  go_to_view(w, id);
  settle();
  EXPECT_EQ(w.plan(), before);
  EXPECT_EQ(edits(), 1u);
  EXPECT_EQ(w.camera.centre.x_m, 331'000);
  EXPECT_NEAR(w.camera.m_per_px, 10, 1e-9) << "the same height of land in a map of half the pixels";
  EXPECT_EQ(w.state.year, 2030);
  EXPECT_FALSE(w.state.heatmap_visible);
  EXPECT_FALSE(w.state.visible.partners);
  leave_view(w);
  EXPECT_TRUE(w.state.heatmap_visible);
  EXPECT_TRUE(w.state.visible.partners);
}

TEST_F(KeptViews, LayersAreShownAsTheViewSaysAndThePlanStaysAsItIs) {
  toggle_layer(w, layers[1]);  // an edit: no view is shown
  EXPECT_EQ(edits(), 1u);
  const auto without_houses = keep_at(331'000, 2020);
  toggle_layer(w, layers[1]);
  const std::size_t done = edits();
  ASSERT_EQ(w.shown_plan(), w.session().plan());

  go_to_view(w, without_houses);
  EXPECT_TRUE(w.plan().layers().find(layers[1])->visible);
  EXPECT_FALSE(w.shown_plan()->layers().find(layers[1])->visible);
  EXPECT_TRUE(w.shown_plan()->layers().find(layers[0])->visible);
  EXPECT_EQ(w.shown_plan(), w.shown_plan()) << "made once";
  toggle_layer(w, layers[0]);  // what is shown, not the plan
  EXPECT_FALSE(w.shown_plan()->layers().find(layers[0])->visible);
  EXPECT_EQ(edits(), done);
  update_view(w, without_houses);
  EXPECT_EQ(edits(), done + 1);
  EXPECT_EQ(hidden_layers(w.plan().views().find(without_houses)->hidden).size(), 2u);
  leave_view(w);
  EXPECT_EQ(w.shown_plan(), w.session().plan());
}

TEST_F(KeptViews, AViewThatShowsWhatIsShownAnywayOverridesNothing) {
  const auto id = keep_at(331'000, 2020);
  go_to_view(w, id);
  EXPECT_FALSE(w.views.shown);
}

TEST_F(KeptViews, AllChangesAreOneEditEachAndUndoTakesThemBack) {
  const auto a = keep_at(1'000, 2020);
  const auto b = keep_at(2'000, 2025);
  const auto c = keep_at(3'000, 2030);
  for (const auto& [id, name] : {std::pair{a, "A"}, std::pair{b, "B"}, std::pair{c, "C"}})
    w.edit(renamed_view(w.plan(), id, name));
  EXPECT_THAT(names(), testing::ElementsAre("A", "B", "C"));
  const auto each = [&](auto&& change, const std::vector<std::string>& expected) {
    const geo::Plan before = w.plan();
    const std::size_t done = edits();
    change();
    EXPECT_EQ(edits(), done + 1);
    EXPECT_EQ(names(), expected);
    w.undo();
    EXPECT_EQ(w.plan(), before);
  };
  each([&] { w.edit(*moved_view(w.plan(), c, 0)); }, {"C", "A", "B"});
  each([&] { w.edit(*moved_view(w.plan(), a, 2)); }, {"B", "C", "A"});
  each([&] { w.edit(*moved_view(w.plan(), a, 99)); }, {"B", "C", "A"});
  each([&] { w.edit(noted_view(w.plan(), b, "Why")); }, {"A", "B", "C"});
  each([&] { remove_view(w, b); }, {"A", "C"});
  w.camera.centre.y_m += 500;
  each([&] { update_view(w, b); }, {"A", "B", "C"});
  EXPECT_FALSE(moved_view(w.plan(), b, 1)) << "it is there already";
}

TEST_F(KeptViews, ARemovedViewIsNoLongerShown) {
  w.state.heatmap_visible = false;
  const auto id = keep_at(1'000, 2020);
  w.state.heatmap_visible = true;
  go_to_view(w, id);
  ASSERT_TRUE(w.views.shown);
  w.undo();
  w.update();
  EXPECT_FALSE(w.views.shown);
  EXPECT_FALSE(w.views.current);
  EXPECT_TRUE(w.state.heatmap_visible);
}

TEST(HiddenWords, ThatSayNothingArePassedOver) {
  MapState state;
  hide({"heatmap", "unicorn", "layer:", "layer:x", "layer:9999999999999999999999", "", "sink_site"}, state);
  EXPECT_FALSE(state.heatmap_visible);
  EXPECT_FALSE(state.visible.sink_sites);
  EXPECT_TRUE(state.visible.partners);
  EXPECT_THAT(hidden_layers({"layer:", "layer:x", "layer:7y", "layer:9999999999999999999999", "layer:3"}),
              testing::ElementsAre(geo::Id<geo::Layer>{3}));
}

TEST_F(KeptViews, PresentingStepsThroughThemAndChangesNothing) {
  w.state.heatmap_visible = false;
  keep_at(1'000, 2020);
  w.state.heatmap_visible = true;
  keep_at(2'000, 2030);
  keep_at(3'000, 2040);
  w.views.current = {};
  w.camera.centre.x_m = 77'000;
  w.set_year(2017);
  const geo::Plan before = w.plan();
  const std::size_t done = edits();
  begin_presentation(w);
  settle();
  EXPECT_EQ(present_step(w).number, 1u);
  EXPECT_EQ(present_step(w).count, 3u);
  EXPECT_EQ(w.camera.centre.x_m, 1'000);
  EXPECT_FALSE(w.state.heatmap_visible);
  for (const int key : {GLFW_KEY_RIGHT, GLFW_KEY_PAGE_DOWN, GLFW_KEY_SPACE}) EXPECT_TRUE(take_presentation_key(w, key));
  settle();
  EXPECT_EQ(present_step(w).number, 3u) << "the last step stays";
  EXPECT_EQ(w.state.year, 2040);
  EXPECT_TRUE(w.state.heatmap_visible);
  take_presentation_key(w, GLFW_KEY_PAGE_UP);
  EXPECT_EQ(present_step(w).number, 2u);
  take_presentation_key(w, GLFW_KEY_HOME);
  EXPECT_EQ(present_step(w).number, 1u);
  take_presentation_key(w, GLFW_KEY_PERIOD);
  EXPECT_TRUE(w.presentation.blank);
  take_presentation_key(w, GLFW_KEY_RIGHT);
  EXPECT_FALSE(w.presentation.blank);
  take_presentation_key(w, GLFW_KEY_T);
  EXPECT_EQ(w.state.theme, render::ThemeKind::dark);
  EXPECT_FALSE(take_presentation_key(w, GLFW_KEY_X));
  take_presentation_key(w, GLFW_KEY_ESCAPE);
  settle();
  EXPECT_FALSE(w.presentation.on);
  EXPECT_EQ(w.camera.centre.x_m, 77'000);
  EXPECT_EQ(w.camera.m_per_px, 5);
  EXPECT_EQ(w.state.year, 2017);
  EXPECT_EQ(w.state.theme, render::ThemeKind::light);
  EXPECT_TRUE(w.state.heatmap_visible);
  EXPECT_FALSE(w.views.shown);
  EXPECT_EQ(w.plan(), before);
  EXPECT_EQ(edits(), done);
}

TEST_F(KeptViews, PresentingWithoutKeptViewsShowsWhatIsSeen) {
  const render::Camera before = w.camera;
  begin_presentation(w);
  settle();
  EXPECT_EQ(w.camera.centre, before.centre);
  EXPECT_EQ(present_step(w).title, "Test");
  EXPECT_FALSE(present_step(w).sentence.empty());
  for (const int key : {GLFW_KEY_RIGHT, GLFW_KEY_LEFT, GLFW_KEY_HOME, GLFW_KEY_END}) take_presentation_key(w, key);
  EXPECT_EQ(w.camera.centre, before.centre);
  take_presentation_key(w, GLFW_KEY_F11);
  EXPECT_FALSE(w.presentation.on);
}

TEST(PresentationSizes, FollowTheWindow) {
  // Titles are 1.42 u and a twentieth of the height, text 0.89 u and a thirty-second.
  for (const float height_px : {768.0f, 900.0f, 1080.0f, 1440.0f, 2160.0f}) {
    const float u = presentation_u(height_px);
    EXPECT_NEAR(1.42f * u, height_px / 20, 1.0f);
    EXPECT_NEAR(0.89f * u, height_px / 32, 0.6f);
    EXPECT_GT(0.83f * u, height_px / 37) << "nothing is smaller";
  }
}

}  // namespace
}  // namespace app
