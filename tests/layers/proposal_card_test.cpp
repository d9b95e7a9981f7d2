// The card of a proposal is worked out to the proposal's own saving, with a source for all that it is made of.
#include "geo/symbiosis/proposal_card.hpp"

#include "layers/catalogues_file.hpp"
#include "layers/example_file.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>

namespace {

class ProposalCard : public testing::TestWithParam<const char*> {};

double product_of_children(const geo::FigureCard& card) {
  double product = 1;
  for (const geo::FigureCard& child : card.children) product *= child.value;
  return product;
}

TEST_P(ProposalCard, IsOfTheProposalsOwnSaving) {
  const auto plan = std::make_shared<const geo::Plan>(
      layers::read_plan_toml(std::filesystem::path(HIILITIE_SOURCE_DIR) / "assets" / "examples" / GetParam()));
  const auto catalogues = layers::read_catalogues().catalogues;
  geo::Hub hub;
  hub.plan = plan;
  geo::ProposalTerms terms;
  terms.year = geo::last_market_year(std::span(&hub, 1)).value();
  const geo::Symbiosis symbiosis({hub}, *catalogues, terms);
  const geo::ProposalList list = symbiosis.best();
  ASSERT_GE(list.proposals.size(), 3u);
  for (const geo::Proposal& proposal : list.proposals) {
    const geo::FigureCard card = geo::proposal_card(proposal, symbiosis, *catalogues);
    EXPECT_NEAR(card.value, proposal.saving.value_t, 1e-9 * std::abs(proposal.saving.value_t));
    EXPECT_EQ(*card.low, proposal.saving.low_t);
    EXPECT_EQ(*card.high, proposal.saving.high_t);
    ASSERT_EQ(card.children.size(), 3u);
    EXPECT_EQ(card.children[0].value, proposal.avoided.value_t);
    EXPECT_EQ(card.children[1].value, proposal.pretreatment.value_t);
    EXPECT_EQ(card.children[2].value, proposal.transport.value_t);
    for (const geo::FigureCard& part : card.children) {
      EXPECT_NEAR(product_of_children(part), part.value, 1e-9 * std::max(1.0, std::abs(part.value))) << part.name.en;
      const geo::FigureCard& each = part.children.back();
      // What counts for something tells where it comes from.
      if (part.value != 0) {
        EXPECT_FALSE(each.source.empty()) << part.name.en << " of " << proposal.material;
      }
    }
    EXPECT_EQ(card.children[2].children[0].value, proposal.amount_t * proposal.distance_km);
    EXPECT_FALSE(card.remarks.empty());
  }
}

INSTANTIATE_TEST_SUITE_P(Examples, ProposalCard, testing::Values("topinpuisto.toml", "kemi-tornio.toml"),
                         [](const auto& of) { return std::string(of.index == 0 ? "Topinpuisto" : "KemiTornio"); });

}  // namespace
