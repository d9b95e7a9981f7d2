// Proposals from a plan's side streams: what takes part, what is proposed and
// why, and what becomes of it.
#include "geo/symbiosis/proposals.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

namespace {

using geo::Factor;
using geo::Hub;
using geo::Id;
using geo::MapPoint;
using geo::Market;
using geo::MaterialFlow;
using geo::Partner;
using geo::Plan;
using geo::Proposal;
using geo::ProposalList;
using geo::ProposalTerms;
using geo::SideStream;
using geo::StreamKind;
using geo::Symbiosis;
using testing::DoubleEq;
using testing::DoubleNear;
using testing::IsEmpty;
using testing::SizeIs;

constexpr int year = 2025;

template <class T>
Id<T> add(Plan& plan, T value) {
  const Id<T> id = plan.table<T>().next_id();
  plan.table<T>() = plan.table<T>().with(id, std::make_shared<const T>(std::move(value)));
  return id;
}

Id<Partner> partner(Plan& plan, const std::string& name, MapPoint place) {
  Partner made;
  made.name = name;
  made.geometry = geo::Geometry::point(place);
  return add(plan, made);
}

SideStream stream(StreamKind kind, Id<Partner> of, double amount_t, std::optional<double> avoided = std::nullopt) {
  SideStream made;
  made.kind = kind;
  made.name = kind == StreamKind::offer ? "ash to give" : "ash wanted";
  made.partner = of;
  made.material = "fly-ash";
  made.amounts = {{year, amount_t}};
  made.avoided_t_co2e_per_t = avoided;
  return made;
}

/// A mill with ash, a field 10 km away and a road works 40 km away.
struct SmallHub {
  Plan plan;
  Id<Partner> mill = partner(plan, "Mill", {400'000, 7'290'000});
  Id<Partner> field = partner(plan, "Field", {410'000, 7'290'000});
  Id<Partner> works = partner(plan, "Road works", {400'000, 7'330'000});
  Id<SideStream> offer = add(plan, stream(StreamKind::offer, mill, 1000));

  [[nodiscard]] geo::PlanPtr made() const { return std::make_shared<const Plan>(plan); }
  [[nodiscard]] std::vector<Hub> hubs() const { return {{made(), "", {}}}; }
};

ProposalTerms terms() {
  ProposalTerms made;
  made.year = year;
  made.transport_kg_per_tkm = 0.1;
  made.circuity = 1.3;
  return made;
}

/// A catalogue with fly ash, replaced rock and its pre-treatment.
geo::Catalogues catalogues() {
  geo::Catalogues made;
  const auto factor = [&](const char* id, double value, double low, double high) {
    Factor f;
    f.id = id;
    f.unit = "kg/kg";
    f.constant = {0, value, low, high};
    f.shape = geo::DistributionShape::triangular;
    made.factors.add(f);
  };
  factor("rock.made", 0.006, 0.004, 0.009);
  factor("ash.treated", 0.001, 0.0005, 0.002);
  geo::Material ash;
  ash.id = "fly-ash";
  ash.replaced = "rock.made";
  ash.pretreatment = "ash.treated";
  made.materials.push_back(ash);
  geo::Material lead;
  lead.id = "lead-ash";
  lead.waste_code = "10 01 16*";
  made.materials.push_back(lead);
  return made;
}

TEST(Proposals, EachHasReasonDistanceSavingAndInterval) {
  SmallHub hub;
  SideStream need = stream(StreamKind::need, hub.field, 600, 0.05);
  need.avoided_low_t_co2e_per_t = 0.03;
  need.avoided_high_t_co2e_per_t = 0.08;
  add(hub.plan, need);
  const ProposalList list = Symbiosis(hub.hubs(), catalogues(), terms()).best();
  ASSERT_THAT(list.proposals, SizeIs(1));
  const Proposal& made = list.proposals[0];
  EXPECT_THAT(made.amount_t, DoubleEq(600));
  EXPECT_THAT(made.line_km, DoubleNear(10, 1e-9));
  EXPECT_THAT(made.distance_km, DoubleNear(13, 1e-9));
  EXPECT_EQ(geo::DistanceKind::estimated, made.distance_kind);
  EXPECT_THAT(made.avoided.value_t, DoubleNear(30, 1e-9));
  EXPECT_THAT(made.pretreatment.value_t, DoubleNear(0.6, 1e-9));
  EXPECT_THAT(made.transport.value_t, DoubleNear(600 * 13 * 0.1 / 1000, 1e-9));
  EXPECT_THAT(made.saving.value_t, DoubleNear(30 - 0.6 - 0.78, 1e-9));
  EXPECT_THAT(made.saving.low_t, DoubleNear(made.saving.value_t - std::hypot(12, 0.6), 1e-9));
  EXPECT_THAT(made.saving.high_t, DoubleNear(made.saving.value_t + std::hypot(18, 0.3), 1e-9));
  EXPECT_EQ(geo::say("{0} is the only one that can use what {1} has.", "Field", "Mill"), made.reason);
  EXPECT_FALSE(made.doubt);
  EXPECT_THAT(list.saving_t, DoubleEq(made.saving.value_t));
}

TEST(Proposals, WhatTheNeedDoesNotTellComesFromTheMaterial) {
  SmallHub hub;
  add(hub.plan, stream(StreamKind::need, hub.field, 600));
  const ProposalList list = Symbiosis(hub.hubs(), catalogues(), terms()).best();
  ASSERT_THAT(list.proposals, SizeIs(1));
  EXPECT_THAT(list.proposals[0].avoided.value_t, DoubleNear(600 * 0.006, 1e-12));
  EXPECT_THAT(list.proposals[0].avoided.high_t, DoubleNear(600 * 0.009, 1e-12));
}

TEST(Proposals, WhatIsNotKnownIsSaidAndNeverAssumed) {
  SmallHub hub;
  SideStream unknown = stream(StreamKind::need, hub.field, 600);
  unknown.material = "lead-ash";  // no replaced material in the catalogue
  add(hub.plan, unknown);
  SideStream later = stream(StreamKind::need, hub.works, 600, 1);
  later.amounts = {{year + 1, 600}};
  add(hub.plan, later);
  SideStream nowhere = stream(StreamKind::need, {}, 600, 1);
  add(hub.plan, nowhere);
  const Symbiosis symbiosis(hub.hubs(), catalogues(), terms());
  EXPECT_THAT(symbiosis.best().proposals, IsEmpty());
  EXPECT_THAT(
      symbiosis.market().left_out,
      testing::UnorderedElementsAre(geo::say("{0}: it is not known what a tonne of it avoids.", "ash wanted #2"),
                                    geo::say("{0}: its tonnes in {1} are not known.", "ash wanted #3", "2025"),
                                    geo::say("{0}: it has no place on the map.", "ash wanted #4")));
}

TEST(Proposals, HazardousWasteGoesOnlyWhereItIsTaken) {
  SmallHub hub;
  SideStream hazardous = stream(StreamKind::offer, hub.mill, 50);
  hazardous.material = "lead-ash";
  add(hub.plan, hazardous);
  SideStream need = stream(StreamKind::need, hub.field, 50, 1);
  need.material = "lead-ash";
  const Id<SideStream> id = add(hub.plan, need);
  EXPECT_THAT(Symbiosis(hub.hubs(), catalogues(), terms()).best().proposals, IsEmpty());
  need.hazard_accepted = true;
  hub.plan.table<SideStream>() = hub.plan.side_streams().with(id, std::make_shared<const SideStream>(need));
  EXPECT_THAT(Symbiosis(hub.hubs(), catalogues(), terms()).best().proposals, SizeIs(1));
}

TEST(Proposals, WithoutAPartnerThereIsNeverMore) {
  SmallHub hub;
  add(hub.plan, stream(StreamKind::need, hub.field, 600, 0.05));
  add(hub.plan, stream(StreamKind::need, hub.works, 600, 0.04));
  const Symbiosis symbiosis(hub.hubs(), catalogues(), terms());
  const auto losses = symbiosis.losses();
  ASSERT_THAT(losses, SizeIs(3));
  EXPECT_EQ("Mill", losses[0].partner.second);
  EXPECT_THAT(losses[0].loss, DoubleNear(symbiosis.best().saving_t, 1e-9));
  for (const auto& loss : losses) EXPECT_GE(loss.loss, 0);
  EXPECT_THAT(symbiosis.best({{0, "Field"}}).proposals, SizeIs(1));
}

TEST(Proposals, AnAcceptedProposalIsAPlannedFlowAndIsNotProposedAgain) {
  SmallHub hub;
  add(hub.plan, stream(StreamKind::need, hub.field, 600, 0.05));
  const geo::PlanPtr plan = hub.made();
  const Symbiosis before({{plan, "", {}}}, catalogues(), terms());
  const Proposal made = before.best().proposals.at(0);
  const geo::PlanPtr with_flow = geo::applied(plan, geo::accepted(*plan, made, terms()));
  ASSERT_THAT(with_flow->material_flows(), SizeIs(1));
  const MaterialFlow& flow = *with_flow->material_flows().begin()->value;
  EXPECT_EQ(hub.mill, flow.from);
  EXPECT_EQ(hub.field, flow.to);
  EXPECT_EQ("fly-ash", flow.material);
  EXPECT_EQ(geo::FlowState::planned, flow.state);
  EXPECT_EQ((geo::YearlyAmounts{{year, 600}}), flow.amounts);
  const Symbiosis after({{with_flow, "", {}}}, catalogues(), terms());
  EXPECT_THAT(after.best().proposals, IsEmpty());
  ASSERT_THAT(after.market().offers, SizeIs(1));
  EXPECT_THAT(after.market().offers[0].amount_t,
              DoubleEq(400));  // what the mill still has
  EXPECT_EQ(*plan, *geo::applied(with_flow, geo::inverse(geo::accepted(*plan, made, terms()))));
}

TEST(Proposals, StreamsWithoutAPartnerCanBeAcceptedToo) {
  Plan plan;
  SideStream offer = stream(StreamKind::offer, {}, 100);
  offer.geometry = geo::Geometry::point({1000, 2000});
  SideStream need = stream(StreamKind::need, {}, 100, 1);
  need.geometry = geo::Geometry::point({4000, 6000});
  add(plan, offer);
  add(plan, need);
  const auto made = std::make_shared<const Plan>(plan);
  const Proposal proposal = Symbiosis({{made, "", {}}}, catalogues(), terms()).best().proposals.at(0);
  EXPECT_THAT(proposal.line_km, DoubleNear(5, 1e-12));
  const geo::PlanPtr with_flow = geo::applied(made, geo::accepted(*made, proposal, terms()));
  EXPECT_EQ("ash to give", with_flow->material_flows().begin()->value->from_place);
  EXPECT_THAT(Symbiosis({{with_flow, "", {}}}, catalogues(), terms()).best().proposals, IsEmpty());
}

TEST(Proposals, WhatGoesToALandfillCouldBeUsed) {
  SmallHub hub;
  hub.plan.table<SideStream>() = hub.plan.side_streams().with(hub.offer, nullptr);
  MaterialFlow flow;
  flow.from = hub.mill;
  flow.to_place = "landfill";
  flow.material = "fly-ash";
  flow.amounts = {{year, 70}};
  flow.treatment = geo::Treatment::landfill;
  flow.geometry = geo::Geometry::line({{400'000, 7'290'000}, {405'000, 7'290'000}});
  const Id<MaterialFlow> id = add(hub.plan, flow);
  add(hub.plan, stream(StreamKind::need, hub.field, 600, 0.05));
  const ProposalList list = Symbiosis(hub.hubs(), catalogues(), terms()).best();
  ASSERT_THAT(list.proposals, SizeIs(1));
  EXPECT_EQ(id, list.proposals[0].offer.flow);
  EXPECT_THAT(list.proposals[0].amount_t, DoubleEq(70));
}

TEST(Proposals, SeveralHubsMatchBetweenEachOther) {
  SmallHub first;
  Plan second;
  const Id<Partner> cement = partner(second, "Mill", {0, 0});  // the same name in another hub is another partner
  SideStream need = stream(StreamKind::need, cement, 300, 0.5);
  add(second, need);
  std::vector<Hub> hubs = first.hubs();
  hubs[0].name = "Kemi";
  hubs.push_back({std::make_shared<const Plan>(second), "Tornio", [](MapPoint p) {
                    return MapPoint{p.x_m + 380'000, p.y_m + 7'290'000};
                  }});
  const Symbiosis symbiosis(hubs, catalogues(), terms());
  const ProposalList list = symbiosis.best();
  ASSERT_THAT(list.proposals, SizeIs(1));
  EXPECT_THAT(list.proposals[0].line_km, DoubleNear(20, 1e-9));
  EXPECT_EQ("Kemi: Mill", list.proposals[0].offer_company);
  EXPECT_EQ("Tornio: Mill", list.proposals[0].need_company);
  EXPECT_THAT(symbiosis.losses(), SizeIs(2));
}

TEST(Proposals, EurosCountOnceWithTheirCostsOfStarting) {
  SmallHub hub;
  SideStream far = stream(StreamKind::need, hub.works, 600, 0);
  far.benefit_eur_per_t = 12;
  far.fixed_cost_eur = 2000;
  add(hub.plan, far);
  ProposalTerms eur = terms();
  eur.aim = geo::ProposalAim::eur;
  eur.transport_eur_per_tkm = 0.1;
  const ProposalList list = Symbiosis(hub.hubs(), catalogues(), eur).best();
  ASSERT_THAT(list.proposals, SizeIs(1));
  EXPECT_THAT(list.aim_value, DoubleNear(600 * (12 - 52 * 0.1) - 2000, 1e-6));
  EXPECT_THAT(*list.proposals[0].benefit_eur, DoubleNear(list.aim_value, 1e-6));
  far.fixed_cost_eur = 5000;
  hub.plan.table<SideStream>() = hub.plan.side_streams().with({2}, std::make_shared<const SideStream>(far));
  EXPECT_THAT(Symbiosis(hub.hubs(), catalogues(), eur).best().proposals, IsEmpty());
}

TEST(Proposals, RoadsComeBeforeTheEstimate) {
  SmallHub hub;
  add(hub.plan, stream(StreamKind::need, hub.field, 600, 0.05));
  const auto road = [](MapPoint, std::span<const MapPoint> to) { return std::vector<double>(to.size(), 17.5); };
  const Proposal made = Symbiosis(hub.hubs(), catalogues(), terms(), road).best().proposals.at(0);
  EXPECT_EQ(geo::DistanceKind::road, made.distance_kind);
  EXPECT_THAT(made.distance_km, DoubleEq(17.5));
}

TEST(Proposals, WhereNoRoadLeadsTheDistanceIsEstimated) {
  SmallHub hub;
  add(hub.plan, stream(StreamKind::need, hub.field, 600, 0.05));
  add(hub.plan, stream(StreamKind::need, hub.works, 400, 0.05));
  const auto road = [&](MapPoint, std::span<const MapPoint> to) {
    std::vector<double> km;
    for (const MapPoint place : to) km.push_back(place.x_m > 400'000 ? std::nan("") : 45.5);
    return km;
  };
  const ProposalList list = Symbiosis(hub.hubs(), catalogues(), terms(), road).best();
  ASSERT_THAT(list.proposals, SizeIs(2));
  for (const Proposal& made : list.proposals) {
    const bool to_field = made.need_company == "Field";
    EXPECT_EQ(to_field ? geo::DistanceKind::estimated : geo::DistanceKind::road, made.distance_kind);
    EXPECT_THAT(made.distance_km, DoubleNear(to_field ? 13 : 45.5, 1e-6));
  }
}

TEST(Proposals, RoadsAreNotAskedWhereTheStraightLineAlreadyGainsNothing) {
  SmallHub hub;
  add(hub.plan, stream(StreamKind::need, hub.works, 400, 0.001));  // 40 km at 0.1 kg/tkm emit 4 kg/t
  const auto road = [](MapPoint, std::span<const MapPoint> to) {
    ADD_FAILURE() << "a road was asked for";
    return std::vector<double>(to.size(), 1);
  };
  EXPECT_THAT(Symbiosis(hub.hubs(), catalogues(), terms(), road).best().proposals, IsEmpty());
}

/// Two hubs with a mill each, and a field in the second; what is accepted in the first is planned in both.
TEST(Proposals, AcceptedBetweenTwoPlansItGoesToAPlaceOutsideAndIsNotProposedAgain) {
  SmallHub own;
  Plan other;
  const Id<Partner> farm = partner(other, "Farm", {420'000, 7'290'000});
  add(other, stream(StreamKind::need, farm, 700, 0.05));
  const auto hubs = [&](geo::PlanPtr plan) {
    return std::vector<Hub>{{std::move(plan), "", {}, "own"}, {std::make_shared<const Plan>(other), "other", {}}};
  };
  const Symbiosis symbiosis(hubs(own.made()), catalogues(), terms());
  const ProposalList list = symbiosis.best();
  ASSERT_THAT(list.proposals, SizeIs(1));
  EXPECT_EQ("other: Farm", list.proposals[0].need_company);
  const geo::PlanPtr with_flow = geo::applied(own.made(), geo::accepted(*own.made(), list.proposals[0], terms()));
  ASSERT_EQ(1U, with_flow->material_flows().size());
  const MaterialFlow& flow = **with_flow->material_flows().begin();
  EXPECT_EQ(own.mill, flow.from);
  EXPECT_FALSE(flow.to);
  EXPECT_EQ("other: Farm", flow.to_place);
  const auto ends = geo::flow_ends(*with_flow, flow).ends;
  ASSERT_TRUE(ends);
  EXPECT_EQ((MapPoint{420'000, 7'290'000}), ends->to);
  // The farm has what it needs; what the mill has left finds no taker, seen from either plan.
  EXPECT_THAT(Symbiosis(hubs(with_flow), catalogues(), terms()).best().proposals, IsEmpty());
  const std::vector<Hub> seen_from_other{{std::make_shared<const Plan>(other), "", {}, "other"},
                                         {with_flow, "own", {}}};
  EXPECT_THAT(Symbiosis(seen_from_other, catalogues(), terms()).best().proposals, IsEmpty());
}

TEST(Proposals, TheGreatestLossesAreThoseOfTheWholeList) {
  SmallHub hub;
  for (int n = 0; n < 12; ++n) {
    const MapPoint place{405'000.0 + 3'000 * n, 7'295'000};
    add(hub.plan, stream(StreamKind::need, partner(hub.plan, "User " + std::to_string(n), place), 50 + 20 * n, 0.05));
  }
  const Symbiosis symbiosis(hub.hubs(), catalogues(), terms());
  const auto all = symbiosis.losses(1000), some = symbiosis.losses(3);
  ASSERT_GT(all.size(), 5U);
  ASSERT_THAT(some, SizeIs(3));
  const double whole = symbiosis.best().aim_value;
  for (std::size_t i = 0; i < all.size(); ++i) {
    EXPECT_THAT(all[i].loss, DoubleNear(whole - symbiosis.best({all[i].partner}).aim_value, 1e-9));
    if (i < some.size()) {
      EXPECT_EQ(all[i].loss, some[i].loss);
    }
  }
}

TEST(Proposals, TheReasonNamesWhatDecided) {
  SmallHub hub;
  hub.plan.table<SideStream>() = hub.plan.side_streams().with(
      hub.offer, std::make_shared<const SideStream>(stream(StreamKind::offer, hub.mill, 10)));
  add(hub.plan, stream(StreamKind::need, hub.field, 10, 0.05));
  add(hub.plan, stream(StreamKind::need, hub.works, 10, 0.05));
  EXPECT_EQ(geo::say("Of {0} that can use what {1} has, {2} is the nearest and "
                     "gains most per tonne.",
                     "2", "Mill", "Field"),
            Symbiosis(hub.hubs(), catalogues(), terms()).best().proposals.at(0).reason);
}

TEST(Proposals, AFartherUserGetsWhatTheNearerLeaves) {
  SmallHub hub;
  add(hub.plan, stream(StreamKind::need, hub.field, 600, 0.05));
  add(hub.plan, stream(StreamKind::need, hub.works, 600, 0.05));
  const ProposalList list = Symbiosis(hub.hubs(), catalogues(), terms()).best();
  ASSERT_THAT(list.proposals, SizeIs(2));
  EXPECT_EQ("Road works", list.proposals[1].need_company);
  EXPECT_THAT(list.proposals[1].amount_t, DoubleEq(400));
  EXPECT_EQ(geo::say("Users that gain more per tonne have what they need: what {0} has left goes to {1}.", "Mill",
                     "Road works"),
            list.proposals[1].reason);
}

TEST(Proposals, AStreamWithoutAPartnerStandsForItselfInItsHub) {
  Plan plan;
  SideStream offer = stream(StreamKind::offer, {}, 10);
  offer.geometry = geo::Geometry::point({0, 0});
  add(plan, offer);
  const std::vector<Hub> hubs{{std::make_shared<const Plan>(plan), "Kemi", {}}};
  EXPECT_EQ("Kemi: ash to give", geo::market_of(hubs, catalogues(), year).offers.at(0).company);
}

TEST(Proposals, WhatIsPlannedIsTakenOffTwoOffersOnce) {
  SmallHub hub;
  add(hub.plan, stream(StreamKind::offer, hub.mill, 300));
  MaterialFlow planned;
  planned.from = hub.mill;
  planned.to = hub.field;
  planned.material = "fly-ash";
  planned.state = geo::FlowState::planned;
  planned.amounts = {{year, 1100}, {year + 1, 5000}};
  add(hub.plan, planned);
  const Market market = geo::market_of(hub.hubs(), catalogues(), year);
  ASSERT_THAT(market.offers, SizeIs(1));
  EXPECT_THAT(market.offers[0].amount_t, DoubleEq(200));  // of 1 000 t and 300 t
}

TEST(Proposals, TheLastYearOfAMarketHasAnOfferAndANeed) {
  SmallHub hub;
  EXPECT_EQ(std::nullopt, geo::last_market_year(hub.hubs()));
  SideStream need = stream(StreamKind::need, hub.field, 1, 1);
  need.amounts = {{year - 1, 1}, {year, 1}, {year + 1, 1}};
  add(hub.plan, need);
  EXPECT_EQ(year, geo::last_market_year(hub.hubs()));
}

TEST(Proposals, AnEmptyPlanHasNone) {
  const Symbiosis symbiosis({{std::make_shared<const Plan>(), "", {}}}, catalogues(), terms());
  EXPECT_THAT(symbiosis.best().proposals, IsEmpty());
  EXPECT_THAT(symbiosis.losses(), IsEmpty());
}

}  // namespace
