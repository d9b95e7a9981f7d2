// A program that edits is killed at 200 random instants: all that it reported as committed is in the file, and the
// file is whole, every time.
#include "layers/plan_store/plan_store.hpp"
#include "tests/layers/plan_store_fixture.hpp"

#include <csignal>
#include <random>
#include <sys/wait.h>

namespace {

using layers::PlanStore;
using tests::PlanFolder;

constexpr std::int64_t site_count = 7;

/// What the editing loop does at a revision follows from the revision alone: every fifth step removes a site, the
/// others write the revision into one.
bool removes(std::int64_t revision) {
  return revision % 5 == 0;
}
geo::Id<geo::SinkSite> site_of(std::int64_t revision) {
  return {revision % site_count + 1};
}
geo::SinkSite site_at(std::int64_t revision) {
  geo::SinkSite site = tests::site("revision " + std::to_string(revision));
  site.note = std::string(static_cast<std::size_t>(revision % 50) * 100, 'n');  // edits of several pages too
  return site;
}
geo::Edit edit_to(std::int64_t revision, const geo::Plan& plan) {
  geo::Edit edit{geo::say("Step {0}", std::to_string(revision)), {}};
  const auto before = plan.sink_sites().find(site_of(revision));
  auto after = removes(revision) ? nullptr : std::make_shared<const geo::SinkSite>(site_at(revision));
  if (before || after) edit.changes.push_back(geo::Change<geo::SinkSite>{site_of(revision), before, std::move(after)});
  return edit;
}
geo::Table<geo::SinkSite> sites_at(std::int64_t revision) {
  geo::Table<geo::SinkSite> sites;
  for (std::int64_t r = std::max<std::int64_t>(1, revision - site_count + 1); r <= revision; ++r)
    sites = sites.with(site_of(r), removes(r) ? nullptr : std::make_shared<const geo::SinkSite>(site_at(r)));
  return sites;
}

/// Edits and reports each committed revision to the pipe, until killed.
[[noreturn]] void edit_until_killed(const std::string& file, int report) {
  try {
    PlanStore store = PlanStore::open(file, PlanStore::Access::write);
    geo::PlanPtr plan = store.load().value;
    for (std::int64_t revision = store.revision() + 1;; ++revision) {
      const geo::Edit edit = edit_to(revision, *plan);
      store.commit(edit);
      plan = geo::applied(plan, edit);
      if (write(report, &revision, sizeof revision) != sizeof revision) break;
    }
  } catch (const std::exception& error) {
    std::fprintf(stderr, "the editing loop failed: %s\n", error.what());
  }
  _exit(1);
}

TEST(PlanKill, NothingThatWasCommittedIsLostInTwoHundredKills) {
  const PlanFolder folder;
  const std::string file = folder / "a.sqlite";
  PlanStore::create(file, geo::Plan());
  std::mt19937 random(31337);
  std::uniform_int_distribution<useconds_t> delay_us(0, 120'000);
  std::int64_t last_reported = 0;
  int with_commits = 0;
  int hot_journals = 0;
  for (int kill_number = 0; kill_number < 200; ++kill_number) {
    int ends[2];
    ASSERT_EQ(pipe(ends), 0);
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
      close(ends[0]);
      edit_until_killed(file, ends[1]);
    }
    close(ends[1]);
    usleep(delay_us(random));
    kill(child, SIGKILL);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the editing loop ended by itself";
    const std::int64_t before = last_reported;
    for (std::int64_t revision = 0; read(ends[0], &revision, sizeof revision) == sizeof revision;)
      last_reported = revision;
    close(ends[0]);
    with_commits += last_reported > before;
    hot_journals += std::filesystem::exists(file + "-journal");

    ASSERT_THAT(layers::check_plan_file(file), testing::IsEmpty()) << "kill " << kill_number;
    const PlanStore store = PlanStore::open(file, PlanStore::Access::read);
    const std::int64_t revision = store.revision();
    ASSERT_GE(revision, last_reported) << "kill " << kill_number;
    ASSERT_LE(revision, last_reported + 1) << "kill " << kill_number;
    ASSERT_EQ(store.history().size(), static_cast<std::size_t>(revision + 1));
    const auto loaded = store.load();
    ASSERT_THAT(loaded.problems, testing::IsEmpty());
    ASSERT_TRUE(loaded.value->sink_sites() == sites_at(revision)) << "kill " << kill_number;
    last_reported = revision;
  }
  std::printf("%d of 200 kills after commits, %d inside a transaction, %lld revisions\n", with_commits, hot_journals,
              static_cast<long long>(last_reported));
  EXPECT_GT(with_commits, 50);
}

}  // namespace
