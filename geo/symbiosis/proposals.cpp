#include "geo/symbiosis/proposals.hpp"

#include "geo/error.hpp"
#include "geo/short_number.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>
#include <type_traits>

namespace geo {

namespace {

/// A product of independent factors: relative errors add in squares, above and
/// below apart.
Co2eRange product(const Co2eRange& a, double b, double b_low, double b_high) {
  const double value = a.value_t * b;
  return {value, value - std::hypot((a.value_t - a.low_t) * b, a.value_t * (b - b_low)),
          value + std::hypot((a.high_t - a.value_t) * b, a.value_t * (b_high - b))};
}

/// a - b - c with independent errors.
Co2eRange difference(const Co2eRange& a, const Co2eRange& b, const Co2eRange& c) {
  const double value = a.value_t - b.value_t - c.value_t;
  return {value, value - std::hypot(a.value_t - a.low_t, b.high_t - b.value_t, c.high_t - c.value_t),
          value + std::hypot(a.high_t - a.value_t, b.value_t - b.low_t, c.value_t - c.low_t)};
}

Co2eRange of_tonnes(double amount_t, double value, std::optional<double> low, std::optional<double> high) {
  return {amount_t * value, amount_t * std::min(value, low.value_or(value)),
          amount_t * std::max(value, high.value_or(value))};
}

/// A flow of a tonne between two places, for what the models say of it.
MaterialFlow tonne_between(MapPoint from, MapPoint to, const ProposalTerms& terms) {
  MaterialFlow flow;
  flow.state = FlowState::planned;
  flow.vehicle = terms.vehicle;
  flow.amounts = {{terms.year, 1}};
  flow.geometry = Geometry::line({from, to});
  return flow;
}

/// What a tonne-kilometre emits.
Co2eRange transport_per_tkm(const Plan& plan, const Catalogues& catalogues, const ProposalTerms& terms) {
  if (terms.transport_kg_per_tkm) {
    const double value = *terms.transport_kg_per_tkm / 1000;
    return {value, value, value};
  }
  MaterialFlow flow = tonne_between({0, 0}, {1000, 0}, terms);
  flow.distance_km = 1;
  const FlowFigures figures = flow_figures(plan, flow, catalogues, terms.year);
  if (!figures.transport)
    throw Error(terms.vehicle, say("It is not known what this vehicle emits in {0}.", std::to_string(terms.year)),
                say("Choose another vehicle, or give the transport's emission."));
  return *figures.transport;
}

std::string stream_name_in(const Plan& plan, Id<SideStream> id) {
  const auto stream = plan.side_streams().find(id);
  return stream ? stream->name : std::string();
}

}  // namespace

Symbiosis::Symbiosis(std::vector<Hub> hubs, const Catalogues& catalogues, ProposalTerms terms, const RoadLengths& road,
                     const Advance& advance)
    : hubs_(std::move(hubs)), terms_(std::move(terms)), market_(market_of(hubs_, catalogues, terms_.year)) {
  if (hubs_.empty()) return;
  transport_t_per_tkm_ = transport_per_tkm(*hubs_.front().plan, catalogues, terms_);
  // What flow_distance says of any line; a plan without partners: its ends are those of the line.
  const auto usual = flow_distance(Plan(), tonne_between({0, 0}, {1000, 0}, terms_), catalogues.factors);
  assert(usual && "a line has two ends");
  estimate_ = *usual;
  if (terms_.circuity) {
    estimate_.detour = *terms_.circuity;
    estimate_.detour_uncertainty_pct = 0;
  }
  sort_by_material();
  road_km_.resize(market_.offers.size());
  if (road) ask_roads(road, advance);
}

void Symbiosis::sort_by_material() {
  const auto sort = [](auto& streams, std::vector<MarketStream>& abouts) {
    std::vector<std::size_t> order(streams.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return streams[a].material < streams[b].material; });
    std::remove_reference_t<decltype(streams)> sorted;
    std::vector<MarketStream> sorted_abouts;
    for (const std::size_t i : order) {
      sorted.push_back(std::move(streams[i]));
      sorted_abouts.push_back(std::move(abouts[i]));
    }
    streams = std::move(sorted);
    abouts = std::move(sorted_abouts);
  };
  sort(market_.offers, market_.offered);
  sort(market_.needs, market_.needed);
  for (std::size_t first = 0; first < market_.offers.size();) {
    const std::string& material = market_.offers[first].material;
    const auto needs = std::ranges::equal_range(market_.needs, material, {}, &Need::material);
    MaterialPart part{first, first, static_cast<std::size_t>(needs.begin() - market_.needs.begin()),
                      static_cast<std::size_t>(needs.end() - market_.needs.begin())};
    while (part.end_offer < market_.offers.size() && market_.offers[part.end_offer].material == material)
      ++part.end_offer;
    part_of_offer_.resize(part.end_offer, parts_.size());
    parts_.push_back(part);
    first = part.end_offer;
  }
}

