// What the program remembers survives a restart; a damaged or locked file never stops it.
#include "app/preferences.hpp"

#include "geo/error.hpp"
#include "tests/app/program.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <unistd.h>

namespace {

namespace fs = std::filesystem;

app::Preferences changed_in_all() {
  app::Preferences p;
  p.language = "fi";
  p.dark = true;
  p.high_contrast = true;
  p.reduce_motion = true;
  p.ui_scale = 1.25;
  p.panels = {14.5, 22, 8};
  p.last_folder = "/data/äö \"kartat\"";
  p.recent_commands = {"edit.undo", "plan.open"};
  p.recent_plans = {{"/a/ö.sqlite", "Hankkio \\ \"A\"", geo::say("{0} sink sites", "6"), 1'773'000'000},
                    {"/b.sqlite", "", {}, 0}};
  return p;
}

void write(const std::string& file, const std::string& text) {
  std::ofstream(file) << text;
}

TEST(Preferences, AreReadBackAsTheyWereWritten) {
  const app_test::TemporaryFolder folder;
  const fs::path file = folder.file("deep/er/preferences.json");
  app::write_preferences(file, changed_in_all());
  const auto read = app::read_preferences(file);
  EXPECT_FALSE(read.trouble);
  EXPECT_EQ(read.value, changed_in_all());
  // Nothing is left beside the file.
  EXPECT_EQ(std::distance(fs::directory_iterator(file.parent_path()), {}), 1);
}

TEST(Preferences, AreTheDefaultsWithoutAWordWhenThereIsNoFile) {
  const app_test::TemporaryFolder folder;
  for (const fs::path& file : {fs::path(folder.file("none.json")), fs::path()}) {
    const auto read = app::read_preferences(file);
    EXPECT_FALSE(read.trouble);
    EXPECT_EQ(read.value, app::Preferences{});
  }
}

TEST(Preferences, ADamagedFileGivesTheDefaultsAndSaysSo) {
  const app_test::TemporaryFolder folder;
  const std::string file = folder.file("preferences.json");
  for (const char* text : {"", "{", "[1,2]", "null", "\xFF\xFE{}", "{\"dark\": tru", "42"}) {
    write(file, text);
    const auto read = app::read_preferences(file);
    EXPECT_TRUE(read.trouble) << text;
    EXPECT_EQ(read.value, app::Preferences{}) << text;
  }
  write(file, "{\"last_folder\": \"" + std::string(2'000'000, 'x') + "\"}");
  EXPECT_TRUE(app::read_preferences(file).trouble);
  fs::remove(file);
  fs::create_directory(file);
  EXPECT_TRUE(app::read_preferences(file).trouble);
}

TEST(Preferences, EntriesThatMakeNoSenseAreLeftOutOneByOne) {
  const app_test::TemporaryFolder folder;
  const std::string file = folder.file("preferences.json");
  write(file, R"({"language": "../../etc", "dark": "yes", "high_contrast": true, "ui_scale": 400,
                  "panels": {"left": -3, "inspector": 20, "dock": null}, "last_folder": 7, "unknown": [],
                  "recent_commands": [1, "edit.undo", {}],
                  "recent_plans": [{"path": "relative.sqlite"}, 3, {"path": "/x.sqlite", "fact": 1, "opened_at": 1e300}]})");
  const auto read = app::read_preferences(file);
  EXPECT_FALSE(read.trouble);
  app::Preferences expected;
  expected.high_contrast = true;
  expected.panels.inspector = 20;
  expected.recent_commands = {"edit.undo"};
  expected.recent_plans = {{"/x.sqlite", "", {}, 0}};
  EXPECT_EQ(read.value, expected);
}

TEST(Preferences, AFolderThatCanNotBeWrittenIsAnErrorInWordsAndTheOldFileStays) {
  const app_test::TemporaryFolder folder;
  const std::string in_the_way = folder.file("file");
  write(in_the_way, "{}");
  try {
    app::write_preferences(fs::path(in_the_way) / "preferences.json", {});
    FAIL() << "a file is no folder";
  } catch (const geo::Error& error) {
    EXPECT_FALSE(geo::english(error.reason()).empty());
  }
  EXPECT_EQ(fs::file_size(in_the_way), 2u);
  EXPECT_THROW(app::write_preferences({}, {}), geo::Error);
}

TEST(Preferences, TheirPlaceFollowsTheEnvironmentAndRelativeValuesAreIgnored) {
  const char* const before = std::getenv("XDG_CONFIG_HOME");
  const std::optional<std::string> kept = before ? std::optional<std::string>(before) : std::nullopt;
  setenv("XDG_CONFIG_HOME", "/some/where", 1);
  EXPECT_EQ(app::preferences_file(), "/some/where/hiilitie/preferences.json");
  setenv("XDG_CONFIG_HOME", "some/where", 1);
  EXPECT_NE(app::preferences_file().string().substr(0, 4), "some");
  if (kept)
    setenv("XDG_CONFIG_HOME", kept->c_str(), 1);
  else
    unsetenv("XDG_CONFIG_HOME");
}

}  // namespace
