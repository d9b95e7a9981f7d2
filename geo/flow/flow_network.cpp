#include "geo/flow/flow_network.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>

namespace geo {

namespace {

constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

bool finite(MapPoint p) {
  return std::isfinite(p.x_m) && std::isfinite(p.y_m);
}

double most_t(const MaterialFlow& flow) {
  double most = unknown;
  for (const YearlyAmount& a : flow.amounts)
    if (std::isfinite(a.amount_t) && !(a.amount_t <= most)) most = a.amount_t;
  return most;
}

class Builder {
public:
  Builder(const Plan& plan, FlowNetwork& network) : plan_(plan), network_(network) {}

  std::uint32_t place(Ref<Partner> partner, const std::string& name, MapPoint at) {
    const auto [known, added] = place_of_.try_emplace({partner.value, partner ? std::string() : name, at.x_m, at.y_m},
                                                      static_cast<std::uint32_t>(network_.places.size()));
    if (added) {
      NetworkPlace place{at, name, partner, {}, false};
      for (const auto& area : plan_.business_areas())
        if (area->geometry.kind == GeometryKind::polygon && contains(area->geometry, at)) {
          place.area = area.id;
          break;
        }
      network_.places.push_back(std::move(place));
    }
    return known->second;
  }

private:
  const Plan& plan_;
  FlowNetwork& network_;
  std::map<std::tuple<std::int64_t, std::string, double, double>, std::uint32_t> place_of_;
};

}  // namespace

FlowWay FlowNetwork::way_of(const NetworkFlow& flow) const {
  const bool from = places[flow.from].inside, to = places[flow.to].inside;
  return from ? (to ? FlowWay::within : FlowWay::out) : to ? FlowWay::in : FlowWay::past;
}

FlowNetwork flow_network(const Plan& plan, const RoadSearch& road, Progress& progress) {
  FlowNetwork network;
  Builder builder(plan, network);
  std::map<std::string, double> tonnes_of;
  std::size_t done = 0;
  for (const auto& flow : plan.material_flows()) {
    if (++done % 1024 == 0)
      progress.advance(static_cast<double>(done) / static_cast<double>(plan.material_flows().size()));
    const FoundEnds found = flow_ends(plan, *flow);
    if (!found.ends || !finite(found.ends->from) || !finite(found.ends->to)) {
      network.unplaced.push_back(flow.id);
      continue;
    }
    NetworkFlow entry{flow.id,
                      flow.value,
                      builder.place(flow->from, from_name(plan, *flow), found.ends->from),
                      builder.place(flow->to, to_name(plan, *flow), found.ends->to),
                      0,
                      {}};
    if (std::vector<MapPoint> way = flow_way(plan, *flow, road); way.size() > 2 && std::ranges::all_of(way, finite))
      entry.way = std::move(way);
    const double t = most_t(*flow);
    tonnes_of[flow->material] += t > 0 ? t : 0;
    network.flows.push_back(std::move(entry));
  }
  std::vector<std::pair<std::string, double>> order(tonnes_of.begin(), tonnes_of.end());
  std::stable_sort(order.begin(), order.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  std::map<std::string, std::uint32_t> rank;
  for (const auto& [id, t] : order) {
    rank[id] = static_cast<std::uint32_t>(network.materials.size());
    network.materials.push_back(id);
  }
  for (NetworkFlow& flow : network.flows) flow.material = rank[flow.flow->material];
  const bool any_in_area = std::ranges::any_of(network.places, [](const NetworkPlace& p) { return bool(p.area); });
  for (NetworkPlace& p : network.places) p.inside = any_in_area ? bool(p.area) : bool(p.partner);
  return network;
}

std::vector<double> network_amounts_t(const FlowNetwork& network, int year) {
  std::vector<double> amounts;
  amounts.reserve(network.flows.size());
  for (const NetworkFlow& flow : network.flows) amounts.push_back(amount_t(flow.flow->amounts, year).value_or(unknown));
  return amounts;
}

std::vector<double> network_most_t(const FlowNetwork& network) {
  std::vector<double> amounts;
  amounts.reserve(network.flows.size());
  for (const NetworkFlow& flow : network.flows) amounts.push_back(most_t(*flow.flow));
  return amounts;
}

PlaceClusters network_clusters(const FlowNetwork& network, Progress& progress) {
  std::vector<WeightedPlace> places;
  places.reserve(network.places.size());
  for (const NetworkPlace& p : network.places) places.push_back({p.at, 0});
  for (const NetworkFlow& flow : network.flows) {
    const double t = most_t(*flow.flow);
    if (!(t > 0)) continue;
    places[flow.from].weight_t += t;
    places[flow.to].weight_t += t;
  }
  return PlaceClusters(places, progress);
}

std::vector<PlacedFlow> placed_flows(const FlowNetwork& network, const std::vector<double>& amounts) {
  std::vector<PlacedFlow> placed;
  placed.reserve(network.flows.size());
  for (std::size_t i = 0; i < network.flows.size(); ++i)
    placed.push_back({network.flows[i].from, network.flows[i].to, network.flows[i].material, amounts[i]});
  return placed;
}

}  // namespace geo
