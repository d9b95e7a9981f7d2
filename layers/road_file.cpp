#include "layers/road_file.hpp"

#include "layers/source.hpp"
#include "layers/vector_reader.hpp"

#include <algorithm>
#include <utility>

namespace layers {

geo::Loaded<RoadsRead> read_roads(std::span<const RoadLayer> layers, const geo::Crs& map, geo::Progress& progress) {
  geo::Loaded<RoadsRead> read;
  geo::Features roads;
  std::vector<geo::RoadUse> use;
  for (const RoadLayer& layer : layers) {
    auto features = read_features({layer.path, layer.sublayer, layer.crs, map}, progress);
    const RoadUses uses = road_uses(features.value);
    std::size_t lines = 0;
    for (std::size_t row = 0; row < features.value.size(); ++row) {
      if (uses.use[row].travel == geo::Travel::none) continue;
      roads.append(features.value.geometry(row), features.value.source_id[row]);
      use.push_back(uses.use[row]);
      lines += features.value.kind[row] == geo::GeometryKind::line ? 1U : 0U;
    }
    read.problems.insert(read.problems.end(), std::make_move_iterator(features.problems.begin()),
                         std::make_move_iterator(features.problems.end()));
    const std::string& name = layer.sublayer.empty() ? layer.path : layer.sublayer;
    if (lines == 0)
      read.problems.push_back({geo::ProblemKind::doubtful,
                               geo::say("The layer {0} has no line that is a road for lorries.", name), std::nullopt,
                               std::nullopt});
    read.value.columns.push_back(uses.columns);
    read.value.roads += uses.roads;
    read.value.assumed_speeds += uses.assumed_speeds;
  }
  auto graph = geo::build_road_graph(roads, use, map, {}, progress);
  read.problems.insert(read.problems.end(), std::make_move_iterator(graph.problems.begin()),
                       std::make_move_iterator(graph.problems.end()));
  if (graph.value.edges.empty())
    throw geo::Error(layers.empty() ? std::string() : layers.front().path,
                     geo::say("There is no line that is a road for lorries."),
                     geo::say("Give a layer of road lines; footpaths and cycleways are not used."));
  read.value.graph = std::move(graph.value);
  return read;
}

std::vector<RoadLayer> road_layers(const std::string& path, const std::string& sublayer, const std::string& crs,
                                   geo::Progress& progress) {
  if (!sublayer.empty()) return {{path, sublayer, crs}};
  const Source source = inspect(path, progress);
  const auto has_lines = [](const SourceLayer& layer) { return layer.geometry == "line" || layer.geometry == "mixed"; };
  std::vector<RoadLayer> roads;
  for (const SourceLayer& layer : source.layers)
    if (has_lines(layer) && layer.role == geo::Role::road_network) roads.push_back({path, layer.name, crs});
  if (!roads.empty()) return roads;
  std::string names;
  for (const SourceLayer& layer : source.layers) {
    if (has_lines(layer)) roads.push_back({path, layer.name, crs});
    names += (names.empty() ? "" : ", ") + layer.name;
  }
  if (roads.size() == 1) return roads;
  if (roads.empty())
    throw geo::Error(path, geo::say("The file has no layer of lines."), geo::say("Its layers are: {0}.", names));
  throw geo::Error(path, geo::say("The file has several layers of lines, and none speaks of roads."),
                   geo::say("Choose one with --layer: {0}.", names));
}

}  // namespace layers
