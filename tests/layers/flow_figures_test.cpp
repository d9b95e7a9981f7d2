// The transport of flows against the columns of the sources, and in the ledger of a plan.
#include "geo/flow/flow_figures.hpp"

#include "geo/balance/figure.hpp"
#include "geo/balance/plan_figures.hpp"
#include "layers/catalogues_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>

namespace {

using geo::MaterialFlow;
using testing::Contains;
using testing::HasSubstr;

const geo::Catalogues& shipped() {
  static const auto read = layers::read_catalogues();
  return *read.catalogues;
}

double factor(const char* id) {
  const auto found = shipped().factors.look_up(id, 2025);
  EXPECT_TRUE(found) << id;
  return found.number.value;
}

/// Two partners 100 km apart by a distance given by hand, and 1 000 t from the first to the second.
struct TwoSites {
  geo::Plan plan;
  MaterialFlow flow;
  TwoSites() {
    auto& partners = plan.table<geo::Partner>();
    for (const double x_m : {0.0, 80'000.0}) {
      geo::Partner partner;
      partner.name = "P" + std::to_string(partners.size() + 1);
      partner.geometry = geo::Geometry::point({x_m, 0});
      partners = partners.with(partners.next_id(), std::make_shared<const geo::Partner>(partner));
    }
    flow.from = {1};
    flow.to = {2};
    flow.material = "steel-slag";
    flow.amounts = {{2020, 1000}};
    flow.distance_km = 100;
    flow.vehicle = "articulated-large";
  }
  [[nodiscard]] geo::FlowFigures figures() const { return geo::flow_figures(plan, flow, shipped(), 2020); }
  /// With the flow in it.
  [[nodiscard]] geo::PlanPtr whole() const {
    auto next = std::make_shared<geo::Plan>(plan);
    next->table<MaterialFlow>() = next->material_flows().with({1}, std::make_shared<const MaterialFlow>(flow));
    return next;
  }
};

TEST(FlowCatalogue, EveryMaterialAndVehicleThatShipsIsWhole) {
  const auto read = layers::read_catalogues();
  EXPECT_TRUE(read.left_out.empty()) << (read.left_out.empty() ? "" : read.left_out.front().what());
  EXPECT_GE(shipped().materials.size(), 50U);
  EXPECT_GE(shipped().vehicles.size(), 15U);
  for (const geo::Material& material : shipped().materials) {
    EXPECT_FALSE(material.name.fi.empty()) << material.id;
    EXPECT_FALSE(material.name.sv.empty()) << material.id;
  }
  EXPECT_TRUE(geo::find_material(shipped().materials, "asbestos")->is_hazardous());
  EXPECT_FALSE(geo::find_material(shipped().materials, "steel-slag")->is_hazardous());
}

TEST(FlowTransport, AtHalfLoadWithoutReturnAVehicleGivesItsColumnPerTonneKm) {
  // DEFRA 2025: kg CO2e per tonne-km at 50 % and 100 % load (rounded there to five digits).
  TwoSites sites;
  sites.flow.empty_return_share = 0;
  for (const char* vehicle : {"rigid-7", "rigid-17", "rigid-large", "articulated-33", "articulated-large"}) {
    sites.flow.vehicle = vehicle;
    const std::string column = std::string("transport.tkm.") + vehicle;
    sites.flow.load_share = 1;
    EXPECT_NEAR(sites.figures().transport->value_t / 100, factor((column + "-full").c_str()), 5e-6) << vehicle;
    sites.flow.load_share = 0.5;
    // Three columns rounded to five decimals each come together here: up to 2.4e-5.
    EXPECT_NEAR(sites.figures().transport->value_t / 100, factor((column + "-half").c_str()), 2.4e-5) << vehicle;
  }
}

TEST(FlowTransport, TripsAndEmptyReturnFollowTheFormula) {
  TwoSites sites;
  sites.flow.load_share = 0.8;
  sites.flow.empty_return_share = 0.25;
  const double e0 = factor("transport.km.articulated-large.e0");
  const double e100 = factor("transport.km.articulated-large.e100");
  const double payload_t = e100 / factor("transport.tkm.articulated-large-full");
  const double trips = 1000 / (payload_t * 0.8);
  const auto figures = sites.figures();
  EXPECT_DOUBLE_EQ(*figures.trips, trips);
  EXPECT_DOUBLE_EQ(*figures.loaded_km, trips * 100);
  EXPECT_DOUBLE_EQ(*figures.empty_km, trips * 25);
  EXPECT_DOUBLE_EQ(*figures.tonne_km, 100'000);
  EXPECT_NEAR(figures.transport->value_t, trips * 100 * (e0 + (e100 - e0) * 0.8 + 0.25 * e0) / 1000, 1e-9);
  EXPECT_LT(figures.transport->low_t, figures.transport->value_t);
  EXPECT_GT(figures.transport->high_t, figures.transport->value_t);
}

TEST(FlowTransport, AMeanLoadTakesTheFactorPerTonneKmAndNeverAnEmptyReturn) {
  TwoSites sites;
  const double mean_t = 1000 * 100 * factor("transport.tkm.articulated-large-average") / 1000;
  EXPECT_NEAR(sites.figures().transport->value_t, mean_t, 1e-9);
  sites.flow.empty_return_share = 1;
  const auto figures = sites.figures();
  EXPECT_NEAR(figures.transport->value_t, mean_t, 1e-9);
  ASSERT_EQ(figures.remarks.size(), 1U);
  EXPECT_THAT(geo::english(figures.remarks[0]), HasSubstr("the empty return is not added"));
  sites.flow.vehicle = "rail";
  sites.flow.load_share = 0.5;
  EXPECT_NEAR(sites.figures().transport->value_t, 1000 * 100 * 0.02779 / 1000, 1e-9);
}

TEST(FlowTransport, ANewTruckAndTrailerFullOutAndEmptyBackRepeatsThePublishedGramsPerTonneKm) {
  // 46 g CO2 per tonne-km, regional, 56 t, diesel, 2021: worked out in the source's table from MJ/km and 74.1 g/MJ.
  TwoSites sites;
  sites.flow.vehicle = "truck-trailer-56";
  sites.flow.load_share = 1;
  sites.flow.empty_return_share = 1;
  sites.flow.amounts = {{2021, 1000}};
  const auto figures = geo::flow_figures(sites.plan, sites.flow, shipped(), 2021);
  ASSERT_TRUE(figures.transport);
  EXPECT_NEAR(figures.transport->value_t / 100 * 1000, 46, 0.8);
  EXPECT_NEAR(*figures.trips, 1000 / 40.2, 1e-9);
}

TEST(FlowTransport, DoublingTonnesOrDistanceDoublesTheEmission) {
  TwoSites sites;
  sites.flow.load_share = 0.7;
  const double once = sites.figures().transport->value_t;
  sites.flow.amounts = {{2020, 2000}};
  EXPECT_NEAR(sites.figures().transport->value_t, 2 * once, 1e-9);
  sites.flow.distance_km = 200;
  EXPECT_NEAR(sites.figures().transport->value_t, 4 * once, 1e-9);
  sites.flow.distance_km = 0;
  EXPECT_EQ(sites.figures().transport->value_t, 0);
}

TEST(FlowTransport, WithoutVehicleDistanceOrTonnesThereIsNoFigureAndItIsSaidWhy) {
  TwoSites sites;
  sites.flow.vehicle.clear();
  EXPECT_FALSE(sites.figures().transport);
  sites.flow.vehicle = "flying carpet";
  EXPECT_FALSE(sites.figures().transport);
  EXPECT_THAT(geo::english(sites.figures().remarks.at(0)), HasSubstr("There is no vehicle \"flying carpet\"."));
  sites.flow.vehicle = "rail";
  sites.flow.to = {};
  sites.flow.to_place = "Somewhere";
  sites.flow.distance_km.reset();
  EXPECT_FALSE(sites.figures().transport);
  EXPECT_THAT(geo::english(sites.figures().remarks.at(0)), HasSubstr("no place to go to"));
  sites.flow.distance_km = 5;
  EXPECT_TRUE(sites.figures().transport) << "a distance needs no place";
  EXPECT_FALSE(geo::flow_figures(sites.plan, sites.flow, shipped(), 1999).transport) << "a year that is not known";
  sites.flow.amounts = {{2020, -1}};
  EXPECT_FALSE(sites.figures().transport);
}

TEST(FlowChain, WhatIsAvoidedIsTheReplacedMaterialAndStandsBesideTheTransport) {
  TwoSites sites;
  sites.flow.treatment = geo::Treatment::recycling;
  auto figures = sites.figures();
  ASSERT_TRUE(figures.avoided);
  EXPECT_NEAR(figures.avoided->value_t, 1000 * 0.006, 1e-9) << "crushed rock, co2data";
  sites.flow.material = "mixed-metals";
  figures = sites.figures();
  EXPECT_NEAR(figures.avoided->value_t, 1000 * 4.61, 1e-6) << "WARM, a saving there is negative";
  EXPECT_NEAR(figures.treatment->value_t, 4.69, 1e-9) << "at the gate, DEFRA";
  sites.flow.treatment = geo::Treatment::landfill;
  figures = sites.figures();
  EXPECT_FALSE(figures.avoided);
  EXPECT_NEAR(figures.treatment->value_t, 8.98, 1e-9);
  sites.flow.material = "calcite";
  sites.flow.treatment = geo::Treatment::recycling;
  EXPECT_FALSE(sites.figures().avoided) << "nothing published is no zero";
}

TEST(FlowChain, TheReceiversNeedComesBeforeTheCatalogue) {
  TwoSites sites;
  sites.flow.treatment = geo::Treatment::recycling;
  geo::SideStream need;
  need.kind = geo::StreamKind::need;
  need.partner = {2};
  need.material = "steel-slag";
  need.avoided_t_co2e_per_t = 0.5;
  sites.plan.table<geo::SideStream>() =
      sites.plan.side_streams().with({1}, std::make_shared<const geo::SideStream>(need));
  EXPECT_NEAR(sites.figures().avoided->value_t, 500, 1e-9);
}

class FlowLedger : public testing::Test {
protected:
  static std::shared_ptr<const geo::PlanFigures> figures(const geo::PlanPtr& plan) {
    return geo::plan_figures(plan, layers::read_catalogues().catalogues, geo::Crs::from_text("EPSG:3067"));
  }
  static double logistics_t(const geo::PlanFigures& figures) {
    return geo::balance(*figures.counted_with_flows, figures.sites, 2020, 2020)[0]
        .emission_t[static_cast<std::size_t>(geo::Sector::logistics)];
  }
  static std::string scope_of(const geo::PlanFigures& figures) {
    const auto lines = geo::balance_lines(*figures.plan, figures.ledger, 2020, 2020, geo::BalanceBy::scope);
    for (const auto& line : lines)
      if (line.emission_t > 0) return line.group;
    return {};
  }
};

TEST_F(FlowLedger, TransportIsASourceOfTheBalanceOnceAndOnlyWhereItIsCounted) {
  TwoSites sites;
  const auto counted = figures(sites.whole());
  EXPECT_NEAR(logistics_t(*counted), sites.figures().transport->value_t, 1e-9);
  EXPECT_TRUE(counted->counted->emission_sources().empty()) << "made sources are not among those that can be chosen";
  EXPECT_TRUE(counted->plan->emission_sources().empty());
  sites.flow.transport_counted = false;
  EXPECT_EQ(logistics_t(*figures(sites.whole())), 0);
}

TEST_F(FlowLedger, TheScopeDependsOnWhoDrives) {
  TwoSites sites;
  for (const bool by_trips : {false, true}) {
    sites.flow.load_share = by_trips ? std::optional(0.9) : std::nullopt;
    sites.flow.carrier = {};
    EXPECT_EQ(scope_of(*figures(sites.whole())), "3");
    sites.flow.carrier = {1};
    EXPECT_EQ(scope_of(*figures(sites.whole())), "1");
  }
}

TEST_F(FlowLedger, WhatIsAvoidedIsOnItsOwnLineAndNeverInTheSum) {
  TwoSites sites;
  const auto without = figures(sites.whole());
  sites.flow.treatment = geo::Treatment::recycling;
  const auto with = figures(sites.whole());
  const auto year = [](const geo::PlanFigures& f) {
    return geo::balance(*f.counted_with_flows, f.sites, 2020, 2020)[0];
  };
  EXPECT_DOUBLE_EQ(year(*with).emissions_t(), year(*without).emissions_t());
  double avoided_t = 0;
  for (const auto& line : geo::balance_lines(*with->plan, with->ledger, 2020, 2020, geo::BalanceBy::source))
    avoided_t += line.avoided_t;
  EXPECT_NEAR(avoided_t, -6, 1e-9);
}

TEST_F(FlowLedger, AnUnchangedFlowIsNotWorkedOutAgain) {
  TwoSites sites;
  const auto plan = sites.whole();
  const auto catalogues = layers::read_catalogues().catalogues;
  const geo::Crs map = geo::Crs::from_text("EPSG:3067");
  const auto before = geo::plan_figures(plan, catalogues, map);
  auto renamed = std::make_shared<geo::Plan>(*plan);
  geo::PlanInfo info = plan->info();
  info.note = "other";
  renamed->table<geo::PlanInfo>() =
      renamed->table<geo::PlanInfo>().with({1}, std::make_shared<const geo::PlanInfo>(info));
  const auto after = geo::plan_figures(renamed, catalogues, map, before.get());
  EXPECT_EQ(before->ledger.sources()[0], after->ledger.sources()[0]);
}

TEST_F(FlowLedger, AFlowsFigureHasACardDownToItsFactors) {
  TwoSites sites;
  sites.flow.load_share = 0.5;
  const auto whole = figures(sites.whole());
  const auto name = geo::figure_from_text("flow/1:2020", *whole->plan);
  EXPECT_EQ(geo::text_of(name), "flow/1:2020");
  const geo::FigureCard card = geo::figure_card(name, *whole);
  EXPECT_NEAR(card.value, sites.figures().transport->value_t, 1e-9);
  EXPECT_THAT(geo::card_text(card, "en"), HasSubstr("transport.km.articulated-large.e100"));
  EXPECT_THROW((void)geo::figure_from_text("flow/7:2020", *whole->plan), geo::Error);
}

}  // namespace
