#include "app/map_scene.hpp"

#include "app/number_format.hpp"
#include "app/text.hpp"
#include "app/words.hpp"
#include "render/designed_symbol.hpp"

#include <algorithm>
#include <cmath>

namespace app {

namespace {

std::vector<geo::Table<geo::Layer>::Row> in_draw_order(const geo::Plan& plan) {
  std::vector<geo::Table<geo::Layer>::Row> rows(plan.layers().begin(), plan.layers().end());
  std::stable_sort(rows.begin(), rows.end(),
                   [](const auto& a, const auto& b) { return a->draw_order < b->draw_order; });
  return rows;
}

bool has_sink(const geo::Plan& plan, geo::SinkKind kind, geo::SinkState state) {
  return std::any_of(plan.sink_sites().begin(), plan.sink_sites().end(),
                     [&](const auto& site) { return site->kind == kind && site->state == state; });
}

/// The legend of the plan's own things: one line per drawing that occurs.
render::LegendGroup plan_group(const geo::Plan& plan, const MapState& state) {
  render::LegendGroup group;
  const auto add = [&](bool shown, const std::string& text, const render::Symbol& symbol, geo::GeometryKind kind) {
    if (shown) group.entries.push_back({text, symbol, kind});
  };
  using geo::GeometryKind;
  const render::ThemeKind theme = state.theme;
  add(state.visible.business_areas && !plan.business_areas().empty(), tr("Business area"),
      render::business_area_symbol(theme), GeometryKind::polygon);
  add(state.visible.partners && !plan.partners().empty(), tr("Partner"),
      render::partner_marker(render::icon::domain, theme), GeometryKind::point);
  const auto is_closed = [&](const auto& part) { return part->closed_year && *part->closed_year <= state.year; };
  const auto& parts = plan.landfill_parts();
  add(state.visible.landfill_parts && !std::all_of(parts.begin(), parts.end(), is_closed), tr("Landfill"),
      render::landfill_symbol(false, theme), GeometryKind::polygon);
  add(state.visible.landfill_parts && std::any_of(parts.begin(), parts.end(), is_closed), tr("Landfill, closed"),
      render::landfill_symbol(true, theme), GeometryKind::polygon);
  using geo::SinkKind;
  using geo::SinkState;
  for (const SinkKind kind : {SinkKind::sink, SinkKind::compensation})
    for (const SinkState sink_state : {SinkState::existing, SinkState::planned})
      add(state.visible.sink_sites && has_sink(plan, kind, sink_state), word(kind) + ", " + word(sink_state),
          render::sink_symbol(kind, sink_state, theme), GeometryKind::polygon);
  const auto has_kind = [&](geo::StreamKind kind) {
    return std::ranges::any_of(plan.side_streams(), [kind](const auto& stream) { return stream->kind == kind; });
  };
  add(state.visible.side_streams && has_kind(geo::StreamKind::offer), tr("Side stream on offer"),
      render::side_stream_symbol(geo::StreamKind::offer, theme), GeometryKind::point);
  add(state.visible.side_streams && has_kind(geo::StreamKind::need), tr("Need of a side stream"),
      render::side_stream_symbol(geo::StreamKind::need, theme), GeometryKind::point);
  add(state.visible.material_flows && !plan.material_flows().empty(), tr("Material flow"),
      render::flow_line(geo::FlowState::existing, theme), GeometryKind::line);
  return group;
}

/// One line per sector that has a source: the circles' colours.
render::LegendGroup source_group(const geo::Plan& plan, const MapState& state) {
  render::LegendGroup group;
  if (!state.visible.emission_sources || plan.emission_sources().empty()) return group;
  group.title = tr("Emission sources");
  std::array<bool, geo::sector_count> shown{};
  for (const auto& source : plan.emission_sources()) shown[static_cast<std::size_t>(source->sector)] = true;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    const auto sector = static_cast<geo::Sector>(i);
    if (shown[i])
      group.entries.push_back({word(sector), render::source_symbol(sector, geo::GeometryKind::point, true, state.theme),
                               geo::GeometryKind::point});
  }
  const auto has_figure = [&](const auto& source) {
    return std::any_of(source->series.begin(), source->series.end(),
                       [&](const geo::YearlyMass& mass) { return mass.year == state.year; });
  };
  if (!std::all_of(plan.emission_sources().begin(), plan.emission_sources().end(), has_figure))
    group.entries.push_back({tr("No figure for the year"),
                             render::source_symbol(geo::Sector::other, geo::GeometryKind::point, false, state.theme),
                             geo::GeometryKind::point});
  return group;
}

bool is_at_scale(const geo::Layer& layer, const MapState& state) {
  return !state.fixed_scale || scales_of(layer).contains(*state.fixed_scale);
}

/// The layer's name, and how much of it a filter lets through.
std::string layer_title(const geo::Layer& layer, const LayerPicture& picture) {
  if (!picture.shown) return layer.name;
  return translated(geo::say("{0} ({1} of {2})", layer.name, number(static_cast<double>(picture.shown->count()), 0),
                             number(static_cast<double>(picture.shown->size()), 0)));
}

}  // namespace

