// No text is cut, off the edge or over another: every panel, sheet and menu in both languages at four sizes.
#include "app/adoption.hpp"
#include "app/kept_views.hpp"
#include "app/layer_actions.hpp"
#include "app/panels/components_page.hpp"
#include "app/relink.hpp"
#include "app/styling.hpp"
#include "layers/example_file.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "tests/app/drawn_window.hpp"
#include "tests/app/program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <utility>
#include <vector>

namespace app_test {
namespace {

namespace fs = std::filesystem;

struct Seen {
  const char* language;
  int percent;
  ImVec2 size;
};
void PrintTo(const Seen& seen, std::ostream* out) {
  *out << seen.language << " " << seen.percent << " %";
}
std::string size_name(const testing::TestParamInfo<Seen>& seen) {
  return fmt::format("{}_{}_{}", seen.param.language, seen.param.percent, static_cast<int>(seen.param.size.x));
}

struct DrawnTexts : testing::TestWithParam<Seen> {
  void SetUp() override {
    if (!has_offscreen()) GTEST_SKIP() << "No OpenGL here.";
    plan_path = folder.file("plan.sqlite");
    (void)layers::PlanStore::create(
        plan_path, layers::read_plan_toml(fs::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" / "topinpuisto.toml"));
    for (const char* file : {"assets/examples/topinpuisto.toml", "assets/land_cover.toml", "assets/materials.toml",
                             "assets/vehicles.toml"})
      data += read(fs::path(HIILITIE_SOURCE_DIR) / file);
    folder_name = fs::path(folder.file("x")).parent_path().filename().string();
    write_lots(folder.file("lots.geojson"));
  }
  [[nodiscard]] static std::string read(const fs::path& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void write_lots(const std::string& path) {
    std::ofstream file(path);
    file << R"({"type":"FeatureCollection","features":[)";
    for (int i = 0; i < 40; ++i) {
      const double lon = 22.30 + 0.002 * (i % 8);
      const double lat = 60.48 + 0.0012 * (i / 8);
      file << (i ? "," : "")
           << fmt::format(
                  R"({{"type":"Feature","properties":{{"size":{},"use":"{}"}},"geometry":{{"type":"Polygon",
                "coordinates":[[[{:.5f},{:.5f}],[{:.5f},{:.5f}],[{:.5f},{:.5f}],[{:.5f},{:.5f}]]]}}}})",
                  i * i, i % 3 == 0 ? "yard" : "store", lon, lat, lon + 0.0015, lat, lon + 0.0015, lat + 0.0009, lon,
                  lat);
    }
    file << "]}";
  }
  void open(DrawnWindow& window) const {
    window.w.take(std::make_unique<app::Session>(plan_path));
    window.settle();
  }
  /// Names and words of the plan and its files may be longer than their room: then they are cut and told whole under
  /// the pointer. The program's own words may not.
  [[nodiscard]] bool is_data(const std::string& text) const {
    return data.find(text) != std::string::npos || text.starts_with("/") || text.find(folder_name) != std::string::npos;
  }
  void look(DrawnWindow& window, const std::string& what) {
    window.settle();
    for (const std::string& fault : window.faults()) {
      if (fault.starts_with("cut ") && is_data(fault.substr(4))) continue;
      // Columns that have no room are scrolled to.
      if (fault.starts_with("off ") && window.w.table.open) continue;
      if (told.insert(fault).second) ADD_FAILURE() << what << ": " << fault;
    }
  }
  /// The lists of all fields in sight.
  void look_into_fields(DrawnWindow& window, const std::string& what) {
    for (const std::string& field : DrawnWindow::controls("field ")) {
      if (!window.press(field)) continue;
      look(window, what + ", " + field);
      window.close_menus();
    }
  }
  void press(DrawnWindow& window, const std::string& words, const std::string& what) {
    if (window.press(words))
      look(window, what + ", " + words);
    else
      ADD_FAILURE() << what << ": " << words << " is not in sight";
    window.close_menus();
  }
  std::string data;
  std::string folder_name;
  std::set<std::string> told;
  TemporaryFolder folder;
  std::string plan_path;
};

TEST_P(DrawnTexts, OfTheStartPageHaveTheirRoom) {
  using app::Overlay;
  const auto& [language, percent, size] = GetParam();
  DrawnWindow window(size, language, percent, render::ThemeKind::light);
  look(window, "start page");
  for (const Overlay overlay : {Overlay::new_plan, Overlay::files, Overlay::palette, Overlay::shortcuts}) {
    window.w.overlay = overlay;
    look(window, fmt::format("start page, sheet {}", static_cast<int>(overlay)));
  }
}

