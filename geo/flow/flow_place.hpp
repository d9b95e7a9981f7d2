// Where a flow begins, passes and ends, and how far it is.
#pragma once

#include "geo/factor/factor.hpp"
#include "geo/message.hpp"
#include "geo/plan/plan.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace geo {

struct FlowEnds {
  MapPoint from;
  MapPoint to;
};

/// The ends: the place of the partner where there is one with a place, else the end of the flow's own line.
/// Without an end: `missing` says which.
struct FoundEnds {
  std::optional<FlowEnds> ends;
  std::vector<Message> missing;
};
[[nodiscard]] FoundEnds flow_ends(const Plan& plan, const MaterialFlow& flow);
/// Whose end it is: the partner's name, else that of the place; empty when neither is given.
[[nodiscard]] std::string from_name(const Plan& plan, const MaterialFlow& flow);
[[nodiscard]] std::string to_name(const Plan& plan, const MaterialFlow& flow);

/// Its own place, else that of its partner.
[[nodiscard]] std::optional<MapPoint> stream_place(const Plan& plan, const SideStream& stream);

/// A way by road: its length, and its positions from end to end.
struct RoadWay {
  double km = 0;
  std::vector<MapPoint> way;
};
/// Asks the roads of a plan (geo/road); nothing where no road reaches.
using RoadSearch = std::function<std::optional<RoadWay>(MapPoint from, MapPoint to)>;

/// `estimated`: the straight line times the usual detour of roads (factor `detour_factor_id`).
enum class DistanceKind { given, drawn, road, estimated };
template <>
struct EnumText<DistanceKind> {
  static constexpr std::array names{"given", "drawn", "road", "estimated"};
};

inline constexpr const char* detour_factor_id = "transport.detour";

struct FlowDistance {
  DistanceKind kind = DistanceKind::estimated;
  double line_km = 0;                 ///< straight, drawn, by road or as given
  double detour = 1;                  ///< 1 but for an estimate
  double detour_uncertainty_pct = 0;  ///< half of the detour's range
  [[nodiscard]] double km() const { return line_km * detour; }
};
/// Given by hand first, then a way that was drawn (a line with inner points), then by road, then the estimate. None
/// without ends and without a distance given.
[[nodiscard]] std::optional<FlowDistance> flow_distance(const Plan& plan, const MaterialFlow& flow,
                                                        const FactorCatalogue& factors, const RoadSearch& road = {});

/// Where it passes: the ends, and between them the inner points of the flow's own line, or else of the road. Empty
/// without ends.
[[nodiscard]] std::vector<MapPoint> flow_way(const Plan& plan, const MaterialFlow& flow, const RoadSearch& road = {});

/// The box of its way; empty without ends.
[[nodiscard]] MapBox flow_box(const Plan& plan, const MaterialFlow& flow);

/// Tonnes of a year: none if it has no row.
[[nodiscard]] std::optional<double> amount_t(const YearlyAmounts& amounts, int year);
/// The years that have tonnes in any flow, ascending.
[[nodiscard]] std::vector<int> years_with_flows(const Plan& plan);

}  // namespace geo