render::Scene map_scene(const geo::Plan& plan, const MapState& state, const LayerPictures& pictures,
                        const HeatmapPicture* heatmap, geo::MapPoint origin, render::PlanScene& plan_scene) {
  render::Scene scene;
  scene.theme = state.theme;
  scene.origin = origin;
  std::vector<render::SceneLayer> lines;
  for (const auto& layer : in_draw_order(plan)) {
    const auto found = pictures.find(layer.id);
    if (!layer->visible || found == pictures.end() || !is_at_scale(*layer, state)) continue;
    const LayerPicture& picture = found->second;
    auto& target = lies_below_heatmap(layer->role) || picture.raster ? scene.below : lines;
    // A part of a raster where it has nothing is an empty picture.
    const bool no_pixels = picture.raster && picture.raster->rgba.empty();
    const render::ScaleRange scales = state.fixed_scale ? render::ScaleRange{} : scales_of(*layer);
    target.push_back({.batch = picture.batch,
                      .symbols = picture.symbols,
                      .raster = no_pixels ? nullptr : picture.raster,
                      .opacity = layer->opacity,
                      .blend = layer->blend,
                      .scales = scales});
    if (picture.selected)
      scene.selection.push_back({.batch = picture.batch, .symbols = picture.selected, .scales = scales});
    for (const render::LabelCandidate& label : picture.labels) scene.labels.emplace_back(label).scales = scales;
  }
  scene.above = std::move(lines);
  if (state.heatmap_visible && heatmap != nullptr && heatmap->grid) {
    scene.heatmaps.push_back(heatmap_layer(*heatmap, state.theme));
    scene.heatmaps.back().opacity = state.heatmap_opacity;
  }
  plan_scene.add_to(scene, plan, state.year, state.visible, state.selected, state.more_selected,
                    geo::road_search(state.flow_roads));
  return scene;
}

render::Legend map_legend(const geo::Plan& plan, const MapState& state, const LayerPictures& pictures,
                          const HeatmapPicture* heatmap) {
  render::Legend legend;
  if (state.heatmap_visible && heatmap != nullptr && heatmap->grid)
    legend.heatmaps.push_back(heatmap_legend(*heatmap, state.theme));
  if (render::LegendGroup group = plan_group(plan, state); !group.entries.empty())
    legend.groups.push_back(std::move(group));
  if (render::LegendGroup group = source_group(plan, state); !group.entries.empty())
    legend.groups.push_back(std::move(group));
  render::LegendGroup plain_layers{tr("Layers"), {}};
  auto rows = in_draw_order(plan);
  std::reverse(rows.begin(), rows.end());
  for (const auto& layer : rows) {
    const auto picture = pictures.find(layer.id);
    if (!layer->visible || picture == pictures.end() || picture->second.legend.empty() || !is_at_scale(*layer, state))
      continue;
    const std::string title = layer_title(*layer, picture->second);
    if (picture->second.legend.size() > 1) {
      legend.groups.push_back({title, picture->second.legend});
    } else {
      plain_layers.entries.push_back(picture->second.legend.front());
      plain_layers.entries.back().text = title;
    }
  }
  if (!plain_layers.entries.empty()) legend.groups.push_back(std::move(plain_layers));
  return legend;
}

std::string map_attribution(const geo::Plan& plan) {
  std::vector<std::string> parts;
  for (const auto& layer : plan.layers())
    if (layer->visible && !layer->attribution.empty() &&
        std::find(parts.begin(), parts.end(), layer->attribution) == parts.end())
      parts.push_back(layer->attribution);
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : " · ") + part;
  return text;
}

geo::MapPoint map_origin(const geo::Plan& plan, const geo::MapBox& otherwise) {
  geo::MapBox box = geo::bounds(plan);
  if (box.empty()) box = otherwise;
  if (box.empty()) return {};
  return {std::round(box.centre().x_m), std::round(box.centre().y_m)};
}

}  // namespace app
