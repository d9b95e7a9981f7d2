// The plan's flows on its roads: the way of each, found once and then asked for by whoever works out distances.
#pragma once

#include "geo/flow/flow_place.hpp"
#include "geo/plan/plan.hpp"
#include "geo/progress.hpp"
#include "geo/road/router.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace geo {

/// Where a flow begins and ends on the map.
struct FlowLeg {
  MapPoint from;
  MapPoint to;
  bool operator==(const FlowLeg&) const = default;
};

struct FlowRoad {
  FlowLeg leg;
  /// The shortest way along roads. Its length counts the straight legs from the place to the road and back; its
  /// positions are those on roads.
  std::optional<RoadWay> way;
  NoRoute why = NoRoute::no_roads;  ///< meaningless with a way
};

/// A flow that no road carries from end to end: its distance is estimated.
struct FlowWithoutRoad {
  Id<MaterialFlow> flow;
  NoRoute why = NoRoute::no_roads;
};

/// The ways of a plan's flows on one network. Does not change: may be read from several threads.
class FlowRoads {
public:
  /// What `before` has found on the same network is taken from it. Throws Cancelled.
  FlowRoads(const Plan& plan, std::shared_ptr<const RoadNetwork> network, const FlowRoads* before, Progress& progress);

  /// Null when it was not asked for.
  [[nodiscard]] const FlowRoad* find(const FlowLeg& leg) const;
  /// True if every flow of the plan has been looked for.
  [[nodiscard]] bool covers(const Plan& plan) const;
  [[nodiscard]] const std::vector<FlowWithoutRoad>& without_road() const { return without_road_; }
  [[nodiscard]] const std::shared_ptr<const RoadNetwork>& network() const { return network_; }

private:
  std::shared_ptr<const RoadNetwork> network_;
  std::vector<FlowRoad> roads_;  ///< ascending by leg
  std::vector<FlowWithoutRoad> without_road_;
};

/// Looks ways up; holds on to them. An empty function for null: distances are then estimated.
[[nodiscard]] RoadSearch road_search(std::shared_ptr<const FlowRoads> roads);
/// Finds any way anew each time it is asked (about a millisecond on a prepared network), from one thread at a time and
/// the others waiting: for work off the UI thread, such as offers and needs that no flow joins yet.
[[nodiscard]] RoadSearch road_search(std::shared_ptr<const RoadNetwork> network);

}  // namespace geo
