// What is chosen of the flows is what bands, sums and Sankey are made of; more materials than colours stay apart.
#include "app/flows/flow_map.hpp"
#include "app/flows/flow_sankey.hpp"
#include "geo/plan/edit.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace app {
namespace {

struct FlowChoices : testing::Test {
  FlowChoices() {
    geo::Plan empty;
    geo::Edit edit;
    for (const char* name : {"Mill", "Kiln", "Port"}) {
      geo::Partner partner;
      partner.name = name;
      partner.geometry = geo::Geometry::point({1e5 * static_cast<double>(partners.size()), 0});
      partners.push_back(edit.add(empty, partner));
    }
    for (int i = 0; i < materials; ++i) {
      geo::MaterialFlow flow;
      flow.from = partners[0];
      flow.to = partners[i % 3 == 0 ? 2 : 1];
      flow.material = fmt::format("m{:02}", i);
      flow.amounts = {{2020, 100.0 * (materials - i)}};
      edit.add(empty, flow);
    }
    geo::MaterialFlow unknown;
    unknown.from = partners[1];
    unknown.to = partners[2];
    unknown.material = "m00";
    edit.add(empty, unknown);
    plan = geo::applied(std::make_shared<const geo::Plan>(empty), edit);
  }
  [[nodiscard]] FlowMap map_of(const FlowChoice& choice) const {
    geo::Progress progress;
    const auto ground = flow_ground(*plan, {}, progress);
    const auto amounts = flow_amounts(*plan, *ground, catalogues, FlowMeasure::tonnes, {}, progress);
    return flow_map(ground, amounts, 2020, choice, 0, progress);
  }
  static double total_t(const FlowMap& map) {
    double sum_t = 0;
    for (const geo::FlowStrand& strand : map.sums.strands) sum_t += strand.amount_t;
    return sum_t;
  }
  static double linked_t(const FlowMap& map) {
    double sum_t = 0;
    for (const geo::SankeyLink& link : flow_sankey(map, render::ThemeKind::light).chart.links) sum_t += link.amount_t;
    return sum_t;
  }
  static constexpr int materials = 12;
  std::vector<geo::Id<geo::Partner>> partners;
  geo::PlanPtr plan;
  geo::Catalogues catalogues;
};

TEST_F(FlowChoices, AFilterByPartnerHoldsForBandsShareMaterialsAndSankeyAlike) {
  const FlowMap whole = map_of({});
  EXPECT_EQ(whole.share.flows_all, 12u);
  EXPECT_EQ(whole.unknown_flows, 1u);
  FlowChoice choice;
  choice.partners = {partners[2]};
  const FlowMap port = map_of(choice);
  double expected_t = 0;
  for (int i = 0; i < materials; i += 3) expected_t += 100.0 * (materials - i);
  EXPECT_EQ(port.share.flows_all, 4u);
  EXPECT_DOUBLE_EQ(total_t(port), expected_t);
  EXPECT_DOUBLE_EQ(port.share.all_t, expected_t);
  EXPECT_DOUBLE_EQ(linked_t(port), expected_t);
  EXPECT_EQ(port.materials.size(), 4u);
  EXPECT_EQ(port.unknown_flows, 1u) << "the flow without tonnes goes to the port";
  choice.partners = {partners[1]};
  EXPECT_DOUBLE_EQ(total_t(map_of(choice)) + total_t(port), total_t(whole)) << "every flow goes to one of the two";
  choice.partners = {partners[1], partners[2]};
  EXPECT_DOUBLE_EQ(total_t(map_of(choice)), total_t(whole));
  choice.partners = {{999}};
  EXPECT_TRUE(map_of(choice).sums.strands.empty());
}

TEST_F(FlowChoices, EightMaterialsHaveColoursAndTheOthersOneEntryAndShadesThatDiffer) {
  const FlowMap map = map_of({});
  for (const render::ThemeKind theme : {render::ThemeKind::light, render::ThemeKind::dark}) {
    const render::FlowLegend legend = flow_legend(map, catalogues, theme);
    ASSERT_EQ(legend.materials.size(), 9u);
    EXPECT_EQ(legend.materials.back().name, "Other materials (4)");
    for (std::uint32_t a = 0; a < materials; ++a)
      for (std::uint32_t b = 0; b < a; ++b)
        EXPECT_NE(material_colour(a, theme), material_colour(b, theme)) << a << " and " << b;
  }
  FlowChoice choice;
  choice.hidden_materials = {"m09", "m10", "m11"};
  EXPECT_EQ(flow_legend(map_of(choice), catalogues, render::ThemeKind::light).materials.back().name, "m08")
      << "one alone is named";
}

}  // namespace
}  // namespace app