TEST_P(DrawnTexts, OfAPlanHaveTheirRoom) {
  using app::Overlay;
  const auto& [language, percent, size] = GetParam();
  DrawnWindow window(size, language, percent, render::ThemeKind::light);
  app::Workspace& w = window.w;
  open(window);
  look(window, "plan");
  for (const Overlay overlay : {Overlay::new_plan, Overlay::files, Overlay::palette, Overlay::shortcuts,
                                Overlay::messages, Overlay::history, Overlay::unsaved, Overlay::proposals}) {
    w.overlay = overlay;
    look(window, fmt::format("sheet {}", static_cast<int>(overlay)));
  }
  w.overlay = Overlay::none;
  press(window, std::string("icon ") + app::tr("More commands"), "plan");

  // Each kind of thing in the inspector.
  const geo::Plan& plan = w.plan();
  const auto select = [&](render::PlanThing thing, const std::string& what, bool is_first) {
    app::Selection selection;
    selection.thing = thing;
    w.select(selection);
    look(window, what);
    if (is_first) look_into_fields(window, what);
  };
  const auto select_all = [&](const auto& rows, const std::string& what) {
    bool is_first = true;
    for (const auto& row : rows) select(row.id, what, std::exchange(is_first, false));
  };
  select_all(plan.sink_sites(), "sink site");
  select_all(plan.business_areas(), "business area");
  select_all(plan.landfill_parts(), "landfill");
  select_all(plan.partners(), "partner");
  select_all(plan.emission_sources(), "emission source");
  select_all(plan.surroundings(), "surrounding");
  app::Selection several;
  for (const auto& row : plan.sink_sites()) several.more_things.push_back(std::exchange(several.thing, row.id));
  std::erase(several.more_things, render::PlanThing());
  w.select(several);
  look(window, "several things");
  w.select({});

  // Each of the plan's tables.
  using app::TableKind;
  for (const TableKind kind : {TableKind::sink_sites, TableKind::emission_sources, TableKind::partners,
                               TableKind::landfill_parts, TableKind::business_areas}) {
    w.table.open = true;
    w.table.show({kind, {}});
    look(window, fmt::format("table {}", static_cast<int>(kind)));
  }
  const std::string rows_menu = std::string("icon ") + app::tr("What to do with the rows");
  if (window.shows(rows_menu)) press(window, rows_menu, "table");
  press(window, "choose table", "table");
  w.table.open = false;

  // The balance, and a card of one of its figures.
  app::run(app::command("view.balance"), w);
  look(window, "balance");
  look_into_fields(window, "balance");
  w.opened_figure = {geo::FigureKind::net, w.state.year, 0};
  w.overlay = Overlay::figure;
  look(window, "figure card");
  w.overlay = Overlay::none;
  app::run(app::command("view.map"), w);

  // Each tool: before, and with corners placed.
  const geo::MapPoint middle = w.camera.centre;
  for (const app::Command& command : app::commands()) {
    if (command.group != app::CommandGroup::tools || !command.enabled(w)) continue;
    app::run(command, w);
    look(window, command.id);
    for (const double step : {0.0, 100.0, 250.0}) {
      const app::MapPointer pointer{{middle.x_m + step, middle.y_m + step * step / 300}, w.camera.m_per_px};
      w.marking.point_at(w, pointer);
      w.marking.click(w, pointer, false);
      look(window, fmt::format("{} with corners", command.id));
    }
    w.marking.choose(w, app::Tool::select);
    w.select({});
  }

  // Kept views and what F11 shows.
  app::keep_view(w);
  w.views.panel_open = true;
  look(window, "kept views");
  app::begin_presentation(w);
  look(window, "presentation");
  app::end_presentation(w);
}

