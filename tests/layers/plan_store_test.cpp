#include "layers/plan_store/plan_store.hpp"

#include "tests/layers/plan_store_fixture.hpp"

#include <chrono>
#include <filesystem>

namespace {

using layers::PlanStore;
using tests::PlanFolder;
namespace fs = std::filesystem;

TEST(PlanStore, APlanComesBackAsItWasWritten) {
  const PlanFolder folder;
  const geo::Plan plan = tests::rich_plan();
  PlanStore::create(folder / "a.sqlite", plan);
  const auto loaded = PlanStore::open(folder / "a.sqlite", PlanStore::Access::read).load();
  EXPECT_THAT(loaded.problems, testing::IsEmpty());
  EXPECT_TRUE(*loaded.value == plan);
}

TEST(PlanStore, AFreshPlanIsSmallAndOpensAtRevisionZero) {
  const PlanFolder folder;
  const PlanStore store = PlanStore::create(folder / "a.sqlite", geo::Plan());
  EXPECT_EQ(store.revision(), 0);
  EXPECT_LT(fs::file_size(folder / "a.sqlite"), 1'000'000u);
  EXPECT_THAT(store.history(), testing::SizeIs(1));
}

TEST(PlanStore, EveryCommitAndItsUndoAreInTheFile) {
  const PlanFolder folder;
  geo::History history(std::make_shared<const geo::Plan>(tests::rich_plan()));
  PlanStore store = PlanStore::create(folder / "a.sqlite", *history.plan());
  const auto expect_same = [&] { EXPECT_TRUE(*store.load().value == *history.plan()); };

  geo::Edit add{geo::say("Sink site {0} drawn", "Metsä"), {}};
  add.add(*history.plan(), tests::site("Metsä"));
  store.commit(add);
  history.apply(add);
  expect_same();

  geo::Edit both{geo::say("Changed"), {}};
  const auto& source = *history.plan()->emission_sources().begin();
  geo::EmissionSource changed = *source;
  changed.series.erase(changed.series.begin());
  changed.name = "renamed";
  both.set(*history.plan(), source.id, changed);
  both.remove(*history.plan(), history.plan()->surroundings().begin()->id);
  store.commit(both);
  history.apply(both);
  expect_same();

  store.commit(history.undo());
  expect_same();
  store.commit(history.undo());
  expect_same();
  store.commit(history.redo());
  expect_same();
  EXPECT_EQ(store.revision(), 5);
  EXPECT_EQ(geo::english(store.history()[1].what), "Sink site Metsä drawn");
  EXPECT_TRUE(*history.plan() == *PlanStore::open(folder / "a.sqlite", PlanStore::Access::read).load().value);
}

}  // namespace
