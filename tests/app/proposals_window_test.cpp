// Proposals in the driven window: opened by their key, one accepted, taken back, and a partner left out.
#include "tests/app/real_window.hpp"

#include <gmock/gmock.h>

namespace tests {
namespace {

struct RealWindowProposals : RealWindow {
  void SetUp() override {
    RealWindow::SetUp();
    if (IsSkipped()) return;
    fs::remove(plan_path);
    (void)layers::PlanStore::create(
        plan_path, layers::read_plan_toml(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" / "kemi-tornio.toml"));
  }
  [[nodiscard]] geo::PlanPtr plan_in_file() const {
    return layers::PlanStore::open(plan_path, layers::PlanStore::Access::read).load().value;
  }
};

TEST_F(RealWindowProposals, AnAcceptedProposalIsAFlowOfThePlanAndCanBeTakenBack) {
  const std::size_t flows_before = plan_in_file()->material_flows().size();
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window(display.name(), {plan_path, "--lang", "en"}, (folder / "trace").string(), own_home());
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

}  // namespace
}  // namespace tests
