// The window's shell driven as a person does: start page, palette, language and theme, quitting and coming back.
#include "tests/app/real_window.hpp"

#include <nlohmann/json.hpp>

#include <fstream>

namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;
using tests::Display;
using tests::RealWindow;
using tests::Window;

struct RealWindowShell : RealWindow {
  [[nodiscard]] Window start(const Display& display, const std::vector<std::string>& arguments = {}) const {
    return {display.name(), arguments, (folder / "trace").string(), own_home()};
  }
  [[nodiscard]] nlohmann::json settings() const {
    std::ifstream file(folder / "config" / "hiilitie" / "preferences.json");
    return nlohmann::json::parse(file, nullptr, false);
  }
};

TEST_F(RealWindowShell, TheStartPageOpensTheExampleAsACopyAndItIsAmongTheRecentPlansNextTime) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  const fs::path copy = folder / "data" / "hiilitie" / "Topinpuisto, Turku.sqlite";
  {
    Window window = start(display, {"--lang", "en"});
    ASSERT_TRUE(window.comes("page start", 60s));
    // The palette runs on the start page as well.
    window.act("key ctrl+k");
    ASSERT_TRUE(window.comes("overlay palette"));
    window.act("type --delay 40 'open the ex'");
    std::this_thread::sleep_for(300ms);
    window.act("key Return");
    ASSERT_TRUE(window.comes("page plan", 60s));
    ASSERT_TRUE(window.comes("idle", 60s));
    EXPECT_TRUE(fs::exists(copy));
    window.act("key ctrl+q");
    ASSERT_EQ(window.wait_for_end(), 0);
  }
  const nlohmann::json kept = settings();
  ASSERT_TRUE(kept.is_object());
  ASSERT_EQ(kept.at("recent_plans").size(), 1u);
  EXPECT_EQ(kept.at("recent_plans").at(0).at("path"), copy.string());
  EXPECT_EQ(kept.at("recent_plans").at(0).at("name"), "Topinpuisto, Turku");
  // A picture of its map was made for the start page.
  const auto pictures = folder / "cache" / "hiilitie";
  ASSERT_TRUE(fs::exists(pictures));
  EXPECT_NE(fs::directory_iterator(pictures), fs::directory_iterator());
  // Closing a plan leads back to the start page.
  Window window = start(display, {copy.string()});
  ASSERT_TRUE(window.comes("page plan", 60s));
  ASSERT_TRUE(window.comes("idle", 60s));
  window.act("mousemove 800 500 key ctrl+w");
  ASSERT_TRUE(window.comes("page start"));
  window.act("key ctrl+q");
  EXPECT_EQ(window.wait_for_end(), 0);
}

TEST_F(RealWindowShell, LanguageThemeAndScaleChosenByKeysAreThereTheNextTime) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  {
    Window window = start(display, {"--lang", "en"});
    ASSERT_TRUE(window.comes("look en light plain 100", 60s));
    window.act("mousemove 800 500 key t");
    ASSERT_TRUE(window.comes("look en dark plain 100"));
    window.act("key ctrl+l");
    ASSERT_TRUE(window.comes("look fi dark plain 100"));
    window.act("key ctrl+plus");
    ASSERT_TRUE(window.comes("look fi dark plain 125"));
    // High contrast has no key: the palette has it.
    window.act("key ctrl+k");
    ASSERT_TRUE(window.comes("overlay palette"));
    window.act("type --delay 40 kontrasti");
    std::this_thread::sleep_for(300ms);
    window.act("key Return");
    ASSERT_TRUE(window.comes("look fi dark strong 125"));
    window.act("key F1");
    ASSERT_TRUE(window.comes("overlay guide"));
    window.act("key Escape");
    ASSERT_TRUE(window.comes("overlay none"));
    window.act("key ctrl+q");
    ASSERT_EQ(window.wait_for_end(), 0);
  }
  const nlohmann::json kept = settings();
  ASSERT_TRUE(kept.is_object());
  EXPECT_EQ(kept.at("language"), "fi");
  EXPECT_EQ(kept.at("dark"), true);
  EXPECT_EQ(kept.at("high_contrast"), true);
  EXPECT_EQ(kept.at("ui_scale"), 1.25);
  Window again = start(display);
  EXPECT_TRUE(again.comes("look fi dark strong 125", 60s));
  again.act("key ctrl+q");
  EXPECT_EQ(again.wait_for_end(), 0);
}

TEST_F(RealWindowShell, ANewPlanIsMadeFromTheKeyboardAlone) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = start(display, {"--lang", "en"});
  ASSERT_TRUE(window.comes("page start", 60s));
  window.act("key ctrl+n");
  ASSERT_TRUE(window.comes("overlay new-plan"));
  std::this_thread::sleep_for(500ms);
  window.act("key ctrl+a");
  window.act("type --delay 40 Hankkio");
  window.act("key Return");
  std::this_thread::sleep_for(300ms);
  window.act("key ctrl+Return");
  ASSERT_TRUE(window.comes("page plan", 60s));
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);
  const fs::path made = folder / "data" / "hiilitie" / "Hankkio.sqlite";
  ASSERT_TRUE(fs::exists(made));
  EXPECT_EQ(layers::PlanStore::open(made.string(), layers::PlanStore::Access::read).load().value->info().name,
            "Hankkio");
}

TEST_F(RealWindowShell, TheHistoryIsOpenedByKeyAndADamagedSettingsFileStopsNothing) {
  fs::create_directories(folder / "config" / "hiilitie");
  std::ofstream(folder / "config" / "hiilitie" / "preferences.json") << "{ damaged";
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = start(display, {plan_path, "--lang", "fi"});
  ASSERT_TRUE(window.comes("idle", 60s));
  window.act("mousemove 800 400 key ctrl+h");
  ASSERT_TRUE(window.comes("overlay history"));
  window.act("key Escape");
  ASSERT_TRUE(window.comes("overlay none"));
  window.act("key ctrl+q");
  EXPECT_EQ(window.wait_for_end(), 0);
  EXPECT_TRUE(settings().is_object()) << "quitting wrote them anew";
}

}  // namespace
