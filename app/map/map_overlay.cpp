#include "app/map/map_overlay.hpp"

#include <algorithm>

namespace app {

std::optional<HoveredThing> hovered_at(const Workspace& w, geo::MapPoint place) {
  const double m_per_px = w.camera.m_per_px;
  if (render::PlanThing thing = render::thing_at(*w.map_plan(), place, m_per_px, w.state.visible); thing.index() != 0)
    return HoveredThing{std::move(thing), {}, 0};
  std::vector<geo::Table<geo::Layer>::Row> layers(w.plan().layers().begin(), w.plan().layers().end());
  std::stable_sort(layers.begin(), layers.end(),
                   [](const auto& a, const auto& b) { return a->draw_order > b->draw_order; });
  constexpr double reach_px = 5;
  for (const auto& layer : layers) {
    const Derived::LinkedLayer* linked = w.derived.linked(layer.id);
    const auto picture = w.derived.pictures().find(layer.id);
    if (!layer->visible || !scales_of(*layer).contains(w.camera.scale_number()) || linked == nullptr ||
        !linked->loaded || !linked->loaded->features || !linked->loaded->index || picture == w.derived.pictures().end())
      continue;
    const auto features = geo::features_at(*linked->loaded->features, *linked->loaded->index, place,
                                           reach_px * m_per_px, picture->second.shown.get());
    if (!features.empty()) return HoveredThing{{}, layer.id, features.front()};
  }
  return std::nullopt;
}

render::SceneLayer hovered_feature(const Derived& derived, geo::Id<geo::Layer> layer, std::uint32_t feature) {
  const Derived::LinkedLayer* linked = derived.linked(layer);
  const auto picture = derived.pictures().find(layer);
  if (linked == nullptr || !linked->loaded || !linked->loaded->features || picture == derived.pictures().end() ||
      !picture->second.symbols)
    return {};
  const geo::Features& features = *linked->loaded->features;
  const std::uint16_t symbol = picture->second.symbols->symbol_of(feature);
  if (feature >= features.size() || symbol == render::hidden_symbol) return {};
  return render::one_thing(features.geometry(feature),
                           render::hovered_symbol(picture->second.symbols->symbols[symbol], features.kind[feature]),
                           derived.origin());
}

const std::vector<render::SceneLayer>& MapOverlay::layers(const geo::PlanPtr& plan, const MapState& state,
                                                          const Derived& derived,
                                                          const std::optional<HoveredThing>& hovered) {
  MadeOf of{plan, derived.version(), state.year, state.theme, hovered};
  if (made_of_ == of) return layers_;
  layers_.clear();
  const auto add = [&](render::SceneLayer layer) {
    if (layer.batch) layers_.push_back(std::move(layer));
  };
  if (hovered && hovered->layer) add(hovered_feature(derived, hovered->layer, hovered->feature));
  if (hovered && !hovered->layer)
    add(render::hovered_layer(*plan, hovered->thing, state.year, state.theme, derived.origin(),
                              geo::road_search(state.flow_roads)));
  made_of_ = std::move(of);
  return layers_;
}

}  // namespace app
