// Side streams and flows made from scratch in the real window, as the README says: an offer and a need from which a
// proposal arises, a flow drawn from site to site, and what is typed wrong in every field.
#include "tests/app/real_window.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace tests {
namespace {

struct RealWindowStreams : RealWindow {
  [[nodiscard]] geo::PlanPtr plan_in_file() const {
    const std::string copy = (folder / "copy.sqlite").string();
    fs::copy_file(plan_path, copy, fs::copy_options::overwrite_existing);
    return layers::PlanStore::open(copy, layers::PlanStore::Access::read).load().value;
  }
  [[nodiscard]] Window open_in_english(const Display& display) const {
    return {display.name(), {plan_path, "--lang", "en"}, (folder / "trace").string(), own_home()};
  }
  /// Replaces what stands in a box.
  void type(const Window& window, const std::string& box, const std::string& text) const {
    ASSERT_TRUE(place(box)) << box;
    click(window, box);
    window.act("key ctrl+a");
    window.act("type --delay 10 -- '" + text + "'");
    window.act("key Return");
  }
  /// One of a list that is searched by typing.
  void find(const Window& window, const std::string& field, const std::string& typed) const {
    click(window, field);
    ASSERT_TRUE(place("search choices")) << field;
    window.act("type --delay 10 -- '" + typed + "'");
    window.act("key Return");
  }
  /// Waits for the number of edits that are made and in the file.
  static void expect_edits(const Window& window, int edits) {
    ASSERT_TRUE(window.comes(fmt::format("plan {} 0", edits), 60s)) << window.last("plan");
  }
  /// The wheel over the form, until a control is in sight.
  void scroll_to(const Window& window, const std::string& name) const {
    const auto noted = [&] {
      std::ifstream file(folder / "trace");
      bool is_there = false;
      for (std::string line; std::getline(file, line);) {
        if (line == "gone " + name) is_there = false;
        if (line.starts_with("at ") && line.ends_with(" " + name)) is_there = true;
      }
      return is_there;
    };
    for (int i = 0; i < 25 && !noted(); ++i) {
      window.act("mousemove 1450 500 click 5");
      std::this_thread::sleep_for(150ms);
    }
    window.act("mousemove 1450 500 click 5");  // its whole height
    std::this_thread::sleep_for(800ms);        // the form stands still
  }
  /// Waits until the map no longer flies: what is clicked meanwhile is not where it seems.
  static void stand_still(const Window& window) {
    std::string before = window.last("camera");
    for (int same = 0, i = 0; same < 8 && i < 200; ++i) {
      std::this_thread::sleep_for(100ms);
      const std::string now = window.last("camera");
      same = now == before ? same + 1 : 0;
      before = now;
    }
  }
  /// Where a partner's marker is in the window.
  static std::array<int, 2> marker(const Window& window, const geo::Partner& partner) {
    const auto view = window.view();
    const auto at = render::screen_from_map(view.camera, geo::label_point(partner.geometry));
    return {static_cast<int>(at.x_px + view.left_px), static_cast<int>(at.y_px + view.top_px)};
  }
  static std::string click_at(std::array<int, 2> at) { return fmt::format("mousemove {} {} click 1", at[0], at[1]); }
};

TEST_F(RealWindowStreams, AnOfferAndANeedFromScratchMakeAProposalThatIsAcceptedAndTakenBack) {
  const geo::PlanPtr before = plan_in_file();
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open_in_english(display);
  ASSERT_TRUE(window.comes("idle", 60s));

  // The offer: a click on the map, the material found by its name, the tonnes of the shown year.
  click(window, "icon Mark a side stream on offer");
  ASSERT_TRUE(window.comes("tool mark-point 0")) << window.last("tool");
  window.act("mousemove 700 600 click 1");
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 1));
  ASSERT_TRUE(place("stream gaps 2")) << "neither material nor tonnes";
  ASSERT_NO_FATAL_FAILURE(find(window, "field Material", "chromite"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 2));
  ASSERT_NO_FATAL_FAILURE(type(window, "amount Tonnes a year new", "120 000,5"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 3));
  ASSERT_TRUE(place("stream gaps 1")) << "nobody needs it yet";

  // The need, from the Flows view: the tool goes to the map.
  window.act("key Escape key alt+2");
  ASSERT_TRUE(place("segment By partner"));
  click(window, "icon Mark a need of a side stream");
  ASSERT_TRUE(window.comes("tool mark-point 0")) << window.last("tool");
  stand_still(window);
  window.act("mousemove 900 420 click 1");
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 4));
  ASSERT_NO_FATAL_FAILURE(find(window, "field Material", "chromite"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 5));
  ASSERT_NO_FATAL_FAILURE(type(window, "amount Tonnes a year new", "80000"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 6));
  scroll_to(window, "field Avoided per tonne");
  ASSERT_NO_FATAL_FAILURE(type(window, "field Avoided per tonne", "0,4"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 7));

  window.act("key Escape key F9");
  ASSERT_TRUE(window.comes("overlay proposals"));
  ASSERT_TRUE(place("proposal Offer 1 Need 1")) << "the two are matched";
  click(window, "proposal Offer 1 Need 1");
  click(window, "button Accept into the plan");
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 8));
  window.act("key Escape");
  ASSERT_TRUE(window.comes("overlay none"));
  const geo::PlanPtr accepted = plan_in_file();
  ASSERT_EQ(accepted->material_flows().size(), before->material_flows().size() + 1);
  const geo::MaterialFlow& flow = **std::prev(accepted->material_flows().end());
  EXPECT_EQ(flow.state, geo::FlowState::planned);
  ASSERT_EQ(flow.amounts.size(), 1u);
  EXPECT_EQ(flow.amounts.front().amount_t, 80'000) << "no more than is needed";
  const geo::SideStream& offer = **std::prev(accepted->side_streams().end(), 2);
  EXPECT_EQ(offer.kind, geo::StreamKind::offer);
  ASSERT_EQ(offer.amounts.size(), 1u);
  EXPECT_EQ(offer.amounts.front().amount_t, 120'000.5);
  EXPECT_FALSE(offer.geometry.empty());

  for (int edits = 9; edits <= 16; ++edits) {
    window.act("key ctrl+z");
    ASSERT_NO_FATAL_FAILURE(expect_edits(window, edits));
  }
  EXPECT_EQ(*plan_in_file(), *before);
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);
  EXPECT_TRUE(layers::check_plan_file(plan_path).empty());
}

