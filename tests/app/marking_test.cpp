// The tools without a window: each finished action is one edit that undo takes back whole.
#include "app/tools/marking.hpp"

#include "app/session.hpp"
#include "app/tools/findings.hpp"
#include "app/tools/hint.hpp"
#include "app/tools/measuring.hpp"
#include "app/tools/shape_actions.hpp"
#include "app/workspace.hpp"
#include "geo/crs.hpp"
#include "tests/app/own_folder.hpp"

#include <fmt/format.h>

#include <cmath>
#include <filesystem>
#include <unistd.h>

namespace app {
namespace {

namespace fs = std::filesystem;
using geo::MapPoint;

/// A plan round (240 000, 6 710 000): a field of 200 m, a landfill part beside it and a source on the field.
struct MarkingTest : testing::Test {
  MarkingTest() {
    folder = fs::temp_directory_path() / fmt::format("hiilitie_marking_{}", getpid());
    fs::remove_all(folder);
    fs::create_directories(folder);
    const std::string path = (folder / "plan.sqlite").string();
    geo::PlanInfo info;
    info.name = "Test";
    geo::Plan plan(info);
    geo::Edit edit;
    geo::SinkSite site;
    site.name = "Field";
    site.geometry = geo::Geometry::polygon({at(0, 0), at(200, 0), at(200, 200), at(0, 200)});
    field = edit.add(plan, site);
    geo::LandfillPart part;
    part.name = "Old part";
    part.geometry = geo::Geometry::polygon({at(200, 0), at(300, 0), at(300, 200), at(200, 200)});
    landfill = edit.add(plan, part);
    geo::EmissionSource source;
    source.name = "Boilers";
    source.series = {{2020, geo::Gas::co2_fossil, 100}, {2020, geo::Gas::ch4_biogenic, 10}};
    source.geometry = geo::Geometry::polygon({at(0, 500), at(90, 500), at(90, 560), at(0, 560)});
    boilers = edit.add(plan, source);
    (void)layers::PlanStore::create(path, *geo::applied(std::make_shared<const geo::Plan>(plan), edit));
    w.camera.width_px = 800;
    w.camera.height_px = 600;
    w.take(std::make_unique<Session>(path));
    start = w.session().plan();
  }

