// Every climate figure in the window opens a card of its own value: all that looks like one is found among the drawn
// texts, whoever drew it.
#include "app/kept_views.hpp"
#include "app/map/hover_card.hpp"
#include "app/presentation.hpp"
#include "geo/balance/figure.hpp"
#include "layers/example_file.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/drawn_window.hpp"
#include "tests/app/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <map>
#include <regex>

namespace app_test {
namespace {

namespace fs = std::filesystem;
using app::TextWatch;

/// "12,3 kt CO₂e/a", "−500 t".
bool is_figure_with_unit(const std::string& text) {
  static const std::regex pattern("(−|-)?[0-9][0-9., \u00A0\u202F]*(k|M)?t( |\u00A0)?(CO₂.*|/a)?");
  return std::regex_match(text, pattern);
}

bool is_number(const std::string& text) {
  static const std::regex pattern("(−|-)?[0-9][0-9.,\u00A0\u202F]*");
  return std::regex_match(text, pattern);
}

bool is_climate_unit(const std::string& text) {
  static const std::regex pattern("(k|M)?t(\u00A0| )CO₂.*");
  return std::regex_match(text, pattern);
}

/// Whether the unit stands right of the number, on its line.
bool is_unit_of(const TextWatch::Place& unit, const TextWatch::Place& number) {
  const float middle = (unit.min.y + unit.max.y) / 2;
  return unit.min.x >= number.max.x - 2 && unit.min.x < number.max.x + 20 && middle > number.min.y &&
         middle < number.max.y;
}

struct ShownFigures : testing::Test {
  void SetUp() override {
    if (!has_offscreen()) GTEST_SKIP() << "No OpenGL here.";
  }

  /// Opens an example of the program.
  void open(DrawnWindow& window, const char* example) {
    const std::string path = folder.file(std::string(example) + ".sqlite");
    (void)layers::PlanStore::create(path, layers::read_plan_toml(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" /
                                                                 (std::string(example) + ".toml")));
    window.w.take(std::make_unique<app::Session>(path));
    window.settle();
  }

  /// Looks at the frame as it stands: each figure has a card, each card is of the figure.
  void look(DrawnWindow& window, const std::string& what) {
    window.settle();
    const std::vector<app::ShownFigure> shown = app::shown_figures().all;
    for (const TextWatch::Place& text : window.texts()) {
      bool is_figure = is_figure_with_unit(text.text);
      if (!is_figure && is_number(text.text))
        is_figure = std::any_of(window.texts().begin(), window.texts().end(), [&](const TextWatch::Place& unit) {
          return unit.list == text.list && is_climate_unit(unit.text) && is_unit_of(unit, text);
        });
      if (!is_figure) continue;
      const ImVec2 middle{(text.min.x + text.max.x) / 2, (text.min.y + text.max.y) / 2};
      const bool opens = std::any_of(shown.begin(), shown.end(), [&](const app::ShownFigure& figure) {
        return figure.min.x <= middle.x && middle.x <= figure.max.x && figure.min.y <= middle.y &&
               middle.y <= figure.max.y;
      });
      ++figures;
      if (!opens && told.insert(what.substr(0, what.find(',')) + text.text).second)
        ADD_FAILURE() << what << ": \"" << text.text << "\" has no card";
    }
    for (const app::ShownFigure& figure : shown) expect_card(*window.w.figures(), figure, what);
  }

  void expect_card(const geo::PlanFigures& of, const app::ShownFigure& figure, const std::string& what) {
    const std::string name = geo::text_of(figure.name);
    if (!opened.insert(&of == of_ ? name : (of_ = &of, opened.clear(), name)).second) return;
    const geo::FigureCard card = geo::figure_card(figure.name, of);
    ++cards;
    EXPECT_EQ(geo::figure_from_text(name, *of.plan), figure.name) << what;
    if (figure.value != 0) {
      EXPECT_FALSE(card.children.empty()) << what << ": " << name;
    }
    if (!std::isnan(figure.value)) {
      EXPECT_NEAR(card.value, figure.value, 1e-9 * std::max(1.0, std::abs(figure.value))) << what << ": " << name;
    }
  }

  /// A figure that is pressed shows its sheet.
  void press(DrawnWindow& window, const std::string& figure) {
    ASSERT_TRUE(window.press("figure " + figure)) << figure;
    EXPECT_EQ(window.w.overlay, app::Overlay::figure) << figure;
    ASSERT_TRUE(window.w.opened_figure);
    EXPECT_EQ(geo::text_of(*window.w.opened_figure), figure);
    window.w.overlay = app::Overlay::none;
    window.settle();
  }

