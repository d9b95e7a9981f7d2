// A flow as sources of the balance: what its transport emits, and beside the balance what is not emitted because the
// material takes the place of virgin material. They are made for the ledger and are in no file, so that a flow is
// entered once; the calculation is that of the transport models (assets/models), with their factors and intervals.
#pragma once

#include "geo/balance/catalogues.hpp"
#include "geo/flow/flow_place.hpp"
#include "geo/plan/plan.hpp"

#include <optional>
#include <vector>

namespace geo {

/// A made source, or why there is none, and what is to be said of one that there is.
struct FlowSource {
  std::optional<EmissionSource> source;
  std::vector<Message> remarks;
};

/// Trips n = Q / (P λ); E = n c d (e(λ) + r e(0)) with a load that is given, e linear in the load; E = Q c d EF where
/// the load is not given or the vehicle has figures per tonne-km only: those hold the empty running of their source, so
/// no empty return is added to them. Scope 1 of the carrier when that is a partner of the plan, else scope 3 of the
/// hub. None for a flow without a vehicle (pipe, belt, or not known) or without a distance.
[[nodiscard]] FlowSource transport_source(const Plan& plan, const MaterialFlow& flow, const Catalogues& catalogues,
                                          const RoadSearch& road = {});

/// A factor of a mass by mass in t/t; none: it is of something else, or has no value for the year.
[[nodiscard]] std::optional<Distribution> per_tonne(const Factor& factor, int year);

/// What one tonne avoids [t CO2e/t], by whom it is told.
struct AvoidedPerTonne {
  double value = 0;
  double low = 0;
  double high = 0;
  std::string source;  ///< of the factor, or of the need
  std::string factor;  ///< id; empty: told by the need
};
/// By the receiver's need for the material where it tells one; else making the replaced virgin material, or the
/// published saving. None when the flow is not recycled or nothing is known: never a guess.
[[nodiscard]] std::optional<AvoidedPerTonne> avoided_per_t(const Plan& plan, const MaterialFlow& flow,
                                                           const Catalogues& catalogues, int year);
/// On the avoided line alone.
[[nodiscard]] FlowSource avoided_source(const Plan& plan, const MaterialFlow& flow, const Catalogues& catalogues);

/// Under which ids the two stand among the sources; no source of a file has such an id.
[[nodiscard]] Id<EmissionSource> transport_id(Id<MaterialFlow> flow);
[[nodiscard]] Id<EmissionSource> avoided_id(Id<MaterialFlow> flow);
/// Whose transport or saving a source is; none for a source of the plan's own.
[[nodiscard]] Id<MaterialFlow> flow_of(Id<EmissionSource> source);

/// The plan with the sources of its flows after its own (transport only of flows that are counted). Unchanged ones are
/// those of `before`, an earlier answer.
[[nodiscard]] PlanPtr with_flow_sources(const PlanPtr& plan, const Catalogues& catalogues, const RoadSearch& road = {},
                                        const Plan* before = nullptr);

/// "from → to, material", or the flow's own name.
[[nodiscard]] std::string flow_name(const Plan& plan, const MaterialFlow& flow, const Catalogues& catalogues);

}  // namespace geo
