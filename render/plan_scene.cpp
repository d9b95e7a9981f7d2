#include "render/plan_scene.hpp"

#include "geo/flow/flow_place.hpp"
#include "geo/heatmap/heatmap.hpp"
#include "render/designed_symbol.hpp"
#include "render/plan_label.hpp"
#include "render/style.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace render {

using geo::GeometryKind;

namespace {

/// A batch and how it is drawn.
struct Drawable {
  std::shared_ptr<const Batch> batch;
  std::shared_ptr<const SymbolTable> symbols;
};
using Drawables = std::vector<Drawable>;

/// Features of one batch with their symbols, grown entity by entity.
class Drawing {
public:
  explicit Drawing(FeatureOrder order = FeatureOrder::by_size) : order_(order) {}

  void add(const geo::Geometry& geometry, const Symbol& symbol, std::optional<float> radius_px = std::nullopt) {
    if (geometry.empty()) return;
    const auto same = std::find(table_.symbols.begin(), table_.symbols.end(), symbol);
    table_.symbol_of_feature.push_back(static_cast<std::uint16_t>(same - table_.symbols.begin()));
    if (same == table_.symbols.end()) table_.symbols.push_back(symbol);
    table_.radius_of_feature_px.push_back(radius_px.value_or(static_cast<float>(symbol.point_radius_px)));
    features_.append(geometry, static_cast<std::int64_t>(features_.size()));
  }
  /// Nothing for an empty drawing.
  void append_to(Drawables& drawables, geo::MapPoint origin) {
    if (features_.size() == 0) return;
    geo::Progress progress;
    drawables.push_back({make_batch(features_, origin, progress, order_), std::make_shared<const SymbolTable>(table_)});
  }

private:
  geo::Features features_;
  SymbolTable table_;
  FeatureOrder order_;
};

/// What one table gave: batches for the places in the order of layers that it has a part in, and labels.
struct Drawn {
  Drawables below;
  Drawables under_areas;  ///< over the heatmap, under the business area, landfills and sinks
  Drawables above;
  std::vector<LabelCandidate> labels;
};

/// What a drawing of a table depends on besides its rows.
struct Key {
  ThemeKind theme = ThemeKind::light;
  geo::MapPoint origin;
  int year = 0;
  geo::GwpSet gwp_set = geo::GwpSet::ar5;
  bool operator==(const Key&) const = default;
};

/// The drawing of a table, made again only when its rows or its key changed.
template <class T>
class Remembered {
public:
  template <class Make>
  const Drawn& get(const geo::Table<T>& table, const Key& key, const Make& make) {
    if (!made_ || !(key_ == key) || !table_.shares_rows_with(table)) {
      drawn_ = make();
      table_ = table;
      key_ = key;
      made_ = true;
    }
    return drawn_;
  }

private:
  geo::Table<T> table_;
  Key key_;
  Drawn drawn_;
  bool made_ = false;
};

Drawn draw_business_areas(const geo::Table<geo::BusinessArea>& areas, const Key& key) {
  Drawn drawn;
  Drawing drawing;
  for (const auto& [id, area] : areas) {
    drawing.add(area->geometry, business_area_symbol(key.theme));
    add_label(drawn.labels, business_area_label(*area, key.theme));
  }
  drawing.append_to(drawn.above, key.origin);
  return drawn;
}

Drawn draw_landfills(const geo::Table<geo::LandfillPart>& parts, const Key& key) {
  Drawn drawn;
  Drawing drawing;
  for (const auto& [id, part] : parts) {
    drawing.add(part->geometry, landfill_symbol(part->closed_year && *part->closed_year <= key.year, key.theme));
    add_label(drawn.labels, landfill_label(*part, key.theme));
  }
  drawing.append_to(drawn.above, key.origin);
  return drawn;
}

Drawn draw_sinks(const geo::Table<geo::SinkSite>& sites, const Key& key) {
  Drawn drawn;
  Drawing areas, markers;
  for (const auto& [id, site] : sites) {
    if (site->geometry.empty()) continue;
    if (site->geometry.kind != GeometryKind::point)
      areas.add(site->geometry, sink_symbol(site->kind, site->state, key.theme));
    if (has_marker(*site)) {
      const Symbol marker = sink_marker(site->kind, site->state, key.theme);
      const geo::MapPoint place = label_point(site->geometry);
      markers.add(geo::Geometry::point(place), marker);
      drawn.labels.push_back(marker_icon(marker, place));
    }
    add_label(drawn.labels, sink_label(*site, key.theme));
  }
  areas.append_to(drawn.above, key.origin);
  markers.append_to(drawn.above, key.origin);
  return drawn;
}

/// The largest yearly mass of any source in any year: circles keep their scale over the years.
double largest_mass_t(const geo::Table<geo::EmissionSource>& sources, geo::GwpSet set) {
  double largest_t = 0;
  for (const auto& [id, source] : sources) {
    int last_year = std::numeric_limits<int>::min();
    for (const geo::YearlyMass& row : source->series) {
      if (row.year == last_year) continue;
      last_year = row.year;
      largest_t = std::max(largest_t, source_co2e_t(*source, row.year, set).value_or(0));
    }
  }
  return largest_t;
}

Drawn draw_sources(const geo::Table<geo::EmissionSource>& sources, const Key& key) {
  Drawn drawn;
  const double largest_t = largest_mass_t(sources, key.gwp_set);
  struct Circle {
    const geo::EmissionSource* source;
    std::optional<double> mass_t;
  };
  std::vector<Circle> circles;
  Drawing shapes;
  for (const auto& [id, source] : sources) {
    if (source->geometry.empty()) continue;
    const std::optional<double> mass_t = source_co2e_t(*source, key.year, key.gwp_set);
    const GeometryKind kind = source->geometry.kind;
    if (kind != GeometryKind::point)
      shapes.add(source->geometry, source_symbol(source->sector, kind, mass_t.has_value(), key.theme));
    if (kind != GeometryKind::line) circles.push_back({source.get(), mass_t});
  }
  std::stable_sort(circles.begin(), circles.end(),
                   [](const Circle& a, const Circle& b) { return a.mass_t.value_or(-1) > b.mass_t.value_or(-1); });
  Drawing points(FeatureOrder::as_given);  // the largest first
  for (const auto& [source, mass_t] : circles) {
    const float radius_px = source_radius_px(mass_t.value_or(0), largest_t);
    const geo::Geometry& g = source->geometry;
    drawn.labels.push_back(kept_clear(label_point(g), radius_px + 1.6));
    points.add(g.kind == GeometryKind::point ? g : geo::Geometry::point(label_point(g)),
               source_symbol(source->sector, GeometryKind::point, mass_t.has_value(), key.theme), radius_px);
    add_label(drawn.labels, source_label(*source, radius_px, key.theme));
  }
  shapes.append_to(drawn.under_areas, key.origin);
  points.append_to(drawn.above, key.origin);
  return drawn;
}

Drawn draw_partners(const geo::Table<geo::Partner>& partners, const geo::Table<geo::EmissionSource>& sources,
                    const Key& key) {
  Drawn drawn;
  std::map<geo::Id<geo::Partner>, geo::Sector> sector_of;
  for (const auto& [id, source] : sources) sector_of.try_emplace(source->partner, source->sector);
  Drawing lots, markers;
  for (const auto& [id, partner] : partners) {
    if (partner->geometry.empty()) continue;
    if (partner->geometry.kind != GeometryKind::point) lots.add(partner->geometry, partner_lot(key.theme));
    const auto sector = sector_of.find(id);
    const Symbol marker = partner_marker(
        partner_icon(*partner, sector == sector_of.end() ? std::nullopt : std::optional(sector->second)), key.theme);
    const geo::MapPoint place = label_point(partner->geometry);
    markers.add(geo::Geometry::point(place), marker);
    drawn.labels.push_back(marker_icon(marker, place));
    add_label(drawn.labels, partner_label(*partner, key.theme));
  }
  lots.append_to(drawn.below, key.origin);
  markers.append_to(drawn.above, key.origin);
  return drawn;
}

Drawn draw_surroundings(const geo::Table<geo::Surrounding>& surroundings, const Key& key) {
  using Kind = geo::SurroundingKind;
  const MapTheme& t = map_theme(key.theme);
  const Colour edge = road_drawing(RoadClass::street, key.theme).casing;
  Drawn drawn;
  Drawing ground, yards, water, shores, streams, casings, fills, rails, gaps, dots;
  for (const auto& [id, thing] : surroundings) {
    const geo::Geometry& g = thing->geometry;
    const bool area = g.kind == GeometryKind::polygon, line = g.kind == GeometryKind::line;
    if (g.kind == GeometryKind::point) {
      if (!g.empty()) dots.add(g, place_dot(key.theme));
    } else if (area) {
      switch (thing->kind) {
        case Kind::forest: ground.add(g, ground_symbol(t.forest, with_alpha(t.label_green, 0.25))); break;
        case Kind::field: ground.add(g, ground_symbol(t.field, with_alpha(t.shield_line, 0.35))); break;
        case Kind::built: ground.add(g, ground_symbol(t.built, with_alpha(edge, 0.5))); break;
        case Kind::rock_store: yards.add(g, ground_symbol(t.rock, t.shield_line)); break;
        case Kind::water:
        case Kind::stream:
          water.add(g, water_symbol(key.theme));
          shores.add(g, shore_symbol(key.theme));
          break;
        case Kind::road:
        case Kind::street: yards.add(g, ground_symbol(road_drawing(RoadClass::street, key.theme).fill, edge)); break;
        case Kind::yard:
        case Kind::railway: yards.add(g, ground_symbol(t.industry, with_alpha(t.shield_line, 0.6))); break;
        case Kind::place: break;  // a name only
      }
    } else if (line) {
      switch (thing->kind) {
        case Kind::railway:
          rails.add(g, railway_symbol(key.theme));
          gaps.add(g, railway_gaps(key.theme));
          break;
        case Kind::water:
        case Kind::stream: streams.add(g, stream_symbol(key.theme)); break;
        case Kind::street:
        case Kind::yard: {
          casings.add(g, road_casing(RoadClass::street, key.theme));
          fills.add(g, road_fill(RoadClass::street, key.theme));
          break;
        }
        case Kind::road:
          casings.add(g, road_casing(RoadClass::main, key.theme));
          fills.add(g, road_fill(RoadClass::main, key.theme));
          break;
        default: streams.add(g, {.line = t.path, .line_width_px = 1, .dash_on_px = 1, .dash_off_px = 2.6});
      }
    }
    add_label(drawn.labels, surrounding_label(*thing, key.theme));
  }
  for (Drawing* d : {&ground, &yards, &water}) d->append_to(drawn.below, key.origin);
  // All casings before all fills, so that crossings join.
  for (Drawing* d : {&shores, &streams, &casings, &fills, &rails, &gaps, &dots})
    d->append_to(drawn.under_areas, key.origin);
  return drawn;
}

/// A flow as the way that was drawn, or by road, else as the line between its ends.
geo::Geometry line_of(const geo::Plan& plan, const geo::MaterialFlow& flow, const geo::RoadSearch& road) {
  const auto way = geo::flow_way(plan, flow, road);
  return way.empty() ? geo::Geometry{} : geo::Geometry::line(way);
}

geo::Geometry point_of(const geo::Plan& plan, const geo::SideStream& stream) {
  const auto place = geo::stream_place(plan, stream);
  return place ? geo::Geometry::point(*place) : geo::Geometry{};
}

Drawn draw_flows(const geo::Plan& plan, const Key& key) {
  Drawn drawn;
  Drawing lines;
  for (const auto& [id, flow] : plan.material_flows())
    lines.add(line_of(plan, *flow, {}), flow_line(flow->state, key.theme));
  lines.append_to(drawn.above, key.origin);
  return drawn;
}

/// Offers over needs: a site that has both shows the offer's disc.
Drawn draw_streams(const geo::Plan& plan, const Key& key) {
  Drawn drawn;
  Drawing discs(FeatureOrder::as_given);
  for (const geo::StreamKind kind : {geo::StreamKind::need, geo::StreamKind::offer})
    for (const auto& [id, stream] : plan.side_streams())
      if (stream->kind == kind) discs.add(point_of(plan, *stream), side_stream_symbol(kind, key.theme));
  discs.append_to(drawn.above, key.origin);
  return drawn;
}

}  // namespace

