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
  const auto card =
      geo::figure_card({geo::FigureKind::source, 2023, plant->id.value}, *after->plan, after->ledger, after->sites);
  EXPECT_NEAR(card.value, 1200 * (0.004 * 28 + 0.00024 * 265), 1e-9);
  EXPECT_TRUE(layers::check_plan_file(plan_path).empty());
}

}  // namespace
}  // namespace tests
