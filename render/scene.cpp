#include "render/scene.hpp"

namespace render {

SceneLayer one_thing(const geo::Geometry& geometry, const Symbol& symbol, geo::MapPoint origin) {
  if (geometry.empty()) return {};
  geo::Features features;
  features.append(geometry, 1);
  SymbolTable table;
  table.symbols = {symbol};
  geo::Progress progress;
  return {.batch = make_batch(features, origin, progress),
          .symbols = std::make_shared<const SymbolTable>(std::move(table))};
}

}  // namespace render
