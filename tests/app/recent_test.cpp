#include "app/recent.hpp"

#include "app/text.hpp"

#include <ctime>

namespace {

using app::RecentPlan;

RecentPlan plan(const std::string& path, const std::string& name = {}) {
  return {path, name, {}, 0};
}

TEST(RecentPlans, HoldEachPlanOnceTheLastOpenedFirstAndNoMoreThanTheirLimit) {
  app::RecentPlans recent;
  for (int i = 0; i < 40; ++i) app::remember(recent, plan("/p" + std::to_string(i % 30)));
  EXPECT_EQ(recent.size(), app::most_recent_plans);
  EXPECT_EQ(recent.front().path, "/p9");
  for (std::size_t i = 0; i < recent.size(); ++i)
    for (std::size_t j = i + 1; j < recent.size(); ++j) EXPECT_NE(recent[i].path, recent[j].path);
  app::forget(recent, "/p9");
  EXPECT_EQ(recent.front().path, "/p8");
  app::forget(recent, "/not/there");
  EXPECT_EQ(recent.size(), app::most_recent_plans - 1);
}

TEST(RecentPlans, AreFoundByWordsOfTheirNameOrFolderInAnyCase) {
  const app::RecentPlans recent{plan("/työ/espoo.sqlite", "Espoon nielukohteet"), plan("/koti/b.sqlite", "Äänekoski"),
                                plan("/koti/c.sqlite", "Hankkio")};
  EXPECT_EQ(app::matching(recent, "").size(), 3u);
  ASSERT_EQ(app::matching(recent, "ÄÄNE").size(), 1u);
  EXPECT_EQ(app::matching(recent, "aane").front().name, "Äänekoski");
  EXPECT_EQ(app::matching(recent, "nielu ESPOON").front().name, "Espoon nielukohteet");
  EXPECT_EQ(app::matching(recent, "koti").size(), 2u);
  EXPECT_TRUE(app::matching(recent, "turku").empty());
}

TEST(RecentPlans, TellWhenTheyWereOpenedInTheWordsOfTheDay) {
  std::tm noon{};
  noon.tm_year = 126;
  noon.tm_mon = 2;
  noon.tm_mday = 12;
  noon.tm_hour = 12;
  noon.tm_min = 41;
  noon.tm_isdst = -1;
  const std::time_t now_s = std::mktime(&noon);
  const auto now = std::chrono::system_clock::from_time_t(now_s);
  app::set_language("fi");
  EXPECT_EQ(app::when_opened(now_s, now), "Tänään 12.41");
  EXPECT_EQ(app::when_opened(now_s - 24 * 3600, now), "Eilen 12.41");
  EXPECT_EQ(app::when_opened(now_s - 3 * 24 * 3600, now), "9.3.2026");
  app::set_language("en");
  EXPECT_EQ(app::when_opened(now_s, now), "Today 12:41");
  EXPECT_EQ(app::when_opened(now_s - 9 * 24 * 3600, now), "3 Mar 2026");
}

TEST(RecentPlans, SayOneFactInTheLanguageOfTheReader) {
  geo::Plan empty;
  app::set_language("en");
  EXPECT_EQ(app::translated(app::one_fact(empty)), "nothing in it yet");
  geo::Plan marked;
  marked.table<geo::SinkSite>() = marked.sink_sites().with({1}, std::make_shared<const geo::SinkSite>());
  EXPECT_EQ(app::translated(app::one_fact(marked)), "1 sink site");
  marked.table<geo::SinkSite>() = marked.sink_sites().with({2}, std::make_shared<const geo::SinkSite>());
  const geo::Message fact = app::one_fact(marked);
  EXPECT_EQ(app::translated(fact), "2 sink sites");
  app::set_language("fi");
  EXPECT_EQ(app::translated(fact), "2 nielukohdetta");
  app::set_language("en");
}

TEST(RecentPlans, KeepTheirPicturesApartByPathAndGround) {
  EXPECT_NE(app::picture_of_plan("/a", false), app::picture_of_plan("/a", true));
  EXPECT_NE(app::picture_of_plan("/a", false), app::picture_of_plan("/b", false));
  EXPECT_EQ(app::picture_of_plan("/../../x y", false).parent_path(), app::picture_folder());
}

}  // namespace
