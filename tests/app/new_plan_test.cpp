#include "app/new_plan.hpp"

#include "geo/crs.hpp"
#include "geo/error.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/program.hpp"

#include <cstdlib>
#include <filesystem>

namespace {

namespace fs = std::filesystem;

app::NewPlan answers(const app_test::TemporaryFolder& folder) {
  app::NewPlan plan;
  plan.name = "Hankkion kiertotalousalue";
  plan.folder = folder.file("plans");
  return plan;
}

TEST(NewPlan, IsMadeInAFolderThatIsMadeWithIt) {
  const app_test::TemporaryFolder folder;
  app::NewPlan wanted = answers(folder);
  wanted.crs = "EPSG:3878";
  wanted.base_year = 2024;
  wanted.horizon_year = 2040;
  ASSERT_FALSE(app::troubles(wanted).any());
  const fs::path path = app::make_plan(wanted);
  EXPECT_EQ(path.filename(), "Hankkion kiertotalousalue.sqlite");
  const auto loaded = layers::PlanStore::open(path.string(), layers::PlanStore::Access::read).load();
  EXPECT_EQ(loaded.value->info().name, wanted.name);
  EXPECT_EQ(loaded.value->info().map_crs, "EPSG:3878");
  EXPECT_EQ(loaded.value->info().base_year, 2024);
  EXPECT_EQ(loaded.value->info().horizon_year, 2040);
  // Another of the same name stands beside the first.
  EXPECT_EQ(app::make_plan(wanted).filename(), "Hankkion kiertotalousalue 2.sqlite");
}

TEST(NewPlan, SaysWhatIsWrongBeforeAnythingIsWritten) {
  const app_test::TemporaryFolder folder;
  const app::NewPlan good = answers(folder);
  app::NewPlan bad = good;
  bad.name = "  \u00A0";
  EXPECT_TRUE(app::troubles(bad).name);
  bad = good;
  bad.folder = "plans";
  EXPECT_TRUE(app::troubles(bad).folder);
  bad = good;
  for (const char* crs : {"", "EPSG:4326", "EPSG:99999999", "; drop table", "3067 3067"}) {
    bad.crs = crs;
    EXPECT_TRUE(app::troubles(bad).crs) << crs;
  }
  bad = good;
  for (const auto& [first, last] : {std::pair{2045, 2045}, {2045, 2020}, {1800, 2020}, {2020, 2300}}) {
    bad.base_year = first;
    bad.horizon_year = last;
    EXPECT_TRUE(app::troubles(bad).years) << first << ' ' << last;
  }
  EXPECT_FALSE(fs::exists(good.folder));
}

TEST(NewPlan, OffersCoordinateSystemsThatProjKnowsByTheseNames) {
  ASSERT_EQ(app::crs_offers().size(), 14u);
  EXPECT_EQ(app::crs_offers().front().code, "EPSG:3067");
  for (const app::CrsOffer& offer : app::crs_offers()) {
    const geo::Crs crs = geo::Crs::from_text(offer.code);
    EXPECT_TRUE(crs.is_projected_in_metres()) << offer.code;
    // "ETRS-GK24" is PROJ's "ETRS89 / GK24FIN".
    EXPECT_NE(crs.name().find(offer.name.substr(5)), std::string::npos) << crs.name();
  }
}

TEST(FileNameOfAPlan, StaysInItsFolderWhateverThePlanIsCalled) {
  EXPECT_EQ(app::file_name_of("Topinpuisto, Turku"), "Topinpuisto, Turku");
  EXPECT_EQ(app::file_name_of("../../etc/passwd"), "-..-etc-passwd");
  EXPECT_EQ(app::file_name_of(" .piilo "), "piilo");
  EXPECT_EQ(app::file_name_of("a\nb\tc\x7F"), "a-b-c-");
  EXPECT_EQ(app::file_name_of("..."), "plan");
  EXPECT_EQ(app::file_name_of(""), "plan");
  std::string longest;
  for (int i = 0; i < 300; ++i) longest += "ä";
  const std::string cut = app::file_name_of(longest);
  EXPECT_LE(cut.size(), 200u);
  EXPECT_EQ(cut, longest.substr(0, cut.size() / 2 * 2));
}

TEST(ExampleCopy, IsAWholePlanOfItsOwnEachTime) {
  const app_test::TemporaryFolder folder;
  const char* const before = std::getenv("XDG_DATA_HOME");
  const std::string kept = before ? before : "";
  setenv("XDG_DATA_HOME", folder.file("data").c_str(), 1);
  const fs::path first = app::make_example_copy("topinpuisto");
  const fs::path second = app::make_example_copy("topinpuisto");
  if (before)
    setenv("XDG_DATA_HOME", kept.c_str(), 1);
  else
    unsetenv("XDG_DATA_HOME");
  EXPECT_NE(first, second);
  EXPECT_EQ(first.parent_path(), fs::path(folder.file("data")) / "hiilitie");
  EXPECT_TRUE(layers::check_plan_file(first.string()).empty());
  EXPECT_TRUE(layers::check_plan_file(second.string()).empty());
}

}  // namespace
