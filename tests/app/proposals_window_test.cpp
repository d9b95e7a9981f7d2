// Proposals in the driven window: opened by their key or from the flows, one accepted, taken back; distances by road
// where the plan has roads, and said to be estimated where it has none that help.
#include "tests/app/mill_and_field.hpp"
#include "tests/app/real_window.hpp"

#include <gmock/gmock.h>

#include <functional>

namespace tests {
namespace {

struct RealWindowProposals : RealWindow {
  void SetUp() override {
    RealWindow::SetUp();
    if (IsSkipped()) return;
    fs::remove(plan_path);
  }
  void create(const geo::Plan& plan) const { (void)layers::PlanStore::create(plan_path, plan); }
  void create_kemi() const {
    create(layers::read_plan_toml(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" / "kemi-tornio.toml"));
  }
  [[nodiscard]] geo::PlanPtr plan_in_file() const {
    return layers::PlanStore::open(plan_path, layers::PlanStore::Access::read).load().value;
  }
  [[nodiscard]] Window open_english(const Display& display) const {
    return {display.name(), {plan_path, "--lang", "en"}, (folder / "trace").string(), own_home()};
  }
  static bool becomes(const std::function<bool()>& is, std::chrono::seconds patience = 30s) {
    for (const auto end = std::chrono::steady_clock::now() + patience; std::chrono::steady_clock::now() < end;) {
      if (is()) return true;
      std::this_thread::sleep_for(50ms);
    }
    return false;
  }
};

TEST_F(RealWindowProposals, AnAcceptedProposalIsAFlowOfThePlanAndCanBeTakenBack) {
  create_kemi();
  const std::size_t flows_before = plan_in_file()->material_flows().size();
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open_english(display);
  ASSERT_TRUE(window.comes("page plan", 60s));
  window.act("key F9");
  ASSERT_TRUE(window.comes("overlay proposals"));
  ASSERT_NO_FATAL_FAILURE(click(window, "button Accept into the plan"));
  ASSERT_TRUE(window.comes("plan 1 0", 60s)) << window.last("plan");
  const geo::PlanPtr accepted = plan_in_file();
  ASSERT_EQ(flows_before + 1, accepted->material_flows().size());
  EXPECT_EQ(geo::FlowState::planned, (*std::prev(accepted->material_flows().end()))->state);
  window.act("key Escape");
  ASSERT_TRUE(window.comes("overlay none"));
  window.act("key ctrl+z");
  ASSERT_TRUE(window.comes("plan 2 0", 60s)) << window.last("plan");
  EXPECT_EQ(flows_before, plan_in_file()->material_flows().size());
}

TEST_F(RealWindowProposals, FromTheFlowsAProposalByRoadIsAcceptedAndItsBandFollowsTheRoad) {
  // The road goes round by the north, four kilometres off the straight line.
  write_roads(folder / "roads.geojson",
              "[[[400000,7290000],[400000,7294000],[410000,7294000]],[[410000,7294000],[410000,7290000]]]");
  create(mill_and_field("roads.geojson"));
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open_english(display);
  ASSERT_TRUE(window.comes("page plan", 60s));
  window.act("mousemove 800 400 key alt+2");
  ASSERT_TRUE(window.comes("proposals 1 1", 60s)) << window.last("proposals");
  ASSERT_NO_FATAL_FAILURE(click(window, "button 1 proposal"));
  ASSERT_TRUE(window.comes("overlay proposals"));
  ASSERT_NO_FATAL_FAILURE(click(window, "button Accept into the plan"));
  ASSERT_TRUE(window.comes("plan 1 0", 60s)) << window.last("plan");
  ASSERT_TRUE(window.comes("proposals 0 0", 60s)) << "all of it is planned: " << window.last("proposals");
  ASSERT_NO_FATAL_FAILURE(click(window, "button Show the accepted flow"));
  ASSERT_TRUE(window.comes("overlay none"));
  ASSERT_TRUE(becomes([&] { return window.last("flows").ends_with(" 1 1 1"); })) << window.last("flows");
  // The middle of its band lies on the northern road, not between the two places.
  double middle_y_m = 0;
  EXPECT_TRUE(becomes([&] {
    const auto at = place("widest flow");
    if (!at) return false;
    const Window::View view = window.view();
    middle_y_m = view.camera.centre.y_m - ((*at)[1] - view.top_px - view.camera.height_px / 2.0) * view.camera.m_per_px;
    return middle_y_m > 7'293'000;
  })) << middle_y_m;
}

TEST_F(RealWindowProposals, RoadsInPiecesAndRoadsThatAreGoneLeaveAnEstimateWithASentence) {
  write_roads(folder / "roads.geojson", "[[[399000,7290000],[401000,7290000]],[[409000,7290000],[411000,7290000]]]");
  geo::Plan plan = mill_and_field("roads.geojson");
  geo::MaterialFlow flow;
  flow.from = {1};
  flow.to = {2};
  flow.material = "glass";
  flow.amounts = {{2023, 100}};
  plan.table<geo::MaterialFlow>() =
      plan.table<geo::MaterialFlow>().with({1}, std::make_shared<const geo::MaterialFlow>(flow));
  create(plan);
  const Display display;
  ASSERT_FALSE(display.name().empty());
  {
    Window window = open_english(display);
    ASSERT_TRUE(window.comes("page plan", 60s));
    window.act("mousemove 800 400 key alt+2");
    ASSERT_TRUE(window.comes("proposals 1 0", 60s)) << window.last("proposals");
    EXPECT_TRUE(place("without road Mill → Field")) << "said in the list of flows";
  }
  fs::remove(folder / "roads.geojson");
  for (const auto& entry : fs::directory_iterator(folder))
    if (entry.path().extension() == ".roads") fs::remove(entry.path());
  Window window = open_english(display);
  ASSERT_TRUE(window.comes("page plan", 60s));
  window.act("mousemove 800 400 key alt+2");
  ASSERT_TRUE(window.comes("proposals 1 0", 60s)) << window.last("proposals");
  EXPECT_TRUE(place("distances said"));
}

TEST_F(RealWindowProposals, AnotherHubsNeedIsAcceptedAsAPlaceOutside) {
  geo::Plan own = mill_and_field("none.geojson"), other = own;
  // The mill alone here, the field alone in the other plan.
  own.table<geo::SideStream>() = own.side_streams().with_rows({*own.side_streams().begin()});
  other.table<geo::SideStream>() = other.side_streams().with_rows({*std::next(other.side_streams().begin())});
  own.table<geo::Layer>() = {};
  other.table<geo::Layer>() = {};
  create(own);
  fs::create_directories(folder / "hubs");
  (void)layers::PlanStore::create((folder / "hubs" / "north.sqlite").string(), other);
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open_english(display);
  ASSERT_TRUE(window.comes("page plan", 60s));
  window.act("key F9");
  ASSERT_TRUE(window.comes("proposals 0 0", 60s)) << window.last("proposals");
  ASSERT_NO_FATAL_FAILURE(click(window, "button Other hubs' plans"));
  ASSERT_TRUE(window.comes("overlay files"));
  ASSERT_TRUE(place("button Choose this folder"));
  window.act(fmt::format("type --delay 20 '{}'", (folder / "hubs").string()));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  window.act("key Return");
  // The list of the folder is read, and the sheet takes its size.
  std::this_thread::sleep_for(std::chrono::milliseconds(1000));
  ASSERT_NO_FATAL_FAILURE(click(window, "button Choose this folder"));
  ASSERT_TRUE(window.comes("proposals 1 0", 60s)) << window.last("proposals");
  ASSERT_NO_FATAL_FAILURE(click(window, "button Accept into the plan"));
  ASSERT_TRUE(window.comes("plan 1 0", 60s)) << window.last("plan");
  const geo::PlanPtr plan = plan_in_file();
  ASSERT_EQ(1U, plan->material_flows().size());
  EXPECT_EQ("north: Field", (*plan->material_flows().begin())->to_place);
  EXPECT_TRUE(window.comes("proposals 0 0", 60s)) << "it is planned: " << window.last("proposals");
}

}  // namespace
}  // namespace tests
