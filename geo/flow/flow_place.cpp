#include "geo/flow/flow_place.hpp"

#include <cmath>
#include <set>

namespace geo {

namespace {

using OwnLine = std::vector<MapPoint>;

/// The positions of a flow's own line; empty when it has none.
OwnLine own_line(const MaterialFlow& flow) {
  if (flow.geometry.kind != GeometryKind::line || flow.geometry.parts.empty()) return {};
  const auto& rings = flow.geometry.parts.front().rings;
  if (rings.empty() || rings.front().size() < 2) return {};
  for (const MapPoint& p : rings.front())
    if (!std::isfinite(p.x_m) || !std::isfinite(p.y_m)) return {};
  return rings.front();
}

std::optional<MapPoint> place_of(const Plan& plan, Ref<Partner> id) {
  const auto partner = plan.partners().find(id);
  if (!partner || partner->geometry.empty()) return std::nullopt;
  const MapPoint place = label_point(partner->geometry);
  if (!std::isfinite(place.x_m) || !std::isfinite(place.y_m)) return std::nullopt;
  return place;
}

double length_km(const std::vector<MapPoint>& way) {
  double length_m = 0;
  for (std::size_t i = 1; i < way.size(); ++i)
    length_m += std::hypot(way[i].x_m - way[i - 1].x_m, way[i].y_m - way[i - 1].y_m);
  return length_m / 1000;
}

std::string end_name(const Plan& plan, Ref<Partner> id, const std::string& place) {
  const auto partner = plan.partners().find(id);
  return partner ? partner->name : place;
}

}  // namespace

FoundEnds flow_ends(const Plan& plan, const MaterialFlow& flow) {
  const OwnLine line = own_line(flow);
  std::optional<MapPoint> from = place_of(plan, flow.from);
  std::optional<MapPoint> to = place_of(plan, flow.to);
  if (!from && !line.empty()) from = line.front();
  if (!to && !line.empty()) to = line.back();
  FoundEnds found;
  if (!from) found.missing.push_back(say("It has no place to start from."));
  if (!to)
    found.missing.push_back(!flow.to && flow.to_place.empty() ? say("Its receiver is not told.")
                                                              : say("It has no place to go to."));
  if (from && to) found.ends = FlowEnds{*from, *to};
  return found;
}

std::optional<MapPoint> stream_place(const Plan& plan, const SideStream& stream) {
  if (stream.geometry.empty()) return place_of(plan, stream.partner);
  const MapPoint place = label_point(stream.geometry);
  if (!std::isfinite(place.x_m) || !std::isfinite(place.y_m)) return std::nullopt;
  return place;
}

std::vector<MapPoint> flow_way(const Plan& plan, const MaterialFlow& flow, const RoadSearch& road) {
  const FoundEnds found = flow_ends(plan, flow);
  if (!found.ends) return {};
  const OwnLine line = own_line(flow);
  std::vector<MapPoint> way{found.ends->from};
  if (line.size() > 2) {
    way.insert(way.end(), line.begin() + 1, line.end() - 1);
  } else if (road) {
    if (const auto by_road = road(found.ends->from, found.ends->to))
      way.insert(way.end(), by_road->way.begin(), by_road->way.end());
  }
  way.push_back(found.ends->to);
  return way;
}

std::string from_name(const Plan& plan, const MaterialFlow& flow) {
  return end_name(plan, flow.from, flow.from_place);
}

std::string to_name(const Plan& plan, const MaterialFlow& flow) {
  return end_name(plan, flow.to, flow.to_place);
}

std::optional<FlowDistance> flow_distance(const Plan& plan, const MaterialFlow& flow, const FactorCatalogue& factors,
                                          const RoadSearch& road) {
  if (flow.distance_km) return FlowDistance{DistanceKind::given, *flow.distance_km, 1, 0};
  const std::vector<MapPoint> way = flow_way(plan, flow);
  if (way.empty()) return std::nullopt;
  if (way.size() > 2) return FlowDistance{DistanceKind::drawn, length_km(way), 1, 0};
  if (road)
    if (const auto by_road = road(way.front(), way.back())) return FlowDistance{DistanceKind::road, by_road->km, 1, 0};
  FlowDistance estimate{DistanceKind::estimated, length_km(way), 1, 0};
  if (const FactorLookup detour = factors.look_up(detour_factor_id, plan.info().base_year)) {
    estimate.detour = detour.number.value;
    estimate.detour_uncertainty_pct = (detour.number.high - detour.number.low) / 2 / detour.number.value * 100;
  }
  return estimate;
}

MapBox flow_box(const Plan& plan, const MaterialFlow& flow) {
  MapBox box;
  for (const MapPoint& p : flow_way(plan, flow)) box.extend(p);
  return box;
}

std::optional<double> amount_t(const YearlyAmounts& amounts, int year) {
  for (const YearlyAmount& amount : amounts)
    if (amount.year == year) return amount.amount_t;
  return std::nullopt;
}

std::vector<int> years_with_flows(const Plan& plan) {
  std::set<int> years;
  for (const auto& flow : plan.material_flows())
    for (const YearlyAmount& amount : flow->amounts) years.insert(amount.year);
  return {years.begin(), years.end()};
}

}  // namespace geo
