// The palette finds what a planner types, and does it.
#include "app/palette.hpp"

#include "app/text.hpp"
#include "layers/example_file.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/program.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>

namespace {

namespace fs = std::filesystem;

struct Palette : testing::Test {
  Palette() {
    const std::string path = folder.file("plan.sqlite");
    (void)layers::PlanStore::create(
        path, layers::read_plan_toml(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" / "topinpuisto.toml"));
    app::set_language("en");
    workspace.take(std::make_unique<app::Session>(path));
    workspace.camera.width_px = 800;
    workspace.camera.height_px = 600;
  }
  ~Palette() override { app::set_language("en"); }
  [[nodiscard]] std::vector<app::PaletteEntry> entries(std::string_view typed) const {
    return app::palette_entries(workspace, typed);
  }
  app_test::TemporaryFolder folder;
  app::Workspace workspace{[] {}};
};

TEST_F(Palette, ReachesEveryCommandByItsOwnWordsInBothLanguages) {
  for (const char* language : {"fi", "en"}) {
    app::set_language(language);
    for (const app::Command& command : app::commands()) {
      const std::string_view id = command.id;
      if (id == "edit.cancel" || id == "window.palette") continue;  // Esc, and the palette itself
      const std::string text = app::tr(command.text);
      ASSERT_FALSE(text.empty()) << id;
      const auto found = entries(text);
      ASSERT_FALSE(found.empty()) << text;
      const bool is_there = std::any_of(found.begin(), found.end(), [&](const app::PaletteEntry& entry) {
        return entry.is_command() && std::get<const app::Command*>(entry.target) == &command;
      });
      EXPECT_TRUE(is_there) << text;
    }
  }
}

TEST_F(Palette, EveryCommandHasWordsOfItsOwn) {
  for (const char* language : {"fi", "en"}) {
    app::set_language(language);
    std::vector<std::string> texts;
    for (const app::Command& command : app::commands()) texts.emplace_back(app::tr(command.text));
    std::sort(texts.begin(), texts.end());
    const auto twice = std::adjacent_find(texts.begin(), texts.end());
    EXPECT_EQ(twice, texts.end()) << *twice;
  }
}

TEST_F(Palette, FindsThingsOfThePlanAndShowsThem) {
  const auto found = entries("gasum");
  ASSERT_FALSE(found.empty());
  const auto thing =
      std::find_if(found.begin(), found.end(), [](const app::PaletteEntry& entry) { return !entry.is_command(); });
  ASSERT_NE(thing, found.end());
  EXPECT_EQ(thing->text, "Gasum");
  EXPECT_TRUE(app::act(*thing, workspace));
  EXPECT_FALSE(workspace.selection.empty());
  ASSERT_TRUE(workspace.selection_box());
  EXPECT_TRUE(workspace.camera.box().contains(workspace.selection_box()->centre()));
}

TEST_F(Palette, PutsWhatWasUsedLastInFront) {
  const auto before = entries("");
  ASSERT_GT(before.size(), 10u);
  const auto zoom = std::find_if(before.begin(), before.end(), [](const app::PaletteEntry& entry) {
    return entry.is_command() && std::string_view(std::get<const app::Command*>(entry.target)->id) == "map.zoom-plan";
  });
  ASSERT_NE(zoom, before.end());
  ASSERT_NE(zoom, before.begin());
  EXPECT_TRUE(app::act(*zoom, workspace));
  const auto after = entries("");
  EXPECT_EQ(std::get<const app::Command*>(after.front().target), std::get<const app::Command*>(zoom->target));
}

TEST_F(Palette, AYearOfThePlanIsOfferedAndShown) {
  const auto found = entries("2030");
  ASSERT_FALSE(found.empty());
  ASSERT_TRUE(std::holds_alternative<int>(found.front().target));
  EXPECT_TRUE(app::act(found.front(), workspace));
  EXPECT_EQ(workspace.state.year, 2030);
  for (const char* other : {"1066", "2030.5", "20300", "-2030"})
    for (const app::PaletteEntry& entry : entries(other)) EXPECT_FALSE(std::holds_alternative<int>(entry.target));
}

TEST_F(Palette, SaysWhyACommandCanNotBeRun) {
  workspace.select({});
  for (const app::PaletteEntry& entry : entries(app::tr("Zoom to the selection"))) {
    if (!entry.is_command() || entry.enabled) continue;
    EXPECT_FALSE(entry.aside.empty()) << entry.text;
    EXPECT_FALSE(app::act(entry, workspace));
  }
}

TEST(TypedPlace, IsReadInTheWaysThatPeopleWriteIt) {
  const geo::Crs tm35 = geo::Crs::tm35fin();
  for (const char* typed :
       {"N 6820704 E 334622", "N 6 820 704 E 334 622", "6820704 334622", "6820704, 334622", "n6820704 e334622",
        "N\u00A06\u202F820\u202F704  E\u00A0334\u202F622", "P 6820704 I 334622"}) {
    const auto place = app::place_from(typed, tm35);
    ASSERT_TRUE(place) << typed;
    EXPECT_DOUBLE_EQ(place->y_m, 6820704) << typed;
    EXPECT_DOUBLE_EQ(place->x_m, 334622) << typed;
  }
  const geo::MapPoint expected = geo::map_from_lonlat(tm35, {23.8, 61.5});
  for (const char* typed : {"61.5, 23.8", "61,5 23,8", "61.5 23.8", "N 61.5 E 23.8", "61.5° 23.8°", "61,5; 23,8"}) {
    const auto place = app::place_from(typed, tm35);
    ASSERT_TRUE(place) << typed;
    EXPECT_NEAR(place->y_m, expected.y_m, 1e-6) << typed;
    EXPECT_NEAR(place->x_m, expected.x_m, 1e-6) << typed;
  }
}

TEST(TypedPlace, IsNotSeenInOtherWordsAndNumbers) {
  const geo::Crs tm35 = geo::Crs::tm35fin();
  for (const char* typed : {"", "2030", "61.5", "kaatopaikka", "N", "N E", "6820704", "61.5, 23.8, 4", "1e5 1e5",
                            "95 23", "99999999999 99999999999", "12 apples", "- -", "nan nan", "61..5 23"})
    EXPECT_FALSE(app::place_from(typed, tm35)) << typed;
}

}  // namespace
