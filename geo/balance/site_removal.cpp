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

SinkTerms SiteRemoval::terms(int year) const {
  if (year < site_->start_year) return {};
  if (sink_) return sink_terms(*sink_, year);
  if (rate_) return rate_terms(*rate_, area_ha_);
  SinkTerms none;
  none.unknown = faults_;
  return none;
}

std::vector<SiteRemoval> site_removals(const Plan& plan, const Crs& map, const Catalogues& catalogues) {
  std::vector<SiteRemoval> removals;
  for (const auto& site : plan.sink_sites()) removals.emplace_back(site.value, site_area_ha(*site, map), catalogues);
  return removals;
}

}  // namespace geo