TEST_F(RealWindowStreams, WhatIsTypedWrongIsNotTakenInAnyFieldAndDeletingAndDuplicatingAreEdits) {
  const geo::PlanPtr before = plan_in_file();
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open_in_english(display);
  ASSERT_TRUE(window.comes("idle", 60s));
  click(window, "icon Mark a need of a side stream");
  ASSERT_TRUE(window.comes("tool mark-point 0")) << window.last("tool");
  window.act("mousemove 700 600 click 1");
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 1));
  ASSERT_NO_FATAL_FAILURE(type(window, "amount Tonnes a year new", "100"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 2));
  const auto stream_in_file = [&] { return **std::prev(plan_in_file()->side_streams().end()); };
  const std::string year = std::to_string(stream_in_file().amounts.front().year);
  ASSERT_NO_FATAL_FAILURE(type(window, "quality new", "wet % ;--"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 3));

  const auto refused = [&](const std::string& box, const std::vector<std::string>& texts) {
    scroll_to(window, box);
    for (const std::string& text : texts) {
      ASSERT_NO_FATAL_FAILURE(type(window, box, text));
      std::this_thread::sleep_for(250ms);
      EXPECT_EQ(window.last("plan"), "plan 3 0") << box << " took " << text;
    }
  };
  ASSERT_NO_FATAL_FAILURE(
      refused("amount Tonnes a year " + year, {"abc", "1e400", "1,2,3", "nan", "--1", "-5", "1e13"}));
  ASSERT_NO_FATAL_FAILURE(refused("amount Tonnes a year new", {"1,2,3", "-5", "1e400"}));
  ASSERT_NO_FATAL_FAILURE(refused("year Tonnes a year " + year, {"abc", "2023,5", "99", "1e400"}));
  ASSERT_NO_FATAL_FAILURE(refused("quality low 1", {"abc", "--1"}));
  ASSERT_NO_FATAL_FAILURE(refused("quality high 1", {"nan", "1e400"}));
  for (const char* box : {"field Avoided per tonne", "field Avoided, at least", "field Avoided, at most",
                          "field Furthest distance", "field Smallest lot", "field Fixed cost", "field Benefit"})
    ASSERT_NO_FATAL_FAILURE(refused(box, {"1e400"}));
  window.act("mousemove 1450 500 click --repeat 40 4");

  // A right one is still taken, and low above high is not.
  ASSERT_NO_FATAL_FAILURE(type(window, "quality high 1", "25,5"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 4));
  ASSERT_NO_FATAL_FAILURE(type(window, "quality low 1", "30"));
  std::this_thread::sleep_for(400ms);
  EXPECT_EQ(window.last("plan"), "plan 4 0");
  const geo::SideStream stream = stream_in_file();
  ASSERT_EQ(stream.quality.size(), 1u);
  EXPECT_EQ(stream.quality.front(), (geo::QualityLimit{"wet % ;--", {}, 25.5}));
  EXPECT_EQ(stream.amounts, (geo::YearlyAmounts{{stream.amounts.front().year, 100}}));

  window.act("key ctrl+d");
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 5));
  EXPECT_EQ(plan_in_file()->side_streams().size(), before->side_streams().size() + 2);
  click(window, "button Delete");
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 6));
  EXPECT_EQ(plan_in_file()->side_streams().size(), before->side_streams().size() + 1);
}

