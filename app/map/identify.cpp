#include "app/map/identify.hpp"

#include "geo/filter.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace app {

namespace {

constexpr double reach_px = 5;

/// An area of the surroundings is the ground that all else lies on.
bool is_ground(const geo::Plan& plan, const render::PlanThing& thing) {
  const auto* id = std::get_if<geo::Id<geo::Surrounding>>(&thing);
  if (!id) return false;
  const auto surrounding = plan.surroundings().find(*id);
  return surrounding && surrounding->geometry.kind == geo::GeometryKind::polygon;
}

std::vector<geo::Table<geo::Layer>::Row> from_the_top(const geo::Plan& plan) {
  std::vector<geo::Table<geo::Layer>::Row> rows(plan.layers().begin(), plan.layers().end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a->draw_order > b->draw_order; });
  return rows;
}

}  // namespace

std::optional<double> heatmap_value(const Workspace& w, geo::MapPoint place) {
  const HeatmapPicture* heatmap = w.derived.heatmap();
  if (!w.state.heatmap_visible || !heatmap || !heatmap->grid) return std::nullopt;
  const auto cell = heatmap->grid->frame.cell_at(place);
  if (!cell) return std::nullopt;
  const double value = heatmap->grid->values[*cell];
  if (!(value > 0)) return std::nullopt;
  return value;
}

std::optional<DrawnFeatures> drawn_features(const Workspace& w, geo::Id<geo::Layer> id) {
  const auto layer = w.shown_plan()->layers().find(id);
  const auto* linked = w.derived.linked(id);
  if (!layer || !layer->visible || !linked || !linked->loaded || !linked->loaded->features || !linked->loaded->index)
    return std::nullopt;
  const double scale = w.camera.scale_number();
  if ((layer->coarsest_scale && scale > *layer->coarsest_scale) ||
      (layer->finest_scale && scale < *layer->finest_scale))
    return std::nullopt;
  return DrawnFeatures{linked->loaded, w.filtered.rows(id, layer->filter, linked->loaded->features)};
}

std::vector<MapHit> hits_at(const Workspace& w, geo::MapPoint place) {
  std::vector<MapHit> hits;
  if (!std::isfinite(place.x_m + place.y_m)) return hits;
  std::vector<render::PlanThing> things = render::things_at(*w.map_plan(), place, w.camera.m_per_px, w.state.visible);
  const auto ground = std::stable_partition(
      things.begin(), things.end(), [&](const render::PlanThing& thing) { return !is_ground(w.plan(), thing); });
  for (auto thing = things.begin(); thing != ground; ++thing) hits.push_back({*thing, {}, 0});
  for (const auto& row : from_the_top(*w.shown_plan())) {
    if (hits.size() >= most_hits) break;
    const auto drawn = drawn_features(w, row.id);
    if (!drawn) continue;
    for (const std::uint32_t feature : geo::features_at(*drawn->loaded->features, *drawn->loaded->index, place,
                                                        reach_px * w.camera.m_per_px, drawn->shown.get()))
      hits.push_back({{}, row.id, feature});
  }
  for (auto thing = ground; thing != things.end(); ++thing) hits.push_back({*thing, {}, 0});
  if (hits.size() > most_hits) hits.resize(most_hits);
  return hits;
}

Selection selection_in(const Workspace& w, const geo::MapBox& box) {
  const auto features_of = [&](geo::Id<geo::Layer> id) -> Selection {
    const auto drawn = drawn_features(w, id);
    if (!drawn) return {};
    return Selection::of(id, drawn->loaded->features,
                         geo::features_in_box(*drawn->loaded->features, *drawn->loaded->index, box, drawn->shown.get()),
                         0);
  };
  const bool has_layer_table = w.table.open && w.table.subject().kind == TableKind::layer;
  if (has_layer_table)
    if (Selection found = features_of(w.table.subject().layer); !found.empty()) return found;
  if (Selection found = Selection::of(render::things_in_box(*w.map_plan(), box, w.state.visible)); !found.empty())
    return found;
  for (const auto& row : from_the_top(*w.shown_plan()))
    if (Selection found = features_of(row.id); !found.empty()) return found;
  return {};
}

Selection selection_of(const Workspace& w, const MapHit& hit) {
  if (!hit.layer) return Selection::of({hit.thing});
  const auto* linked = w.derived.linked(hit.layer);
  if (!linked || !linked->loaded || !linked->loaded->features) return {};
  geo::RowSet rows(linked->loaded->features->size());
  if (hit.feature < rows.size()) rows.set(hit.feature);
  return Selection::of(hit.layer, linked->loaded->features, std::move(rows), hit.feature);
}

Selection toggled(const Workspace& w, const Selection& selection, const MapHit& hit) {
  if (!hit.layer) return toggled(selection, hit.thing);
  const auto* linked = w.derived.linked(hit.layer);
  if (!linked || !linked->loaded || !linked->loaded->features) return selection;
  return toggled(selection, hit.layer, linked->loaded->features, hit.feature);
}

std::optional<MapHit> ClickCycle::click(const std::vector<MapHit>& hits, geo::MapPoint place, double near_m) {
  const bool again =
      hits == hits_ && std::hypot(place.x_m - place_.x_m, place.y_m - place_.y_m) <= near_m && !hits.empty();
  next_ = again ? (next_ + 1) % hits.size() : 0;
  hits_ = hits;
  place_ = place;
  if (hits.empty()) return std::nullopt;
  return hits[next_];
}

}  // namespace app
