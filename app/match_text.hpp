// Matches of offers and needs as text for programs.
#pragma once

#include "geo/symbiosis/proposals.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

namespace app {

/// One matched pair.
struct MatchRow {
  std::string offer_id;
  std::string need_id;
  std::string material;
  double amount_t = 0;
  double distance_km = 0;     ///< in a straight line
  double benefit_t_co2e = 0;  ///< of all its tonnes
  std::optional<double> benefit_eur{};
  std::string more_json{};  ///< members that JSON has besides: ", \"name\": value"
};

[[nodiscard]] std::vector<MatchRow> match_rows(const geo::Matching& matching, std::span<const geo::Offer> offers,
                                               std::span<const geo::Need> needs);
/// With companies, the way, the interval and the reason in JSON.
[[nodiscard]] std::vector<MatchRow> match_rows(const geo::ProposalList& list);

/// offer_id,need_id,material,amount_t,distance_km,benefit_t_co2e, and benefit_eur where that is the aim.
[[nodiscard]] std::string matches_as_csv(const std::vector<MatchRow>& rows, geo::ProposalAim aim);
/// The same rows as "matches", with "total_benefit_t_co2e" and "matched_t", and "total_benefit_eur" where that is the
/// aim.
[[nodiscard]] std::string matches_as_json(const std::vector<MatchRow>& rows, geo::ProposalAim aim);

}  // namespace app