struct PlanScene::State {
  Remembered<geo::Surrounding> surroundings;
  Remembered<geo::BusinessArea> business_areas;
  Remembered<geo::LandfillPart> landfill_parts;
  Remembered<geo::SinkSite> sink_sites;
  Remembered<geo::EmissionSource> emission_sources;
  Remembered<geo::Partner> partners;
  geo::Table<geo::EmissionSource> partners_sources;  ///< partners' icons follow their sources
  Remembered<geo::MaterialFlow> material_flows;
  Remembered<geo::SideStream> side_streams;
  geo::Table<geo::Partner> ends;  ///< flows and side streams lie where their partners do

  /// The selection as it was last drawn.
  struct Selected {
    PlanThing thing;
    geo::Geometry geometry;
    Symbol symbol;
    Key key;
    SceneLayer layer;
  } selected;

  void select(Scene& scene, const geo::Plan& plan, const Key& key, const PlanThing& thing, const geo::RoadSearch& road);
  void select_more(Scene& scene, const geo::Plan& plan, const Key& key, std::span<const PlanThing> things,
                   const geo::RoadSearch& road);
};

namespace {

/// How the selected thing is outlined: the geometry that is drawn over it and the symbol.
struct Outline {
  geo::Geometry geometry;
  Symbol symbol;
};

Outline outline_of(const geo::Geometry& geometry, double marker_px, bool square, ThemeKind theme) {
  if (geometry.kind == GeometryKind::point) return {geometry, selection_ring(marker_px, square, theme)};
  return {geometry, selection_symbol(theme)};
}

std::optional<Outline> outline_of(const geo::Plan& plan, const PlanThing& thing, const Key& key,
                                  const geo::RoadSearch& road) {
  return std::visit(
      [&]<class I>(const I& id) -> std::optional<Outline> {
        if constexpr (std::is_same_v<I, std::monostate>) {
          return std::nullopt;
        } else if constexpr (std::is_same_v<I, geo::Id<geo::Partner>>) {
          const auto value = plan.partners().find(id);
          if (!value) return std::nullopt;
          return outline_of(value->geometry, marker_radius_px, true, key.theme);
        } else if constexpr (std::is_same_v<I, geo::Id<geo::EmissionSource>>) {
          const auto value = plan.emission_sources().find(id);
          if (!value) return std::nullopt;
          const double mass_t = source_co2e_t(*value, key.year, key.gwp_set).value_or(0);
          const double largest_t = largest_mass_t(plan.emission_sources(), key.gwp_set);
          return outline_of(value->geometry, source_radius_px(mass_t, largest_t), false, key.theme);
        } else if constexpr (std::is_same_v<I, geo::Id<geo::SinkSite>>) {
          const auto value = plan.sink_sites().find(id);
          if (!value) return std::nullopt;
          return outline_of(value->geometry, marker_radius_px, false, key.theme);
        } else if constexpr (std::is_same_v<I, geo::Id<geo::BusinessArea>>) {
          const auto value = plan.business_areas().find(id);
          if (!value) return std::nullopt;
          return outline_of(value->geometry, 6, false, key.theme);
        } else if constexpr (std::is_same_v<I, geo::Id<geo::LandfillPart>>) {
          const auto value = plan.landfill_parts().find(id);
          if (!value) return std::nullopt;
          return outline_of(value->geometry, 4, false, key.theme);
        } else if constexpr (std::is_same_v<I, geo::Id<geo::MaterialFlow>>) {
          const auto value = plan.material_flows().find(id);
          if (!value) return std::nullopt;
          return outline_of(line_of(plan, *value, road), 4, false, key.theme);
        } else if constexpr (std::is_same_v<I, geo::Id<geo::SideStream>>) {
          const auto value = plan.side_streams().find(id);
          if (!value) return std::nullopt;
          return outline_of(point_of(plan, *value), stream_radius_px, false, key.theme);
        } else {
          const auto value = plan.surroundings().find(id);
          if (!value) return std::nullopt;
          return outline_of(value->geometry, 2.2, false, key.theme);
        }
      },
      thing);
}

void append(std::vector<SceneLayer>& layers, const Drawables& drawables) {
  for (const auto& [batch, symbols] : drawables) layers.push_back({.batch = batch, .symbols = symbols});
}

}  // namespace

