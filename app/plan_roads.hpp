// The plan's road network - its linked layers of that role - and the ways of its flows on it.
#pragma once

#include "app/jobs.hpp"
#include "geo/plan/plan.hpp"
#include "geo/road/flow_roads.hpp"
#include "layers/road_file.hpp"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace app {

/// The linked vector layers with the role of a road network, with their paths resolved.
[[nodiscard]] std::vector<layers::RoadLayer> plan_road_layers(const geo::Plan& plan,
                                                              const std::filesystem::path& plan_file);
/// The network of the plan's roads, from its side file or made anew; null without road layers. Throws geo::Error when
/// they can not be read.
[[nodiscard]] std::shared_ptr<const geo::RoadNetwork> plan_road_network(const geo::Plan& plan,
                                                                        const std::filesystem::path& plan_file,
                                                                        const geo::Crs& map, geo::Progress& progress);
/// The ways of the plan's flows, the network from the plan's side file or made anew; null without flows or a road
/// network. Throws geo::Error when the roads can not be read.
[[nodiscard]] std::shared_ptr<const geo::FlowRoads> plan_flow_roads(const geo::Plan& plan,
                                                                    const std::filesystem::path& plan_file,
                                                                    const geo::Crs& map, geo::Progress& progress);

/// The same for the window: made in the background, anew when the road layers or the flows' ends change. Until it is
/// there distances are those of before, or estimated.
class PlanRoads {
public:
  /// Starts a job if something is stale. A plan without flows and side streams reads no roads.
  void update(const geo::PlanPtr& plan, const std::string& plan_path, const geo::Crs& map, Jobs& jobs);
  /// Forgets everything (another plan was opened).
  void clear(Jobs& jobs);
  /// Null without flows, without roads, and until they are read.
  [[nodiscard]] const std::shared_ptr<const geo::FlowRoads>& ways() const { return ways_; }
  /// Null without roads, until they are read, and when they could not be read.
  [[nodiscard]] const std::shared_ptr<const geo::RoadNetwork>& network() const { return network_; }
  [[nodiscard]] bool reading(const Jobs& jobs) const;

private:
  void read(const std::string& plan_path, const geo::Crs& map, Jobs& jobs);
  void find_ways(const geo::PlanPtr& plan, Jobs& jobs);

  geo::Table<geo::Layer> layers_;  ///< of the plan that was looked at last
  geo::Table<geo::MaterialFlow> flows_;
  geo::Table<geo::Partner> partners_;
  geo::Table<geo::SideStream> streams_;
  bool looked_ = false;
  std::vector<layers::RoadLayer> asked_;  ///< layers of the network that is there, is being read, or could not be read
  std::int64_t reading_job_ = 0;
  std::shared_ptr<const geo::RoadNetwork> network_;
  std::shared_ptr<const geo::FlowRoads> ways_;
};

}  // namespace app
