// Proposals: which side streams should meet, with what each would save, how
// sure that is, and why this pair; what is lost without one partner; and a
// proposal as a planned flow of the plan.
#pragma once

#include "geo/flow/flow_figures.hpp"
#include "geo/plan/edit.hpp"
#include "geo/road/road_table.hpp"
#include "geo/symbiosis/market.hpp"

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace geo {

/// What the matches are to be best in.
enum class ProposalAim { co2e, eur };
template <>
struct EnumText<ProposalAim> {
  static constexpr std::array names{"co2e", "eur"};
};

struct ProposalTerms {
  int year = 2023;
  ProposalAim aim = ProposalAim::co2e;
  std::string vehicle = "articulated-large";   ///< of the catalogue, with the
                                               ///< mean load of its source
  std::optional<double> transport_kg_per_tkm;  ///< in place of the vehicle's figure
  std::optional<double> circuity;              ///< in place of the usual detour where no road is known
  std::optional<double> max_km;                ///< of the way
  double transport_eur_per_tkm = 0;            ///< counts where the aim is EUR
};

/// A pair that should meet. Masses are of the whole amount in the year.
struct Proposal {
  MarketStream offer;
  MarketStream need;
  std::string offer_company;
  std::string need_company;
  std::string material;
  MapPoint from;  ///< on the first hub's map
  MapPoint to;
  double amount_t = 0;
  double line_km = 0;      ///< straight
  double distance_km = 0;  ///< of the way
  DistanceKind distance_kind = DistanceKind::estimated;
  Co2eRange avoided;       ///< virgin material that is not made
  Co2eRange pretreatment;  ///< of the offer
  Co2eRange transport;
  Co2eRange saving;                   ///< avoided - pre-treatment - transport; their errors are
                                      ///< independent
  std::optional<double> benefit_eur;  ///< where a benefit in EUR is told; costs
                                      ///< of starting taken off
  Message reason;                     ///< why this pair
  std::optional<Message> doubt;       ///< what is not known of the interval
};

struct ProposalList {
  std::vector<Proposal> proposals;  ///< the greatest saving (or benefit) first
  double amount_t = 0;
  double saving_t = 0;
  double aim_value = 0;  ///< what was made greatest: t CO2e or EUR a year
  bool proven = true;    ///< false: the search among lots ended early, a better
                         ///< list may exist
};

/// A partner of a hub; a stream without a partner stands for itself.
using ProposalPartner = std::pair<std::size_t, std::string>;  // the hub, the company

struct PartnerLoss {
  ProposalPartner partner;
  double loss = 0;  ///< how much less the aim's value is without the partner;
                    ///< never negative where it was proven
};

/// A market in which any pair can be judged, from which proposals are made.
class Symbiosis {
public:
  /// `road`: ways on the first hub's map; where there is none the distance is estimated. It is asked here, of all pairs
  /// that could gain. Throws geo::Error for a vehicle that has no figure.
  Symbiosis(std::vector<Hub> hubs, const Catalogues& catalogues, ProposalTerms terms, const RoadLengths& road = {},
            const Advance& advance = {});

  [[nodiscard]] const Market& market() const { return market_; }
  [[nodiscard]] const ProposalTerms& terms() const { return terms_; }
  [[nodiscard]] const std::vector<Hub>& hubs() const { return hubs_; }
  [[nodiscard]] ProposalList best(const std::set<ProposalPartner>& without = {}, const Advance& advance = {}) const;
  /// What-if for partners that have a part in the best list, the greatest loss first; no more than `most`, which are
  /// those with the greatest.
  [[nodiscard]] std::vector<PartnerLoss> losses(std::size_t most = 100, const Advance& advance = {}) const;

private:
  struct Pair {
    double line_km = 0;
    FlowDistance distance;
    bool can_meet = true;
    double saving_t_per_t = 0;
    double worth_per_t = 0;
    double start_cost = 0;
  };
  /// Offers and needs of one material: [first, end) of the market's lists, which are sorted by it.
  struct MaterialPart {
    std::size_t first_offer = 0, end_offer = 0, first_need = 0, end_need = 0;
  };
  void sort_by_material();
  void ask_roads(const RoadLengths& road, const Advance& advance);
  [[nodiscard]] double line_km(std::size_t offer, std::size_t need) const;
  /// Of two of one material.
  [[nodiscard]] Pair pair(std::size_t offer, std::size_t need) const;
  [[nodiscard]] Pair pair(std::size_t offer, std::size_t need, double straight_km, const FlowDistance& distance) const;
  [[nodiscard]] Matching matching(const MaterialPart& part, const std::set<ProposalPartner>& without,
                                  const Advance& advance) const;
  [[nodiscard]] Proposal proposal(const Match& match) const;
  [[nodiscard]] Message reason(std::size_t offer, std::size_t need) const;

  std::vector<Hub> hubs_;
  ProposalTerms terms_;
  Market market_;
  Co2eRange transport_t_per_tkm_;
  FlowDistance estimate_;  ///< with the usual detour
  std::vector<MaterialPart> parts_;
  std::vector<std::size_t> part_of_offer_;
  /// Of each offer the ways by road to the needs of its material [km]; NaN: none. Empty where it was not asked.
  std::vector<std::vector<float>> road_km_;
};

/// Adds the proposal to the plan, which is the first hub's, as a planned flow in the terms' year. What belongs to
/// another hub is a place outside, named after the company there. Asserts that one end is the plan's own.
[[nodiscard]] Edit accepted(const Plan& plan, const Proposal& proposal, const ProposalTerms& terms);

}  // namespace geo