void PlanScene::State::select(Scene& scene, const geo::Plan& plan, const Key& key, const PlanThing& thing,
                              const geo::RoadSearch& road) {
  std::optional<Outline> outline = outline_of(plan, thing, key, road);
  if (!outline || outline->geometry.empty()) return;
  if (!selected.layer.batch || !(selected.thing == thing) || !(selected.key == key) ||
      !(selected.symbol == outline->symbol) || !(selected.geometry == outline->geometry)) {
    const SceneLayer layer = one_thing(outline->geometry, outline->symbol, key.origin);
    selected = {thing, std::move(outline->geometry), outline->symbol, key, layer};
  }
  scene.selection.push_back(selected.layer);
}

void PlanScene::State::select_more(Scene& scene, const geo::Plan& plan, const Key& key,
                                   std::span<const PlanThing> things, const geo::RoadSearch& road) {
  Drawing drawing;
  for (const PlanThing& thing : things)
    if (const std::optional<Outline> outline = outline_of(plan, thing, key, road))
      drawing.add(outline->geometry, outline->symbol);
  Drawables drawables;
  drawing.append_to(drawables, key.origin);
  append(scene.selection, drawables);
}

PlanScene::PlanScene() : state_(std::make_unique<State>()) {
}
PlanScene::~PlanScene() = default;

