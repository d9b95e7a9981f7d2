// The flows of a plan between places: what a flow map, a Sankey and their clustering are made of.
#pragma once

#include "geo/flow/clusters.hpp"
#include "geo/flow/flow_place.hpp"
#include "geo/flow/flow_sums.hpp"
#include "geo/plan/plan.hpp"

#include <memory>
#include <string>
#include <vector>

namespace geo {

struct NetworkPlace {
  MapPoint at;
  std::string name;
  Ref<Partner> partner;    ///< none: a place outside
  Ref<BusinessArea> area;  ///< that it lies in
  bool inside = false;     ///< counts as the hub's own, see `flow_network`
};

struct NetworkFlow {
  Id<MaterialFlow> id;
  std::shared_ptr<const MaterialFlow> flow;
  std::uint32_t from = 0, to = 0;  ///< places
  std::uint32_t material = 0;
  std::vector<MapPoint> way;  ///< from end to end, drawn by hand or by road; empty: not known
};

/// What a flow is to the hub.
enum class FlowWay { in, out, within, past };

struct FlowNetwork {
  std::vector<NetworkPlace> places;
  std::vector<std::string> materials;  ///< ids; those of the largest amounts, whatever the year, first
  std::vector<NetworkFlow> flows;
  std::vector<Id<MaterialFlow>> unplaced;  ///< flows without an end on the map

  [[nodiscard]] FlowWay way_of(const NetworkFlow& flow) const;
};

/// Partners' places and places outside; two places of one name and position are one. A place is inside when it lies in
/// a business area; where no place of any flow does, when it is a partner's. `road`: as flow_way takes it.
[[nodiscard]] FlowNetwork flow_network(const Plan& plan, const RoadSearch& road, Progress& progress);

/// Tonnes of each flow in a year, and the most of any year. NaN: not known.
[[nodiscard]] std::vector<double> network_amounts_t(const FlowNetwork& network, int year);
[[nodiscard]] std::vector<double> network_most_t(const FlowNetwork& network);

/// Clusters that hold for all years: places weigh the most of any year of each flow.
[[nodiscard]] PlaceClusters network_clusters(const FlowNetwork& network, Progress& progress);

/// All flows with an amount that is known.
[[nodiscard]] std::vector<PlacedFlow> placed_flows(const FlowNetwork& network, const std::vector<double>& amounts);

}  // namespace geo