void Symbiosis::ask_roads(const RoadLengths& road, const Advance& advance) {
  std::vector<MapPoint> places;
  std::size_t done = 0;
  for (const MaterialPart& part : parts_) {
    places.clear();
    for (std::size_t j = part.first_need; j < part.end_need; ++j) places.push_back(market_.needs[j].place);
    for (std::size_t i = part.first_offer; i < part.end_offer; ++i) {
      if (advance) advance(static_cast<double>(done++) / static_cast<double>(market_.offers.size()));
      const auto could_gain = [&](std::size_t j) {
        // No road is shorter than the straight line; 1 %: what lengths on the map differ from those on the ground.
        const double least_km = 0.99 * line_km(i, j);
        return pair(i, j, least_km, {DistanceKind::road, least_km, 1, 0}).worth_per_t > 0;
      };
      bool any = false;
      for (std::size_t j = part.first_need; j < part.end_need && !any; ++j) any = could_gain(j);
      if (!any) continue;
      const std::vector<double> km = road(market_.offers[i].place, places);
      road_km_[i].assign(km.begin(), km.end());
    }
  }
}

double Symbiosis::line_km(std::size_t offer, std::size_t need) const {
  const MapPoint from = market_.offers[offer].place, to = market_.needs[need].place;
  return std::hypot(from.x_m - to.x_m, from.y_m - to.y_m) / 1000;
}

Symbiosis::Pair Symbiosis::pair(std::size_t offer, std::size_t need) const {
  const double straight_km = line_km(offer, need);
  if (!road_km_[offer].empty()) {
    const double km = static_cast<double>(road_km_[offer][need - parts_[part_of_offer_[offer]].first_need]);
    if (!std::isnan(km)) return pair(offer, need, straight_km, {DistanceKind::road, km, 1, 0});
  }
  FlowDistance distance = estimate_;
  distance.line_km = straight_km;
  return pair(offer, need, straight_km, distance);
}

Symbiosis::Pair Symbiosis::pair(std::size_t i, std::size_t j, double straight_km, const FlowDistance& distance) const {
  const Offer& offer = market_.offers[i];
  const Need& need = market_.needs[j];
  Pair made;
  made.line_km = straight_km;
  made.distance = distance;
  const double way_km = made.distance.km();
  made.can_meet = !obstacle(offer, need, way_km) && !(terms_.max_km && way_km > *terms_.max_km);
  made.saving_t_per_t =
      need.avoided_t_co2e_per_t - offer.pretreatment_t_co2e_per_t - way_km * transport_t_per_tkm_.value_t;
  const MarketStream& giving = market_.offered[i];
  const MarketStream& taking = market_.needed[j];
  if (terms_.aim == ProposalAim::co2e) {
    made.worth_per_t = taking.avoided_known ? made.saving_t_per_t : 0;
  } else {
    made.worth_per_t = giving.benefit_eur_per_t.value_or(0) + taking.benefit_eur_per_t.value_or(0) -
                       way_km * terms_.transport_eur_per_tkm;
    made.start_cost = giving.fixed_cost_eur + taking.fixed_cost_eur;
  }
  return made;
}

Matching Symbiosis::matching(const MaterialPart& part, const std::set<ProposalPartner>& without,
                             const Advance& advance) const {
  // Whether each takes part is looked up once, not for each pair.
  const auto left_out = [&](const std::vector<MarketStream>& abouts, const auto& streams, std::size_t first,
                            std::size_t end) {
    std::vector<bool> is(end - first, false);
    for (std::size_t i = first; i < end && !without.empty(); ++i)
      is[i - first] = without.contains({abouts[i].hub, streams[i].company});
    return is;
  };
  const std::vector<bool> no_offer = left_out(market_.offered, market_.offers, part.first_offer, part.end_offer);
  const std::vector<bool> no_need = left_out(market_.needed, market_.needs, part.first_need, part.end_need);
  const auto offers = std::span(market_.offers).subspan(part.first_offer, part.end_offer - part.first_offer);
  const auto needs = std::span(market_.needs).subspan(part.first_need, part.end_need - part.first_need);
  Matching found = best_matching(
      offers, needs,
      [&](const Offer& offer, const Need& need) -> std::optional<PairWorth> {
        const auto i = static_cast<std::size_t>(&offer - offers.data());
        const auto j = static_cast<std::size_t>(&need - needs.data());
        if (no_offer[i] || no_need[j]) return std::nullopt;
        const Pair judged = pair(part.first_offer + i, part.first_need + j);
        if (!judged.can_meet) return std::nullopt;
        return PairWorth{judged.distance.km(), judged.worth_per_t, judged.start_cost};
      },
      advance);
  for (Match& match : found.matches) {
    match.offer += part.first_offer;
    match.need += part.first_need;
  }
  return found;
}

