#include "geo/plan/edit.hpp"

#include <gtest/gtest.h>

namespace {

geo::SinkSite site(std::string name) {
  geo::SinkSite s;
  s.name = std::move(name);
  return s;
}

TEST(Plan, EditedPlanLeavesTheOldOneAsItWas) {
  const auto before = std::make_shared<const geo::Plan>();
  geo::Edit edit;
  const auto id = edit.add(*before, site("A"));
  const auto after = geo::applied(before, edit);
  EXPECT_TRUE(before->sink_sites().empty());
  ASSERT_NE(after->sink_sites().find(id), nullptr);
  EXPECT_EQ(after->sink_sites().find(id)->name, "A");
  EXPECT_TRUE(after->partners().shares_rows_with(before->partners()));
}

TEST(Plan, SeveralAdditionsInOneEditGetDifferentIds) {
  const geo::Plan plan;
  geo::Edit edit;
  const auto a = edit.add(plan, site("A"));
  const auto b = edit.add(plan, site("B"));
  EXPECT_NE(a, b);
}

TEST(Plan, InverseOfAnEditThatTouchesAThingTwiceTakesItBack) {
  const auto start = std::make_shared<const geo::Plan>();
  geo::Edit add;
  const auto id = add.add(*start, site("A"));
  const auto with_a = geo::applied(start, add);
  geo::Edit both;
  both.set(*with_a, id, site("B"));
  both.changes.push_back(
      geo::Change<geo::SinkSite>{id, std::get<geo::Change<geo::SinkSite>>(both.changes[0]).after, nullptr});
  const auto gone = geo::applied(with_a, both);
  EXPECT_TRUE(gone->sink_sites().empty());
  EXPECT_TRUE(*geo::applied(gone, geo::inverse(both)) == *with_a);
}

TEST(History, UndoAllThenRedoAllGivesTheSamePlan) {
  geo::History history(std::make_shared<const geo::Plan>());
  for (int i = 0; i < 20; ++i) {
    geo::Edit edit{geo::say("Sink site {0} drawn", std::to_string(i)), {}};
    edit.add(*history.plan(), site(std::to_string(i)));
    history.apply(std::move(edit));
  }
  const auto last = history.plan();
  while (history.can_undo()) history.undo();
  EXPECT_TRUE(history.plan()->sink_sites().empty());
  while (history.can_redo()) history.redo();
  EXPECT_TRUE(*history.plan() == *last);
}

TEST(History, AnEditAfterUndoDropsWhatCouldBeRedone) {
  geo::History history(std::make_shared<const geo::Plan>());
  geo::Edit a;
  a.add(*history.plan(), site("A"));
  history.apply(a);
  history.undo();
  geo::Edit b;
  b.add(*history.plan(), site("B"));
  history.apply(b);
  EXPECT_FALSE(history.can_redo());
  EXPECT_EQ(history.plan()->sink_sites().begin()->value->name, "B");
}

TEST(Message, ArgumentsAreNeverReadAsPlaces) {
  EXPECT_EQ(geo::english(geo::say("{0} and {1}", "{1}", "%s{0}")), "{1} and %s{0}");
}

TEST(Message, APlaceWithoutArgumentStays) {
  EXPECT_EQ(geo::english(geo::say("{0} {3}", "a")), "a {3}");
}

}  // namespace
