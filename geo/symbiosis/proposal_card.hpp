// How the saving of a proposal is worked out: what is avoided, pre-treated and driven, each down to its factor.
#pragma once

#include "geo/model/explain.hpp"
#include "geo/symbiosis/proposals.hpp"

namespace geo {

/// t CO2e a year. The value and the range are those of the proposal.
[[nodiscard]] FigureCard proposal_card(const Proposal& proposal, const Symbiosis& symbiosis,
                                       const Catalogues& catalogues);

}  // namespace geo