void PlanScene::add_to(Scene& scene, const geo::Plan& plan, int year, const PlanVisibility& visible,
                       const PlanThing& selected, std::span<const PlanThing> more_selected,
                       const geo::RoadSearch& road) {
  State& s = *state_;
  const Key key{scene.theme, scene.origin, year, plan.info().gwp_set};
  const std::size_t first_label = scene.labels.size();
  std::vector<const Drawn*> shown;  // from the bottom up
  if (visible.surroundings)
    shown.push_back(&s.surroundings.get(plan.surroundings(), {key.theme, key.origin},
                                        [&] { return draw_surroundings(plan.surroundings(), key); }));
  if (visible.business_areas)
    shown.push_back(&s.business_areas.get(plan.business_areas(), {key.theme, key.origin},
                                          [&] { return draw_business_areas(plan.business_areas(), key); }));
  if (visible.landfill_parts)
    shown.push_back(&s.landfill_parts.get(plan.landfill_parts(), {key.theme, key.origin, year},
                                          [&] { return draw_landfills(plan.landfill_parts(), key); }));
  if (visible.sink_sites)
    shown.push_back(&s.sink_sites.get(plan.sink_sites(), {key.theme, key.origin},
                                      [&] { return draw_sinks(plan.sink_sites(), key); }));
  if (visible.emission_sources)
    shown.push_back(&s.emission_sources.get(plan.emission_sources(), key,
                                            [&] { return draw_sources(plan.emission_sources(), key); }));
  if ((visible.material_flows || visible.side_streams) && !s.ends.shares_rows_with(plan.partners())) {
    s.material_flows = {};
    s.side_streams = {};
    s.ends = plan.partners();
  }
  if (visible.material_flows)
    shown.push_back(
        &s.material_flows.get(plan.material_flows(), {key.theme, key.origin}, [&] { return draw_flows(plan, key); }));
  if (visible.side_streams)
    shown.push_back(
        &s.side_streams.get(plan.side_streams(), {key.theme, key.origin}, [&] { return draw_streams(plan, key); }));
  if (visible.partners) {
    if (!s.partners_sources.shares_rows_with(plan.emission_sources())) {
      s.partners = {};
      s.partners_sources = plan.emission_sources();
    }
    shown.push_back(&s.partners.get(plan.partners(), {key.theme, key.origin},
                                    [&] { return draw_partners(plan.partners(), plan.emission_sources(), key); }));
  }
  for (const Drawn* drawn : shown) {
    append(scene.below, drawn->below);
    scene.labels.insert(scene.labels.end(), drawn->labels.begin(), drawn->labels.end());
  }
  for (const Drawn* drawn : shown) append(scene.above, drawn->under_areas);
  for (const Drawn* drawn : shown) append(scene.above, drawn->above);
  s.select_more(scene, plan, key, more_selected, road);
  s.select(scene, plan, key, selected, road);
  mark_selected(std::span(scene.labels).subspan(first_label), plan, selected, key.theme);
}

