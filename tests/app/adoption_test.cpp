// Features of a linked layer become things of the plan, as the window's panel does it.
#include "app/adoption.hpp"

#include "app/add_layer.hpp"
#include "app/commands.hpp"
#include "app/map_files.hpp"
#include "app/workspace.hpp"
#include "tests/app/program.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <thread>

namespace app {
namespace {

namespace fs = std::filesystem;

/// A plan with a layer like a pollution register: 1000 facilities, masses in kilograms, three sectors.
class Register : public testing::Test {
protected:
  Register() {
    path = folder.file("plan.sqlite");
    geo::PlanInfo info;
    info.name = "Test";
    (void)layers::PlanStore::create(path, geo::Plan(info));
    workspace.camera.width_px = 800;
    workspace.camera.height_px = 600;
    workspace.take(std::make_unique<Session>(path));
    const std::string file = folder.file("register.geojson");
    std::ofstream out(file);
    out << R"({"type":"FeatureCollection","features":[)";
    for (int i = 0; i < 1000; ++i) {
      const char* branch = i % 10 == 0 ? "waste" : i % 10 < 4 ? "energy" : "industry";
      out << fmt::format(
          R"({}{{"type":"Feature","properties":{{"name":"Plant {} %s","ch4_kg":{},"co2_kg":{},"branch":"{}"}},)"
          R"("geometry":{{"type":"Point","coordinates":[{},{}]}}}})",
          i == 0 ? "" : ",", i, i == 30 ? -5 : 1000 * i, 2500, branch, 22 + 0.001 * i, 60.5);
    }
    out << "]}";
    out.close();
    workspace.add_files({file});
    wait();
    wait();
    layer = workspace.plan().layers().begin()->id;
    workspace.select({{}, layer});
  }
  void wait() {
    do {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      workspace.update();
    } while (!workspace.jobs.idle());
  }
  int column(const std::string& name) const {
    const auto& columns = workspace.adopt_question->features->columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].name == name) return static_cast<int>(i);
    return -1;
  }
  app_test::TemporaryFolder folder;
  std::string path;
  Workspace workspace{[] {}};
  geo::Id<geo::Layer> layer;
};

TEST_F(Register, ThePanelSuggestsColumnsAndUnitsByTheirNames) {
  ASSERT_TRUE(run(command("layer.adopt"), workspace));
  ASSERT_TRUE(workspace.adopt_question);
  EXPECT_EQ(workspace.overlay, Overlay::adopt);
  AdoptQuestion& question = *workspace.adopt_question;
  question.take_role(geo::Role::emission_source);
  std::set<std::string> mapped;
  for (const auto& field : question.fields) {
    if (field.column < 0) continue;
    mapped.insert(field.field);
    if (layers::gas_of_field(field.field)) {
      EXPECT_EQ(field.unit, "kg") << field.field;
    }
  }
  EXPECT_EQ(mapped, (std::set<std::string>{"name", "ch4_biogenic_t", "co2_fossil_t"}));
  EXPECT_TRUE(question.needs_year());
  EXPECT_EQ(question.chosen_count(), 1000u);
  question.take_role(geo::Role::partner_site);
  EXPECT_FALSE(question.needs_year());
}

