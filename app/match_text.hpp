// Matches of offers and needs as text for programs.
#pragma once

#include "geo/symbiosis/match.hpp"

#include <span>
#include <string>

namespace app {

/// One row for each match: offer_id,need_id,material,amount_t,distance_km,benefit_t_co2e. The benefit is that of all
/// the row's tonnes.
[[nodiscard]] std::string matching_as_csv(const geo::Matching& matching, std::span<const geo::Offer> offers,
                                          std::span<const geo::Need> needs);
/// The same rows as "matches", with "total_benefit_t_co2e" and "matched_t".
[[nodiscard]] std::string matching_as_json(const geo::Matching& matching, std::span<const geo::Offer> offers,
                                           std::span<const geo::Need> needs);

}  // namespace app
