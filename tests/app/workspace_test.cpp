// Commands, drawing, jobs and translations without a window.
#include "app/workspace.hpp"

#include "app/commands.hpp"
#include "app/text.hpp"
#include "geo/crs.hpp"
#include "layers/example_file.hpp"
#include "layers/own_materials.hpp"
#include "tests/app/own_folder.hpp"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <thread>
#include <unistd.h>

namespace app {
namespace {

namespace fs = std::filesystem;

struct WithPlan : testing::Test {
  WithPlan() {
    folder = fs::temp_directory_path() / fmt::format("hiilitie_workspace_{}", getpid());
    fs::remove_all(folder);
    fs::create_directories(folder);
    path = (folder / "plan.sqlite").string();
    geo::PlanInfo info;
    info.name = "Test";
    info.heatmap_radius_m = 300;
    geo::Plan plan(info);
    geo::EmissionSource source;
    source.name = "Boiler";
    source.geometry = geo::Geometry::point({240'000, 6'710'000});
    source.series = {{2020, geo::Gas::co2_fossil, 100}, {2020, geo::Gas::ch4_biogenic, 10}};
    geo::SinkSite site;
    site.name = "Field";
    site.geometry = geo::Geometry::polygon({{240'000, 6'710'000}, {240'100, 6'710'000}, {240'100, 6'710'100}});
    geo::Edit edit;
    edit.add(plan, source);
    edit.add(plan, site);
    (void)layers::PlanStore::create(path, *geo::applied(std::make_shared<const geo::Plan>(plan), edit));
    workspace.camera.width_px = 800;
    workspace.camera.height_px = 600;
    workspace.take(std::make_unique<Session>(path));
  }
  ~WithPlan() override { wait(); }
  void wait() {
    do {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      workspace.update();
    } while (!workspace.jobs.idle());
  }
  OwnFolder folder;
  std::string path;
  Workspace workspace{[] {}};
};

TEST_F(WithPlan, EveryCommandIsOneEditThatUndoTakesBackOrLeavesThePlanAlone) {
  geo::BusinessArea area;
  area.name = "Hub";
  area.geometry = geo::Geometry::polygon({{239'000, 6'709'000}, {241'000, 6'709'000}, {241'000, 6'711'000}});
  geo::Edit hub;
  hub.add(workspace.plan(), area);
  geo::Material ash;
  ash.id = "bark-ash";
  ash.name.en = "Bark ash";
  hub.add(workspace.plan(), layers::plan_row(ash, {}, {}));
  workspace.edit(std::move(hub));
  workspace.state.heatmap_visible = false;
  keep_view(workspace);
  workspace.state.heatmap_visible = true;
  for (const Command& command : commands()) {
    const std::string id = command.id;
    if (id == "edit.undo" || id == "edit.redo") continue;
    if (id == "plan.close" || id.rfind("plan.example", 0) == 0) continue;  // they leave the plan: see below
    if (command.group == CommandGroup::layer) continue;  // need a layer: see the tests of the layer commands
    workspace.select({workspace.plan().sink_sites().begin()->id, {}});
    // What some commands need: a kept view that shows other things than are seen now, and views to go back to.
    workspace.camera.centre.x_m += 5'000;
    go_to_nth_view(workspace, 0);
    workspace.state.heatmap_visible = !workspace.state.heatmap_visible;
    if (id == "map.back" || id == "map.forward") {
      workspace.navigation.stop();
      const auto now = std::chrono::steady_clock::now();
      for (const int second : {0, 2, 4}) {
        workspace.camera.centre.x_m += 5'000;
        workspace.navigation.step(workspace.camera, now + std::chrono::seconds(second));
      }
      if (id == "map.forward") {
        workspace.navigation.back();
        for (const int second : {5, 10})
          workspace.navigation.step(workspace.camera, now + std::chrono::seconds(second));
      }
    }
    const geo::Plan before = workspace.plan();
    const std::size_t done = workspace.session().history().done().size();
    ASSERT_TRUE(run(command, workspace)) << id;
    if (!command.edits) {
      EXPECT_EQ(workspace.plan(), before) << id;
      EXPECT_EQ(workspace.session().history().done().size(), done) << id;
      workspace.marking.choose(workspace, Tool::select);
      workspace.overlay = Overlay::none;
      end_presentation(workspace);
      continue;
    }
    EXPECT_FALSE(workspace.plan() == before) << id;
    ASSERT_EQ(workspace.session().history().done().size(), done + 1) << id;
    workspace.undo();
    EXPECT_EQ(workspace.plan(), before) << id;
  }
  set_language("en");
}

TEST_F(WithPlan, ClosingAPlanLeadsToTheStartPageAndLeavesItsFileAsItWas) {
  const std::string file = workspace.session().path();
  const geo::Plan before = workspace.plan();
  workspace.overlay = Overlay::messages;
  ASSERT_TRUE(run(command("plan.close"), workspace));
  EXPECT_FALSE(workspace.has_plan());
  EXPECT_EQ(workspace.overlay, Overlay::none);
  EXPECT_TRUE(workspace.selection.empty());
  // Nothing needs a plan any more, and no command that does is offered.
  (void)workspace.update();
  for (const Command& command : commands())
    EXPECT_FALSE(command.group == CommandGroup::tools && command.enabled(workspace)) << command.id;
  workspace.take(std::make_unique<Session>(file));
  EXPECT_EQ(workspace.plan(), before);
  ASSERT_EQ(workspace.preferences.recent_plans.size(), 1u) << "one path stands in the list once";
  EXPECT_EQ(workspace.preferences.recent_plans.front().name, before.info().name);
}

TEST_F(WithPlan, TheHistoryGoesToAnyStepAndBack) {
  std::vector<geo::Plan> states{workspace.plan()};
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(run(command("plan.gwp"), workspace));
    states.push_back(workspace.plan());
  }
  for (const std::size_t step : {5u, 0u, 3u, 1u, 4u, 2u, 5u}) {
    workspace.go_to_step(step);
    EXPECT_EQ(workspace.plan(), states[step]) << step;
    EXPECT_EQ(workspace.session().history().done().size(), step);
  }
  workspace.go_to_step(99);
  EXPECT_EQ(workspace.plan(), states.back());
}

TEST_F(WithPlan, AKeptVersionIsGoneBackToByOneEditThatCanBeUndone) {
  const geo::Plan kept = workspace.plan();
  EXPECT_FALSE(workspace.keep_version(""));
  ASSERT_TRUE(workspace.keep_version("For the council"));
  EXPECT_FALSE(workspace.keep_version("For the council")) << "the name is taken";
  ASSERT_TRUE(run(command("plan.gwp"), workspace));
  workspace.select({workspace.plan().sink_sites().begin()->id, {}});
  workspace.delete_selected();
  const geo::Plan changed = workspace.plan();
  for (int i = 0; i < 500 && workspace.session().saved().waiting > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  workspace.go_to_version("For the council");
  for (int i = 0; i < 500 && !(workspace.plan() == kept); ++i) {
    (void)workspace.update();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  EXPECT_EQ(workspace.plan(), kept);
  workspace.undo();
  EXPECT_EQ(workspace.plan(), changed);
  // The file knows the name the next time.
  const std::string file = workspace.session().path();
  workspace.take(std::make_unique<Session>(file));
  ASSERT_EQ(workspace.session().versions().size(), 1u);
  EXPECT_EQ(workspace.session().versions().front().name, "For the council");
}

TEST_F(WithPlan, EveryCommandOfALayerIsOneEditThatUndoTakesBackOrLeavesThePlanAlone) {
  // Two layers and a style, so that each command has something to change.
  const std::string file = (folder / "spots.geojson").string();
  std::ofstream(file) << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},
    "geometry":{"type":"Point","coordinates":[22.3,60.5]}}]})";
  geo::Edit edit;
  geo::Layer layer;
  layer.name = "Spots";
  layer.path = file;
  layer.role = geo::Role::partner_site;
  edit.add(workspace.plan(), layer);
  layer.name = "More spots";
  layer.group_name = "Group";
  layer.draw_order = 1;
  geo::Style style;
  style.mode = geo::StyleMode::single;
  layer.style = edit.add(workspace.plan(), style);
  edit.add(workspace.plan(), layer);
  std::rotate(edit.changes.begin(), edit.changes.begin() + 1, edit.changes.begin() + 2);
  layer.name = "Spots at the bottom";
  layer.group_name.clear();
  layer.style = {};
  layer.draw_order = -1;
  const auto bottom = edit.add(workspace.plan(), layer);
  workspace.edit(std::move(edit));
  wait();
  wait();
  const geo::Id<geo::Layer> spots = workspace.plan().layers().begin()->id;
  const geo::Id<geo::Layer> styled{spots.value + 1};
  workspace.select({{}, styled});
  copy_look(workspace);
  // The table's commands need one that is open and filtered.
  const auto open_table = [&] {
    workspace.table.open = true;
    workspace.table.show({TableKind::layer, spots});
    workspace.table.set_condition({"name", {}, {}, "a", {}});
    wait();
  };
  for (const Command& command : commands()) {
    if (command.group != CommandGroup::layer) continue;
    const std::string id = command.id;
    if (id == "table.export") continue;  // writes beside the plan in the background: see the tests of the table
    // Each from where it has something to do.
    const bool of_styled = id == "layer.role-style" || id == "layer.ungroup" || id == "layer.paste-style";
    workspace.select({{}, of_styled ? styled : id == "layer.role-partner-site" ? bottom : spots});
    if (id == "layer.role-partner-site") run(app::command("layer.role-building"), workspace);
    if (id.starts_with("table.")) open_table();
    const geo::Plan before = workspace.plan();
    const std::size_t done = workspace.session().history().done().size();
    ASSERT_TRUE(run(command, workspace)) << id;
    workspace.overlay = Overlay::none;
    if (!command.edits) {
      EXPECT_EQ(workspace.plan(), before) << id;
      EXPECT_EQ(workspace.session().history().done().size(), done) << id;
      continue;
    }
    EXPECT_FALSE(workspace.plan() == before) << id;
    ASSERT_EQ(workspace.session().history().done().size(), done + 1) << id;
    workspace.undo();
    EXPECT_EQ(workspace.plan(), before) << id;
  }
}

TEST_F(WithPlan, WhatIsHeldIsShownButNotKept) {
  geo::PlanInfo info = workspace.plan().info();
  info.heatmap_radius_m = 500;
  geo::Edit edit;
  edit.set(workspace.plan(), geo::Id<geo::PlanInfo>{1}, info);
  const geo::Plan before = workspace.plan();
  workspace.hold(edit);
  EXPECT_EQ(workspace.shown_plan()->info().heatmap_radius_m, 500);
  EXPECT_EQ(workspace.plan(), before);
  EXPECT_TRUE(workspace.session().history().done().empty());
  workspace.let_go();
  EXPECT_EQ(*workspace.shown_plan(), before);
  workspace.hold(edit);
  workspace.edit(edit);
  EXPECT_EQ(workspace.session().history().done().size(), 1u);
  EXPECT_EQ(workspace.plan().info().heatmap_radius_m, 500);
  geo::Edit other;
  info.base_year = 2000;
  other.set(workspace.plan(), geo::Id<geo::PlanInfo>{1}, info);
  workspace.hold(other);
  workspace.undo();
  EXPECT_EQ(*workspace.shown_plan(), before);
}

TEST(Commands, NoTwoShareAKeyOrAName) {
  std::set<std::string> keys;
  std::set<std::string> ids;
  for (const Command& command : commands()) {
    EXPECT_TRUE(ids.insert(command.id).second) << command.id;
    for (const Shortcut& shortcut : {command.shortcut, command.second_shortcut}) {
      if (!shortcut.code) continue;
      EXPECT_TRUE(
          keys.insert(fmt::format("{} {} {} {}", shortcut.code, shortcut.ctrl, shortcut.shift, shortcut.alt)).second)
          << command.id;
    }
  }
}

TEST_F(WithPlan, ADrawnSiteIsKeptAndCommitted) {
  run(command("tool.draw-area"), workspace);
  ASSERT_TRUE(workspace.marking.drawing());
  for (const geo::MapPoint p : {geo::MapPoint{240'200, 6'710'000}, {240'300, 6'710'000}, {240'300, 6'710'100}})
    workspace.marking.click(workspace, {p, 1}, false);
  workspace.marking.finish(workspace);
  EXPECT_FALSE(workspace.marking.drawing());
  ASSERT_EQ(workspace.plan().sink_sites().size(), 2u);
  const geo::Plan drawn = workspace.plan();
  for (int i = 0; i < 1000 && workspace.session().saved().waiting > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  EXPECT_EQ(workspace.session().saved().waiting, 0u);
  EXPECT_EQ(*layers::PlanStore::open(path, layers::PlanStore::Access::read).load().value, drawn);
}

TEST_F(WithPlan, ADroppedFileBecomesALayerThatIsRead) {
  const std::string file = (folder / "spots.geojson").string();
  std::ofstream(file) << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"a"},
    "geometry":{"type":"Point","coordinates":[22.3,60.5]}}]})";
  workspace.add_files({file});
  wait();
  wait();
  ASSERT_EQ(workspace.plan().layers().size(), 1u);
  const auto* layer = workspace.derived.linked(workspace.plan().layers().begin()->id);
  ASSERT_NE(layer, nullptr);
  ASSERT_NE(layer->loaded, nullptr);
  EXPECT_EQ(layer->loaded->features->size(), 1u);
  workspace.undo();
  EXPECT_TRUE(workspace.plan().layers().empty());
}

TEST_F(WithPlan, AFileWithoutACoordinateSystemIsAskedAbout) {
  const std::string file = (folder / "spots.csv").string();
  std::ofstream(file) << "x,y,name\n240100,6710200,a\n240300,6710400,b\n";
  workspace.add_files({file});
  wait();
  EXPECT_TRUE(workspace.plan().layers().empty());
  ASSERT_EQ(workspace.questions.size(), 1u);
  const ImportQuestion question = workspace.questions.front();
  ASSERT_EQ(question.choices.size(), 1u);
  EXPECT_EQ(geo::Crs::from_text(question.choices.front().crs).epsg(), 3067);
  workspace.answer(question);
  ASSERT_EQ(workspace.plan().layers().size(), 1u);
  EXPECT_EQ((**workspace.plan().layers().begin()).crs, question.choices.front().crs);
}

TEST_F(WithPlan, AFileThatCanNotBeReadIsToldAndAddsNothing) {
  const std::string file = (folder / "broken.gpkg").string();
  std::ofstream(file) << "not a GeoPackage";
  workspace.add_files({file});
  wait();
  EXPECT_TRUE(workspace.plan().layers().empty());
  ASSERT_FALSE(workspace.toasts.shown().empty());
  EXPECT_EQ(workspace.toasts.shown().back().kind, ToastKind::failed);
}

TEST_F(WithPlan, ASecondSessionIsReadOnlyAndChangesNothing) {
  Workspace second([] {});
  second.take(std::make_unique<Session>(path));
  EXPECT_FALSE(second.can_edit());
  const geo::Plan before = second.plan();
  second.select({second.plan().sink_sites().begin()->id, {}});
  second.delete_selected();
  EXPECT_EQ(second.plan(), before);
  EXPECT_FALSE(second.toasts.shown().empty());
}

TEST(CountChoice, OneSectorAloneLeavesTheOthersOut) {
  geo::Plan plan;
  const auto put = [&plan](geo::Sector sector) {
    geo::EmissionSource source;
    source.sector = sector;
    source.series = {{2020, geo::Gas::ch4_biogenic, 1, {}}, {2020, geo::Gas::n2o, 2, {}}};
    auto& table = plan.table<geo::EmissionSource>();
    const auto id = table.next_id();
    table = table.with(id, std::make_shared<const geo::EmissionSource>(source));
    return id;
  };
  const auto put_series = [&plan](const std::vector<geo::YearlyMass>& series) {
    geo::EmissionSource source;
    source.sector = geo::Sector::landfill;
    source.series = series;
    auto& table = plan.table<geo::EmissionSource>();
    const auto id = table.next_id();
    table = table.with(id, std::make_shared<const geo::EmissionSource>(source));
    return id;
  };
  const auto landfill = put(geo::Sector::landfill), energy = put(geo::Sector::energy);
  const auto unknown = put_series({}), nitrous = put_series({{2020, geo::Gas::n2o, 2, {}}});
  const geo::Plan alone = geo::counted_alone(plan, {geo::GasGroup::methane, geo::Sector::landfill});
  EXPECT_EQ(alone.emission_sources().find(landfill)->series.size(), 1u);
  EXPECT_FALSE(alone.emission_sources().find(energy));
  EXPECT_FALSE(alone.emission_sources().find(nitrous));
  EXPECT_TRUE(alone.emission_sources().find(unknown)) << "what is not known may hold methane";
  EXPECT_EQ(geo::counted_alone(plan, {}).emission_sources().find(energy)->series.size(), 2u);
}

TEST_F(WithPlan, OnlyTheChosenGasesCount) {
  const geo::Plan methane = geo::counted_alone(workspace.plan(), {geo::GasGroup::methane, {}});
  const auto& series = (**methane.emission_sources().begin()).series;
  ASSERT_EQ(series.size(), 1u);
  EXPECT_EQ(series.front().gas, geo::Gas::ch4_biogenic);
}

TEST_F(WithPlan, HeatmapAndBalanceAreMadeInTheBackground) {
  wait();
  ASSERT_NE(workspace.derived.heatmap(), nullptr);
  EXPECT_NE(workspace.derived.heatmap()->grid, nullptr);
  EXPECT_EQ(workspace.derived.balance().size(),
            static_cast<std::size_t>(workspace.last_year() - workspace.first_year() + 1));
}

TEST(Drawing, AClickOnTheFirstCornerClosesTheRing) {
  Drawing drawing(Shape::area);
  EXPECT_FALSE(drawing.click({0, 0}, 2));
  EXPECT_FALSE(drawing.click({1000, 0}, 2));
  EXPECT_FALSE(drawing.click({1000, 1000}, 2));
  EXPECT_TRUE(drawing.click({12, -9}, 2));  // 7.5 px away
  EXPECT_EQ(drawing.geometry(false).parts.front().rings.front().size(), 4u);
}

TEST(Drawing, AnOutlineThatCrossesItselfIsNotFinished) {
  Drawing drawing(Shape::area);
  for (const geo::MapPoint p : {geo::MapPoint{0, 0}, {1000, 1000}, {1000, 0}, {0, 1000}}) drawing.click(p, 1);
  EXPECT_EQ(drawing.state(), DrawingState::crosses_itself);
  EXPECT_FALSE(drawing.can_finish());
  drawing.undo_corner();
  EXPECT_TRUE(drawing.can_finish());
}

TEST(Drawing, ThePointerIsACornerOfTheEstimateOnly) {
  Drawing drawing(Shape::area);
  drawing.click({0, 0}, 1);
  drawing.click({100, 0}, 1);
  drawing.point_at(geo::MapPoint{100, 100});
  EXPECT_DOUBLE_EQ(geo::planar_area_m2(drawing.geometry(true)), 5000);
  EXPECT_TRUE(drawing.geometry(false).empty());
}

TEST(JobsTest, ANewJobOfATopicTakesThePlaceOfTheEarlierOne) {
  Jobs jobs([] {}, 1);
  std::atomic<bool> started = false;
  int finished = 0;
  jobs.start("topic", geo::say("first"), [&](geo::Progress& progress) -> Jobs::Finish {
    started = true;
    while (true) {
      progress.advance(0.5);
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  });
  while (!started) std::this_thread::yield();
  jobs.start("topic", geo::say("second"), [&](geo::Progress&) { return [&] { finished += 2; }; });
  while (!jobs.idle()) jobs.collect([](const geo::Error&) { FAIL() << "a cancelled job is no failure"; });
  EXPECT_EQ(finished, 2);
}

TEST(JobsTest, AFailureIsToldOnce) {
  Jobs jobs([] {});
  jobs.start({}, geo::say("work"),
             [](geo::Progress&) -> Jobs::Finish { throw geo::Error("file", geo::say("reason")); });
  int failures = 0;
  while (!jobs.idle())
    jobs.collect([&](const geo::Error& error) {
      ++failures;
      EXPECT_EQ(error.subject(), "file");
    });
  EXPECT_EQ(failures, 1);
}

/// msgid to msgstr of a .po file.
std::map<std::string, std::string> po_texts(std::istream& file) {
  std::map<std::string, std::string> texts;
  std::string id;
  std::string text;
  std::string* now = nullptr;
  const auto quoted = [](const std::string& line) {
    const std::size_t a = line.find('"');
    return line.substr(a + 1, line.rfind('"') - a - 1);
  };
  const auto keep = [&] {
    if (!id.empty()) texts[id] = text;
    id.clear();
    text.clear();
  };
  for (std::string line; std::getline(file, line);) {
    if (line.rfind("msgid ", 0) == 0) {
      keep();
      id = quoted(line);
      now = &id;
    } else if (line.rfind("msgstr ", 0) == 0) {
      text = quoted(line);
      now = &text;
    } else if (!line.empty() && line.front() == '"' && now) {
      *now += quoted(line);
    } else if (line.rfind("#~", 0) == 0) {
      now = nullptr;
    }
  }
  keep();
  return texts;
}

std::set<std::string> places(const std::string& text) {
  std::set<std::string> found;
  static const std::regex place("\\{[0-9]\\}");
  for (std::sregex_iterator it(text.begin(), text.end(), place), end; it != end; ++it) found.insert(it->str());
  return found;
}

TEST(Translations, EveryTextOfTheSourcesIsInBothLanguagesAndNoOther) {
  const std::string source = HIILITIE_SOURCE_DIR;
  const fs::path collected = fs::temp_directory_path() / fmt::format("hiilitie_texts_{}.pot", getpid());
  const std::string collect =
      "cd '" + source +
      "' && find geo layers render app -name '*.cpp' -o -name '*.hpp' | LC_ALL=C sort | "
      "xgettext --files-from=- --language=C++ --from-code=UTF-8 --keyword= --keyword=tr --keyword=say --keyword=key "
      "--no-location --output='" +
      collected.string() + "' 2>/dev/null";
  ASSERT_EQ(std::system(collect.c_str()), 0);
  std::ifstream pot(collected);
  const auto wanted = po_texts(pot);
  fs::remove(collected);
  ASSERT_GT(wanted.size(), 100u);
  for (const std::string language : {"fi", "en"}) {
    std::ifstream file(source + "/assets/translations/" + language + ".po");
    const auto texts = po_texts(file);
    for (const auto& [id, none] : wanted) {
      const auto found = texts.find(id);
      if (found == texts.end()) {
        ADD_FAILURE() << language << " lacks: " << id;
        continue;
      }
      if (language == "fi") {
        EXPECT_FALSE(found->second.empty()) << "not translated: " << id;
        EXPECT_EQ(places(found->second), places(id)) << id;
      }
    }
    for (const auto& [id, text] : texts) EXPECT_TRUE(wanted.contains(id)) << language << " has an unused text: " << id;
  }
}

}  // namespace
}  // namespace app
