// What is clicked in the real window is in the plan file.
#include "geo/crs.hpp"
#include "tests/app/real_window.hpp"

#include <array>

namespace {

using namespace std::chrono_literals;
namespace fs = std::filesystem;
using tests::Display;
using tests::RealWindow;
using tests::Window;

TEST_F(RealWindow, ADrawnSiteIsInTheFileWithItsAreaAfterUndoAndRedo) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open(display);
  ASSERT_TRUE(window.comes("idle", 60s));

  window.act("mousemove 900 400 key n");
  ASSERT_TRUE(window.comes("tool draw-area 0"));
  std::this_thread::sleep_for(500ms);  // the inspector opens beside the map
  const Window::View view = window.view();
  const std::array<render::ScreenPoint, 4> clicked{{{300, 120}, {640, 150}, {600, 430}, {280, 380}}};
  geo::Ring ring;
  int count = 0;
  for (const render::ScreenPoint& at : clicked) {
    // With Alt nothing snaps: the place is the pointer's.
    window.act(
        fmt::format("keydown alt mousemove {} {} click 1 keyup alt", view.left_px + at.x_px, view.top_px + at.y_px));
    ring.push_back(render::map_from_screen(view.camera, at));
    ASSERT_TRUE(window.comes(fmt::format("tool draw-area {}", ++count)));
  }
  window.act("key Return");
  ASSERT_TRUE(window.comes("tool select 0"));
  ASSERT_TRUE(window.comes("plan 1 0"));
  window.act("key ctrl+z");
  ASSERT_TRUE(window.comes("plan 2 0"));
  window.act("key ctrl+y");
  ASSERT_TRUE(window.comes("plan 3 0"));
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);

  const auto store = layers::PlanStore::open(plan_path, layers::PlanStore::Access::read);
  const geo::PlanPtr plan = store.load().value;
  ASSERT_FALSE(plan->sink_sites().empty());
  const geo::SinkSite& site = **std::prev(plan->sink_sites().end());
  const geo::Crs map = geo::Crs::from_text(plan->info().map_crs);
  const double expected_m2 = geo::geodesic_area_m2(geo::Geometry::polygon(ring), map);
  ASSERT_GT(expected_m2, 10'000);
  // The trace writes the camera with nine digits; clicks fall on whole pixels.
  EXPECT_NEAR(geo::geodesic_area_m2(site.geometry, map) / expected_m2, 1, 1e-6);
  EXPECT_TRUE(layers::check_plan_file(plan_path).empty());
}

TEST_F(RealWindow, AnIdleWindowDrawsNoFrames) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open(display);
  ASSERT_TRUE(window.comes("idle", 60s));
  window.act("mousemove 900 300");
  std::this_thread::sleep_for(2s);  // hover card and tooltip are past
  const long before = window.frames();
  ASSERT_GT(before, 0);
  std::this_thread::sleep_for(3s);
  EXPECT_EQ(window.frames(), before);
  window.act("mousemove 905 305");
  std::this_thread::sleep_for(500ms);
  EXPECT_GT(window.frames(), before);
  window.act("key ctrl+q");
  EXPECT_EQ(window.wait_for_end(), 0);
}

TEST_F(RealWindow, EscCancelsADrawingAndTheFileStaysAsItWas) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open(display);
  ASSERT_TRUE(window.comes("idle", 60s));
  window.act("mousemove 700 300 key n");
  ASSERT_TRUE(window.comes("tool draw-area 0"));
  window.act("mousemove 700 300 click 1");
  ASSERT_TRUE(window.comes("tool draw-area 1"));
  window.act("mousemove 800 350 click 1");
  ASSERT_TRUE(window.comes("tool draw-area 2"));
  window.act("key BackSpace");
  ASSERT_TRUE(window.comes("tool draw-area 1"));
  window.act("key Escape");
  ASSERT_TRUE(window.comes("tool select 0"));
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);
  EXPECT_EQ(window.last("plan"), "plan 0 0");
}

}  // namespace
