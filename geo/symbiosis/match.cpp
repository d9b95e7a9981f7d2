#include "geo/symbiosis/match.hpp"

#include "geo/symbiosis/transportation.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
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

/// The matches of one material, all of whose offers and needs are given.
void match_material(std::span<const Offer> offers, std::span<const Need> needs, std::span<const std::size_t> giving,
                    std::span<const std::size_t> taking, const JudgePair& judge, Matching& matching) {
  std::vector<double> supply, demand;
  for (const std::size_t i : giving) supply.push_back(offers[i].amount_t);
  for (const std::size_t j : taking) demand.push_back(needs[j].amount_t);
  std::vector<TransportArc> arcs;
  for (std::uint32_t i = 0; i < giving.size(); ++i)
    for (std::uint32_t j = 0; j < taking.size(); ++j)
      if (const auto worth = judge(offers[giving[i]], needs[taking[j]]); worth && worth->benefit_per_t > 0)
        arcs.push_back({i, j, worth->benefit_per_t});
  const TransportSolution solution = best_transport(supply, demand, arcs);
  for (const TransportSolution::Sent& sent : solution.sent) {
    const TransportArc& arc = arcs[sent.arc];
    const std::size_t offer = giving[arc.supply], need = taking[arc.demand];
    matching.matches.push_back(
        {offer, need, sent.amount, judge(offers[offer], needs[need])->distance_km, arc.value * sent.amount});
  }
  for (std::size_t i = 0; i < giving.size(); ++i) matching.offer_price_per_t[giving[i]] = solution.supply_price[i];
  for (std::size_t j = 0; j < taking.size(); ++j) matching.need_price_per_t[taking[j]] = solution.demand_price[j];
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

std::optional<PairWorth> straight_worth(const Offer& offer, const Need& need, const StraightTerms& terms) {
  const double distance_km = std::hypot(offer.place.x_m - need.place.x_m, offer.place.y_m - need.place.y_m) / 1000;
  if (terms.max_km && distance_km > *terms.max_km) return std::nullopt;
  const double transport_t_per_t = distance_km * terms.circuity * terms.transport_kg_per_tkm / 1000;
  return PairWorth{distance_km, need.avoided_t_co2e_per_t - offer.pretreatment_t_co2e_per_t - transport_t_per_t};
}

}  // namespace geo
