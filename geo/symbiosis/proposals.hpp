// Proposals: which side streams should meet, with what each would save, how
// sure that is, and why this pair; what is lost without one partner; and a
// proposal as a planned flow of the plan.
#pragma once

#include "geo/flow/flow_figures.hpp"
#include "geo/plan/edit.hpp"
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

/// A market with the worth of all its pairs, from which proposals are made.
class Symbiosis {
public:
  /// `road`: as flow_distance takes it. Throws geo::Error for a vehicle that
  /// has no figure.
  Symbiosis(std::vector<Hub> hubs, const Catalogues& catalogues, ProposalTerms terms, const RoadSearch& road = {});

  [[nodiscard]] const Market& market() const { return market_; }
  [[nodiscard]] const ProposalTerms& terms() const { return terms_; }
  [[nodiscard]] ProposalList best(const std::set<ProposalPartner>& without = {}) const;
  /// What-if for each partner that has a part in the best list, the greatest
  /// loss first.
  [[nodiscard]] std::vector<PartnerLoss> losses() const;

private:
  struct Pair {
    double line_km = 0;
    FlowDistance distance;
    std::optional<Message> obstacle;
    double saving_t_per_t = 0;
    double worth_per_t = 0;
    double start_cost = 0;
  };
  [[nodiscard]] const Pair* pair(std::size_t offer, std::size_t need) const;
  [[nodiscard]] Pair judged(std::size_t offer, std::size_t need, const FactorCatalogue& factors,
                            const RoadSearch& road) const;
  [[nodiscard]] Proposal proposal(const Match& match) const;
  [[nodiscard]] Message reason(std::size_t offer, std::size_t need) const;

  std::vector<Hub> hubs_;
  ProposalTerms terms_;
  Market market_;
  Co2eRange transport_t_per_tkm_;
  std::vector<std::optional<Pair>> pairs_;  ///< offers by needs; none of two materials
};

/// Adds the proposal to its plan as a planned flow in the terms' year. Only of
/// a proposal within one hub.
[[nodiscard]] Edit accepted(const Plan& plan, const Proposal& proposal, const ProposalTerms& terms);

}  // namespace geo
