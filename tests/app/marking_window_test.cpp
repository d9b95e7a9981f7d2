// Marking in the real window: what the pointer and the keys did is in the plan file.
#include "geo/crs.hpp"
#include "geo/shape_edit.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/real_window.hpp"

#include <cmath>
#include <optional>

namespace {

using namespace std::chrono_literals;
using tests::Display;
using tests::Window;

/// The map of a running window, by pixels from its upper left corner.
class Hand {
public:
  explicit Hand(Window& window) : window_(window) {}

  /// Waits until the window has stopped drawing, then looks where the map is.
  void look() {
    long before = -1;
    for (int i = 0; i < 200 && window_.frames() != before; ++i) {
      before = window_.frames();
      std::this_thread::sleep_for(400ms);
    }
    view_ = window_.view();
  }
  [[nodiscard]] geo::MapPoint place(render::ScreenPoint at) const { return render::map_from_screen(view_.camera, at); }
  [[nodiscard]] render::ScreenPoint screen(geo::MapPoint p) const { return render::screen_from_map(view_.camera, p); }
  [[nodiscard]] const render::Camera& camera() const { return view_.camera; }
  void click(render::ScreenPoint at, bool snapping = false) const {
    if (snapping)
      window_.act(fmt::format("mousemove {} {} click 1", x(at), y(at)));
    else
      window_.act(fmt::format("keydown alt mousemove {} {} click 1 keyup alt", x(at), y(at)));
  }
  void drag(render::ScreenPoint from, render::ScreenPoint to) const {
    window_.act(fmt::format("mousemove {} {} mousedown 1", x(from), y(from)));
    std::this_thread::sleep_for(200ms);
    window_.act(fmt::format("keydown alt mousemove {} {}", (x(from) + x(to)) / 2, (y(from) + y(to)) / 2));
    std::this_thread::sleep_for(200ms);
    window_.act(fmt::format("mousemove {} {}", x(to), y(to)));
    std::this_thread::sleep_for(200ms);
    window_.act("mouseup 1 keyup alt");
  }

private:
  [[nodiscard]] int x(render::ScreenPoint at) const { return static_cast<int>(std::lround(view_.left_px + at.x_px)); }
  [[nodiscard]] int y(render::ScreenPoint at) const { return static_cast<int>(std::lround(view_.top_px + at.y_px)); }
  Window& window_;
  Window::View view_;
};

double apart_m(geo::MapPoint a, geo::MapPoint b) {
  return std::hypot(a.x_m - b.x_m, a.y_m - b.y_m);
}

/// A corner of a partner's lot that lies well inside the map, with no other corner near it.
std::optional<geo::MapPoint> lone_corner(const geo::Plan& plan, const Hand& hand) {
  std::vector<geo::MapPoint> all;
  std::optional<geo::MapPoint> best;
  plan.for_each_table([&]<class T>(const geo::Table<T>& table) {
    if constexpr (requires(const T& t) { t.geometry; })
      for (const auto& row : table)
        for (const geo::VertexPlace at : geo::corners(row->geometry)) all.push_back(geo::corner(row->geometry, at));
  });
  for (const auto& row : plan.partners())
    for (const geo::VertexPlace at : geo::corners(row->geometry)) {
      const geo::MapPoint p = geo::corner(row->geometry, at);
      const render::ScreenPoint s = hand.screen(p);
      if (row->geometry.kind != geo::GeometryKind::polygon || s.x_px < 120 || s.y_px < 90 ||
          s.x_px > hand.camera().width_px - 420 || s.y_px > hand.camera().height_px - 320)
        continue;
      const bool is_lone = std::all_of(all.begin(), all.end(), [&](geo::MapPoint other) {
        return apart_m(other, p) < 1e-9 || apart_m(other, p) > 25 * hand.camera().m_per_px;
      });
      if (is_lone) best = p;
    }
  return best;
}

geo::Plan plan_in(const std::string& path) {
  return *layers::PlanStore::open(path, layers::PlanStore::Access::read).load().value;
}

using RealWindow = tests::RealWindow;

TEST_F(RealWindow, WhatIsMarkedByHandIsInTheFileAndUndoTakesItAllBack) {
  const geo::Plan original = plan_in(plan_path);
  const geo::Crs map = geo::Crs::from_text(original.info().map_crs);
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open(display);
  ASSERT_TRUE(window.comes("idle", 60s));
  Hand hand(window);

  // Draw, the first corner onto another thing's.
  window.act("mousemove 900 400 key n");
  ASSERT_TRUE(window.comes("tool draw-area 0"));
  hand.look();
  const auto corner = lone_corner(original, hand);
  ASSERT_TRUE(corner);
  const render::ScreenPoint first = hand.screen(*corner);
  hand.click({first.x_px + 5, first.y_px - 4}, true);
  ASSERT_TRUE(window.comes("tool draw-area 1"));
  const render::ScreenPoint others[] = {
      {first.x_px + 260, first.y_px + 10}, {first.x_px + 250, first.y_px + 200}, {first.x_px + 10, first.y_px + 190}};
  std::vector<geo::MapPoint> drawn{*corner};
  for (const auto& at : others) {
    hand.click(at);
    drawn.push_back(hand.place(at));
    ASSERT_TRUE(window.comes(fmt::format("tool draw-area {}", drawn.size())));
  }
  window.act("key Return");
  ASSERT_TRUE(window.comes("tool select 0"));
  ASSERT_TRUE(window.comes("plan 1 0"));
  {
    const geo::Plan plan = plan_in(plan_path);
    ASSERT_EQ(plan.sink_sites().size(), original.sink_sites().size() + 1);
    const geo::Ring& ring = (*std::prev(plan.sink_sites().end()))->geometry.parts.at(0).rings.at(0);
    EXPECT_EQ(ring.at(0), *corner);  // bit for bit
    // Clicks fall on whole pixels.
    for (std::size_t i = 1; i < drawn.size(); ++i)
      EXPECT_LT(apart_m(ring.at(i), drawn[i]), 0.75 * hand.camera().m_per_px);
  }

  // Drag its second corner.
  window.act("key k");
  ASSERT_TRUE(window.comes("tool edit-vertices 0"));
  hand.look();
  const render::ScreenPoint second = hand.screen(drawn[1]);
  const render::ScreenPoint farther{second.x_px + 30, second.y_px - 20};
  hand.drag(second, farther);
  ASSERT_TRUE(window.comes("plan 2 0"));
  const geo::MapPoint dragged_to = hand.place(farther);
  const geo::SinkSite edited = **std::prev(plan_in(plan_path).sink_sites().end());
  EXPECT_LT(apart_m(edited.geometry.parts.at(0).rings.at(0).at(1), dragged_to), hand.camera().m_per_px);
  EXPECT_EQ(edited.geometry.parts.at(0).rings.at(0).at(0), *corner);

  // Cut a hole.
  window.act("key x");
  ASSERT_TRUE(window.comes("tool cut-hole 0"));
  hand.look();
  const render::ScreenPoint origin = hand.screen(*corner);
  const auto from_corner = [&](double x, double y) { return render::ScreenPoint{origin.x_px + x, origin.y_px + y}; };
  int count = 0;
  for (const auto& at : {from_corner(60, 50), from_corner(110, 50), from_corner(90, 90)}) {
    hand.click(at);
    ASSERT_TRUE(window.comes(fmt::format("tool cut-hole {}", ++count)));
  }
  window.act("key Return");
  ASSERT_TRUE(window.comes("plan 3 0"));
  const geo::SinkSite holed = **std::prev(plan_in(plan_path).sink_sites().end());
  ASSERT_EQ(holed.geometry.parts.at(0).rings.size(), 2u);
  EXPECT_LT(geo::planar_area_m2(holed.geometry), geo::planar_area_m2(edited.geometry));

  // Split it beside the hole.
  window.act("key s");
  ASSERT_TRUE(window.comes("tool split 0"));
  hand.look();
  hand.click(from_corner(170, -40));
  ASSERT_TRUE(window.comes("tool split 1"));
  hand.click(from_corner(160, 260));
  ASSERT_TRUE(window.comes("tool split 2"));
  window.act("key Return");
  ASSERT_TRUE(window.comes("plan 4 0"));
  {
    const geo::Plan plan = plan_in(plan_path);
    ASSERT_EQ(plan.sink_sites().size(), original.sink_sites().size() + 2);
    const auto last = std::prev(plan.sink_sites().end());
    const double both_m2 = geo::planar_area_m2((*last)->geometry) + geo::planar_area_m2((*std::prev(last))->geometry);
    EXPECT_NEAR(both_m2 / geo::planar_area_m2(holed.geometry), 1, 1e-9);
  }

  // A line of typed length and direction.
  window.act("key l");
  ASSERT_TRUE(window.comes("tool draw-line 0"));
  hand.look();
  hand.click({300, 300});
  ASSERT_TRUE(window.comes("tool draw-line 1"));
  window.act("key 1 2 5 comma 5 Tab 9 0 Return");
  ASSERT_TRUE(window.comes("tool draw-line 2"));
  window.act("key Return");
  ASSERT_TRUE(window.comes("plan 5 0"));
  {
    const geo::Plan plan = plan_in(plan_path);
    ASSERT_EQ(plan.surroundings().size(), original.surroundings().size() + 1);
    const geo::Geometry& line = (*std::prev(plan.surroundings().end()))->geometry;
    EXPECT_NEAR(geo::geodesic_length_m(line, map), 125.5, 1e-4);
    const geo::Ring& ends = line.parts.at(0).rings.at(0);
    EXPECT_NEAR(geo::grid_direction_deg(ends.at(0), ends.at(1)), 90, 1e-6);
  }

  // Move the line, which is still selected, then delete it.
  window.act("key m");
  ASSERT_TRUE(window.comes("tool move 0"));
  hand.look();
  const auto last_line = [&] { return (*std::prev(plan_in(plan_path).surroundings().end()))->geometry; };
  const geo::Geometry line_before = last_line();
  const render::ScreenPoint grabbed = hand.screen(geo::label_point(line_before));
  hand.drag(grabbed, {grabbed.x_px + 40, grabbed.y_px + 25});
  ASSERT_TRUE(window.comes("plan 6 0"));
  const geo::Geometry line_after = last_line();
  EXPECT_NEAR(apart_m(geo::corner(line_before, {0, 0, 0}), geo::corner(line_after, {0, 0, 0})),
              std::hypot(40, 25) * hand.camera().m_per_px, 1.5 * hand.camera().m_per_px);
  EXPECT_NEAR(geo::planar_length_m(line_after), geo::planar_length_m(line_before), 1e-6);
  window.act("key v");
  window.act("key Delete");
  ASSERT_TRUE(window.comes("plan 7 0"));
  EXPECT_EQ(plan_in(plan_path).surroundings().size(), original.surroundings().size());
  const geo::Plan done = plan_in(plan_path);

  // All of it back, and forth again.
  for (int i = 8; i <= 14; ++i) {
    window.act("key ctrl+z");
    ASSERT_TRUE(window.comes(fmt::format("plan {} 0", i)));
  }
  EXPECT_EQ(plan_in(plan_path), original);
  for (int i = 15; i <= 21; ++i) {
    window.act("key ctrl+y");
    ASSERT_TRUE(window.comes(fmt::format("plan {} 0", i)));
  }
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);
  EXPECT_EQ(plan_in(plan_path), done);
  EXPECT_TRUE(layers::check_plan_file(plan_path).empty());
}

}  // namespace
