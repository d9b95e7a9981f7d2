#include "geo/factor/factor.hpp"

#include <algorithm>

namespace geo {

namespace {

Distribution distribution(const Factor& factor, double value, double low, double high) {
  return {factor.shape, value, low, high};
}

}  // namespace

FactorLookup look_up(const Factor& factor, int year) {
  FactorLookup result;
  result.factor = &factor;
  if (factor.valid_from && year < *factor.valid_from) {
    result.fault = FactorFault::before_validity;
    return result;
  }
  if (factor.valid_to && year > *factor.valid_to) {
    result.fault = FactorFault::after_validity;
    return result;
  }
  if (factor.path.empty()) {
    result.number = distribution(factor, factor.constant.value, factor.constant.low, factor.constant.high);
    return result;
  }
  const auto after = std::lower_bound(factor.path.begin(), factor.path.end(), year,
                                      [](const FactorYear& row, int wanted) { return row.year < wanted; });
  if (after != factor.path.end() && after->year == year) {
    result.number = distribution(factor, after->value, after->low, after->high);
    return result;
  }
  if (factor.between != BetweenYears::linear || after == factor.path.begin() || after == factor.path.end()) {
    result.fault = FactorFault::not_in_path;
    return result;
  }
  const FactorYear& a = *(after - 1);
  const FactorYear& b = *after;
  const double share = static_cast<double>(year - a.year) / (b.year - a.year);
  const auto between = [share](double first, double second) { return first + (second - first) * share; };
  result.number = distribution(factor, between(a.value, b.value), between(a.low, b.low), between(a.high, b.high));
  result.interpolated = true;
  return result;
}

Message sentence(const FactorLookup& lookup, std::string_view id, int year) {
  const std::string when = std::to_string(year);
  switch (lookup.fault) {
    case FactorFault::none: return {};
    case FactorFault::unknown_id: return say("There is no factor {0}.", id);
    case FactorFault::before_validity:
      return say("The factor {0} holds from {1} on, not in {2}.", id, std::to_string(*lookup.factor->valid_from), when);
    case FactorFault::after_validity:
      return say("The factor {0} holds until {1}, not in {2}.", id, std::to_string(*lookup.factor->valid_to), when);
    case FactorFault::not_in_path: break;
  }
  const std::vector<FactorYear>& path = lookup.factor->path;
  if (year > path.front().year && year < path.back().year)
    return say("The factor {0} has no value for {1}, and its source gives none between its years.", id, when);
  return say("The factor {0} has no value for {1}: its years are {2} to {3}.", id, when,
             std::to_string(path.front().year), std::to_string(path.back().year));
}

bool FactorCatalogue::add(Factor factor) {
  std::string id = factor.id;
  return factors_.emplace(std::move(id), std::move(factor)).second;
}

const Factor* FactorCatalogue::find(std::string_view id) const {
  const auto found = factors_.find(id);
  return found == factors_.end() ? nullptr : &found->second;
}

FactorLookup FactorCatalogue::look_up(std::string_view id, int year) const {
  if (const Factor* factor = find(id)) return geo::look_up(*factor, year);
  FactorLookup none;
  none.fault = FactorFault::unknown_id;
  return none;
}

}  // namespace geo
