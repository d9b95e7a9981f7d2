#include "app/plan_roads.hpp"

#include "app/layer_picture.hpp"
#include "layers/road_cache.hpp"

#include <algorithm>
#include <utility>

namespace app {

namespace {

constexpr const char* reading_topic = "roads";
constexpr const char* ways_topic = "flow roads";

}  // namespace

std::vector<layers::RoadLayer> plan_road_layers(const geo::Plan& plan, const std::filesystem::path& plan_file) {
  std::vector<layers::RoadLayer> roads;
  for (const auto& layer : plan.layers())
    if (layer->kind == geo::LayerKind::vector && layer->role == geo::Role::road_network)
      roads.push_back({resolved_path(*layer.value, plan_file), layer->sublayer, layer->crs});
  return roads;
}

std::shared_ptr<const geo::RoadNetwork> plan_road_network(const geo::Plan& plan, const std::filesystem::path& plan_file,
                                                          const geo::Crs& map, geo::Progress& progress) {
  const std::vector<layers::RoadLayer> layers = plan_road_layers(plan, plan_file);
  if (layers.empty()) return nullptr;
  return layers::prepared_roads(layers, map, geo::RouteBy::length, layers::road_cache_file(plan_file), progress).value;
}

std::shared_ptr<const geo::FlowRoads> plan_flow_roads(const geo::Plan& plan, const std::filesystem::path& plan_file,
                                                      const geo::Crs& map, geo::Progress& progress) {
  if (plan.material_flows().empty()) return nullptr;
  auto network = plan_road_network(plan, plan_file, map, progress);
  if (!network) return nullptr;
  return std::make_shared<const geo::FlowRoads>(plan, std::move(network), nullptr, progress);
}

void PlanRoads::clear(Jobs& jobs) {
  jobs.cancel_topic(reading_topic);
  jobs.cancel_topic(ways_topic);
  *this = {};
}

void PlanRoads::update(const geo::PlanPtr& plan, const std::string& plan_path, const geo::Crs& map, Jobs& jobs) {
  const auto& layers = plan->layers();
  const auto& flows = plan->material_flows();
  const auto& partners = plan->partners();
  const auto& streams = plan->side_streams();
  if (looked_ && layers_.shares_rows_with(layers) && flows_.shares_rows_with(flows) &&
      partners_.shares_rows_with(partners) && streams_.shares_rows_with(streams))
    return;
  looked_ = true;
  layers_ = layers;
  flows_ = flows;
  partners_ = partners;
  streams_ = streams;
  const std::vector<layers::RoadLayer> wanted =
      flows.empty() && streams.empty() ? std::vector<layers::RoadLayer>{} : plan_road_layers(*plan, plan_path);
  if (wanted != asked_) {
    jobs.cancel_topic(ways_topic);
    jobs.cancel_topic(reading_topic);
    asked_ = wanted;
    network_ = nullptr;
    ways_ = nullptr;
    if (!asked_.empty()) read(plan_path, map, jobs);
  }
  if (network_ && !flows.empty() && !(ways_ && ways_->covers(*plan))) find_ways(plan, jobs);
}

void PlanRoads::read(const std::string& plan_path, const geo::Crs& map, Jobs& jobs) {
  reading_job_ =
      jobs.start(reading_topic, geo::say("Reading the road network"),
                 [this, wanted = asked_, map, cache = layers::road_cache_file(plan_path)](geo::Progress& progress) {
                   auto network = layers::prepared_roads(wanted, map, geo::RouteBy::length, cache, progress).value;
                   return [this, network] {
                     network_ = network;
                     looked_ = false;  // the ways are looked for next
                   };
                 });
}

bool PlanRoads::reading(const Jobs& jobs) const {
  const std::vector<Jobs::Running> running = jobs.running();
  return std::any_of(running.begin(), running.end(), [&](const Jobs::Running& job) { return job.id == reading_job_; });
}

void PlanRoads::find_ways(const geo::PlanPtr& plan, Jobs& jobs) {
  jobs.start(ways_topic, geo::say("Ways of the flows by road"),
             [this, plan, network = network_, before = ways_](geo::Progress& progress) {
               auto ways = std::make_shared<const geo::FlowRoads>(*plan, network, before.get(), progress);
               return [this, ways] { ways_ = ways; };
             });
}

}  // namespace app
