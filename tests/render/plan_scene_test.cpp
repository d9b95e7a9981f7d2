#include "render/plan_scene.hpp"

#include "render/designed_symbol.hpp"

#include <algorithm>

namespace {

using geo::Geometry;
using render::PlanScene;
using render::PlanThing;
using render::PlanVisibility;
using render::Scene;

// Off the origin, as in TM35FIN.
constexpr double x0 = 244000, y0 = 6714000;

Geometry square(double x, double y, double side) {
  return Geometry::polygon(
      {{x0 + x, y0 + y}, {x0 + x + side, y0 + y}, {x0 + x + side, y0 + y + side}, {x0 + x, y0 + y + side}});
}
Geometry point(double x, double y) {
  return Geometry::point({x0 + x, y0 + y});
}

template <class T>
geo::Id<T> add(geo::Plan& plan, T value) {
  const geo::Id<T> id = plan.table<T>().next_id();
  plan.table<T>() = plan.table<T>().with(id, std::make_shared<const T>(std::move(value)));
  return id;
}

template <class T>
T thing(std::string name, Geometry geometry) {
  T out;
  out.name = std::move(name);
  out.geometry = std::move(geometry);
  return out;
}

struct Example {
  geo::Plan plan;
  geo::Id<geo::BusinessArea> area = add(plan, thing<geo::BusinessArea>("Topinpuisto", square(0, 0, 1000)));
  geo::Id<geo::LandfillPart> landfill;
  geo::Id<geo::SinkSite> sink;
  geo::Id<geo::Partner> partner = add(plan, thing<geo::Partner>("Gasum", point(500, 500)));
  geo::Id<geo::EmissionSource> source;
  geo::Id<geo::Surrounding> road;

  Example() {
    auto part = thing<geo::LandfillPart>("Vanha", square(100, 100, 200));
    part.closed_year = 2010;
    landfill = add(plan, part);
    auto site = thing<geo::SinkSite>("Pelto", square(1200, 0, 300));
    site.kind = geo::SinkKind::compensation;
    sink = add(plan, site);
    auto emission = thing<geo::EmissionSource>("Kaatopaikka", point(200, 200));
    emission.sector = geo::Sector::landfill;
    emission.series = {{2020, geo::Gas::ch4_biogenic, 800, {}}, {2023, geo::Gas::ch4_biogenic, 693, {}}};
    source = add(plan, emission);
    auto line = thing<geo::Surrounding>("Kehätie", Geometry::line({{x0 - 500, y0 + 700}, {x0 + 2000, y0 + 700}}));
    line.kind = geo::SurroundingKind::road;
    road = add(plan, line);
  }

