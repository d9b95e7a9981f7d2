// Every climate figure in the window opens a card of its own value: all that looks like one is found among the drawn
// texts, whoever drew it.
#include "app/kept_views.hpp"
#include "app/map/hover_card.hpp"
#include "app/map_page.hpp"
#include "app/presentation.hpp"
#include "geo/balance/figure.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/example_file.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/drawn_window.hpp"
#include "tests/app/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cctype>
#include <cmath>
#include <filesystem>
#include <fstream>
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
  EXPECT_GE(pinned, 4u);
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

/// The number that a text begins with.
double number_of(const std::string& text) {
  std::string digits;
  for (std::size_t i = 0; i < text.size();) {
    if (text.compare(i, 3, "−") == 0) {
      digits += '-';
      i += 3;
    } else if (text.compare(i, 2, "\u00A0") == 0 || text.compare(i, 3, "\u202F") == 0) {
      i += text.compare(i, 2, "\u00A0") == 0 ? 2 : 3;
    } else if (std::isdigit(static_cast<unsigned char>(text[i])) || text[i] == '.') {
      digits += text[i++];
    } else {
      break;
    }
  }
  return std::stod(digits);
}

/// Every figure of the printed page leads to a card on the pages after it, and the card is of the figure.
TEST(PrintedFigures, LeadToTheirCards) {
  app::set_language("en");
  const auto figures = geo::plan_figures(
      std::make_shared<const geo::Plan>(
          layers::read_plan_toml(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" / "topinpuisto.toml")),
      layers::read_catalogues().catalogues, geo::Crs::tm35fin());
  for (const geo::CountChoice& counted : {geo::CountChoice{}, geo::CountChoice{geo::GasGroup::methane, {}}}) {
    app::MapPageOptions options;
    options.heatmap.year = 2023;
    options.counted = counted;
    const geo::Plan plan = geo::counted_alone(*figures->counted, counted);
    const geo::HeatmapScale scale = geo::heatmap_scale(plan);
    options.heatmap.cell_m = scale.cell_m;
    options.heatmap.radius_m = scale.radius_m;
    geo::Progress progress;
    const app::HeatmapPicture heatmap = app::heatmap_picture(plan, options.heatmap, progress);
    const render::PageText text = app::map_page_text(plan, figures.get(), heatmap, options);
    std::map<std::string, const render::PageCard*> cards;
    for (const render::PageCard& card : text.cards) cards[card.name] = &card;
    const auto expect_card = [&](const std::string& name, double shown, double tolerance) {
      ASSERT_TRUE(cards.contains(name)) << name;
      const geo::FigureCard card = geo::figure_card(geo::figure_from_text(name, *figures->plan), *figures);
      EXPECT_NEAR(std::abs(card.value), std::abs(shown), tolerance) << name;
      EXPECT_NEAR(number_of(cards[name]->lines.front().value), card.value, 1e-3 * std::abs(card.value)) << name;
    };
    ASSERT_TRUE(text.table);
    ASSERT_EQ(text.table->row_cards.size(), text.table->rows.size());
    EXPECT_EQ(text.table->rows.size(), counted.all() ? 6u : 2u);
    for (std::size_t i = 0; i < text.table->rows.size(); ++i)
      expect_card(text.table->row_cards[i], number_of(text.table->rows[i].back()), 0.5);
    expect_card(text.subtitle_card, heatmap.summary.total_t, 1e-6);
    // What a card refers to is there as well; nothing is printed twice.
    EXPECT_EQ(cards.size(), text.cards.size());
    for (const render::PageCard& card : text.cards) {
      EXPECT_GT(card.lines.size(), 1u) << card.name;
      for (const render::PageCardLine& line : card.lines)
        if (!line.card.empty()) {
          EXPECT_TRUE(cards.contains(line.card)) << line.card;
        }
    }
  }
}

/// The links are in the file: one for each figure of the page, and each leads to a place that is there.
TEST(PrintedFigures, AreLinksInTheFile) {
  if (!has_offscreen()) GTEST_SKIP() << "No OpenGL here.";
  TemporaryFolder folder;
  const std::string plan = folder.file("plan.sqlite");
  for (const auto& [example, overlay] : {std::pair{"topinpuisto", "heatmap"}, {"kemi-tornio", "flow"}}) {
    fs::remove(plan);
    (void)layers::PlanStore::create(plan, layers::read_plan_toml(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" /
                                                                 (std::string(example) + ".toml")));
    const std::string pdf = folder.file("page.pdf");
    const Outcome finished = hiilitie({"render", plan, "--out", pdf, "--overlay", overlay});
    ASSERT_EQ(finished.status, 0) << finished.err;
    std::ifstream file(pdf);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    std::size_t links = 0;
    for (std::size_t at = bytes.find("/Subtype /Link"); at != std::string::npos;
         at = bytes.find("/Subtype /Link", at + 1))
      ++links;
    EXPECT_GE(links, 6u) << overlay;
  }
}

}  // namespace
}  // namespace app_test