TEST_P(DrawnTexts, OfSideStreamsAndMassBalancesHaveTheirRoom) {
  const auto& [language, percent, size] = GetParam();
  DrawnWindow window(size, language, percent, render::ThemeKind::light);
  app::Workspace& w = window.w;
  open(window);
  std::set<geo::StreamKind> seen;
  const geo::Table<geo::SideStream> streams = w.plan().side_streams();
  for (const auto& row : streams) {
    if (!seen.insert(row->kind).second) continue;
    geo::SideStream full = *row;
    full.quality = {{"moisture %", 1, 25}};
    full.amounts = {{w.state.year, 12'345}};
    geo::Edit edit{geo::say("Side stream {0} changed", full.name), {}};
    edit.set(w.plan(), row.id, full);
    w.edit(std::move(edit));
    app::Selection selection;
    selection.thing = row.id;
    w.select(selection);
    look(window, "side stream");
    look_into_fields(window, "side stream");
  }
  EXPECT_EQ(seen.size(), 2u) << "the example has offers and needs";
  w.select({});
  if (percent == 300 && size.x < 2000) return;  // three panels side by side have no room there
  app::run(app::command("view.flows"), w);
  look(window, "flows");
  if (!window.press(std::string("segment ") + app::tr("By partner"))) return;  // no room for the panel
  look(window, "mass balance");
  const auto rows = DrawnWindow::controls("balance of ");
  if (rows.empty()) return;
  ASSERT_TRUE(window.press(*rows.begin()));
  look(window, "accounts");
}

TEST_P(DrawnTexts, OfLinkedLayersHaveTheirRoom) {
  const auto& [language, percent, size] = GetParam();
  DrawnWindow window(size, language, percent, render::ThemeKind::dark);
  app::Workspace& w = window.w;
  open(window);
  w.add_files({folder.file("lots.geojson")});
  look(window, "a layer was added");
  ASSERT_EQ(w.plan().layers().size(), 1u);
  const geo::Id<geo::Layer> layer = (*w.plan().layers().begin()).id;
  app::Selection selection;
  selection.layer = layer;
  w.select(selection);
  w.styling.tab = app::Styling::Tab::facts;
  look(window, "facts");
  look_into_fields(window, "facts");
  app::show_style(w);
  for (const geo::StyleMode mode : {geo::StyleMode::single, geo::StyleMode::categories, geo::StyleMode::classes}) {
    app::choose_mode(w, layer, mode);
    look(window, fmt::format("style {}", static_cast<int>(mode)));
    look_into_fields(window, fmt::format("style {}", static_cast<int>(mode)));
  }
  w.table.open = true;
  w.table.show({app::TableKind::layer, layer});
  look(window, "table of the layer");
  w.table.open = false;
  app::ask_adoption(w, layer);
  ASSERT_TRUE(w.adopt_question);
  for (const geo::Role role : {geo::Role::business_area, geo::Role::landfill, geo::Role::sink_land,
                               geo::Role::emission_source, geo::Role::partner_site}) {
    w.adopt_question->take_role(role);
    look(window, fmt::format("adopting as {}", geo::text_of(role)));
  }
  w.adopt_question->take_role(geo::Role::business_area);
  app::choose_filter(w, 1);
  look(window, "adopting some");
  look_into_fields(window, "adopting");
  app::adopt(w);
  look(window, "adopted");
  w.overlay = app::Overlay::messages;
  look(window, "messages");
  w.overlay = app::Overlay::history;
  look(window, "history");
  w.overlay = app::Overlay::none;

  // A file without a coordinate system is asked about; one that went is looked for.
  std::ofstream(folder.file("odd.csv")) << "name,x,y\na,244000,6714000\n";
  w.add_files({folder.file("odd.csv")});
  look(window, "import question");
  w.questions.clear();
  fs::rename(folder.file("lots.geojson"), folder.file("other.geojson"));
  app::ask_relink(w);
  look(window, "missing files");
  look_into_fields(window, "missing files");
}

/// What is wrong with the texts of the page of all controls, once it stands.
std::set<std::string> faults_of_controls(DrawnWindow& window, ImVec2 size) {
  window.settle();
  app::ComponentsPage page;
  for (int i = 0; i < 4; ++i) {
    (void)app::text_watch().take();
    ImGui::NewFrame();
    app::begin_focus_order();
    page.draw(window.w, size);
    ImGui::Render();
  }
  return app::text_watch().take();
}

TEST_P(DrawnTexts, OfAllControlsHaveTheirRoom) {
  const auto& [language, percent, size] = GetParam();
  DrawnWindow window(size, language, percent, render::ThemeKind::light);
  EXPECT_THAT(faults_of_controls(window, size), testing::IsEmpty());
}

TEST(DrawnControls, AreOnTheirPageInEveryThemeInItsColours) {
  if (!has_offscreen()) GTEST_SKIP() << "No OpenGL here.";
  const ImVec2 size{1600, 1500};
  std::set<unsigned> grounds;
  for (const render::ThemeKind theme : {render::ThemeKind::light, render::ThemeKind::dark,
                                        render::ThemeKind::light_contrast, render::ThemeKind::dark_contrast}) {
    DrawnWindow window(size, "en", 100, theme);
    EXPECT_THAT(faults_of_controls(window, size), testing::IsEmpty());
    EXPECT_GT(ImGui::GetDrawData()->TotalVtxCount, 5000);
    std::set<unsigned> inks;
    for (int i = 0; i < ImGui::GetDrawData()->CmdListsCount; ++i)
      for (const ImDrawVert& vertex : ImGui::GetDrawData()->CmdLists[i]->VtxBuffer) inks.insert(vertex.col);
    const app::Tokens& c = app::tokens(theme);
    for (const app::Colour colour : {c.accent, c.accent_hover, c.accent_press, c.hover, c.press, c.disabled, c.focus,
                                     c.bad, c.warn, c.good, c.accent_soft, c.track, c.knob, c.tip, c.desk})
      EXPECT_TRUE(inks.contains(app::packed(colour))) << static_cast<int>(theme) << " lacks a state";
  }
}

INSTANTIATE_TEST_SUITE_P(Sizes, DrawnTexts,
                         testing::Values(Seen{"fi", 75, {1600, 900}}, Seen{"fi", 100, {1600, 900}},
                                         Seen{"fi", 200, {1600, 900}}, Seen{"fi", 300, {1600, 900}},
                                         Seen{"fi", 300, {2400, 1350}}, Seen{"en", 75, {1600, 900}},
                                         Seen{"en", 100, {1600, 900}}, Seen{"en", 200, {1600, 900}},
                                         Seen{"en", 300, {1600, 900}}, Seen{"en", 300, {2400, 1350}}),
                         size_name);

}  // namespace
}  // namespace app_test
