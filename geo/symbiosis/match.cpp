#include "geo/symbiosis/match.hpp"

#include "geo/short_number.hpp"
#include "geo/symbiosis/lots.hpp"
#include "geo/symbiosis/transportation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <tuple>

namespace geo {

namespace {

/// The list's places by material, then id.
template <class Stream>
std::vector<std::size_t> by_material(std::span<const Stream> streams) {
  std::vector<std::size_t> order(streams.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return std::tie(streams[a].material, streams[a].id) < std::tie(streams[b].material, streams[b].id);
  });
  return order;
}

/// The places from the front that hold the material.
template <class Stream>
std::span<const std::size_t> with_material(std::span<const std::size_t> order, std::span<const Stream> streams,
                                           const std::string& material) {
  const auto first =
      std::partition_point(order.begin(), order.end(), [&](std::size_t i) { return streams[i].material < material; });
  const auto last =
      std::partition_point(first, order.end(), [&](std::size_t i) { return streams[i].material == material; });
  return {first, last};
}

/// The offers and needs of one material.
struct MaterialMarket {
  std::span<const std::size_t> giving, taking;
  std::vector<double> supply, demand;
  std::vector<TransportArc> arcs;
  std::vector<StartTerms> terms;  ///< of each arc; empty when none has any
};

MaterialMarket material_market(std::span<const Offer> offers, std::span<const Need> needs,
                               std::span<const std::size_t> giving, std::span<const std::size_t> taking,
                               const JudgePair& judge) {
  MaterialMarket market{giving, taking, {}, {}, {}, {}};
  for (const std::size_t i : giving) market.supply.push_back(offers[i].amount_t);
  for (const std::size_t j : taking) market.demand.push_back(needs[j].amount_t);
  for (std::uint32_t i = 0; i < giving.size(); ++i)
    for (std::uint32_t j = 0; j < taking.size(); ++j) {
      const Offer& offer = offers[giving[i]];
      const Need& need = needs[taking[j]];
      const auto worth = judge(offer, need);
      if (!worth || worth->benefit_per_t <= 0) continue;
      market.arcs.push_back({i, j, worth->benefit_per_t});
      const StartTerms terms{std::max(offer.lot_t, need.lot_t), worth->start_cost};
      if (terms.least_amount > 0 || terms.cost > 0 || !market.terms.empty()) {
        market.terms.resize(market.arcs.size());
        market.terms.back() = terms;
      }
    }
  if (!market.terms.empty()) market.terms.resize(market.arcs.size());
  return market;
}

void solve_market(const MaterialMarket& market, Matching& matching, std::vector<TransportSolution::Sent>& sent) {
  if (market.terms.empty()) {
    TransportSolution solution = best_transport(market.supply, market.demand, market.arcs);
    for (std::size_t i = 0; i < market.giving.size(); ++i)
      matching.offer_price_per_t[market.giving[i]] = solution.supply_price[i];
    for (std::size_t j = 0; j < market.taking.size(); ++j)
      matching.need_price_per_t[market.taking[j]] = solution.demand_price[j];
    matching.bound += solution.value;
    sent = std::move(solution.sent);
  } else {
    LotSolution solution = best_transport_with_lots(market.supply, market.demand, market.arcs, market.terms);
    matching.proven = matching.proven && solution.proven;
    matching.bound += solution.bound;
    sent = std::move(solution.sent);
  }
}

/// Adds the matches of one material.
void match_material(std::span<const Offer> offers, std::span<const Need> needs, std::span<const std::size_t> giving,
                    std::span<const std::size_t> taking, const JudgePair& judge, Matching& matching) {
  const MaterialMarket market = material_market(offers, needs, giving, taking, judge);
  std::vector<TransportSolution::Sent> sent;
  solve_market(market, matching, sent);
  for (const auto& [a, amount_t] : sent) {
    const TransportArc& arc = market.arcs[a];
    const std::size_t offer = giving[arc.supply], need = taking[arc.demand];
    matching.matches.push_back({offer, need, amount_t, judge(offers[offer], needs[need])->distance_km,
                                arc.value * amount_t - (market.terms.empty() ? 0 : market.terms[a].cost)});
  }
}

/// What the need limits and the offer does not meet, or is not known to.
std::optional<Message> quality_obstacle(const Offer& offer, const Need& need) {
  for (const QualityLimit& limit : need.quality) {
    if (!limit.low && !limit.high) continue;
    const auto known = std::find_if(offer.quality.begin(), offer.quality.end(),
                                    [&](const QualityLimit& is) { return is.property == limit.property; });
    if (known == offer.quality.end() || (limit.low && !known->low) || (limit.high && !known->high))
      return say("The need limits {0}, which is not known of the offer.", limit.property);
    if ((limit.low && *known->low < *limit.low) || (limit.high && *known->high > *limit.high))
      return say("The offer is outside what the need takes of {0}.", limit.property);
  }
  return std::nullopt;
}

}  // namespace

Matching best_matching(std::span<const Offer> offers, std::span<const Need> needs, const JudgePair& judge) {
  Matching matching;
  matching.offer_price_per_t.assign(offers.size(), 0);
  matching.need_price_per_t.assign(needs.size(), 0);
  const std::vector<std::size_t> giving = by_material(offers), taking = by_material(needs);
  for (std::span<const std::size_t> rest = giving; !rest.empty();) {
    const std::string& material = offers[rest.front()].material;
    const auto of_material = with_material(rest, offers, material);
    match_material(offers, needs, of_material, with_material<Need>(taking, needs, material), judge, matching);
    rest = rest.subspan(of_material.size());
  }
  std::sort(matching.matches.begin(), matching.matches.end(), [&](const Match& a, const Match& b) {
    return std::tie(b.benefit, offers[a.offer].id, needs[a.need].id, a.offer, a.need) <
           std::tie(a.benefit, offers[b.offer].id, needs[b.need].id, b.offer, b.need);
  });
  for (const Match& match : matching.matches) {
    matching.amount_t += match.amount_t;
    matching.benefit += match.benefit;
  }
  return matching;
}

std::optional<Message> obstacle(const Offer& offer, const Need& need, double way_km) {
  if (offer.hazardous && !need.takes_hazardous) return say("It is hazardous waste, which the need does not take.");
  if (auto quality = quality_obstacle(offer, need)) return quality;
  const double most_km = std::min(offer.max_distance_km.value_or(std::numeric_limits<double>::infinity()),
                                  need.max_distance_km.value_or(std::numeric_limits<double>::infinity()));
  if (way_km > most_km) return say("The way is {0} km, more than {1} km.", short_number(way_km), short_number(most_km));
  return std::nullopt;
}

std::optional<PairWorth> straight_worth(const Offer& offer, const Need& need, const StraightTerms& terms) {
  const double distance_km = std::hypot(offer.place.x_m - need.place.x_m, offer.place.y_m - need.place.y_m) / 1000;
  if (terms.max_km && distance_km > *terms.max_km) return std::nullopt;
  const double transport_t_per_t = distance_km * terms.circuity * terms.transport_kg_per_tkm / 1000;
  return PairWorth{distance_km, need.avoided_t_co2e_per_t - offer.pretreatment_t_co2e_per_t - transport_t_per_t, 0};
}

}  // namespace geo
