// Moving over the map without a window: glides end, flights arrive, the history is cut where one turns off.
#include "app/navigation/navigation.hpp"

#include <cmath>
#include <limits>
#include <random>

namespace app {
namespace {

using Instant = Navigation::Instant;

Instant at_s(double seconds) {
  return Instant{} + std::chrono::duration_cast<Instant::duration>(std::chrono::duration<double>(seconds));
}

render::Camera camera_at(double x_m, double y_m, double m_per_px) {
  return {{x_m, y_m}, m_per_px, 1000, 800};
}

/// Steps until it rests; the time that took.
double run_out(Navigation& navigation, render::Camera& camera, double from_s, double frame_s = 1.0 / 60) {
  double time_s = from_s;
  for (int i = 0; i < 1000 && navigation.moving(); ++i) navigation.step(camera, at_s(time_s += frame_s));
  EXPECT_FALSE(navigation.moving());
  return time_s - from_s;
}

/// A drag to the right with this speed, let go at the time that is returned.
double throw_map(Navigation& navigation, render::Camera& camera, double px_per_s) {
  navigation.hold();
  double time_s = 10;
  for (int i = 0; i < 12; ++i) navigation.drag(camera, {px_per_s / 100, 0}, at_s(time_s += 0.01));
  navigation.let_go(at_s(time_s));
  return time_s;
}

TEST(Glide, SlowsDownAllTheTimeAndEnds) {
  Navigation navigation;
  render::Camera camera = camera_at(330'000, 6'820'000, 2);
  double time_s = throw_map(navigation, camera, 1500);
  ASSERT_TRUE(navigation.moving());
  double before = camera.centre.x_m;
  double step_before = std::numeric_limits<double>::infinity();
  int frames = 0;
  while (navigation.moving() && frames < 1000) {
    navigation.step(camera, at_s(time_s += 1.0 / 60));
    const double step = before - camera.centre.x_m;  // the map goes right, what is seen goes west
    EXPECT_GE(step, 0);
    EXPECT_LE(step, step_before * (1 + 1e-9));
    step_before = step;
    before = camera.centre.x_m;
    ++frames;
  }
  EXPECT_GT(frames, 20);
  EXPECT_LT(frames, 120);
  const geo::MapPoint rest = camera.centre;
  navigation.step(camera, at_s(time_s + 1));
  EXPECT_EQ(camera.centre, rest);
}

TEST(Glide, GoesEquallyFarAtEveryFrameRate) {
  double ends_m[2];
  int i = 0;
  for (const double frame_s : {1.0 / 144, 1.0 / 9}) {
    Navigation navigation;
    render::Camera camera = camera_at(0, 0, 1);
    const double time_s = throw_map(navigation, camera, 2000);
    run_out(navigation, camera, time_s, frame_s);
    ends_m[i++] = camera.centre.x_m;
  }
  EXPECT_NEAR(ends_m[0], ends_m[1], 1e-6);
}

TEST(Glide, DoesNotComeFromSlowOrRestedDragsNorWithReducedMotion) {
  {
    Navigation navigation;
    render::Camera camera = camera_at(0, 0, 1);
    throw_map(navigation, camera, 60);
    EXPECT_FALSE(navigation.moving());
  }
  {
    Navigation navigation;
    render::Camera camera = camera_at(0, 0, 1);
    navigation.hold();
    for (int i = 0; i < 10; ++i) navigation.drag(camera, {20, 0}, at_s(0.01 * i));
    navigation.let_go(at_s(0.5));
    EXPECT_FALSE(navigation.moving());
  }
  {
    Navigation navigation;
    navigation.reduced_motion = true;
    render::Camera camera = camera_at(0, 0, 1);
    throw_map(navigation, camera, 2000);
    EXPECT_FALSE(navigation.moving());
  }
}

TEST(Glide, StopsWhenTheMapIsHeld) {
  Navigation navigation;
  render::Camera camera = camera_at(0, 0, 1);
  const double time_s = throw_map(navigation, camera, 2000);
  navigation.step(camera, at_s(time_s + 0.05));
  ASSERT_TRUE(navigation.moving());
  navigation.hold();
  EXPECT_FALSE(navigation.moving());
  const geo::MapPoint held = camera.centre;
  navigation.let_go(at_s(time_s + 0.1));
  navigation.step(camera, at_s(time_s + 0.2));
  EXPECT_EQ(camera.centre, held);
}

TEST(Flight, BeginsAndEndsExactlyAtItsViewsAndIsContinuous) {
  const Seen from{{330'000, 6'820'000}, 4'000};
  for (const Seen to : {Seen{{330'000, 6'820'000}, 400}, Seen{{330'000, 6'820'000}, 90'000},
                        Seen{{334'000, 6'822'000}, 4'000}, Seen{{240'000, 6'710'000}, 900},
                        Seen{{330'000.001, 6'820'000}, 4'000}, Seen{{700'000, 7'700'000}, 3e6}, from}) {
    const Flight flight(from, to);
    EXPECT_GE(flight.duration_s(), 0.4);
    EXPECT_LE(flight.duration_s(), 0.9);
    EXPECT_EQ(flight.at(0), from);
    EXPECT_EQ(flight.at(flight.duration_s()), to);
    EXPECT_EQ(flight.at(99), to);
    Seen before = from;
    constexpr int steps = 2000;
    for (int i = 1; i <= steps; ++i) {
      const Seen now = flight.at(flight.duration_s() * i / steps);
      ASSERT_GT(now.height_m, 0);
      // No frame jumps: neither by a part of what is seen, nor in scale.
      const double height_m = std::min(now.height_m, before.height_m);
      EXPECT_LT(std::hypot(now.centre.x_m - before.centre.x_m, now.centre.y_m - before.centre.y_m), 0.02 * height_m);
      EXPECT_LT(std::abs(std::log(now.height_m / before.height_m)), 0.02);
      before = now;
    }
  }
}

TEST(Flight, ZoomsOutOnALongWayAndNotOnAShortOne) {
  const Seen from{{330'000, 6'820'000}, 4'000};
  const auto highest = [&](const Seen& to) {
    const Flight flight(from, to);
    double height_m = 0;
    for (int i = 0; i <= 100; ++i) height_m = std::max(height_m, flight.at(flight.duration_s() * i / 100).height_m);
    return height_m;
  };
  EXPECT_GT(highest({{360'000, 6'820'000}, 4'000}), 20'000);
  EXPECT_LT(highest({{330'400, 6'820'000}, 4'000}), 4'100);
}

TEST(Navigation, AFlightArrivesAndIsCutShortByTheHandOnTheMap) {
  Navigation navigation;
  render::Camera camera = camera_at(330'000, 6'820'000, 5);
  const Seen there{{300'000, 6'800'000}, 800};
  navigation.fly(there);
  EXPECT_TRUE(navigation.moving());
  navigation.step(camera, at_s(1));
  EXPECT_LT(run_out(navigation, camera, 1), 1.0);
  EXPECT_EQ(camera.centre, there.centre);
  EXPECT_NEAR(camera.m_per_px, 1, 1e-12);

  navigation.fly({{330'000, 6'820'000}, 4'000});
  navigation.step(camera, at_s(5));
  navigation.step(camera, at_s(5.2));
  navigation.hold();
  const render::Camera held = camera;
  navigation.step(camera, at_s(5.4));
  EXPECT_EQ(camera.centre, held.centre);
  EXPECT_EQ(camera.m_per_px, held.m_per_px);
  EXPECT_FALSE(navigation.moving());
}

TEST(Navigation, AFlightKeepsItsHeightWhenTheWindowChangesItsSizeOnTheWay) {
  Navigation navigation;
  render::Camera camera = camera_at(330'000, 6'820'000, 5);
  navigation.fly({{300'000, 6'800'000}, 900});
  navigation.step(camera, at_s(1));
  camera.height_px = 450;
  run_out(navigation, camera, 1);
  EXPECT_NEAR(camera.m_per_px, 2, 1e-12);
}

TEST(Navigation, ReducedMotionIsThereAtOnce) {
  Navigation navigation;
  navigation.reduced_motion = true;
  render::Camera camera = camera_at(330'000, 6'820'000, 5);
  navigation.fly({{300'000, 6'800'000}, 800});
  navigation.step(camera, at_s(1));
  EXPECT_FALSE(navigation.moving());
  EXPECT_EQ(camera.centre, (geo::MapPoint{300'000, 6'800'000}));
  navigation.zoom(camera, 2, {500, 400}, at_s(2));
  navigation.step(camera, at_s(2));
  EXPECT_FALSE(navigation.moving());
  EXPECT_NEAR(camera.m_per_px, 0.5, 1e-12);
}

TEST(Navigation, ZoomKeepsThePlaceUnderThePointer) {
  std::mt19937 random(7);
  std::uniform_real_distribution<double> x_px(0, 1000), y_px(0, 800), turn(-6, 6);
  Navigation navigation;
  render::Camera camera = camera_at(334'622.4, 6'820'704.9, 5);
  double time_s = 1;
  for (int i = 0; i < 300; ++i) {
    const render::ScreenPoint pointer{x_px(random), y_px(random)};
    const geo::MapPoint before = map_from_screen(camera, pointer);
    // Two notches, the second in the middle of the first one's move.
    const double factor = std::pow(1.25, turn(random));
    navigation.zoom(camera, factor, pointer, at_s(time_s));
    navigation.step(camera, at_s(time_s += 0.04));
    navigation.zoom(camera, factor, pointer, at_s(time_s));
    time_s += run_out(navigation, camera, time_s, 0.02) + 0.1;
    const geo::MapPoint after = map_from_screen(camera, pointer);
    // To a billionth of what is seen, beside the last bit of a northing.
    const double limit_m = 1e-9 * 800 * camera.m_per_px + 4e-9;
    if (camera.m_per_px > finest_m_per_px && camera.m_per_px < coarsest_m_per_px) {
      EXPECT_NEAR(before.x_m, after.x_m, limit_m);
      EXPECT_NEAR(before.y_m, after.y_m, limit_m);
    }
    if (camera.m_per_px > 100 || camera.m_per_px < 0.05) camera = camera_at(334'622.4, 6'820'704.9, 5);
  }
}

TEST(Navigation, NotchesOfTheWheelAddUp) {
  Navigation navigation;
  render::Camera camera = camera_at(0, 0, 8);
  for (int i = 0; i < 3; ++i) {
    navigation.zoom(camera, 2, {500, 400}, at_s(1 + 0.03 * i));
    navigation.step(camera, at_s(1 + 0.03 * i));
  }
  run_out(navigation, camera, 1.06);
  EXPECT_NEAR(camera.m_per_px, 1, 1e-9);
  for (int i = 0; i < 4; ++i) {
    navigation.pan(camera, {100, 50}, at_s(3 + 0.03 * i));
    navigation.step(camera, at_s(3 + 0.03 * i));
  }
  run_out(navigation, camera, 3.09);
  EXPECT_NEAR(camera.centre.x_m, 400, 1e-6);
  EXPECT_NEAR(camera.centre.y_m, -200, 1e-6);
}

TEST(Navigation, TheMapIsNeverLost) {
  Navigation navigation;
  render::Camera camera = camera_at(334'622, 6'820'704, 5);
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double infinite = std::numeric_limits<double>::infinity();
  double time_s = 0;
  const auto is_sane = [&] {
    return std::isfinite(camera.centre.x_m) && std::isfinite(camera.centre.y_m) && camera.m_per_px >= finest_m_per_px &&
           camera.m_per_px <= coarsest_m_per_px && std::abs(camera.centre.x_m) <= farthest_m &&
           std::abs(camera.centre.y_m) <= farthest_m;
  };
  for (const double factor : {nan, infinite, 0.0, -2.0, 1e300, 1e-300, 1e-9, 1e9}) {
    navigation.zoom(camera, factor, {3, 790}, at_s(time_s));
    time_s += run_out(navigation, camera, time_s);
    EXPECT_TRUE(is_sane()) << factor;
  }
  for (const Seen& wild : {Seen{{nan, 6'800'000}, 500}, Seen{{1e12, -1e12}, 500}, Seen{{0, 0}, 0}, Seen{{0, 0}, nan},
                           Seen{{0, 0}, -5}, Seen{{0, infinite}, 1e300}}) {
    navigation.fly(wild);
    time_s += run_out(navigation, camera, time_s);
    EXPECT_TRUE(is_sane());
  }
  for (const double far : {1e300, -1e300, nan}) {
    navigation.drag(camera, {far, far}, at_s(time_s += 0.01));
    EXPECT_TRUE(is_sane());
    navigation.pan(camera, {far, far}, at_s(time_s));
    time_s += run_out(navigation, camera, time_s);
    EXPECT_TRUE(is_sane());
  }
}

struct History : testing::Test {
  /// Goes there and looks at it for a time.
  void look(double x_m, double for_s = 2) {
    camera.centre.x_m = x_m;
    navigation.step(camera, at_s(time_s));
    time_s += for_s;
  }
  void arrive() { time_s += run_out(navigation, camera, time_s) + 2; }
  Navigation navigation;
  render::Camera camera = camera_at(0, 0, 1);
  double time_s = 0;
};

TEST_F(History, GoesBackAndForwardThroughWhatWasLookedAt) {
  for (const double x_m : {0.0, 5'000.0, 10'000.0}) look(x_m);
  ASSERT_TRUE(navigation.can_go_back());
  EXPECT_FALSE(navigation.can_go_forward());
  navigation.back();
  arrive();
  EXPECT_EQ(camera.centre.x_m, 5'000);
  navigation.back();
  arrive();
  EXPECT_EQ(camera.centre.x_m, 0);
  EXPECT_FALSE(navigation.can_go_back());
  navigation.forward();
  arrive();
  navigation.forward();
  arrive();
  EXPECT_EQ(camera.centre.x_m, 10'000);
  EXPECT_FALSE(navigation.can_go_forward());
}

TEST_F(History, WhatWasPassedByIsNotInIt) {
  look(0);
  for (double x_m = 100; x_m < 5'000; x_m += 100) look(x_m, 0.02);
  look(5'000);
  navigation.back();
  arrive();
  EXPECT_EQ(camera.centre.x_m, 0);
}

TEST_F(History, TurningOffCutsTheBranch) {
  for (const double x_m : {0.0, 5'000.0, 10'000.0}) look(x_m);
  navigation.back();
  arrive();
  navigation.back();
  arrive();
  look(-7'000);
  EXPECT_FALSE(navigation.can_go_forward());
  look(-14'000);
  navigation.back();
  arrive();
  EXPECT_EQ(camera.centre.x_m, -7'000);
  navigation.back();
  arrive();
  EXPECT_EQ(camera.centre.x_m, 0);
  EXPECT_FALSE(navigation.can_go_back());
}

TEST_F(History, BackTwiceInAHurryGoesTwoViewsBack) {
  for (const double x_m : {0.0, 5'000.0, 10'000.0}) look(x_m);
  navigation.back();
  navigation.step(camera, at_s(time_s += 0.1));
  navigation.step(camera, at_s(time_s += 0.1));
  navigation.back();
  arrive();
  EXPECT_EQ(camera.centre.x_m, 0);
  navigation.forward();
  arrive();
  navigation.forward();
  arrive();
  EXPECT_EQ(camera.centre.x_m, 10'000);
}

}  // namespace
}  // namespace app
