#include "geo/symbiosis/match.hpp"

#include "geo/short_number.hpp"
#include "geo/symbiosis/lots.hpp"

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
  std::span<const Offer> offers;
  std::span<const Need> needs;
  std::span<const std::size_t> giving, taking;
  const JudgePair& judge;
  std::vector<double> supply, demand;
};

/// Judges all pairs and keeps those that gain, each with its smallest lot and its cost of starting.
void match_lots(const MaterialMarket& market, Matching& matching) {
  std::vector<TransportArc> arcs;
  std::vector<StartTerms> terms;
  std::vector<double> distance_km;
  for (std::uint32_t i = 0; i < market.giving.size(); ++i)
    for (std::uint32_t j = 0; j < market.taking.size(); ++j) {
      const Offer& offer = market.offers[market.giving[i]];
      const Need& need = market.needs[market.taking[j]];
      const auto worth = market.judge(offer, need);
      if (!worth || worth->benefit_per_t <= 0) continue;
      arcs.push_back({i, j, worth->benefit_per_t});
      terms.push_back({std::max(offer.lot_t, need.lot_t), worth->start_cost});
      distance_km.push_back(worth->distance_km);
    }
  const LotSolution solution = best_transport_with_lots(market.supply, market.demand, arcs, terms);
  matching.proven = matching.proven && solution.proven;
  matching.bound += solution.bound;
  for (const auto& [a, amount_t] : solution.sent)
    matching.matches.push_back({market.giving[arcs[a].supply], market.taking[arcs[a].demand], amount_t, distance_km[a],
                                arcs[a].value * amount_t - terms[a].cost});
}

/// False, with nothing added, where a pair that gains has a smallest lot or a cost of starting.
bool match_without_lots(const MaterialMarket& market, const Advance& advance, Matching& matching) {
  bool has_terms = false;
  const PairSolution solution = best_pairs(
      market.supply, market.demand,
      [&](std::uint32_t i, std::uint32_t j) {
        if (has_terms) return 0.0;
        const Offer& offer = market.offers[market.giving[i]];
        const Need& need = market.needs[market.taking[j]];
        const auto worth = market.judge(offer, need);
        if (!worth || worth->benefit_per_t <= 0) return 0.0;
        has_terms = worth->start_cost > 0 || offer.lot_t > 0 || need.lot_t > 0;
        return worth->benefit_per_t;
      },
      advance);
  if (has_terms) return false;
  for (std::size_t i = 0; i < market.giving.size(); ++i)
    matching.offer_price_per_t[market.giving[i]] = solution.supply_price[i];
  for (std::size_t j = 0; j < market.taking.size(); ++j)
    matching.need_price_per_t[market.taking[j]] = solution.demand_price[j];
  matching.bound += solution.value;
  for (const PairSolution::Sent& sent : solution.sent) {
    const std::size_t offer = market.giving[sent.supply], need = market.taking[sent.demand];
    matching.matches.push_back({offer, need, sent.amount,
                                market.judge(market.offers[offer], market.needs[need])->distance_km,
                                sent.value * sent.amount});
  }
  return true;
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

Matching best_matching(std::span<const Offer> offers, std::span<const Need> needs, const JudgePair& judge,
                       const Advance& advance) {
  Matching matching;
  matching.offer_price_per_t.assign(offers.size(), 0);
  matching.need_price_per_t.assign(needs.size(), 0);
  const std::vector<std::size_t> giving = by_material(offers), taking = by_material(needs);
  for (std::span<const std::size_t> rest = giving; !rest.empty();) {
    const std::string& material = offers[rest.front()].material;
    const auto of_material = with_material(rest, offers, material);
    MaterialMarket market{offers, needs, of_material, with_material<Need>(taking, needs, material), judge, {}, {}};
    for (const std::size_t i : market.giving) market.supply.push_back(offers[i].amount_t);
    for (const std::size_t j : market.taking) market.demand.push_back(needs[j].amount_t);
    const auto before = static_cast<double>(giving.size() - rest.size());
    const auto part = [&](double share) {
      if (advance)
        advance((before + share * static_cast<double>(of_material.size())) / static_cast<double>(giving.size()));
    };
    if (!match_without_lots(market, part, matching)) match_lots(market, matching);
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