TEST_F(RealWindowStreams, AFlowIsDrawnFromSiteToSiteAndStandsInListSankeyAndMassBalance) {
  const geo::PlanPtr before = plan_in_file();
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window = open_in_english(display);
  ASSERT_TRUE(window.comes("idle", 60s));
  ASSERT_TRUE(window.comes("map rests", 60s));

  // Two partners whose markers are in sight and far enough from each other.
  std::vector<std::pair<std::string, std::array<int, 2>>> sites;
  for (const auto& partner : before->partners()) {
    if (partner->geometry.empty()) continue;
    const auto at = marker(window, *partner);
    const bool is_clear = at[0] > 420 && at[0] < 1150 && at[1] > 130 && at[1] < 600;
    const bool is_apart = std::ranges::none_of(
        sites, [&](const auto& other) { return std::hypot(other.second[0] - at[0], other.second[1] - at[1]) < 60; });
    if (is_clear && is_apart) sites.emplace_back(partner->name, at);
  }
  ASSERT_GE(sites.size(), 2u);
  click(window, "icon Draw a flow from site to site");
  ASSERT_TRUE(window.comes("tool draw-line 0")) << window.last("tool");
  window.act(click_at(sites[0].second));
  ASSERT_TRUE(window.comes("tool draw-line 1")) << window.last("tool");
  window.act(click_at(sites[1].second));
  ASSERT_TRUE(window.comes("tool draw-line 2")) << window.last("tool");
  window.act("key Return");
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 1));
  ASSERT_NO_FATAL_FAILURE(find(window, "field Material", "chromite"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 2));
  scroll_to(window, "amount Tonnes a year new");
  ASSERT_NO_FATAL_FAILURE(type(window, "amount Tonnes a year new", "987654"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 3));
  const geo::PlanPtr drawn = plan_in_file();
  ASSERT_EQ(drawn->material_flows().size(), before->material_flows().size() + 1);
  const geo::MaterialFlow flow = **std::prev(drawn->material_flows().end());
  ASSERT_TRUE(flow.from && flow.to) << "the ends are the partners that were clicked";
  EXPECT_EQ(drawn->partners().find(flow.from)->name, sites[0].first);
  EXPECT_EQ(drawn->partners().find(flow.to)->name, sites[1].first);
  ASSERT_EQ(flow.amounts.size(), 1u);
  EXPECT_EQ(flow.amounts.front().amount_t, 987654);

  // By far the largest of the plan: it is the first of list and materials.
  window.act("key Escape key alt+2");
  ASSERT_TRUE(place("material Chromite concentrate"));
  ASSERT_TRUE(place("flow row 0"));
  ASSERT_TRUE(place("sankey node " + sites[0].first)) << sites[0].first;
  click(window, "segment By partner");
  const std::string row = "balance of " + sites[0].first + " Chromite concentrate";
  ASSERT_TRUE(place(row)) << row;
  click(window, row);
  ASSERT_TRUE(place("residual*")) << "what left and did not come";
  ASSERT_NO_FATAL_FAILURE(type(window, "amount Generated on the site new", "987654"));
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 4));
  EXPECT_TRUE(place("residual 0")) << "the balance closes while it is typed";
  ASSERT_EQ(plan_in_file()->material_accounts().size(), before->material_accounts().size() + 1);

  // Only what is from or to the partner that is chosen.
  click(window, "segment Sankey and flows");
  const auto flows_shown = [&] {
    std::istringstream words(window.last("flows"));
    std::string first;
    long year = 0, shown = 0, all = 0;
    words >> first >> year >> shown >> all;
    return all;
  };
  const long all = flows_shown();
  click(window, "flow partner");
  ASSERT_TRUE(place("choice " + sites[1].first));
  click(window, "choice " + sites[1].first);
  ASSERT_TRUE(place("chosen partner " + sites[1].first));
  for (int i = 0; i < 100 && flows_shown() >= all; ++i) std::this_thread::sleep_for(100ms);
  EXPECT_LT(flows_shown(), all);
  EXPECT_GE(flows_shown(), 1);

  for (int edits = 5; edits <= 8; ++edits) {
    window.act("key ctrl+z");
    ASSERT_NO_FATAL_FAILURE(expect_edits(window, edits));
  }
  EXPECT_EQ(*plan_in_file(), *before);
  window.act("key ctrl+y");
  ASSERT_NO_FATAL_FAILURE(expect_edits(window, 9));
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);
  EXPECT_EQ(plan_in_file()->material_flows().size(), before->material_flows().size() + 1);
  EXPECT_TRUE(layers::check_plan_file(plan_path).empty());
}

}  // namespace
}  // namespace tests
