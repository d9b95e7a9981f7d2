#include "geo/road/flow_roads.hpp"

#include <algorithm>
#include <mutex>
#include <tuple>
#include <utility>

namespace geo {

namespace {

auto order_of(const FlowLeg& leg) {
  return std::tuple(leg.from.x_m, leg.from.y_m, leg.to.x_m, leg.to.y_m);
}

std::optional<FlowLeg> leg_of(const Plan& plan, const MaterialFlow& flow) {
  const FoundEnds found = flow_ends(plan, flow);
  if (!found.ends) return std::nullopt;
  return FlowLeg{found.ends->from, found.ends->to};
}

FlowRoad road_of(Router& router, const FlowLeg& leg) {
  RouteFound found = router.route(leg.from, leg.to, RouteBy::length);
  FlowRoad road{leg, std::nullopt, found.why};
  if (found.route) {
    const Route& route = *found.route;
    road.way =
        RoadWay{(route.from_road_m + route.length_m + route.to_road_m) / 1000, std::move(found.route->positions)};
  }
  return road;
}

}  // namespace

FlowRoads::FlowRoads(const Plan& plan, std::shared_ptr<const RoadNetwork> network, const FlowRoads* before,
                     Progress& progress)
    : network_(std::move(network)) {
  std::vector<FlowLeg> legs;
  for (const auto& flow : plan.material_flows())
    if (const auto leg = leg_of(plan, *flow)) legs.push_back(*leg);
  std::sort(legs.begin(), legs.end(), [](const FlowLeg& a, const FlowLeg& b) { return order_of(a) < order_of(b); });
  legs.erase(std::unique(legs.begin(), legs.end()), legs.end());
  Router router(network_);
  for (std::size_t i = 0; i < legs.size(); ++i) {
    progress.advance(static_cast<double>(i) / static_cast<double>(legs.size()));
    const FlowRoad* known = before != nullptr && before->network_ == network_ ? before->find(legs[i]) : nullptr;
    roads_.push_back(known != nullptr ? *known : road_of(router, legs[i]));
  }
  for (const auto& flow : plan.material_flows()) {
    const auto leg = leg_of(plan, *flow);
    const FlowRoad* road = leg ? find(*leg) : nullptr;
    if (road != nullptr && !road->way) without_road_.push_back({flow.id, road->why});
  }
  progress.advance(1);
}

const FlowRoad* FlowRoads::find(const FlowLeg& leg) const {
  const auto found = std::lower_bound(roads_.begin(), roads_.end(), leg, [](const FlowRoad& a, const FlowLeg& b) {
    return order_of(a.leg) < order_of(b);
  });
  return found != roads_.end() && found->leg == leg ? &*found : nullptr;
}

bool FlowRoads::covers(const Plan& plan) const {
  return std::all_of(plan.material_flows().begin(), plan.material_flows().end(), [&](const auto& flow) {
    const auto leg = leg_of(plan, *flow);
    return !leg || find(*leg) != nullptr;
  });
}

RoadSearch road_search(std::shared_ptr<const FlowRoads> roads) {
  if (!roads) return {};
  return [roads = std::move(roads)](MapPoint from, MapPoint to) -> std::optional<RoadWay> {
    const FlowRoad* road = roads->find({from, to});
    return road != nullptr ? road->way : std::nullopt;
  };
}

RoadSearch road_search(std::shared_ptr<const RoadNetwork> network) {
  if (!network) return {};
  struct Shared {
    std::mutex mutex;
    Router router;
    explicit Shared(std::shared_ptr<const RoadNetwork> of) : router(std::move(of)) {}
  };
  return [shared = std::make_shared<Shared>(std::move(network))](MapPoint from, MapPoint to) {
    const std::lock_guard lock(shared->mutex);
    return road_of(shared->router, {from, to}).way;
  };
}

}  // namespace geo
