#include "app/command_line/commands.hpp"
#include "app/plan_roads.hpp"
#include "app/text.hpp"
#include "geo/road/router.hpp"
#include "layers/plan_store/plan_store.hpp"
#include "layers/road_cache.hpp"
#include "layers/road_file.hpp"
#include "layers/source.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace app {

namespace {

using Json = nlohmann::ordered_json;

geo::MapPoint parse_place(const std::string& option, const std::string& text) {
  const std::size_t comma = text.find(',');
  const auto number = [](std::string_view digits, double& value) {
    const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return failed == std::errc() && end == digits.data() + digits.size() && std::isfinite(value);
  };
  geo::MapPoint place;
  if (comma == std::string::npos || !number(std::string_view(text).substr(0, comma), place.x_m) ||
      !number(std::string_view(text).substr(comma + 1), place.y_m))
    throw geo::Error(option + " " + text, geo::say("This is not a place."),
                     geo::say("Write X,Y: east and north in metres, or longitude and latitude, with a point as decimal "
                              "mark."));
  return place;
}

geo::RouteBy parse_by(const std::string& text) {
  if (text == "length") return geo::RouteBy::length;
  if (text == "time") return geo::RouteBy::time;
  if (text == "co2e") return geo::RouteBy::co2e;
  throw geo::Error("--by " + text, geo::say("This is not one of the words that the option takes."),
                   geo::say("Choose one of: {0}.", "length, time, co2e"));
}

/// What is asked of the roads, in their map CRS, and how to say the answer.
struct Asked {
  geo::Crs spoken;  ///< of the given and the printed coordinates
  geo::MapPoint from;
  geo::MapPoint to;
};

/// Both places in the map, read in the given CRS.
Asked read_in(const geo::Crs& spoken, const geo::Crs& map, geo::MapPoint from, geo::MapPoint to) {
  const geo::Transform into_map(spoken, map);
  return {spoken, into_map(from), into_map(to)};
}

/// The places in the CRS that was said; else in the first of the map's, the file's own and WGS 84 in which both lie
/// among the roads: the numbers of these differ so much that only one can be meant.
Asked understood(const RouteCommand& command, const geo::Crs& map, const std::vector<geo::Crs>& others,
                 const geo::RoadGraph& graph) {
  const geo::MapPoint from = parse_place("--from", command.from);
  const geo::MapPoint to = parse_place("--to", command.to);
  if (!command.crs.empty()) return read_in(geo::Crs::from_text(command.crs), map, from, to);
  geo::MapBox box;
  for (const geo::MapPoint p : graph.shape) box.extend(p);
  box = box.grown(command.within_m);
  const Asked in_map = read_in(map, map, from, to);
  if (box.contains(in_map.from) && box.contains(in_map.to)) return in_map;
  for (const geo::Crs& other : others) {
    Asked asked = read_in(other, map, from, to);
    if (!box.contains(asked.from) || !box.contains(asked.to)) continue;
    fmt::print(stderr, "{}\n", translated(geo::say("The coordinates are read as {0}.", other.name())));
    return asked;
  }
  return in_map;
}

[[noreturn]] void throw_no_route(const RouteCommand& command, const geo::RoadNetwork& network, geo::NoRoute why,
                                 const Asked& asked) {
  const auto away = [&](geo::MapPoint place) {
    const auto nearest = network.nearest(place, 1e7);
    return nearest ? fmt::format("{:.0f}", nearest->distance_m) : std::string("?");
  };
  switch (why) {
    case geo::NoRoute::start_too_far:
      throw geo::Error("--from " + command.from,
                       geo::say("The nearest road is {0} m away, farther than {1} m.", away(asked.from),
                                fmt::format("{:.0f}", command.within_m)),
                       geo::say("Give a place nearer to a road, another --crs, or a larger --within."));
    case geo::NoRoute::end_too_far:
      throw geo::Error("--to " + command.to,
                       geo::say("The nearest road is {0} m away, farther than {1} m.", away(asked.to),
                                fmt::format("{:.0f}", command.within_m)),
                       geo::say("Give a place nearer to a road, another --crs, or a larger --within."));
    case geo::NoRoute::separate_pieces:
      throw geo::Error(command.roads, geo::reason(why),
                       geo::say("The roads are in {0} pieces.", std::to_string(network.graph().piece_count)));
    default: throw geo::Error(command.roads, geo::reason(why));
  }
}

void print_route(const RouteCommand& command, const geo::RoadNetwork& network, const geo::Route& route,
                 const Asked& asked, const geo::Crs& map) {
  std::vector<geo::MapPoint> positions = route.positions;
  geo::Transform(map, asked.spoken).apply(positions);
  std::string wkt = "LINESTRING (";
  for (std::size_t i = 0; i < positions.size(); ++i)
    wkt += fmt::format("{}{:.{}f} {:.{}f}", i > 0 ? ", " : "", positions[i].x_m, asked.spoken.is_geographic() ? 8 : 3,
                       positions[i].y_m, asked.spoken.is_geographic() ? 8 : 3);
  wkt += ")";
  if (!command.json) {
    fmt::print("distance_km: {:.3f}\ntime_min: {:.1f}\nroute: {}\n", route.length_m / 1000, route.time_s / 60, wkt);
    return;
  }
  Json coordinates = Json::array();
  for (const geo::MapPoint p : positions) coordinates.push_back({p.x_m, p.y_m});
  const geo::RoadGraph& graph = network.graph();
  const Json json{
      {"file", command.roads},
      {"crs", asked.spoken.text()},
      {"by", command.by},
      {"distance_km", route.length_m / 1000},
      {"time_s", route.time_s},
      {"from_road_m", route.from_road_m},
      {"to_road_m", route.to_road_m},
      {"coordinates", std::move(coordinates)},
      {"wkt", wkt},
      {"graph", {{"nodes", graph.nodes.size()}, {"edges", graph.edges.size()}, {"pieces", graph.piece_count}}}};
  fmt::print("{}\n", json.dump(2, ' ', false, Json::error_handler_t::replace));
}

/// The roads that the command names, with what else their coordinates may be in.
struct Roads {
  geo::Crs map = geo::Crs::tm35fin();
  std::vector<geo::Crs> others;
  std::vector<layers::RoadLayer> layers;
};

Roads roads_of_plan(const RouteCommand& command) {
  const geo::PlanPtr plan = read_plan(command.roads);
  Roads roads;
  roads.map = geo::Crs::from_text(plan->info().map_crs);
  roads.layers = plan_road_layers(*plan, command.roads);
  if (roads.layers.empty())
    throw geo::Error(command.roads, geo::say("The plan has no road network."),
                     geo::say("Link one with hiilitie add PLAN FILE --role road-network."));
  return roads;
}

Roads roads_of_file(const RouteCommand& command) {
  geo::Progress progress;
  Roads roads;
  if (!command.crs.empty()) {
    const geo::Crs said = geo::Crs::from_text(command.crs);
    if (said.is_projected_in_metres()) roads.map = said;
  }
  roads.layers = layers::road_layers(command.roads, command.layer, command.roads_crs, progress);
  for (const layers::SourceLayer& layer : layers::inspect(command.roads, progress).layers)
    if (layer.crs && layer.name == roads.layers.front().sublayer) roads.others.push_back(*layer.crs);
  return roads;
}

}  // namespace