  template <class Rows>
  void look_at_all(DrawnWindow& window, const Rows& rows, const std::string& what) {
    for (const auto& row : rows) {
      app::Selection selection;
      selection.thing = row.id;
      window.w.select(selection);
      look(window, what + ", " + row->name);
    }
    window.w.select({});
  }

  TemporaryFolder folder;
  std::size_t figures = 0, cards = 0;
  std::set<std::string> told, opened;
  const geo::PlanFigures* of_ = nullptr;
};

TEST_F(ShownFigures, OfTheMapOpenTheirCards) {
  DrawnWindow window({1600, 1000}, "en", 100, render::ThemeKind::light);
  open(window, "topinpuisto");
  app::Workspace& w = window.w;
  look(window, "map");
  const std::string year = ":" + std::to_string(w.state.year);
  press(window, "net" + year);
  press(window, "emissions" + year);
  press(window, "removals" + year);
  const geo::Plan& plan = w.plan();
  look_at_all(window, plan.emission_sources(), "source");
  look_at_all(window, plan.sink_sites(), "site");
  look_at_all(window, plan.partners(), "partner");
  look_at_all(window, plan.material_flows(), "flow");
  for (const geo::GasGroup gas : {geo::GasGroup::methane, geo::GasGroup::co2, geo::GasGroup::n2o}) {
    w.counted = {gas, {}};
    look(window, "one gas");
    w.counted = {gas, geo::Sector::landfill};
    look(window, "one gas of one sector");
  }
  w.counted = {geo::GasGroup::methane, {}};
  window.settle();
  press(window, "emissions" + year + "@methane");
  w.counted = {};
  w.table.open = true;
  w.table.show({app::TableKind::emission_sources, {}});
  look(window, "table");
  w.table.open = false;
  for (const int other : {2010, 2019, 2035}) {
    w.set_year(other);
    look(window, "another year");
  }
  EXPECT_GT(figures, 60u);
  EXPECT_GT(cards, 30u);
}

TEST_F(ShownFigures, OfACardThatIsPinnedOpenTheirCards) {
  DrawnWindow window({1600, 1000}, "fi", 100, render::ThemeKind::light);
  open(window, "topinpuisto");
  app::Workspace& w = window.w;
  w.state.heatmap_visible = true;
  std::size_t pinned = 0;
  for (const auto& source : w.figures()->counted->emission_sources()) {
    if (source->geometry.empty()) continue;
    const geo::MapPoint place = geo::bounds(source->geometry).centre();
    w.camera.centre = {place.x_m + 40 * w.camera.m_per_px, place.y_m};
    w.camera_is_set = true;
    window.settle();
    window.click_map(place);
    look(window, "pinned card, " + source->name);
    for (const app::ShownFigure& figure : app::shown_figures().all)
      pinned += figure.name.kind == geo::FigureKind::density;
  }
  EXPECT_GT(pinned, 5u);
}

TEST_F(ShownFigures, OfTheBalanceOpenTheirCards) {
  DrawnWindow window({1600, 1000}, "fi", 100, render::ThemeKind::dark);
  open(window, "topinpuisto");
  app::run(app::command("view.balance"), window.w);
  look(window, "balance");
  EXPECT_GT(cards, 40u);
  press(window, "net:" + std::to_string(window.w.state.year));
}

TEST_F(ShownFigures, OfThePresentationOpenTheirCards) {
  DrawnWindow window({1600, 900}, "en", 100, render::ThemeKind::light);
  open(window, "topinpuisto");
  app::keep_view(window.w);
  app::begin_presentation(window.w);
  look(window, "presentation");
  EXPECT_GT(cards, 0u);
  press(window, "net:" + std::to_string(window.w.state.year));
}

TEST_F(ShownFigures, OfTheFlowsOpenTheirCards) {
  for (const char* example : {"topinpuisto", "kemi-tornio"}) {
    DrawnWindow window({1600, 1000}, "fi", 100, render::ThemeKind::light);
    open(window, example);
    app::Workspace& w = window.w;
    app::run(app::command("view.flows"), w);
    w.set_year(2018);
    look(window, "flows");
    w.flows.choice.measure = app::FlowMeasure::co2e;
    look(window, "flows by CO2e");
    w.flows.choice.measure = app::FlowMeasure::tonnes;
    window.settle();
    for (std::size_t s = 0; s < w.flows.map()->sums.strands.size(); ++s) {
      w.flows.choose(w.flows.flows_of(s));
      look(window, "chosen flow");
    }
    w.flows.choose({});
  }
  EXPECT_GT(cards, 20u);
}

}  // namespace
}  // namespace app_test
