#include "geo/flow/flow_source.hpp"

#include "geo/unit.hpp"

#include <cmath>
#include <memory>
#include <utility>

namespace geo {

namespace {

constexpr std::int64_t first_transport_id = 1'000'000'000'000'000;
constexpr std::int64_t first_avoided_id = 2'000'000'000'000'000;
constexpr const char* tonne_km_model = "transport-tonne-km";
constexpr const char* avoided_model = "avoided-production";

ModelInput quantity(std::string name, std::string unit, double value, std::optional<double> uncertainty_pct = {}) {
  return {std::move(name), std::move(unit), value, {}, {}, uncertainty_pct};
}

ModelInput choice(std::string name, std::string word) {
  return {std::move(name), {}, {}, {}, std::move(word), {}};
}

/// The tonnes that can be reckoned with.
ModelInput goods(const MaterialFlow& flow, std::vector<Message>& remarks) {
  ModelInput input{"goods", "t", {}, {}, {}, {}};
  for (const YearlyAmount& amount : flow.amounts) {
    if (!std::isfinite(amount.amount_t) || amount.amount_t < 0) {
      remarks.push_back(
          say("The tonnes of {0} are negative or no number: the year is left out.", std::to_string(amount.year)));
      continue;
    }
    if (!input.years.empty() && input.years.back().year >= amount.year) {
      remarks.push_back(say("The year {0} is given twice: the first one counts.", std::to_string(amount.year)));
      continue;
    }
    input.years.push_back({amount.year, amount.amount_t});
  }
  return input;
}

/// What the receiver's own need says of the material.
std::optional<AvoidedPerTonne> told_by_need(const Plan& plan, const MaterialFlow& flow) {
  if (!flow.to) return std::nullopt;
  for (const auto& stream : plan.side_streams()) {
    if (stream->kind != StreamKind::need || stream->partner != flow.to || stream->material != flow.material ||
        !stream->avoided_t_co2e_per_t)
      continue;
    const double value = *stream->avoided_t_co2e_per_t;
    return AvoidedPerTonne{value,
                           stream->avoided_low_t_co2e_per_t.value_or(value),
                           stream->avoided_high_t_co2e_per_t.value_or(value),
                           stream->provenance.source,
                           {}};
  }
  return std::nullopt;
}

}  // namespace

std::string flow_name(const Plan& plan, const MaterialFlow& flow, const Catalogues& catalogues) {
  if (!flow.name.empty()) return flow.name;
  const auto or_dash = [](std::string name) { return name.empty() ? std::string("–") : name; };
  const Material* material = find_material(catalogues.materials, flow.material);
  return or_dash(from_name(plan, flow)) + " → " + or_dash(to_name(plan, flow)) + ", " +
         or_dash(material ? material->name.en : flow.material);
}

FlowSource transport_source(const Plan& plan, const MaterialFlow& flow, const Catalogues& catalogues,
                            const RoadSearch& road) {
  FlowSource made;
  if (flow.vehicle.empty()) return made;
  const Vehicle* vehicle = find_vehicle(catalogues.vehicles, flow.vehicle);
  if (!vehicle) {
    made.remarks.push_back(say("There is no vehicle \"{0}\".", flow.vehicle));
    return made;
  }
  const auto distance = flow_distance(plan, flow, catalogues.factors, road);
  if (!distance) {
    made.remarks = flow_ends(plan, flow).missing;
    return made;
  }
  EmissionSource source;
  source.name = flow_name(plan, flow, catalogues);
  source.sector = Sector::logistics;
  source.partner = flow.carrier;
  source.note = flow.note;
  source.provenance = flow.provenance;
  if (const auto way = flow_way(plan, flow, road); !way.empty()) source.geometry = Geometry::line(way);
  source.counted = CountedSeries::modelled;
  source.inputs.push_back(goods(flow, made.remarks));
  const bool is_estimate = distance->kind == DistanceKind::estimated;
  source.inputs.push_back(
      quantity("distance", "km", distance->line_km, is_estimate ? std::optional<double>(0) : std::nullopt));
  source.inputs.push_back(quantity("detour", "1", distance->detour, distance->detour_uncertainty_pct));
  if (flow.load_share && !vehicle->trips_model.empty()) {
    source.model = vehicle->trips_model;
    source.inputs.push_back(choice("vehicle", vehicle->trips_word));
    if (!vehicle->duty.empty()) source.inputs.push_back(choice("duty", vehicle->duty));
    if (!vehicle->full_per_km.empty()) {
      const FactorLookup per_km = catalogues.factors.look_up(vehicle->full_per_km, plan.info().base_year);
      const FactorLookup per_tonne_km = catalogues.factors.look_up(vehicle->full_per_tonne_km, plan.info().base_year);
      if (per_km && per_tonne_km && per_tonne_km.number.value > 0)
        source.inputs.push_back(quantity("payload", "t", per_km.number.value / per_tonne_km.number.value, 0));
    }
    source.inputs.push_back(quantity("load", "%", *flow.load_share * 100));
    if (flow.empty_return_share)
      source.inputs.push_back(quantity("empty_return", "%", *flow.empty_return_share * 100));
    else
      made.remarks.push_back(say("How much of the way back is empty is not given: all of it is taken as empty."));
  } else if (!vehicle->tonne_km_word.empty()) {
    source.model = tonne_km_model;
    source.inputs.push_back(choice("vehicle", vehicle->tonne_km_word));
    if (flow.load_share)
      made.remarks.push_back(
          say("The vehicle has figures per tonne-km alone, which hold its mean load: the load does not count."));
    if (flow.empty_return_share)
      made.remarks.push_back(
          say("Figures per tonne-km hold the empty running already: the empty return is not added."));
  } else {
    made.remarks.push_back(say("The vehicle has no figure for a mean load: say how full it is."));
    return made;
  }
  source.scope = flow.carrier ? Scope::scope_1 : Scope::scope_3;
  made.source = std::move(source);
  return made;
}

std::optional<Distribution> per_tonne(const Factor& factor, int year) {
  const FactorLookup found = look_up(factor, year);
  if (!found) return std::nullopt;
  const auto to_tonnes = conversion(unit_from_text(factor.unit), unit_from_text("t/t"));
  if (!to_tonnes) return std::nullopt;
  Distribution number = found.number;
  number.value *= *to_tonnes;
  number.low *= *to_tonnes;
  number.high *= *to_tonnes;
  return number;
}

std::optional<AvoidedPerTonne> avoided_per_t(const Plan& plan, const MaterialFlow& flow, const Catalogues& catalogues,
                                             int year) {
  if (flow.treatment != Treatment::recycling) return std::nullopt;
  if (auto told = told_by_need(plan, flow)) return told;
  const Material* material = find_material(catalogues.materials, flow.material);
  if (!material) return std::nullopt;
  const bool is_saving = material->replaced.empty();
  const std::string& id = is_saving ? material->saving : material->replaced;
  const Factor* factor = catalogues.factors.find(id);
  if (!factor) return std::nullopt;
  const auto number = per_tonne(*factor, year);
  if (!number) return std::nullopt;
  AvoidedPerTonne avoided{number->value, number->low, number->high, factor->source, id};
  if (is_saving) avoided = {-number->value, -number->high, -number->low, factor->source, id};
  return avoided;
}

FlowSource avoided_source(const Plan& plan, const MaterialFlow& flow, const Catalogues& catalogues) {
  FlowSource made;
  const auto avoided = avoided_per_t(plan, flow, catalogues, plan.info().base_year);
  if (!avoided) return made;
  EmissionSource source;
  source.name = flow_name(plan, flow, catalogues);
  source.sector = Sector::treatment;
  source.partner = flow.to;
  source.provenance = {avoided->source, flow.provenance.illustrative};
  source.counted = CountedSeries::modelled;
  source.model = avoided_model;
  source.inputs.push_back(goods(flow, made.remarks));
  const double half = (avoided->high - avoided->low) / 2;
  source.inputs.push_back(
      quantity("avoided", "t/t", avoided->value, avoided->value == 0 ? 0 : std::abs(half / avoided->value) * 100));
  made.source = std::move(source);
  return made;
}

Id<EmissionSource> transport_id(Id<MaterialFlow> flow) {
  return {first_transport_id + flow.value};
}

Id<EmissionSource> avoided_id(Id<MaterialFlow> flow) {
  return {first_avoided_id + flow.value};
}

Id<MaterialFlow> flow_of(Id<EmissionSource> source) {
  if (source.value >= first_avoided_id) return {source.value - first_avoided_id};
  if (source.value >= first_transport_id) return {source.value - first_transport_id};
  return {};
}

PlanPtr with_flow_sources(const PlanPtr& plan, const Catalogues& catalogues, const RoadSearch& road,
                          const Plan* before) {
  if (plan->material_flows().empty()) return plan;
  std::vector<Table<EmissionSource>::Row> rows(plan->emission_sources().begin(), plan->emission_sources().end());
  const auto add = [&](Id<EmissionSource> id, std::optional<EmissionSource> source) {
    if (!source) return;
    const auto old = before ? before->emission_sources().find(id) : nullptr;
    rows.push_back({id, old && *old == *source ? old : std::make_shared<const EmissionSource>(std::move(*source))});
  };
  for (const auto& flow : plan->material_flows())
    if (flow->transport_counted) add(transport_id(flow.id), transport_source(*plan, *flow, catalogues, road).source);
  for (const auto& flow : plan->material_flows())
    add(avoided_id(flow.id), avoided_source(*plan, *flow, catalogues).source);
  auto next = std::make_shared<Plan>(*plan);
  next->table<EmissionSource>() = next->table<EmissionSource>().with_rows(std::move(rows));
  return next;
}

}  // namespace geo