void run(const RouteCommand& command) {
  const geo::RouteBy by = parse_by(command.by);
  static_cast<void>(parse_place("--from", command.from));
  static_cast<void>(parse_place("--to", command.to));
  const bool is_plan = layers::is_plan_file(command.roads);
  Roads roads = is_plan ? roads_of_plan(command) : roads_of_file(command);
  roads.others.push_back(geo::Crs::wgs84());
  geo::Progress progress;
  std::shared_ptr<const geo::RoadNetwork> network;
  if (is_plan) {
    auto prepared =
        layers::prepared_roads(roads.layers, roads.map, by, layers::road_cache_file(command.roads), progress);
    print_problems(command.roads, prepared.problems);
    network = std::move(prepared.value);
  } else {  // one route is found sooner plainly than a hierarchy is made
    auto read = layers::read_roads(roads.layers, roads.map, progress);
    print_problems(command.roads, read.problems);
    network = std::make_shared<const geo::RoadNetwork>(std::move(read.value.graph));
  }
  const Asked asked = understood(command, roads.map, roads.others, network->graph());
  const geo::RouteFound found = geo::Router(network, command.within_m).route(asked.from, asked.to, by);
  if (!found.route) throw_no_route(command, *network, found.why, asked);
  if (asked.from == asked.to) fmt::print(stderr, "{}\n", tr("The start and the end are the same place."));
  print_route(command, *network, *found.route, asked, roads.map);
}

}  // namespace app
