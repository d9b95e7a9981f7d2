// Industrial symbiosis: which side streams on offer should meet which needs.
//
// A pair of one material is worth, per tonne, what the need avoids (virgin material that is not made) less what the
// offer's pre-treatment emits less the way between the two. The matches are those whose benefits add up to most: a
// transportation problem (geo/symbiosis/pair_transport.hpp). Each tonne is credited once, in the one pair that moves
// it, and a pair without a benefit stays unmatched.
#pragma once

#include "geo/message.hpp"
#include "geo/plan/flow_entity.hpp"
#include "geo/space.hpp"
#include "geo/symbiosis/pair_transport.hpp"

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace geo {

/// What a company has to give, in one year.
struct Offer {
  std::string id;
  std::string company;
  std::string material;
  double amount_t = 0;
  MapPoint place;
  double pretreatment_t_co2e_per_t = 0;
  bool hazardous = false;
  std::vector<QualityLimit> quality;      ///< what it is
  std::optional<double> max_distance_km;  ///< of the way
  double lot_t = 0;                       ///< smallest amount that it is given in
};

/// What a company could take, in one year.
struct Need {
  std::string id;
  std::string company;
  std::string material;
  double amount_t = 0;
  MapPoint place;
  double avoided_t_co2e_per_t = 0;
  bool takes_hazardous = false;
  std::vector<QualityLimit> quality;      ///< what it may be
  std::optional<double> max_distance_km;  ///< of the way
  double lot_t = 0;                       ///< smallest amount that it is taken in
};

/// Why the two can not meet whatever it would save: hazard, quality (what the need limits has to be known of the offer
/// and lie within), the way too long. None where they can.
[[nodiscard]] std::optional<Message> obstacle(const Offer& offer, const Need& need, double way_km);

/// What one pair is worth.
struct PairWorth {
  double distance_km = 0;
  double benefit_per_t = 0;  ///< t CO2e/t, or what else the matches are to be best in
  double start_cost = 0;     ///< taken off the benefit once; at least 0
};

/// Asked of each offer and need of one material; none where the two can not meet.
using JudgePair = std::function<std::optional<PairWorth>(const Offer&, const Need&)>;

struct Match {
  std::size_t offer = 0;  ///< its place in the list
  std::size_t need = 0;
  double amount_t = 0;     ///< > 0
  double distance_km = 0;  ///< as judged
  double benefit = 0;      ///< of all its tonnes, the start cost taken off
};

struct Matching {
  std::vector<Match> matches;  ///< the greatest benefit first, then by ids
  double amount_t = 0;
  double benefit = 0;
  /// False where smallest lots or costs of starting made the search too long: `bound` is what the optimum is at most.
  bool proven = true;
  double bound = 0;
  /// What one tonne more of an offer or a need would add (the dual prices), in the order of the lists. Of
  /// materials with lots or costs of starting they are zero.
  std::vector<double> offer_price_per_t;
  std::vector<double> need_price_per_t;
};

/// The matches with the greatest benefit. The order of the lists does not matter; where several matchings are equally
/// good, the ids decide. A pair moves at least the larger of its two lots, or nothing (geo/symbiosis/lots.hpp).
/// Asserts finite amounts of at least zero. `judge` is asked more than once of a pair and always answers the same.
[[nodiscard]] Matching best_matching(std::span<const Offer> offers, std::span<const Need> needs, const JudgePair& judge,
                                     const Advance& advance = {});

/// Distances in a straight line, made longer by the circuity for what the transport emits.
struct StraightTerms {
  double transport_kg_per_tkm = 0.1;
  double circuity = 1.3;         ///< length of the road / straight line
  std::optional<double> max_km;  ///< in a straight line
};

/// distance_km is the straight line; the benefit per tonne is avoided - pre-treatment - distance x circuity x
/// transport / 1000 [t CO2e/t].
[[nodiscard]] std::optional<PairWorth> straight_worth(const Offer& offer, const Need& need, const StraightTerms& terms);

}  // namespace geo
