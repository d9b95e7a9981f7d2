// The flows in the real window, driven with xdotool.
#include "tests/app/real_window.hpp"

#include <sstream>

namespace {

using namespace std::chrono_literals;
using tests::Display;
using tests::Window;

struct RealWindowFlows : tests::RealWindow {
  /// "flows YEAR SHOWN ALL CHOSEN"
  struct Line {
    int year = 0;
    long shown = 0, all = 0, chosen = 0;
  };
  static Line flows(const Window& window) {
    Line line;
    std::istringstream words(window.last("flows"));
    std::string first;
    words >> first >> line.year >> line.shown >> line.all >> line.chosen;
    return line;
  }
  /// The whole name of a control whose name begins so.
  [[nodiscard]] std::string noted(const std::string& begin) const {
    std::ifstream file(folder / "trace");
    for (std::string line; std::getline(file, line);)
      if (const auto at = line.find(begin); line.starts_with("at ") && at != std::string::npos) return line.substr(at);
    return {};
  }
  /// Waits until what is asked of the line holds.
  template <class Is>
  static bool become(const Window& window, Is is) {
    for (const auto end = std::chrono::steady_clock::now() + 30s; std::chrono::steady_clock::now() < end;) {
      if (is(flows(window))) return true;
      std::this_thread::sleep_for(50ms);
    }
    return false;
  }
};

TEST_F(RealWindowFlows, AMaterialIsFilteredABandChosenTheYearChangedAndANodeOfTheSankeyMoved) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open(display);
  ASSERT_TRUE(window.comes("idle", 120s));
  window.act("mousemove 800 400 key alt+2");
  ASSERT_TRUE(become(window, [](const Line& l) { return l.all > 0; })) << "the example has flows";
  ASSERT_TRUE(window.comes("map rests", 60s));
  const Line whole = flows(window);
  EXPECT_EQ(whole.shown, whole.all);

  // The material that is moved most stands first.
  click(window, "material *");
  EXPECT_TRUE(become(window, [&](const Line& l) { return l.all < whole.all; })) << "a hidden material is not counted";
  click(window, "material *");
  EXPECT_TRUE(become(window, [&](const Line& l) { return l.all == whole.all; }));

  // A band is chosen on the map, and its facts stand beside the table; a click on the card's cross lets go.
  click(window, "widest flow");
  EXPECT_TRUE(become(window, [](const Line& l) { return l.chosen > 0; }));
  EXPECT_TRUE(place("chosen flow"));
  click(window, "flow row 1");
  EXPECT_TRUE(become(window, [](const Line& l) { return l.chosen > 0; }));

  // A node of the Sankey is taken down by hand and stays there.
  const std::string node = noted("sankey node ");
  ASSERT_FALSE(node.empty());
  const auto before = place(node);
  ASSERT_TRUE(before);
  const int down_px = (*before)[1] < 350 ? 60 : -60;
  drag(window, node, 0, down_px);
  bool moved = false;
  for (int i = 0; i < 20 && !moved; ++i) {
    const auto after = place(node);
    moved = after && (*after)[1] != (*before)[1];
    std::this_thread::sleep_for(200ms);
  }
  EXPECT_TRUE(moved) << node;

  // Another year is another map.
  window.act("mousemove 800 400 key comma");
  EXPECT_TRUE(become(window, [&](const Line& l) { return l.year != whole.year; }));
}

}  // namespace
