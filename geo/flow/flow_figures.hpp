// The figures of one flow in one year: how it is moved, and its value chain: transport, treatment, avoided production.
#pragma once

#include "geo/flow/flow_source.hpp"
#include "geo/model/explain.hpp"

#include <optional>
#include <vector>

namespace geo {

/// t CO2e by the plan's GWP set with its 95 % range; low and high are the value where no range is known.
struct Co2eRange {
  double value_t = 0;
  double low_t = 0;
  double high_t = 0;
};

struct FlowFigures {
  std::optional<double> amount_t;        ///< none: the year is not known
  std::optional<FlowDistance> distance;  ///< one way
  std::optional<double> tonne_km;
  std::optional<double> trips;         ///< of vehicles with the load that is given, out
  std::optional<double> loaded_km;     ///< all trips out
  std::optional<double> empty_km;      ///< all trips back that are empty
  std::optional<Co2eRange> transport;  ///< none: not known, or nothing is driven
  std::optional<Co2eRange> treatment;  ///< where it arrives; in the balance it is the receiver's own source
  std::optional<Co2eRange> avoided;    ///< positive: not emitted elsewhere; never netted with the others
  std::vector<Message> remarks;        ///< what is odd, left out or estimated
};
[[nodiscard]] FlowFigures flow_figures(const Plan& plan, const MaterialFlow& flow, const Catalogues& catalogues,
                                       int year, const RoadSearch& road = {});

/// Of a tonne treated as the flow says where it arrives; null: not known.
[[nodiscard]] const Factor* treatment_factor(const MaterialFlow& flow, const Catalogues& catalogues);

/// What is odd in the plan's flows, each with the flow that it is said of: a flow to itself, without an end or a place,
/// of an unknown material, with tonnes that are negative or zero, and materials that go in a circle.
struct FlowFinding {
  Id<MaterialFlow> flow;
  Message what;
};
[[nodiscard]] std::vector<FlowFinding> flow_findings(const Plan& plan, const Catalogues& catalogues);

}  // namespace geo
