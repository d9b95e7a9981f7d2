// Linked files that have moved: found by name, checked, linked again in one step.
#include "app/relink.hpp"

#include "app/workspace.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/own_folder.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>
#include <unistd.h>

namespace app {
namespace {

namespace fs = std::filesystem;

constexpr const char* point_file = R"({"type":"FeatureCollection","name":"spots","features":[{"type":"Feature",
  "properties":{"name":"a"},"geometry":{"type":"Point","coordinates":[22.3,60.5]}}]})";

struct MovedFiles : testing::Test {
  MovedFiles() {
    folder = fs::temp_directory_path() / fmt::format("hiilitie_relink_{}", getpid());
    fs::remove_all(folder);
    fs::create_directories(folder / "plans");
    fs::create_directories(folder / "plans" / "moved" / "deeper");
    fs::create_directories(folder / "plans" / ".hidden");
    path = (folder / "plans" / "plan.sqlite").string();
    geo::Plan plan;
    geo::Edit edit;
    for (const char* name : {"spots", "roads"}) {
      geo::Layer layer;
      layer.name = name;
      layer.path = std::string("data/") + name + ".geojson";
      layer.sublayer = "spots";
      ids.push_back(edit.add(plan, layer));
    }
    geo::Layer tiles;
    tiles.kind = geo::LayerKind::tiles;
    tiles.path = "https://tile.example.org/{z}/{x}/{y}.png";
    edit.add(plan, tiles);
    (void)layers::PlanStore::create(path, *geo::applied(std::make_shared<const geo::Plan>(plan), edit));
    workspace.take(std::make_unique<Session>(path));
  }
  void write(const fs::path& file, const std::string& text = point_file) const {
    fs::create_directories(file.parent_path());
    std::ofstream(file) << text;
  }
  void wait() {
    do {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      workspace.update();
    } while (!workspace.jobs.idle());
  }
  OwnFolder folder;
  std::string path;
  std::vector<geo::Id<geo::Layer>> ids;
  Workspace workspace{[] {}};
};

TEST_F(MovedFiles, OnlyFilesThatAreNotThereAreMissing) {
  EXPECT_EQ(missing_layers(workspace.plan(), path).size(), 2u) << "a tile service is no file";
  write(folder / "plans" / "data" / "spots.geojson");
  const auto missing = missing_layers(workspace.plan(), path);
  ASSERT_EQ(missing.size(), 1u);
  EXPECT_EQ(missing.front().name, "roads");
}

TEST_F(MovedFiles, FilesAreFoundByNameInAnyCaseButNotInHiddenFolders) {
  write(folder / "plans" / "moved" / "deeper" / "SPOTS.GeoJSON");
  write(folder / "plans" / ".hidden" / "spots.geojson");
  geo::Progress progress;
  const auto found = files_named({"spots.geojson"}, folder / "plans", 3, progress);
  ASSERT_EQ(found.size(), 1u);
  ASSERT_EQ(found.begin()->second.size(), 1u);
  EXPECT_EQ(fs::path(found.begin()->second.front()).filename(), "SPOTS.GeoJSON");
  EXPECT_TRUE(files_named({"spots.geojson"}, folder / "plans", 1, progress).empty()) << "too deep";
  EXPECT_TRUE(files_named({"spots.geojson"}, folder / "nowhere", 3, progress).empty());
}

TEST_F(MovedFiles, AreLinkedAgainInOneStepThatUndoTakesBack) {
  write(folder / "plans" / "moved" / "spots.geojson");
  write(folder / "plans" / "moved" / "roads.geojson");
  const geo::Plan before = workspace.plan();
  ask_relink(workspace);
  wait();
  wait();
  ASSERT_TRUE(workspace.relink_question);
  EXPECT_EQ(workspace.relink_question->found_count(), 2u);
  relink(workspace);
  EXPECT_EQ(workspace.session().history().done().size(), 1u);
  EXPECT_EQ(workspace.plan().layers().find(ids[0])->path, fs::path("moved/spots.geojson").string());
  EXPECT_TRUE(missing_layers(workspace.plan(), path).empty());
  wait();
  const auto* linked = workspace.derived.linked(ids[0]);
  ASSERT_TRUE(linked && linked->loaded && linked->loaded->features);
  EXPECT_EQ(linked->loaded->features->size(), 1u);
  workspace.undo();
  EXPECT_EQ(workspace.plan(), before);
}

TEST_F(MovedFiles, TheFolderOfOneChosenFileIsSearchedForTheOthers) {
  const fs::path far_away = folder / "elsewhere" / "a" / "b" / "c" / "d";
  write(far_away / "spots.geojson");
  write(far_away / "roads.geojson");
  ask_relink(workspace);
  wait();
  ASSERT_TRUE(workspace.relink_question);
  EXPECT_EQ(workspace.relink_question->found_count(), 0u);
  for (const auto& row : workspace.relink_question->rows) EXPECT_EQ(row.state, RelinkQuestion::State::not_found);
  choose_path(workspace, ids[0], far_away.string());  // a folder stands for the file in it
  wait();
  wait();
  EXPECT_EQ(workspace.relink_question->found_count(), 2u);
}

TEST_F(MovedFiles, AFileWithoutTheLayerIsSaidAndNotLinked) {
  geo::Progress progress;
  write(folder / "other.geojson", std::string(point_file).replace(std::string(point_file).find("spots"), 5, "other"));
  write(folder / "broken.geojson", "{\"type\":\"Feature");
  EXPECT_TRUE(relink_problem((folder / "other.geojson").string(), "spots", progress));
  EXPECT_TRUE(relink_problem((folder / "broken.geojson").string(), "spots", progress));
  EXPECT_TRUE(relink_problem((folder / "none.geojson").string(), "spots", progress));
  EXPECT_FALSE(relink_problem((folder / "other.geojson").string(), "", progress));
  ask_relink(workspace);
  wait();
  choose_path(workspace, ids[0], (folder / "other.geojson").string());
  wait();
  ASSERT_TRUE(workspace.relink_question);
  EXPECT_EQ(workspace.relink_question->found_count(), 0u);
  EXPECT_FALSE(workspace.relink_question->rows.front().problem.empty());
  const geo::Plan before = workspace.plan();
  relink(workspace);
  EXPECT_EQ(workspace.plan(), before);
}

}  // namespace
}  // namespace app