SceneLayer hovered_layer(const geo::Plan& plan, const PlanThing& thing, int year, ThemeKind theme, geo::MapPoint origin,
                         const geo::RoadSearch& road) {
  const auto hovered = [&](const geo::Geometry& geometry, const Symbol& marker, const Symbol& shape) {
    const bool is_point = geometry.kind == GeometryKind::point;
    return one_thing(geometry, hovered_symbol(is_point ? marker : shape, geometry.kind), origin);
  };
  const auto of = [&]<class I>(const I& id) -> SceneLayer {
    if constexpr (std::is_same_v<I, std::monostate>) {
      return {};
    } else if constexpr (std::is_same_v<I, geo::Id<geo::Partner>>) {
      const auto partner = plan.partners().find(id);
      return partner ? hovered(partner->geometry, partner_marker(0, theme), partner_lot(theme)) : SceneLayer{};
    } else if constexpr (std::is_same_v<I, geo::Id<geo::EmissionSource>>) {
      const auto source = plan.emission_sources().find(id);
      if (!source) return {};
      const std::optional<double> mass_t = source_co2e_t(*source, year, plan.info().gwp_set);
      const double largest_t = largest_mass_t(plan.emission_sources(), plan.info().gwp_set);
      Symbol circle = source_symbol(source->sector, GeometryKind::point, mass_t.has_value(), theme);
      circle.point_radius_px = source_radius_px(mass_t.value_or(0), largest_t);
      return hovered(source->geometry, circle,
                     source_symbol(source->sector, source->geometry.kind, mass_t.has_value(), theme));
    } else if constexpr (std::is_same_v<I, geo::Id<geo::SinkSite>>) {
      const auto site = plan.sink_sites().find(id);
      return site ? hovered(site->geometry, sink_marker(site->kind, site->state, theme),
                            sink_symbol(site->kind, site->state, theme))
                  : SceneLayer{};
    } else if constexpr (std::is_same_v<I, geo::Id<geo::BusinessArea>>) {
      const auto area = plan.business_areas().find(id);
      return area ? hovered(area->geometry, role_symbol(geo::Role::business_area, GeometryKind::point, theme),
                            business_area_symbol(theme))
                  : SceneLayer{};
    } else if constexpr (std::is_same_v<I, geo::Id<geo::LandfillPart>>) {
      const auto part = plan.landfill_parts().find(id);
      return part ? hovered(part->geometry, role_symbol(geo::Role::landfill, GeometryKind::point, theme),
                            landfill_symbol(part->closed_year && *part->closed_year <= year, theme))
                  : SceneLayer{};
    } else if constexpr (std::is_same_v<I, geo::Id<geo::MaterialFlow>>) {
      const auto flow = plan.material_flows().find(id);
      if (!flow) return {};
      const Symbol line = role_symbol(geo::Role::flow, GeometryKind::line, theme);
      return hovered(line_of(plan, *flow, road), line, line);
    } else if constexpr (std::is_same_v<I, geo::Id<geo::SideStream>>) {
      const auto stream = plan.side_streams().find(id);
      if (!stream) return {};
      const Symbol disc = side_stream_symbol(stream->kind, theme);
      return hovered(point_of(plan, *stream), disc, disc);
    } else {
      // The ground that all else lies on is not lit up under the pointer; its lines and places are.
      const auto thing_of_ground = plan.surroundings().find(id);
      if (!thing_of_ground || thing_of_ground->geometry.kind == GeometryKind::polygon) return {};
      const Symbol line{.line = map_theme(theme).label_small, .line_width_px = 1.4};
      return hovered(thing_of_ground->geometry, place_dot(theme), line);
    }
  };
  return std::visit(of, thing);
}

}  // namespace render
