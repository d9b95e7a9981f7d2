// The README's "A plan of your own, in the window" as a new user does it: from nothing to a plan that is shown.
#include "tests/app/program.hpp"
#include "tests/app/real_window.hpp"

namespace tests {
namespace {

struct RealWindowNewUser : RealWindow {
  /// What can be waited for: the number of edits, all of them in the file.
  static void expect_edits(const Window& window, int count, const std::string& after) {
    ASSERT_TRUE(window.comes(fmt::format("plan {} 0", count), 60s)) << after << ": " << window.last("plan");
  }
  /// A list or menu is closed again: its choice is not drawn any more.
  [[nodiscard]] bool goes(const std::string& name) const {
    for (const auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end;) {
      bool there = false;
      std::ifstream file(folder / "trace");
      for (std::string line; std::getline(file, line);) {
        if (line == "gone " + name) there = false;
        if (line.starts_with("at ") && line.ends_with(" " + name)) there = true;
      }
      if (!there) return true;
      std::this_thread::sleep_for(50ms);
    }
    return false;
  }
  [[nodiscard]] static bool leaves(const Window& window, const std::string& line) {
    const std::string word = line.substr(0, line.find(' '));
    for (const auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end;) {
      if (window.last(word) != line) return true;
      std::this_thread::sleep_for(20ms);
    }
    return false;
  }
  /// The map stands still: the last flight is over, and no other has begun since.
  [[nodiscard]] static bool stands_still(const Window& window) {
    std::string before;
    int same = 0;
    for (const auto end = std::chrono::steady_clock::now() + 20s; std::chrono::steady_clock::now() < end;) {
      const std::string camera = window.last("camera");
      same = camera == before && window.last("map") == "map rests" ? same + 1 : 0;
      if (same == 4) return true;
      before = camera;
      std::this_thread::sleep_for(150ms);
    }
    return false;
  }
  void add_file(const Window& window, const std::string& path) const {
    window.act("key ctrl+o");
    ASSERT_TRUE(window.comes("overlay files"));
    ASSERT_TRUE(place("button Open"));
    window.act("type --delay 5 " + path);
    window.act("key Return");
  }
};

TEST_F(RealWindowNewUser, MakesTheTamperePlanOfTheReadmeFromNothing) {
  SHARED_OR_SKIP(general_plan, "data/tampere/general_plan_2040_gk24.gpkg");
  SHARED_OR_SKIP(register_file, "data/emissions/prtr_finland.gpkg");
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window(display.name(), {"--lang", "en"}, (folder / "trace").string(), own_home());
  ASSERT_TRUE(window.comes("page start", 60s));
  // 1. A new plan.
  window.act("key ctrl+n");
  ASSERT_TRUE(window.comes("overlay new-plan"));
  ASSERT_TRUE(place("field Name"));
  window.act("key ctrl+a");
  window.act("type --delay 20 Tampere");
  window.act("key Return");
  ASSERT_TRUE(window.comes("page plan", 60s));

  // 2. The areas of the general plan as business areas, styled by their use.
  int edits = 0;
  ASSERT_NO_FATAL_FAILURE(add_file(window, general_plan));
  ASSERT_NO_FATAL_FAILURE(click(window, "check k1_kayttotarkoitusalueet*"));
  ASSERT_NO_FATAL_FAILURE(click(window, "field Role"));
  ASSERT_NO_FATAL_FAILURE(click(window, "choice Business area"));
  ASSERT_NO_FATAL_FAILURE(click(window, "button Add to the map"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, ++edits, "linked the general plan"));
  ASSERT_NO_FATAL_FAILURE(click(window, "tab Style"));
  ASSERT_NO_FATAL_FAILURE(click(window, "field Drawn"));
  ASSERT_NO_FATAL_FAILURE(click(window, "choice By category"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, ++edits, "styled by category"));

  // 3. Methane of the register's facilities as a heatmap.
  ASSERT_NO_FATAL_FAILURE(add_file(window, register_file));
  ASSERT_NO_FATAL_FAILURE(click(window, "check facilities*"));
  ASSERT_NO_FATAL_FAILURE(click(window, "field Role"));
  ASSERT_NO_FATAL_FAILURE(click(window, "choice Emission source"));
  ASSERT_NO_FATAL_FAILURE(click(window, "button Add to the map"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, ++edits, "linked the register"));
  ASSERT_NO_FATAL_FAILURE(click(window, "tab Facts"));
  ASSERT_NO_FATAL_FAILURE(click(window, "button Adopt into the plan"));
  ASSERT_TRUE(window.comes("overlay adopt"));
  // Escape in a list of the sheet closes the list alone.
  ASSERT_NO_FATAL_FAILURE(click(window, "field Adopt as"));
  ASSERT_TRUE(place("choice Emission source"));
  window.act("key Escape");
  ASSERT_TRUE(goes("choice Emission source"));
  ASSERT_EQ(window.last("overlay"), "overlay adopt");
  ASSERT_NO_FATAL_FAILURE(click(window, "button Adopt"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, ++edits, "adopted the register"));
  ASSERT_TRUE(window.comes("overlay none"));
  // The year that most facilities have reported, not the first one of the plan.
  ASSERT_TRUE(window.comes("shown 2023 light"));

  // 4. Two marked sites in the business area.
  const std::string register_selected = window.last("selected");
  ASSERT_NO_FATAL_FAILURE(click(window, "layer k1_kayttotarkoitusalueet*"));
  ASSERT_TRUE(leaves(window, register_selected));
  window.act("key z");
  ASSERT_TRUE(stands_still(window));
  ASSERT_LT(window.view().camera.m_per_px, 100) << "not the business areas but the whole register is shown";
  const Window::View view = window.view();
  const int x = static_cast<int>(view.left_px) + view.camera.width_px / 2;
  const int y = static_cast<int>(view.top_px) + view.camera.height_px / 2;
  for (const int shift : {-160, 60}) {
    window.act(fmt::format("mousemove {} {} key n", x + shift, y));
    ASSERT_TRUE(window.comes("tool draw-area 0"));
    int corners = 0;
    for (const auto& [right, down] : {std::pair{0, 0}, {90, 10}, {80, 90}}) {
      window.act(fmt::format("mousemove {} {}", x + shift + right, y + down));
      window.act("keydown alt");  // no snapping
      window.act("click 1");
      window.act("keyup alt");
      ASSERT_TRUE(window.comes(fmt::format("tool draw-area {}", ++corners))) << window.last("tool");
    }
    window.act("key Return");
    ASSERT_NO_FATAL_FAILURE(expect_edits(window, ++edits, "marked a site"));
    window.act("key Escape");
    ASSERT_TRUE(window.comes("tool select 0"));
  }

  // 5. A view of it is kept and shown.
  window.act(fmt::format("mousemove {} {} key 2", x, y));
  ASSERT_TRUE(place("legend Methane 2023"));
  window.act("key ctrl+b");
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, ++edits, "kept a view"));
  window.act("key Escape");
  window.act("key F11");
  ASSERT_TRUE(window.comes("present 1/1", 60s));
  window.act("key Escape");
  ASSERT_TRUE(window.comes("present off"));
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);

  const fs::path made = folder / "data" / "hiilitie" / "Tampere.sqlite";
  const geo::PlanPtr plan = layers::PlanStore::open(made.string(), layers::PlanStore::Access::read).load().value;
  ASSERT_EQ(plan->layers().size(), 2u);
  EXPECT_EQ(plan->sink_sites().size(), 2u);
  EXPECT_EQ(plan->views().size(), 1u);
  EXPECT_GT(plan->emission_sources().size(), 500u);
  std::size_t with_methane = 0;
  for (const auto& row : plan->emission_sources())
    for (const geo::YearlyMass& mass : row->series)
      if (mass.gas == geo::Gas::ch4_fossil || mass.gas == geo::Gas::ch4_biogenic) {
        ++with_methane;
        break;
      }
  EXPECT_GT(with_methane, 10u);
  std::size_t by_category = 0;
  for (const auto& row : plan->styles())
    if (row->mode == geo::StyleMode::categories && !row->categories.empty()) ++by_category;
  EXPECT_EQ(by_category, 1u);
}

}  // namespace
}  // namespace tests
