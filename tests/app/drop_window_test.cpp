// Files dragged from another program onto the real window.
#include "tests/app/drop_source.hpp"
#include "tests/app/real_window.hpp"

namespace {

using namespace std::chrono_literals;
using tests::Display;
using tests::RealWindow;
using tests::Window;

std::string square_json(double x, double y) {
  return fmt::format(
      R"({{"type":"FeatureCollection","features":[{{"type":"Feature","properties":{{"use":"T"}},)"
      R"("geometry":{{"type":"Polygon","coordinates":[[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]]}}}}]}})",
      x, y, x + 0.01, y + 0.01);
}

TEST_F(RealWindow, AFileDroppedOnTheMapBecomesALayerOfThePlan) {
  const std::string dropped = (folder / "teollisuus ä%41.geojson").string();
  std::ofstream(dropped) << square_json(22.33, 60.47);
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open(display);
  ASSERT_TRUE(window.comes("idle", 60s));
  ASSERT_EQ(tests::drop_files(display.name(), {dropped}, 800, 350), "");
  ASSERT_TRUE(window.comes("plan 1 0"));
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);
  const auto store = layers::PlanStore::open(plan_path, layers::PlanStore::Access::read);
  const geo::PlanPtr plan = store.load().value;
  ASSERT_EQ(plan->layers().size(), 1u);
  EXPECT_EQ((*plan->layers().begin())->path, "teollisuus ä%41.geojson");
}

TEST_F(RealWindow, APlanAndAFileThatIsNoneDroppedTogetherOpenThePlanAndSayWhatTheOtherIs) {
  const std::string broken = (folder / "broken.gpkg").string();
  std::ofstream(broken) << "not a GeoPackage";
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window(display.name(), {"--lang", "fi"}, (folder / "trace").string(), own_home());
  ASSERT_TRUE(window.comes("frame 3", 60s) || window.frames() > 3);
  ASSERT_EQ(tests::drop_files(display.name(), {broken, plan_path}, 800, 350), "");
  ASSERT_TRUE(window.comes("plan 0 0"));
  window.act("key ctrl+q");
  EXPECT_EQ(window.wait_for_end(), 0);
}

}  // namespace
