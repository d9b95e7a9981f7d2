#include "geo/symbiosis/proposals.hpp"

#include "geo/error.hpp"
#include "geo/short_number.hpp"

#include <algorithm>
#include <cassert>
#include <cmath>

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

Symbiosis::Symbiosis(std::vector<Hub> hubs, const Catalogues& catalogues, ProposalTerms terms, const RoadSearch& road)
    : hubs_(std::move(hubs)), terms_(std::move(terms)), market_(market_of(hubs_, catalogues, terms_.year)) {
  if (hubs_.empty()) return;
  transport_t_per_tkm_ = transport_per_tkm(*hubs_.front().plan, catalogues, terms_);
  pairs_.resize(market_.offers.size() * market_.needs.size());
  for (std::size_t i = 0; i < market_.offers.size(); ++i)
    for (std::size_t j = 0; j < market_.needs.size(); ++j)
      if (market_.offers[i].material == market_.needs[j].material)
        pairs_[i * market_.needs.size() + j] = judged(i, j, catalogues.factors, road);
}

const Symbiosis::Pair* Symbiosis::pair(std::size_t offer, std::size_t need) const {
  const auto& found = pairs_[offer * market_.needs.size() + need];
  return found ? &*found : nullptr;
}

Symbiosis::Pair Symbiosis::judged(std::size_t i, std::size_t j, const FactorCatalogue& factors,
                                  const RoadSearch& road) const {
  const Offer& offer = market_.offers[i];
  const Need& need = market_.needs[j];
  Pair made;
  made.line_km = std::hypot(offer.place.x_m - need.place.x_m, offer.place.y_m - need.place.y_m) / 1000;
  // A plan without partners: the ends are those of the line.
  const auto distance = flow_distance(Plan(), tonne_between(offer.place, need.place, terms_), factors, road);
  assert(distance && "a line has two ends");
  made.distance = *distance;
  if (terms_.circuity && made.distance.kind == DistanceKind::estimated) {
    made.distance.detour = *terms_.circuity;
    made.distance.detour_uncertainty_pct = 0;
  }
  const double way_km = made.distance.km();
  made.obstacle = obstacle(offer, need, way_km);
  if (!made.obstacle && terms_.max_km && way_km > *terms_.max_km)
    made.obstacle = say("The way is {0} km, more than {1} km.", short_number(way_km), short_number(*terms_.max_km));
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

ProposalList Symbiosis::best(const std::set<ProposalPartner>& without) const {
  const auto takes_part = [&](const MarketStream& about, const std::string& company) {
    return !without.contains({about.hub, company});
  };
  const Matching matching = best_matching(
      market_.offers, market_.needs, [&](const Offer& offer, const Need& need) -> std::optional<PairWorth> {
        const auto i = static_cast<std::size_t>(&offer - market_.offers.data());
        const auto j = static_cast<std::size_t>(&need - market_.needs.data());
        const Pair* judged_pair = pair(i, j);
        if (!judged_pair || judged_pair->obstacle) return std::nullopt;
        if (!takes_part(market_.offered[i], offer.company) || !takes_part(market_.needed[j], need.company))
          return std::nullopt;
        return PairWorth{judged_pair->distance.km(), judged_pair->worth_per_t, judged_pair->start_cost};
      });
  ProposalList list;
  for (const Match& match : matching.matches) {
    list.proposals.push_back(proposal(match));
    list.saving_t += list.proposals.back().saving.value_t;
  }
  list.amount_t = matching.amount_t;
  list.aim_value = matching.benefit;
  list.proven = matching.proven;
  return list;
}

Proposal Symbiosis::proposal(const Match& match) const {
  const Offer& offer = market_.offers[match.offer];
  const Need& need = market_.needs[match.need];
  const Pair& judged_pair = *pair(match.offer, match.need);
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
  const Pair& here = *pair(offer, need);
  for (std::size_t j = 0; j < market_.needs.size(); ++j) {
    const Pair* other = pair(offer, j);
    if (j == need || !other || other->obstacle || other->worth_per_t <= 0) continue;
    ++others;
    nearer += other->distance.km() < here.distance.km() ? 1 : 0;
    better += other->worth_per_t > here.worth_per_t ? 1 : 0;
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

std::vector<PartnerLoss> Symbiosis::losses() const {
  const ProposalList all = best();
  std::set<ProposalPartner> partners;
  for (const Proposal& made : all.proposals) {
    partners.insert({made.offer.hub, made.offer_company});
    partners.insert({made.need.hub, made.need_company});
  }
  std::vector<PartnerLoss> losses;
  for (const ProposalPartner& partner : partners)
    losses.push_back({partner, all.aim_value - best({partner}).aim_value});
  std::stable_sort(losses.begin(), losses.end(),
                   [](const PartnerLoss& a, const PartnerLoss& b) { return a.loss > b.loss; });
  return losses;
}

Edit accepted(const Plan& plan, const Proposal& proposal, const ProposalTerms& terms) {
  assert(proposal.offer.hub == proposal.need.hub && "a flow of one plan has both ends in it");
  MaterialFlow flow;
  const auto source = plan.material_flows().find(proposal.offer.flow);
  flow.from = proposal.offer.partner;
  flow.to = proposal.need.partner;
  // The names by which what is planned is taken off the streams again.
  if (!flow.from) flow.from_place = source ? source->from_place : stream_name_in(plan, proposal.offer.stream);
  if (!flow.to) flow.to_place = stream_name_in(plan, proposal.need.stream);
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
