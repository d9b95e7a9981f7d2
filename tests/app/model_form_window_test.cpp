// A composting plant, a fleet and a forest entered from scratch in the real window, as the README says.
#include "geo/balance/figure.hpp"
#include "geo/balance/plan_figures.hpp"
#include "layers/catalogues_file.hpp"
#include "tests/app/real_window.hpp"

namespace tests {
namespace {

struct RealWindowModels : RealWindow {
  /// The plan in the file with all its figures.
  [[nodiscard]] std::shared_ptr<const geo::PlanFigures> figures() const {
    const std::string copy = (folder / "copy.sqlite").string();
    fs::copy_file(plan_path, copy, fs::copy_options::overwrite_existing);
    const geo::PlanPtr plan = layers::PlanStore::open(copy, layers::PlanStore::Access::read).load().value;
    return geo::plan_figures(plan, layers::read_catalogues().catalogues, geo::Crs::tm35fin());
  }
  /// Draws a point of a kind and leaves it selected.
  void draw_point(const Window& window, int x, int y, const std::string& kind) const {
    window.act("key p");
    ASSERT_TRUE(window.comes("tool mark-point 0")) << window.last("tool");
    ASSERT_TRUE(place("field Kind"));
    click(window, "field Kind");
    click(window, "choice " + kind);
    ASSERT_TRUE(place("field Kind"));  // the list is closed and the form stands still
    window.act(fmt::format("mousemove {} {} click 1", x, y));
  }
  void choose(const Window& window, const std::string& field, const std::string& choice) const {
    click(window, "field " + field);
    ASSERT_TRUE(place("choice " + choice)) << choice;
    click(window, "choice " + choice);
  }
  void type(const Window& window, const std::string& field, const std::string& text) const {
    ASSERT_TRUE(place("field " + field)) << field;
    click(window, "field " + field);
    window.act("key ctrl+a");
    window.act("type --delay 10 " + text);
    window.act("key Return");
  }
};

TEST_F(RealWindowModels, ACompostingPlantIsEnteredFromScratchAndItsFigureOpens) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window(display.name(), {plan_path, "--lang", "en"}, (folder / "trace").string(), own_home());
  ASSERT_TRUE(window.comes("idle", 60s));
  ASSERT_NO_FATAL_FAILURE(draw_point(window, 700, 620, "Emission source"));
  ASSERT_TRUE(window.comes("plan 1 0")) << window.last("plan");
  ASSERT_TRUE(place("field Calculation"));
  ASSERT_NO_FATAL_FAILURE(choose(window, "Sector", "Waste treatment"));
  ASSERT_TRUE(window.comes("plan 2 0")) << window.last("plan");
  ASSERT_NO_FATAL_FAILURE(choose(window, "Calculation", "Composting plant"));
  ASSERT_TRUE(window.comes("plan 3 0")) << window.last("plan");
  ASSERT_NO_FATAL_FAILURE(type(window, "Waste composted", "1200"));
  ASSERT_TRUE(window.comes("plan 4 0")) << window.last("plan");
  click(window, "button How it was worked out");
  ASSERT_TRUE(window.comes("overlay figure")) << window.last("overlay");
  window.act("key Escape");
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);

  const auto after = figures();
  const auto& sources = after->plan->emission_sources();
  const auto plant = std::prev(sources.end());
  EXPECT_EQ((*plant)->model, "composting");
  EXPECT_EQ((*plant)->sector, geo::Sector::treatment);
  // IPCC 2006 V5 table 4.1, wet: 4 g CH4 and 0.24 g N2O per kg; AR5.
  const auto card = geo::figure_card({geo::FigureKind::source, 2023, plant->id.value}, *after);
  EXPECT_NEAR(card.value, 1200 * (0.004 * 28 + 0.00024 * 265), 1e-9);
  EXPECT_TRUE(layers::check_plan_file(plan_path).empty());
}