ProposalList Symbiosis::best(const std::set<ProposalPartner>& without, const Advance& advance) const {
  std::vector<Match> matches;
  ProposalList list;
  for (const MaterialPart& part : parts_) {
    Matching found = matching(part, without, [&](double share) {
      if (advance)
        advance(
            (static_cast<double>(part.first_offer) + share * static_cast<double>(part.end_offer - part.first_offer)) /
            static_cast<double>(market_.offers.size()));
    });
    matches.insert(matches.end(), found.matches.begin(), found.matches.end());
    list.amount_t += found.amount_t;
    list.aim_value += found.benefit;
    list.proven = list.proven && found.proven;
  }
  std::sort(matches.begin(), matches.end(), [&](const Match& a, const Match& b) {
    return std::tie(b.benefit, market_.offers[a.offer].id, market_.needs[a.need].id, a.offer, a.need) <
           std::tie(a.benefit, market_.offers[b.offer].id, market_.needs[b.need].id, b.offer, b.need);
  });
  for (const Match& match : matches) {
    list.proposals.push_back(proposal(match));
    list.saving_t += list.proposals.back().saving.value_t;
  }
  return list;
}

Proposal Symbiosis::proposal(const Match& match) const {
  const Offer& offer = market_.offers[match.offer];
  const Need& need = market_.needs[match.need];
  const Pair judged_pair = pair(match.offer, match.need);
  Proposal made;
  made.offer = market_.offered[match.offer];
  made.need = market_.needed[match.need];
  made.offer_company = offer.company;
  made.need_company = need.company;
  made.material = offer.material;
  made.from = offer.place;
  made.to = need.place;
  made.amount_t = match.amount_t;
  made.line_km = judged_pair.line_km;
  made.distance_km = judged_pair.distance.km();
  made.distance_kind = judged_pair.distance.kind;
  made.avoided = of_tonnes(match.amount_t, need.avoided_t_co2e_per_t, made.need.avoided_low_t_co2e_per_t,
                           made.need.avoided_high_t_co2e_per_t);
  made.pretreatment = of_tonnes(match.amount_t, offer.pretreatment_t_co2e_per_t,
                                made.offer.pretreatment_low_t_co2e_per_t, made.offer.pretreatment_high_t_co2e_per_t);
  const double share = judged_pair.distance.detour_uncertainty_pct / 100;
  made.transport =
      product(transport_t_per_tkm_, match.amount_t * made.distance_km, match.amount_t * made.distance_km * (1 - share),
              match.amount_t * made.distance_km * (1 + share));
  made.saving = difference(made.avoided, made.pretreatment, made.transport);
  if (made.offer.benefit_eur_per_t || made.need.benefit_eur_per_t)
    made.benefit_eur =
        match.amount_t * (made.offer.benefit_eur_per_t.value_or(0) + made.need.benefit_eur_per_t.value_or(0) -
                          made.distance_km * terms_.transport_eur_per_tkm) -
        made.offer.fixed_cost_eur - made.need.fixed_cost_eur;
  made.reason = reason(match.offer, match.need);
  if (!made.need.avoided_known)
    made.doubt =
        say("It is not known what it avoids: the saving is what its "
            "transport and pre-treatment emit.");
  else if (made.avoided.low_t == made.avoided.high_t)
    made.doubt =
        say("What it avoids has no interval in its source: the range "
            "is of the rest.");
  return made;
}

