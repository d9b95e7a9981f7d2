// The attribute table, what it selects and filters, and what the map finds, without a window.
#include "app/commands.hpp"
#include "app/map/identify.hpp"
#include "app/removal.hpp"
#include "app/table/table_actions.hpp"
#include "app/table/table_text.hpp"
#include "app/text.hpp"
#include "app/workspace.hpp"
#include "tests/app/own_folder.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <unistd.h>

namespace app {
namespace {

namespace fs = std::filesystem;

geo::Column texts(const std::string& name, const std::vector<std::string>& rows) {
  geo::TextColumn column;
  for (const std::string& row : rows) column.append(row);
  return {name, column, {}};
}

geo::Column numbers(const std::string& name, std::vector<double> rows) {
  return {name, std::move(rows), {}};
}

/// Six squares of 100 m in a row, 200 m apart, with a name, a use and an area; the fifth lies on the sixth.
std::string squares_geojson() {
  std::string text =
      R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::3067"}},"features":[)";
  const char* const names[] = {"Kohde 10", "Kohde 9", "Älä", "Aitta", "=1+1", "Pieni \"a\"; b"};
  for (int i = 0; i < 6; ++i) {
    const double x = 240'000 + 200 * std::min(i, 4) + (i == 5 ? 20 : 0);
    const double side = i == 5 ? 40 : 100;
    const double y = 6'711'000 + (i == 5 ? 20 : 0);
    text += fmt::format(
        R"({}{{"type":"Feature","properties":{{"nimi":"{}","use":"{}","area_m2":{},"year":{}}},"geometry":{{"type":"Polygon","coordinates":[[[{},{}],[{},{}],[{},{}],[{},{}],[{},{}]]]}}}})",
        i > 0 ? "," : "", i == 5 ? "Pieni \\\"a\\\"; b" : names[i], i % 2 == 0 ? "T" : "AK", 1000.5 * (i + 1), 2000 + i,
        x, y, x + side, y, x + side, y + side, x, y + side, x, y);
  }
  return text + "]}";
}

struct TableTest : testing::Test {
  TableTest() {
    set_language("en");
    folder = fs::temp_directory_path() / fmt::format("hiilitie_table_{}", getpid());
    fs::remove_all(folder);
    fs::create_directories(folder);
    std::ofstream(folder / "squares.geojson") << squares_geojson();
    geo::PlanInfo info;
    info.name = "Test";
    geo::Plan plan(info);
    geo::Partner company;
    company.name = "Yritys Oy";
    company.geometry = geo::Geometry::point({240'700, 6'710'050});
    geo::EmissionSource boiler;
    boiler.name = "Boiler";
    boiler.geometry = geo::Geometry::point({240'000, 6'710'000});
    boiler.series = {{2020, geo::Gas::co2_fossil, 100}, {2020, geo::Gas::ch4_biogenic, 10}};
    geo::SinkSite site;
    site.name = "Field";
    site.geometry = geo::Geometry::polygon({{240'000, 6'710'000}, {240'100, 6'710'000}, {240'100, 6'710'100}});
    geo::SinkSite other = site;
    other.name = "Wood";
    other.geometry = geo::Geometry::point({240'300, 6'710'000});
    other.given_area_ha = 4;
    geo::Layer layer;
    layer.name = "Squares";
    layer.path = (folder / "squares.geojson").string();
    geo::Edit edit;
    const auto partner = edit.add(plan, company);
    boiler.partner = partner;
    source_id = edit.add(plan, boiler);
    partner_id = partner;
    field_id = edit.add(plan, site);
    wood_id = edit.add(plan, other);
    layer_id = edit.add(plan, layer);
    const std::string path = (folder / "plan.sqlite").string();
    (void)layers::PlanStore::create(path, *geo::applied(std::make_shared<const geo::Plan>(plan), edit));
    w.camera.width_px = 800;
    w.camera.height_px = 600;
    w.camera.centre = {240'500, 6'711'000};
    w.camera.m_per_px = 2;
    w.take(std::make_unique<Session>(path));
    wait();
  }
  void wait() {
    do {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      w.update();
    } while (!w.jobs.idle());
    w.update();
  }
  void open_layer() {
    w.table.open = true;
    w.table.show({TableKind::layer, layer_id});
    wait();
    ASSERT_TRUE(w.table.rows());
  }
  [[nodiscard]] std::vector<std::string> shown_names() const {
    std::vector<std::string> names;
    for (const std::uint32_t row : w.table.shown()) names.push_back(w.table.rows()->cell(row, 0));
    return names;
  }
  OwnFolder folder;
  geo::Id<geo::Partner> partner_id;
  geo::Id<geo::EmissionSource> source_id;
  geo::Id<geo::SinkSite> field_id, wood_id;
  geo::Id<geo::Layer> layer_id;
  Workspace w{[] {}};
};

// ---- columns

TEST(ColumnLookOf, AreasAndMassesAreSummedCodesYearsAndRatesAreNot) {
  const auto sums = [](const char* name, std::vector<double> values) { return look_of(numbers(name, values)).has_sum; };
  EXPECT_TRUE(sums("pinta_ala_m2", {1.5, 2.5}));
  EXPECT_TRUE(sums("area", {100, 250}));
  EXPECT_TRUE(sums("co2_kg", {1e6, 2e6}));
  EXPECT_TRUE(sums("paikkoja_y", {3, 40}));
  EXPECT_FALSE(sums("volume_m3_ha", {120.5, 80}));
  EXPECT_FALSE(sums("osuus_ala", {0.5, 0.2}));
  EXPECT_FALSE(sums("mean_age", {60, 80}));
  EXPECT_FALSE(sums("kunta_id", {837, 91}));
  EXPECT_FALSE(sums("year", {1990, 2004}));
  EXPECT_FALSE(sums("floors", {2, 5})) << "not known to be an amount";
}

TEST(ColumnLookOf, DecimalsAreEqualAndAsManyAsTheValuesNeed) {
  EXPECT_EQ(look_of(numbers("area", {1, 2, 3000})).decimals, 0);
  EXPECT_EQ(look_of(numbers("area", {1.5, 2.25, 3})).decimals, 2);
  EXPECT_EQ(look_of(numbers("area", {1234.56789012, 2345.67890123})).decimals, 1) << "computed: four digits are enough";
  EXPECT_EQ(look_of(numbers("share", {0.00123456, 0.00234567})).decimals, 6);
  EXPECT_FALSE(look_of(numbers("valmis", {1956, 2004, 1988})).is_grouped) << "years are not grouped";
  EXPECT_FALSE(look_of(numbers("postinumero", {20'100, 33'100})).is_grouped);
  EXPECT_TRUE(look_of(numbers("area", {20'100, 33'100})).is_grouped);
}

TEST_F(TableTest, CellsOfACodeHaveAllTheirDigits) {
  auto features = std::make_shared<geo::Features>();
  features->columns.push_back({"fid", std::vector<std::int64_t>{9'007'199'254'740'993}, {}});
  features->columns.push_back(numbers("area", {12'345.5}));
  features->append({}, 1);
  const TableRowsPtr rows = layer_rows(features);
  EXPECT_EQ(rows->cell(0, 0), "9007199254740993");
  set_language("fi");
  EXPECT_EQ(rows->cell(0, 1), "12\u202F345,5");
  set_language("en");
}

// ---- rows, order, filter

TEST_F(TableTest, ALayersRowsAreSortedNaturallyAndTheOtherWayAndNotAtAll) {
  open_layer();
  EXPECT_THAT(shown_names(), testing::ElementsAre("Kohde 10", "Kohde 9", "Älä", "Aitta", "=1+1", "Pieni \"a\"; b"));
  w.table.sort_by(0);
  wait();
  EXPECT_THAT(shown_names(), testing::ElementsAre("=1+1", "Aitta", "Kohde 9", "Kohde 10", "Pieni \"a\"; b", "Älä"));
  w.table.sort_by(0);
  wait();
  EXPECT_EQ(shown_names().front(), "Älä");
  w.table.sort_by(0);
  wait();
  EXPECT_EQ(shown_names().front(), "Kohde 10");
  w.table.sort_by(2);
  wait();
  EXPECT_EQ(w.table.shown().front(), 5u) << "numbers begin with the largest";
}

TEST_F(TableTest, TheFilterCountsAndSumsWhatItLetsThrough) {
  open_layer();
  EXPECT_NEAR(w.table.sum(2).value(), 1000.5 * 21, 1e-9);
  EXPECT_FALSE(w.table.sum(3)) << "years have no sum";
  w.table.query().text = "kohde";
  wait();
  EXPECT_THAT(shown_names(), testing::ElementsAre("Kohde 10", "Kohde 9"));
  EXPECT_NEAR(w.table.sum(2).value(), 1000.5 * 3, 1e-9);
  w.table.set_condition({"area_m2", {}, 1500, {}, {}});
  wait();
  EXPECT_THAT(shown_names(), testing::ElementsAre("Kohde 10"));
  w.table.set_condition({"area_m2", {}, {}, {}, {}});
  w.table.query().text.clear();
  w.table.set_condition({"use", {}, {}, {}, {"AK"}});
  wait();
  EXPECT_EQ(w.table.shown().size(), 3u);
  w.table.clear_filter();
  wait();
  EXPECT_EQ(w.table.shown().size(), 6u);
}

TEST_F(TableTest, ThePlansSinksHaveAreaAndRemovalAndTheSumFollowsAnEdit) {
  w.table.open = true;
  w.table.show({TableKind::sink_sites, {}});
  wait();
  const TableRows& rows = *w.table.rows();
  ASSERT_EQ(rows.count, 2u);
  std::size_t area = 0, removal = 0;
  for (std::size_t c = 0; c < rows.columns.size(); ++c) {
    if (rows.columns[c].unit == "ha") area = c;
    if (rows.columns[c].unit.starts_with("t")) removal = c;
  }
  ASSERT_NE(area, 0u);
  ASSERT_NE(removal, 0u);
  EXPECT_NEAR(w.table.sum(area).value(), 4.5, 0.01);
  EXPECT_GT(w.table.sum(removal).value(), 0);
  geo::SinkSite after = *w.plan().sink_sites().find(wood_id);
  after.given_area_ha = 10;
  geo::Edit edit;
  edit.set(w.plan(), wood_id, after);
  w.edit(std::move(edit));
  wait();
  EXPECT_NEAR(w.table.sum(area).value(), 10.5, 0.01);
  w.undo();
  wait();
  EXPECT_NEAR(w.table.sum(area).value(), 4.5, 0.01);
}

TEST_F(TableTest, SourcesShowTheYearsMassByGasAndInAll) {
  w.table.open = true;
  w.table.show({TableKind::emission_sources, {}});
  w.set_year(2020);
  wait();
  const TableRows& rows = *w.table.rows();
  double all = 0, parts = 0;
  for (const TableColumn& column : rows.columns)
    if (column.unit.starts_with("t")) (all == 0 ? all : parts) += column.values->number(0);
  EXPECT_NEAR(all, 100 + 10 * geo::gwp100(geo::Gas::ch4_biogenic, w.plan().info().gwp_set), 1e-9);
  EXPECT_NEAR(parts, all, 1e-9);
  w.set_year(2021);
  wait();
  EXPECT_EQ(w.table.rows()->cell(0, 3), "") << "a year without a figure is not zero";
}

// ---- selection, both ways

TEST_F(TableTest, RowsAndFeaturesAreSelectedBothWays) {
  open_layer();
  take_row(w, 1, RowTaking::alone);
  EXPECT_EQ(w.selection.features.layer, layer_id);
  EXPECT_TRUE(w.selection.features.contains(1));
  EXPECT_EQ(w.selection.count(), 1u);
  take_row(w, 3, RowTaking::toggle);
  EXPECT_EQ(w.selection.count(), 2u);
  take_row(w, 5, RowTaking::up_to);
  EXPECT_EQ(w.selection.count(), 3u) << "from the last one taken: rows 3 to 5";
  take_row(w, 1, RowTaking::up_to);
  EXPECT_EQ(w.selection.count(), 3u) << "the range turns round where it began: rows 1 to 3";
  invert_shown(w);
  EXPECT_EQ(w.selection.count(), 3u);
  EXPECT_TRUE(is_row_selected(w, 0));
  EXPECT_FALSE(is_row_selected(w, 2));
  select_shown(w);
  EXPECT_EQ(w.selection.count(), 6u);
  EXPECT_EQ(w.state.selected_rows.size(), 1u) << "the map draws them";

  const std::vector<MapHit> hits = hits_at(w, {240'250, 6'711'050});
  ASSERT_EQ(hits.size(), 1u);
  w.select(selection_of(w, hits.front()));
  wait();
  EXPECT_TRUE(is_row_selected(w, 1));
  EXPECT_EQ(selected_row_count(w), 1u);
  EXPECT_EQ(w.table.cursor, 1u);
}

TEST_F(TableTest, TheTableFollowsWhatIsSelectedElsewhere) {
  open_layer();
  w.select(Selection::of({wood_id}));
  wait();
  EXPECT_EQ(w.table.subject().kind, TableKind::sink_sites);
  ASSERT_TRUE(w.table.cursor);
  EXPECT_TRUE(is_row_selected(w, *w.table.cursor));
  move_row(w, -1, false);
  EXPECT_TRUE(w.selection.contains(field_id));
  move_row(w, 1, true);
  EXPECT_EQ(w.selection.count(), 2u);
}

TEST_F(TableTest, WhatIsGoneIsNoLongerSelected) {
  w.select(Selection::of({field_id, wood_id}));
  geo::Edit edit;
  edit.remove(w.plan(), wood_id);
  w.edit(std::move(edit));
  wait();
  EXPECT_EQ(w.selection.count(), 1u);
  EXPECT_TRUE(w.selection.contains(field_id));
  w.select({});
  open_layer();
  select_shown(w);
  ASSERT_EQ(w.selection.features.count(), 6u);
  w.derived.reload(layer_id);
  wait();
  EXPECT_TRUE(w.selection.empty()) << "rows of another reading of the file may be other features";
}

TEST_F(TableTest, DeletingSeveralThingsIsOneStepAndFreesWhatRefersToThem) {
  w.select(Selection::of({partner_id, field_id, wood_id}));
  const geo::Plan before = w.plan();
  w.delete_selected();
  EXPECT_TRUE(w.plan().sink_sites().empty());
  EXPECT_TRUE(w.plan().partners().empty());
  EXPECT_FALSE(w.plan().emission_sources().find(source_id)->partner);
  w.undo();
  EXPECT_EQ(w.plan(), before);
  w.select(Selection::of({partner_id, source_id}));
  w.delete_selected();
  EXPECT_TRUE(w.plan().emission_sources().empty()) << "what goes itself needs no freeing";
  w.undo();
  EXPECT_EQ(w.plan(), before);
}

TEST_F(TableTest, FeaturesOfAFileAreNotDeleted) {
  open_layer();
  select_shown(w);
  const std::uint64_t revision = w.session().revision();
  w.delete_selected();
  EXPECT_EQ(w.session().revision(), revision);
  EXPECT_TRUE(w.plan().layers().find(layer_id));
}

TEST(SelectionValue, TogglesTakeInAndOutAndTheLastOneCounts) {
  const geo::Id<geo::SinkSite> a{1}, b{2};
  Selection s = toggled(Selection{}, a);
  s = toggled(s, b);
  EXPECT_EQ(s.count(), 2u);
  EXPECT_EQ(s.thing, render::PlanThing(b));
  s = toggled(s, b);
  EXPECT_EQ(s.thing, render::PlanThing(a));
  s = toggled(s, a);
  EXPECT_TRUE(s.empty());
  EXPECT_EQ(joined(Selection::of({a}), Selection::of({a, b})).count(), 2u);
  EXPECT_EQ(joined(Selection::of({a}), Selection{}).count(), 1u);
}

// ---- the filter on the map

TEST_F(TableTest, ShowingOnlyTheseRowsOnTheMapIsAnEditThatHidesTheOthers) {
  open_layer();
  w.table.set_condition({"use", {}, {}, {}, {"AK"}});
  wait();
  ASSERT_TRUE(run(command("table.map-filter"), w));
  wait();
  EXPECT_EQ(w.plan().layers().find(layer_id)->filter.size(), 1u);
  EXPECT_TRUE(hits_at(w, {240'050, 6'711'050}).empty()) << "T is hidden and can not be hit";
  EXPECT_EQ(hits_at(w, {240'250, 6'711'050}).size(), 1u);
  EXPECT_TRUE(map_has_table_filter(w));
  ASSERT_TRUE(run(command("table.map-filter"), w));
  EXPECT_TRUE(w.plan().layers().find(layer_id)->filter.empty());
  w.undo();
  EXPECT_EQ(w.plan().layers().find(layer_id)->filter.size(), 1u);
}

// ---- places and boxes

TEST_F(TableTest, ClicksOnOnePlaceGoThroughAllThatLiesThere) {
  const geo::MapPoint place{240'840, 6'711'040};
  const std::vector<MapHit> hits = hits_at(w, place);
  ASSERT_EQ(hits.size(), 2u);
  EXPECT_EQ(hits[0].feature, 5u) << "the smaller square lies in the larger";
  ClickCycle cycle;
  EXPECT_EQ(cycle.click(hits, place, 8)->feature, 5u);
  EXPECT_EQ(cycle.click(hits, {place.x_m + 3, place.y_m}, 8)->feature, 4u);
  EXPECT_EQ(cycle.click(hits, place, 8)->feature, 5u);
  EXPECT_EQ(cycle.click(hits, {place.x_m + 30, place.y_m}, 8)->feature, 5u) << "another place begins anew";
  EXPECT_FALSE(cycle.click({}, place, 8));
}

TEST_F(TableTest, ABoxTakesThePlansThingsOrTheFeaturesOfTheOpenTable) {
  const geo::MapBox all{239'000, 6'709'000, 242'000, 6'712'000};
  EXPECT_EQ(selection_in(w, all).count(), 4u) << "two sinks, a source, a partner";
  EXPECT_TRUE(selection_in(w, all).features.empty());
  const geo::MapBox squares{240'150, 6'710'990, 240'450, 6'711'200};
  EXPECT_EQ(selection_in(w, squares).features.count(), 2u) << "no thing of the plan there";
  open_layer();
  EXPECT_EQ(selection_in(w, all).features.count(), 6u);
  EXPECT_TRUE(selection_in(w, {0, 0, 1, 1}).empty());
}

TEST_F(TableTest, ALayerThatIsHiddenOrOutOfScaleIsNotHit) {
  const geo::MapPoint place{240'050, 6'711'050};
  ASSERT_EQ(hits_at(w, place).size(), 1u);
  const auto change = [&](auto&& f) {
    geo::Layer after = *w.plan().layers().find(layer_id);
    f(after);
    geo::Edit edit;
    edit.set(w.plan(), layer_id, after);
    w.edit(std::move(edit));
    wait();
  };
  change([](geo::Layer& layer) { layer.finest_scale = 50'000; });
  EXPECT_TRUE(hits_at(w, place).empty());
  change([](geo::Layer& layer) { layer.finest_scale.reset(); });
  EXPECT_EQ(hits_at(w, place).size(), 1u);
  change([](geo::Layer& layer) { layer.visible = false; });
  EXPECT_TRUE(hits_at(w, place).empty());
}

// ---- text for other programs

TEST(TableText, CsvQuotesWhatNeedsItAndHidesFormulas) {
  auto features = std::make_shared<geo::Features>();
  features->columns.push_back(texts(
      "nimi", {"plain", "semi;colon", "quote\"d", "=HYPERLINK(\"x\")", "@cmd", "-5 asukasta", "-5", "two\nlines"}));
  features->columns.push_back(numbers("x", {1.5, -2, 0.1, 1e-7, std::nan(""), 1e21, 7, 8}));
  for (int i = 0; i < 8; ++i) features->append({}, i);
  const TableRowsPtr rows = layer_rows(features);
  std::vector<std::uint32_t> all{0, 1, 2, 3, 4, 5, 6, 7};
  std::ostringstream out;
  geo::Progress progress;
  write_csv(out, *rows, all, csv_dialect("fi"), progress);
  EXPECT_EQ(out.str(),
            "\xEF\xBB\xBFnimi;x\r\n"
            "plain;1,5\r\n"
            "\"semi;colon\";-2\r\n"
            "\"quote\"\"d\";0,1\r\n"
            "\"'=HYPERLINK(\"\"x\"\")\";1e-07\r\n"
            "'@cmd;\r\n"
            "'-5 asukasta;1e+21\r\n"
            "-5;7\r\n"
            "\"two\nlines\";8\r\n");
  const std::string tabs = tab_separated(*rows, std::vector<std::uint32_t>{7, 4}, '.');
  EXPECT_EQ(tabs, "nimi\tx\ntwo lines\t8\n'@cmd\t\n");
}

TEST_F(TableTest, ExportWritesTheSelectedRowsBesideThePlan) {
  open_layer();
  w.table.sort_by(0);
  wait();
  take_row(w, 0, RowTaking::alone);
  take_row(w, 1, RowTaking::toggle);
  export_rows(w);
  wait();
  std::ifstream file(folder / "plan Squares.csv");
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_EQ(text.str(), "\xEF\xBB\xBFnimi,use,area_m2,year\r\n'=1+1,T,5002.5,2004\r\nAitta,AK,4002,2003\r\n");
}

// ---- sums of what is selected

TEST_F(TableTest, SelectedFeaturesAreMeasuredTogether) {
  open_layer();
  take_row(w, 0, RowTaking::alone);
  take_row(w, 1, RowTaking::up_to);
  wait();
  ASSERT_TRUE(w.selected_sums.value());
  EXPECT_NEAR(w.selected_sums.value()->area_ha, 2.0, 0.01);
  EXPECT_NEAR(w.selected_sums.value()->edge_m, 800, 2);
  ASSERT_EQ(w.selected_sums.value()->sums.size(), 1u);
  EXPECT_NEAR(w.selected_sums.value()->sums[0].value, 3001.5, 1e-9);
  w.select({});
  wait();
  EXPECT_FALSE(w.selected_sums.value());
}

}  // namespace
}  // namespace app