  Scene scene(PlanScene& maker, int year = 2023, const PlanVisibility& visible = {},
              const PlanThing& selected = {}) const {
    Scene out;
    out.origin = {x0, y0};
    maker.add_to(out, plan, year, visible, selected);
    return out;
  }
};

const render::LabelCandidate* label_named(const Scene& scene, std::string_view name) {
  const auto found =
      std::find_if(scene.labels.begin(), scene.labels.end(), [&](const auto& l) { return l.text == name; });
  return found == scene.labels.end() ? nullptr : &*found;
}

TEST(PlanSceneDrawing, RemembersBatchesOfTablesThatDidNotChange) {
  Example example;
  PlanScene maker;
  const Scene first = example.scene(maker), second = example.scene(maker);
  ASSERT_EQ(first.above.size(), second.above.size());
  for (std::size_t i = 0; i < first.above.size(); ++i) EXPECT_EQ(first.above[i].batch, second.above[i].batch);
  add(example.plan, thing<geo::LandfillPart>("Uusi", square(400, 100, 50)));
  const Scene third = example.scene(maker);
  std::size_t changed = 0;
  for (std::size_t i = 0; i < first.above.size(); ++i) changed += first.above[i].batch != third.above[i].batch;
  EXPECT_EQ(changed, 1u);
}

TEST(PlanSceneDrawing, ShowsOnlyWhatIsVisible) {
  const Example example;
  PlanScene maker;
  const PlanVisibility nothing{false, false, false, false, false, false};
  const Scene empty = example.scene(maker, 2023, nothing);
  EXPECT_TRUE(empty.below.empty() && empty.above.empty() && empty.labels.empty());
  PlanVisibility one = nothing;
  one.partners = true;
  const Scene partners = example.scene(maker, 2023, one);
  EXPECT_EQ(partners.above.size(), 1u);
  EXPECT_TRUE(label_named(partners, "Gasum"));
  EXPECT_FALSE(label_named(partners, "Topinpuisto"));
}

TEST(PlanSceneDrawing, GivesLabelsTheirPriorities) {
  const Example example;
  PlanScene maker;
  const Scene scene = example.scene(maker);
  EXPECT_EQ(label_named(scene, "Topinpuisto")->priority, 2);
  EXPECT_EQ(label_named(scene, "Vanha")->priority, 3);
  EXPECT_EQ(label_named(scene, "Pelto")->priority, 3);
  const auto icons = std::count_if(scene.labels.begin(), scene.labels.end(), [](const auto& l) { return l.icon != 0; });
  EXPECT_EQ(icons, 2) << "the partner and the compensation site";
}

TEST(PlanSceneDrawing, OutlinesTheSelectedThingAndMovesItsLabelToTheTop) {
  const Example example;
  PlanScene maker;
  EXPECT_TRUE(example.scene(maker).selection.empty());
  const Scene scene = example.scene(maker, 2023, {}, example.sink);
  EXPECT_EQ(scene.selection.size(), 1u);
  EXPECT_EQ(label_named(scene, "Pelto")->priority, 1);
  EXPECT_EQ(label_named(scene, "Pelto")->colour, render::map_theme(render::ThemeKind::light).select);
  EXPECT_EQ(example.scene(maker, 2023, {}, example.sink).selection, scene.selection);
  EXPECT_TRUE(example.scene(maker, 2023, {}, geo::Id<geo::SinkSite>{99}).selection.empty()) << "a removed thing";
  EXPECT_EQ(example.scene(maker, 2023, {}, example.partner).selection.size(), 1u);
}

TEST(PlanSceneDrawing, DrawsThingsWithoutGeometryOrNameWithoutFailing) {
  Example example;
  add(example.plan, thing<geo::Partner>("Ilman paikkaa", {}));
  add(example.plan, thing<geo::EmissionSource>("Ilman paikkaa", {}));
  add(example.plan, thing<geo::SinkSite>("", square(0, 0, 0)));
  add(example.plan, geo::BusinessArea{});
  add(example.plan, thing<geo::LandfillPart>("", point(5, 5)));
  for (std::size_t kind = 0; kind < geo::EnumText<geo::SurroundingKind>::names.size(); ++kind)
    for (const Geometry& g : {Geometry{}, point(1, 1), square(0, 0, 5), Geometry::line({{x0, y0}, {x0 + 9, y0}})}) {
      auto around = thing<geo::Surrounding>("\xFF", g);
      around.kind = static_cast<geo::SurroundingKind>(kind);
      add(example.plan, around);
    }
  PlanScene maker;
  const Scene scene = example.scene(maker, -5000, {}, geo::Id<geo::BusinessArea>{2});
  EXPECT_FALSE(scene.above.empty());
  EXPECT_FALSE(label_named(scene, "Ilman paikkaa"));
}

TEST(Landfill, IsDrawnOpenBeforeTheYearItWasClosedAndClosedFromItOn) {
  const Example example;
  PlanScene maker;
  const PlanVisibility landfills{false, false, false, true, false, false};
  const auto before = example.scene(maker, 2009, landfills).above.at(0).batch;
  const auto after = example.scene(maker, 2010, landfills).above.at(0).batch;
  EXPECT_NE(before, after);
  EXPECT_GT(render::landfill_symbol(true, render::ThemeKind::light).dash_on_px, 0);
  EXPECT_EQ(render::landfill_symbol(false, render::ThemeKind::light).dash_on_px, 0);
}

TEST(ThingAt, PrefersMarkersThenLinesThenTheSmallestArea) {
  Example example;
  const auto at = [&](double x, double y, double m_per_px = 1) {
    return render::thing_at(example.plan, {x0 + x, y0 + y}, m_per_px, {});
  };
  EXPECT_EQ(at(503, 495), PlanThing(example.partner));
  EXPECT_EQ(at(203, 198), PlanThing(example.source));
  EXPECT_EQ(at(250, 250), PlanThing(example.landfill));
  EXPECT_EQ(at(900, 100), PlanThing(example.area));
  EXPECT_EQ(at(800, 703), PlanThing(example.road));
  EXPECT_EQ(at(800, 710), PlanThing(example.area)) << "beyond the reach of the road";
  EXPECT_EQ(at(800, 710, 5), PlanThing(example.road)) << "pixels are larger";
  EXPECT_EQ(at(1250, 30), PlanThing(example.sink));
  EXPECT_EQ(at(-5000, -5000), PlanThing());
  EXPECT_EQ(at(std::nan(""), 0), PlanThing());
}

TEST(ThingAt, SeesOnlyWhatIsVisible) {
  const Example example;
  PlanVisibility visible;
  visible.partners = false;
  EXPECT_EQ(render::thing_at(example.plan, {x0 + 500, y0 + 500}, 1, visible), PlanThing(example.area));
  visible.business_areas = false;
  EXPECT_EQ(render::thing_at(example.plan, {x0 + 500, y0 + 500}, 1, visible), PlanThing());
}

TEST(ThingsAt, ListsAllFromTheTopDown) {
  const Example example;
  const auto at = [&](double x, double y) { return render::things_at(example.plan, {x0 + x, y0 + y}, 1, {}); };
  EXPECT_THAT(at(500, 500), testing::ElementsAre(PlanThing(example.partner), PlanThing(example.area)));
  EXPECT_THAT(at(250, 250), testing::ElementsAre(PlanThing(example.landfill), PlanThing(example.area)));
  EXPECT_TRUE(at(-5000, -5000).empty());
}

TEST(ThingsInBox, HoldsWhatTouchesTheBoxAndNoSurroundings) {
  const Example example;
  const auto in = [&](double x, double y, double side) {
    return render::things_in_box(example.plan, {x0 + x, y0 + y, x0 + x + side, y0 + y + side}, {});
  };
  EXPECT_THAT(
      in(-10'000, -10'000, 30'000),
      testing::UnorderedElementsAre(PlanThing(example.partner), PlanThing(example.area), PlanThing(example.landfill),
                                    PlanThing(example.source), PlanThing(example.sink)));
  EXPECT_THAT(in(495, 495, 10), testing::UnorderedElementsAre(PlanThing(example.partner), PlanThing(example.area)))
      << "the box lies inside the area";
  EXPECT_TRUE(in(-9000, -9000, 10).empty());
}

}  // namespace
