// Moving over the map, keeping views and presenting them in the real window.
#include "app/kept_views.hpp"
#include "geo/crs.hpp"
#include "tests/app/real_window.hpp"

#include <cmath>

namespace tests {
namespace {

using RealWindowViews = RealWindow;

/// Waits until the map rests after something moved it, and says what is seen.
Window::View rested(const Window& window) {
  std::this_thread::sleep_for(400ms);
  EXPECT_TRUE(window.comes("map rests"));
  std::this_thread::sleep_for(200ms);
  return window.view();
}

/// Waits for a line of this word that holds the text.
bool says(const Window& window, const std::string& word, const std::string& text) {
  for (int i = 0; i < 400; ++i) {
    if (window.last(word).find(text) != std::string::npos) return true;
    std::this_thread::sleep_for(50ms);
  }
  return false;
}

/// The pointer moves in small steps, as a hand does, with the button held; it rests before it lets go.
void drag_pointer(const Window& window, int x, int y, int dx, int dy, const std::string& button = "1") {
  window.act(fmt::format("mousemove {} {} mousedown {}", x, y, button));
  for (int i = 1; i <= 10; ++i) {
    window.act(fmt::format("mousemove {} {}", x + dx * i / 10, y + dy * i / 10));
    std::this_thread::sleep_for(15ms);
  }
  std::this_thread::sleep_for(300ms);
  window.act("mouseup " + button);
}

TEST_F(RealWindowViews, TheMapIsDraggedZoomedBoxedAndGoneBackOver) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open(display);
  ASSERT_TRUE(window.comes("idle", 60s));
  const Window::View start = rested(window);
  std::this_thread::sleep_for(1s);

  drag_pointer(window, 700, 300, 120, 80);
  const Window::View dragged = rested(window);
  EXPECT_NEAR(dragged.camera.centre.x_m, start.camera.centre.x_m - 120 * start.camera.m_per_px, 1e-3);
  EXPECT_NEAR(dragged.camera.centre.y_m, start.camera.centre.y_m + 80 * start.camera.m_per_px, 1e-3);

  // The wheel keeps the place under the pointer.
  const render::ScreenPoint pointer{900 - start.left_px, 250 - start.top_px};
  window.act("mousemove 900 250 click 4 click 4");
  const Window::View zoomed = rested(window);
  EXPECT_NEAR(zoomed.camera.m_per_px, dragged.camera.m_per_px / (1.25 * 1.25), 1e-6);
  const geo::MapPoint before = render::map_from_screen(dragged.camera, pointer);
  const geo::MapPoint after = render::map_from_screen(zoomed.camera, pointer);
  EXPECT_NEAR(before.x_m, after.x_m, 1e-3);
  EXPECT_NEAR(before.y_m, after.y_m, 1e-3);
  std::this_thread::sleep_for(1s);

  // The box that was drawn with Shift is what is seen then.
  const geo::MapPoint corner = render::map_from_screen(zoomed.camera, {600 - zoomed.left_px, 200 - zoomed.top_px});
  window.act("keydown shift");
  drag_pointer(window, 600, 200, 300, 160);
  window.act("keyup shift");
  const Window::View boxed = rested(window);
  EXPECT_LT(boxed.camera.m_per_px, zoomed.camera.m_per_px * 0.5);
  EXPECT_TRUE(boxed.camera.box().contains({corner.x_m + zoomed.camera.m_per_px, corner.y_m - zoomed.camera.m_per_px}));
  std::this_thread::sleep_for(1s);

  window.act("key alt+Left");
  const Window::View back = rested(window);
  EXPECT_NEAR(back.camera.m_per_px, zoomed.camera.m_per_px, 1e-6);
  EXPECT_NEAR(back.camera.centre.x_m, zoomed.camera.centre.x_m, 1e-3);
  window.act("key alt+Right");
  EXPECT_NEAR(rested(window).camera.m_per_px, boxed.camera.m_per_px, 1e-6);

  // Arrow keys move what is seen; the year has keys of its own.
  const std::string shown = window.last("shown");
  window.act("key Right");
  EXPECT_GT(rested(window).camera.centre.x_m, boxed.camera.centre.x_m);
  EXPECT_EQ(window.last("shown"), shown);
  window.act("key comma");
  for (int i = 0; i < 200 && window.last("shown") == shown; ++i) std::this_thread::sleep_for(50ms);
  EXPECT_NE(window.last("shown"), shown);