TEST_F(Register, ChosenFeaturesAreAdoptedAsOneStepThatUndoTakesBackAndRedoBringsAgain) {
  ASSERT_TRUE(run(command("layer.adopt"), workspace));
  workspace.adopt_question->take_role(geo::Role::emission_source);
  workspace.adopt_question->year = 2021;
  choose_filter(workspace, column("branch"));
  EXPECT_TRUE(workspace.adopt_question->counting);
  wait();
  auto& values = workspace.adopt_question->values;
  ASSERT_EQ(values.size(), 3u);
  EXPECT_EQ(values[0].text, "industry");
  EXPECT_EQ(values[0].count, 600u);
  EXPECT_EQ(values[2].text, "waste");
  values[0].taken = values[1].taken = false;
  EXPECT_EQ(workspace.adopt_question->chosen_count(), 100u);

  const geo::Plan before = workspace.plan();
  const std::size_t done = workspace.session().history().done().size();
  adopt(workspace);
  EXPECT_FALSE(workspace.adopt_question);
  EXPECT_EQ(workspace.overlay, Overlay::none);
  wait();
  // Row 30 has a negative mass: it is left out, and the messages say so.
  ASSERT_EQ(workspace.plan().emission_sources().size(), 99u);
  ASSERT_EQ(workspace.found_problems.size(), 1u);
  EXPECT_EQ(workspace.found_problems[0].problems.size(), 1u);
  EXPECT_EQ(workspace.session().history().done().size(), done + 1);
  const geo::EmissionSource& second = **std::next(workspace.plan().emission_sources().begin());
  EXPECT_EQ(second.name, "Plant 10 %s");
  ASSERT_EQ(second.series.size(), 2u);
  for (const geo::YearlyMass& mass : second.series) {
    EXPECT_EQ(mass.year, 2021);
    EXPECT_DOUBLE_EQ(mass.mass_t, mass.gas == geo::Gas::ch4_biogenic ? 10 : 2.5);
  }
  EXPECT_EQ(second.provenance.source, "register.geojson, register");
  const geo::Plan after = workspace.plan();
  ASSERT_FALSE(workspace.toasts.shown().empty());
  workspace.toasts.shown().back().action();
  EXPECT_EQ(workspace.plan(), before);
  workspace.redo();
  EXPECT_EQ(workspace.plan(), after);
  for (int i = 0; i < 2000 && workspace.session().saved().waiting > 0; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  EXPECT_EQ(*layers::PlanStore::open(path, layers::PlanStore::Access::read).load().value, after);
}

TEST_F(Register, AnEditMadeWhileAdoptingIsKept) {
  ASSERT_TRUE(run(command("layer.adopt"), workspace));
  workspace.adopt_question->take_role(geo::Role::emission_source);
  adopt(workspace);
  geo::EmissionSource other;
  other.name = "Entered meanwhile";
  geo::Edit edit;
  edit.add(workspace.plan(), other);
  workspace.edit(std::move(edit));
  wait();
  ASSERT_EQ(workspace.plan().emission_sources().size(), 1000u);
  EXPECT_EQ((*workspace.plan().emission_sources().begin())->name, "Entered meanwhile");
}

TEST_F(Register, AColumnOfManyValuesListsTheCommonestOnly) {
  ASSERT_TRUE(run(command("layer.adopt"), workspace));
  choose_filter(workspace, column("name"));
  wait();
  EXPECT_EQ(workspace.adopt_question->values.size(), most_filter_values);
  EXPECT_EQ(workspace.adopt_question->values_unseen, 1000 - most_filter_values);
  EXPECT_EQ(workspace.adopt_question->chosen_count(), most_filter_values);
}

TEST_F(Register, ALayerMovesUpAndDownAndIsRemoved) {
  ASSERT_TRUE(run(command("map.base-osm"), workspace));
  const geo::Id<geo::Layer> base = std::prev(workspace.plan().layers().end())->id;
  ASSERT_NE(base, layer);
  const auto order = [&](geo::Id<geo::Layer> id) { return workspace.plan().layers().find(id)->draw_order; };
  EXPECT_LT(order(base), order(layer));
  EXPECT_EQ(workspace.plan().layers().find(base)->role, geo::Role::background);
  workspace.select({{}, base});
  const geo::Plan before = workspace.plan();
  ASSERT_TRUE(run(command("layer.down"), workspace));
  EXPECT_EQ(workspace.plan(), before) << "it is the lowest already";
  ASSERT_TRUE(run(command("layer.up"), workspace));
  EXPECT_GT(order(base), order(layer));
  ASSERT_TRUE(run(command("layer.down"), workspace));
  EXPECT_LT(order(base), order(layer));
  ASSERT_TRUE(run(command("edit.delete"), workspace));
  EXPECT_EQ(workspace.plan().layers().size(), 1u);
  workspace.undo();
  EXPECT_EQ(workspace.plan().layers().size(), 2u);
}

TEST_F(Register, ExportsBesideThePlanAndWritesOverNothing) {
  ASSERT_TRUE(run(command("plan.export"), workspace));
  wait();
  EXPECT_TRUE(fs::exists(folder.file("plan.gpkg")));
  EXPECT_EQ(free_path_beside(path, ".gpkg").filename(), "plan 2.gpkg");
  ASSERT_TRUE(run(command("plan.export"), workspace));
  wait();
  EXPECT_TRUE(fs::exists(folder.file("plan 2.gpkg")));
}

}  // namespace
}  // namespace app