  static MapPoint at(double x_m, double y_m) { return {240'000 + x_m, 6'710'000 + y_m}; }
  static MapPointer pointer(double x_m, double y_m) { return {at(x_m, y_m), 1}; }
  void click(double x_m, double y_m) { w.marking.click(w, pointer(x_m, y_m), false); }
  void drag(MapPointer from, MapPointer to) {
    w.marking.point_at(w, from);
    ASSERT_TRUE(w.marking.press(w, from));
    w.marking.point_at(w, MapPointer{{(from.place.x_m + to.place.x_m) / 2, (from.place.y_m + to.place.y_m) / 2}, 1});
    w.marking.point_at(w, to);
    w.marking.release(w);
  }
  void type(std::string_view text) {
    for (const char c : text) EXPECT_TRUE(w.marking.type(w, static_cast<char32_t>(c))) << c;
  }
  const geo::SinkSite& site() { return *w.plan().sink_sites().find(field); }
  /// One edit was made, and undo and redo go there and back.
  void expect_one_edit() {
    ASSERT_EQ(w.session().history().done().size(), 1u);
    EXPECT_FALSE(w.session().history().done().back().what.text.empty());
    const geo::Plan after = w.plan();
    EXPECT_FALSE(after == *start);
    w.undo();
    EXPECT_EQ(w.plan(), *start);
    w.redo();
    EXPECT_EQ(w.plan(), after);
  }

  OwnFolder folder;
  Workspace w{[] {}};
  geo::PlanPtr start;
  geo::Id<geo::SinkSite> field;
  geo::Id<geo::LandfillPart> landfill;
  geo::Id<geo::EmissionSource> boilers;
};

TEST_F(MarkingTest, AnAreaIsDrawnOntoTheCornersOfAnother) {
  w.marking.choose(w, Tool::draw_area);
  click(203, 204);  // within ten pixels of the field's corner
  click(196, 6);
  click(400, -100);
  w.marking.finish(w);
  ASSERT_EQ(w.plan().sink_sites().size(), 2u);
  const geo::Geometry& drawn = (*std::prev(w.plan().sink_sites().end()))->geometry;
  EXPECT_EQ(drawn.parts[0].rings[0][0], at(200, 200));
  EXPECT_EQ(drawn.parts[0].rings[0][1], at(200, 0));
  EXPECT_EQ(w.marking.tool(), Tool::select);
  EXPECT_EQ(w.selection.thing, render::PlanThing(std::prev(w.plan().sink_sites().end())->id));
  expect_one_edit();
}

TEST_F(MarkingTest, WithAltOrWithoutSnappingThePlaceIsThePointers) {
  w.marking.choose(w, Tool::draw_area);
  MapPointer free = pointer(203, 204);
  free.alt = true;
  w.marking.click(w, free, false);
  EXPECT_EQ(w.marking.drawing()->corners().back(), at(203, 204));
  w.marking.snapping = false;
  click(196, 6);
  EXPECT_EQ(w.marking.drawing()->corners().back(), at(196, 6));
}

TEST_F(MarkingTest, WhatADrawnShapeBecomesIsTheKindThatWasChosen) {
  struct Case {
    Tool tool;
    ThingKind kind;
    std::size_t table;
  };
  using enum ThingKind;
  for (const auto& [tool, kind] : {std::pair(Tool::draw_area, business_area),
                                   {Tool::rectangle, landfill_part},
                                   {Tool::circle, partner},
                                   {Tool::draw_line, emission_source},
                                   {Tool::draw_line, surrounding},
                                   {Tool::mark_point, partner},
                                   {Tool::mark_point, compensation},
                                   {Tool::mark_point, emission_source},
                                   {Tool::draw_area, surrounding}}) {
    w.marking.choose(w, tool);
    DrawnThing thing = w.marking.thing();
    thing.kind = kind;
    w.marking.set_thing(w, thing);
    const std::string name = w.marking.thing().name;
    click(1000, 1000);
    if (tool != Tool::mark_point) click(1100, 1100);
    if (tool == Tool::draw_area) click(1000, 1200);
    w.marking.finish(w);
    EXPECT_EQ(w.marking.tool(), Tool::select) << static_cast<int>(tool);
    ASSERT_NE(w.selection.thing.index(), 0u) << static_cast<int>(kind);
    EXPECT_EQ(name_of(w.plan(), w.selection.thing), name);
    w.undo();
    EXPECT_EQ(w.plan(), *start);
  }
}

TEST_F(MarkingTest, TheKindIsRememberedAndANameThatNobodyChoseFollowsIt) {
  w.marking.choose(w, Tool::draw_area);
  DrawnThing thing = w.marking.thing();
  EXPECT_EQ(thing.kind, ThingKind::sink);
  thing.kind = ThingKind::business_area;
  w.marking.set_thing(w, thing);
  EXPECT_EQ(w.marking.thing().name, free_name(w.plan(), ThingKind::business_area));
  thing = w.marking.thing();
  thing.name = "Harbour";
  thing.kind = ThingKind::sink;
  w.marking.set_thing(w, thing);
  EXPECT_EQ(w.marking.thing().name, "Harbour");
  w.marking.choose(w, Tool::mark_point);
  EXPECT_EQ(w.marking.thing().kind, ThingKind::sink);
}

TEST_F(MarkingTest, ATypedLengthIsTheGeodesicLengthOfTheEdge) {
  w.marking.choose(w, Tool::draw_line);
  click(1000, 1000);
  w.marking.point_at(w, pointer(1300, 1000));
  type("119,5");
  EXPECT_TRUE(w.marking.next_field());
  type("233");
  EXPECT_TRUE(w.marking.enter(w));
  EXPECT_TRUE(w.marking.typed.empty());
  ASSERT_EQ(w.marking.drawing()->corners().size(), 2u);
  const auto& placed = w.marking.drawing()->corners();
  EXPECT_NEAR(geo::geodesic_length_m(geo::Geometry::line({placed[0], placed[1]}), w.map_crs()), 119.5, 1e-6);
  EXPECT_NEAR(geo::grid_direction_deg(placed[0], placed[1]), 233, 1e-6);
  // A length alone goes where the pointer is.
  w.marking.point_at(w, MapPointer{{placed[1].x_m, placed[1].y_m + 50}, 1});
  type("10");
  w.marking.enter(w);
  EXPECT_NEAR(geo::grid_direction_deg(placed[1], w.marking.drawing()->corners()[2]), 0, 1e-6);
  w.marking.enter(w);
  expect_one_edit();
}

TEST_F(MarkingTest, TypedCoordinatesArePlacedNorthFirst) {
  for (const std::string text : {"6710300 240400", "N6710300 E240400", "6710300,0E240400"}) {
    w.marking.choose(w, Tool::mark_point);
    w.marking.typed.activate(TypedField::place);
    type(text);
    ASSERT_TRUE(w.marking.enter(w)) << text;
    ASSERT_NE(w.selection.thing.index(), 0u) << text;
    EXPECT_EQ(geo::label_point(*geometry_of(w.plan(), w.selection.thing)), at(400, 300)) << text;
    w.undo();
  }
  w.marking.choose(w, Tool::draw_area);
  for (const std::string text : {",", "12", "1 2 3", "--4 5"}) {
    w.marking.typed.clear();
    w.marking.typed.activate(TypedField::place);
    type(text);
    w.marking.enter(w);
    EXPECT_TRUE(w.marking.drawing()->corners().empty()) << text;
  }
}

TEST_F(MarkingTest, LettersThatAreKeysOfToolsAreNotTyped) {
  w.marking.choose(w, Tool::draw_area);
  click(1000, 1000);
  for (const char32_t c : {U'n', U'v', U'e', U' ', U'ä', U'\U0001F600'}) EXPECT_FALSE(w.marking.type(w, c));
  w.marking.choose(w, Tool::select);
  EXPECT_FALSE(w.marking.type(w, U'1'));
}

TEST_F(MarkingTest, ShiftTurnsAnEdgeToTheNearestEighth) {
  w.marking.choose(w, Tool::draw_area);
  click(1000, 1000);
  click(1100, 1000);
  MapPointer turned = pointer(1110, 1093);
  turned.shift = true;
  w.marking.click(w, turned, false);
  const MapPoint placed = w.marking.drawing()->corners().back();
  EXPECT_NEAR(placed.x_m, at(1100, 0).x_m, 1e-6);
  EXPECT_NEAR(placed.y_m, at(0, 1093).y_m, 1e-6);
}

TEST_F(MarkingTest, UndoInsideADrawingTakesBackItsCornersAndThenThePlansEdits) {
  w.marking.choose(w, Tool::draw_area);
  click(1000, 1000);
  click(1100, 1000);
  w.undo();
  EXPECT_EQ(w.marking.drawing()->corners().size(), 1u);
  w.redo();
  EXPECT_EQ(w.marking.drawing()->corners().size(), 2u);
  EXPECT_EQ(w.plan(), *start);
  w.undo();
  w.undo();
  w.undo();
  EXPECT_TRUE(w.marking.drawing()->corners().empty());
}

TEST_F(MarkingTest, ARectangleFromOneSideHasRightAngles) {
  w.marking.choose(w, Tool::rectangle);
  w.marking.set_by_side(true);
  click(1000, 1000);
  click(1030, 1040);
  click(1200, 1000);
  ASSERT_EQ(w.plan().sink_sites().size(), 2u);
  const auto& ring = (*std::prev(w.plan().sink_sites().end()))->geometry.parts[0].rings[0];
  ASSERT_EQ(ring.size(), 5u);
  const double dot = (ring[1].x_m - ring[0].x_m) * (ring[2].x_m - ring[1].x_m) +
                     (ring[1].y_m - ring[0].y_m) * (ring[2].y_m - ring[1].y_m);
  EXPECT_NEAR(dot, 0, 1e-5);
  expect_one_edit();
}

TEST_F(MarkingTest, ACornerIsDraggedAndSnapsWhileTheFiguresFollow) {
  w.select({field, {}});
  w.marking.choose(w, Tool::edit_vertices);
  ASSERT_TRUE(w.marking.outline());
  const MapPointer corner = pointer(3, 202);
  w.marking.point_at(w, corner);
  ASSERT_TRUE(w.marking.press(w, corner));
  w.marking.point_at(w, pointer(40, 260));
  ASSERT_TRUE(w.marking.live_shape(field));
  EXPECT_NE(geo::planar_area_m2(*w.marking.live_shape(field)), 40'000);
  EXPECT_EQ(w.plan(), *start);
  w.marking.point_at(w, pointer(5, 497));  // near the source's corner
  w.marking.release(w);
  EXPECT_FALSE(w.marking.live_shape(field));
  EXPECT_EQ(site().geometry.parts[0].rings[0][3], at(0, 500));
  w.undo();
  EXPECT_EQ(w.plan(), *start);
}

TEST_F(MarkingTest, TheMiddleOfAnEdgeBecomesACornerThatDeleteRemoves) {
  w.select({field, {}});
  w.marking.choose(w, Tool::edit_vertices);
  drag(pointer(100, 1), pointer(100, -50));
  EXPECT_EQ(geo::corners(site().geometry).size(), 5u);
  const geo::Plan with_corner = w.plan();
  ASSERT_TRUE(w.marking.outline()->chosen());
  EXPECT_TRUE(w.marking.remove_chosen_corner(w));
  EXPECT_EQ(w.plan(), *start);
  EXPECT_EQ(w.session().history().done().size(), 2u);
  w.undo();
  EXPECT_EQ(w.plan(), with_corner);
  w.undo();
  EXPECT_EQ(w.plan(), *start);
}

TEST_F(MarkingTest, AClickThatDragsNothingChangesNothing) {
  w.select({field, {}});
  w.marking.choose(w, Tool::edit_vertices);
  for (const MapPointer& p : {pointer(0, 0), pointer(100, 0), pointer(80, 80)}) {
    w.marking.point_at(w, p);
    ASSERT_TRUE(w.marking.press(w, p));
    w.marking.release(w);
    EXPECT_EQ(w.plan(), *start);
    EXPECT_TRUE(w.session().history().done().empty());
  }
}

TEST_F(MarkingTest, AnOutlineThatWouldCrossItselfIsRefusedInWords) {
  w.select({field, {}});
  w.marking.choose(w, Tool::edit_vertices);
  drag(pointer(0, 0), pointer(350, 100));
  EXPECT_EQ(w.plan(), *start);
  EXPECT_EQ(w.marking.outline()->shape(), site().geometry);
  ASSERT_FALSE(w.toasts.shown().empty());
  EXPECT_FALSE(w.toasts.shown().back().title.empty());
}

TEST_F(MarkingTest, EscPutsADraggedThingBack) {
  w.select({field, {}});
  w.marking.choose(w, Tool::edit_vertices);
  w.marking.point_at(w, pointer(0, 0));
  ASSERT_TRUE(w.marking.press(w, pointer(0, 0)));
  w.marking.point_at(w, pointer(50, 50));
  EXPECT_TRUE(w.marking.cancel(w));
  w.marking.release(w);
  EXPECT_EQ(w.plan(), *start);
  EXPECT_EQ(w.marking.tool(), Tool::edit_vertices);
  EXPECT_TRUE(w.marking.cancel(w));
  EXPECT_EQ(w.marking.tool(), Tool::select);
}

TEST_F(MarkingTest, AThingIsMovedWholeAndItsCornerSnapsToAnother) {
  w.marking.choose(w, Tool::move);
  drag(pointer(1, 1), pointer(88, 503));  // its corner onto the source's corner
  EXPECT_EQ(site().geometry.parts[0].rings[0][0], at(90, 500));
  EXPECT_NEAR(geo::planar_area_m2(site().geometry), 40'000, 1e-6);
  expect_one_edit();
}

TEST_F(MarkingTest, SplittingKeepsTheAreaAndSharesOutTheMasses) {
  w.select({boilers, {}});
  w.marking.choose(w, Tool::split);
  w.marking.snapping = false;
  click(30, 400);
  click(30, 700);
  w.marking.finish(w);
  ASSERT_EQ(w.plan().emission_sources().size(), 2u);
  double area_m2 = 0;
  double co2_t = 0;
  for (const auto& source : w.plan().emission_sources()) {
    area_m2 += geo::planar_area_m2(source->geometry);
    co2_t += source->series.front().mass_t;
  }
  EXPECT_NEAR(area_m2, 5400, 1e-6);
  EXPECT_NEAR(co2_t, 100, 1e-9);
  EXPECT_EQ(w.selection.thing, render::PlanThing(boilers));
  expect_one_edit();
}

TEST_F(MarkingTest, AHoleIsCutIntoTheAreaUnderIt) {
  w.marking.choose(w, Tool::cut_hole);
  click(50, 50);
  click(100, 50);
  click(100, 100);
  click(50, 100);
  w.marking.finish(w);
  ASSERT_EQ(site().geometry.parts[0].rings.size(), 2u);
  EXPECT_NEAR(geo::planar_area_m2(site().geometry), 37'500, 1e-6);
  expect_one_edit();
}

TEST_F(MarkingTest, ACutThatMissesIsRefusedAndTheDrawingStays) {
  w.select({field, {}});
  w.marking.choose(w, Tool::cut_hole);
  click(1050, 1050);
  click(1100, 1050);
  click(1100, 1100);
  w.marking.finish(w);
  EXPECT_EQ(w.plan(), *start);
  ASSERT_TRUE(w.marking.drawing());
  EXPECT_EQ(w.marking.drawing()->corners().size(), 3u);
  EXPECT_FALSE(w.toasts.shown().empty());
}

TEST_F(MarkingTest, OnlyAreasOfTheSameKindMerge) {
  w.marking.choose(w, Tool::merge);
  click(100, 100);
  EXPECT_EQ(w.selection.thing, render::PlanThing(field));
  click(250, 100);
  EXPECT_EQ(w.plan(), *start);
  EXPECT_FALSE(w.toasts.shown().empty());
  geo::Edit edit;
  geo::SinkSite other;
  other.name = "Neighbour";
  other.geometry = geo::Geometry::polygon({at(-100, 0), at(0, 0), at(0, 200), at(-100, 200)});
  edit.add(w.plan(), other);
  w.edit(edit);
  start = w.session().plan();
  click(-50, 100);
  ASSERT_EQ(w.plan().sink_sites().size(), 1u);
  EXPECT_EQ(site().name, "Field");
  EXPECT_NEAR(geo::planar_area_m2(site().geometry), 60'000, 1e-6);
  w.undo();
  EXPECT_EQ(w.plan(), *start);
}

TEST_F(MarkingTest, MergingKeepsWhatReferredToTheOther) {
  geo::Edit edit;
  geo::Partner a, b;
  a.name = "A";
  b.name = "B";
  a.geometry = geo::Geometry::polygon({at(600, 0), at(700, 0), at(700, 100)});
  b.geometry = geo::Geometry::polygon({at(700, 0), at(800, 0), at(700, 100)});
  const auto keep = edit.add(w.plan(), a);
  const auto gone = edit.add(w.plan(), b);
  geo::EmissionSource source;
  source.name = "Of B";
  source.partner = gone;
  const auto of_b = edit.add(w.plan(), source);
  w.edit(edit);
  const geo::Plan before = w.plan();
  const auto merge = merge_edit(w.plan(), keep, gone);
  ASSERT_TRUE(merge) << geo::english(merge.refusal);
  w.edit(*merge);
  EXPECT_EQ(w.plan().emission_sources().find(of_b)->partner, keep);
  EXPECT_FALSE(w.plan().partners().find(gone));
  w.undo();
  EXPECT_EQ(w.plan(), before);
}

TEST_F(MarkingTest, ADuplicateLiesBesideWithANameOfItsOwnAndNoMasses) {
  render::PlanThing copy;
  w.edit(duplicate_edit(w.plan(), boilers, {50, -50}, copy));
  const auto twin = w.plan().emission_sources().find(std::get<geo::Id<geo::EmissionSource>>(copy));
  ASSERT_TRUE(twin);
  EXPECT_EQ(twin->name, "Boilers 2");
  EXPECT_TRUE(twin->series.empty());
  EXPECT_EQ(geo::corner(twin->geometry, {0, 0, 0}), at(50, 450));
  expect_one_edit();
}

TEST_F(MarkingTest, MeasuringChangesNothingAndStaysUntilTheNextClick) {
  w.marking.choose(w, Tool::measure);
  w.marking.snapping = false;
  click(0, 0);
  click(300, 0);
  click(300, 400);
  EXPECT_TRUE(w.marking.enter(w));
  EXPECT_TRUE(w.marking.has_ended());
  const Measured figures = measured(w.marking.drawing()->corners(), w.map_crs());
  ASSERT_EQ(figures.edges.size(), 2u);
  EXPECT_NEAR(figures.grid_m, 700, 1e-9);
  // Far from the middle meridian the grid is longer than the land.
  EXPECT_GT(figures.grid_m, figures.geodesic_m);
  EXPECT_NEAR(figures.edges[1].total_geodesic_m, figures.geodesic_m, 1e-9);
  ASSERT_TRUE(figures.area);
  EXPECT_NEAR(figures.area->grid_ha, 6, 1e-9);
  EXPECT_NE(measured_text(figures).find('\t'), std::string::npos);
  EXPECT_EQ(w.plan(), *start);
  click(900, 900);
  EXPECT_FALSE(w.marking.has_ended());
  EXPECT_EQ(w.marking.drawing()->corners().size(), 1u);
}

TEST_F(MarkingTest, WhatLiesOnAnAreaIsFound) {
  const geo::Geometry area = geo::Geometry::polygon({at(150, 50), at(260, 50), at(260, 150), at(150, 150)});
  const Findings found = findings(w.plan(), area, {});
  ASSERT_EQ(found.met.size(), 2u);
  EXPECT_TRUE(found.met[0].doubtful);
  EXPECT_NEAR(found.met[0].shared_ha + found.met[1].shared_ha, 1.1, 1e-9);
  EXPECT_EQ(findings(w.plan(), area, landfill).met.size(), 1u);
  EXPECT_TRUE(findings(w.plan(), geo::Geometry::polygon({at(0, 0), at(9, 9), at(9, 0), at(0, 9)}), {}).met.empty());
}

TEST_F(MarkingTest, EachStateOfEachToolHasAHintThatNamesItsKeys) {
  for (int i = 0; i < static_cast<int>(tool_count); ++i) {
    const Tool tool = static_cast<Tool>(i);
    w.select({field, {}});
    w.marking.choose(w, tool);
    const Hint first = hint_of(w);
    EXPECT_EQ(first.what.empty(), tool == Tool::select || tool == Tool::pan) << id_of(tool);
    if (!places_corners(tool) || tool == Tool::mark_point) continue;
    click(1000, 1000);
    const Hint second = hint_of(w);
    EXPECT_NE(second.what, first.what) << id_of(tool);
    EXPECT_GT(second.keys.size(), first.keys.size()) << id_of(tool);
  }
}

TEST_F(MarkingTest, AThingThatGoesAwayLetsTheToolGo) {
  w.select({field, {}});
  w.marking.choose(w, Tool::edit_vertices);
  w.marking.point_at(w, pointer(0, 0));
  ASSERT_TRUE(w.marking.press(w, pointer(0, 0)));
  w.delete_selected();
  w.update();
  EXPECT_FALSE(w.marking.outline());
  w.marking.release(w);
  w.undo();
  EXPECT_EQ(w.plan(), *start);
}

}  // namespace
}  // namespace app
