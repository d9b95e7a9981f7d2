// The example of Kemi-Tornio says what is published, and marks what is not.
#include "geo/balance/plan_figures.hpp"
#include "geo/flow/flow_figures.hpp"
#include "geo/flow/mass_balance.hpp"
#include "layers/catalogues_file.hpp"
#include "layers/example_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>

namespace {

geo::PlanPtr example(const char* name) {
  return std::make_shared<const geo::Plan>(
      layers::read_plan_toml(std::filesystem::path(HIILITIE_SOURCE_DIR) / "assets/examples" / name));
}

const geo::PlanPtr& kemi_tornio() {
  static const geo::PlanPtr plan = example("kemi-tornio.toml");
  return plan;
}

TEST(KemiTornio, TheTwelveStreamsAreThePublishedOnes) {
  const std::map<std::string, double> published{{"ferrochrome-slag", 650'000},
                                                {"steel-slag", 400'000},
                                                {"lumpy-rock", 220'000},
                                                {"sawmill-by-products", 170'000},
                                                {"calcite-and-filter-dust", 60'000},
                                                {"burnt-and-slaked-lime", 30'000},
                                                {"fly-ash", 22'000},
                                                {"fibre-clay", 20'000},
                                                {"water-treatment-precipitate", 20'000},
                                                {"dolomite-bricks", 20'000},
                                                {"calcite", 15'000},
                                                {"biosludge", 12'000}};
  std::map<std::string, double> found;
  double sum_t = 0;
  for (const auto& flow : kemi_tornio()->material_flows())
    if (published.contains(flow->material)) {
      found[flow->material] += geo::amount_t(flow->amounts, 2018).value_or(0);
      sum_t += geo::amount_t(flow->amounts, 2018).value_or(0);
    }
  EXPECT_EQ(found, published);
  EXPECT_DOUBLE_EQ(sum_t, 1'639'000);
}

TEST(KemiTornio, TheWorksEmitWhatTheRegisterSays) {
  for (const auto& source : kemi_tornio()->emission_sources()) {
    if (source->name != "Tornion terästehdas") continue;
    EXPECT_THAT(source->series,
                testing::Contains(geo::YearlyMass{2023, geo::Gas::co2_fossil, 668'000, geo::MassMethod::measured}));
    EXPECT_THAT(source->series,
                testing::Contains(geo::YearlyMass{2018, geo::Gas::n2o, 81.2, geo::MassMethod::measured}));
    return;
  }
  FAIL() << "the works are not there";
}

TEST(KemiTornio, EveryThingNamesItsSourceAndAllThatIsAssumedIsMarked) {
  kemi_tornio()->for_each_table([](const auto& table) {
    for (const auto& row : table)
      if constexpr (requires { row->provenance; }) {
        EXPECT_FALSE(row->provenance.source.empty()) << row.id.value;
      }
  });
  for (const auto& stream : kemi_tornio()->side_streams()) EXPECT_TRUE(stream->provenance.illustrative) << stream->name;
  for (const auto& partner : kemi_tornio()->partners())
    EXPECT_EQ(partner->provenance.illustrative, partner->name.find("oletus") != std::string::npos) << partner->name;
}

class ExampleFlows : public testing::TestWithParam<const char*> {};

TEST_P(ExampleFlows, HaveKnownMaterialsVehiclesAndFigures) {
  const geo::PlanPtr plan = example(GetParam());
  const auto catalogues = layers::read_catalogues().catalogues;
  std::size_t with_transport = 0;
  for (const auto& flow : plan->material_flows()) {
    EXPECT_NE(geo::find_material(catalogues->materials, flow->material), nullptr) << flow->material;
    ASSERT_FALSE(flow->amounts.empty());
    const auto figures = geo::flow_figures(*plan, *flow, *catalogues, flow->amounts.back().year);
    if (figures.transport) ++with_transport;
    if (figures.transport) {
      EXPECT_GT(figures.transport->value_t, 0) << flow.id.value;
    }
  }
  EXPECT_GE(with_transport + 1, plan->material_flows().size()) << "one receiver in Turku has no published place";
}

TEST_P(ExampleFlows, HaveAtLeastThreePairsThatSaveMoreThanTheirWayEmits) {
  const geo::PlanPtr plan = example(GetParam());
  const auto catalogues = layers::read_catalogues().catalogues;
  std::set<std::string> pairs;
  for (const auto& offer : plan->side_streams())
    for (const auto& need : plan->side_streams()) {
      if (offer->kind != geo::StreamKind::offer || need->kind != geo::StreamKind::need ||
          offer->material != need->material)
        continue;
      geo::MaterialFlow flow;
      flow.from = offer->partner;
      flow.to = need->partner;
      if (!need->partner) flow.geometry = geo::Geometry::line({{0, 0}, geo::label_point(need->geometry)});
      flow.material = offer->material;
      flow.amounts = need->amounts;
      flow.vehicle = "semi-trailer-highway-50";
      flow.treatment = geo::Treatment::recycling;
      const auto figures = geo::flow_figures(*plan, flow, *catalogues, flow.amounts.front().year);
      if (figures.avoided && figures.transport && figures.avoided->value_t > figures.transport->value_t)
        pairs.insert(offer->name + " → " + need->name);
    }
  EXPECT_GE(pairs.size(), 3U) << testing::PrintToString(pairs);
}

INSTANTIATE_TEST_SUITE_P(Both, ExampleFlows, testing::Values("kemi-tornio.toml", "topinpuisto.toml"));

TEST(KemiTornio, TheMassBalanceOfEachPublishedStreamClosesAtItsSender) {
  std::size_t closed = 0;
  for (const geo::MassBalance& balance : geo::mass_balances(*kemi_tornio(), 2018))
    if (balance.generated_t > 0) {
      EXPECT_DOUBLE_EQ(balance.residual_t(), 0) << balance.material;
      ++closed;
    }
  EXPECT_EQ(closed, 12U);
}

TEST(KemiTornio, TransportIsInTheBalanceOnceAndSmallBesideTheWorks) {
  const auto figures =
      geo::plan_figures(kemi_tornio(), layers::read_catalogues().catalogues, geo::Crs::from_text("EPSG:3067"));
  const auto year = geo::balance(*figures->counted_with_flows, figures->sites, 2018, 2018)[0];
  double transport_t = 0;
  for (const auto& flow : kemi_tornio()->material_flows())
    transport_t += geo::flow_figures(*kemi_tornio(), *flow, *figures->catalogues, 2018).transport.value().value_t;
  EXPECT_NEAR(year.emission_t[static_cast<std::size_t>(geo::Sector::logistics)], transport_t, 1e-9 * transport_t);
  EXPECT_GT(transport_t, 1000);
  EXPECT_LT(transport_t, 0.02 * year.emissions_t());
}

}  // namespace
