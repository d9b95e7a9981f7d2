#include "app/map/map_overlay.hpp"

namespace app {

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
    add(render::hovered_layer(*plan, hovered->thing, state.year, state.theme, derived.origin()));
  made_of_ = std::move(of);
  return layers_;
}

}  // namespace app
