#include "geo/road/road_table.hpp"

#include "geo/road/dijkstra.hpp"
#include "geo/road/hierarchy_table.hpp"
#include "geo/road/road_gates.hpp"

#include <algorithm>
#include <limits>
#include <mutex>
#include <optional>
#include <utility>

namespace geo {

namespace {

using namespace road;

/// The places that ways lead to, and how to get there.
class RoadTargets {
public:
  RoadTargets(std::shared_ptr<const RoadNetwork> network, std::span<const MapPoint> places)
      : network_(std::move(network)), places_(places.begin(), places.end()) {
    for (const MapPoint place : places_) {
      const auto& found = on_road_.emplace_back(network_->nearest(place, Router::farthest_road_m));
      std::vector<Gate>& gates = gates_.emplace_back();
      if (!found) continue;
      const Gates reach = gates_of(network_->graph(), *found, by, false);
      gates.assign(reach.all().begin(), reach.all().end());
    }
    if (network_->hierarchy(by)) table_.emplace(network_->hierarchy(by), gates_);
  }

  [[nodiscard]] bool are(std::span<const MapPoint> places) const { return std::ranges::equal(places_, places); }

  [[nodiscard]] std::vector<double> lengths_km(MapPoint from) {
    std::vector<double> km(places_.size(), std::numeric_limits<double>::quiet_NaN());
    const RoadGraph& graph = network_->graph();
    const std::optional<RoadPlace> start = network_->nearest(from, Router::farthest_road_m);
    if (!start) return km;
    const Gates leave = gates_of(graph, *start, by, true);
    const std::vector<double> costs = table_ ? table_->costs(leave.all()) : plain_costs(leave.all());
    for (std::size_t i = 0; i < km.size(); ++i) {
      if (!on_road_[i]) continue;
      const double cost_m = std::min(costs[i], cost_within_edge(graph, *start, *on_road_[i], by));
      if (cost_m < unreachable) km[i] = (start->distance_m + cost_m + on_road_[i]->distance_m) / 1000;
    }
    return km;
  }

private:
  static constexpr RouteBy by = RouteBy::length;

  [[nodiscard]] std::vector<double> plain_costs(std::span<const Gate> from) const {
    const std::vector<double> of_node = costs_from(network_->arcs(by).arcs, from);
    std::vector<double> costs;
    for (const std::vector<Gate>& gates : gates_) {
      double least = unreachable;
      for (const Gate& gate : gates) least = std::min(least, of_node[gate.node] + gate.cost);
      costs.push_back(least);
    }
    return costs;
  }

  std::shared_ptr<const RoadNetwork> network_;
  std::vector<MapPoint> places_;
  std::vector<std::optional<RoadPlace>> on_road_;
  std::vector<std::vector<Gate>> gates_;
  std::optional<HierarchyTable> table_;
};

}  // namespace

RoadLengths road_lengths(std::shared_ptr<const RoadNetwork> network) {
  if (!network || network->graph().edges.empty()) return {};
  struct Shared {
    std::mutex mutex;
    std::optional<RoadTargets> targets;
  };
  return
      [network = std::move(network), shared = std::make_shared<Shared>()](MapPoint from, std::span<const MapPoint> to) {
        const std::lock_guard lock(shared->mutex);
        if (!shared->targets || !shared->targets->are(to)) shared->targets.emplace(network, to);
        return shared->targets->lengths_km(from);
      };
}

}  // namespace geo
