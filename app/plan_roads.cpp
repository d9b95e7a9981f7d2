#include "app/plan_roads.hpp"

#include "app/layer_picture.hpp"

namespace app {

std::vector<layers::RoadLayer> plan_road_layers(const geo::Plan& plan, const std::filesystem::path& plan_file) {
  std::vector<layers::RoadLayer> roads;
  for (const auto& layer : plan.layers())
    if (layer->kind == geo::LayerKind::vector && layer->role == geo::Role::road_network)
      roads.push_back({resolved_path(*layer.value, plan_file), layer->sublayer, layer->crs});
  return roads;
}

}  // namespace app
