// What is refused on opening, who holds the lock, and how older files come forward.
#include "layers/plan_store/database.hpp"
#include "layers/plan_store/lock.hpp"
#include "layers/plan_store/migration.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "layers/plan_store/schema.hpp"
#include "tests/layers/plan_store_fixture.hpp"

#include <fmt/format.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <sys/wait.h>

namespace {

using layers::Database;
using layers::PlanStore;
using testing::AllOf;
using testing::HasSubstr;
using tests::PlanFolder;
namespace fs = std::filesystem;

std::string error_of(const auto& act) {
  try {
    act();
  } catch (const geo::Error& error) {
    return error.what();
  }
  return "no error";
}

std::string open_error(const std::string& path, PlanStore::Access access = PlanStore::Access::write) {
  return error_of([&] { PlanStore::open(path, access); });
}

std::string bytes_of(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

TEST(PlanStoreOpen, WhatIsNoPlanIsRefusedWithASentence) {
  const PlanFolder folder;
  EXPECT_THAT(open_error(folder / "none.sqlite"), HasSubstr("There is no such file."));
  EXPECT_THAT(open_error(folder.path().string()), HasSubstr("This is a folder"));
  std::ofstream(folder / "empty.sqlite").close();
  EXPECT_THAT(open_error(folder / "empty.sqlite"), HasSubstr("The file is empty."));
  std::ofstream(folder / "text.sqlite") << std::string(500, 'x');
  EXPECT_THAT(open_error(folder / "text.sqlite"), HasSubstr("not a plan file"));
  Database(folder / "other.sqlite", Database::Mode::create).run("CREATE TABLE a (b)");
  EXPECT_THAT(open_error(folder / "other.sqlite"), HasSubstr("another program"));
  EXPECT_THAT(open_error("/dev/null"), HasSubstr("not a plan file"));
  EXPECT_FALSE(layers::is_plan_file(folder / "other.sqlite"));
  EXPECT_FALSE(layers::is_plan_file(folder.path().string()));
}

TEST(PlanStoreOpen, ANewerFileIsRefusedAndLeftAlone) {
  const PlanFolder folder;
  PlanStore::create(folder / "a.sqlite", geo::Plan());
  Database(folder / "a.sqlite", Database::Mode::write).run("PRAGMA user_version = 12");
  const std::string before = bytes_of(folder / "a.sqlite");
  for (const auto access : {PlanStore::Access::read, PlanStore::Access::write})
    EXPECT_THAT(open_error(folder / "a.sqlite", access),
                AllOf(HasSubstr("version 12"), HasSubstr(fmt::format("up to {}", layers::plan_file_version)),
                      HasSubstr("Update Hiilitie.")));
  EXPECT_EQ(bytes_of(folder / "a.sqlite"), before);
  EXPECT_FALSE(fs::exists(layers::lock_file_of(folder / "a.sqlite")));
}

TEST(PlanStoreOpen, AnExistingFileIsNotOverwrittenByANewPlan) {
  const PlanFolder folder;
  std::ofstream(folder / "a.sqlite") << "precious";
  EXPECT_THAT(error_of([&] { PlanStore::create(folder / "a.sqlite", geo::Plan()); }), HasSubstr("exists already"));
  EXPECT_EQ(bytes_of(folder / "a.sqlite"), "precious");
  EXPECT_THAT(error_of([&] { PlanStore::create(folder / "no/such/a.sqlite", geo::Plan()); }),
              HasSubstr("does not exist"));
}

TEST(PlanStoreOpen, AMapThatIsNotInMetresIsRefusedAndLeavesNothing) {
  const PlanFolder folder;
  geo::PlanInfo info;
  for (const char* crs : {"EPSG:4326", "nonsense", ""}) {
    info.map_crs = crs;
    EXPECT_NE(error_of([&] { PlanStore::create(folder / "a.sqlite", geo::Plan(info)); }), "no error") << crs;
  }
  EXPECT_TRUE(fs::is_empty(folder.path()));
}

TEST(PlanStoreOpen, ANameOfAnyKindIsOnlyAName) {
  const PlanFolder folder;
  for (const std::string name : {"file:x?mode=memory", ":memory:", "a'b\"c;--.sqlite", "ä 🌲.sqlite", "%00.sqlite"}) {
    PlanStore::create(folder / name, geo::Plan());
    EXPECT_TRUE(layers::is_plan_file(folder / name)) << name;
    EXPECT_NO_THROW((void)PlanStore::open(folder / name, PlanStore::Access::write).load()) << name;
  }
}

// ---- lock ------------------------------------------------------------------------------------------------------

TEST(PlanLock, TheSecondOpenerIsToldWhoHasThePlan) {
  const PlanFolder folder;
  const PlanStore first = PlanStore::create(folder / "a.sqlite", geo::Plan());
  EXPECT_THAT(
      open_error(folder / "a.sqlite"),
      AllOf(HasSubstr("open for editing"), HasSubstr("process " + std::to_string(getpid())), HasSubstr("since 2")));
  fs::create_symlink(folder / "a.sqlite", folder / "link.sqlite");
  EXPECT_THAT(open_error(folder / "link.sqlite"), HasSubstr("open for editing"));
  EXPECT_EQ(open_error(folder / "a.sqlite", PlanStore::Access::read), "no error");
}

TEST(PlanLock, AClosedPlanIsFreeAgain) {
  const PlanFolder folder;
  PlanStore::create(folder / "a.sqlite", geo::Plan());
  EXPECT_EQ(open_error(folder / "a.sqlite"), "no error");
  EXPECT_FALSE(fs::exists(layers::lock_file_of(folder / "a.sqlite")));
}

TEST(PlanLock, TheLockOfAKilledProgramIsTakenOverInSilence) {
  const PlanFolder folder;
  PlanStore::create(folder / "a.sqlite", geo::Plan());
  const pid_t child = fork();
  if (child == 0) {
    new layers::PlanLock(folder / "a.sqlite");
    kill(getpid(), SIGKILL);
  }
  waitpid(child, nullptr, 0);
  ASSERT_TRUE(fs::exists(layers::lock_file_of(folder / "a.sqlite")));
  PlanStore store = PlanStore::open(folder / "a.sqlite", PlanStore::Access::write);
  EXPECT_THAT(store.load().problems, testing::IsEmpty());
}

TEST(PlanLock, AFreshLockOfAnotherHostHoldsAndAnOldOneIsTakenOverWithASentence) {
  const PlanFolder folder;
  PlanStore::create(folder / "a.sqlite", geo::Plan());
  const std::string lock = layers::lock_file_of(folder / "a.sqlite");
  std::ofstream(lock) << "planner-pc\n4711\n123\n2026-05-04T09:30:00Z\n";
  EXPECT_THAT(open_error(folder / "a.sqlite"),
              AllOf(HasSubstr("on planner-pc, process 4711, since 2026-05-04T09:30:00Z"),
                    HasSubstr("delete " + fs::canonical(lock).string())));
  fs::last_write_time(lock, fs::file_time_type::clock::now() - std::chrono::hours(25));
  const auto loaded = PlanStore::open(folder / "a.sqlite", PlanStore::Access::write).load();
  ASSERT_EQ(loaded.problems.size(), 1u);
  EXPECT_THAT(geo::english(loaded.problems[0].reason), HasSubstr("left open on planner-pc"));
}

TEST(PlanLock, AnEmptyOrSenselessLockIsTakenOver) {
  const PlanFolder folder;
  PlanStore::create(folder / "a.sqlite", geo::Plan());
  const std::string lock = layers::lock_file_of(folder / "a.sqlite");
  std::ofstream(lock).close();
  EXPECT_EQ(open_error(folder / "a.sqlite"), "no error");
  std::ofstream(lock) << std::string(100'000, '\xFF');
  EXPECT_EQ(open_error(folder / "a.sqlite"), "no error");
}

TEST(PlanLock, OfManyWhoOpenAtOnceJustOneGetsThePlan) {
  const PlanFolder folder;
  PlanStore::create(folder / "a.sqlite", geo::Plan());
  std::ofstream(layers::lock_file_of(folder / "a.sqlite")) << "";  // a dead one, to make them all take over
  std::vector<pid_t> children;
  for (int i = 0; i < 8; ++i) {
    const pid_t child = fork();
    if (child == 0) {
      int result = 1;
      try {
        const layers::PlanLock lock(folder / "a.sqlite");
        usleep(700'000);
        result = 0;
      } catch (const geo::Error&) {
      }
      _exit(result);
    }
    children.push_back(child);
  }
  int got_it = 0;
  for (const pid_t child : children) {
    int status = 0;
    waitpid(child, &status, 0);
    got_it += WIFEXITED(status) && WEXITSTATUS(status) == 0;
  }
  EXPECT_EQ(got_it, 1);
}

// ---- versions of the file -------------------------------------------------------------------------------------

TEST(PlanMigration, AnOlderFileComesForwardAndItsCopyIsKept) {
  const PlanFolder folder;
  PlanStore::create(folder / "a.sqlite", tests::rich_plan());
  const std::string before = bytes_of(folder / "a.sqlite");
  constexpr int now = layers::plan_file_version;
  const std::vector<layers::MigrationStep> steps{
      {now, [](Database& db) { db.run("ALTER TABLE partner ADD COLUMN phone TEXT NOT NULL DEFAULT ''"); }},
      {now + 1, [](Database& db) { db.run("UPDATE partner SET phone = '+358 2'"); }}};
  Database database(folder / "a.sqlite", Database::Mode::write);
  const std::string copy = layers::migrate(database, steps, now + 2);
  EXPECT_EQ(copy, folder / fmt::format("a.v{}.sqlite", now));
  EXPECT_EQ(bytes_of(copy), before);
  EXPECT_EQ(database.number("PRAGMA user_version"), now + 2);
  EXPECT_EQ(database.text("SELECT DISTINCT phone FROM partner"), "+358 2");
  EXPECT_EQ(layers::migrate(database, steps, now + 2), "");
}

TEST(PlanMigration, AFailingStepLeavesTheFileAsItWas) {
  const PlanFolder folder;
  PlanStore::create(folder / "a.sqlite", tests::rich_plan());
  const std::string before = bytes_of(folder / "a.sqlite");
  constexpr int now = layers::plan_file_version;
  const std::vector<layers::MigrationStep> steps{
      {now, [](Database& db) { db.run("DROP TABLE view"); }},
      {now + 1, [](Database& db) { db.run("UPDATE no_such_table SET a = 1"); }}};
  {
    Database database(folder / "a.sqlite", Database::Mode::write);
    EXPECT_THROW((void)layers::migrate(database, steps, now + 2), geo::Error);
    EXPECT_THROW((void)layers::migrate(database, steps, now + 3), geo::Error);
  }
  EXPECT_EQ(bytes_of(folder / "a.sqlite"), before);
  EXPECT_FALSE(fs::exists(folder / fmt::format("a.v{}.sqlite", now)));
}

std::string schema_file(int version) {
  return fmt::format("{}/tests/layers/plan_schema_v{}.sql", HIILITIE_SOURCE_DIR, version);
}

/// Makes the tables of an older version in place of today's, empty but for the plan's own row.
void make_old(const std::string& path, int version) {
  PlanStore::create(path, geo::Plan());
  Database database(path, Database::Mode::write);
  database.run("PRAGMA foreign_keys = OFF");
  // SpatiaLite has triggers on tables with a geometry: what came later is taken out of them.
  if (version < 3) {
    for (const char* column : {"model", "inputs", "scale", "counted", "first_year", "last_year", "supplier_id"})
      database.run(fmt::format("ALTER TABLE emission_source DROP COLUMN {}", column));
    for (const char* column : {"model", "inputs"})
      database.run(fmt::format("ALTER TABLE sink_site DROP COLUMN {}", column));
    database.run("DROP TABLE calculation_model");
  }
  if (version < 4)
    for (const char* table : {"material_flow", "side_stream"}) {
      EXPECT_EQ(database.number(fmt::format("SELECT DisableSpatialIndex('{}', 'geometry')", table)), 1);
      EXPECT_EQ(database.number(fmt::format("SELECT DiscardGeometryColumn('{}', 'geometry')", table)), 1);
      database.run(fmt::format("DROP TABLE \"idx_{0}_geometry\"; DROP TABLE \"{0}_year\"; DROP TABLE \"{0}\"", table));
    }
  if (version < 4) database.run("DROP TABLE material_account_year; DROP TABLE material_account");
  for (const char* table : {"plan", "style", "layer", "view"}) {
    const std::string all = bytes_of(schema_file(version));
    const auto begin = all.find(fmt::format("CREATE TABLE \"{}\"", table));
    database.run(fmt::format("DROP TABLE \"{}\"", table));
    database.run(all.substr(begin, all.find(";\n", begin) - begin));
  }
  database.run(fmt::format("INSERT INTO plan (id, name) VALUES (1, 'old'); PRAGMA user_version = {};", version));
}

TEST(PlanMigration, APlanOfVersionOneBecomesWhatANewOneIsAndKeepsItsRows) {
  const PlanFolder folder;
  const std::string path = folder / "a.sqlite";
  make_old(path, 1);
  Database(path, Database::Mode::write)
      .run(
          "INSERT INTO style (id, name, class_method) VALUES (3, 's', 'manual');"
          "INSERT INTO layer (id, name, style_id, opacity) VALUES (7, 'l', 3, 0.5);"
          "INSERT INTO view (id, name, year) VALUES (2, 'v', 2020);");
  {
    PlanStore store = PlanStore::open(path, PlanStore::Access::write);
    const auto loaded = store.load();
    EXPECT_THAT(loaded.problems, testing::IsEmpty());
    const geo::PlanPtr plan = loaded.value;
    EXPECT_EQ(plan->info().name, "old");
    ASSERT_TRUE(plan->layers().find({7}));
    EXPECT_EQ(plan->layers().find({7})->opacity, 0.5);
    EXPECT_EQ(plan->layers().find({7})->style, geo::Id<geo::Style>{3});
    EXPECT_EQ(plan->views().find({2})->year, 2020);
    // The new kinds of classes are allowed by the file's own check.
    geo::Style style = *plan->styles().find({3});
    style.class_method = geo::ClassMethod::pretty;
    geo::Edit edit;
    edit.what = geo::say("Style");
    edit.set(*plan, geo::Id<geo::Style>{3}, style);
    store.commit(edit);
  }
  EXPECT_TRUE(layers::check_plan_file(path).empty());
  EXPECT_TRUE(fs::exists(folder / "a.v1.sqlite"));
}

TEST(PlanMigration, APlanOfVersionTwoGetsModelsAndKeepsItsSources) {
  const PlanFolder folder;
  const std::string path = folder / "a.sqlite";
  make_old(path, 2);
  Database(path, Database::Mode::write)
      .run(
          "INSERT INTO emission_source (id, name, sector) VALUES (4, 'boiler', 'energy');"
          "INSERT INTO emission_source_year (emission_source_id, year, gas, mass_t) VALUES (4, 2020, 'n2o', 1.5);"
          "INSERT INTO sink_site (id, name) VALUES (5, 'field');");
  {
    PlanStore store = PlanStore::open(path, PlanStore::Access::write);
    const auto loaded = store.load();
    EXPECT_THAT(loaded.problems, testing::IsEmpty());
    const auto source = loaded.value->emission_sources().find({4});
    ASSERT_TRUE(source);
    EXPECT_EQ(source->series, (geo::YearlySeries{{2020, geo::Gas::n2o, 1.5, geo::MassMethod::unknown}}));
    EXPECT_EQ(source->scale, 1);
    EXPECT_TRUE(loaded.value->sink_sites().find({5})->model.empty());
    geo::EmissionSource modelled = *source;
    modelled.model = "fuel-combustion";
    modelled.inputs = {{"fuel_mwh", "MWh", 12.5, {{2021, 7}, {2022, 8.25}}, "", 10}, {"fuel", "", {}, {}, "peat", {}}};
    modelled.counted = geo::CountedSeries::modelled;
    geo::Edit edit;
    edit.what = geo::say("Model");
    edit.set(*loaded.value, geo::Id<geo::EmissionSource>{4}, modelled);
    edit.add(*loaded.value, geo::PlanModel{"own", "id = \"own\"", {}});
    store.commit(edit);
    EXPECT_EQ(*store.load().value->emission_sources().find({4}), modelled);
  }
  EXPECT_TRUE(layers::check_plan_file(path).empty());
  EXPECT_TRUE(fs::exists(folder / "a.v2.sqlite"));
}

TEST(PlanMigration, APlanOfVersionThreeGetsFlowsAndSideStreams) {
  const PlanFolder folder;
  const std::string path = folder / "a.sqlite";
  make_old(path, 3);
  Database(path, Database::Mode::write).run("INSERT INTO partner (id, name) VALUES (4, 'mill'), (6, 'lime kiln')");
  geo::MaterialFlow flow;
  flow.from = {4};
  flow.to = {6};
  flow.material = "calcite";
  flow.amounts = {{2020, 15000}, {2022, 0.25}};
  flow.geometry = geo::Geometry::line({{1, 2}, {30, 40}});
  geo::SideStream need;
  need.kind = geo::StreamKind::need;
  need.partner = {6};
  need.quality = {{"moisture %", {}, 20.5}};
  need.amounts = {{2020, 1e4}};
  {
    PlanStore store = PlanStore::open(path, PlanStore::Access::write);
    const geo::PlanPtr plan = store.load().value;
    EXPECT_TRUE(plan->material_flows().empty());
    geo::Edit edit;
    edit.what = geo::say("Flow");
    EXPECT_EQ(edit.add(*plan, flow).value, 1);
    edit.add(*plan, need);
    store.commit(edit);
    const auto loaded = store.load();
    EXPECT_THAT(loaded.problems, testing::IsEmpty());
    EXPECT_EQ(*loaded.value->material_flows().find({1}), flow);
    EXPECT_EQ(*loaded.value->side_streams().find({1}), need);
  }
  EXPECT_TRUE(layers::check_plan_file(path).empty());
  EXPECT_TRUE(fs::exists(folder / "a.v3.sqlite"));
}

TEST(PlanMigration, AnOldPlanCanBeReadWithoutBeingChanged) {
  const PlanFolder folder;
  const std::string path = folder / "a.sqlite";
  make_old(path, 1);
  const std::string before = bytes_of(path);
  EXPECT_EQ(PlanStore::open(path, PlanStore::Access::read).load().value->info().name, "old");
  EXPECT_EQ(bytes_of(path), before);
  EXPECT_EQ(std::distance(fs::directory_iterator(folder.path()), {}), 1);
}

TEST(PlanMigration, TheSchemaIsFrozen) {
  std::string text;
  for (const layers::TableSql& table : layers::plan_tables()) text += table.sql + ";\n";
  EXPECT_EQ(text, bytes_of(schema_file(layers::plan_file_version)))
      << "A changed schema needs a new plan_file_version, a migration step and a file of its own here.";
}

}  // namespace
