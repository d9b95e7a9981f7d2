// Styling and the layer list in the real window: what is clicked and dragged is in the plan file, and can be undone.
#include "tests/app/real_window.hpp"

#include <algorithm>

namespace tests {
namespace {

struct RealWindowStyle : RealWindow {
  /// Forty squares near the example, with a number and a text.
  void write_squares(const std::string& name, double shift_deg) const {
    std::ofstream file(folder / (name + ".geojson"));
    file << R"({"type":"FeatureCollection","features":[)";
    for (int i = 0; i < 40; ++i) {
      const double lon = 22.30 + shift_deg + 0.002 * (i % 8);
      const double lat = 60.48 + 0.0012 * (i / 8);
      file << (i ? "," : "")
           << fmt::format(R"({{"type":"Feature","properties":{{"size":{},"use":"{}"}},"geometry":{{"type":"Polygon",
                "coordinates":[[[{:.5f},{:.5f}],[{:.5f},{:.5f}],[{:.5f},{:.5f}],[{:.5f},{:.5f}]]]}}}})",
                          i * i, i % 3 == 0 ? "yard" : "store", lon, lat, lon + 0.0015, lat, lon + 0.0015, lat + 0.0009,
                          lon, lat);
    }
    file << "]}";
  }

  /// The number of edits, undos and redos so far, once it is what it should be and all is in the file.
  void expect_edits(const Window& window, int count, const std::string& after) const {
    ASSERT_TRUE(window.comes(fmt::format("plan {} 0", count))) << after << ": " << window.last("plan");
  }
  /// The plan in the file as it is now.
  [[nodiscard]] geo::PlanPtr plan_in_file() const {
    const std::string copy = (folder / "copy.sqlite").string();
    fs::copy_file(plan_path, copy, fs::copy_options::overwrite_existing);
    return layers::PlanStore::open(copy, layers::PlanStore::Access::read).load().value;
  }
  [[nodiscard]] static const geo::Layer* layer_named(const geo::Plan& plan, const std::string& name) {
    for (const auto& row : plan.layers())
      if (row->name == name) return &*row;
    return nullptr;
  }
};

TEST_F(RealWindowStyle, AStyleIsChosenDraggedCopiedAndTheListOrderedAllUndoneAndDoneAgain) {
  write_squares("lots", 0);
  write_squares("sites", 0.003);
  const geo::PlanPtr before = plan_in_file();
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window(display.name(), {plan_path, "--lang", "en"}, (folder / "trace").string(), own_home());
  ASSERT_TRUE(window.comes("idle", 60s));

  int edits = 0;
  for (const char* name : {"lots", "sites"}) {
    window.act("key ctrl+o");
    ASSERT_TRUE(place("button Open"));
    window.act("type --delay 5 " + (folder / (std::string(name) + ".geojson")).string());
    window.act("key Return");
    expect_edits(window, ++edits, std::string("added ") + name);
    ASSERT_TRUE(place(std::string("layer ") + name));
  }

  // Room for the whole list.
  click(window, "group Plan");
  click(window, "group Analysis");

  // Role and classes of the first.
  click(window, "layer lots");
  click(window, "tab Facts");
  click(window, "field Role");
  click(window, "choice Building");
  expect_edits(window, ++edits, "role");
  click(window, "tab Style");
  click(window, "field Drawn");
  click(window, "choice In classes");
  expect_edits(window, ++edits, "classes");
  ASSERT_TRUE(place("break 1"));
  drag(window, "break 1", 25, 0);
  expect_edits(window, ++edits, "a dragged break is one edit");

  // Its look for the second.
  window.act("key ctrl+shift+c");
  click(window, "layer sites");
  window.act("key ctrl+shift+v");
  expect_edits(window, ++edits, "pasted");

  // Order, eye, group.
  const auto sites = place("layer sites");
  const auto lots = place("layer lots");
  ASSERT_TRUE(sites && lots);
  ASSERT_LT((*sites)[1], (*lots)[1]) << "what was added last lies nearest to the eye";
  drag(window, "layer sites", 0, (*lots)[1] - (*sites)[1] + 8);
  expect_edits(window, ++edits, "dragged");
  click(window, "eye lots");
  expect_edits(window, ++edits, "hidden");
  click(window, "more sites");
  click(window, "row New group of the layer");
  expect_edits(window, ++edits, "grouped");
  std::this_thread::sleep_for(300ms);
  window.act("type --delay 5 Workshop");
  window.act("key Return");
  expect_edits(window, ++edits, "group named");

  const geo::PlanPtr made = plan_in_file();
  int steps = edits;
  for (int i = 0; i < edits; ++i) {
    window.act("key ctrl+z");
    expect_edits(window, ++steps, "undo");
  }
  EXPECT_EQ(*plan_in_file(), *before);
  for (int i = 0; i < edits; ++i) {
    window.act("key ctrl+y");
    expect_edits(window, ++steps, "redo");
  }
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);

  const geo::PlanPtr plan = plan_in_file();
  EXPECT_EQ(*plan, *made);
  const geo::Layer* first = layer_named(*plan, "lots");
  const geo::Layer* second = layer_named(*plan, "sites");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->role, geo::Role::building);
  EXPECT_FALSE(first->visible);
  EXPECT_TRUE(second->visible);
  EXPECT_EQ(second->group_name, "Workshop");
  EXPECT_GT(first->draw_order, second->draw_order);
  const auto style = plan->styles().find(first->style);
  ASSERT_TRUE(style);
  EXPECT_EQ(style->mode, geo::StyleMode::classes);
  EXPECT_EQ(style->attribute, "size");
  EXPECT_EQ(style->class_method, geo::ClassMethod::manual);
  EXPECT_EQ(style->breaks.size(), 4u);
  EXPECT_TRUE(std::is_sorted(style->breaks.begin(), style->breaks.end()));
  ASSERT_TRUE(plan->styles().find(second->style));
  EXPECT_NE(first->style, second->style);
  EXPECT_EQ(*plan->styles().find(second->style), *style);
  EXPECT_TRUE(layers::check_plan_file(plan_path).empty());
}

}  // namespace
}  // namespace tests