TEST_F(RealWindowModels, AFleetIsEnteredAndTheBalanceOpensItsFigure) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window(display.name(), {plan_path, "--lang", "en"}, (folder / "trace").string(), own_home());
  ASSERT_TRUE(window.comes("idle", 60s));
  ASSERT_NO_FATAL_FAILURE(draw_point(window, 700, 620, "Emission source"));
  ASSERT_TRUE(window.comes("plan 1 0")) << window.last("plan");
  ASSERT_TRUE(place("field Calculation"));
  ASSERT_NO_FATAL_FAILURE(choose(window, "Sector", "Logistics"));
  ASSERT_TRUE(window.comes("plan 2 0")) << window.last("plan");
  ASSERT_NO_FATAL_FAILURE(choose(window, "Calculation", "Truck transport by trips (diesel)"));
  ASSERT_TRUE(window.comes("plan 3 0")) << window.last("plan");
  int edits = 3;
  for (const auto& [field, text] : {std::pair{"Goods moved", "10000"}, {"Distance one way", "50"}, {"Payload", "40"}}) {
    ASSERT_NO_FATAL_FAILURE(type(window, field, text));
    ASSERT_TRUE(window.comes(fmt::format("plan {} 0", ++edits))) << window.last("plan");
  }
  window.act("key Escape key alt+3");
  ASSERT_TRUE(place("figure sector/logistics:2023")) << "the balance shows the year's figure of the sector";
  click(window, "figure sector/logistics:2023");
  ASSERT_TRUE(window.comes("overlay figure")) << window.last("overlay");
  window.act("key Escape");
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);

  const auto after = figures();
  const auto& sources = after->plan->emission_sources();
  const auto fleet = std::prev(sources.end());
  EXPECT_EQ((*fleet)->model, "truck-trips");
  // DESNZ 2025, articulated over 33 t: 1.06921 kg CO2e/km full, 0.64734 empty; 250 trips of 50 km each way.
  const auto card = geo::figure_card({geo::FigureKind::source, 2023, fleet->id.value}, *after);
  EXPECT_NEAR(card.value, 250 * 50 * (1.06921 + 0.64734) / 1000, 1e-9);
  EXPECT_TRUE(layers::check_plan_file(plan_path).empty());
}

TEST_F(RealWindowModels, AForestIsDrawnAndGrowsByItsModel) {
  const Display display;
  ASSERT_FALSE(display.name().empty());
  Window window(display.name(), {plan_path, "--lang", "en"}, (folder / "trace").string(), own_home());
  ASSERT_TRUE(window.comes("idle", 60s));
  window.act("mousemove 700 560 key n");
  ASSERT_TRUE(window.comes("tool draw-area 0"));
  int corners = 0;
  for (const auto& [x, y] : {std::pair{620, 520}, {760, 520}, {760, 640}, {620, 640}}) {
    window.act(fmt::format("keydown alt mousemove {} {} click 1 keyup alt", x, y));
    ASSERT_TRUE(window.comes(fmt::format("tool draw-area {}", ++corners)));
  }
  window.act("key Return");
  ASSERT_TRUE(window.comes("plan 1 0")) << window.last("plan");
  ASSERT_TRUE(place("field Calculation"));
  ASSERT_NO_FATAL_FAILURE(choose(window, "Calculation", "Growing forest"));
  ASSERT_TRUE(window.comes("plan 2 0")) << window.last("plan");
  ASSERT_NO_FATAL_FAILURE(choose(window, "Tree species", "Pine"));
  ASSERT_TRUE(window.comes("plan 3 0")) << window.last("plan");
  int edits = 3;
  for (const auto& [field, text] : {std::pair{"Increment of stem wood", "6"}, {"Growing stock", "200"}}) {
    ASSERT_NO_FATAL_FAILURE(type(window, field, text));
    ASSERT_TRUE(window.comes(fmt::format("plan {} 0", ++edits))) << window.last("plan");
  }
  click(window, "button How it was worked out");
  ASSERT_TRUE(window.comes("overlay figure")) << window.last("overlay");
  window.act("key Escape");
  window.act("key ctrl+q");
  ASSERT_EQ(window.wait_for_end(), 0);

  const auto after = figures();
  const auto& sites = after->plan->sink_sites();
  const auto forest = std::prev(sites.end());
  EXPECT_EQ((*forest)->model, "sink-stand-growth");
  const geo::SiteRemoval* site = after->site(forest->id);
  ASSERT_TRUE(site);
  const double area_ha = geo::geodesic_area_m2((*forest)->geometry, geo::Crs::tm35fin()) / 1e4;
  const auto factor = [&](const char* id) { return after->catalogues->factors.find(id)->constant.value; };
  // 2006 IPCC Guidelines, equation 2.10: increment, BCEF, roots, carbon, 44/12.
  const double expected = area_ha * 6 * factor("sink.bcef-increment.pine.above-100") *
                          (1 + factor("sink.root-to-shoot.boreal.above-75")) * factor("sink.carbon-share.conifer") *
                          44 / 12;
  const auto removal = site->net(2035, geo::GwpSet::ar5);
  const geo::SinkTerms terms = site->terms(2035);
  ASSERT_TRUE(removal) << (terms.unknown.empty() ? "" : geo::english(terms.unknown.front()));
  EXPECT_NEAR(removal->value, expected, 1e-6 * expected);
}

}  // namespace
}  // namespace tests
