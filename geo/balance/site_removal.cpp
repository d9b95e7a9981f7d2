#include "geo/balance/site_removal.hpp"

#include <algorithm>
#include <utility>

namespace geo {

namespace {

/// A rate of the land cover catalogue as a factor, so that its card looks like all others.
Factor factor_of(const LandCoverRate& rate) {
  Factor factor;
  factor.id = "land-cover." + rate.id;
  factor.name = {rate.name_en, rate.name_fi, {}};
  factor.unit = "t/ha/a";
  factor.constant = {0, rate.removal_t_co2_per_ha_a, rate.low, rate.high};
  factor.shape = DistributionShape::normal;
  factor.interval = rate.interval;
  factor.source = rate.source;
  factor.source_year = rate.source_year;
  factor.status = rate.status;
  factor.note = rate.formula;
  return factor;
}

SinkTerms rate_terms(const LandCoverRate& rate, double area_ha) {
  SinkTerms terms;
  const Factor factor = factor_of(rate);
  SinkNumber area{"input:area_ha", {"Area", "Pinta-ala", "Areal"}, "ha", {}, {}, false, false, {}};
  area.number.value = area.number.low = area.number.high = area_ha;
  SinkNumber removal{
      "factor:" + factor.id, factor.name, factor.unit, look_up(factor, 0).number, factor, false, false, {}};
  terms.source = rate.source;
  terms.numbers = {std::move(area), std::move(removal)};
  terms.terms.push_back({{}, {"First estimate", "Ensiarvio", "Första uppskattning"}, 1, {}, {{0}, {1}}});
  return terms;
}

}  // namespace

SiteRemoval::SiteRemoval(std::shared_ptr<const SinkSite> site, double area_ha, const Catalogues& catalogues)
    : site_(std::move(site)), area_ha_(area_ha) {
  if (site_->model.empty()) {
    if (const LandCoverRate* rate = find_rate(catalogues.land_cover, site_->land_cover))
      rate_ = *rate;
    else
      faults_.push_back(say("There is no rate for the land cover \"{0}\".", site_->land_cover));
    return;
  }
  const auto model = catalogues.find_model(site_->model);
  if (!model) {
    faults_.push_back(say("There is no calculation model \"{0}\".", site_->model));
    return;
  }
  std::vector<ModelInput> inputs = site_->inputs;
  if (find_field(*model, "area_ha") && !find_input(inputs, "area_ha")) {
    ModelInput area;
    area.name = "area_ha";
    area.unit = "ha";
    area.value = area_ha_;
    inputs.push_back(std::move(area));
  }
  if (find_field(*model, "start_year") && !find_input(inputs, "start_year")) {
    ModelInput start;
    start.name = "start_year";
    start.value = site_->start_year;
    inputs.push_back(std::move(start));
  }
  sink_ = prepare_sink(*model, inputs, catalogues.factors);
  faults_ = sink_->faults;
}

bool SiteRemoval::to_be_confirmed(int year) const {
  for (const SinkNumber& number : terms(year).numbers)
    if (number.factor && number.factor->status == FactorStatus::to_be_confirmed) return true;
  return false;
}

SinkTerms SiteRemoval::terms(int year) const {
  if (!faults_.empty()) {
    SinkTerms none;
    none.unknown = faults_;
    return none;
  }
  if (year < site_->start_year) return {};
  if (sink_) return sink_terms(*sink_, year);
  return rate_terms(*rate_, area_ha_);
}

std::optional<NetRemoval> SiteRemoval::net(int year, GwpSet set) const {
  const SinkTerms found = terms(year);
  if (!found.unknown.empty()) return std::nullopt;
  return net_removal(found, set);
}

SiteRemovals site_removals(const Plan& plan, const Crs& map, const Catalogues& catalogues, const SiteRemovals& before) {
  SiteRemovals removals;
  for (const auto& site : plan.sink_sites()) {
    const auto same = std::find_if(before.begin(), before.end(),
                                   [&](const auto& removal) { return removal->shared_site() == site.value; });
    removals.push_back(same != before.end()
                           ? *same
                           : std::make_shared<const SiteRemoval>(site.value, site_area_ha(*site, map), catalogues));
  }
  return removals;
}

}  // namespace geo