  // The map in a hurry goes on when it is let go, and then rests without drawing frames.
  const Window::View still = rested(window);
  window.act(
      "mousemove 900 300 mousedown 1 mousemove 860 300 mousemove 820 300 mousemove 760 300 mousemove 680 300 "
      "mousemove 600 300 mouseup 1");
  const Window::View glided = rested(window);
  EXPECT_GT(glided.camera.centre.x_m, still.camera.centre.x_m + 290 * still.camera.m_per_px);
  std::this_thread::sleep_for(2s);
  const long frames = window.frames();
  std::this_thread::sleep_for(2s);
  EXPECT_EQ(window.frames(), frames);
  window.act("key ctrl+q");
  EXPECT_EQ(window.wait_for_end(), 0);
}

TEST_F(RealWindowViews, KeptViewsAreInTheFileAndAreTheStepsOfF11) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open(display);
  ASSERT_TRUE(window.comes("idle", 60s));
  const Window::View start = rested(window);
  window.act("mousemove 700 300 key ctrl+b");
  ASSERT_TRUE(window.comes("plan 1 0"));
  window.act("mousemove 700 400 click 4 click 4 click 4");
  (void)rested(window);
  window.act("key comma key ctrl+b");
  ASSERT_TRUE(window.comes("plan 2 0"));
  const Window::View second = rested(window);

  window.act("key F11");
  ASSERT_TRUE(window.comes("present 4/4")) << window.last("present");
  const Window::View presented = rested(window);
  EXPECT_EQ(presented.camera.width_px, 1600);
  EXPECT_EQ(presented.camera.height_px, 900);
  // The whole of what was kept, from the upper to the lower edge.
  EXPECT_NEAR(presented.camera.m_per_px * 900, second.camera.m_per_px * second.camera.height_px, 0.01);
  window.act("key Left");
  ASSERT_TRUE(window.comes("present 3/4"));
  EXPECT_NEAR(rested(window).camera.centre.x_m, start.camera.centre.x_m, 1e-3);
  window.act("key period");
  ASSERT_TRUE(window.comes("present 3/4 blank"));
  window.act("key Page_Down");
  ASSERT_TRUE(window.comes("present 4/4"));
  window.act("key Home");
  ASSERT_TRUE(window.comes("present 1/4"));
  window.act("key t");
  EXPECT_TRUE(says(window, "shown", "dark")) << window.last("shown");
  window.act("key Escape");
  ASSERT_TRUE(window.comes("present off"));
  const Window::View after = rested(window);
  EXPECT_NEAR(after.camera.centre.x_m, second.camera.centre.x_m, 0.01);
  EXPECT_TRUE(says(window, "shown", "light")) << window.last("shown");
  EXPECT_EQ(after.camera.height_px, second.camera.height_px);

  // The readout's coordinates go into the clipboard.
  window.act("mousemove 700 300 key ctrl+c");
  ASSERT_TRUE(says(window, "copied", "ETRS-TM35FIN"));
  const geo::MapPoint place = render::map_from_screen(after.camera, {700 - after.left_px, 300 - after.top_px});
  double north_m = 0;
  double east_m = 0;
  ASSERT_EQ(std::sscanf(window.last("copied").c_str(), "copied N %lf E %lf ETRS-TM35FIN", &north_m, &east_m), 2)
      << window.last("copied");
  EXPECT_NEAR(north_m, place.y_m, 0.01);
  EXPECT_NEAR(east_m, place.x_m, 0.01);

  window.act("key ctrl+z");
  ASSERT_TRUE(window.comes("plan 3 0"));
  window.act("key ctrl+y");
  ASSERT_TRUE(window.comes("plan 4 0"));
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);

  const auto store = layers::PlanStore::open(plan_path, layers::PlanStore::Access::read);
  const geo::PlanPtr plan = store.load().value;
  const auto views = app::kept_views(*plan);
  ASSERT_EQ(views.size(), 4u);
  EXPECT_NEAR(views[2]->centre_x_m, start.camera.centre.x_m, 1e-3);
  EXPECT_NEAR(views[3]->centre_x_m, second.camera.centre.x_m, 1e-3);
  EXPECT_NEAR(views[3]->height_m, second.camera.m_per_px * second.camera.height_px, 0.01);
  EXPECT_EQ(views[2]->year, views[3]->year + 1);
  EXPECT_TRUE(layers::check_plan_file(plan_path).empty());
}

}  // namespace
}  // namespace tests
