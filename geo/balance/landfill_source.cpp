#include "geo/balance/landfill_source.hpp"

#include "geo/landfill/site_card.hpp"

#include <utility>

namespace geo {

namespace {

/// Beyond every plan's horizon. One preparation for all years, so that a variable has one distribution.
constexpr int last_possible_year = 2200;

}  // namespace

LandfillSource::LandfillSource(std::shared_ptr<const CalculationModel> model, const std::vector<ModelInput>& inputs,
                               const Catalogues& catalogues)
    : model_(std::move(model)),
      catalogues_(catalogues),
      prepared_(prepare_landfill(*model_, inputs, catalogues.waste, last_possible_year)) {
}

std::vector<ModelYear> LandfillSource::years(int first_year, int last_year, std::size_t draws,
                                             const Multipliers& multipliers) const {
  return landfill_years(prepared_, first_year, last_year, draws, multipliers);
}

std::vector<ModelVariable> LandfillSource::variables(int) const {
  return geo::variables(prepared_);
}

Explanation LandfillSource::explain(int year) const {
  return geo::explain(prepared_, *model_, catalogues_.waste, year);
}

}  // namespace geo
