#include "geo/flow/flow_figures.hpp"

#include "geo/balance/source_model.hpp"

#include <algorithm>
#include <cmath>

namespace geo {

namespace {

double input_value(const EmissionSource& source, const char* name, double otherwise) {
  const ModelInput* input = find_input(source.inputs, name);
  return input && input->value ? *input->value : otherwise;
}

/// The cards of a made source's year as one amount of CO2e.
std::optional<Co2eRange> co2e_of(const EmissionSource& source, const Catalogues& catalogues, int year, GwpSet set,
                                 std::vector<Message>& remarks) {
  const auto model = source_model(source, catalogues);
  for (const Message& fault : model->faults()) remarks.push_back(fault);
  if (!model->faults().empty()) return std::nullopt;
  const Explanation explained = model->explain(year);
  if (explained.cards.empty()) {
    remarks.insert(remarks.end(), explained.unknown.begin(), explained.unknown.end());
    return std::nullopt;
  }
  Co2eRange sum;
  double below = 0;
  double above = 0;
  for (const FigureCard& card : explained.cards) {
    if (!card.key || card.key->basis == ResultBasis::market) continue;
    const double gwp = gwp100(card.key->gas, set);
    sum.value_t += card.value * gwp;
    below = std::hypot(below, (card.value - card.low.value_or(card.value)) * gwp);
    above = std::hypot(above, (card.high.value_or(card.value) - card.value) * gwp);
  }
  sum.low_t = sum.value_t - below;
  sum.high_t = sum.value_t + above;
  return sum;
}

const std::string& treatment_id(const Material& material, Treatment way) {
  static const std::string nothing;
  switch (way) {
    case Treatment::none: return nothing;
    case Treatment::recycling: return material.recycling;
    case Treatment::recovery: return material.recovery;
    case Treatment::landfill: return material.landfill;
  }
  return nothing;
}

std::optional<Co2eRange> treatment_of(const MaterialFlow& flow, const Catalogues& catalogues, int year, double tonnes) {
  const Factor* factor = treatment_factor(flow, catalogues);
  const auto each_t = factor ? per_tonne(*factor, year) : std::nullopt;
  if (!each_t) return std::nullopt;
  return Co2eRange{each_t->value * tonnes, each_t->low * tonnes, each_t->high * tonnes};
}

}  // namespace

const Factor* treatment_factor(const MaterialFlow& flow, const Catalogues& catalogues) {
  const Material* material = find_material(catalogues.materials, flow.material);
  return material ? catalogues.factors.find(treatment_id(*material, flow.treatment)) : nullptr;
}

FlowFigures flow_figures(const Plan& plan, const MaterialFlow& flow, const Catalogues& catalogues, int year,
                         const RoadSearch& road) {
  FlowFigures figures;
  figures.amount_t = amount_t(flow.amounts, year);
  figures.distance = flow_distance(plan, flow, catalogues.factors, road);
  const FlowSource transport = transport_source(plan, flow, catalogues, road);
  figures.remarks = transport.remarks;
  if (!figures.amount_t || !std::isfinite(*figures.amount_t) || *figures.amount_t < 0) return figures;
  const double tonnes = *figures.amount_t;
  if (figures.distance) figures.tonne_km = tonnes * figures.distance->km();
  if (transport.source) {
    const EmissionSource& source = *transport.source;
    figures.transport = co2e_of(source, catalogues, year, plan.info().gwp_set, figures.remarks);
    const auto model = catalogues.find_model(source.model);
    const ModelField* payload = model ? find_field(*model, "payload") : nullptr;
    if (payload && flow.load_share && figures.distance) {
      double payload_t = input_value(source, "payload", 0);
      if (payload_t == 0) {
        // The model's own: a factor with the vehicle's word in its id.
        const Vehicle* vehicle = find_vehicle(catalogues.vehicles, flow.vehicle);
        std::string id = payload->default_factor;
        if (const auto at = id.find("{vehicle}"); at != std::string::npos && vehicle)
          id.replace(at, std::string("{vehicle}").size(), vehicle->trips_word);
        if (const FactorLookup found = catalogues.factors.look_up(id, year)) payload_t = found.number.value;
      }
      if (payload_t > 0 && *flow.load_share > 0) {
        figures.trips = tonnes / (payload_t * *flow.load_share);
        figures.loaded_km = *figures.trips * figures.distance->km();
        figures.empty_km = *figures.loaded_km * flow.empty_return_share.value_or(1);
      }
    }
  }
  figures.treatment = treatment_of(flow, catalogues, year, tonnes);
  if (const auto avoided = avoided_per_t(plan, flow, catalogues, year))
    figures.avoided = Co2eRange{avoided->value * tonnes, avoided->low * tonnes, avoided->high * tonnes};
  return figures;
}

}  // namespace geo