Message Symbiosis::reason(std::size_t offer, std::size_t need) const {
  std::size_t others = 0, nearer = 0, better = 0;
  const Pair here = pair(offer, need);
  const MaterialPart& part = parts_[part_of_offer_[offer]];
  for (std::size_t j = part.first_need; j < part.end_need; ++j) {
    if (j == need) continue;
    const Pair other = pair(offer, j);
    if (!other.can_meet || other.worth_per_t <= 0) continue;
    ++others;
    nearer += other.distance.km() < here.distance.km() ? 1 : 0;
    better += other.worth_per_t > here.worth_per_t ? 1 : 0;
  }
  const std::string& giver = market_.offers[offer].company;
  const std::string& taker = market_.needs[need].company;
  if (others == 0) return say("{0} is the only one that can use what {1} has.", taker, giver);
  const std::string count = std::to_string(others + 1);
  if (better == 0 && nearer == 0)
    return say(
        "Of {0} that can use what {1} has, {2} is the nearest and gains "
        "most per tonne.",
        count, giver, taker);
  if (better == 0) return say("Of {0} that can use what {1} has, {2} gains most per tonne.", count, giver, taker);
  // At the optimum a need that is worth more to this offer is full, or it would take from here.
  return say("Users that gain more per tonne have what they need: what {0} has left goes to {1}.", giver, taker);
}

std::vector<PartnerLoss> Symbiosis::losses(std::size_t most, const Advance& advance) const {
  // Without a partner only the materials of its matches change, and no more is lost than what those are worth.
  struct Share {
    double at_most = 0;
    std::set<std::size_t> parts;
  };
  std::map<ProposalPartner, Share> shares;
  std::vector<double> of_part;
  for (const MaterialPart& part : parts_) {
    const Matching all = matching(part, {}, {});
    for (const Match& match : all.matches)
      for (const ProposalPartner& partner :
           {ProposalPartner(market_.offered[match.offer].hub, market_.offers[match.offer].company),
            ProposalPartner(market_.needed[match.need].hub, market_.needs[match.need].company)}) {
        shares[partner].at_most += match.benefit;
        shares[partner].parts.insert(of_part.size());
      }
    of_part.push_back(all.benefit);
  }
  std::vector<std::pair<ProposalPartner, Share>> order(shares.begin(), shares.end());
  std::stable_sort(order.begin(), order.end(),
                   [](const auto& a, const auto& b) { return a.second.at_most > b.second.at_most; });
  std::vector<PartnerLoss> losses;
  const auto more = [](const PartnerLoss& a, const PartnerLoss& b) { return a.loss > b.loss; };
  for (const auto& [partner, share] : order) {
    // Smallest lots may make a search end early: then a partner may be missed more than its matches are worth.
    if (losses.size() >= most && share.at_most <= losses[most - 1].loss) break;
    if (advance) advance(static_cast<double>(losses.size()) / static_cast<double>(order.size()));
    double loss = 0;
    for (const std::size_t p : share.parts)
      loss += of_part[p] - matching(parts_[p], {partner}, [&](double) {
                             if (advance)
                               advance(static_cast<double>(losses.size()) / static_cast<double>(order.size()));
                           }).benefit;
    const PartnerLoss made{partner, loss};
    losses.insert(std::upper_bound(losses.begin(), losses.end(), made, more), made);
  }
  if (losses.size() > most) losses.resize(most);
  return losses;
}

Edit accepted(const Plan& plan, const Proposal& proposal, const ProposalTerms& terms) {
  const bool gives = proposal.offer.hub == 0, takes = proposal.need.hub == 0;
  assert((gives || takes) && "one end is the plan's own");
  MaterialFlow flow;
  // The names by which what is planned is taken off the streams again (market_of).
  if (gives) {
    const auto source = plan.material_flows().find(proposal.offer.flow);
    flow.from = proposal.offer.partner;
    if (!flow.from) flow.from_place = source ? source->from_place : stream_name_in(plan, proposal.offer.stream);
  } else {
    flow.from_place = proposal.offer_company;
  }
  if (takes) {
    flow.to = proposal.need.partner;
    if (!flow.to) flow.to_place = stream_name_in(plan, proposal.need.stream);
  } else {
    flow.to_place = proposal.need_company;
  }
  flow.material = proposal.material;
  flow.state = FlowState::planned;
  flow.amounts = {{terms.year, proposal.amount_t}};
  if (!terms.transport_kg_per_tkm) flow.vehicle = terms.vehicle;
  flow.treatment = Treatment::recycling;
  flow.geometry = Geometry::line({proposal.from, proposal.to});
  Edit edit;
  edit.what = say("Proposal accepted: {0} to {1}", proposal.offer_company, proposal.need_company);
  edit.add(plan, std::move(flow));
  return edit;
}

}  // namespace geo
